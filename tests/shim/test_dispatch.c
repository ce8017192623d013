// SPDX-License-Identifier: GPL-2.0-only
/*
 * The whole daemon but for its start: packets in at a socket, files below a
 * root directory and packets out.
 */
#include "testing.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#include "../../lmkd-shim/kernel.h"
#include "../../lmkd-shim/shim.h"

#define LEVELS KERNEL_PARAMETERS "/levels"

static struct shim shim;
static struct sockaddr_un address = { .sun_family = AF_UNIX };
static int reload_result;

static int user_may(void *owner, uid_t uid)
{
	(void)owner;
	(void)uid;
	return 1;
}

static int reload(struct shim *self)
{
	(void)self;
	return reload_result;
}

static void module_appear(void)
{
	machine_write(LEVELS, "");
	machine_write(KERNEL_PARAMETERS "/minfree", "");
	/* Empty, and so never ready: epoll(7) takes no plain files. */
	mkfifo(machine_path(KERNEL_KILLS), 0644);
}

static int setup(void **state)
{
	int listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);
	int on = 1;

	(void)state;
	machine_open();
	machine_write("proc/meminfo", "MemFree: 1000 kB\nSwapFree: 20 kB\n");
	memset(&shim, 0, sizeof(shim));
	reload_result = 0;
	strcpy(address.sun_path, machine_path("socket"));
	setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	bind(listener, (struct sockaddr *)&address, sizeof(address));
	listen(listener, 64);
	shim.settings.protocol_level = 16;
	shim.root = kernel_root_open(machine);
	shim.server.user_may = user_may;
	shim.server.packet = dispatch_packet;
	shim.server.owner = &shim;
	shim.module.killed = announce_kill;
	shim.module.owner = &shim;
	shim.reload = reload;
	loop_open(&shim.loop);
	processes_open(&shim.processes, shim.root, PROCESSES_MAX);
	server_open(&shim.server, &shim.loop, listener);
	return module_open(&shim.module, &shim.loop, shim.root);
}

static int teardown(void **state)
{
	(void)state;
	module_close(&shim.module);
	server_close(&shim.server);
	processes_forget_all(&shim.processes);
	loop_close(&shim.loop);
	close(shim.root);
	machine_close();
	return 0;
}

static int client_open(void)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address,
				 sizeof(address)), 0);
	loop_pump(&shim.loop);
	return fd;
}

#define SAY(fd, ...) \
	say(fd, (const int32_t[]){ __VA_ARGS__ }, \
	    sizeof((const int32_t[]){ __VA_ARGS__ }) / sizeof(int32_t))

static void say(int fd, const int32_t *words, size_t count)
{
	uint32_t bytes[16];
	size_t i;

	for (i = 0; i < count; i++)
		bytes[i] = htonl((uint32_t)words[i]);
	assert_int_equal(send(fd, bytes, 4 * count, 0), 4 * count);
	loop_pump(&shim.loop);
}

/* What came, as host words; -1 if nothing has. */
static int hear(int fd, int32_t words[4])
{
	uint32_t bytes[4] = { 0 };
	ssize_t length = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);
	size_t i;

	for (i = 0; i < 4; i++)
		words[i] = (int32_t)ntohl(bytes[i]);
	return (int)length;
}

static void expect_answer(int fd, int32_t command, int32_t value)
{
	int32_t words[4];

	assert_int_equal(hear(fd, words), 8);
	assert_int_equal(words[0], command);
	assert_int_equal(words[1], value);
}

static void kill_one(int32_t pid, int32_t adj, const char *name)
{
	struct record record = { .pid = pid, .uid = 10010,
				 .group_leader_pid = pid, .rss_pages = 256,
				 .min_flt = 11, .maj_flt = 12,
				 .oom_score_adj = adj, .min_score_adj = 900,
				 .start_ticks = 100 };

	snprintf(record.name, sizeof(record.name), "%s", name);
	announce_kill(&shim, &record);
}

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

static void processes_are_written(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(100, 100, 5, "a");
	machine_process(102, 102, 5, "b");
	SAY(fd, LMK_PROCPRIO, 100, 10010, 900);
	assert_string_equal(machine_adj(100), "900");
	SAY(fd, LMK_PROCPRIO, 100, 10010, -500, 1);
	assert_string_equal(machine_adj(100), "-500");
	machine_write("proc/100/oom_score_adj", "");
	/* The second is gone, which is no reason to leave out the third. */
	SAY(fd, LMK_PROCS_PRIO, 100, 1, 10, 0, 101, 1, 20, 0, 102, 1, 30, 0);
	assert_string_equal(machine_adj(100), "10");
	assert_string_equal(machine_adj(102), "30");
	assert_int_equal(shim.counts.processes_left_alone, 1);
	close(fd);
}

