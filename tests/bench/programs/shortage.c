// SPDX-License-Identifier: GPL-2.0-only
/*
 * shortage MB: looks at free memory every millisecond until SIGTERM, and prints
 * for how long it was short: "short" and the milliseconds between the first
 * and the last time that less than that many MB were free, 0 if it never was;
 * and "least" and the least that was free, in kB.
 *
 * It must keep time when the machine does not, so it is locked in memory and
 * of real-time priority.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <time.h>

#define INTERVAL_NS 1000000L
#define NS_PER_S 1000000000L

static volatile sig_atomic_t asked;

static void on_term(int signal)
{
	(void)signal;
	asked = 1;
}

static void die(const char *what)
{
	fprintf(stderr, "shortage: %s: %s\n", what, strerror(errno));
	exit(1);
}

static uint64_t free_bytes(void)
{
	struct sysinfo info;

	if (sysinfo(&info))
		die("sysinfo");
	return (uint64_t)info.freeram * info.mem_unit;
}

static double ms_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) * 1e3 +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e6;
}

int main(int argc, char **argv)
{
	struct sched_param param = { .sched_priority = 1 };
	uint64_t limit = argc > 1 ? strtoull(argv[1], NULL, 10) << 20 : 0;
	uint64_t least = UINT64_MAX;
	double first = -1, last = -1;
	struct timespec start, next;

	signal(SIGTERM, on_term);
	if (mlockall(MCL_CURRENT | MCL_FUTURE))
		die("mlockall");
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		die("SCHED_FIFO");
	clock_gettime(CLOCK_MONOTONIC, &start);
	next = start;
	while (!asked) {
		uint64_t bytes = free_bytes();

		if (bytes < least)
			least = bytes;
		if (bytes < limit) {
			last = ms_since(&start);
			if (first < 0)
				first = last;
		}
		next.tv_nsec += INTERVAL_NS;
		next.tv_sec += next.tv_nsec / NS_PER_S;
		next.tv_nsec %= NS_PER_S;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
	}
	printf("short %.0f\n", last - first);
	printf("least %lu\n", least >> 10);
	return 0;
}
