// SPDX-License-Identifier: GPL-2.0-only
/*
 * What it costs to give processes their importance:
 *
 * packets direct COUNT		open, write and close /proc/PID/oom_score_adj
 * packets socket COUNT PATH	the same by LMK_PROCPRIO, until all are done
 * packets burst ROUNDS PATH	500 packets at once, every round
 *
 * Prints "rate", a second; burst prints "p50", "p99" and "worst" of the
 * microseconds from sending a packet until it is done, and "new", the worst of
 * the first round, in which the processes are not known to the daemon and which
 * is in none of the others. When a packet is done is known from the answer to a
 * question sent right behind it, as requests are served in order; every tenth
 * packet has one.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* As many as Android keeps at most. */
#define PROCESSES 200

#define BURST 500
#define QUESTION_EVERY 10
#define QUESTIONS (BURST / QUESTION_EVERY)
#define ROUNDS_MAX 200

#define PROCPRIO 1
#define GETKILLCNT 4

static pid_t pids[PROCESSES];
static int connection = -1;

static void die(const char *what)
{
	fprintf(stderr, "packets: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void processes_start(void)
{
	int i;

	for (i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		if (pids[i] < 0)
			die("fork");
		if (!pids[i]) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (;;)
				pause();
		}
	}
}

static int adj_of(long number)
{
	return (int)(number % 900);
}

static void write_direct(long number)
{
	char path[40], text[12];
	int fd, length;

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj",
		 pids[number % PROCESSES]);
	length = snprintf(text, sizeof(text), "%d", adj_of(number));
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, (size_t)length) != length)
		die(path);
	close(fd);
}

static void connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
	connection = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	if (connect(connection, (struct sockaddr *)&address, sizeof(address)))
		die(path);
}

static void send_words(const uint32_t *words, size_t count)
{
	if (send(connection, words, 4 * count, MSG_NOSIGNAL) < 0)
		die("send");
}

static void send_packet(long number)
{
	const uint32_t words[] = { htonl(PROCPRIO),
				   htonl((uint32_t)pids[number % PROCESSES]),
				   0, htonl((uint32_t)adj_of(number)) };

	send_words(words, 4);
}

static void ask(void)
{
	const uint32_t words[] = { htonl(GETKILLCNT), 0, htonl(1000) };

	send_words(words, 3);
}

/* Returns 0 if there is no answer, and none is waited for. */
static int hear(int flags)
{
	uint32_t words[2];

	if (recv(connection, words, sizeof(words), flags) == sizeof(words))
		return 1;
	if (errno != EAGAIN)
		die("recv");
	return 0;
}

static void check_last(long count)
{
	char path[40], text[16] = "";
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj",
		 pids[(count - 1) % PROCESSES]);
	fd = open(path, O_RDONLY);
	if (fd < 0 || read(fd, text, sizeof(text) - 1) <= 0 ||
	    atoi(text) != adj_of(count - 1))
		die("the last one was not written");
	close(fd);
}

static void measure_rate(long count, int direct)
{
	double start = now_us();
	long i;

	for (i = 0; i < count; i++) {
		if (direct)
			write_direct(i);
		else
			send_packet(i);
	}
	if (!direct) {
		ask();
		hear(0);
	}
	printf("rate %.0f\n", (double)count / ((now_us() - start) / 1e6));
	check_last(count);
}

static double latencies[ROUNDS_MAX * QUESTIONS];

static void burst(double *latency)
{
	double sent[QUESTIONS];
	int asked = 0, answered = 0, i;

	for (i = 0; i < BURST; i++) {
		if (i % QUESTION_EVERY == 0)
			sent[asked] = now_us();
		send_packet(i);
		if (i % QUESTION_EVERY == 0) {
			ask();
			asked++;
		}
		while (answered < asked && hear(MSG_DONTWAIT)) {
			latency[answered] = now_us() - sent[answered];
			answered++;
		}
	}
	for (; answered < QUESTIONS; answered++) {
		hear(0);
		latency[answered] = now_us() - sent[answered];
	}
}

static int compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void measure_bursts(int rounds)
{
	const struct timespec pause = { 0, 20000000 };
	int count, i;

	rounds = rounds < 2 ? 2 : rounds > ROUNDS_MAX ? ROUNDS_MAX : rounds;
	count = rounds * QUESTIONS;
	for (i = 0; i < rounds; i++) {
		burst(latencies + i * QUESTIONS);
		nanosleep(&pause, NULL);
	}
	qsort(latencies, QUESTIONS, sizeof(latencies[0]), compare);
	printf("new %.0f\n", latencies[QUESTIONS - 1]);
	memset(latencies, 0, QUESTIONS * sizeof(latencies[0]));
	qsort(latencies, (size_t)count, sizeof(latencies[0]), compare);
	/* What was blanked comes first. */
	memmove(latencies, latencies + QUESTIONS,
		(size_t)(count - QUESTIONS) * sizeof(latencies[0]));
	count -= QUESTIONS;
	printf("p50 %.0f\np99 %.0f\nworst %.0f\n", latencies[count / 2],
	       latencies[count * 99 / 100], latencies[count - 1]);
}

int main(int argc, char **argv)
{
	long count = argc > 2 ? atol(argv[2]) : 0;

	if (count <= 0 || (argc < 4 && strcmp(argv[1], "direct"))) {
		fprintf(stderr, "usage: packets direct|socket|burst COUNT [PATH]\n");
		return 2;
	}
	processes_start();
	if (strcmp(argv[1], "direct"))
		connect_to(argv[3]);
	if (!strcmp(argv[1], "burst"))
		measure_bursts((int)count);
	else
		measure_rate(count, !strcmp(argv[1], "direct"));
	return 0;
}
