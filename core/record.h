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

/**
 * struct lowmem_runner_up - a process that would have died instead
 * @pid: its process ID
 * @rank: its oom_score_adj and resident set
 * @name: its name, as in struct lowmem_record
 */
struct lowmem_runner_up {
	int pid;
	struct lowmem_rank rank;
	char name[LOWMEM_NAME_SIZE];
};

/**
 * struct lowmem_explanation - one kill, and why it had to be
 * @record: the victim
 * @time_ms: when, milliseconds since boot, time asleep included
 * @memory: what memory looked like
 * @decision: what that meant
 * @reason: who asked
 * @dry_run: it was not signalled
 * @by_pid: the thread that needed memory
 * @by_name: its name
 * @runners_up: who would have died instead, the first of them first
 * @runner_up_count: how many they were, 0 to LOWMEM_RUNNERS_UP
 *
 * Process and user IDs are those of the machine.
 */
struct lowmem_explanation {
	struct lowmem_record record;
	long long time_ms;
	struct lowmem_memory memory;
	struct lowmem_decision decision;
	enum lowmem_reason reason;
	bool dry_run;
	int by_pid;
	char by_name[LOWMEM_NAME_SIZE];
	struct lowmem_runner_up runners_up[LOWMEM_RUNNERS_UP];
	unsigned int runner_up_count;
};

int lowmem_record_format(const struct lowmem_record *record, char *text,
			 size_t size);
int lowmem_record_explain(const struct lowmem_explanation *explanation,
			  char *text, size_t size);

#endif /* LOWMEM_RECORD_H */
