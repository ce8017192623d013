// SPDX-License-Identifier: GPL-2.0-only
/*
 * reader [--block] STEP...: opens /proc/lowmemorykiller, says "open", and takes
 * one step after the other, each of which says what came of it:
 *
 *   lmkd       reads like Android's lmkd, until SIGTERM: waits in epoll, level
 *              triggered, and then reads at position 0 until there is no more;
 *              =1 has other things to do first, until SIGUSR1
 *   records    that last part alone
 *   watch      reads likewise, but waits in poll(2), until there is an error
 *   poll       what poll(2) says at once
 *   wait       what it says once it says something
 *   urgent     the same, but it is not asked for records
 *   read=N     reads N bytes; =0 reads until the end, or an error
 *   pread=N    reads N bytes at position 0
 *   child=N    the same in a child that shares the open file
 *   seek       tries to
 *   pause      waits for SIGUSR1
 *
 * Without --block the node is opened O_NONBLOCK, as lmkd opens it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define NODE "/proc/lowmemorykiller"

/* The size of lmkd's buffer, and what it reads into it. */
#define BUFFER_SIZE 256
#define READ_SIZE (BUFFER_SIZE - 1)

static int node;
static volatile sig_atomic_t asked;

static void on_term(int signal)
{
	(void)signal;
	asked = 1;
}

static void die(const char *what)
{
	fprintf(stderr, "reader: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* As lmkd takes it apart. False if it could not. */
static int record_print(const char *text)
{
	unsigned long pid, uid, leader, min_flt, maj_flt, rss;
	unsigned long long start;
	short adj, min_adj;
	char *name = NULL;

	if (sscanf(text, "%lu %lu %lu %lu %lu %lu %hd %hd %llu\n%m[^\n]", &pid,
		   &uid, &leader, &min_flt, &maj_flt, &rss, &adj, &min_adj,
		   &start, &name) != 10) {
		printf("not a record: %s\n", text);
		return 0;
	}
	printf("record %lu %lu %lu %lu %lu %lu %hd %hd %llu %s\n", pid, uid,
	       leader, min_flt, maj_flt, rss, adj, min_adj, start, name);
	free(name);
	return 1;
}

/* How many there were; -1 if in the end there was an error. */
static long records(void)
{
	char text[BUFFER_SIZE];
	ssize_t length;
	long count = 0;

	for (;;) {
		length = pread(node, text, READ_SIZE, 0);
		if (length <= 0)
			break;
		text[length] = '\0';
		count += record_print(text);
	}
	if (length < 0 && errno != EAGAIN) {
		printf("error %s\n", strerrorname_np(errno));
		count = -1;
	}
	fflush(stdout);
	return count;
}

static void step_records(unsigned long unused)
{
	(void)unused;
	printf("records %ld\n", records());
}

static void usr1_wait(void)
{
	sigset_t set;
	int signal;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigwait(&set, &signal);
}

static void step_pause(unsigned long unused)
{
	(void)unused;
	usr1_wait();
	printf("go on\n");
}

/* A signal comes through while epoll waits, and not at all if it never has to. */
static int is_asked(void)
{
	sigset_t set;

	sigpending(&set);
	return asked || sigismember(&set, SIGTERM);
}

/* Ends with the number of times it was woken for nothing. */
static void step_lmkd(unsigned long busy)
{
	struct epoll_event event = { .events = EPOLLIN };
	unsigned long idle = 0;
	int epoll = epoll_create1(0);
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, node, &event))
		die("epoll");
	while (!is_asked()) {
		if (epoll_pwait(epoll, &event, 1, -1, &set) < 1)
			continue;
		if (event.events != EPOLLIN)
			printf("epoll says %#x\n", event.events);
		if (busy)
			usr1_wait();
		busy = 0;
		if (records() < 1)
			idle++;
	}
	printf("woken for nothing %lu\n", idle);
}

/* What poll(2) says of it; asked for @events. */
static short node_poll(short events, int timeout)
{
	struct pollfd poll_node = { .fd = node, .events = events };

	if (poll(&poll_node, 1, timeout) < 0)
		die("poll");
	return poll_node.revents;
}

