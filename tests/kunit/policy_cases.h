/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Named cases for core/policy.c.
 */
#ifndef LOWMEM_POLICY_CASES_H
#define LOWMEM_POLICY_CASES_H

#include <linux/limits.h>

#include "cases.h"

/* The classic driver's own table. */
#define CLASSIC_TABLE                                             \
	{                                                         \
		.minfree = { ELEMENTS(1536, 2048, 4096, 16384) }, \
		.adj = { ELEMENTS(0, 58, 352, 705) },             \
	}

/* What the Android framework writes on a phone with a few GB. */
#define PHONE_TABLE                                                      \
	{                                                                \
		.minfree = { ELEMENTS(18432, 23040, 27648, 32256, 55296, \
				      80640) },                          \
		.adj = { ELEMENTS(0, 100, 200, 250, 900, 950) },         \
	}

/* One row, for cases about the comparison itself. */
#define ONE_ROW(threshold, score)                   \
	{                                           \
		.minfree = { ELEMENTS(threshold) }, \
		.adj = { ELEMENTS(score) },         \
	}

/* A column of different length on each side. */
#define TWO_AND_THREE                              \
	{                                          \
		.minfree = { ELEMENTS(100, 200) }, \
		.adj = { ELEMENTS(1, 2, 3) },      \
	}

#define THREE_AND_TWO                                   \
	{                                               \
		.minfree = { ELEMENTS(100, 200, 300) }, \
		.adj = { ELEMENTS(1, 2) },              \
	}

#define NO_MATCH                                                           \
	{                                                                  \
		.row = -1, .minfree = 0, .min_score_adj = LOWMEM_ADJ_NEVER \
	}

struct decide_case {
	const char *name;
	struct lowmem_table table;
	struct lowmem_memory memory;
	struct lowmem_decision expect;
	bool kills;
};

