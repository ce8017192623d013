// SPDX-License-Identifier: GPL-2.0-only
/* Whose oom_score_adj is written, and who is remembered. */
#include "testing.h"

#include <errno.h>
#include <sys/resource.h>

#include "../../lmkd-shim/kernel.h"
#include "../../lmkd-shim/processes.h"

static struct processes processes;
static int root;

static int setup(void **state)
{
	(void)state;
	machine_open();
	root = kernel_root_open(machine);
	processes_open(&processes, root, PROCESSES_MAX);
	return root < 0;
}

static int teardown(void **state)
{
	(void)state;
	processes_forget_all(&processes);
	close(root);
	machine_close();
	return 0;
}

static void adj_is_written_and_the_name_known(void **state)
{
	(void)state;
	machine_process(5000100, 5000100, 500, "com.example.app");
	assert_int_equal(processes_adj_write(&processes, 5000100, -800, 0), 0);
	assert_string_equal(machine_adj(5000100), "-800");
	assert_string_equal(processes_name(&processes, 5000100),
			    "com.example.app");
	assert_null(processes_name(&processes, 5000101));
}

static void a_known_one_is_written_again(void **state)
{
	(void)state;
	machine_process(5000100, 5000100, 500, "app");
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 0), 0);
	assert_int_equal(processes_adj_write(&processes, 5000100, 1000, 1), 0);
	assert_string_equal(machine_adj(5000100), "1000");
	assert_int_equal(processes.count, 1);
}

static void nobody_is_not_remembered(void **state)
{
	(void)state;
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 0), -ESRCH);
	assert_int_equal(processes.count, 0);
}

static void threads_are_left_alone(void **state)
{
	(void)state;
	machine_process(5000101, 5000100, 500, "app");
	assert_int_equal(processes_adj_write(&processes, 5000101, 0, 0), -EINVAL);
	assert_string_equal(machine_adj(5000101), "");
	assert_int_equal(processes.count, 0);
}

static void kernel_threads_are_left_alone(void **state)
{
	(void)state;
	machine_process(5000100, 5000100, 0, "");
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 0), -EPERM);
	assert_string_equal(machine_adj(5000100), "");
}

static void the_daemon_leaves_itself_alone(void **state)
{
	(void)state;
	machine_process(getpid(), getpid(), 500, "lmkd-shim");
	assert_int_equal(processes_adj_write(&processes, getpid(), 900, 0),
			 -EPERM);
	assert_string_equal(machine_adj(getpid()), "");
}

static void a_name_is_read_again_after_a_second(void **state)
{
	(void)state;
	machine_process(5000100, 5000100, 500, "zygote");
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 5000), 0);
	machine_write("proc/5000100/cmdline", "com.example.app");
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 5999), 0);
	assert_string_equal(processes_name(&processes, 5000100), "zygote");
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 6000), 0);
	assert_string_equal(processes_name(&processes, 5000100),
			    "com.example.app");
}

static const struct name_case {
	const char *name;
	const char *command_line;
	const char *expected;
} name_cases[] = {
	{ "an application", "com.example.app:remote",
	  "com.example.app:remote" },
	{ "arguments are left out", "/usr/bin/app --option", "/usr/bin/app" },
	{ "empty: the kernel's name", "", "short" },
	{ "blank first: the kernel's name", " x", "short" },
	{ "control characters", "a\nb\033c", "a?b?c" },
	{ "UTF-8", "caf\303\251", "caf\303\251" },
};

static void every_name(void **state)
{
	const struct name_case *row = *state;

	setup(NULL);
	machine_process(5000100, 5000100, 500, row->command_line);
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 0), 0);
	assert_string_equal(processes_name(&processes, 5000100), row->expected);
	teardown(NULL);
}

static void a_long_name_is_cut(void **state)
{
	char name[301];

	(void)state;
	memset(name, 'x', 300);
	name[300] = '\0';
	machine_process(5000100, 5000100, 500, name);
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 0), 0);
	assert_int_equal(strlen(processes_name(&processes, 5000100)),
			 LMKD_NAME_MAX);
}

