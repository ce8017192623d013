// SPDX-License-Identifier: GPL-2.0-only
/* Connections: who gets one, who loses it, and that the others do not notice. */
#include "testing.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../../lmkd-shim/server.h"

static struct loop loop;
static struct server server;
static struct sockaddr_un address = { .sun_family = AF_UNIX };
static int may = 1;

/* What arrived. */
static struct {
	unsigned int count;
	size_t length;
	struct client *client;
	uint8_t bytes[SERVER_PACKET_SIZE];
} arrived;

static int user_may(void *owner, uid_t uid)
{
	(void)owner;
	(void)uid;
	return may;
}

static void packet(void *owner, struct client *client, const uint8_t *bytes,
		   size_t length)
{
	(void)owner;
	arrived.count++;
	arrived.length = length;
	arrived.client = client;
	memcpy(arrived.bytes, bytes, length);
	/* "e" asks for an echo. */
	if (length && bytes[0] == 'e')
		server_send(client, bytes, length);
}

static int setup(void **state)
{
	int listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);
	int on = 1;

	(void)state;
	machine_open();
	may = 1;
	memset(&arrived, 0, sizeof(arrived));
	strcpy(address.sun_path, machine_path("socket"));
	setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	assert_int_equal(bind(listener, (struct sockaddr *)&address,
			      sizeof(address)), 0);
	assert_int_equal(listen(listener, 64), 0);
	assert_int_equal(loop_open(&loop), 0);
	memset(&server, 0, sizeof(server));
	server.user_may = user_may;
	server.packet = packet;
	return server_open(&server, &loop, listener);
}

static int teardown(void **state)
{
	(void)state;
	server_close(&server);
	loop_close(&loop);
	machine_close();
	return 0;
}

static int client_open(void)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address,
				 sizeof(address)), 0);
	loop_pump(&loop);
	return fd;
}

/* Is the other side still there? */
static int is_connected(int fd)
{
	uint8_t byte;

	loop_pump(&loop);
	return recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 &&
	       errno == EAGAIN;
}

static void say(int fd, const void *bytes, size_t length)
{
	assert_int_equal(send(fd, bytes, length, MSG_NOSIGNAL), length);
	loop_pump(&loop);
}

static int echoes(int fd)
{
	char bytes[8];

	say(fd, "echo", 4);
	return recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) == 4;
}

static void packets_arrive_as_they_are(void **state)
{
	int fd = client_open();

	(void)state;
	say(fd, "packet", 6);
	assert_int_equal(arrived.count, 1);
	assert_int_equal(arrived.length, 6);
	assert_memory_equal(arrived.bytes, "packet", 6);
	assert_int_equal(arrived.client->pid, getpid());
	assert_int_equal(arrived.client->uid, getuid());
	close(fd);
}

static void an_empty_packet_is_not_the_end(void **state)
{
	int fd = client_open();

	(void)state;
	say(fd, "", 0);
	assert_int_equal(arrived.count, 1);
	assert_int_equal(arrived.length, 0);
	assert_true(echoes(fd));
	close(fd);
}

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

/* A socket handed to somebody else: what that one sends is not obeyed. */
static void packets_of_others_are_refused(void **state)
{
	int fd = client_open();

	(void)state;
	may = 0;
	say(fd, "packet", 6);
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 1);
	may = 1;
	assert_true(echoes(fd));
	close(fd);
}

static void packets_too_long_are_refused(void **state)
{
	uint8_t bytes[4096] = { 0 };
	int fd = client_open();

	(void)state;
	say(fd, bytes, SERVER_PACKET_SIZE + 1);
	say(fd, bytes, sizeof(bytes));
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 2);
	assert_true(echoes(fd));
	close(fd);
}

static void descriptors_pass(int fd, int count)
{
	char control[CMSG_SPACE(253 * sizeof(int))] = { 0 };
	struct iovec vector = { "e", 1 };
	struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1,
				  .msg_control = control,
				  .msg_controllen = CMSG_SPACE(
					  (size_t)count * sizeof(int)) };
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	int i, one = STDIN_FILENO;

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
	for (i = 0; i < count; i++)
		memcpy(CMSG_DATA(header) + (size_t)i * sizeof(int), &one,
		       sizeof(int));
	assert_int_equal(sendmsg(fd, &message, 0), 1);
}

static void passed_descriptors_do_not_arrive(void **state)
{
	int fd = client_open(), before = descriptors_open(), i;

	(void)state;
	for (i = 0; i < 5; i++)
		descriptors_pass(fd, i < 4 ? 1 : 253);
	loop_pump(&loop);
	assert_int_equal(descriptors_open(), before);
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 5);
	assert_true(echoes(fd));
	close(fd);
}

/* What he did not read resets the connection, and what he said last is there. */
static void the_last_words_are_heard(void **state)
{
	int fd = client_open(), i;

	(void)state;
	say(fd, "e", 1);
	for (i = 0; i < 3 * SERVER_BATCH; i++)
		assert_int_equal(send(fd, i % 2 ? "e" : "x", 1, 0), 1);
	assert_int_equal(send(fd, "last", 4, 0), 4);
	close(fd);
	loop_pump(&loop);
	assert_int_equal(arrived.count, 3 * SERVER_BATCH + 2);
	assert_int_equal(arrived.length, 4);
	fd = client_open();
	assert_true(echoes(fd));
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(packets_arrive_as_they_are),
		TEST(an_empty_packet_is_not_the_end),
		TEST(the_end_frees_the_place),
		TEST(the_seventeenth_is_refused_alone),
		TEST(users_who_may_not_are_refused),
		TEST(packets_of_others_are_refused),
		TEST(packets_too_long_are_refused),
		TEST(passed_descriptors_do_not_arrive),
		TEST(the_last_words_are_heard),
		TEST(who_may_not_any_more_is_sent_away),
		TEST(whoever_does_not_read_loses_the_connection),
		TEST(a_flood_leaves_others_their_turn),
		TEST(without_descriptors_nobody_spins),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
