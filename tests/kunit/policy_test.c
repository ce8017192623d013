// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/policy.c against policy_cases.h.
 */
#include "policy_cases.h"

NAMED_PARAM(decide);
NAMED_PARAM(decide_oom);
NAMED_PARAM(kills);
NAMED_PARAM(prefers);
NAMED_PARAM(rows);
NAMED_PARAM(disorder);

static void expect_decision(struct kunit *test,
			    const struct lowmem_decision *decision,
			    const struct lowmem_decision *expect, bool kills)
{
	KUNIT_EXPECT_EQ(test, decision->row, expect->row);
	KUNIT_EXPECT_EQ(test, decision->minfree, expect->minfree);
	KUNIT_EXPECT_EQ(test, decision->min_score_adj, expect->min_score_adj);
	KUNIT_EXPECT_EQ(test, lowmem_policy_kills(decision), kills);
}

static void policy_decide_finds_the_row(struct kunit *test)
{
	const struct decide_case *row = test->param_value;
	struct lowmem_decision decision =
		lowmem_policy_decide(&row->table, &row->memory);

	expect_decision(test, &decision, &row->expect, row->kills);
}

static void policy_decide_oom_takes_the_first_row(struct kunit *test)
{
	const struct decide_oom_case *row = test->param_value;
	struct lowmem_decision decision =
		lowmem_policy_decide_oom(&row->table, &row->memory,
					 row->machine_wide);

	expect_decision(test, &decision, &row->expect, row->kills);
}

static void policy_kills_up_to_the_largest_score(struct kunit *test)
{
	const struct kills_case *row = test->param_value;

	KUNIT_EXPECT_EQ(test, lowmem_policy_kills(&row->decision), row->expect);
}

static void policy_prefers_score_then_size(struct kunit *test)
{
	const struct prefers_case *row = test->param_value;

	KUNIT_EXPECT_EQ(test, lowmem_policy_prefers(&row->one, &row->other),
			row->one_over_other);
	KUNIT_EXPECT_EQ(test, lowmem_policy_prefers(&row->other, &row->one),
			row->other_over_one);
}

static void policy_rows_end_with_the_shorter_list(struct kunit *test)
{
	const struct rows_case *row = test->param_value;

	KUNIT_EXPECT_EQ(test, lowmem_policy_rows(&row->table), row->expect);
}

static void policy_first_disorder_is_found(struct kunit *test)
{
	const struct disorder_case *row = test->param_value;

	KUNIT_EXPECT_EQ(test, lowmem_policy_first_disorder(&row->table),
			row->expect);
}

static struct kunit_case policy_test_cases[] = {
	KUNIT_CASE_PARAM(policy_decide_finds_the_row, decide_gen_params),
	KUNIT_CASE_PARAM(policy_decide_oom_takes_the_first_row,
			 decide_oom_gen_params),
	KUNIT_CASE_PARAM(policy_kills_up_to_the_largest_score,
			 kills_gen_params),
	KUNIT_CASE_PARAM(policy_prefers_score_then_size, prefers_gen_params),
	KUNIT_CASE_PARAM(policy_rows_end_with_the_shorter_list,
			 rows_gen_params),
	KUNIT_CASE_PARAM(policy_first_disorder_is_found, disorder_gen_params),
	{}
};

static struct kunit_suite policy_test_suite = {
	.name = LOWMEM_NAME "_policy",
	.test_cases = policy_test_cases,
};

kunit_test_suite(policy_test_suite);
