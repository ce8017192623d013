// SPDX-License-Identifier: GPL-2.0-only
/*
 * shortage MB: looks at free memory every millisecond until SIGTERM. An episode
 * lasts from the first look that finds less than that many MB free to the next
 * that finds more. Prints "longest" and "all", in milliseconds: of the episodes
 * the longest, and all together.
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

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct {
	double since, longest, all;
	int going_on;
} episode;

static void look(uint64_t limit)
{
	int is_short = free_bytes() < limit;
	double now = now_ms();

	if (is_short && !episode.going_on)
		episode.since = now;
	if (!is_short && episode.going_on) {
		double length = now - episode.since;

		episode.all += length;
		if (length > episode.longest)
			episode.longest = length;
	}
	episode.going_on = is_short;
}

int main(int argc, char **argv)
{
	struct sched_param param = { .sched_priority = 1 };
	uint64_t limit = argc > 1 ? strtoull(argv[1], NULL, 10) << 20 : 0;
	struct timespec next;

	signal(SIGTERM, on_term);
	if (mlockall(MCL_CURRENT | MCL_FUTURE))
		die("mlockall");
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		die("SCHED_FIFO");
	clock_gettime(CLOCK_MONOTONIC, &next);
	while (!asked) {
		look(limit);
		next.tv_nsec += INTERVAL_NS;
		next.tv_sec += next.tv_nsec / NS_PER_S;
		next.tv_nsec %= NS_PER_S;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
	}
	printf("longest %.1f\nall %.1f\n", episode.longest, episode.all);
	return 0;
}
