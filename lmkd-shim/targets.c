// SPDX-License-Identifier: GPL-2.0-only
/* The pace of writing tables. */
#include "targets.h"

#include <string.h>

/**
 * targets_want - take note of tables; they replace those before
 * @targets: where
 * @row: the rows
 * @count: how many, 1 to LMKD_TARGETS_MAX
 */
void targets_want(struct targets *targets, const struct lmkd_target *row,
		  size_t count)
{
	memcpy(targets->row, row, count * sizeof(*row));
	targets->count = count;
	targets->waiting = 1;
}

/**
 * targets_due_in_ms - when are they to be written?
 * @targets: which
 * @now_ms: time on a clock that does not go back
 *
 * Return: 0 if now, a number of milliseconds up to TARGETS_INTERVAL_MS if later,
 * -1 if nothing is waiting.
 */
int64_t targets_due_in_ms(const struct targets *targets, int64_t now_ms)
{
	int64_t since = now_ms - targets->written_ms;

	if (!targets->waiting)
		return -1;
	if (!targets->written || since >= TARGETS_INTERVAL_MS)
		return 0;
	return TARGETS_INTERVAL_MS - since;
}

/**
 * targets_were_written - they are with the module now, or it refused them
 * @targets: which
 * @now_ms: when
 */
void targets_were_written(struct targets *targets, int64_t now_ms)
{
	targets->waiting = 0;
	targets->written = 1;
	targets->written_ms = now_ms;
}
