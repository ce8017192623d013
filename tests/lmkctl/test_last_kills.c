// SPDX-License-Identifier: GPL-2.0-only
/* The module's account of its kills, whole, partial, odd. */
#include "../shim/testing.h"

#include "../../lmkd-shim/last_kills.h"
#include "../../lmkd-shim/text.h"

#define WHOLE                                                                 \
	"time_ms=4800000\tpid=1234\tuid=10023\tadj=950\trss_pages=30720\t"    \
	"reason=minfree\tdry_run=0\trow=6\tminfree_pages=80640\t"             \
	"min_score_adj=950\tfree_pages=-12\tfile_pages=70000\tby_pid=45\t"    \
	"name=chrome\tby_name=kswapd0\tcandidate=2000 950 30000 Web Content\t" \
	"candidate=2001 900 40000 baz\n"

static struct last_kill kills[LAST_KILLS_MAX];

/* In memory of exactly its size, so that ASan sees a read past it. */
static size_t parse(const char *text)
{
	char *copy = strdup(text);
	size_t count;

	assert_non_null(copy);
	memset(kills, '?', sizeof(kills));
	count = last_kills_parse(copy, kills);
	free(copy);
	return count;
}

static void a_whole_line(void **state)
{
	const struct last_kill *kill = kills;

	(void)state;
	assert_int_equal(parse(WHOLE), 1);
	assert_int_equal(kill->time_ms, 4800000);
	assert_int_equal(kill->pid, 1234);
	assert_int_equal(kill->uid, 10023);
	assert_int_equal(kill->oom_score_adj, 950);
	assert_int_equal(kill->rss_pages, 30720);
	assert_int_equal(kill->reason, KILL_REASON_MINFREE);
	assert_int_equal(kill->dry_run, 0);
	assert_int_equal(kill->row, 6);
	assert_int_equal(kill->minfree_pages, 80640);
	assert_int_equal(kill->min_score_adj, 950);
	assert_int_equal(kill->free_pages, -12);
	assert_int_equal(kill->file_pages, 70000);
	assert_int_equal(kill->by_pid, 45);
	assert_string_equal(kill->name, "chrome");
	assert_string_equal(kill->by_name, "kswapd0");
	assert_int_equal(kill->candidate_count, 2);
	assert_int_equal(kill->candidates[0].pid, 2000);
	assert_int_equal(kill->candidates[0].oom_score_adj, 950);
	assert_int_equal(kill->candidates[0].rss_pages, 30000);
	assert_string_equal(kill->candidates[0].name, "Web Content");
	assert_string_equal(kill->candidates[1].name, "baz");
}

static void several_lines_stay_in_order(void **state)
{
	(void)state;
	assert_int_equal(parse("pid=3\npid=2\npid=1"), 3);
	assert_int_equal(kills[0].pid, 3);
	assert_int_equal(kills[1].pid, 2);
	assert_int_equal(kills[2].pid, 1);
}

static void only_as_many_as_there_is_room_for(void **state)
{
	char text[20 * sizeof("pid=99\n")] = "";
	struct last_kill *last = &kills[LAST_KILLS_MAX - 1];
	int i;

	(void)state;
	for (i = 10; i < 30; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "pid=%d\n", i);
	assert_int_equal(parse(text), LAST_KILLS_MAX);
	assert_int_equal(last->pid, 10 + LAST_KILLS_MAX - 1);
}

static void a_fourth_candidate_is_left_out(void **state)
{
	(void)state;
	assert_int_equal(parse("candidate=1 0 1 a\tcandidate=2 0 1 b\t"
			       "candidate=3 0 1 c\tcandidate=4 0 1 d"),
			 1);
	assert_int_equal(kills[0].candidate_count, 3);
	assert_string_equal(kills[0].candidates[2].name, "c");
}

static const struct count_case {
	const char *name;
	const char *text;
	size_t expected;
} count_cases[] = {
	{ "an empty file", "", 0 },
	{ "empty lines", "\n\n", 0 },
	{ "a line of another kind", "nothing to see here\n", 0 },
	{ "keys nobody knows", "colour=red\tsize=10\n", 0 },
	{ "such a line between two others", "pid=2\ncolour=red\npid=3\n", 2 },
	{ "no line feed at the end", "pid=2", 1 },
	{ "tabs alone", "\t\t\t\n", 0 },
	{ "a key without a value", "pid\n", 1 },
};

static void every_count(void **state)
{
	const struct count_case *row = *state;

	assert_int_equal(parse(row->text), row->expected);
}

