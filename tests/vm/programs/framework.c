// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Android framework's side of the lmkd socket: sends what it reads from
 * standard input, a line each, and prints what comes back. With a codec of its
 * own, so that a mistake in the daemon's does not hide.
 *
 * framework SOCKET [--stay] [--silent]
 *	--stay: go on when the input ends, until the connection does
 *	--silent: read nothing from the socket
 *
 * target MINFREE:ADJ,...          procprio PID UID ADJ [TYPE]
 * procs PID:UID:ADJ:TYPE,...      remove PID
 * purge                           count MIN MAX
 * subscribe EVENT                 update
 * monitor                         boot
 * words NUMBER...                 sleep MILLISECONDS
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX 64

static int connection;

static void die(const char *what)
{
	fprintf(stderr, "framework: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* The numbers of a text, whatever stands between them. */
static size_t numbers_read(const char *text, uint32_t *words, size_t count)
{
	while (count < WORDS_MAX) {
		char *end;
		long value;

		text += strcspn(text, "-0123456789");
		value = strtol(text, &end, 10);
		if (end == text)
			break;
		words[count++] = htonl((uint32_t)value);
		text = end;
	}
	return count;
}

static const struct {
	const char *name;
	uint32_t command;
} commands[] = {
	{ "target ", 0 }, { "procprio ", 1 }, { "remove ", 2 },
	{ "purge", 3 },	  { "count ", 4 },    { "subscribe ", 5 },
	{ "update", 7 },  { "monitor", 9 },   { "boot", 10 },
	{ "procs ", 11 },
};

static void words_send(const uint32_t *words, size_t count)
{
	if (send(connection, words, 4 * count, MSG_NOSIGNAL) < 0)
		die("send");
}

static void pause_ms(long ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

static void line_do(const char *line)
{
	uint32_t words[WORDS_MAX];
	size_t i;

	if (!strncmp(line, "sleep ", 6)) {
		pause_ms(atol(line + 6));
		return;
	}
	if (!strncmp(line, "words", 5)) {
		words_send(words, numbers_read(line + 5, words, 0));
		return;
	}
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		const char *name = commands[i].name;

		if (strncmp(line, name, strlen(name)))
			continue;
		words[0] = htonl(commands[i].command);
		words_send(words, numbers_read(line + strlen(name), words, 1));
		return;
	}
	fprintf(stderr, "framework: what is \"%s\"?\n", line);
	exit(2);
}

static int32_t word_at(const uint8_t *bytes, size_t at)
{
	uint32_t word;

	memcpy(&word, bytes + at, 4);
	return (int32_t)ntohl(word);
}

static int64_t long_at(const uint8_t *bytes, size_t at)
{
	return (int64_t)((uint64_t)(uint32_t)word_at(bytes, at) << 32 |
			 (uint32_t)word_at(bytes, at + 4));
}

/* As the framework reads it: the name has its length in front. */
static void stat_print(const uint8_t *bytes, size_t length)
{
	size_t name = (size_t)bytes[84] << 8 | bytes[85];

	if (length != 86 + name + 1 || bytes[length - 1])
		printf("stat of wrong length %zu\n", length);
	else
		printf("stat uid %d adj %d min %d rss %" PRId64 " min_flt %" PRId64 " maj_flt %" PRId64 " start %" PRId64 " free %d swap %d reason %d name %s\n",
		       word_at(bytes, 52), word_at(bytes, 56),
		       word_at(bytes, 60), long_at(bytes, 20),
		       long_at(bytes, 4), long_at(bytes, 12),
		       long_at(bytes, 44), word_at(bytes, 64),
		       word_at(bytes, 68), word_at(bytes, 72),
		       (const char *)bytes + 86);
}

static void packet_print(const uint8_t *bytes, size_t length)
{
	int32_t command = length >= 4 ? word_at(bytes, 0) : -1;

	if (command == 6 && length == 16)
		printf("kill %d uid %d rss_kb %d\n", word_at(bytes, 4),
		       word_at(bytes, 8), word_at(bytes, 12));
	else if (command == 6 && length == 12)
		printf("kill %d uid %d\n", word_at(bytes, 4),
		       word_at(bytes, 8));
	else if (command == 8 && length > 86)
		stat_print(bytes, length);
	else if (length == 8)
		printf("answer %d %d\n", command, word_at(bytes, 4));
	else
		printf("packet of %zu bytes, command %d\n", length, command);
}

/* 0 once the other side has gone. */
static int packet_receive(void)
{
	uint8_t bytes[512];
	ssize_t length = recv(connection, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (length < 0 && errno == EAGAIN)
		return 1;
	if (length <= 0) {
		puts("closed");
		return 0;
	}
	packet_print(bytes, (size_t)length);
	return 1;
}

static void connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
	connection = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	if (connection < 0 ||
	    connect(connection, (struct sockaddr *)&address, sizeof(address)))
		die(path);
}

/* What is typed, and what comes, until there is no more of it. */
static void converse(int stay, int silent)
{
	struct pollfd fds[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
				 { .fd = silent ? -1 : connection,
				   .events = POLLIN } };
	char line[1024];

	while (fds[0].fd >= 0 || stay) {
		if (poll(fds, 2, -1) < 0)
			die("poll");
		if (fds[1].revents && !packet_receive())
			return;
		if (!fds[0].revents)
			continue;
		if (!fgets(line, sizeof(line), stdin)) {
			fds[0].fd = -1;
			continue;
		}
		line[strcspn(line, "\n")] = '\0';
		line_do(line);
	}
}

int main(int argc, char **argv)
{
	int stay = 0, silent = 0, i;

	if (argc < 2) {
		fprintf(stderr, "usage: framework SOCKET [--stay] [--silent]\n");
		return 2;
	}
	for (i = 2; i < argc; i++) {
		stay |= !strcmp(argv[i], "--stay");
		silent |= !strcmp(argv[i], "--silent");
	}
	setvbuf(stdin, NULL, _IONBF, 0);
	setvbuf(stdout, NULL, _IOLBF, 0);
	connect_to(argv[1]);
	converse(stay, silent);
	/* Answers to the last lines; whoever expects some waits for them. */
	for (i = 0; !silent && i < 20 && !stay; i++) {
		struct pollfd fd = { .fd = connection, .events = POLLIN };

		if (poll(&fd, 1, 50) > 0 && !packet_receive())
			return 0;
	}
	return 0;
}
