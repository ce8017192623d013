/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Named cases for core/candidates.c.
 */
#ifndef LOWMEM_CANDIDATES_CASES_H
#define LOWMEM_CANDIDATES_CASES_H

#include <linux/limits.h>

#include "../../core/candidates.h"
#include "cases.h"

#define SEEN_MAX 8

/* Where one that does not get in has its place. */
#define OUT LOWMEM_CANDIDATES_MAX

#define RANK(adj, pages)                                  \
	{                                                 \
		.oom_score_adj = (adj), .rss_pages = (pages) \
	}

/*
 * Processes in the order of the walk, and what becomes of each. Each has memory
 * of its own, unless memory says whose: counted from 1, 0 for none but its own.
 */
struct order_case {
	const char *name;
	struct lowmem_rank seen[SEEN_MAX];
	unsigned int seen_count;
	unsigned int memory[SEEN_MAX];
	unsigned int places[SEEN_MAX];
	unsigned int expect[LOWMEM_CANDIDATES_MAX];
	unsigned int expect_count;
};

static const struct order_case order_cases[] = {
	{
		.name = "nobody",
	},
	{
		.name = "one",
		.seen = { RANK(0, 10) },
		.seen_count = 1,
		.places = { 0 },
		.expect = { 0 },
		.expect_count = 1,
	},
	{
		.name = "two in order",
		.seen = { RANK(900, 10), RANK(100, 10) },
		.seen_count = 2,
		.places = { 0, 1 },
		.expect = { 0, 1 },
		.expect_count = 2,
	},
	{
		.name = "two the other way round",
		.seen = { RANK(100, 10), RANK(900, 10) },
		.seen_count = 2,
		.places = { 0, 0 },
		.expect = { 1, 0 },
		.expect_count = 2,
	},
	{
		.name = "as many as there is room for",
		.seen = { RANK(3, 1), RANK(4, 1), RANK(1, 1), RANK(2, 1) },
		.seen_count = 4,
		.places = { 0, 0, 2, 2 },
		.expect = { 1, 0, 3, 2 },
		.expect_count = 4,
	},
	{
		.name = "rising: each takes the lead",
		.seen = { RANK(1, 1), RANK(2, 1), RANK(3, 1), RANK(4, 1),
			  RANK(5, 1), RANK(6, 1), RANK(7, 1), RANK(8, 1) },
		.seen_count = 8,
		.places = { 0, 0, 0, 0, 0, 0, 0, 0 },
		.expect = { 7, 6, 5, 4 },
		.expect_count = 4,
	},
	{
		.name = "falling: the first ones stay",
		.seen = { RANK(8, 1), RANK(7, 1), RANK(6, 1), RANK(5, 1),
			  RANK(4, 1), RANK(3, 1), RANK(2, 1), RANK(1, 1) },
		.seen_count = 8,
		.places = { 0, 1, 2, 3, OUT, OUT, OUT, OUT },
		.expect = { 0, 1, 2, 3 },
		.expect_count = 4,
	},
	{
		.name = "into the last place, and the last one falls off",
		.seen = { RANK(9, 1), RANK(8, 1), RANK(7, 1), RANK(5, 1),
			  RANK(6, 1) },
		.seen_count = 5,
		.places = { 0, 1, 2, 3, 3 },
		.expect = { 0, 1, 2, 4 },
		.expect_count = 4,
	},
	{
		.name = "equals by size",
		.seen = { RANK(900, 20), RANK(900, 40), RANK(900, 10),
			  RANK(900, 30), RANK(900, 25) },
		.seen_count = 5,
		.places = { 0, 0, 2, 1, 2 },
		.expect = { 1, 3, 4, 0 },
		.expect_count = 4,
	},
	{
		.name = "of full ties the earlier stays ahead",
		.seen = { RANK(900, 10), RANK(900, 10), RANK(900, 10),
			  RANK(900, 10), RANK(900, 10) },
		.seen_count = 5,
		.places = { 0, 1, 2, 3, OUT },
		.expect = { 0, 1, 2, 3 },
		.expect_count = 4,
	},
	{
		.name = "a small unimportant one before a large important one",
		.seen = { RANK(0, 1000000), RANK(950, 1) },
		.seen_count = 2,
		.places = { 0, 0 },
		.expect = { 1, 0 },
		.expect_count = 2,
	},
	{
		.name = "of two with one memory the first stays",
		.seen = { RANK(900, 10), RANK(900, 10), RANK(100, 10) },
		.memory = { 0, 1 },
		.seen_count = 3,
		.places = { 0, OUT, 1 },
		.expect = { 0, 2 },
		.expect_count = 2,
	},
	{
		.name = "but gives way to the less important",
		.seen = { RANK(900, 10), RANK(100, 10), RANK(950, 10) },
		.memory = { 0, 0, 1 },
		.seen_count = 3,
		.places = { 0, 1, 0 },
		.expect = { 2, 1 },
		.expect_count = 2,
	},
	{
		.name = "from the middle of a full list",
		.seen = { RANK(9, 1), RANK(6, 1), RANK(7, 1), RANK(5, 1),
			  RANK(8, 1), RANK(4, 1) },
		.memory = { 0, 0, 0, 0, 2 },
		.seen_count = 6,
		.places = { 0, 1, 1, 3, 1, OUT },
		.expect = { 0, 4, 2, 3 },
		.expect_count = 4,
	},
	{
		.name = "and from its end",
		.seen = { RANK(9, 1), RANK(8, 1), RANK(7, 1), RANK(5, 1),
			  RANK(6, 1), RANK(6, 2) },
		.memory = { 0, 0, 0, 0, 4 },
		.seen_count = 6,
		.places = { 0, 1, 2, 3, 3, 3 },
		.expect = { 0, 1, 2, 5 },
		.expect_count = 4,
	},
	{
		.name = "ends of both ranges",
		.seen = { RANK(-1000, 0), RANK(1000, ULONG_MAX),
			  RANK(1000, 0) },
		.seen_count = 3,
		.places = { 0, 0, 1 },
		.expect = { 1, 2, 0 },
		.expect_count = 3,
	},
};