static const struct number_case {
	const char *name;
	const char *text;
	int64_t pid;
	int64_t free_pages;
} number_cases[] = {
	{ "missing numbers", "name=x", NUMBER_UNKNOWN, NUMBER_UNKNOWN },
	{ "unknown keys in between", "pid=5\tcolour=red\tfree_pages=7", 5, 7 },
	{ "another order", "free_pages=7\tpid=5", 5, 7 },
	{ "a word for a number", "pid=many\tfree_pages=7", NUMBER_UNKNOWN, 7 },
	{ "an empty value", "pid=\tfree_pages=7", NUMBER_UNKNOWN, 7 },
	{ "a blank behind it", "pid=5 \tfree_pages=7", NUMBER_UNKNOWN, 7 },
	{ "a pid that cannot be", "pid=0\tfree_pages=7", NUMBER_UNKNOWN, 7 },
	{ "a pid that is too large", "pid=2147483648\tfree_pages=7",
	  NUMBER_UNKNOWN, 7 },
	{ "more memory than can be", "pid=5\tfree_pages=1099511627777", 5,
	  NUMBER_UNKNOWN },
	{ "as much as can be", "pid=5\tfree_pages=1099511627776", 5,
	  TEXT_PAGES_MAX },
	{ "below the reserve", "pid=5\tfree_pages=-1099511627776", 5,
	  -TEXT_PAGES_MAX },
	{ "an endless number", "pid=5\tfree_pages=99999999999999999999999", 5,
	  NUMBER_UNKNOWN },
	{ "a key that only begins so", "pids=5\tfree_page=7\tname=x",
	  NUMBER_UNKNOWN, NUMBER_UNKNOWN },
};

static void every_number(void **state)
{
	const struct number_case *row = *state;

	assert_int_equal(parse(row->text), 1);
	assert_int_equal(kills[0].pid, row->pid);
	assert_int_equal(kills[0].free_pages, row->free_pages);
}

static const struct reason_case {
	const char *name;
	const char *text;
	enum kill_reason expected;
} reason_cases[] = {
	{ "a row matched", "reason=minfree", KILL_REASON_MINFREE },
	{ "the kernel was out of memory", "reason=oom", KILL_REASON_OOM },
	{ "a reason of the future", "reason=boredom", KILL_REASON_UNKNOWN },
	{ "no reason", "pid=5", KILL_REASON_UNKNOWN },
};

static void every_reason(void **state)
{
	const struct reason_case *row = *state;

	assert_int_equal(parse(row->text), 1);
	assert_int_equal(kills[0].reason, row->expected);
}

static const struct name_case {
	const char *name;
	const char *text;
	const char *expected;
} name_cases[] = {
	{ "a plain name", "name=bash", "bash" },
	{ "none at all", "pid=5", "" },
	{ "an empty one", "name=", "" },
	{ "with an equals sign", "name=a=b", "a=b" },
	{ "with an escape sequence", "name=\033[31mred", "?[31mred" },
	{ "that is no UTF-8", "name=\377\376", "??" },
};

static void every_name(void **state)
{
	const struct name_case *row = *state;

	assert_int_equal(parse(row->text), 1);
	assert_string_equal(kills[0].name, row->expected);
}

static void a_long_name_is_cut(void **state)
{
	char text[400] = "name=";

	(void)state;
	memset(text + 5, 'x', 300);
	assert_int_equal(parse(text), 1);
	assert_int_equal(strlen(kills[0].name), LAST_KILLS_NAME_SIZE - 1);
}

static const struct candidate_case {
	const char *name;
	const char *text;
	size_t expected;
} candidate_cases[] = {
	{ "a good candidate", "candidate=5 900 100 x", 1 },
	{ "without a name", "candidate=5 900 100", 1 },
	{ "with a negative adj", "candidate=5 -900 100 x", 1 },
	{ "with too few numbers", "candidate=5 900", 0 },
	{ "with a word among them", "candidate=5 x 100 y", 0 },
	{ "with an adj too high", "candidate=5 1001 100 x", 0 },
	{ "an empty candidate", "candidate=", 0 },
};

static void every_candidate(void **state)
{
	const struct candidate_case *row = *state;

	assert_int_equal(parse(row->text), 1);
	assert_int_equal(kills[0].candidate_count, row->expected);
}

int main(void)
{
	test_add("a whole line", a_whole_line);
	test_add("several lines stay in order", several_lines_stay_in_order);
	test_add("only as many as there is room for",
		 only_as_many_as_there_is_room_for);
	test_add("a fourth candidate is left out",
		 a_fourth_candidate_is_left_out);
	ROWS_ADD(count_cases, every_count);
	ROWS_ADD(number_cases, every_number);
	ROWS_ADD(reason_cases, every_reason);
	ROWS_ADD(name_cases, every_name);
	test_add("a long name is cut", a_long_name_is_cut);
	ROWS_ADD(candidate_cases, every_candidate);
	return rows_run("last_kills");
}
