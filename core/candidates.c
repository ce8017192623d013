// SPDX-License-Identifier: GPL-2.0-only
/*
 * A short list, sorted by who is to die first.
 */
#include "candidates.h"

/* Close the gap that one leaves. */
static void entry_drop(struct lowmem_candidates *candidates, unsigned int place)
{
	for (; place + 1 < candidates->count; place++)
		candidates->entry[place] = candidates->entry[place + 1];
	candidates->count--;
}

/* False if one that runs in the same memory has a better claim to its place. */
static bool sharer_gives_way(struct lowmem_candidates *candidates,
			     const struct lowmem_candidate *another)
{
	unsigned int i;

	for (i = 0; i < candidates->count; i++)
		if (candidates->entry[i].mm == another->mm)
			break;
	if (i == candidates->count)
		return true;
	if (!lowmem_policy_prefers(&another->rank, &candidates->entry[i].rank))
		return false;
	entry_drop(candidates, i);
	return true;
}

/**
 * lowmem_candidates_add - put a process where it belongs, if it does
 * @candidates: those found so far
 * @another: one more
 *
 * Who falls off the end is forgotten. On a full tie the earlier one stays ahead.
 *
 * Return: its place counted from 0, which is the one to die;
 * LOWMEM_CANDIDATES_MAX if there is none for it.
 * Context: Any.
 */
unsigned int lowmem_candidates_add(struct lowmem_candidates *candidates,
				   const struct lowmem_candidate *another)
{
	struct lowmem_candidate *entry = candidates->entry;
	unsigned int place;

	if (!sharer_gives_way(candidates, another))
		return LOWMEM_CANDIDATES_MAX;
	place = candidates->count;
	while (place > 0 &&
	       lowmem_policy_prefers(&another->rank, &entry[place - 1].rank)) {
		if (place < LOWMEM_CANDIDATES_MAX)
			entry[place] = entry[place - 1];
		place--;
	}
	if (place == LOWMEM_CANDIDATES_MAX)
		return place;
	entry[place] = *another;
	if (candidates->count < LOWMEM_CANDIDATES_MAX)
		candidates->count++;
	return place;
}

/**
 * lowmem_candidates_bar - how low may a process stand and still get in?
 * @candidates: those found so far
 * @min_score_adj: the lowest oom_score_adj that may die at all
 *
 * Return: the lowest oom_score_adj for which it is worth asking.
 * Context: Any.
 */
short lowmem_candidates_bar(const struct lowmem_candidates *candidates,
			    short min_score_adj)
{
	if (candidates->count < LOWMEM_CANDIDATES_MAX)
		return min_score_adj;
	return candidates->entry[LOWMEM_CANDIDATES_MAX - 1].rank.oom_score_adj;
}

/**
 * lowmem_candidates_are_above - is a process out of the running, whatever its size?
 * @candidates: those found so far
 * @oom_score_adj: that of the process
 *
 * Return: true if it will not be the one to die; it may still be among the next.
 * Context: Any.
 */
bool lowmem_candidates_are_above(const struct lowmem_candidates *candidates,
				 short oom_score_adj)
{
	return candidates->count &&
	       candidates->entry[0].rank.oom_score_adj > oom_score_adj;
}
