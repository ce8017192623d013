// SPDX-License-Identifier: GPL-2.0-only
/* What each request does. */
#include "daemon.h"

#include <sys/resource.h>
#include <time.h>

static void wait_ms(long ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

static void target_is_written(void **state)
{
	int fd;

	(void)state;
	module_appear();
	module_look(&shim.module);
	fd = client_open();
	SAY(fd, LMK_TARGET, 18432, 0, 23040, 100);
	assert_string_equal(machine_read(LEVELS), "18432:0,23040:100");
	close(fd);
}

static void targets_within_a_second_end_as_the_last(void **state)
{
	int fd, i;

	(void)state;
	module_appear();
	module_look(&shim.module);
	fd = client_open();
	for (i = 1; i <= 5; i++)
		SAY(fd, LMK_TARGET, 100 * i, 0);
	assert_string_equal(machine_read(LEVELS), "100:0");
	wait_ms(TARGETS_INTERVAL_MS + 50);
	loop_pump(&shim.loop);
	assert_string_equal(machine_read(LEVELS), "500:0");
	close(fd);
}

static void targets_wait_for_the_module(void **state)
{
	int fd = client_open();

	(void)state;
	SAY(fd, LMK_TARGET, 18432, 0);
	module_appear();
	module_look(&shim.module);
	assert_string_equal(machine_read(LEVELS), "18432:0");
	/* Unloaded, and loaded with its defaults. */
	unlink(machine_path(KERNEL_PARAMETERS "/minfree"));
	module_look(&shim.module);
	machine_write(LEVELS, "defaults");
	machine_write(KERNEL_PARAMETERS "/minfree", "");
	module_look(&shim.module);
	/* A file of ours keeps what is behind what was written. */
	assert_string_equal(machine_read(LEVELS), "18432:0s");
	close(fd);
}

static void targets_wait_for_a_descriptor(void **state)
{
	struct rlimit before, few;
	int fd, lowest;

	(void)state;
	module_appear();
	module_look(&shim.module);
	fd = client_open();
	lowest = dup(fd);
	close(lowest);
	getrlimit(RLIMIT_NOFILE, &before);
	few = before;
	few.rlim_cur = (rlim_t)lowest;
	setrlimit(RLIMIT_NOFILE, &few);
	SAY(fd, LMK_TARGET, 18432, 0);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_string_equal(machine_read(LEVELS), "");
	wait_ms(TARGETS_INTERVAL_MS + 50);
	loop_pump(&shim.loop);
	assert_string_equal(machine_read(LEVELS), "18432:0");
	close(fd);
}

static void targets_of_a_dry_run_are_written_after_it(void **state)
{
	int fd;

	(void)state;
	shim.module.dry_run = 1;
	module_appear();
	module_look(&shim.module);
	fd = client_open();
	SAY(fd, LMK_TARGET, 18432, 0);
	assert_string_equal(machine_read(LEVELS), "");
	shim.module.dry_run = 0;
	module_rewrite(&shim.module);
	assert_string_equal(machine_read(LEVELS), "18432:0");
	close(fd);
}

/* A pipe is ready, and cannot be read as the node is: once, not for ever. */
static void a_node_that_cannot_be_read_is_left(void **state)
{
	int node;

	(void)state;
	module_appear();
	module_look(&shim.module);
	node = open(machine_path(KERNEL_KILLS), O_WRONLY | O_NONBLOCK);
	assert_true(node >= 0);
	assert_int_equal(write(node, "x", 1), 1);
	loop_pump(&shim.loop);
	assert_int_equal(shim.module.kills.fd, -1);
	assert_true(shim.module.present);
	close(node);
}

/* Unloaded and loaded between two looks, where the kernel announces nothing. */
static void without_word_the_node_tells(void **state)
{
	int fd = client_open(), node;

	(void)state;
	loop_remove(&shim.loop, &shim.module.watch);
	module_appear();
	module_look(&shim.module);
	SAY(fd, LMK_TARGET, 18432, 0);
	machine_write(LEVELS, "");
	node = open(machine_path(KERNEL_KILLS), O_WRONLY | O_NONBLOCK);
	assert_int_equal(write(node, "x", 1), 1);
	module_look(&shim.module);
	assert_string_equal(machine_read(LEVELS), "18432:0");
	close(node);
	close(fd);
}

static void processes_are_written(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(5000100, 5000100, 5, "a");
	machine_process(5000102, 5000102, 5, "b");
	SAY(fd, LMK_PROCPRIO, 5000100, 10010, 900);
	assert_string_equal(machine_adj(5000100), "900");
	SAY(fd, LMK_PROCPRIO, 5000100, 10010, -500, 1);
	assert_string_equal(machine_adj(5000100), "-500");
	machine_write("proc/5000100/oom_score_adj", "");
	/* The second is gone, which is no reason to leave out the third. */
	SAY(fd, LMK_PROCS_PRIO, 5000100, 1, 10, 0, 5000101, 1, 20, 0, 5000102, 1, 30, 0);
	assert_string_equal(machine_adj(5000100), "10");
	assert_string_equal(machine_adj(5000102), "30");
	assert_int_equal(shim.counts.processes_left_alone, 1);
	close(fd);
}

static void a_bad_batch_writes_nothing(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(5000100, 5000100, 5, "a");
	SAY(fd, LMK_PROCS_PRIO, 5000100, 1, 10, 0, 5000100, 1, 1001, 0);
	assert_string_equal(machine_adj(5000100), "");
	assert_int_equal(shim.server.counts.bad_packets, 1);
	close(fd);
}

static void removed_and_purged_are_forgotten(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(5000100, 5000100, 5, "a");
	machine_process(5000101, 5000101, 5, "b");
	machine_process(5000102, 5000102, 5, "c");
	SAY(fd, LMK_PROCS_PRIO, 5000100, 1, 1, 0, 5000101, 1, 1, 0, 5000102, 1, 1, 0);
	SAY(fd, LMK_PROCREMOVE, 5000100);
	assert_null(processes_name(&shim.processes, 5000100));
	assert_non_null(processes_name(&shim.processes, 5000101));
	SAY(fd, LMK_PROCPURGE);
	assert_int_equal(shim.processes.count, 0);
	close(fd);
}

static void booted_once(void **state)
{
	int fd = client_open();

	(void)state;
	SAY(fd, LMK_BOOT_COMPLETED);
	expect_answer(fd, LMK_BOOT_COMPLETED, 0);
	SAY(fd, LMK_BOOT_COMPLETED);
	expect_answer(fd, LMK_BOOT_COMPLETED, 1);
	close(fd);
}

static void update_tells_how_it_went(void **state)
{
	int fd = client_open();

	(void)state;
	SAY(fd, LMK_UPDATE_PROPS);
	expect_answer(fd, LMK_UPDATE_PROPS, 0);
	reload_result = -EINVAL;
	SAY(fd, LMK_UPDATE_PROPS);
	expect_answer(fd, LMK_UPDATE_PROPS, -1);
	close(fd);
}

/* No answer, no harm, and the connection stays. */
static void monitoring_and_the_unknown_are_taken_calmly(void **state)
{
	int32_t words[4];
	int fd = client_open();

	(void)state;
	SAY(fd, LMK_START_MONITORING);
	SAY(fd, 40, 1, 2);
	SAY(fd, -7);
	SAY(fd, LMK_PROCKILL, 1, 2, 3);
	SAY(fd, LMK_SUBSCRIBE, 31);
	assert_true(hear(fd, words) < 0);
	assert_int_equal(shim.counts.unknown, 2);
	assert_int_equal(shim.server.counts.bad_packets, 2);
	SAY(fd, LMK_BOOT_COMPLETED);
	expect_answer(fd, LMK_BOOT_COMPLETED, 0);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(target_is_written),
		TEST(targets_within_a_second_end_as_the_last),
		TEST(targets_wait_for_the_module),
		TEST(targets_wait_for_a_descriptor),
		TEST(targets_of_a_dry_run_are_written_after_it),
		TEST(a_node_that_cannot_be_read_is_left),
		TEST(without_word_the_node_tells),
		TEST(processes_are_written),
		TEST(a_bad_batch_writes_nothing),
		TEST(removed_and_purged_are_forgotten),
		TEST(booted_once),
		TEST(update_tells_how_it_went),
		TEST(monitoring_and_the_unknown_are_taken_calmly),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("dispatch", tests, NULL, NULL);
}
