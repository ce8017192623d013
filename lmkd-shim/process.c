// SPDX-License-Identifier: GPL-2.0-only
/* Whose oom_score_adj may be written, writing it, and what it is called. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel.h"

/* What /proc/PID/status says up to the line Tgid, with room to spare. */
#define STATUS_SIZE 512

/* "proc/" and a 32-bit number. */
#define PATH_SIZE 24

/* The number behind a name in /proc/PID/status; -1 if it is not there. */
static long status_value(const char *status, const char *name)
{
	const char *line = strstr(status, name);

	return line ? strtol(line + strlen(name), NULL, 10) : -1;
}

/*
 * What else goes by a number in /proc: threads, which share the oom_score_adj
 * of their process under another number; and what has no memory of its own,
 * kernel threads and processes that have ended.
 */
static int directory_check(int directory, int32_t pid)
{
	char text[STATUS_SIZE];
	int ret;

	ret = kernel_file_read(directory, "status", text, sizeof(text));
	if (ret < 0)
		return ret;
	if (status_value(text, "\nTgid:") != pid)
		return -EINVAL;
	/* Its first number is the size of its address space. */
	ret = kernel_file_read(directory, "statm", text, sizeof(text));
	if (ret < 0)
		return ret;
	return strtol(text, NULL, 10) ? 0 : -EPERM;
}

/**
 * process_open - find a process
 * @root: from kernel_root_open()
 * @pid: above 1
 *
 * Return: its directory, to be closed by the caller; -ESRCH if there is no such
 * process, -EINVAL if it is a thread, -EPERM if it is a kernel thread, has ended
 * or is this very daemon; or another negative errno.
 */
int process_open(int root, int32_t pid)
{
	char path[PATH_SIZE];
	int directory, ret;

	if (pid == getpid())
		return -EPERM;
	snprintf(path, sizeof(path), "proc/%d", pid);
	directory = openat(root, path,
			   O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory < 0)
		return errno == ENOENT ? -ESRCH : -errno;
	ret = directory_check(directory, pid);
	if (!ret)
		return directory;
	close(directory);
	return ret == -ENOENT ? -ESRCH : ret;
}

/**
 * process_adj_write - set how important a process is
 * @directory: from process_open()
 * @oom_score_adj: -1000 to 1000
 *
 * Return: 0; -ESRCH if it has ended; or another negative errno.
 */
int process_adj_write(int directory, int32_t oom_score_adj)
{
	char text[12];
	int ret;

	snprintf(text, sizeof(text), "%d", oom_score_adj);
	ret = kernel_file_write(directory, "oom_score_adj", text);
	return ret == -ENOENT ? -ESRCH : ret;
}

/* For logs and packets of lines: no control characters. */
static void name_clean(char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < ' ' || *name == 0x7f)
			*name = '?';
}

/**
 * process_name_read - what a process is called
 * @directory: from process_open()
 * @name: its command line up to the first blank, which is how Android names its
 *	applications; the short name the kernel has for it if that is empty
 * @size: room in bytes, NUL included
 */
void process_name_read(int directory, char *name, size_t size)
{
	if (kernel_file_read(directory, "cmdline", name, size) > 0)
		name[strcspn(name, " ")] = '\0';
	if (!name[0] && kernel_file_read(directory, "comm", name, size) > 0)
		name[strcspn(name, "\n")] = '\0';
	if (!name[0])
		snprintf(name, size, "?");
	name_clean(name);
}

/**
 * process_error_text - why a process was left alone
 * @error: a negative errno of this file's
 *
 * Return: for the log.
 */
const char *process_error_text(int error)
{
	switch (error) {
	case -ESRCH:
		return "there is no such process";
	case -EINVAL:
		return "it is a thread, not a process";
	case -EPERM:
		return "it is a kernel thread, has ended or is lmkd-shim itself";
	case -EACCES:
		return "no permission: CAP_SYS_RESOURCE lowers an oom_score_adj, CAP_DAC_OVERRIDE writes that of another user";
	default:
		return strerror(-error);
	}
}
