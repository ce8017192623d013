// SPDX-License-Identifier: GPL-2.0-only
/*
 * The rules of the low memory killer, free of side effects.
 *
 * Source of the rules: the Android driver of this name, in mainline until
 * 4.12, whose tables user space still writes.
 */
#include <linux/oom.h>

#include "policy.h"

/**
 * lowmem_policy_rows - number of rows in force
 * @table: both lists, of any length each
 *
 * Return: 0 to LOWMEM_ROWS_MAX, the length of the shorter list.
 * Context: Any.
 */
unsigned int lowmem_policy_rows(const struct lowmem_table *table)
{
	if (table->adj.count < table->minfree.count)
		return table->adj.count;
	return table->minfree.count;
}

/**
 * lowmem_policy_decide - find the row that memory has fallen into
 * @table: rows, most severe first
 * @memory: a snapshot in pages
 *
 * The first row with both figures below its threshold wins: plenty of free
 * pages or plenty of page cache each mean that nobody has to die.
 *
 * Return: the matching row, or row -1 with LOWMEM_ADJ_NEVER.
 * Context: Any.
 */
struct lowmem_decision lowmem_policy_decide(const struct lowmem_table *table,
					    const struct lowmem_memory *memory)
{
	struct lowmem_decision decision = {
		.row = -1,
		.min_score_adj = LOWMEM_ADJ_NEVER,
	};
	unsigned int rows = lowmem_policy_rows(table);
	unsigned int i;

	for (i = 0; i < rows; i++) {
		int minfree = table->minfree.value[i];

		if (memory->other_free >= minfree ||
		    memory->other_file >= minfree)
			continue;
		decision.row = (int)i;
		decision.minfree = minfree;
		decision.min_score_adj = (short)table->adj.value[i];
		break;
	}
	return decision;
}

/**
 * lowmem_policy_decide_oom - decide for a kernel that has run out of memory
 * @table: rows, most severe first
 * @memory: a snapshot in pages
 * @machine_wide: the allocation could have had any page of the machine
 *
 * What is at stake when an allocation has failed is what the most severe row
 * is for, whichever row has been reached. Reclaim has just failed, so the page
 * cache that is left is none that could be dropped. Unless that is elsewhere:
 * where memory is short in a node or a cpuset only, these figures say nothing,
 * and what they do not find short is for the kernel, which knows the limits.
 *
 * Return: the row that matched, but with the first row's min_score_adj; or row
 * -1 with LOWMEM_ADJ_NEVER.
 * Context: Any.
 */
struct lowmem_decision lowmem_policy_decide_oom(
	const struct lowmem_table *table, const struct lowmem_memory *memory,
	bool machine_wide)
{
	struct lowmem_memory left = *memory;
	struct lowmem_decision decision;

	if (machine_wide)
		left.other_file = 0;
	decision = lowmem_policy_decide(table, &left);
	if (decision.row >= 0)
		decision.min_score_adj = (short)table->adj.value[0];
	return decision;
}

/**
 * lowmem_policy_kills - does this decision end a process?
 * @decision: from lowmem_policy_decide()
 *
 * Return: true unless no row matched or the row is one that never kills.
 * Context: Any.
 */
bool lowmem_policy_kills(const struct lowmem_decision *decision)
{
	return decision->min_score_adj <= OOM_SCORE_ADJ_MAX;
}

/**
 * lowmem_policy_prefers - is one process a better victim than another?
 * @candidate: the process looked at
 * @best: the best so far
 *
 * Return: true if @candidate is less important (higher oom_score_adj), or
 * equally important and larger. On a full tie the earlier one stays.
 * Context: Any.
 */
bool lowmem_policy_prefers(const struct lowmem_rank *candidate,
			   const struct lowmem_rank *best)
{
	if (candidate->oom_score_adj != best->oom_score_adj)
		return candidate->oom_score_adj > best->oom_score_adj;
	return candidate->rss_pages > best->rss_pages;
}

/**
 * lowmem_policy_first_disorder - find a row that is out of order
 * @table: rows in force
 *
 * Rows are meant to run from severe (small threshold, low oom_score_adj) to
 * mild. Anything else is legal, but a row behind a larger threshold is never
 * reached, and one behind a higher oom_score_adj kills more important
 * processes at milder pressure.
 *
 * Return: the first such row counted from 0, or -1 if all are in order.
 * Context: Any.
 */
int lowmem_policy_first_disorder(const struct lowmem_table *table)
{
	unsigned int rows = lowmem_policy_rows(table);
	unsigned int i;

	for (i = 1; i < rows; i++) {
		if (table->minfree.value[i] < table->minfree.value[i - 1] ||
		    table->adj.value[i] < table->adj.value[i - 1])
			return (int)i;
	}
	return -1;
}
