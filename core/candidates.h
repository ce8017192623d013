/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The processes a walk found to matter least. Pure, like policy.h.
 */
#ifndef LOWMEM_CANDIDATES_H
#define LOWMEM_CANDIDATES_H

#include "policy.h"
#include "record.h"

struct mm_struct;
struct task_struct;

/* The victim, and those who would have died instead. */
#define LOWMEM_CANDIDATES_MAX (1 + LOWMEM_RUNNERS_UP)

/**
 * struct lowmem_candidate - a process that might die
 * @process: which; never followed here
 * @mm: its memory; never followed here
 * @rank: what it is worth
 */
struct lowmem_candidate {
	struct task_struct *process;
	struct mm_struct *mm;
	struct lowmem_rank rank;
};

/**
 * struct lowmem_candidates - the least important processes seen so far
 * @entry: these, the least important first; of those that share their memory,
 *	and so die together, only one
 * @count: how many, 0 to LOWMEM_CANDIDATES_MAX
 */
struct lowmem_candidates {
	struct lowmem_candidate entry[LOWMEM_CANDIDATES_MAX];
	unsigned int count;
};

unsigned int lowmem_candidates_add(struct lowmem_candidates *candidates,
				   const struct lowmem_candidate *another);
short lowmem_candidates_bar(const struct lowmem_candidates *candidates,
			    short min_score_adj);
bool lowmem_candidates_are_above(const struct lowmem_candidates *candidates,
				 short oom_score_adj);

#endif /* LOWMEM_CANDIDATES_H */