static void poll_print(const char *step, short events, int timeout)
{
	short said = node_poll(events, timeout);

	printf("%s%s%s%s%s%s\n", step, said ? "" : " nothing",
	       said & POLLIN ? " in" : "", said & POLLRDNORM ? " rdnorm" : "",
	       said & POLLHUP ? " hangup" : "", said & POLLERR ? " error" : "");
}

static void step_poll(unsigned long unused)
{
	(void)unused;
	poll_print("poll", POLLIN | POLLRDNORM, 0);
}

static void step_wait(unsigned long unused)
{
	(void)unused;
	poll_print("wait", POLLIN | POLLRDNORM, -1);
}

static void step_urgent(unsigned long unused)
{
	(void)unused;
	poll_print("urgent", POLLPRI, -1);
}

static void step_watch(unsigned long unused)
{
	short said;

	(void)unused;
	do {
		said = node_poll(POLLIN, -1);
		if (said != POLLIN)
			printf("poll says %#x\n", said);
	} while (records() >= 0);
}

/* On one line, with line feeds as "|". */
static void read_print(const char *step, const char *text, ssize_t length)
{
	ssize_t i;

	printf("%s ", step);
	if (length < 0)
		printf("%s", strerrorname_np(errno));
	else if (length == 0)
		printf("end");
	for (i = 0; i < length; i++)
		putchar(text[i] == '\n' ? '|' : text[i]);
	putchar('\n');
	fflush(stdout);
}

static void step_read(unsigned long size)
{
	char text[BUFFER_SIZE];
	ssize_t length;

	do {
		length = read(node, text, size ? size : READ_SIZE);
		read_print("read", text, length);
	} while (!size && length > 0);
}

static void step_pread(unsigned long size)
{
	char text[BUFFER_SIZE];

	read_print("pread", text, pread(node, text, size, 0));
}

static void step_child(unsigned long size)
{
	char text[BUFFER_SIZE];
	pid_t child = fork();

	if (child < 0)
		die("fork");
	if (child == 0) {
		read_print("child", text, pread(node, text, size, 0));
		exit(0);
	}
	waitpid(child, NULL, 0);
}

static void step_seek(unsigned long unused)
{
	(void)unused;
	if (lseek(node, 0, SEEK_CUR) < 0)
		printf("seek %s\n", strerrorname_np(errno));
	else
		printf("seek\n");
}

static const struct {
	const char *name;
	void (*take)(unsigned long number);
} steps[] = {
	{ "lmkd", step_lmkd },	 { "records", step_records },
	{ "watch", step_watch }, { "poll", step_poll },
	{ "wait", step_wait },	 { "urgent", step_urgent },
	{ "read", step_read },	 { "pread", step_pread },
	{ "child", step_child }, { "seek", step_seek },
	{ "pause", step_pause },
};

#define STEPS (sizeof(steps) / sizeof(steps[0]))

static void step_take(char *text)
{
	char *number = strchr(text, '=');
	unsigned long size = number ? strtoul(number + 1, NULL, 10) : 0;
	size_t i;

	if (number)
		*number = '\0';
	for (i = 0; i < STEPS; i++)
		if (!strcmp(text, steps[i].name))
			break;
	if (i == STEPS || size > READ_SIZE) {
		fprintf(stderr, "reader: no such step: %s\n", text);
		exit(2);
	}
	steps[i].take(size);
	fflush(stdout);
}

/* Signals come when a step lets them: none is missed before. */
static void signals_prepare(void)
{
	struct sigaction term = { .sa_handler = on_term };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL) ||
	    sigaction(SIGTERM, &term, NULL))
		die("signals");
}

int main(int argc, char **argv)
{
	int block = argc > 1 && !strcmp(argv[1], "--block");
	int i;

	signals_prepare();
	node = open(NODE, O_RDONLY | O_CLOEXEC | (block ? 0 : O_NONBLOCK));
	if (node < 0)
		die(NODE);
	printf("open\n");
	fflush(stdout);
	for (i = 1 + block; i < argc; i++)
		step_take(argv[i]);
	return 0;
}
