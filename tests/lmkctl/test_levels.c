// SPDX-License-Identifier: GPL-2.0-only
/* Rows as they are typed and read, and how far away they are. */
#include "../shim/testing.h"

#include "../../lmkd-shim/levels.h"

#define PHONE "18432:0,23040:100,27648:200,32256:250,55296:900,80640:950"

static const struct good_case {
	const char *name;
	const char *text;
	size_t count;
	struct lmkd_target last;
} good_cases[] = {
	{ "one row", "18432:0", 1, { 18432, 0 } },
	{ "six rows", PHONE, 6, { 80640, 950 } },
	{ "the least and the most", "0:-1000,2147483647:1000", 2,
	  { 2147483647, 1000 } },
	{ "a row that never kills", "1:0,4096:1001", 2, { 4096, 1001 } },
	{ "in any order", "80640:950,18432:0", 2, { 18432, 0 } },
};

static void every_good_one_reads_back(void **state)
{
	const struct good_case *row = *state;
	char error[LEVELS_ERROR_SIZE], text[LEVELS_TEXT_SIZE];
	struct levels levels;

	assert_true(levels_parse(row->text, &levels, error));
	assert_int_equal(levels.count, row->count);
	assert_memory_equal(&levels.row[row->count - 1], &row->last,
			    sizeof(row->last));
	levels_format(&levels, text);
	assert_string_equal(text, row->text);
}

#define NO_PAGES " is not a number of pages from 0 to 2147483647"
#define NO_ADJ \
	" is not a number from -1000 to 1000, or 1001 for a row that never kills"

static const struct bad_case {
	const char *name;
	const char *text;
	const char *error;
} bad_cases[] = {
	{ "nothing", "", "row 1 is empty" },
	{ "nothing between two commas", "1:0,,2:0", "row 2 is empty" },
	{ "a comma at the end", "1:0,", "row 2 is empty" },
	{ "a row too many", PHONE ",1:0",
	  "row 7 is one too many: 6 at most" },
	{ "without a colon", "1:0,23040",
	  "row 2: \"23040\" is not of the form MINFREE:ADJ" },
	{ "with two colons", "1:2:3",
	  "row 1: \"1:2:3\" is not of the form MINFREE:ADJ" },
	{ "a word for a number", "1:0,x:3",
	  "row 2: minfree \"x\"" NO_PAGES },
	{ "a negative threshold", "-1:0",
	  "row 1: minfree \"-1\"" NO_PAGES },
	{ "a threshold too large", "2147483648:0",
	  "row 1: minfree \"2147483648\"" NO_PAGES },
	{ "an endless number", "99999999999999999999999999999:0",
	  "row 1: minfree \"999999999999999999999999...\"" NO_PAGES },
	{ "no threshold", ":0",
	  "row 1: minfree \"\"" NO_PAGES },
	{ "no adj", "1:",
	  "row 1: adj \"\"" NO_ADJ },
	{ "an adj too low", "1:-1001",
	  "row 1: adj \"-1001\"" NO_ADJ },
	{ "an adj too high", "1:0,2:1002",
	  "row 2: adj \"1002\"" NO_ADJ },
	{ "hexadecimal", "0x10:0",
	  "row 1: minfree \"0x10\"" NO_PAGES },
	{ "a blank", "1: 0",
	  "row 1: adj \" 0\"" NO_ADJ },
	{ "only a minus", "1:-",
	  "row 1: adj \"-\"" NO_ADJ },
};

static void every_bad_one_says_where(void **state)
{
	const struct bad_case *row = *state;
	char error[LEVELS_ERROR_SIZE];
	struct levels levels;

	assert_false(levels_parse(row->text, &levels, error));
	assert_string_equal(error, row->error);
}

static const struct lists_case {
	const char *name;
	const char *minfree;
	const char *adj;
	const char *expected; /* NULL if it is no good */
} lists_cases[] = {
	{ "two lists", "1536,2048,4096,16384", "0,1,6,12",
	  "1536:0,2048:1,4096:6,16384:12" },
	{ "fewer thresholds", "1,2", "0,1,6", "1:0,2:1" },
	{ "fewer adjs", "1,2,3", "0", "1:0" },
	{ "one of each", "5", "7", "5:7" },
	{ "more than there can be", "1,2,3,4,5,6,7", "1,2,3,4,5,6,7",
	  "1:1,2:2,3:3,4:4,5:5,6:6" },
	{ "nothing in one", "", "0,1", NULL },
	{ "nothing in the other", "1,2", "", NULL },
	{ "a word", "1,x", "0,1", NULL },
};

static void every_pair_of_lists(void **state)
{
	const struct lists_case *row = *state;
	char text[LEVELS_TEXT_SIZE];
	struct levels levels;

	assert_int_equal(levels_parse_lists(row->minfree, row->adj, &levels),
			 !!row->expected);
	if (!row->expected)
		return;
	levels_format(&levels, text);
	assert_string_equal(text, row->expected);
}

static const struct away_case {
	const char *name;
	int64_t free_pages;
	int64_t file_pages;
	int64_t expected;
} away_cases[] = {
	{ "both far above", 5000, 3000, 4001 },
	{ "the page cache alone above", 10, 3000, 2001 },
	{ "free memory alone above", 3000, 10, 2001 },
	{ "one page above", 1001, 0, 2 },
	{ "just at it", 1000, 1000, 1 },
	{ "just below it", 999, 999, 0 },
	{ "far below it", -50, 0, 0 },
	{ "free memory unknown", NUMBER_UNKNOWN, 0, NUMBER_UNKNOWN },
	{ "page cache unknown", 0, NUMBER_UNKNOWN, NUMBER_UNKNOWN },
};

static void every_distance(void **state)
{
	const struct lmkd_target row = { 1000, 0 };
	const struct away_case *away = *state;

	assert_int_equal(levels_away(&row, away->free_pages, away->file_pages),
			 away->expected);
}

static const struct equal_case {
	const char *name;
	const char *other;
	int expected;
} equal_cases[] = {
	{ "the same rows", "1:0,2:100", 1 },
	{ "a row less", "1:0", 0 },
	{ "a row more", "1:0,2:100,3:200", 0 },
	{ "another threshold", "1:0,3:100", 0 },
	{ "another adj", "1:0,2:101", 0 },
};

static void every_comparison(void **state)
{
	const struct equal_case *row = *state;
	char error[LEVELS_ERROR_SIZE];
	struct levels one, other;

	assert_true(levels_parse("1:0,2:100", &one, error));
	assert_true(levels_parse(row->other, &other, error));
	assert_int_equal(levels_are_equal(&one, &other), row->expected);
}

int main(void)
{
	ROWS_ADD(good_cases, every_good_one_reads_back);
	ROWS_ADD(bad_cases, every_bad_one_says_where);
	ROWS_ADD(lists_cases, every_pair_of_lists);
	ROWS_ADD(away_cases, every_distance);
	ROWS_ADD(equal_cases, every_comparison);
	return rows_run("levels");
}
