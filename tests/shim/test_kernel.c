// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's files, below a root directory of ours. */
#include "testing.h"

#include <errno.h>

#include "../../lmkd-shim/kernel.h"

#define LEVELS KERNEL_PARAMETERS "/levels"
#define MINFREE KERNEL_PARAMETERS "/minfree"
#define ADJ KERNEL_PARAMETERS "/adj"

static const struct lmkd_target six[] = {
	{ 18432, 0 },	{ 23040, 100 }, { 27648, 200 },
	{ 32256, 250 }, { 55296, 900 }, { INT32_MAX, -1000 },
};

static int root;

static int setup(void **state)
{
	(void)state;
	machine_open();
	root = kernel_root_open(machine);
	return root < 0;
}

static int teardown(void **state)
{
	(void)state;
	close(root);
	machine_close();
	return 0;
}

static void targets_go_to_levels(void **state)
{
	(void)state;
	machine_write(LEVELS, "");
	machine_write(MINFREE, "untouched");
	machine_write(ADJ, "untouched");
	assert_int_equal(kernel_targets_write(root, six, 6), 0);
	assert_string_equal(machine_read(LEVELS),
			    "18432:0,23040:100,27648:200,32256:250,55296:900,2147483647:-1000");
	assert_string_equal(machine_read(MINFREE), "untouched");
	assert_string_equal(machine_read(ADJ), "untouched");
}

static void targets_go_to_the_lists_of_old_drivers(void **state)
{
	(void)state;
	machine_write(MINFREE, "");
	machine_write(ADJ, "");
	assert_int_equal(kernel_targets_write(root, six, 6), 0);
	assert_string_equal(machine_read(MINFREE),
			    "18432,23040,27648,32256,55296,2147483647");
	assert_string_equal(machine_read(ADJ), "0,100,200,250,900,-1000");
	assert_null(machine_read(LEVELS));
}

static void one_target_has_no_comma(void **state)
{
	(void)state;
	machine_write(LEVELS, "");
	assert_int_equal(kernel_targets_write(root, six, 1), 0);
	assert_string_equal(machine_read(LEVELS), "18432:0");
}

static void no_module_is_told(void **state)
{
	(void)state;
	assert_false(kernel_module_is_loaded(root));
	assert_int_equal(kernel_targets_write(root, six, 6), -ENOENT);
	assert_int_equal(kernel_kills_open(root), -ENOENT);
	machine_write(MINFREE, "");
	assert_true(kernel_module_is_loaded(root));
}

static void a_symbolic_link_is_not_followed(void **state)
{
	(void)state;
	machine_write("elsewhere", "untouched");
	machine_write(MINFREE, "");
	assert_int_equal(symlink("/etc/passwd", machine_path(LEVELS)), 0);
	assert_int_equal(kernel_targets_write(root, six, 1), -ELOOP);
}

static void kills_are_read_one_by_one(void **state)
{
	struct record record;
	int kills;

	(void)state;
	machine_write(KERNEL_KILLS, "12 0 12 3 4 5 900 0 77\nchrome\n");
	kills = kernel_kills_open(root);
	assert_true(kills >= 0);
	assert_int_equal(kernel_kill_read(kills, &record), 1);
	assert_int_equal(record.pid, 12);
	/* At offset 0 every time: with a file it is the same one again. */
	assert_int_equal(kernel_kill_read(kills, &record), 1);
	machine_write(KERNEL_KILLS, "nonsense\n");
	assert_int_equal(kernel_kill_read(kills, &record), -EBADMSG);
	machine_write(KERNEL_KILLS, "");
	assert_int_equal(kernel_kill_read(kills, &record), 0);
	close(kills);
}

static void free_memory_is_read(void **state)
{
	int32_t memory_kb = -1, swap_kb = -1;

	(void)state;
	machine_write("proc/meminfo",
		      "MemTotal:  400 kB\nMemFree:   123 kB\nSwapTotal: 8 kB\nSwapFree:  45 kB\n");
	kernel_free_memory_read(root, &memory_kb, &swap_kb);
	assert_int_equal(memory_kb, 123);
	assert_int_equal(swap_kb, 45);
}

static void no_memory_figures_are_zero(void **state)
{
	int32_t memory_kb = -1, swap_kb = -1;

	(void)state;
	kernel_free_memory_read(root, &memory_kb, &swap_kb);
	assert_int_equal(memory_kb, 0);
	assert_int_equal(swap_kb, 0);
}

static void a_long_file_is_cut(void **state)
{
	char text[5];

	(void)state;
	machine_write("file", "abcdefgh");
	assert_int_equal(kernel_file_read(root, "file", text, sizeof(text)), 4);
	assert_string_equal(text, "abcd");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(targets_go_to_levels),
		TEST(targets_go_to_the_lists_of_old_drivers),
		TEST(one_target_has_no_comma),
		TEST(no_module_is_told),
		TEST(a_symbolic_link_is_not_followed),
		TEST(kills_are_read_one_by_one),
		TEST(free_memory_is_read),
		TEST(no_memory_figures_are_zero),
		TEST(a_long_file_is_cut),
	};

	return cmocka_run_group_tests_name("kernel", tests, NULL, NULL);
}
