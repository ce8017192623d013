// SPDX-License-Identifier: GPL-2.0-only
/* asuser UID PROGRAM [ARGUMENT...]: run it as that user and group. */
#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	unsigned int id = argc > 2 ? (unsigned int)atoi(argv[1]) : 0;

	if (!id)
		return 2;
	if (setgroups(0, NULL) || setgid(id) || setuid(id)) {
		perror("asuser");
		return 2;
	}
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 2;
}
