// SPDX-License-Identifier: GPL-2.0-only
/*
 * preempter CPU MILLISECONDS FILE: on that CPU, and more important than whoever else is
 * there, reads /proc/lowmemorykiller, and keeps the CPU to itself for so long after
 * each kill, and says what the number in that file is then.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define NODE "/proc/lowmemorykiller"

static void die(const char *what)
{
	fprintf(stderr, "preempter: %s: %s\n", what, strerror(errno));
	exit(2);
}

static long long used_ms(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return used.tv_sec * 1000LL + used.tv_nsec / 1000000;
}

static long number_in(const char *path)
{
	FILE *file = fopen(path, "r");
	long number;

	if (!file || fscanf(file, "%ld", &number) != 1)
		die(path);
	fclose(file);
	return number;
}

int main(int argc, char **argv)
{
	struct sched_param priority = { .sched_priority = 50 };
	char record[256];
	cpu_set_t cpus;
	int node;

	if (argc != 4)
		return 2;
	node = open(NODE, O_RDONLY | O_CLOEXEC);
	if (node < 0)
		die(NODE);
	CPU_ZERO(&cpus);
	CPU_SET(atoi(argv[1]), &cpus);
	if (sched_setaffinity(0, sizeof(cpus), &cpus))
		die("sched_setaffinity");
	if (sched_setscheduler(0, SCHED_FIFO, &priority))
		die("sched_setscheduler");
	if (mlockall(MCL_CURRENT))
		die("mlockall");
	printf("open\n");
	fflush(stdout);
	while (read(node, record, sizeof(record)) > 0) {
		long long end = used_ms() + atoi(argv[2]);

		while (used_ms() < end)
			;
		printf("ended, %ld\n", number_in(argv[3]));
		fflush(stdout);
	}
	return 0;
}
