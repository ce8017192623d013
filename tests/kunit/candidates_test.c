// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/candidates.c against candidates_cases.h.
 */
#include "candidates_cases.h"

NAMED_PARAM(order);
NAMED_PARAM(bar);

/* Processes and their memory are only told apart, never followed. */
static char processes[SEEN_MAX];
static char memories[SEEN_MAX];

static struct task_struct *process_at(unsigned int i)
{
	return (struct task_struct *)&processes[i];
}

/* @owner: whose memory, counted from 1; 0 for its own. */
static unsigned int add(struct lowmem_candidates *candidates,
			const struct lowmem_rank *seen, unsigned int i,
			unsigned int owner)
{
	struct lowmem_candidate another = {
		.process = process_at(i),
		.mm = (struct mm_struct *)&memories[owner ? owner - 1 : i],
		.rank = seen[i],
	};

	return lowmem_candidates_add(candidates, &another);
}

static void candidates_are_in_order(struct kunit *test)
{
	const struct order_case *row = test->param_value;
	struct lowmem_candidates candidates = {};
	unsigned int i;

	for (i = 0; i < row->seen_count; i++)
		KUNIT_EXPECT_EQ(test,
				add(&candidates, row->seen, i, row->memory[i]),
				row->places[i]);
	KUNIT_ASSERT_EQ(test, candidates.count, row->expect_count);
	for (i = 0; i < row->expect_count; i++) {
		const struct lowmem_candidate *entry = &candidates.entry[i];
		const struct lowmem_rank *rank = &row->seen[row->expect[i]];

		KUNIT_EXPECT_TRUE(test,
				  entry->process == process_at(row->expect[i]));
		KUNIT_EXPECT_EQ(test, entry->rank.oom_score_adj,
				rank->oom_score_adj);
		KUNIT_EXPECT_EQ(test, entry->rank.rss_pages, rank->rss_pages);
	}
}

static void candidates_bar_spares_the_walk(struct kunit *test)
{
	const struct bar_case *row = test->param_value;
	struct lowmem_candidates candidates = {};
	unsigned int i;

	for (i = 0; i < row->seen_count; i++)
		add(&candidates, row->seen, i, 0);
	KUNIT_EXPECT_EQ(test,
			lowmem_candidates_bar(&candidates, row->min_score_adj),
			row->bar);
	KUNIT_EXPECT_EQ(test,
			lowmem_candidates_are_above(&candidates,
						    row->below_the_lead),
			row->is_below);
}

static struct kunit_case candidates_test_cases[] = {
	KUNIT_CASE_PARAM(candidates_are_in_order, order_gen_params),
	KUNIT_CASE_PARAM(candidates_bar_spares_the_walk, bar_gen_params),
	{}
};

static struct kunit_suite candidates_test_suite = {
	.name = LOWMEM_NAME "_candidates",
	.test_cases = candidates_test_cases,
};

kunit_test_suite(candidates_test_suite);
