/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The processes clients told us about: a bounded table of their names and open
 * files, so that a change of importance is one write(2) and hits nobody else.
 */
#ifndef LMKD_SHIM_PROCESSES_H
#define LMKD_SHIM_PROCESSES_H

#include <stddef.h>
#include <stdint.h>

#include "protocol.h"

/*
 * Android keeps 60 to 200 applications and about as many services; five times
 * that. Each holds one file descriptor.
 */
#define PROCESSES_MAX 1024
#define PROCESSES_BUCKETS 1024

struct known_process {
	int32_t pid; /* 0: the place is free */
	int file; /* its oom_score_adj */
	int16_t next; /* in its bucket, or among the free; -1 at the end */
	int64_t used_ms;
	int64_t named_ms;
	char name[LMKD_NAME_MAX + 1];
};

/**
 * struct processes - the table
 * @root: from kernel_root_open()
 * @dry_run: write nothing
 * @limit: how many to remember at most
 * @count: how many there are
 * @forgotten: how many had to make room
 */
struct processes {
	int root;
	int dry_run;
	size_t limit;
	size_t count;
	unsigned long forgotten;
	int16_t free;
	int16_t bucket[PROCESSES_BUCKETS];
	struct known_process place[PROCESSES_MAX];
};

void processes_open(struct processes *processes, int root, size_t limit);
int processes_adj_write(struct processes *processes, int32_t pid,
			int32_t oom_score_adj, int64_t now_ms);
const char *processes_name(const struct processes *processes, int32_t pid);
void processes_forget(struct processes *processes, int32_t pid);
void processes_forget_all(struct processes *processes);

#endif /* LMKD_SHIM_PROCESSES_H */
