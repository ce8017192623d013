// SPDX-License-Identifier: GPL-2.0-only
/*
 * A client from hell for lmkd-shim:
 *
 * storm SOCKET connects COUNT		connect and close, nothing else
 * storm SOCKET random COUNT SEED	packets of any length and content
 * storm SOCKET deaf			ask, never read, until we are thrown out
 * storm SOCKET crowd COUNT		so many connections at once; say how many live
 * storm SOCKET update COUNT		ask for the settings to be read again
 * storm SOCKET ask			one question; exit status 0 if it is answered
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define GETKILLCNT 4
#define CROWD_MAX 256

static struct sockaddr_un address = { .sun_family = AF_UNIX };
static uint64_t state;

static void die(const char *what)
{
	fprintf(stderr, "storm: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int open_connection(void)
{
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	if (fd < 0 ||
	    connect(fd, (struct sockaddr *)&address, sizeof(address)))
		die("connect");
	return fd;
}

/* 1 if the daemon answers here. */
static int ask(int fd)
{
	const uint32_t question[] = { htonl(GETKILLCNT), 0, 0 };
	uint32_t answer[2];

	return send(fd, question, sizeof(question), MSG_NOSIGNAL) ==
		       sizeof(question) &&
	       recv(fd, answer, sizeof(answer), 0) == sizeof(answer) &&
	       ntohl(answer[0]) == GETKILLCNT;
}

/* xorshift64: the same storm for the same seed. */
static uint64_t random_next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static void connects(long count)
{
	while (count--)
		close(open_connection());
}

/*
 * Half of them look like requests: a known command, the right length, numbers
 * near those that matter; the others are noise of up to 120 bytes.
 */
static size_t packet_make(uint32_t *words)
{
	size_t count = random_next() % 31, i;

	for (i = 0; i < 31; i++)
		words[i] = (uint32_t)random_next();
	if (random_next() % 2)
		return random_next() % 121;
	words[0] = htonl((uint32_t)(random_next() % 13));
	/* Asking to hear of kills or for an answer, it would have to listen. */
	if (words[0] == htonl(GETKILLCNT) || words[0] == htonl(5) ||
	    words[0] == htonl(7) || words[0] == htonl(10))
		words[0] = htonl(1);
	for (i = 1; i < 31; i++)
		words[i] = htonl((uint32_t)(random_next() % 1100) - 40);
	return 4 * (1 + count % 14);
}

static void random_packets(long count, uint64_t seed)
{
	int fd = open_connection();

	state = seed | 1;
	while (count--) {
		uint32_t words[31];
		size_t length = packet_make(words);

		if (send(fd, words, length, MSG_NOSIGNAL) != (ssize_t)length)
			die("send");
		if (count % 100000)
			continue;
		/* What it said there may have had answers; now only one has. */
		close(fd);
		fd = open_connection();
	}
	if (!ask(fd))
		die("no answer after the storm");
	close(fd);
}

static void deaf(void)
{
	const uint32_t question[] = { htonl(GETKILLCNT), 0, 0 };
	int fd = open_connection();
	long sent = 0;

	while (send(fd, question, sizeof(question), MSG_NOSIGNAL) > 0)
		if (++sent > 10000000)
			die("never thrown out");
	printf("%ld\n", sent);
}

static void update(long count)
{
	const uint32_t request = htonl(7);
	int fd = open_connection();
	uint32_t answer[2];

	while (count--)
		if (send(fd, &request, sizeof(request), MSG_NOSIGNAL) < 0 ||
		    recv(fd, answer, sizeof(answer), 0) != sizeof(answer))
			die("update");
	close(fd);
}

static void crowd(long count)
{
	int fds[CROWD_MAX], living = 0;
	long i;

	for (i = 0; i < count; i++)
		fds[i] = open_connection();
	for (i = 0; i < count; i++)
		living += ask(fds[i]);
	printf("%d\n", living);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "";
	long count = argc > 3 ? atol(argv[3]) : 0;

	if (argc < 3)
		return 2;
	strncpy(address.sun_path, argv[1], sizeof(address.sun_path) - 1);
	if (!strcmp(what, "connects"))
		connects(count);
	else if (!strcmp(what, "random"))
		random_packets(count, argc > 4 ? (uint64_t)atol(argv[4]) : 1);
	else if (!strcmp(what, "deaf"))
		deaf();
	else if (!strcmp(what, "update"))
		update(count);
	else if (!strcmp(what, "crowd") && count <= CROWD_MAX)
		crowd(count);
	else if (!strcmp(what, "ask"))
		return !ask(open_connection());
	else
		return 2;
	return 0;
}
