// SPDX-License-Identifier: GPL-2.0-only
/*
 * A kill a line, newest first; fields "key=value" with tabs between them. Other
 * modules than the one this was written for may say more or less: what is not
 * known is skipped, what is not there or no good stays unknown.
 */
#include "last_kills.h"

#include <limits.h>
#include <string.h>

#include "compiler.h"
#include "text.h"

/* A key whose value is a number, and what it may be. */
struct number_key {
	const char *key;
	size_t offset;
	int64_t min;
	int64_t max;
};

#define NUMBER(name) offsetof(struct last_kill, name)

/* 1001 is the oom_score_adj of a row that never kills. */
static const struct number_key number_keys[] = {
	{ "time_ms", NUMBER(time_ms), 0, INT64_MAX / 16 },
	{ "pid", NUMBER(pid), 1, INT_MAX },
	{ "uid", NUMBER(uid), 0, UINT32_MAX },
	{ "adj", NUMBER(oom_score_adj), -1000, 1000 },
	{ "rss_pages", NUMBER(rss_pages), 0, TEXT_PAGES_MAX },
	{ "dry_run", NUMBER(dry_run), 0, 1 },
	{ "row", NUMBER(row), 0, INT_MAX },
	{ "minfree_pages", NUMBER(minfree_pages), 0, INT_MAX },
	{ "min_score_adj", NUMBER(min_score_adj), -1000, 1001 },
	{ "free_pages", NUMBER(free_pages), -TEXT_PAGES_MAX, TEXT_PAGES_MAX },
	{ "file_pages", NUMBER(file_pages), -TEXT_PAGES_MAX, TEXT_PAGES_MAX },
	{ "by_pid", NUMBER(by_pid), 0, INT_MAX },
};

static void number_read(struct piece value, const struct number_key *key,
			struct last_kill *kill)
{
	char *number = (char *)kill + key->offset;

	piece_number(value, key->min, key->max, (int64_t *)(void *)number);
}

static void reason_read(struct piece value, struct last_kill *kill)
{
	if (piece_is(value, "minfree"))
		kill->reason = KILL_REASON_MINFREE;
	else if (piece_is(value, "oom"))
		kill->reason = KILL_REASON_OOM;
}

/* PID ADJ RSS_PAGES NAME: a name may have blanks in it, and is last for that. */
static void candidate_read(struct piece value, struct last_kill *kill)
{
	struct candidate candidate = { .pid = 0 };
	struct piece pid, adj, rss;

	if (kill->candidate_count == LAST_KILLS_CANDIDATES_MAX)
		return;
	piece_cut(&value, ' ', &pid);
	piece_cut(&value, ' ', &adj);
	piece_cut(&value, ' ', &rss);
	if (!piece_number(pid, 1, INT_MAX, &candidate.pid) ||
	    !piece_number(adj, -1000, 1000, &candidate.oom_score_adj) ||
	    !piece_number(rss, 0, TEXT_PAGES_MAX, &candidate.rss_pages))
		return;
	last_kill_name(candidate.name, value.text, value.length);
	kill->candidates[kill->candidate_count++] = candidate;
}

/* 1 if it is a field that is known. */
static int field_read(struct piece field, struct last_kill *kill)
{
	struct piece key;
	size_t i;

	piece_cut(&field, '=', &key);
	for (i = 0; i < ARRAY_SIZE(number_keys); i++) {
		if (!piece_is(key, number_keys[i].key))
			continue;
		number_read(field, &number_keys[i], kill);
		return 1;
	}
	if (piece_is(key, "reason"))
		reason_read(field, kill);
	else if (piece_is(key, "name"))
		last_kill_name(kill->name, field.text, field.length);
	else if (piece_is(key, "by_name"))
		last_kill_name(kill->by_name, field.text, field.length);
	else if (piece_is(key, "candidate"))
		candidate_read(field, kill);
	else
		return 0;
	return 1;
}

/**
 * last_kill_clear - a kill of which nothing is known
 * @kill: which
 */
void last_kill_clear(struct last_kill *kill)
{
	size_t i;

	memset(kill, 0, sizeof(*kill));
	for (i = 0; i < ARRAY_SIZE(number_keys); i++) {
		char *number = (char *)kill + number_keys[i].offset;

		*(int64_t *)(void *)number = NUMBER_UNKNOWN;
	}
}

/**
 * last_kill_name - take over a name
 * @name: where to; safe to print, cut where there is no room
 * @text: need not be NUL-terminated
 * @length: in bytes
 */
void last_kill_name(char name[LAST_KILLS_NAME_SIZE], const char *text,
		    size_t length)
{
	if (length >= LAST_KILLS_NAME_SIZE)
		length = LAST_KILLS_NAME_SIZE - 1;
	memcpy(name, text, length);
	name[length] = '\0';
	text_clean(name);
}

/**
 * last_kills_parse - read stats/last_kills
 * @text: NUL-terminated, whatever is in it
 * @kills: filled in, in the order of the file; lines without any field that is
 *	known are skipped, and those after LAST_KILLS_MAX
 *
 * Return: how many there are.
 */
size_t last_kills_parse(const char *text,
			struct last_kill kills[LAST_KILLS_MAX])
{
	struct piece rest = piece_of(text);
	size_t count = 0;

	while (rest.length && count < LAST_KILLS_MAX) {
		struct piece line, field;
		int known = 0;

		piece_cut(&rest, '\n', &line);
		last_kill_clear(&kills[count]);
		while (line.length) {
			piece_cut(&line, '\t', &field);
			known |= field_read(field, &kills[count]);
		}
		count += (size_t)known;
	}
	return count;
}