static const struct decide_case decide_cases[] = {
	{
		.name = "plenty of both",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 100000, .other_file = 100000 },
		.expect = NO_MATCH,
	},
	{
		.name = "free pages alone are short",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 10, .other_file = 100000 },
		.expect = NO_MATCH,
	},
	{
		.name = "page cache alone is short",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 100000, .other_file = 10 },
		.expect = NO_MATCH,
	},
	{
		.name = "nothing left at all",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 0 },
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "both one below the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16383, .other_file = 16383 },
		.expect = { .row = 3, .minfree = 16384, .min_score_adj = 705 },
		.kills = true,
	},
	{
		.name = "free pages equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16384, .other_file = 16383 },
		.expect = NO_MATCH,
	},
	{
		.name = "page cache equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16383, .other_file = 16384 },
		.expect = NO_MATCH,
	},
	{
		.name = "both equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16384, .other_file = 16384 },
		.expect = NO_MATCH,
	},
	{
		.name = "both one below a middle row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 2047, .other_file = 2047 },
		.expect = { .row = 1, .minfree = 2048, .min_score_adj = 58 },
		.kills = true,
	},
	{
		.name = "both equal to a middle row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 2048, .other_file = 2048 },
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 352 },
		.kills = true,
	},
	{
		.name = "both one below the most severe row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 1535, .other_file = 1535 },
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "both equal to the most severe row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 1536, .other_file = 1536 },
		.expect = { .row = 1, .minfree = 2048, .min_score_adj = 58 },
		.kills = true,
	},
	{
		.name = "the larger figure, page cache, decides the row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 4095 },
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 352 },
		.kills = true,
	},
	{
		.name = "the larger figure, free pages, decides the row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 4095, .other_file = 0 },
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 352 },
		.kills = true,
	},
	{
		.name = "reserve in use",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = -5000, .other_file = 100 },
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "reserve in use, plenty of page cache",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = -5000, .other_file = 16384 },
		.expect = NO_MATCH,
	},
	{
		.name = "reserve in use, page cache picks a mild row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = -1, .other_file = 16383 },
		.expect = { .row = 3, .minfree = 16384, .min_score_adj = 705 },
		.kills = true,
	},
	{
		.name = "least number a figure can have",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = LONG_MIN, .other_file = 0 },
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "largest number a figure can have",
		.table = ONE_ROW(INT_MAX, 0),
		.memory = { .other_free = LONG_MAX, .other_file = LONG_MAX },
		.expect = NO_MATCH,
	},
	{
		.name = "one below the largest threshold",
		.table = ONE_ROW(INT_MAX, 0),
		.memory = { .other_free = INT_MAX - 1,
			    .other_file = INT_MAX - 1 },
		.expect = { .row = 0, .minfree = INT_MAX, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "equal to the largest threshold",
		.table = ONE_ROW(INT_MAX, 0),
		.memory = { .other_free = INT_MAX, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "six rows, last one",
		.table = PHONE_TABLE,
		.memory = { .other_free = 80639, .other_file = 80639 },
		.expect = { .row = 5, .minfree = 80640, .min_score_adj = 950 },
		.kills = true,
	},
	{
		.name = "six rows, above the last one",
		.table = PHONE_TABLE,
		.memory = { .other_free = 80640, .other_file = 80640 },
		.expect = NO_MATCH,
	},
	{
		.name = "six rows, fourth one",
		.table = PHONE_TABLE,
		.memory = { .other_free = 27648, .other_file = 30000 },
		.expect = { .row = 3, .minfree = 32256, .min_score_adj = 250 },
		.kills = true,
	},
	{
		.name = "threshold 0, nothing left",
		.table = ONE_ROW(0, 0),
		.memory = { .other_free = 0, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "threshold 0, reserve in use",
		.table = ONE_ROW(0, 0),
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "threshold 1, nothing left",
		.table = ONE_ROW(1, 0),
		.memory = { .other_free = 0, .other_file = 0 },
		.expect = { .row = 0, .minfree = 1, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "row of threshold 0 is passed over",
		.table = {
			.minfree = { ELEMENTS(0, 100) },
			.adj = { ELEMENTS(0, 500) },
		},
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = { .row = 1, .minfree = 100, .min_score_adj = 500 },
		.kills = true,
	},
	{
		.name = "equal thresholds, first row wins",
		.table = {
			.minfree = { ELEMENTS(100, 100) },
			.adj = { ELEMENTS(700, 300) },
		},
		.memory = { .other_free = 99, .other_file = 99 },
		.expect = { .row = 0, .minfree = 100, .min_score_adj = 700 },
		.kills = true,
	},
	{
		.name = "large threshold first shadows the severe row",
		.table = {
			.minfree = { ELEMENTS(4096, 1024) },
			.adj = { ELEMENTS(800, 0) },
		},
		.memory = { .other_free = 10, .other_file = 10 },
		.expect = { .row = 0, .minfree = 4096, .min_score_adj = 800 },
		.kills = true,
	},
	{
		.name = "scores out of order are taken as they are",
		.table = {
			.minfree = { ELEMENTS(1024, 4096) },
			.adj = { ELEMENTS(800, 0) },
		},
		.memory = { .other_free = 2000, .other_file = 10 },
		.expect = { .row = 1, .minfree = 4096, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "least score",
		.table = ONE_ROW(100, -1000),
		.memory = { .other_free = 1, .other_file = 1 },
		.expect = { .row = 0, .minfree = 100, .min_score_adj = -1000 },
		.kills = true,
	},
	{
		.name = "largest score a process can have",
		.table = ONE_ROW(100, 1000),
		.memory = { .other_free = 1, .other_file = 1 },
		.expect = { .row = 0, .minfree = 100, .min_score_adj = 1000 },
		.kills = true,
	},
	{
		.name = "row that never kills matches",
		.table = ONE_ROW(100, LOWMEM_ADJ_NEVER),
		.memory = { .other_free = 1, .other_file = 1 },
		.expect = { .row = 0, .minfree = 100,
			    .min_score_adj = LOWMEM_ADJ_NEVER },
	},
	{
		.name = "row that never kills shadows those behind it",
		.table = {
			.minfree = { ELEMENTS(100, 200) },
			.adj = { ELEMENTS(LOWMEM_ADJ_NEVER, 0) },
		},
		.memory = { .other_free = 1, .other_file = 1 },
		.expect = { .row = 0, .minfree = 100,
			    .min_score_adj = LOWMEM_ADJ_NEVER },
	},
	{
		.name = "row behind one that never kills",
		.table = {
			.minfree = { ELEMENTS(100, 200) },
			.adj = { ELEMENTS(LOWMEM_ADJ_NEVER, 0) },
		},
		.memory = { .other_free = 100, .other_file = 1 },
		.expect = { .row = 1, .minfree = 200, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "no rows",
		.table = { .minfree = { .count = 0 }, .adj = { .count = 0 } },
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "no scores",
		.table = { .minfree = { ELEMENTS(100) }, .adj = { .count = 0 } },
		.memory = { .other_free = 0, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "no thresholds",
		.table = { .minfree = { .count = 0 }, .adj = { ELEMENTS(5) } },
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "more scores than thresholds, last row",
		.table = TWO_AND_THREE,
		.memory = { .other_free = 150, .other_file = 150 },
		.expect = { .row = 1, .minfree = 200, .min_score_adj = 2 },
		.kills = true,
	},
	{
		.name = "more scores than thresholds, past the end",
		.table = TWO_AND_THREE,
		.memory = { .other_free = 200, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "more thresholds than scores, last row",
		.table = THREE_AND_TWO,
		.memory = { .other_free = 150, .other_file = 150 },
		.expect = { .row = 1, .minfree = 200, .min_score_adj = 2 },
		.kills = true,
	},
	{
		.name = "more thresholds than scores, past the end",
		.table = THREE_AND_TWO,
		.memory = { .other_free = 250, .other_file = 250 },
		.expect = NO_MATCH,
	},
	{
		/* What an earlier, longer table left behind is not in force. */
		.name = "elements behind the count",
		.table = {
			.minfree = { .value = { 100, 200 }, .count = 1 },
			.adj = { .value = { 1, 2 }, .count = 1 },
		},
		.memory = { .other_free = 150, .other_file = 150 },
		.expect = NO_MATCH,
	},
};

struct decide_oom_case {
	const char *name;
	struct lowmem_table table;
	struct lowmem_memory memory;
	bool machine_wide;
	struct lowmem_decision expect;
	bool kills;
};

static const struct decide_oom_case decide_oom_cases[] = {
	{
		.name = "nothing left at all",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 0 },
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "plenty of page cache elsewhere",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 100000 },
		.expect = NO_MATCH,
	},
	{
		.name = "page cache equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 16384 },
		.expect = NO_MATCH,
	},
	{
		.name = "plenty of page cache that could not be dropped",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 100000 },
		.machine_wide = true,
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "that, and free pages of a middle row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 3000, .other_file = 100000 },
		.machine_wide = true,
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "that, and free pages equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16384, .other_file = 100000 },
		.machine_wide = true,
		.expect = NO_MATCH,
	},
	{
		.name = "nothing left at all of any page of the machine",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 0 },
		.machine_wide = true,
		.expect = { .row = 0, .minfree = 1536, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "thresholds of 0 ask for nothing, wherever it is short",
		.table = ONE_ROW(0, 0),
		.memory = { .other_free = -1, .other_file = 100000 },
		.machine_wide = true,
		.expect = NO_MATCH,
	},
	{
		.name = "page cache of a middle row, first row decides",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 0, .other_file = 3000 },
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "free pages of a middle row, first row decides",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 3000, .other_file = 0 },
		.expect = { .row = 2, .minfree = 4096, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "free pages one below the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16383, .other_file = 0 },
		.expect = { .row = 3, .minfree = 16384, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "free pages equal to the mildest row",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 16384, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "plenty of free pages elsewhere",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = 100000, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "reserve in use",
		.table = CLASSIC_TABLE,
		.memory = { .other_free = -5000, .other_file = 16383 },
		.expect = { .row = 3, .minfree = 16384, .min_score_adj = 0 },
		.kills = true,
	},
	{
		.name = "first row of threshold 0, the second matches",
		.table = {
			.minfree = { ELEMENTS(0, 100) },
			.adj = { ELEMENTS(200, 500) },
		},
		.memory = { .other_free = 50, .other_file = 50 },
		.expect = { .row = 1, .minfree = 100, .min_score_adj = 200 },
		.kills = true,
	},
	{
		.name = "thresholds of 0 ask for nothing",
		.table = ONE_ROW(0, 0),
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "first row that never kills, the second matches",
		.table = {
			.minfree = { ELEMENTS(100, 200) },
			.adj = { ELEMENTS(LOWMEM_ADJ_NEVER, 0) },
		},
		.memory = { .other_free = 150, .other_file = 0 },
		.expect = { .row = 1, .minfree = 200,
			    .min_score_adj = LOWMEM_ADJ_NEVER },
	},
	{
		.name = "least score",
		.table = ONE_ROW(100, -1000),
		.memory = { .other_free = 1, .other_file = 1 },
		.expect = { .row = 0, .minfree = 100, .min_score_adj = -1000 },
		.kills = true,
	},
	{
		.name = "no rows",
		.table = { .minfree = { .count = 0 }, .adj = { .count = 0 } },
		.memory = { .other_free = -1, .other_file = 0 },
		.expect = NO_MATCH,
	},
	{
		.name = "more thresholds than scores, past the end",
		.table = THREE_AND_TWO,
		.memory = { .other_free = 250, .other_file = 0 },
		.expect = NO_MATCH,
	},
};

struct kills_case {
	const char *name;
	struct lowmem_decision decision;
	bool expect;
};

static const struct kills_case kills_cases[] = {
	{
		.name = "no row",
		.decision = NO_MATCH,
		.expect = false,
	},
	{
		.name = "row that never kills",
		.decision = { .row = 2,
			      .minfree = 100,
			      .min_score_adj = LOWMEM_ADJ_NEVER },
		.expect = false,
	},
	{
		.name = "largest score a process can have",
		.decision = { .row = 2, .minfree = 100, .min_score_adj = 1000 },
		.expect = true,
	},
	{
		.name = "score 0",
		.decision = { .row = 0, .minfree = 100, .min_score_adj = 0 },
		.expect = true,
	},
	{
		.name = "least score",
		.decision = { .row = 0, .minfree = 1, .min_score_adj = -1000 },
		.expect = true,
	},
};

struct prefers_case {
	const char *name;
	struct lowmem_rank one;
	struct lowmem_rank other;
	bool one_over_other;
	bool other_over_one;
};

static const struct prefers_case prefers_cases[] = {
	{
		.name = "higher score, same size",
		.one = { .oom_score_adj = 900, .rss_pages = 100 },
		.other = { .oom_score_adj = 899, .rss_pages = 100 },
		.one_over_other = true,
	},
	{
		.name = "higher score beats larger size",
		.one = { .oom_score_adj = 1, .rss_pages = 1 },
		.other = { .oom_score_adj = 0, .rss_pages = 1000000 },
		.one_over_other = true,
	},
	{
		.name = "same score, larger size",
		.one = { .oom_score_adj = 900, .rss_pages = 101 },
		.other = { .oom_score_adj = 900, .rss_pages = 100 },
		.one_over_other = true,
	},
	{
		.name = "full tie, the earlier one stays",
		.one = { .oom_score_adj = 900, .rss_pages = 100 },
		.other = { .oom_score_adj = 900, .rss_pages = 100 },
	},
	{
		.name = "full tie of nothing",
		.one = { .oom_score_adj = 0, .rss_pages = 0 },
		.other = { .oom_score_adj = 0, .rss_pages = 0 },
	},
	{
		.name = "0 over a negative score",
		.one = { .oom_score_adj = 0, .rss_pages = 1 },
		.other = { .oom_score_adj = -1, .rss_pages = 1000 },
		.one_over_other = true,
	},
	{
		.name = "two negative scores",
		.one = { .oom_score_adj = -999, .rss_pages = 1 },
		.other = { .oom_score_adj = -1000, .rss_pages = 1000 },
		.one_over_other = true,
	},
	{
		.name = "ends of the scale",
		.one = { .oom_score_adj = 1000, .rss_pages = 0 },
		.other = { .oom_score_adj = -1000, .rss_pages = ULONG_MAX },
		.one_over_other = true,
	},
	{
		.name = "sizes that differ in the top bit only",
		.one = { .oom_score_adj = 5, .rss_pages = ULONG_MAX },
		.other = { .oom_score_adj = 5, .rss_pages = ULONG_MAX / 2 },
		.one_over_other = true,
	},
	{
		.name = "size 1 over size 0",
		.one = { .oom_score_adj = 5, .rss_pages = 0 },
		.other = { .oom_score_adj = 5, .rss_pages = 1 },
		.other_over_one = true,
	},
};

struct rows_case {
	const char *name;
	struct lowmem_table table;
	unsigned int expect;
};

static const struct rows_case rows_cases[] = {
	{
		.name = "both empty",
		.table = { .minfree = { .count = 0 }, .adj = { .count = 0 } },
		.expect = 0,
	},
	{
		.name = "thresholds empty",
		.table = { .minfree = { .count = 0 }, .adj = { ELEMENTS(5) } },
		.expect = 0,
	},
	{
		.name = "scores empty",
		.table = { .minfree = { ELEMENTS(5) }, .adj = { .count = 0 } },
		.expect = 0,
	},
	{
		.name = "one row",
		.table = ONE_ROW(100, 0),
		.expect = 1,
	},
	{
		.name = "equal lengths",
		.table = CLASSIC_TABLE,
		.expect = 4,
	},
	{
		.name = "as many as there may be",
		.table = PHONE_TABLE,
		.expect = LOWMEM_ROWS_MAX,
	},
	{
		.name = "fewer thresholds",
		.table = TWO_AND_THREE,
		.expect = 2,
	},
	{
		.name = "fewer scores",
		.table = THREE_AND_TWO,
		.expect = 2,
	},
};

struct disorder_case {
	const char *name;
	struct lowmem_table table;
	int expect;
};

static const struct disorder_case disorder_cases[] = {
	{
		.name = "in order",
		.table = CLASSIC_TABLE,
		.expect = -1,
	},
	{
		.name = "six rows in order",
		.table = PHONE_TABLE,
		.expect = -1,
	},
	{
		.name = "no rows",
		.table = { .minfree = { .count = 0 }, .adj = { .count = 0 } },
		.expect = -1,
	},
	{
		.name = "one row",
		.table = ONE_ROW(100, -1000),
		.expect = -1,
	},
	{
		.name = "equal rows",
		.table = {
			.minfree = { ELEMENTS(100, 100) },
			.adj = { ELEMENTS(5, 5) },
		},
		.expect = -1,
	},
	{
		.name = "threshold falls in the second row",
		.table = {
			.minfree = { ELEMENTS(100, 99, 300) },
			.adj = { ELEMENTS(1, 2, 3) },
		},
		.expect = 1,
	},
	{
		.name = "score falls in the second row",
		.table = {
			.minfree = { ELEMENTS(100, 200, 300) },
			.adj = { ELEMENTS(1, 0, 3) },
		},
		.expect = 1,
	},
	{
		.name = "score falls below 0",
		.table = {
			.minfree = { ELEMENTS(100, 200) },
			.adj = { ELEMENTS(0, -1) },
		},
		.expect = 1,
	},
	{
		.name = "threshold falls in the last row",
		.table = {
			.minfree = { ELEMENTS(1, 2, 3, 4, 5, 4) },
			.adj = { ELEMENTS(1, 2, 3, 4, 5, 6) },
		},
		.expect = 5,
	},
	{
		.name = "first of two wrong rows",
		.table = {
			.minfree = { ELEMENTS(10, 20, 30, 5, 4) },
			.adj = { ELEMENTS(1, 2, 1, 4, 5) },
		},
		.expect = 2,
	},
	{
		.name = "wrong threshold behind the last row in force",
		.table = {
			.minfree = { ELEMENTS(100, 200, 1) },
			.adj = { ELEMENTS(1, 2) },
		},
		.expect = -1,
	},
	{
		.name = "wrong score behind the last row in force",
		.table = {
			.minfree = { ELEMENTS(100, 200) },
			.adj = { ELEMENTS(1, 2, 1) },
		},
		.expect = -1,
	},
};

#endif /* LOWMEM_POLICY_CASES_H */
