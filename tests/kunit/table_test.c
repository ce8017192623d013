// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/table.c against table_cases.h.
 */
#include "table_cases.h"

NAMED_PARAM(list);
NAMED_PARAM(levels);
NAMED_PARAM(format);
NAMED_PARAM(fault);

/* In memory of exactly its size, so that KASAN and ASan see a read past it. */
static const char *exact_copy(struct kunit *test, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = kunit_kzalloc(test, size, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, copy);
	memcpy(copy, text, size);
	return copy;
}

static void expect_refusal(struct kunit *test, const struct refusal *refusal,
			   const char *text,
			   const struct lowmem_text_error *error)
{
	const char *end = text + strlen(text);

	KUNIT_EXPECT_EQ(test, error->fault, refusal->fault);
	KUNIT_EXPECT_EQ(test, error->element, refusal->element);
	KUNIT_EXPECT_EQ(test, error->min,
			refusal->range ? refusal->range->min : 0);
	KUNIT_EXPECT_EQ(test, error->max,
			refusal->range ? refusal->range->max : 0);
	KUNIT_ASSERT_EQ(test, error->length, (int)strlen(refusal->text));
	KUNIT_ASSERT_TRUE(test, error->text >= text);
	KUNIT_ASSERT_TRUE(test, error->text + error->length <= end);
	KUNIT_EXPECT_EQ(test, 0,
			memcmp(error->text, refusal->text,
			       strlen(refusal->text)));
}

static void expect_list(struct kunit *test, const struct lowmem_list *list,
			const struct lowmem_list *expect)
{
	unsigned int i;

	KUNIT_ASSERT_EQ(test, list->count, expect->count);
	for (i = 0; i < expect->count; i++)
		KUNIT_EXPECT_EQ(test, list->value[i], expect->value[i]);
}

/* What was written into @text of @size bytes; nothing behind them may be. */
static void expect_text(struct kunit *test, const char *text, size_t size,
			int length, const char *expect)
{
	KUNIT_EXPECT_EQ(test, text[size], '?');
	KUNIT_ASSERT_EQ(test, length, (int)strlen(expect));
	KUNIT_ASSERT_EQ(test, text[length], '\0');
	KUNIT_EXPECT_STREQ(test, text, expect);
}

static void expect_list_text(struct kunit *test, const struct lowmem_list *list,
			     size_t size, const char *expect)
{
	char text[LOWMEM_TEXT_MAX + 1];

	memset(text, '?', sizeof(text));
	expect_text(test, text, size,
		    lowmem_table_format_list(list, text, size), expect);
}

static void expect_levels_text(struct kunit *test,
			       const struct lowmem_table *table, size_t size,
			       const char *expect)
{
	char text[LOWMEM_TEXT_MAX + 1];

	memset(text, '?', sizeof(text));
	expect_text(test, text, size,
		    lowmem_table_format_levels(table, text, size), expect);
}

static void table_parse_list_accepts_or_refuses(struct kunit *test)
{
	const struct list_case *row = test->param_value;
	const char *text = exact_copy(test, row->text);
	struct lowmem_text_error error;
	struct lowmem_list list;
	int ret;

	memset(&list, '?', sizeof(list));
	memset(&error, '?', sizeof(error));
	ret = lowmem_table_parse_list(text, row->range, &list, &error);
	KUNIT_ASSERT_EQ(test, ret, row->refusal.ret);
	if (ret) {
		expect_refusal(test, &row->refusal, text, &error);
		return;
	}
	expect_list(test, &list, &row->list);
	expect_list_text(test, &list, LOWMEM_TEXT_MAX, row->readback);
}

static void table_parse_levels_accepts_or_refuses(struct kunit *test)
{
	const struct levels_case *row = test->param_value;
	const char *text = exact_copy(test, row->text);
	struct lowmem_text_error error;
	struct lowmem_table table;
	int ret;

	memset(&table, '?', sizeof(table));
	memset(&error, '?', sizeof(error));
	ret = lowmem_table_parse_levels(text, &table, &error);
	KUNIT_ASSERT_EQ(test, ret, row->refusal.ret);
	if (ret) {
		expect_refusal(test, &row->refusal, text, &error);
		return;
	}
	expect_list(test, &table.minfree, &row->table.minfree);
	expect_list(test, &table.adj, &row->table.adj);
	expect_levels_text(test, &table, LOWMEM_TEXT_MAX, row->readback);
}

static void table_format_writes_what_is_parsed(struct kunit *test)
{
	const struct format_case *row = test->param_value;

	expect_list_text(test, &row->table.minfree, row->size, row->minfree);
	expect_list_text(test, &row->table.adj, row->size, row->adj);
	expect_levels_text(test, &row->table, row->size, row->levels);
}

static void table_format_levels_without_rows(struct kunit *test)
{
	static const struct lowmem_table table = {
		.minfree = { ELEMENTS(100) },
	};
	char text[LOWMEM_TEXT_MAX];

	KUNIT_EXPECT_EQ(test, 0,
			lowmem_table_format_levels(&table, text, sizeof(text)));
}

/* Each fault has words of its own, none the ones for an unknown fault. */
static void table_fault_text_tells_faults_apart(struct kunit *test)
{
	const struct fault_case *row = test->param_value;
	const char *text = lowmem_table_fault_text(row->fault);
	const char *other;
	size_t i;

	other = lowmem_table_fault_text((enum lowmem_fault)99);
	KUNIT_EXPECT_STRNEQ(test, text, other);
	for (i = 0; i < ARRAY_SIZE(fault_cases); i++) {
		if (fault_cases[i].fault == row->fault)
			continue;
		other = lowmem_table_fault_text(fault_cases[i].fault);
		KUNIT_EXPECT_STRNEQ(test, text, other);
	}
}

/* The number is spelled out there: keep it in step with the header. */
static void table_fault_text_names_the_maximum(struct kunit *test)
{
	const char *text = lowmem_table_fault_text(LOWMEM_FAULT_TOO_MANY);
	char maximum[16];

	scnprintf(maximum, sizeof(maximum), "%d at most", LOWMEM_ROWS_MAX);
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, maximum));
}

static struct kunit_case table_test_cases[] = {
	KUNIT_CASE_PARAM(table_parse_list_accepts_or_refuses, list_gen_params),
	KUNIT_CASE_PARAM(table_parse_levels_accepts_or_refuses,
			 levels_gen_params),
	KUNIT_CASE_PARAM(table_format_writes_what_is_parsed, format_gen_params),
	KUNIT_CASE(table_format_levels_without_rows),
	KUNIT_CASE_PARAM(table_fault_text_tells_faults_apart, fault_gen_params),
	KUNIT_CASE(table_fault_text_names_the_maximum),
	{}
};

static struct kunit_suite table_test_suite = {
	.name = LOWMEM_NAME "_table",
	.test_cases = table_test_cases,
};

kunit_test_suite(table_test_suite);
