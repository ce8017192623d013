/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the tests of lmkd-shim share: cmocka, tests made of the rows of tables,
 * and a directory that stands for the root of a machine.
 */
#ifndef TESTS_SHIM_TESTING_H
#define TESTS_SHIM_TESTING_H

/* clang-format off: cmocka.h needs what stands before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../lmkd-shim/compiler.h"
#include "../../lmkd-shim/loop.h"

/* A test for each row of a table whose rows begin with their name. */
#define ROWS_MAX 96
static struct CMUnitTest row_tests[ROWS_MAX];
static size_t row_tests_count;

static inline void rows_add(const void *rows, size_t count, size_t size,
			    CMUnitTestFunction test)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char *row = (char *)(uintptr_t)rows + i * size;

		if (row_tests_count == ROWS_MAX)
			abort();
		row_tests[row_tests_count++] = (struct CMUnitTest){
			.name = *(const char **)(void *)row,
			.test_func = test,
			.initial_state = row,
		};
	}
}

#define ROWS_ADD(rows, test) rows_add(rows, ARRAY_SIZE(rows), sizeof((rows)[0]), test)

static inline void test_add(const char *name, CMUnitTestFunction test)
{
	const struct row {
		const char *name;
	} row = { name };

	rows_add(&row, 1, sizeof(row), test);
}

static inline int rows_run(const char *group)
{
	return _cmocka_run_group_tests(group, row_tests, row_tests_count, NULL,
				       NULL);
}

/* The machine: a directory of its own, with helpers relative to it. */
static char machine[64];

static inline void machine_open(void)
{
	strcpy(machine, "/tmp/lmkd-shim-test-XXXXXX");
	assert_non_null(mkdtemp(machine));
}

static inline void machine_close(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", machine);
	assert_int_equal(system(command), 0);
}

static inline const char *machine_path(const char *path)
{
	static char full[4][256];
	static unsigned int next;
	char *text = full[next++ % 4];

	snprintf(text, sizeof(full[0]), "%s/%s", machine, path);
	return text;
}

/* Creates the directories on the way as well. */
static inline void machine_write(const char *path, const char *text)
{
	char directory[256];
	char *slash;
	FILE *file;

	snprintf(directory, sizeof(directory), "%s", machine_path(path));
	for (slash = directory + strlen(machine) + 1;
	     (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(directory, 0755);
		*slash = '/';
	}
	file = fopen(machine_path(path), "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static inline const char *machine_read(const char *path)
{
	static char text[4096];
	FILE *file = fopen(machine_path(path), "r");
	size_t length;

	if (!file)
		return NULL;
	length = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[length] = '\0';
	return text;
}

/*
 * A process as /proc shows it. Its pid is to be beyond those there can be, 4194304,
 * for no real one to have it.
 */
static inline void machine_process(int pid, int tgid, int pages,
				   const char *command_line)
{
	char path[64], text[128];

	snprintf(path, sizeof(path), "proc/%d/status", pid);
	snprintf(text, sizeof(text),
		 "Name:\tshort\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t%d\nNgid:\t0\n",
		 tgid);
	machine_write(path, text);
	snprintf(path, sizeof(path), "proc/%d/statm", pid);
	snprintf(text, sizeof(text), "%d 20 10 1 0 5 0\n", pages);
	machine_write(path, text);
	snprintf(path, sizeof(path), "proc/%d/comm", pid);
	machine_write(path, "short\n");
	snprintf(path, sizeof(path), "proc/%d/cmdline", pid);
	machine_write(path, command_line);
	snprintf(path, sizeof(path), "proc/%d/oom_score_adj", pid);
	machine_write(path, "");
}

static inline const char *machine_adj(int pid)
{
	char path[64];

	snprintf(path, sizeof(path), "proc/%d/oom_score_adj", pid);
	return machine_read(path);
}

/* Let all happen that can happen now. */
static inline void loop_pump(struct loop *loop)
{
	struct epoll_event event;

	while (epoll_wait(loop->epoll, &event, 1, 0) == 1) {
		struct source *source = event.data.ptr;

		source->ready(source, event.events);
	}
}

static inline int descriptors_open(void)
{
	int fd, count = 0;

	for (fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

#endif /* TESTS_SHIM_TESTING_H */
