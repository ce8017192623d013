// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rewrites the tables COUNT times and reads them back each time: what comes
 * back must be one of the tables that were written, never a mixture.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LEVELS "/sys/module/lowmemorykiller/parameters/levels"

/* Of several lengths; by each of them memory is short before the kernel runs out. */
static const char *const tables[] = {
	"1024:0,2048:100,4096:200,8192:300,16384:800,32768:900\n",
	"8000:50,9000:150\n",
	"8001:1,8002:2,8003:3,8004:4,8005:5\n",
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

static int is_known(const char *text)
{
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (!strcmp(text, tables[i]))
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	unsigned long i;
	int fd = open(LEVELS, O_RDWR);

	if (fd < 0) {
		perror(LEVELS);
		return 2;
	}
	for (i = 0; i < count; i++) {
		const char *table = tables[i % TABLES];
		char text[256];
		ssize_t length;

		if (pwrite(fd, table, strlen(table), 0) < 0) {
			perror("write");
			return 1;
		}
		length = pread(fd, text, sizeof(text) - 1, 0);
		if (length < 0) {
			perror("read");
			return 1;
		}
		text[length] = '\0';
		if (!is_known(text)) {
			printf("read back '%s'\n", text);
			return 1;
		}
	}
	printf("%lu tables written and read back\n", i);
	return 0;
}
