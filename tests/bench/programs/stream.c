// SPDX-License-Identifier: GPL-2.0-only
/*
 * stream SECONDS: reads standard input, a disk, from where it was left and from
 * its beginning again after its end, and prints MB a second.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

static char buffer[CHUNK];

static double now_s(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	double start, end, bytes = 0;

	if (argc != 2)
		return 2;
	start = now_s();
	end = start + atof(argv[1]);
	while (now_s() < end) {
		ssize_t length = read(STDIN_FILENO, buffer, CHUNK);

		if (length == 0)
			length = lseek(STDIN_FILENO, 0, SEEK_SET);
		if (length < 0) {
			fprintf(stderr, "stream: %s\n", strerror(errno));
			return 1;
		}
		bytes += (double)length;
	}
	printf("%.1f\n", bytes / 1e6 / (now_s() - start));
	return 0;
}
