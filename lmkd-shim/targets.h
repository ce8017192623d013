/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tables clients ask for, and when to write them: at most once a second, and
 * the last one is never dropped. Pure: the time comes from the caller.
 */
#ifndef LMKD_SHIM_TARGETS_H
#define LMKD_SHIM_TARGETS_H

#include <stddef.h>
#include <stdint.h>

#include "protocol.h"

/*
 * Android's lmkd ignores what comes within a second of the last one it took,
 * and with that the framework's first tables after it had to connect again. The
 * same pace, without the loss.
 */
#define TARGETS_INTERVAL_MS 1000

/**
 * struct targets - what is wanted
 * @row: the tables, @count of them; 0 if nobody has asked for any
 * @waiting: they are not written yet
 * @written_ms: when some were last written; only good with @written
 */
struct targets {
	struct lmkd_target row[LMKD_TARGETS_MAX];
	size_t count;
	int waiting;
	int written;
	int64_t written_ms;
};

void targets_want(struct targets *targets, const struct lmkd_target *row,
		  size_t count);
int64_t targets_due_in_ms(const struct targets *targets, int64_t now_ms);
void targets_were_written(struct targets *targets, int64_t now_ms);

#endif /* LMKD_SHIM_TARGETS_H */
