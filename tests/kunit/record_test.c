// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/record.c against record_cases.h.
 */
#include "record_cases.h"

NAMED_PARAM(record);
NAMED_PARAM(name);

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

static struct kunit_case record_test_cases[] = {
	KUNIT_CASE_PARAM(record_format_is_what_readers_parse,
			 record_gen_params),
	KUNIT_CASE_PARAM(record_format_shows_names, name_gen_params),
	KUNIT_CASE(record_format_fits_what_readers_have),
	KUNIT_CASE(record_format_is_cut_short),
	{}
};

static struct kunit_suite record_test_suite = {
	.name = LOWMEM_NAME "_record",
	.test_cases = record_test_cases,
};

kunit_test_suite(record_test_suite);
