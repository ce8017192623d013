// SPDX-License-Identifier: GPL-2.0-only
/* Writing the log. Never waits for whoever reads it: a line is lost instead. */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512

/*
 * A client that sends nonsense as fast as it can would fill a disk. Ten lines
 * tell what it does; 5 s is what the kernel's own rate limit uses.
 */
#define LIMIT_LINES 10
#define LIMIT_SECONDS 5

static enum log_target log_target = LOG_TARGET_STDERR;
static int log_level = LOG_INFO;
static int log_fd = STDERR_FILENO;
static unsigned long lines_lost;

static int kmsg_open(void)
{
	return open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
}

/* By hand, because syslog(3) waits for a reader that is slow. */
static int syslog_open(void)
{
	const struct sockaddr_un address = { .sun_family = AF_UNIX,
					     .sun_path = "/dev/log" };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int error;

	if (fd < 0 || !connect(fd, (const struct sockaddr *)&address,
			       sizeof(address)))
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

/**
 * log_open - choose where the log goes
 * @target: where
 * @level: lines above it are left out, LOG_ERR to LOG_DEBUG
 *
 * Return: 0 or a negative errno; then it goes where it went before.
 */
int log_open(enum log_target target, int level)
{
	int fd = STDERR_FILENO;

	log_set_level(level);
	if (target == LOG_TARGET_KMSG)
		fd = kmsg_open();
	if (target == LOG_TARGET_SYSLOG)
		fd = syslog_open();
	if (fd < 0)
		return -errno;
	log_fd = fd;
	log_target = target;
	return 0;
}

/**
 * log_set_level - leave out lines above a level
 * @level: LOG_ERR to LOG_DEBUG
 */
void log_set_level(int level)
{
	log_level = level;
}

/**
 * log_lost - lines nobody will read
 *
 * Return: how many could not be written, because whoever reads the log does not,
 * or is gone.
 */
unsigned long log_lost(void)
{
	return lines_lost;
}

static int line_format(char *line, size_t size, int level, const char *text)
{
	switch (log_target) {
	case LOG_TARGET_KMSG:
		return snprintf(line, size, "<%d>lmkd-shim: %s\n",
				LOG_DAEMON | level, text);
	case LOG_TARGET_SYSLOG:
		return snprintf(line, size, "<%d>lmkd-shim[%d]: %s",
				LOG_DAEMON | level, getpid(), text);
	default:
		return snprintf(line, size, "lmkd-shim: %s\n", text);
	}
}

/*
 * A pipe that is ready takes a whole line without waiting. The kernel's log
 * always does, and cannot be polled by who only writes.
 */
static int log_is_ready(void)
{
	struct pollfd ready = { .fd = log_fd, .events = POLLOUT };

	if (log_target == LOG_TARGET_KMSG)
		return 1;
	return poll(&ready, 1, 0) == 1 && ready.revents & POLLOUT;
}

static int line_write(const char *line, size_t length)
{
	if (!log_is_ready())
		return 0;
	return write(log_fd, line, length) == (ssize_t)length;
}

/* The log daemon was started anew. */
static int syslog_reopen(void)
{
	int fd;

	if (log_target != LOG_TARGET_SYSLOG)
		return 0;
	fd = syslog_open();
	if (fd < 0)
		return 0;
	close(log_fd);
	log_fd = fd;
	return 1;
}

static void write_to_target(int level, const char *format, va_list arguments)
{
	char text[LINE_MAX_BYTES], line[LINE_MAX_BYTES + 64];
	int saved = errno;
	size_t length;

	vsnprintf(text, sizeof(text), format, arguments);
	length = (size_t)line_format(line, sizeof(line), level, text);
	if (!line_write(line, length) &&
	    !(syslog_reopen() && line_write(line, length)))
		lines_lost++;
	errno = saved;
}

/**
 * log_line - write a line
 * @level: how much it matters, LOG_ERR to LOG_DEBUG
 * @format: as printf(3), without a line feed; cut at 511 bytes
 */
void log_line(int level, const char *format, ...)
{
	va_list arguments;

	if (level > log_level)
		return;
	va_start(arguments, format);
	write_to_target(level, format, arguments);
	va_end(arguments);
}

/* May one more be written? Says how many were not, once there may. */
static int limit_allows(struct log_limit *limit, int level)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!limit->lines || now.tv_sec - limit->second >= LIMIT_SECONDS) {
		if (limit->suppressed)
			log_line(level, "%lu more lines like the next one were left out",
				 limit->suppressed);
		limit->second = now.tv_sec;
		limit->lines = 0;
		limit->suppressed = 0;
	}
	if (limit->lines >= LIMIT_LINES) {
		limit->suppressed++;
		return 0;
	}
	limit->lines++;
	return 1;
}

/**
 * log_limited - write a line of which there may come very many
 * @limit: shared by all of one kind
 * @level: how much it matters, LOG_ERR to LOG_DEBUG
 * @format: as log_line()
 */
void log_limited(struct log_limit *limit, int level, const char *format, ...)
{
	va_list arguments;

	if (level > log_level || !limit_allows(limit, level))
		return;
	va_start(arguments, format);
	write_to_target(level, format, arguments);
	va_end(arguments);
}
