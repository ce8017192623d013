// SPDX-License-Identifier: GPL-2.0-only
/* The module's files, those of older drivers, and files that make no sense. */
#include "../shim/testing.h"

#include <errno.h>

#include "../../lmkd-shim/kernel.h"
#include "../../lmkd-shim/nodes.h"

#define MODULE "sys/module/lowmemorykiller/"

static int root;

static int set_up(void **state)
{
	(void)state;
	machine_open();
	root = kernel_root_open(machine);
	return root < 0;
}

static int tear_down(void **state)
{
	(void)state;
	close(root);
	machine_close();
	return 0;
}

static const struct levels_case {
	const char *name;
	const char *levels;
	const char *minfree;
	const char *adj;
	int expected;
	const char *rows;
} levels_cases[] = {
	{ "rows as a whole", "1:0,2:100\n", "5\n", "6\n", 0, "1:0,2:100" },
	{ "rows of an older driver", NULL, "1536,2048\n", "0,1\n", 0,
	  "1536:0,2048:1" },
	{ "no driver", NULL, NULL, NULL, -ENOENT, NULL },
	{ "half a driver", NULL, "1,2\n", NULL, -ENOENT, NULL },
	{ "levels that make no sense", "blue\n", "1\n", "2\n", -EBADMSG, NULL },
	{ "lists that make no sense", NULL, "blue\n", "2\n", -EBADMSG, NULL },
	{ "an empty levels", "", "1\n", "2\n", -EBADMSG, NULL },
};

static void every_table(void **state)
{
	const struct levels_case *row = *state;
	char text[LEVELS_TEXT_SIZE];
	struct levels levels;

	set_up(state);
	if (row->levels)
		machine_write(MODULE "parameters/levels", row->levels);
	if (row->minfree)
		machine_write(MODULE "parameters/minfree", row->minfree);
	if (row->adj)
		machine_write(MODULE "parameters/adj", row->adj);
	assert_int_equal(nodes_has_levels(root), !!row->levels);
	assert_int_equal(nodes_levels(root, &levels), row->expected);
	if (row->rows) {
		levels_format(&levels, text);
		assert_string_equal(text, row->rows);
	}
	tear_down(state);
}

/* What cannot be read is not what is not there. */
static void levels_that_cannot_be_read(void **state)
{
	struct levels levels;

	(void)state;
	machine_write(MODULE "parameters/minfree", "5\n");
	machine_write(MODULE "parameters/adj", "6\n");
	machine_write(MODULE "parameters/levels/inside", "");
	assert_int_equal(nodes_levels(root, &levels), -EISDIR);
}

static const struct number_case {
	const char *name;
	const char *path;
	const char *text;
	int64_t expected;
} number_cases[] = {
	{ "the clock", "proc/uptime", "5000.25 9000.10\n", 5000250 },
	{ "a clock of one number", "proc/uptime", "5000.25\n", 5000250 },
	{ "a clock without hundredths", "proc/uptime", "5000 9000\n",
	  NUMBER_UNKNOWN },
	{ "a clock that makes no sense", "proc/uptime", "noon\n",
	  NUMBER_UNKNOWN },
	{ "no clock", "proc/other", "", NUMBER_UNKNOWN },
};

static void every_clock(void **state)
{
	const struct number_case *row = *state;

	set_up(state);
	machine_write(row->path, row->text);
	assert_int_equal(nodes_boot_ms(root), row->expected);
	tear_down(state);
}

static const struct number_case memory_cases[] = {
	{ "how much memory there is", "proc/meminfo",
	  "MemTotal:        4030464 kB\nMemFree:         1 kB\n", 3936 },
	{ "memory that makes no sense", "proc/meminfo", "MemTotal:  much\n",
	  NUMBER_UNKNOWN },
	{ "memory without a number", "proc/meminfo", "MemTotal:",
	  NUMBER_UNKNOWN },
	{ "nothing about memory", "proc/meminfo", "MemFree:  5 kB\n",
	  NUMBER_UNKNOWN },
	{ "no such file", "proc/other", "", NUMBER_UNKNOWN },
};

static void every_amount(void **state)
{
	const struct number_case *row = *state;

	set_up(state);
	machine_write(row->path, row->text);
	assert_int_equal(nodes_total_mb(root), row->expected);
	tear_down(state);
}

static const struct number_case answer_cases[] = {
	{ "yes", MODULE "parameters/dry_run", "Y\n", 1 },
	{ "no", MODULE "parameters/dry_run", "N\n", 0 },
	{ "neither", MODULE "parameters/dry_run", "maybe\n", NUMBER_UNKNOWN },
	{ "no answer", MODULE "parameters/other", "Y\n", NUMBER_UNKNOWN },
};

static void every_answer(void **state)
{
	const struct number_case *row = *state;

	set_up(state);
	machine_write(row->path, row->text);
	assert_int_equal(nodes_answer(root, "dry_run"), row->expected);
	tear_down(state);
}

