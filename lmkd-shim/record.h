/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A record of /proc/lowmemorykiller: one kill, as the kernel module and the
 * Android kernels before it print it. Pure.
 */
#ifndef LMKD_SHIM_RECORD_H
#define LMKD_SHIM_RECORD_H

#include <stddef.h>
#include <stdint.h>

/* The longest record, and its NUL. */
#define RECORD_SIZE 256

/* The longest name in one that could come, and its NUL. */
#define RECORD_NAME_SIZE 160

struct record {
	int32_t pid;
	int32_t uid;
	int32_t group_leader_pid;
	int64_t min_flt;
	int64_t maj_flt;
	int64_t rss_pages;
	int32_t oom_score_adj;
	int32_t min_score_adj;
	int64_t start_ticks; /* since boot, USER_HZ a second */
	char name[RECORD_NAME_SIZE];
};

int record_parse(const char *text, size_t length, struct record *record);

#endif /* LMKD_SHIM_RECORD_H */
