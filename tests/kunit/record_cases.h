/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Named cases for core/record.c.
 */
#ifndef LOWMEM_RECORD_CASES_H
#define LOWMEM_RECORD_CASES_H

#include <linux/limits.h>

#include "../../core/record.h"
#include "cases.h"

struct record_case {
	const char *name;
	struct lowmem_record record;
	const char *text;
};

static const struct record_case record_cases[] = {
	{
		.name = "an app",
		.record = {
			.pid = 4211,
			.uid = 10123,
			.min_flt = 31337,
			.maj_flt = 42,
			.start_ticks = 123456789,
			.rank = { .oom_score_adj = 900, .rss_pages = 51200 },
			.min_score_adj = 850,
			.name = "com.android.app",
		},
		.text = "4211 10123 4211 31337 42 51200 900 850 123456789\ncom.android.app\n",
	},
	{
		.name = "all zero",
		.text = "0 0 0 0 0 0 0 0 0\n?\n",
	},
	{
		.name = "scores below zero",
		.record = {
			.pid = 1,
			.rank = { .oom_score_adj = -999 },
			.min_score_adj = -1000,
			.name = "sh",
		},
		.text = "1 0 1 0 0 0 -999 -1000 0\nsh\n",
	},
};

/* Of 64 bits, the longest there are: any other number has fewer digits. */
static const struct lowmem_record longest_record = {
	.pid = INT_MAX,
	.uid = UINT_MAX,
	.min_flt = ULONG_MAX,
	.maj_flt = ULONG_MAX,
	.start_ticks = ULLONG_MAX,
	.rank = { .oom_score_adj = SHRT_MIN, .rss_pages = ULONG_MAX },
	.min_score_adj = SHRT_MIN,
	.name = "fifteen letters",
};

/* Likewise. A row is one of LOWMEM_ROWS_MAX. */
static const struct lowmem_explanation longest_explanation = {
	.record = {
		.pid = INT_MAX,
		.uid = UINT_MAX,
		.rank = { .oom_score_adj = -1000, .rss_pages = ULONG_MAX },
		.name = "fifteen letters",
	},
	.time_ms = LLONG_MAX,
	.memory = { .other_free = LONG_MIN, .other_file = LONG_MIN },
	.decision = { .row = LOWMEM_ROWS_MAX - 1, .minfree = INT_MAX,
		      .min_score_adj = -1000 },
	.reason = LOWMEM_REASON_MINFREE,
	.by_pid = INT_MAX,
	.by_name = "fifteen letters",
	.runners_up = {
		{ INT_MAX, { -1000, ULONG_MAX }, "fifteen letters" },
		{ INT_MAX, { -1000, ULONG_MAX }, "fifteen letters" },
		{ INT_MAX, { -1000, ULONG_MAX }, "fifteen letters" },
	},
	.runner_up_count = LOWMEM_RUNNERS_UP,
};

struct explanation_case {
	const char *name;
	struct lowmem_explanation explanation;
	const char *line;
};

