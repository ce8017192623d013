// SPDX-License-Identifier: GPL-2.0-only
/* The command line: before and behind, good and bad. */
#include "../shim/testing.h"

#include "../../lmkd-shim/options.h"

/* With the name of the program, and the NULL at the end. */
#define ARGUMENTS_MAX 8

static char *arguments[ARGUMENTS_MAX];

static int count_arguments(const char *const *given)
{
	int count = 1;

	arguments[0] = (char *)(uintptr_t)"lmkctl";
	for (; *given; given++)
		arguments[count++] = (char *)(uintptr_t)*given;
	arguments[count] = NULL;
	return count;
}

static const struct option_case {
	const char *name;
	const char *given[ARGUMENTS_MAX - 1];
	struct options expected;
} option_cases[] = {
	{ "nothing at all", { NULL }, { .root = "/" } },
	{ "a command",
	  { "status" },
	  { .root = "/", .operands = { "status" }, .operand_count = 1 } },
	{ "an option before the command",
	  { "--json", "status" },
	  { .root = "/",
	    .json = 1,
	    .operands = { "status" },
	    .operand_count = 1 } },
	{ "an option behind the command",
	  { "status", "--json" },
	  { .root = "/",
	    .json = 1,
	    .operands = { "status" },
	    .operand_count = 1 } },
	{ "an option between operands",
	  { "prio", "5", "--direct", "900" },
	  { .root = "/",
	    .given = OPTION_DIRECT,
	    .operands = { "prio", "5", "900" },
	    .operand_count = 3 } },
	{ "a negative number",
	  { "prio", "5", "-900", "--json" },
	  { .root = "/",
	    .json = 1,
	    .operands = { "prio", "5", "-900" },
	    .operand_count = 3 } },
	{ "a negative number first",
	  { "-5", "--json" },
	  { .root = "/",
	    .json = 1,
	    .operands = { "-5" },
	    .operand_count = 1 } },
	{ "what looks like an option behind --",
	  { "--", "--json", "--count" },
	  { .root = "/",
	    .operands = { "--json", "--count" },
	    .operand_count = 2 } },
	{ "-- behind everything",
	  { "status", "--" },
	  { .root = "/", .operands = { "status" }, .operand_count = 1 } },
	{ "places",
	  { "--socket", "/a", "--root=/b", "why" },
	  { .root = "/b",
	    .socket = "/a",
	    .operands = { "why" },
	    .operand_count = 1 } },
	{ "-- as a value",
	  { "--root", "--", "why", "--json" },
	  { .root = "--",
	    .json = 1,
	    .operands = { "why" },
	    .operand_count = 1 } },
	{ "a number of kills",
	  { "watch", "--count=3" },
	  { .root = "/",
	    .count = 3,
	    .given = OPTION_COUNT,
	    .operands = { "watch" },
	    .operand_count = 1 } },
	{ "a machine",
	  { "suggest", "--display", "480x800", "--total-mb", "512", "--32bit" },
	  { .root = "/",
	    .width = 480,
	    .height = 800,
	    .total_mb = 512,
	    .given = OPTION_DISPLAY | OPTION_TOTAL_MB | OPTION_32BIT,
	    .operands = { "suggest" },
	    .operand_count = 1 } },
	{ "no display",
	  { "--display", "0x0" },
	  { .root = "/", .given = OPTION_DISPLAY } },
};

static void same_text(const char *one, const char *other)
{
	if (one && other)
		assert_string_equal(one, other);
	else
		assert_null(one ? one : other);
}

