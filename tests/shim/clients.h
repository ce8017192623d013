/* SPDX-License-Identifier: GPL-2.0-only */
/* A server with clients of ours, for tests: what arrives is kept. */
#ifndef TESTS_SHIM_CLIENTS_H
#define TESTS_SHIM_CLIENTS_H

#include "testing.h"

#include <errno.h>
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

static inline int user_may(void *owner, uid_t uid)
{
	(void)owner;
	(void)uid;
	return may;
}

static inline void packet(void *owner, struct client *client, const uint8_t *bytes,
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

static inline int setup(void **state)
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

static inline int teardown(void **state)
{
	(void)state;
	server_close(&server);
	loop_close(&loop);
	machine_close();
	return 0;
}

static inline int client_open(void)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address,
				 sizeof(address)), 0);
	loop_pump(&loop);
	return fd;
}

/* Is the other side still there? */
static inline int is_connected(int fd)
{
	uint8_t byte;

	loop_pump(&loop);
	return recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 &&
	       errno == EAGAIN;
}

static inline void say(int fd, const void *bytes, size_t length)
{
	assert_int_equal(send(fd, bytes, length, MSG_NOSIGNAL), length);
	loop_pump(&loop);
}

static inline int echoes(int fd)
{
	char bytes[8];

	say(fd, "echo", 4);
	return recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) == 4;
}

/* Send text, of 8 bytes at most, along with that many descriptors. */
static inline void descriptors_pass(int fd, const char *text, int count)
{
	char control[CMSG_SPACE(253 * sizeof(int))] = { 0 };
	char bytes[8];
	struct iovec vector = { bytes, strlen(text) };
	struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1,
				  .msg_control = control,
				  .msg_controllen = CMSG_SPACE(
					  (size_t)count * sizeof(int)) };
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);
	int i, one = STDIN_FILENO;

	memcpy(bytes, text, vector.iov_len);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
	for (i = 0; i < count; i++)
		memcpy(CMSG_DATA(header) + (size_t)i * sizeof(int), &one,
		       sizeof(int));
	assert_int_equal(sendmsg(fd, &message, 0), vector.iov_len);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif /* TESTS_SHIM_CLIENTS_H */