static const struct explanation_case explanation_cases[] = {
	{
		.name = "a row matched, others stood by",
		.explanation = {
			.record = {
				.pid = 4211,
				.uid = 10123,
				.rank = { .oom_score_adj = 900,
					  .rss_pages = 51200 },
				.name = "com.android.app",
			},
			.time_ms = 123456,
			.memory = { .other_free = -316, .other_file = 3011 },
			.decision = { .row = 3, .minfree = 16384,
				      .min_score_adj = 850 },
			.reason = LOWMEM_REASON_MINFREE,
			.by_pid = 42,
			.by_name = "kswapd0",
			.runners_up = {
				{ 4300, { 900, 40000 }, "Web Content" },
				{ 4301, { 850, 60000 }, "two" },
			},
			.runner_up_count = 2,
		},
		.line =
			"time_ms=123456\tpid=4211\tuid=10123\tadj=900\trss_pages=51200\treason=minfree\tdry_run=0\trow=4\tminfree_pages=16384\tmin_score_adj=850\tfree_pages=-316\tfile_pages=3011\tby_pid=42\tname=com.android.app\tby_name=kswapd0\tcandidate=4300 900 40000 Web Content\tcandidate=4301 850 60000 two\n",
	},
	{
		.name = "an allocation failed, nobody else was there",
		.explanation = {
			.record = {
				.pid = 7,
				.rank = { .rss_pages = 1 },
				.name = "last",
			},
			.time_ms = 1,
			.decision = { .row = 0, .minfree = 1536 },
			.reason = LOWMEM_REASON_OOM,
			.by_pid = 7,
			.by_name = "last",
		},
		.line =
			"time_ms=1\tpid=7\tuid=0\tadj=0\trss_pages=1\treason=oom\tdry_run=0\trow=1\tminfree_pages=1536\tmin_score_adj=0\tfree_pages=0\tfile_pages=0\tby_pid=7\tname=last\tby_name=last\n",
	},
	{
		.name = "a dry run, and names that would break the line",
		.explanation = {
			.record = { .pid = 8, .name = "a\tb=c" },
			.dry_run = true,
			.by_name = "\n",
			.runners_up = { { 9, { 0, 0 }, " \tx" } },
			.runner_up_count = 1,
		},
		.line =
			"time_ms=0\tpid=8\tuid=0\tadj=0\trss_pages=0\treason=minfree\tdry_run=1\trow=1\tminfree_pages=0\tmin_score_adj=0\tfree_pages=0\tfile_pages=0\tby_pid=0\tname=a?b=c\tby_name=?\tcandidate=9 0 0 ??x\n",
	},
};

struct name_case {
	const char *name;
	char given[LOWMEM_NAME_SIZE];
	const char *shown;
};

static const struct name_case name_cases[] = {
	{
		.name = "one letter",
		.given = "x",
		.shown = "x",
	},
	{
		.name = "as long as it may be",
		.given = "fifteen letters",
		.shown = "fifteen letters",
	},
	{
		.name = "without a NUL",
		.given = { 'n', 'o', ' ', 'e', 'n', 'd', ' ', 'i', 'n', ' ',
			   's', 'i', 'g', 'h', 't', '!' },
		.shown = "no end in sight",
	},
	{
		.name = "what is behind the NUL stays there",
		.given = "old\0rest",
		.shown = "old",
	},
	{
		.name = "empty",
		.given = "",
		.shown = "?",
	},
	{
		.name = "a blank",
		.given = " ",
		.shown = "?",
	},
	{
		.name = "blanks in front: the first keeps the others in place",
		.given = "  two",
		.shown = "? two",
	},
	{
		.name = "blanks inside and at the end",
		.given = "Web Content ",
		.shown = "Web Content ",
	},
	{
		.name = "a line feed in front",
		.given = "\nname",
		.shown = "?name",
	},
	{
		.name = "a line feed inside",
		.given = "one\ntwo",
		.shown = "one?two",
	},
	{
		.name = "tabs, carriage return, escape",
		.given = "\ta\tb\r\x1b[1m",
		.shown = "?a?b??[1m",
	},
	{
		.name = "the first and the last control character, delete",
		.given = "a\x01\x1f\x7f.",
		.shown = "a???.",
	},
	{
		.name = "first and last printable characters",
		.given = "a !~",
		.shown = "a !~",
	},
	{
		.name = "UTF-8",
		.given = "\xc3\xbc\xe2\x82\xac\xf0\x9f\x92\x80",
		.shown = "\xc3\xbc\xe2\x82\xac\xf0\x9f\x92\x80",
	},
	{
		.name = "UTF-8 the kernel has cut short",
		.given = "fourteen chars\xc3",
		.shown = "fourteen chars\xc3",
	},
};

#endif /* LOWMEM_RECORD_CASES_H */
