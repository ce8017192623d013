// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reader of the module's stats/last_kills in lmkctl, and the sentences made
 * of it. Whatever is in the file: numbers in range or unknown, names that are
 * safe to print, whole sentences. And what was understood, written down again,
 * is understood in the same way.
 */
#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "../../lmkd-shim/explain.h"
#include "../../lmkd-shim/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "property broken: %s\n", what);
	abort();
}

static void in_range(int64_t number, int64_t min, int64_t max, const char *what)
{
	must(number == NUMBER_UNKNOWN || (number >= min && number <= max), what);
}

/* The C library's own view of UTF-8, and of what a control character is. */
static void is_printable(const char *text)
{
	wchar_t wide[EXPLAIN_SIZE];
	size_t length = mbstowcs(wide, text, EXPLAIN_SIZE), i;

	must(length != (size_t)-1, "UTF-8");
	must(length < EXPLAIN_SIZE, "not endless");
	for (i = 0; i < length; i++)
		must(wide[i] >= ' ' && (wide[i] < 0x7f || wide[i] > 0x9f),
		     "no control character");
}

static void is_sound(const struct last_kill *kill)
{
	size_t i;

	in_range(kill->time_ms, 0, INT64_MAX / 16, "the time");
	in_range(kill->pid, 1, INT_MAX, "the pid");
	in_range(kill->uid, 0, UINT32_MAX, "the uid");
	in_range(kill->oom_score_adj, -1000, 1000, "the oom_score_adj");
	in_range(kill->rss_pages, 0, TEXT_PAGES_MAX, "the resident set");
	in_range(kill->dry_run, 0, 1, "the dry run");
	in_range(kill->row, 0, INT_MAX, "the row");
	in_range(kill->minfree_pages, 0, INT_MAX, "the threshold");
	in_range(kill->min_score_adj, -1000, 1001, "the least oom_score_adj");
	in_range(kill->free_pages, -TEXT_PAGES_MAX, TEXT_PAGES_MAX, "free");
	in_range(kill->file_pages, -TEXT_PAGES_MAX, TEXT_PAGES_MAX, "file");
	in_range(kill->by_pid, 0, INT_MAX, "on whose behalf");
	is_printable(kill->name);
	is_printable(kill->by_name);
	must(kill->candidate_count <= LAST_KILLS_CANDIDATES_MAX, "candidates");
	for (i = 0; i < kill->candidate_count; i++) {
		const struct candidate *candidate = &kill->candidates[i];

		must(candidate->pid >= 1, "the pid of a candidate");
		must(candidate->rss_pages >= 0, "the size of a candidate");
		is_printable(candidate->name);
	}
}

static void is_told(const struct last_kill *kill)
{
	const struct moment moment = { INT64_MAX / 16, 65536 };
	char text[EXPLAIN_SIZE];

	explain_kill(kill, &moment, text);
	must(strlen(text) < sizeof(text) - 1, "room for the sentence");
	must(text[strlen(text) - 1] == '.', "a whole sentence");
	is_printable(text);
	explain_briefly(kill, &moment, text);
	must(strlen(text) < EXPLAIN_SHORT_SIZE - 1, "room in short");
	explain_event(kill, &moment, text);
	must(strlen(text) < EXPLAIN_SHORT_SIZE - 1, "room for the event");
}

static void number_write(struct sentence *line, const char *key, int64_t number)
{
	if (number != NUMBER_UNKNOWN)
		sentence_add(line, "%s=%lld\t", key, (long long)number);
}

static void kill_write(const struct last_kill *kill, struct sentence *line)
{
	static const char *const reasons[] = { "", "minfree", "oom" };
	size_t i;

	number_write(line, "time_ms", kill->time_ms);
	number_write(line, "pid", kill->pid);
	number_write(line, "uid", kill->uid);
	number_write(line, "adj", kill->oom_score_adj);
	number_write(line, "rss_pages", kill->rss_pages);
	number_write(line, "dry_run", kill->dry_run);
	number_write(line, "row", kill->row);
	number_write(line, "minfree_pages", kill->minfree_pages);
	number_write(line, "min_score_adj", kill->min_score_adj);
	number_write(line, "free_pages", kill->free_pages);
	number_write(line, "file_pages", kill->file_pages);
	number_write(line, "by_pid", kill->by_pid);
	sentence_add(line, "reason=%s\tname=%s\tby_name=%s",
		     reasons[kill->reason], kill->name, kill->by_name);
	for (i = 0; i < kill->candidate_count; i++)
		sentence_add(line, "\tcandidate=%lld %lld %lld %s",
			     (long long)kill->candidates[i].pid,
			     (long long)kill->candidates[i].oom_score_adj,
			     (long long)kill->candidates[i].rss_pages,
			     kill->candidates[i].name);
}

static void reads_back(const struct last_kill *kill)
{
	struct last_kill again[LAST_KILLS_MAX];
	char text[4096];
	struct sentence line = sentence_begin(text, sizeof(text));

	kill_write(kill, &line);
	must(last_kills_parse(text, again) == 1, "one line, one kill");
	must(again->time_ms == kill->time_ms && again->pid == kill->pid &&
	     again->uid == kill->uid && again->row == kill->row &&
	     again->oom_score_adj == kill->oom_score_adj &&
	     again->rss_pages == kill->rss_pages &&
	     again->dry_run == kill->dry_run &&
	     again->minfree_pages == kill->minfree_pages &&
	     again->min_score_adj == kill->min_score_adj &&
	     again->free_pages == kill->free_pages &&
	     again->file_pages == kill->file_pages &&
	     again->by_pid == kill->by_pid && again->reason == kill->reason,
	     "the same numbers");
	must(!strcmp(again->name, kill->name) &&
	     !strcmp(again->by_name, kill->by_name), "the same names");
	must(again->candidate_count == kill->candidate_count,
	     "the same candidates");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct last_kill kills[LAST_KILLS_MAX];
	/* A copy of exactly its size: ASan sees a read past the NUL. */
	char *text = malloc(size + 1);
	size_t count, i;

	if (!text)
		return 0;
	must(setlocale(LC_CTYPE, "C.UTF-8") != NULL, "a locale with UTF-8");
	memcpy(text, data, size);
	text[size] = '\0';
	count = last_kills_parse(text, kills);
	must(count <= LAST_KILLS_MAX, "no more than there is room for");
	for (i = 0; i < count; i++) {
		is_sound(&kills[i]);
		is_told(&kills[i]);
		reads_back(&kills[i]);
	}
	free(text);
	return 0;
}
