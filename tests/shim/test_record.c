// SPDX-License-Identifier: GPL-2.0-only
/* The reader of /proc/lowmemorykiller. */
#include "testing.h"

#include <errno.h>

#include "../../lmkd-shim/record.h"

#define NUMBERS "12 10010 12 345 6 789 900 -5 123456"

static const struct record_case {
	const char *name;
	const char *text;
	int expected;
	const char *process;
} record_cases[] = {
	{ "as the module prints it", NUMBERS "\nchrome\n", 0, "chrome" },
	{ "a name with blanks", NUMBERS "\nWeb Content 7\n", 0,
	  "Web Content 7" },
	{ "without the last line feed", NUMBERS "\nx", 0, "x" },
	{ "a second record behind it", NUMBERS "\nx\n" NUMBERS "\ny\n", 0,
	  "x" },
	{ "the largest numbers",
	  "2147483647 4294967295 2147483647 9223372036854775807 9223372036854775807 9223372036854775807 1000 1001 9223372036854775807\nx\n",
	  0, "x" },
	{ "nothing", "", -EBADMSG, NULL },
	{ "an empty name", NUMBERS "\n\n", -EBADMSG, NULL },
	{ "no name", NUMBERS "\n", -EBADMSG, NULL },
	{ "no line feed", NUMBERS, -EBADMSG, NULL },
	{ "a number missing", "12 10010 12 345 6 789 900 -5\nx\n", -EBADMSG,
	  NULL },
	{ "a number too many", NUMBERS " 7\nx\n", -EBADMSG, NULL },
	{ "a word among the numbers", "12 root 12 345 6 789 900 -5 1\nx\n",
	  -EBADMSG, NULL },
	{ "a number with a tail", "12x 0 12 345 6 789 900 -5 1\nx\n", -EBADMSG,
	  NULL },
	{ "pid 0", "0 0 12 345 6 789 900 -5 1\nx\n", -EBADMSG, NULL },
	{ "an adj that cannot be", "12 0 12 345 6 789 1001 -5 1\nx\n",
	  -EBADMSG, NULL },
	{ "more than 64 bits",
	  "12 0 12 99999999999999999999 6 789 900 -5 1\nx\n", -EBADMSG, NULL },
	{ "a negative count of faults", "12 0 12 -1 6 789 900 -5 1\nx\n",
	  -EBADMSG, NULL },
};

static void every_record(void **state)
{
	const struct record_case *row = *state;
	struct record record;

	assert_int_equal(record_parse(row->text, strlen(row->text), &record),
			 row->expected);
	if (row->process)
		assert_string_equal(record.name, row->process);
}

static void fields_are_where_they_belong(void **state)
{
	const char text[] = NUMBERS "\nchrome\n";
	struct record record;

	(void)state;
	assert_int_equal(record_parse(text, strlen(text), &record), 0);
	assert_int_equal(record.pid, 12);
	assert_int_equal(record.uid, 10010);
	assert_int_equal(record.group_leader_pid, 12);
	assert_int_equal(record.min_flt, 345);
	assert_int_equal(record.maj_flt, 6);
	assert_int_equal(record.rss_pages, 789);
	assert_int_equal(record.oom_score_adj, 900);
	assert_int_equal(record.min_score_adj, -5);
	assert_int_equal(record.start_ticks, 123456);
}

static void too_long_is_refused(void **state)
{
	char text[RECORD_SIZE + 1];
	struct record record;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text, NUMBERS "\n", strlen(NUMBERS) + 1);
	assert_int_equal(record_parse(text, RECORD_SIZE, &record), -EBADMSG);
	assert_int_equal(record_parse(text, RECORD_SIZE - 1, &record), 0);
	assert_int_equal(strlen(record.name), RECORD_NAME_SIZE - 1);
}

int main(void)
{
	ROWS_ADD(record_cases, every_record);
	test_add("fields are where they belong", fields_are_where_they_belong);
	test_add("too long is refused", too_long_is_refused);
	return rows_run("record");
}
