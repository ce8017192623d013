// SPDX-License-Identifier: GPL-2.0-only
/*
 * Obtaining the socket. Whatever is not exactly what it should be is refused
 * with a reason: a daemon listening on the wrong thing is worse than none.
 */
#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service.h"

/* Android's init sets it for the socket called lmkd in its .rc file. */
#define ANDROID_VARIABLE "ANDROID_SOCKET_lmkd"

/* Connections that may wait to be taken, as many as there can be. */
#define BACKLOG 16

__printf(2, 3) static int
fail(char error[SETTINGS_ERROR_SIZE], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error, SETTINGS_ERROR_SIZE, format, arguments);
	va_end(arguments);
	return -EINVAL;
}

static int option_of(int fd, int name)
{
	int value = -1;
	socklen_t size = sizeof(value);

	if (getsockopt(fd, SOL_SOCKET, name, &value, &size))
		return -1;
	return value;
}

/* Every message is to say who sent it, on all connections taken from here. */
static int prepare(int fd, char *error)
{
	int on = 1;

	if (option_of(fd, SO_DOMAIN) != AF_UNIX ||
	    option_of(fd, SO_TYPE) != SOCK_SEQPACKET)
		return fail(error, "descriptor %d is no Unix socket of type SOCK_SEQPACKET",
			    fd);
	if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) ||
	    listen(fd, BACKLOG) ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) ||
	    fcntl(fd, F_SETFL, O_NONBLOCK))
		return fail(error, "cannot listen: %s", strerror(errno));
	return 0;
}

/* Whoever owns the path was meant to use it. */
static uid_t owner_of(int fd)
{
	struct sockaddr_un address = { .sun_family = AF_UNSPEC };
	socklen_t size = sizeof(address) - 1;
	struct stat status;

	if (getsockname(fd, (struct sockaddr *)&address, &size) ||
	    address.sun_path[0] != '/' || stat(address.sun_path, &status))
		return 0;
	return status.st_uid;
}

static int inherit(int fd, struct listening_socket *listening, char *error)
{
	int ret = prepare(fd, error);

	if (ret)
		return ret;
	listening->fd = fd;
	listening->owner = owner_of(fd);
	return 0;
}

static int android_inherit(const char *value,
			   struct listening_socket *listening, char *error)
{
	char *end;
	long fd = strtol(value, &end, 10);

	if (*end || end == value || fd < 0 || fd > 65535)
		return fail(error, ANDROID_VARIABLE
			    "=%.32s is not the number of a descriptor", value);
	return inherit((int)fd, listening, error);
}

/* A directory where anybody may rename things is no place for a socket. */
static int directory_check(const char *path, char *error)
{
	char copy[sizeof(((struct sockaddr_un *)0)->sun_path)];
	const char *directory;
	struct stat status;

	snprintf(copy, sizeof(copy), "%s", path);
	directory = dirname(copy);
	if (stat(directory, &status))
		return fail(error, "%s: %s", directory, strerror(errno));
	if (status.st_mode & 0002 && !(status.st_mode & S_ISVTX))
		return fail(error, "%s: anybody may write there, which is not safe for a socket",
			    directory);
	return 0;
}

/* Is somebody listening there? What is left of a dead daemon refuses. */
static int is_in_use(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK,
			0);
	int ret = connect(fd, (const struct sockaddr *)address,
			  sizeof(*address));
	int refused = ret && errno == ECONNREFUSED;

	close(fd);
	return !refused;
}

static int stale_remove(const struct sockaddr_un *address, char *error)
{
	const char *path = address->sun_path;
	struct stat status;

	if (lstat(path, &status))
		return errno == ENOENT ? 0 : fail(error, "%s: %s", path,
						  strerror(errno));
	if (!S_ISSOCK(status.st_mode))
		return fail(error, "%s: is there and is no socket", path);
	if (is_in_use(address))
		return fail(error, "%s: another program is listening there",
			    path);
	if (unlink(path))
		return fail(error, "%s: cannot remove the old socket: %s", path,
			    strerror(errno));
	return 0;
}

/* Never open to more than it is meant for, not even for a moment. */
static int bind_private(int fd, const struct settings *settings,
			const struct sockaddr_un *address, char *error)
{
	const char *path = address->sun_path;
	mode_t before = umask(0177);
	int ret = bind(fd, (const struct sockaddr *)address, sizeof(*address));

	umask(before);
	if (ret)
		return fail(error, "%s: %s", path, strerror(errno));
	if (lchown(path, settings->owner, settings->group) ||
	    chmod(path, 0660)) {
		fail(error, "%s: cannot set owner, group and mode: %s", path,
		     strerror(errno));
		unlink(path);
		return -EINVAL;
	}
	return 0;
}

static int create(const struct settings *settings,
		  struct listening_socket *listening, char *error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd, ret;

	memcpy(address.sun_path, settings->socket_path,
	       sizeof(address.sun_path));
	ret = directory_check(settings->socket_path, error);
	if (!ret)
		ret = stale_remove(&address, error);
	if (ret)
		return ret;
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return fail(error, "socket: %s", strerror(errno));
	ret = bind_private(fd, settings, &address, error);
	if (!ret) {
		listening->created = 1;
		ret = inherit(fd, listening, error);
	}
	if (!ret)
		return 0;
	if (listening->created)
		unlink(address.sun_path);
	close(fd);
	return ret;
}

/**
 * socket_obtain - where clients connect to
 * @settings: a path, or nothing: then the socket is inherited
 * @listening: filled in
 * @error: what is wrong
 *
 * Return: 0 or a negative errno.
 */
int socket_obtain(const struct settings *settings,
		  struct listening_socket *listening,
		  char error[SETTINGS_ERROR_SIZE])
{
	const char *android = getenv(ANDROID_VARIABLE);
	int fd;

	*listening = (struct listening_socket){ .fd = -1 };
	if (settings->socket_path[0])
		return create(settings, listening, error);
	fd = service_socket();
	if (fd >= 0)
		return inherit(fd, listening, error);
	if (android)
		return android_inherit(android, listening, error);
	return fail(error, "no socket: none was inherited from init or systemd, and there is no --socket PATH");
}

/**
 * socket_remove - leave nothing behind
 * @settings: as they were then
 * @listening: from socket_obtain(), closed
 */
void socket_remove(const struct settings *settings,
		   const struct listening_socket *listening)
{
	if (listening->created)
		unlink(settings->socket_path);
}
