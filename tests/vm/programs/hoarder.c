// SPDX-License-Identifier: GPL-2.0-only
/*
 * hoarder MEGABYTES: fills pipes nobody reads, one megabyte at a time, says "hoarded",
 * and waits. What is in a pipe is the kernel's memory: not in ZONE_MOVABLE, not in RSS.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What root may have in one pipe, whatever the limit for others is. */
#define PIPE_BYTES (1024 * 1024)

static void die(const char *what)
{
	fprintf(stderr, "hoarder: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void fill_a_pipe(void)
{
	static const char bytes[PIPE_BYTES];
	int ends[2];

	if (pipe(ends))
		die("pipe");
	if (fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES) < 0)
		die("F_SETPIPE_SZ");
	if (write(ends[1], bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes))
		die("write");
}

int main(int argc, char **argv)
{
	int pipes;

	if (argc != 2)
		return 2;
	for (pipes = atoi(argv[1]); pipes > 0; pipes--)
		fill_a_pipe();
	printf("hoarded\n");
	fflush(stdout);
	for (;;)
		pause();
}
