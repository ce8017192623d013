// SPDX-License-Identifier: GPL-2.0-only
/*
 * crowd COUNT ADJ: that many processes of that oom_score_adj, which do nothing.
 * crowd getppid: picoseconds one getppid(2) takes here, the yardstick.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 200000ULL

static unsigned long long now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (unsigned long long)time.tv_sec * 1000000000ULL +
	       (unsigned long long)time.tv_nsec;
}

static int measure_getppid(void)
{
	unsigned long long start = now_ns();
	unsigned long long i;

	for (i = 0; i < ROUNDS; i++)
		syscall(SYS_getppid);
	printf("%llu\n", (now_ns() - start) * 1000 / ROUNDS);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long count, i;
	int fd;

	if (argc == 2 && !strcmp(argv[1], "getppid"))
		return measure_getppid();
	if (argc != 3)
		return 2;
	fd = open("/proc/self/oom_score_adj", O_WRONLY);
	if (fd < 0 || write(fd, argv[2], strlen(argv[2])) < 0)
		return 1;
	count = strtoul(argv[1], NULL, 10);
	for (i = 0; i < count; i++) {
		pid_t child = fork();

		if (child < 0) {
			perror("fork");
			return 1;
		}
		if (child == 0)
			for (;;)
				pause();
	}
	printf("ready %lu\n", i);
	fflush(stdout);
	for (;;)
		pause();
}
