/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The contract with user space: what a program that writes the parameters or
 * reads the trace event may rely on. Shared by the module and its tests.
 */
#ifndef LOWMEMORYKILLER_H
#define LOWMEMORYKILLER_H

/* Name of the module, its sysfs directory and its trace event group. */
#define LOWMEM_NAME "lowmemorykiller"

/* Rows a table may have: what the Android framework sends, LMK_TARGET. */
#define LOWMEM_ROWS_MAX 6

/*
 * One above the highest oom_score_adj: a row with it never kills, because no
 * process can have it. The Android framework calls it UNKNOWN_ADJ.
 */
#define LOWMEM_ADJ_NEVER 1001

/* Why a process was killed: the field "reason" of the trace event. */
enum lowmem_reason {
	LOWMEM_REASON_MINFREE, /* a row of the tables matched */
	LOWMEM_REASON_OOM, /* the kernel was about to call its OOM killer */
};

/* What became of a victim: the field "outcome" of the trace event. */
enum lowmem_outcome {
	LOWMEM_OUTCOME_NONE, /* nothing yet: never traced */
	LOWMEM_OUTCOME_EXITED, /* it gave its memory back by itself */
	LOWMEM_OUTCOME_REAPED, /* the module freed its anonymous memory */
	LOWMEM_OUTCOME_STUCK, /* it still held memory after kill_timeout_ms */
};

#endif /* LOWMEMORYKILLER_H */
