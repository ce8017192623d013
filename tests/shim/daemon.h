/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The whole daemon but for its start, for tests: packets in at a socket, files
 * below a root directory and packets out.
 */
#ifndef TESTS_SHIM_DAEMON_H
#define TESTS_SHIM_DAEMON_H

#include "testing.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../../lmkd-shim/kernel.h"
#include "../../lmkd-shim/shim.h"

#define LEVELS KERNEL_PARAMETERS "/levels"

static struct shim shim;
static struct sockaddr_un address = { .sun_family = AF_UNIX };
static int reload_result;

static inline int user_may(void *owner, uid_t uid)
{
	(void)owner;
	(void)uid;
	return 1;
}

static inline int reload(struct shim *self)
{
	(void)self;
	return reload_result;
}

static inline void module_appear(void)
{
	machine_write(LEVELS, "");
	machine_write(KERNEL_PARAMETERS "/minfree", "");
	/* Empty, and so never ready: epoll(7) takes no plain files. */
	mkfifo(machine_path(KERNEL_KILLS), 0644);
}

static inline int setup(void **state)
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

static inline int teardown(void **state)
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

static inline int client_open(void)
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

static inline void say(int fd, const int32_t *words, size_t count)
{
	uint32_t bytes[16];
	size_t i;

	for (i = 0; i < count; i++)
		bytes[i] = htonl((uint32_t)words[i]);
	assert_int_equal(send(fd, bytes, 4 * count, 0), 4 * count);
	loop_pump(&shim.loop);
}

/* What came, as host words; -1 if nothing has. */
static inline int hear(int fd, int32_t words[4])
{
	uint32_t bytes[4] = { 0 };
	ssize_t length = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);
	size_t i;

	for (i = 0; i < 4; i++)
		words[i] = (int32_t)ntohl(bytes[i]);
	return (int)length;
}

static inline void expect_answer(int fd, int32_t command, int32_t value)
{
	int32_t words[4];

	assert_int_equal(hear(fd, words), 8);
	assert_int_equal(words[0], command);
	assert_int_equal(words[1], value);
}

static inline void kill_one(int32_t pid, int32_t adj, const char *name)
{
	struct record record = { .pid = pid, .uid = 10010,
				 .group_leader_pid = pid, .rss_pages = 256,
				 .min_flt = 11, .maj_flt = 12,
				 .oom_score_adj = adj, .min_score_adj = 900,
				 .start_ticks = 100 };

	snprintf(record.name, sizeof(record.name), "%s", name);
	announce_kill(&shim, &record);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif /* TESTS_SHIM_DAEMON_H */