static void a_full_table_forgets_the_oldest(void **state)
{
	int pid;

	(void)state;
	processes_forget_all(&processes);
	processes_open(&processes, root, 3);
	for (pid = 5000100; pid < 5000104; pid++)
		machine_process(pid, pid, 500, "app");
	for (pid = 5000100; pid < 5000103; pid++)
		assert_int_equal(processes_adj_write(&processes, pid, 0,
						     pid - 5000000),
				 0);
	/* 5000100 is heard of once more, which makes 5000101 the oldest. */
	assert_int_equal(processes_adj_write(&processes, 5000100, 0, 200), 0);
	assert_int_equal(processes_adj_write(&processes, 5000103, 0, 201), 0);
	assert_non_null(processes_name(&processes, 5000100));
	assert_null(processes_name(&processes, 5000101));
	assert_int_equal(processes.count, 3);
	assert_int_equal(processes.forgotten, 1);
	/* The one that was forgotten is found again when it is needed. */
	assert_int_equal(processes_adj_write(&processes, 5000101, 5, 6000002),
			 0);
	assert_string_equal(machine_adj(5000101), "5");
}

/* Pids of one bucket, in and out in every order. */
static void buckets_keep_their_processes(void **state)
{
	static const int order[] = { 1, 3, 0, 2 };
	size_t i, j;
	int pid;

	(void)state;
	for (i = 0; i < 4; i++) {
		pid = 5000100 + (int)i * PROCESSES_BUCKETS;
		machine_process(pid, pid, 500, "app");
		assert_int_equal(processes_adj_write(&processes, pid, 0, 0),
				 0);
	}
	for (i = 0; i < 4; i++) {
		processes_forget(&processes,
				 5000100 + order[i] * PROCESSES_BUCKETS);
		for (j = 0; j < 4; j++) {
			pid = 5000100 + order[j] * PROCESSES_BUCKETS;
			assert_int_equal(!processes_name(&processes, pid),
					 j <= i);
		}
	}
	assert_int_equal(processes.count, 0);
}

static void no_descriptor_leaks(void **state)
{
	int before = descriptors_open(), pid;

	(void)state;
	machine_process(5000100, 5000100, 500, "app");
	machine_process(5000101, 5000100, 500, "thread");
	machine_process(5000102, 5000102, 0, "");
	for (pid = 5000100; pid < 5000104; pid++)
		processes_adj_write(&processes, pid, 0, 0);
	assert_int_equal(descriptors_open(), before + 1);
	processes_forget(&processes, 5000100);
	assert_int_equal(descriptors_open(), before);
}

/* Each open directory takes a descriptor, until there is none. */
static void without_descriptors_the_oldest_makes_room(void **state)
{
	struct rlimit before, few;
	int pid;

	(void)state;
	for (pid = 5000100; pid < 5000120; pid++)
		machine_process(pid, pid, 500, "app");
	getrlimit(RLIMIT_NOFILE, &before);
	few = before;
	few.rlim_cur = (rlim_t)descriptors_open() + 6;
	setrlimit(RLIMIT_NOFILE, &few);
	for (pid = 5000100; pid < 5000120; pid++)
		if (processes_adj_write(&processes, pid, 7, pid))
			break;
	setrlimit(RLIMIT_NOFILE, &before);
	assert_int_equal(pid, 5000120);
	assert_string_equal(machine_adj(5000119), "7");
	assert_true(processes.forgotten > 10);
}

static void a_dry_run_writes_nothing(void **state)
{
	(void)state;
	processes.dry_run = 1;
	machine_process(5000100, 5000100, 500, "app");
	assert_int_equal(processes_adj_write(&processes, 5000100, 7, 0), 0);
	assert_string_equal(machine_adj(5000100), "");
	assert_int_equal(processes_adj_write(&processes, 5000101, 7, 0), -ESRCH);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(adj_is_written_and_the_name_known),
		TEST(a_known_one_is_written_again),
		TEST(nobody_is_not_remembered),
		TEST(threads_are_left_alone),
		TEST(kernel_threads_are_left_alone),
		TEST(the_daemon_leaves_itself_alone),
		TEST(a_name_is_read_again_after_a_second),
		TEST(a_long_name_is_cut),
		TEST(a_full_table_forgets_the_oldest),
		TEST(buckets_keep_their_processes),
		TEST(no_descriptor_leaks),
		TEST(without_descriptors_the_oldest_makes_room),
		TEST(a_dry_run_writes_nothing),
	};
	int failed = cmocka_run_group_tests_name("processes", tests, NULL,
						 NULL);

	ROWS_ADD(name_cases, every_name);
	return failed + rows_run("names");
}
