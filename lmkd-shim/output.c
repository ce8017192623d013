// SPDX-License-Identifier: GPL-2.0-only
/*
 * In JSON, what is not known is null. A json_t that could not be had for want of
 * memory is NULL all the way up, and told in the end.
 */
#include "output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* A path, what was typed, and why. */
#define COMPLAINT_SIZE 1024

/**
 * complain - say what failed and why, on standard error
 * @what: failed
 * @format: why, as of printf(3)
 *
 * Neither has control characters when it is printed.
 */
void complain(const char *what, const char *format, ...)
{
	char text[COMPLAINT_SIZE];
	struct sentence sentence = sentence_begin(text, sizeof(text));
	char why[COMPLAINT_SIZE / 2];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(why, sizeof(why), format, arguments);
	va_end(arguments);
	sentence_add(&sentence, "%s: %s", what, why);
	text_clean(text);
	fprintf(stderr, "lmkctl: %s\n", text);
}

/**
 * complain_no_module - the module is not loaded
 *
 * Return: the exit status for that.
 */
enum lmkctl_status complain_no_module(void)
{
	complain("lowmemorykiller", "the module is not loaded");
	return STATUS_NO_MODULE;
}

/**
 * output_json - print a value and a line feed
 * @value: ours from now on; may be NULL, for want of memory
 * @flags: of json_dumpf()
 *
 * Return: STATUS_DONE, or STATUS_FAILED if there is no value.
 */
enum lmkctl_status output_json(json_t *value, size_t flags)
{
	if (!value) {
		complain("JSON", "%s", strerror(ENOMEM));
		return STATUS_FAILED;
	}
	json_dumpf(value, stdout, flags);
	putchar('\n');
	json_decref(value);
	return STATUS_DONE;
}

/**
 * output_finish - was everything really printed?
 * @status: what the command says
 *
 * Return: that, or STATUS_FAILED if it was not.
 */
enum lmkctl_status output_finish(enum lmkctl_status status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	complain("standard output", "%s", strerror(errno));
	return STATUS_FAILED;
}

/**
 * json_number - a number, or null
 * @number: maybe NUMBER_UNKNOWN
 *
 * Return: it.
 */
json_t *json_number(int64_t number)
{
	return number == NUMBER_UNKNOWN ? json_null() : json_integer(number);
}

/**
 * json_answer - true, false or null
 * @answer: 1, 0 or NUMBER_UNKNOWN
 *
 * Return: it.
 */
json_t *json_answer(int64_t answer)
{
	return answer == NUMBER_UNKNOWN ? json_null() : json_boolean(answer);
}

/**
 * json_name - a name, or null
 * @name: clean; maybe empty
 *
 * Return: it.
 */
json_t *json_name(const char *name)
{
	return *name ? json_string(name) : json_null();
}

/**
 * json_rows - the rows of a table
 * @levels: which
 *
 * Return: an array.
 */
json_t *json_rows(const struct levels *levels)
{
	json_t *rows = json_array();
	size_t i;

	for (i = 0; i < levels->count; i++)
		json_array_append_new(rows,
				      json_pack("{s:i, s:i, s:i}", "row",
						(int)i + 1, "minfree_pages",
						levels->row[i].minfree_pages,
						"oom_score_adj",
						levels->row[i].oom_score_adj));
	return rows;
}

static json_t *json_candidates(const struct last_kill *kill)
{
	json_t *candidates = json_array();
	size_t i;

	for (i = 0; i < kill->candidate_count; i++) {
		const struct candidate *candidate = &kill->candidates[i];

		json_array_append_new(
			candidates,
			json_pack("{s:I, s:o, s:I, s:I, s:s}", "pid",
				  (json_int_t)candidate->pid, "name",
				  json_name(candidate->name), "oom_score_adj",
				  (json_int_t)candidate->oom_score_adj,
				  "rss_pages", (json_int_t)candidate->rss_pages,
				  "not_chosen",
				  explain_not_chosen(kill, candidate)));
	}
	return candidates;
}

static json_t *json_reason(enum kill_reason reason)
{
	switch (reason) {
	case KILL_REASON_MINFREE:
		return json_string("minfree");
	case KILL_REASON_OOM:
		return json_string("oom");
	default:
		return json_null();
	}
}

static void bytes_add(json_t *object, const char *name, int64_t pages,
		      const struct moment *moment)
{
	json_object_set_new(object, name,
			    json_number(pages == NUMBER_UNKNOWN ?
						pages :
						pages * moment->page_size));
}

/**
 * json_kill - all there is to know of a kill
 * @kill: which
 * @moment: now
 *
 * Return: an object.
 */
json_t *json_kill(const struct last_kill *kill, const struct moment *moment)
{
	json_t *object;

	object = json_pack(
		"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"time_ms", json_number(kill->time_ms),
		"ago_ms", json_number(explain_age_ms(kill, moment)),
		"pid", json_number(kill->pid),
		"uid", json_number(kill->uid),
		"name", json_name(kill->name),
		"oom_score_adj", json_number(kill->oom_score_adj),
		"rss_pages", json_number(kill->rss_pages),
		"reason", json_reason(kill->reason),
		"dry_run", json_answer(kill->dry_run),
		"row", json_number(kill->row),
		"minfree_pages", json_number(kill->minfree_pages),
		"min_score_adj", json_number(kill->min_score_adj),
		"free_pages", json_number(kill->free_pages),
		"file_pages", json_number(kill->file_pages));
	if (!object)
		return NULL;
	bytes_add(object, "rss_bytes", kill->rss_pages, moment);
	json_object_set_new(object, "by",
			    json_pack("{s:o, s:o}", "pid",
				      json_number(kill->by_pid), "name",
				      json_name(kill->by_name)));
	json_object_set_new(object, "candidates", json_candidates(kill));
	return object;
}
