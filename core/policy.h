/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What memory looks like, what that means, and who is worth less: values in,
 * values out. Nothing here knows a lock, a clock, a task or an allocation, so
 * the same objects run in the kernel, in KUnit and on the build host.
 */
#ifndef LOWMEM_POLICY_H
#define LOWMEM_POLICY_H

#include <linux/types.h>

#include "../lowmemorykiller.h"

/* For people and traces; inside everything is in pages. */
#define LOWMEM_PAGES_TO_KB(pages) ((long)(pages) * (long)(PAGE_SIZE / 1024))

/**
 * struct lowmem_list - one list parameter as it was written
 * @value: the elements; only the first @count are meaningful
 * @count: 0 to LOWMEM_ROWS_MAX
 */
struct lowmem_list {
	int value[LOWMEM_ROWS_MAX];
	unsigned int count;
};

/**
 * struct lowmem_table - both lists; row i is (minfree.value[i], adj.value[i])
 * @minfree: thresholds in pages, 0 to INT_MAX
 * @adj: the lowest oom_score_adj a row may kill, -1000 to LOWMEM_ADJ_NEVER
 *
 * Where the lists differ in length the shorter one ends the table.
 */
struct lowmem_table {
	struct lowmem_list minfree;
	struct lowmem_list adj;
};

/**
 * struct lowmem_memory - one snapshot of the machine's memory, in pages
 * @other_free: free pages beyond what the kernel holds in reserve; negative
 *	when the reserve itself is being used
 * @other_file: page cache that can be given back, never below 0
 */
struct lowmem_memory {
	long other_free;
	long other_file;
};

/**
 * struct lowmem_decision - what a snapshot means under a table
 * @row: the row that matched, counted from 0; -1 if none did
 * @minfree: that row's threshold in pages; 0 if none matched
 * @min_score_adj: the lowest oom_score_adj that may be killed now;
 *	LOWMEM_ADJ_NEVER if nothing is to be killed
 */
struct lowmem_decision {
	int row;
	int minfree;
	short min_score_adj;
};

/**
 * struct lowmem_rank - what orders two processes
 * @oom_score_adj: -1000 to 1000, higher dies first
 * @rss_pages: resident set in pages; at equal oom_score_adj the larger dies
 */
struct lowmem_rank {
	short oom_score_adj;
	unsigned long rss_pages;
};

unsigned int lowmem_policy_rows(const struct lowmem_table *table);
struct lowmem_decision lowmem_policy_decide(const struct lowmem_table *table,
					    const struct lowmem_memory *memory);
struct lowmem_decision lowmem_policy_decide_oom(
	const struct lowmem_table *table, const struct lowmem_memory *memory,
	bool machine_wide);
bool lowmem_policy_kills(const struct lowmem_decision *decision);
bool lowmem_policy_prefers(const struct lowmem_rank *candidate,
			   const struct lowmem_rank *best);
int lowmem_policy_first_disorder(const struct lowmem_table *table);

#endif /* LOWMEM_POLICY_H */
