// SPDX-License-Identifier: GPL-2.0-only
/* Whose oom_score_adj may be written, writing it, and what it is called. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
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
 * Threads have a number in /proc as well, and share the oom_score_adj of their
 * process. A pidfd is to be had for processes only, and far cheaper than
 * /proc/PID/status, which is for kernels before 5.3 and for tests.
 */
static int leader_check(int directory, int32_t pid)
{
	char text[STATUS_SIZE];
	int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	int ret;

	if (pidfd >= 0)
		return close(pidfd);
	/* EINVAL before 6.9. */
	if (errno == EINVAL || errno == ENOENT)
		return -EINVAL;
	ret = kernel_file_read(directory, "status", text, sizeof(text));
	if (ret < 0)
		return ret;
	return status_value(text, "\nTgid:") == pid ? 0 : -EINVAL;
}

/*
 * Kernel threads, and processes that have ended, have no memory of their own.
 * Nearly everybody else has a command line, and with that memory; @name is it.
 */
static int memory_check(int directory, const char *name)
{
	char text[STATUS_SIZE];
	int ret;

	if (name[0])
		return 0;
	/* Its first number is the size of its address space. */
	ret = kernel_file_read(directory, "statm", text, sizeof(text));
	if (ret < 0)
		return ret;
	return strtol(text, NULL, 10) ? 0 : -EPERM;
}

/* For logs and packets of lines: no control characters. */
static void name_clean(char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < ' ' || *name == 0x7f)
			*name = '?';
}

static void command_read(int directory, char *name, size_t size)
{
	kernel_file_read(directory, "cmdline", name, size);
	name[strcspn(name, " ")] = '\0';
	name_clean(name);
}

/* The short name the kernel has, if there is no other; one there always is. */
static void comm_read(int directory, char *name, size_t size)
{
	if (name[0])
		return;
	kernel_file_read(directory, "comm", name, size);
	name[strcspn(name, "\n")] = '\0';
	name_clean(name);
	if (!name[0])
		snprintf(name, size, "?");
}

static int directory_check(int directory, int32_t pid, char *name, size_t size)
{
	int ret = leader_check(directory, pid);

	if (ret)
		return ret;
	command_read(directory, name, size);
	ret = memory_check(directory, name);
	comm_read(directory, name, size);
	return ret;
}

static int directory_open(int root, int32_t pid)
{
	char path[PATH_SIZE];
	int directory;

	snprintf(path, sizeof(path), "proc/%d", pid);
	directory = openat(root, path,
			   O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return directory < 0 ? -errno : directory;
}

static int no_such_process(int ret)
{
	return ret == -ENOENT ? -ESRCH : ret;
}

/**
 * process_open - find a process
 * @root: from kernel_root_open()
 * @pid: above 1
 * @name: what it is called, as process_name_read() says
 * @size: room for that in bytes, NUL included
 *
 * Everything is looked at through one directory, and so of one process.
 *
 * Return: a file descriptor for process_adj_write(), to be closed by the caller;
 * -ESRCH if there is no such process, -EINVAL if it is a thread, -EPERM if it is
 * a kernel thread, has ended or is this very daemon; or another negative errno.
 */
int process_open(int root, int32_t pid, char *name, size_t size)
{
	int directory, ret;

	if (pid == getpid())
		return -EPERM;
	directory = directory_open(root, pid);
	if (directory < 0)
		return no_such_process(directory);
	ret = directory_check(directory, pid, name, size);
	if (!ret) {
		ret = openat(directory, "oom_score_adj",
			     O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
		ret = ret < 0 ? -errno : ret;
	}
	close(directory);
	return no_such_process(ret);
}

/**
 * process_adj_write - set how important a process is
 * @process: from process_open()
 * @oom_score_adj: -1000 to 1000
 *
 * Return: 0; -ESRCH if it has ended; or another negative errno.
 */
int process_adj_write(int process, int32_t oom_score_adj)
{
	char text[12];
	int length = snprintf(text, sizeof(text), "%d", oom_score_adj);

	if (pwrite(process, text, (size_t)length, 0) < 0)
		return -errno;
	return 0;
}

/**
 * process_name_read - what a process is called now
 * @root: from kernel_root_open()
 * @pid: of the process
 * @name: its command line up to the first blank, which is how Android names its
 *	applications; the short name the kernel has for it if that is empty
 * @size: room in bytes, NUL included
 *
 * Return: 0 or a negative errno, with @name as it was.
 */
int process_name_read(int root, int32_t pid, char *name, size_t size)
{
	int directory = directory_open(root, pid);

	if (directory < 0)
		return directory;
	command_read(directory, name, size);
	comm_read(directory, name, size);
	close(directory);
	return 0;
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