static void every_good_line(void **state)
{
	const struct option_case *row = *state;
	const struct options *expected = &row->expected;
	char error[OPTIONS_ERROR_SIZE];
	struct options options;
	int i;

	memset(&options, '?', sizeof(options));
	assert_int_equal(options_read(&options, count_arguments(row->given),
				      arguments, error),
			 OPTIONS_GOOD);
	same_text(options.socket, expected->socket);
	same_text(options.root, expected->root);
	assert_int_equal(options.json, expected->json);
	assert_int_equal(options.given, expected->given);
	assert_int_equal(options.count, expected->count);
	assert_int_equal(options.width, expected->width);
	assert_int_equal(options.height, expected->height);
	assert_int_equal(options.total_mb, expected->total_mb);
	assert_int_equal(options.operand_count, expected->operand_count);
	for (i = 0; i < expected->operand_count; i++)
		assert_string_equal(options.operands[i], expected->operands[i]);
}

#define NO_OPTION \
	": there is no such option, or its value is missing, or it has none"
#define NO_DISPLAY " is not WIDTHxHEIGHT in pixels"

static const struct other_case {
	const char *name;
	const char *given[ARGUMENTS_MAX - 1];
	enum options_verdict expected;
	const char *error;
} other_cases[] = {
	{ "help", { "--help" }, OPTIONS_HELP, NULL },
	{ "help behind a command", { "status", "--help" }, OPTIONS_HELP, NULL },
	{ "the version", { "--version" }, OPTIONS_VERSION, NULL },
	{ "an option nobody knows", { "--fast" }, OPTIONS_BAD,
	  "--fast" NO_OPTION },
	{ "a short option", { "-j" }, OPTIONS_BAD, "-j" NO_OPTION },
	{ "an option without its value", { "status", "--socket" }, OPTIONS_BAD,
	  "--socket" NO_OPTION },
	{ "a value for one that has none", { "--json=1" }, OPTIONS_BAD,
	  "--json=1" NO_OPTION },
	{ "four operands", { "prio", "5", "-9", "3" }, OPTIONS_BAD,
	  "\"3\" is too much" },
	{ "no kill to watch", { "--count", "0" }, OPTIONS_BAD,
	  "--count: \"0\" is not a number of kills from 1 up" },
	{ "kills that are no number", { "--count", "1x" }, OPTIONS_BAD,
	  "--count: \"1x\" is not a number of kills from 1 up" },
	{ "a display without a height", { "--display", "480" }, OPTIONS_BAD,
	  "--display: \"480\"" NO_DISPLAY },
	{ "a display with an empty height", { "--display", "480x" },
	  OPTIONS_BAD, "--display: \"480x\"" NO_DISPLAY },
	{ "a display of three sides", { "--display", "1x2x3" }, OPTIONS_BAD,
	  "--display: \"1x2x3\"" NO_DISPLAY },
	{ "a negative display", { "--display", "-1x5" }, OPTIONS_BAD,
	  "--display: \"-1x5\"" NO_DISPLAY },
	{ "a display too large", { "--display", "65536x5" }, OPTIONS_BAD,
	  "--display: \"65536x5\"" NO_DISPLAY },
	{ "no memory", { "--total-mb", "0" }, OPTIONS_BAD,
	  "--total-mb: \"0\" is not a number of MB from 1 to 1048576" },
};

static void every_other_line(void **state)
{
	const struct other_case *row = *state;
	char error[OPTIONS_ERROR_SIZE];
	struct options options;

	assert_int_equal(options_read(&options, count_arguments(row->given),
				      arguments, error),
			 row->expected);
	if (row->error)
		assert_string_equal(error, row->error);
}

static const struct name_case {
	const char *name;
	unsigned int option;
} name_cases[] = {
	{ "--direct", OPTION_DIRECT },	   { "--count", OPTION_COUNT },
	{ "--display", OPTION_DISPLAY },   { "--total-mb", OPTION_TOTAL_MB },
	{ "--32bit", OPTION_32BIT },
};

static void every_name(void **state)
{
	const struct name_case *row = *state;

	assert_string_equal(options_name(row->option), row->name);
}

int main(void)
{
	ROWS_ADD(option_cases, every_good_line);
	ROWS_ADD(other_cases, every_other_line);
	ROWS_ADD(name_cases, every_name);
	return rows_run("options");
}
