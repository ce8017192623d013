// SPDX-License-Identifier: GPL-2.0-only
/* Connections: who gets one, who loses it, and that the others do not notice. */
#include "clients.h"

#include <sys/resource.h>

static void the_end_frees_the_place(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 3 * SERVER_CLIENTS_MAX; i++) {
		int fd = client_open();

		assert_true(echoes(fd));
		close(fd);
		loop_pump(&loop);
	}
	assert_int_equal(server.counts.refused, 0);
}

static void the_seventeenth_is_refused_alone(void **state)
{
	int fds[SERVER_CLIENTS_MAX], late, i;

	(void)state;
	for (i = 0; i < SERVER_CLIENTS_MAX; i++)
		fds[i] = client_open();
	late = client_open();
	assert_false(is_connected(late));
	assert_int_equal(server.counts.refused, 1);
	for (i = 0; i < SERVER_CLIENTS_MAX; i++)
		assert_true(echoes(fds[i]));
	close(late);
	/* And there is room again once one has gone. */
	close(fds[3]);
	loop_pump(&loop);
	fds[3] = client_open();
	assert_true(echoes(fds[3]));
	for (i = 0; i < SERVER_CLIENTS_MAX; i++)
		close(fds[i]);
}

static void users_who_may_not_are_refused(void **state)
{
	int fd;

	(void)state;
	may = 0;
	fd = client_open();
	assert_false(is_connected(fd));
	assert_int_equal(server.counts.refused, 1);
	close(fd);
}

static void who_may_not_any_more_is_sent_away(void **state)
{
	int fd = client_open();

	(void)state;
	assert_true(echoes(fd));
	server_recheck_users(&server);
	assert_true(echoes(fd));
	may = 0;
	server_recheck_users(&server);
	assert_false(is_connected(fd));
	close(fd);
}

static void whoever_does_not_read_loses_the_connection(void **state)
{
	int lazy = client_open(), other = client_open();
	unsigned int sent = 0;

	(void)state;
	while (!server.counts.lost && sent < 100000) {
		say(lazy, "e", 1);
		sent++;
	}
	assert_int_equal(server.counts.lost, 1);
	/* Not for a burst of answers or kills that are read a little later. */
	assert_true(sent > 100);
	assert_true(echoes(other));
	close(lazy);
	close(other);
}

/* The flood is there first, and the other one is not last. */
static void a_flood_leaves_others_their_turn(void **state)
{
	int flood = client_open(), other = client_open(), i, turns;
	struct epoll_event event;

	(void)state;
	fcntl(flood, F_SETFL, O_NONBLOCK);
	for (i = 0; i < 4 * SERVER_BATCH; i++)
		if (send(flood, "x", 1, MSG_NOSIGNAL) != 1)
			break;
	assert_true(i > 2 * SERVER_BATCH);
	assert_int_equal(send(other, "other", 5, 0), 5);
	for (turns = 0; turns < 2; turns++) {
		struct source *source;

		assert_int_equal(epoll_wait(loop.epoll, &event, 1, 0), 1);
		source = event.data.ptr;
		source->ready(source, event.events);
	}
	assert_int_equal(arrived.length, 5);
	assert_true(arrived.count <= SERVER_BATCH + 1);
	close(flood);
	close(other);
}

static void without_descriptors_nobody_spins(void **state)
{
	struct rlimit before, few;
	int fd, late, first = client_open();

	(void)state;
	late = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	/* The lowest free descriptor is the limit: not one more. */
	fd = dup(STDIN_FILENO);
	close(fd);
	getrlimit(RLIMIT_NOFILE, &before);
	few = before;
	few.rlim_cur = (rlim_t)fd;
	setrlimit(RLIMIT_NOFILE, &few);
	connect(late, (struct sockaddr *)&address, sizeof(address));
	loop_pump(&loop);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_int_equal(server.counts.refused, 1);
	assert_false(is_connected(late));
	close(late);
	assert_true(echoes(first));
	/* And the next one is welcome. */
	late = client_open();
	assert_true(echoes(late));
	close(late);
	close(first);
}

/* As systemd's socket does without PassCredentials=, until the daemon has started. */
static void who_came_before_credentials_is_heard(void **state)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0), off = 0;
	char bytes[8];

	(void)state;
	setsockopt(server.listener.fd, SOL_SOCKET, SO_PASSCRED, &off, sizeof(off));
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)),
			 0);
	say(fd, "echo", 4);
	assert_int_equal(recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT), 4);
	assert_true(echoes(fd));
	assert_int_equal(server.counts.bad_packets, 0);
	close(fd);
}

/* There would be room for four of them if nobody said who sent the packet. */
static void what_came_before_credentials_brings_nothing(void **state)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0), off = 0, before, count;

	(void)state;
	setsockopt(server.listener.fd, SOL_SOCKET, SO_PASSCRED, &off, sizeof(off));
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)),
			 0);
	before = descriptors_open();
	for (count = 1; count <= 5; count++) {
		descriptors_pass(fd, "e", count);
		descriptors_pass(fd, "", count);
	}
	loop_pump(&loop);
	/* The connection. */
	assert_int_equal(descriptors_open(), before + 1);
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 10);
	assert_true(echoes(fd));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_end_frees_the_place),
		TEST(the_seventeenth_is_refused_alone),
		TEST(users_who_may_not_are_refused),
		TEST(who_may_not_any_more_is_sent_away),
		TEST(whoever_does_not_read_loses_the_connection),
		TEST(a_flood_leaves_others_their_turn),
		TEST(without_descriptors_nobody_spins),
		TEST(who_came_before_credentials_is_heard),
		TEST(what_came_before_credentials_brings_nothing),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