/* How low one may stand, with the list as far as it has come. */
struct bar_case {
	const char *name;
	struct lowmem_rank seen[SEEN_MAX];
	unsigned int seen_count;
	short min_score_adj;
	short bar;
	short below_the_lead;
	bool is_below;
};

static const struct bar_case bar_cases[] = {
	{
		.name = "nobody yet: the row's",
		.min_score_adj = 500,
		.bar = 500,
		.below_the_lead = 500,
		.is_below = false,
	},
	{
		.name = "room for one more: still the row's",
		.seen = { RANK(950, 1), RANK(900, 1), RANK(900, 1) },
		.seen_count = 3,
		.min_score_adj = 500,
		.bar = 500,
		.below_the_lead = 949,
		.is_below = true,
	},
	{
		.name = "full: the last one's",
		.seen = { RANK(950, 1), RANK(900, 1), RANK(700, 1),
			  RANK(600, 1) },
		.seen_count = 4,
		.min_score_adj = 500,
		.bar = 600,
		.below_the_lead = 949,
		.is_below = true,
	},
	{
		.name = "full, and one more fell off",
		.seen = { RANK(950, 1), RANK(900, 1), RANK(700, 1),
			  RANK(600, 1), RANK(800, 1) },
		.seen_count = 5,
		.min_score_adj = 500,
		.bar = 700,
		.below_the_lead = 950,
		.is_below = false,
	},
	{
		.name = "one as high as the lead may be larger",
		.seen = { RANK(0, ULONG_MAX) },
		.seen_count = 1,
		.min_score_adj = -1000,
		.bar = -1000,
		.below_the_lead = 0,
		.is_below = false,
	},
	{
		.name = "one below it may be as large as it likes",
		.seen = { RANK(0, 0) },
		.seen_count = 1,
		.min_score_adj = -1000,
		.bar = -1000,
		.below_the_lead = -1,
		.is_below = true,
	},
};

#endif /* LOWMEM_CANDIDATES_CASES_H */
