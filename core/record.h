/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kill in values, and as the text user space reads. Pure, like policy.h.
 */
#ifndef LOWMEM_RECORD_H
#define LOWMEM_RECORD_H

#include <linux/types.h>

#include "policy.h"

/* Bytes of a process's name with its NUL: the kernel's TASK_COMM_LEN. */
#define LOWMEM_NAME_SIZE 16

/*
 * Readers of /proc/lowmemorykiller have room for so many bytes of a record. The
 * longest takes 147: three numbers of 10 digits, four of 20, two scores of 6,
 * 8 blanks, a name of 15 and two line feeds.
 */
#define LOWMEM_RECORD_MAX 255

/**
 * struct lowmem_record - one kill, as /proc/lowmemorykiller tells it
 * @pid: the victim's process ID, as the reader sees it
 * @uid: its user, likewise
 * @min_flt: page faults of the whole process that needed no I/O
 * @maj_flt: those that did
 * @start_ticks: when it was started, clock ticks (USER_HZ) since boot
 * @rank: its oom_score_adj and resident set
 * @min_score_adj: the lowest oom_score_adj the row in force allowed
 * @name: its name; ends with a NUL unless it is full
 */
struct lowmem_record {
	int pid;
	unsigned int uid;
	unsigned long min_flt;
	unsigned long maj_flt;
	unsigned long long start_ticks;
	struct lowmem_rank rank;
	short min_score_adj;
	char name[LOWMEM_NAME_SIZE];
};

/* How many of those who would have died instead are remembered. */
#define LOWMEM_RUNNERS_UP 3

int lowmem_record_format(const struct lowmem_record *record, char *text,
			 size_t size);

#endif /* LOWMEM_RECORD_H */
