// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinner FILE MEGABYTES: has so much of a file's page cache in pipes that nobody reads,
 * where it can be neither dropped nor read by others anew, says "pinned", and waits.
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
	fprintf(stderr, "pinner: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void fill_a_pipe(int file)
{
	size_t left = PIPE_BYTES;
	int ends[2];

	if (pipe(ends))
		die("pipe");
	if (fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES) < 0)
		die("F_SETPIPE_SZ");
	while (left) {
		ssize_t moved = splice(file, NULL, ends[1], NULL, left,
				       SPLICE_F_NONBLOCK);

		if (moved <= 0)
			die("splice");
		left -= (size_t)moved;
	}
}

int main(int argc, char **argv)
{
	int file, pipes;

	if (argc != 3)
		return 2;
	file = open(argv[1], O_RDONLY | O_CLOEXEC);
	if (file < 0)
		die(argv[1]);
	for (pipes = atoi(argv[2]); pipes > 0; pipes--)
		fill_a_pipe(file);
	printf("pinned\n");
	fflush(stdout);
	for (;;)
		pause();
}
