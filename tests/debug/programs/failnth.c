// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does one thing over and over, with the first allocation of memory in the kernel
 * failing, then the second, and so on until it is done and none was left to fail:
 *
 *	failnth load EACH FILE NAME INIT [PATH...]
 *						load a module, and unload it if it did;
 *						behind that none of PATH may be there;
 *						only each EACHth fails, but for all
 *						that may be those of its function INIT
 *	failnth read FILE			open and read it once
 *	failnth write FILE TEXT
 *
 * Prints what is wrong, a line each, and at the end "refused N, done without M, in
 * init I": how often it failed, how often it could do without that memory, and in
 * how many of all cases its function INIT was asking for it, as the kernel's log has
 * it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Many times what there are; to end some time in any case. */
#define NTH_MAX 20000

static struct {
	int (*run)(char **arguments);
	void (*undo)(char **arguments, unsigned int nth);
	const char *init; /* a function all of whose allocations fail, or NULL, */
	unsigned int each; /* and of the others each so many */
	unsigned int refused;
	unsigned int done_without;
	unsigned int in_init;
} job = { .each = 1 };

static void die(const char *what)
{
	fprintf(stderr, "failnth: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int load(char **arguments)
{
	int fd = open(arguments[0], O_RDONLY | O_CLOEXEC);
	int ret = fd < 0 ? -1 : (int)syscall(SYS_finit_module, fd, "", 0);
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return ret;
}

static void unload(char **arguments, unsigned int nth)
{
	char **path;

	if (syscall(SYS_delete_module, arguments[1], O_NONBLOCK) &&
	    errno != ENOENT)
		printf("wrong: %u: stays loaded: %s\n", nth,
		       strerrorname_np(errno));
	for (path = arguments + 3; *path; path++)
		if (!access(*path, F_OK))
			printf("wrong: %u: %s is left\n", nth, *path);
}

static int read_once(char **arguments)
{
	char text[4096];
	int fd = open(arguments[0], O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t ret = fd < 0 ? -1 : read(fd, text, sizeof(text));
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	/* A node with nothing to tell is fine. */
	return ret < 0 && errno != EAGAIN ? -1 : 0;
}

static int write_once(char **arguments)
{
	int fd = open(arguments[0], O_WRONLY | O_CLOEXEC);
	ssize_t ret = fd < 0 ? -1 : write(fd, arguments[1],
					  strlen(arguments[1]));
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return ret < 0 ? -1 : 0;
}

/*
 * What the gate cannot see, as backtraces are not for the console here: the kernel
 * warns, and the module is in it.
 */
static void judge(const char *record)
{
	static int warns;

	if (strstr(record, "-[ cut here ]-"))
		warns = 1;
	if (strstr(record, "-[ end trace "))
		warns = 0;
	if (warns && strstr(record, "[lowmemorykiller]"))
		printf("wrong: the kernel warns: %.200s\n", record);
}

/* Reads on in the kernel's log: is such a function in a backtrace? */
static int log_has(int log, const char *function)
{
	char record[8192];
	char text[64];
	ssize_t length;
	int found = 0;

	snprintf(text, sizeof(text), " %s+", function);
	/* EPIPE: some were overwritten before we came. */
	while ((length = read(log, record, sizeof(record) - 1)) > 0 ||
	       (length < 0 && errno == EPIPE)) {
		record[length > 0 ? length : 0] = '\0';
		found |= strstr(record, text) != NULL;
		judge(record);
	}
	return found;
}

/* True once there was no allocation left to fail. */
static int attempt(int fail_nth, unsigned int nth, char **arguments)
{
	char text[16] = "";
	int error, ret, left;

	snprintf(text, sizeof(text), "%u", nth);
	if (pwrite(fail_nth, text, strlen(text), 0) < 0)
		die("fail-nth");
	ret = job.run(arguments);
	error = errno;
	/* Nothing here allocates. */
	if (pread(fail_nth, text, sizeof(text) - 1, 0) < 0 ||
	    pwrite(fail_nth, "0", 1, 0) < 0)
		die("fail-nth");
	left = atoi(text);
	if (ret && (left || error != ENOMEM))
		printf("wrong: %u: %s\n", nth, strerrorname_np(error));
	else if (ret)
		job.refused++;
	else if (!left)
		job.done_without++;
	if (job.undo)
		job.undo(arguments, nth);
	return left;
}

static void job_find(int argc, char **argv)
{
	if (argc >= 6 && !strcmp(argv[1], "load") && atoi(argv[2]) > 0) {
		job.run = load;
		job.undo = unload;
		job.each = (unsigned int)atoi(argv[2]);
		job.init = argv[5];
	} else if (argc == 3 && !strcmp(argv[1], "read")) {
		job.run = read_once;
	} else if (argc == 4 && !strcmp(argv[1], "write")) {
		job.run = write_once;
	} else {
		fprintf(stderr, "usage: failnth load EACH FILE ... | read|write FILE ...\n");
		exit(2);
	}
}

/* True once there was no allocation left to fail. */
static int all_in_turn(int fail_nth, int log, char **arguments)
{
	/*
	 * What else the kernel allocates meanwhile is not the same each time, above all
	 * where it looks for bugs: what was the 510th is one of the next 20 then.
	 */
	const unsigned int around = 4 * job.each;
	unsigned int nth = 1, step = job.each, seen = 0;
	int left = 0;

	while (nth < NTH_MAX && !left) {
		left = attempt(fail_nth, nth, arguments);
		if (job.init && log_has(log, job.init)) {
			job.in_init++;
			seen = nth;
			/* Its first ones were passed over. */
			if (step > 1)
				nth -= nth > around ? around : nth;
			step = 1;
		} else if (nth > seen + around) {
			step = job.each;
		}
		nth += step;
	}
	return left;
}

int main(int argc, char **argv)
{
	int fail_nth = open("/proc/self/fail-nth", O_RDWR | O_CLOEXEC);
	int log = open("/dev/kmsg", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int left;

	job_find(argc, argv);
	if (fail_nth < 0 || log < 0 || lseek(log, 0, SEEK_END) < 0)
		die("fail-nth or kmsg");
	left = all_in_turn(fail_nth, log, argv + (job.init ? 3 : 2));
	if (!left)
		printf("wrong: there is always one more\n");
	printf("refused %u, done without %u, in init %u\n", job.refused,
	       job.done_without, job.in_init);
	return 0;
}