static const struct number_case free_cases[] = {
	{ "free memory", MODULE "stats/free_pages", "40000\n", 40000 },
	{ "free memory in the reserve", MODULE "stats/free_pages", "-40\n",
	  -40 },
	{ "more free memory than can be", MODULE "stats/free_pages",
	  "1099511627777\n", NUMBER_UNKNOWN },
	{ "less than can be", MODULE "stats/free_pages", "-1099511627777\n",
	  NUMBER_UNKNOWN },
	{ "free memory that makes no sense", MODULE "stats/free_pages", "5 x\n",
	  NUMBER_UNKNOWN },
	{ "a driver that does not tell", MODULE "stats/kills", "5\n",
	  NUMBER_UNKNOWN },
};

static void every_free_memory(void **state)
{
	const struct number_case *row = *state;
	struct memory_now memory;

	set_up(state);
	machine_write(row->path, row->text);
	nodes_memory(root, &memory);
	assert_int_equal(memory.free_pages, row->expected);
	assert_int_equal(memory.file_pages, NUMBER_UNKNOWN);
	assert_int_equal(memory.row, NUMBER_UNKNOWN);
	assert_int_equal(memory.min_score_adj, NUMBER_UNKNOWN);
	tear_down(state);
}

static void counters_are_sorted_and_nothing_else(void **state)
{
	struct counter counters[NODES_COUNTERS_MAX];
	struct memory_now memory;

	(void)state;
	assert_int_equal(nodes_counters(root, counters), 0);
	/* In no order a directory could happen to have. */
	machine_write(MODULE "stats/kills", "12\n");
	machine_write(MODULE "stats/dry_run_kills", "0\n");
	machine_write(MODULE "stats/walks", "3\n");
	machine_write(MODULE "stats/scans", "40\n");
	machine_write(MODULE "stats/gone", "many\n");
	machine_write(MODULE "stats/row", "6\n");
	machine_write(MODULE "stats/min_score_adj", "950\n");
	machine_write(MODULE "stats/free_pages", "1\n");
	machine_write(MODULE "stats/file_pages", "2\n");
	machine_write(MODULE "stats/last_kills", "7\n");
	assert_int_equal(nodes_counters(root, counters), 4);
	assert_string_equal(counters[0].name, "dry_run_kills");
	assert_int_equal(counters[0].value, 0);
	assert_string_equal(counters[1].name, "kills");
	assert_int_equal(counters[1].value, 12);
	assert_string_equal(counters[2].name, "scans");
	assert_int_equal(counters[2].value, 40);
	assert_string_equal(counters[3].name, "walks");
	assert_int_equal(counters[3].value, 3);
	nodes_memory(root, &memory);
	assert_int_equal(memory.row, 6);
	assert_int_equal(memory.min_score_adj, 950);
	assert_int_equal(memory.file_pages, 2);
}

static void more_counters_than_there_is_room_for(void **state)
{
	struct counter counters[NODES_COUNTERS_MAX];
	char path[64];
	int i;

	(void)state;
	for (i = 0; i < NODES_COUNTERS_MAX + 5; i++) {
		snprintf(path, sizeof(path), MODULE "stats/counter%d", i);
		machine_write(path, "1\n");
	}
	assert_int_equal(nodes_counters(root, counters), NODES_COUNTERS_MAX);
}

static void the_version_is_clean(void **state)
{
	char version[NODES_VERSION_SIZE];

	(void)state;
	assert_false(nodes_version(root, version));
	assert_string_equal(version, "");
	machine_write(MODULE "version", "0.1\033.0\n");
	assert_true(nodes_version(root, version));
	assert_string_equal(version, "0.1?.0");
}

static void last_kills_are_read_or_not_there(void **state)
{
	static struct last_kill kills[LAST_KILLS_MAX];

	(void)state;
	assert_int_equal(nodes_last_kills(root, kills), -ENOENT);
	machine_write(MODULE "stats/last_kills", "");
	assert_int_equal(nodes_last_kills(root, kills), 0);
	machine_write(MODULE "stats/last_kills", "pid=5\tname=x\npid=6\n");
	assert_int_equal(nodes_last_kills(root, kills), 2);
	assert_int_equal(kills[1].pid, 6);
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test_setup_teardown(levels_that_cannot_be_read,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			counters_are_sorted_and_nothing_else, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			more_counters_than_there_is_room_for, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(the_version_is_clean, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			last_kills_are_read_or_not_there, set_up, tear_down),
	};

	ROWS_ADD(levels_cases, every_table);
	ROWS_ADD(number_cases, every_clock);
	ROWS_ADD(memory_cases, every_amount);
	ROWS_ADD(answer_cases, every_answer);
	ROWS_ADD(free_cases, every_free_memory);
	return rows_run("nodes") +
	       cmocka_run_group_tests_name("nodes", others, NULL, NULL);
}
