// SPDX-License-Identifier: GPL-2.0-only
/* Connect, ask, and tell what went wrong. */
#include "reach.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "client.h"
#include "output.h"

static enum lmkctl_status no_daemon(const char *path, int error)
{
	if (error == -ENOENT || error == -ECONNREFUSED) {
		complain(path, "no daemon listens there");
		return STATUS_NO_DAEMON;
	}
	complain(path, "%s", strerror(-error));
	return STATUS_FAILED;
}

/**
 * reach_is_wanted - should this go through the daemon, where both would do?
 * @ctl: what was asked for
 *
 * Return: 1 if the user named its socket, or one is there that answers; else 0.
 */
int reach_is_wanted(const struct lmkctl *ctl)
{
	const char *given = ctl->options.socket;
	int connection;

	if (client_is_named(given))
		return 1;
	connection = client_connect(client_path(given));
	if (connection >= 0)
		close(connection);
	return connection >= 0;
}

/**
 * reach_daemon - connect and ask
 * @ctl: says where it is
 * @request: for what
 * @connection: a file descriptor to be closed by the caller, with STATUS_DONE;
 *	else unchanged
 *
 * Return: STATUS_DONE, or what was told.
 */
enum lmkctl_status reach_daemon(const struct lmkctl *ctl,
				const struct lmkd_request *request,
				int *connection)
{
	const char *path = client_path(ctl->options.socket);
	int fd = client_connect(path);
	int ret;

	if (fd < 0)
		return no_daemon(path, fd);
	ret = client_send(fd, request);
	if (ret) {
		complain(path, "%s", strerror(-ret));
		close(fd);
		return STATUS_FAILED;
	}
	*connection = fd;
	return STATUS_DONE;
}

/**
 * reach_refusal - why has it not done what it was asked for?
 * @connection: from reach_daemon()
 *
 * Return: what can be said about it from here.
 */
const char *reach_refusal(int connection)
{
	return client_is_refused(connection) ?
		       "the daemon ended the connection; its log says why" :
		       "the daemon did not do it in 2 s; its log says why";
}
