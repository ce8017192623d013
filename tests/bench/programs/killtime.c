// SPDX-License-Identifier: GPL-2.0-only
/*
 * killtime HOW PID MB SECONDS: how long it takes from the kill of a process of
 * that size until 90 % of its memory are free. HOW is
 *
 *	signal	SIGKILL
 *	module	what the module does to a victim, by its parameter bench_kill
 *	unmap	SIGUSR1, at which the process unmaps its memory by itself
 *
 * Prints milliseconds, or ">" and the time it was given up after. Locked in
 * memory and of real-time priority, it looks every 0.2 ms.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL_NS 200000L
#define PARAMETER "/sys/module/lowmemorykiller/parameters/bench_kill"

static void die(const char *what)
{
	fprintf(stderr, "killtime: %s: %s\n", what, strerror(errno));
	exit(1);
}

static uint64_t free_bytes(void)
{
	struct sysinfo info;

	if (sysinfo(&info))
		die("sysinfo");
	return (uint64_t)info.freeram * info.mem_unit;
}

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void be_punctual(void)
{
	struct sched_param param = { .sched_priority = 50 };

	if (mlockall(MCL_CURRENT | MCL_FUTURE))
		die("mlockall");
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		die("SCHED_FIFO");
}

/* What takes time before the kill: opening a file is not part of it. */
static int prepare(const char *how)
{
	int fd;

	if (strcmp(how, "module"))
		return -1;
	fd = open(PARAMETER, O_WRONLY);
	if (fd < 0)
		die(PARAMETER);
	return fd;
}

static void act(int fd, const char *how, const char *pid)
{
	int signal = strcmp(how, "unmap") ? SIGKILL : SIGUSR1;

	if (fd < 0 ? kill(atoi(pid), signal) :
		     write(fd, pid, strlen(pid)) < 0)
		die(how);
}

int main(int argc, char **argv)
{
	struct timespec interval = { .tv_nsec = INTERVAL_NS };
	uint64_t wanted;
	double start, limit;
	int fd;

	if (argc != 5)
		return 2;
	limit = atof(argv[4]) * 1e3;
	fd = prepare(argv[1]);
	be_punctual();
	wanted = free_bytes() + (strtoull(argv[3], NULL, 10) << 20) / 10 * 9;
	start = now_ms();
	act(fd, argv[1], argv[2]);
	while (free_bytes() < wanted) {
		if (now_ms() - start > limit) {
			printf(">%.0f\n", limit);
			return 0;
		}
		nanosleep(&interval, NULL);
	}
	printf("%.1f\n", now_ms() - start);
	return 0;
}
