// SPDX-License-Identifier: GPL-2.0-only
/*
 * put FILE TEXT: one write(2), as it is, and what became of it: prints
 * nothing on success and the name of the error otherwise. (A shell's printf
 * does not tell.)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int fd = argc == 3 ? open(argv[1], O_WRONLY) : -1;

	if (fd >= 0 && write(fd, argv[2], strlen(argv[2])) >= 0)
		return 0;
	puts(strerrorname_np(errno));
	return 1;
}
