/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the module shows in /sys/module/lowmemorykiller, and what else of the
 * kernel's files lmkctl reads. Older drivers have less: what is not there is
 * unknown.
 */
#ifndef LMKD_SHIM_NODES_H
#define LMKD_SHIM_NODES_H

#include <stddef.h>
#include <stdint.h>

#include "last_kills.h"
#include "levels.h"

#define NODES_VERSION_SIZE 32
#define NODES_COUNTERS_MAX 64
#define NODES_COUNTER_NAME_SIZE 64

/**
 * struct memory_now - what the module sees at this moment
 * @free_pages: free memory, negative if the reserve is in use
 * @file_pages: page cache that could be dropped
 * @row: the row in force, from 1; 0 if none is
 * @min_score_adj: the lowest oom_score_adj that may die
 *
 * Any of them may be NUMBER_UNKNOWN. They are read one after the other, so that
 * they may belong to slightly different moments.
 */
struct memory_now {
	int64_t free_pages;
	int64_t file_pages;
	int64_t row;
	int64_t min_score_adj;
};

struct counter {
	char name[NODES_COUNTER_NAME_SIZE];
	int64_t value;
};

int nodes_version(int root, char version[NODES_VERSION_SIZE]);
int nodes_has_levels(int root);
int nodes_levels(int root, struct levels *levels);
const char *nodes_error_text(int error);
int64_t nodes_answer(int root, const char *parameter);
void nodes_memory(int root, struct memory_now *memory);
int nodes_counters(int root, struct counter counters[NODES_COUNTERS_MAX]);
int nodes_last_kills(int root, struct last_kill kills[LAST_KILLS_MAX]);
int64_t nodes_boot_ms(int root);
int64_t nodes_total_mb(int root);

#endif /* LMKD_SHIM_NODES_H */
