/* SPDX-License-Identifier: GPL-2.0-only */
/* The module's account of its last kills, stats/last_kills. Pure. */
#ifndef LMKD_SHIM_LAST_KILLS_H
#define LMKD_SHIM_LAST_KILLS_H

#include <stddef.h>
#include <stdint.h>

#include "piece.h"

/* What the module remembers. */
#define LAST_KILLS_MAX 16
#define LAST_KILLS_CANDIDATES_MAX 3

/* The kernel's names have 15 bytes; those of lmkd's clients may have more. */
#define LAST_KILLS_NAME_SIZE 128

/* The most the module's file may have: a page, which is at most 64 kB. */
#define LAST_KILLS_TEXT_SIZE (64 * 1024 + 1)

enum kill_reason {
	KILL_REASON_UNKNOWN,
	KILL_REASON_MINFREE, /* a row matched */
	KILL_REASON_OOM, /* the kernel was about to call its OOM killer */
};

/**
 * struct candidate - a process that could have died instead
 * @pid: in the namespace of the module, the initial one
 * @oom_score_adj: its own
 * @rss_pages: its resident set
 * @name: safe to print
 */
struct candidate {
	int64_t pid;
	int64_t oom_score_adj;
	int64_t rss_pages;
	char name[LAST_KILLS_NAME_SIZE];
};

/**
 * struct last_kill - a kill; any number may be NUMBER_UNKNOWN
 * @time_ms: when, on CLOCK_BOOTTIME
 * @pid: in the namespace of the module, the initial one
 * @uid: its owner
 * @oom_score_adj: its own
 * @rss_pages: its resident set when it was chosen
 * @dry_run: 1 if it got no signal
 * @row: the row that matched, from 1
 * @minfree_pages: the threshold of that row
 * @min_score_adj: the lowest oom_score_adj that could die
 * @free_pages: free memory then, negative if the reserve was in use
 * @file_pages: page cache then
 * @by_pid: who needed memory
 * @reason: why
 * @name: safe to print; empty if it is not known
 * @by_name: likewise, of who needed memory
 * @candidates: who could have died instead, the next one first
 * @candidate_count: how many of them are there
 */
struct last_kill {
	int64_t time_ms;
	int64_t pid;
	int64_t uid;
	int64_t oom_score_adj;
	int64_t rss_pages;
	int64_t dry_run;
	int64_t row;
	int64_t minfree_pages;
	int64_t min_score_adj;
	int64_t free_pages;
	int64_t file_pages;
	int64_t by_pid;
	enum kill_reason reason;
	char name[LAST_KILLS_NAME_SIZE];
	char by_name[LAST_KILLS_NAME_SIZE];
	struct candidate candidates[LAST_KILLS_CANDIDATES_MAX];
	size_t candidate_count;
};

void last_kill_clear(struct last_kill *kill);
void last_kill_name(char name[LAST_KILLS_NAME_SIZE], const char *text,
		    size_t length);
size_t last_kills_parse(const char *text,
			struct last_kill kills[LAST_KILLS_MAX]);

#endif /* LMKD_SHIM_LAST_KILLS_H */
