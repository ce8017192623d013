// SPDX-License-Identifier: GPL-2.0-only
/*
 * What lmkctl says to the daemon, and hears from it. The daemon answers none of
 * what it is sent here: whether it did it is seen in the kernel's files.
 */
#include "client.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "compiler.h"

/* Android's init creates the first one, lmkd-shim's service the other. */
static const char *const usual_paths[] = { "/dev/socket/lmkd",
					   "/run/lmkd-shim/lmkd.sock" };

/* What the environment says, or NULL. */
static const char *environment_path(void)
{
	const char *path = getenv("LMKD_SOCKET");

	return path && *path ? path : NULL;
}

/**
 * client_is_named - did anybody say where the daemon is?
 * @given: by the user, or NULL
 *
 * Return: 1 if so, 0 if it is only to be looked for.
 */
int client_is_named(const char *given)
{
	return given || environment_path();
}

/**
 * client_path - where is the daemon?
 * @given: by the user, or NULL
 *
 * Return: that; else what LMKD_SOCKET in the environment says; else the first
 * usual path that exists; or else the last one.
 */
const char *client_path(const char *given)
{
	size_t i;

	if (given)
		return given;
	if (environment_path())
		return environment_path();
	for (i = 0; i < ARRAY_SIZE(usual_paths) - 1; i++)
		if (!access(usual_paths[i], F_OK))
			break;
	return usual_paths[i];
}

/**
 * client_connect - reach the daemon
 * @path: its socket
 *
 * Return: a file descriptor for poll(2) and the functions below; -ENOENT or
 * -ECONNREFUSED if nobody listens there; or another negative errno.
 */
int client_connect(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int connection, error;

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	connection = socket(AF_UNIX,
			    SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (connection < 0)
		return -errno;
	if (!connect(connection, (const struct sockaddr *)&address,
		     sizeof(address)))
		return connection;
	error = errno;
	close(connection);
	return -error;
}

/**
 * client_send - ask for something
 * @connection: from client_connect()
 * @request: what
 *
 * Return: 0 or a negative errno.
 */
int client_send(int connection, const struct lmkd_request *request)
{
	uint8_t bytes[LMKD_REQUEST_MAX];
	size_t length = lmkd_encode_request(request, bytes);

	if (send(connection, bytes, length, MSG_NOSIGNAL) < 0)
		return -errno;
	return 0;
}

/**
 * client_kill_read - the next kill, after LMK_SUBSCRIBE
 * @connection: from client_connect()
 * @kill: filled in if there is one
 *
 * Return: 1 if there is one, 0 if there is none now; -EPIPE if the daemon has
 * ended the connection; or another negative errno.
 */
int client_kill_read(int connection, struct lmkd_kill *kill)
{
	uint8_t bytes[LMKD_REPLY_MAX];
	ssize_t length = recv(connection, bytes, sizeof(bytes), 0);

	if (length < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -errno;
	if (!length)
		return -EPIPE;
	return lmkd_decode_kill(bytes, (size_t)length, kill);
}

/**
 * client_is_refused - has the daemon ended the connection?
 * @connection: from client_connect()
 *
 * Return: 1 if it has, as it does with users who may not ask; 0 if not.
 */
int client_is_refused(int connection)
{
	struct pollfd state = { .fd = connection };

	return poll(&state, 1, 0) > 0 && state.revents & (POLLHUP | POLLERR);
}
