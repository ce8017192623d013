// SPDX-License-Identifier: GPL-2.0-only
/* The pace of writing tables: one a second, the last one wins. */
#include "testing.h"

#include "../../lmkd-shim/targets.h"

static const struct lmkd_target row = { 18432, 0 };

static const struct pace_case {
	const char *name;
	int wanted;
	int written;
	int64_t written_ms;
	int64_t now_ms;
	int64_t expected;
} pace_cases[] = {
	{ "nothing wanted", 0, 0, 0, 5000, -1 },
	{ "nothing new since the last", 0, 1, 5000, 9000, -1 },
	{ "the first, at any time", 1, 0, 0, 5, 0 },
	{ "right after another", 1, 1, 5000, 5000, 1000 },
	{ "within the second", 1, 1, 5000, 5999, 1 },
	{ "when the second has passed", 1, 1, 5000, 6000, 0 },
	{ "long after", 1, 1, 5000, 500000, 0 },
};

static void every_pace(void **state)
{
	const struct pace_case *pace = *state;
	struct targets targets = { 0 };

	if (pace->written) {
		targets_want(&targets, &row, 1);
		targets_were_written(&targets, pace->written_ms);
	}
	if (pace->wanted)
		targets_want(&targets, &row, 1);
	assert_int_equal(targets_due_in_ms(&targets, pace->now_ms),
			 pace->expected);
}

static void the_last_one_wins(void **state)
{
	const struct lmkd_target more[] = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
	const struct lmkd_target last[] = { { 7, 8 }, { 9, 10 } };
	struct targets targets = { 0 };

	(void)state;
	targets_want(&targets, &row, 1);
	targets_were_written(&targets, 0);
	targets_want(&targets, more, 3);
	targets_want(&targets, last, 2);
	assert_int_equal(targets_due_in_ms(&targets, 400), 600);
	assert_int_equal(targets.count, 2);
	assert_memory_equal(targets.row, last, sizeof(last));
}

int main(void)
{
	ROWS_ADD(pace_cases, every_pace);
	test_add("the last one wins", the_last_one_wins);
	return rows_run("targets");
}