static void a_bad_batch_writes_nothing(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(100, 100, 5, "a");
	SAY(fd, LMK_PROCS_PRIO, 100, 1, 10, 0, 100, 1, 1001, 0);
	assert_string_equal(machine_adj(100), "");
	assert_int_equal(shim.server.counts.bad_packets, 1);
	close(fd);
}

static void removed_and_purged_are_forgotten(void **state)
{
	int fd = client_open();

	(void)state;
	machine_process(100, 100, 5, "a");
	machine_process(101, 101, 5, "b");
	machine_process(102, 102, 5, "c");
	SAY(fd, LMK_PROCS_PRIO, 100, 1, 1, 0, 101, 1, 1, 0, 102, 1, 1, 0);
	SAY(fd, LMK_PROCREMOVE, 100);
	assert_null(processes_name(&shim.processes, 100));
	assert_non_null(processes_name(&shim.processes, 101));
	SAY(fd, LMK_PROCPURGE);
	assert_int_equal(shim.processes.count, 0);
	close(fd);
}

static void kills_are_counted_by_range(void **state)
{
	static const int32_t ranges[][3] = {
		{ -1000, 1000, 4 }, { INT32_MIN, INT32_MAX, 4 },
		{ 900, 950, 2 },    { 950, 950, 1 },
		{ 0, 899, 1 },	    { -1000, -1, 1 },
		{ 951, 1000, 0 },   { 2000, 3000, 0 },
	};
	int fd = client_open();
	size_t i;

	(void)state;
	kill_one(100, 900, "a");
	kill_one(101, 950, "a");
	kill_one(102, 0, "a");
	kill_one(103, -1000, "a");
	for (i = 0; i < COUNT(ranges); i++) {
		SAY(fd, LMK_GETKILLCNT, ranges[i][0], ranges[i][1]);
		expect_answer(fd, LMK_GETKILLCNT, ranges[i][2]);
	}
	close(fd);
}

static void subscribers_hear_what_they_asked_for(void **state)
{
	int kills = client_open(), stats = client_open(),
	    both = client_open(), none = client_open();
	uint8_t bytes[256];
	int32_t words[4];

	(void)state;
	SAY(kills, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	SAY(stats, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	SAY(both, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	SAY(both, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	kill_one(100, 900, "short");
	assert_int_equal(hear(kills, words), 16);
	assert_int_equal(words[0], LMK_PROCKILL);
	assert_int_equal(words[1], 100);
	assert_int_equal(words[2], 10010);
	assert_int_equal(words[3], 1024);
	assert_true(hear(kills, words) < 0);
	assert_int_equal(recv(stats, bytes, sizeof(bytes), MSG_DONTWAIT),
			 87 + 5);
	assert_int_equal(bytes[3], LMK_STAT_KILL_OCCURRED);
	assert_string_equal((char *)bytes + 86, "short");
	/* Free memory, from /proc/meminfo. */
	assert_int_equal(bytes[66] << 8 | bytes[67], 1000);
	assert_true(hear(stats, words) < 0);
	assert_int_equal(hear(both, words), 16);
	assert_int_equal(recv(both, bytes, sizeof(bytes), MSG_DONTWAIT),
			 87 + 5);
	assert_true(hear(none, words) < 0);
	close(kills);
	close(stats);
	close(both);
	close(none);
}

static void a_kill_has_the_name_a_client_knew(void **state)
{
	int fd = client_open();
	uint8_t bytes[256];

	(void)state;
	machine_process(100, 100, 5, "com.example.long.name");
	SAY(fd, LMK_PROCPRIO, 100, 10010, 900);
	SAY(fd, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	kill_one(100, 900, "example.long.na");
	assert_true(recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 86);
	assert_string_equal((char *)bytes + 86, "com.example.long.name");
	close(fd);
}

static void an_older_framework_hears_12_bytes(void **state)
{
	int32_t words[4];
	int fd = client_open();

	(void)state;
	shim.settings.protocol_level = 15;
	SAY(fd, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	kill_one(100, 900, "a");
	assert_int_equal(hear(fd, words), 12);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(target_is_written),
		TEST(targets_within_a_second_end_as_the_last),
		TEST(targets_wait_for_the_module),
		TEST(processes_are_written),
		TEST(a_bad_batch_writes_nothing),
		TEST(removed_and_purged_are_forgotten),
		TEST(kills_are_counted_by_range),
		TEST(subscribers_hear_what_they_asked_for),
		TEST(a_kill_has_the_name_a_client_knew),
		TEST(an_older_framework_hears_12_bytes),
		TEST(booted_once),
		TEST(update_tells_how_it_went),
		TEST(monitoring_and_the_unknown_are_taken_calmly),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("dispatch", tests, NULL, NULL);
}
