// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/record.c against record_cases.h.
 */
#include "record_cases.h"

NAMED_PARAM(record);
NAMED_PARAM(name);
NAMED_PARAM(explanation);

/* The longest line of last_kills: 8 at least fit into 4096 bytes. */
#define EXPLANATION_MAX 494

/* Behind the text of @size bytes nothing may be written. */
static void expect_record(struct kunit *test,
			  const struct lowmem_record *record, size_t size,
			  const char *expect)
{
	char text[LOWMEM_RECORD_MAX + 2];
	int length;

	memset(text, '#', sizeof(text));
	length = lowmem_record_format(record, text, size);
	KUNIT_EXPECT_EQ(test, text[size], '#');
	KUNIT_ASSERT_EQ(test, length, (int)strlen(expect));
	KUNIT_ASSERT_EQ(test, text[length], '\0');
	KUNIT_EXPECT_STREQ(test, text, expect);
}

static void record_format_is_what_readers_parse(struct kunit *test)
{
	const struct record_case *row = test->param_value;

	expect_record(test, &row->record, LOWMEM_RECORD_MAX + 1, row->text);
}

static void record_format_shows_names(struct kunit *test)
{
	const struct name_case *row = test->param_value;
	char expect[LOWMEM_RECORD_MAX + 1];
	struct lowmem_record record = {};

	memcpy(record.name, row->given, sizeof(record.name));
	scnprintf(expect, sizeof(expect), "0 0 0 0 0 0 0 0 0\n%s\n",
		  row->shown);
	expect_record(test, &record, LOWMEM_RECORD_MAX + 1, expect);
}

/* The number is derived in record.h: keep it in step. */
static void record_format_fits_what_readers_have(struct kunit *test)
{
	char text[LOWMEM_RECORD_MAX + 1];
	int length = lowmem_record_format(&longest_record, text, sizeof(text));

	KUNIT_EXPECT_EQ(test, length, sizeof(long) == 8 ? 147 : 117);
	KUNIT_EXPECT_TRUE(test, length <= LOWMEM_RECORD_MAX);
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "\nfifteen letters\n"));
}

static void record_format_is_cut_short(struct kunit *test)
{
	static const struct lowmem_record record = { .pid = 123 };

	expect_record(test, &record, sizeof("123 0 1"), "123 0 1");
	expect_record(test, &record, 1, "");
}

static void record_explain_is_a_line(struct kunit *test)
{
	const struct explanation_case *row = test->param_value;
	char text[EXPLANATION_MAX + 1];
	int length = lowmem_record_explain(&row->explanation, text,
					   sizeof(text));

	KUNIT_ASSERT_EQ(test, length, (int)strlen(row->line));
	KUNIT_EXPECT_STREQ(test, text, row->line);
}

/* All of it or nothing, and nothing behind its room. */
static void record_explain_needs_room(struct kunit *test)
{
	char text[EXPLANATION_MAX + 2];
	int longest, length;
	size_t size;

	longest = lowmem_record_explain(&longest_explanation, text,
					EXPLANATION_MAX + 2);
	KUNIT_EXPECT_EQ(test, longest, sizeof(long) == 8 ? EXPLANATION_MAX :
							   443);
	for (size = 1; size < EXPLANATION_MAX; size++) {
		memset(text, '#', sizeof(text));
		length = lowmem_record_explain(&longest_explanation, text, size);
		KUNIT_EXPECT_EQ(test, length,
				(size_t)longest + 1 < size ? longest : 0);
		KUNIT_EXPECT_EQ(test, strlen(text), (size_t)length);
		KUNIT_EXPECT_EQ(test, text[size], '#');
	}
}

static struct kunit_case record_test_cases[] = {
	KUNIT_CASE_PARAM(record_format_is_what_readers_parse,
			 record_gen_params),
	KUNIT_CASE_PARAM(record_format_shows_names, name_gen_params),
	KUNIT_CASE(record_format_fits_what_readers_have),
	KUNIT_CASE(record_format_is_cut_short),
	KUNIT_CASE_PARAM(record_explain_is_a_line, explanation_gen_params),
	KUNIT_CASE(record_explain_needs_room),
	{}
};

static struct kunit_suite record_test_suite = {
	.name = LOWMEM_NAME "_record",
	.test_cases = record_test_cases,
};

kunit_test_suite(record_test_suite);
