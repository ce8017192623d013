// SPDX-License-Identifier: GPL-2.0-only
/* "minfree:adj,minfree:adj,..." to rows and back. */
#include "levels.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

/* The most of a wrong row that is shown. */
#define SHOWN 24

static int number_parse(struct piece piece, int64_t min, int64_t max,
			int32_t *number)
{
	int64_t value;

	if (!piece_number(piece, min, max, &value))
		return 0;
	*number = (int32_t)value;
	return 1;
}

/* Whatever was typed may be in @piece: the error is cleaned by whoever prints it. */
static int refuse(char *error, size_t row, const char *what, struct piece piece,
		  const char *why)
{
	int length = piece.length > SHOWN ? SHOWN : (int)piece.length;

	snprintf(error, LEVELS_ERROR_SIZE, "row %zu: %s\"%.*s%s\" %s", row,
		 what, length, piece.text, piece.length > SHOWN ? "..." : "",
		 why);
	return 0;
}

/* 1 if it is good; the error says what is wrong otherwise. */
static int row_parse(struct piece piece, size_t number,
		     struct lmkd_target *row, char *error)
{
	struct piece minfree, rest = piece;

	if (!piece.length) {
		snprintf(error, LEVELS_ERROR_SIZE, "row %zu is empty", number);
		return 0;
	}
	if (!piece_cut(&rest, ':', &minfree) ||
	    memchr(rest.text, ':', rest.length))
		return refuse(error, number, "", piece,
			      "is not of the form MINFREE:ADJ");
	if (!number_parse(minfree, 0, INT32_MAX, &row->minfree_pages))
		return refuse(error, number, "minfree ", minfree,
			      "is not a number of pages from 0 to 2147483647");
	if (!number_parse(rest, LMKD_ADJ_MIN, LEVELS_ADJ_NEVER,
			  &row->oom_score_adj))
		return refuse(error, number, "adj ", rest,
			      "is not a number from -1000 to 1000, or 1001 for a row that never kills");
	return 1;
}

/**
 * levels_parse - read rows
 * @text: "minfree:adj,...", 1 to LMKD_TARGETS_MAX rows
 * @levels: filled in on success
 * @error: which row is wrong, and what is
 *
 * Return: 1 if they are good, 0 if not.
 */
int levels_parse(const char *text, struct levels *levels,
		 char error[LEVELS_ERROR_SIZE])
{
	struct piece rest = piece_of(text), piece;
	int more;

	levels->count = 0;
	do {
		more = piece_cut(&rest, ',', &piece);
		if (levels->count == LMKD_TARGETS_MAX) {
			snprintf(error, LEVELS_ERROR_SIZE,
				 "row %zu is one too many: %d at most",
				 levels->count + 1, LMKD_TARGETS_MAX);
			return 0;
		}
		if (!row_parse(piece, levels->count + 1,
			       &levels->row[levels->count], error))
			return 0;
		levels->count++;
	} while (more);
	return 1;
}

/**
 * levels_parse_lists - read rows from the two lists of a driver without levels
 * @minfree: its thresholds, separated by commas
 * @adj: what they belong to
 * @levels: filled in on success; the shorter list ends it
 *
 * Return: 1 if they are good, 0 if not.
 */
int levels_parse_lists(const char *minfree, const char *adj,
		       struct levels *levels)
{
	struct piece left = piece_of(minfree), one;
	struct piece right = piece_of(adj), other;
	int more;

	levels->count = 0;
	do {
		struct lmkd_target *row = &levels->row[levels->count];

		more = piece_cut(&left, ',', &one);
		more &= piece_cut(&right, ',', &other);
		if (!number_parse(one, 0, INT32_MAX, &row->minfree_pages) ||
		    !number_parse(other, LMKD_ADJ_MIN, LEVELS_ADJ_NEVER,
				  &row->oom_score_adj))
			return 0;
		levels->count++;
	} while (more && levels->count < LMKD_TARGETS_MAX);
	return 1;
}

/**
 * levels_format - write rows the way they are read
 * @levels: which
 * @text: "minfree:adj,..."
 */
void levels_format(const struct levels *levels, char text[LEVELS_TEXT_SIZE])
{
	struct sentence sentence = sentence_begin(text, LEVELS_TEXT_SIZE);
	size_t i;

	for (i = 0; i < levels->count; i++)
		sentence_add(&sentence, "%s%d:%d", i ? "," : "",
			     levels->row[i].minfree_pages,
			     levels->row[i].oom_score_adj);
}

/**
 * levels_are_equal - are these the same rows?
 * @one: some
 * @other: some others, maybe
 *
 * Return: 1 if they are, 0 if not.
 */
int levels_are_equal(const struct levels *one, const struct levels *other)
{
	return one->count == other->count &&
	       !memcmp(one->row, other->row,
		       one->count * sizeof(one->row[0]));
}

/**
 * levels_away - how far is it until a row matches?
 * @row: which
 * @free_pages: free memory now, or NUMBER_UNKNOWN
 * @file_pages: page cache now, or NUMBER_UNKNOWN
 *
 * A row matches when both are below its threshold, so the larger one decides.
 *
 * Return: how many pages of it have to go at least; 0 if the row has been
 * reached; NUMBER_UNKNOWN if that cannot be said.
 */
int64_t levels_away(const struct lmkd_target *row, int64_t free_pages,
		    int64_t file_pages)
{
	int64_t larger = free_pages > file_pages ? free_pages : file_pages;

	if (free_pages == NUMBER_UNKNOWN || file_pages == NUMBER_UNKNOWN)
		return NUMBER_UNKNOWN;
	return larger < row->minfree_pages ? 0 :
					     larger - row->minfree_pages + 1;
}
