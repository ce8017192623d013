// SPDX-License-Identifier: GPL-2.0-only
/*
 * Looking at a process takes no rights, and writing is tried only when it is
 * wanted: lmkctl may have the daemon do that.
 */
#include "importance.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel.h"
#include "text.h"

/* What /proc/PID/status says up to the line Tgid, with room to spare. */
#define STATUS_SIZE 512

/* "proc/" and a 32-bit number. */
#define PATH_SIZE 24

/* A process is its own thread group; other threads go by a number as well. */
static int is_process(const char *status, int32_t pid)
{
	const char *line = strstr(status, "\nTgid:\t");
	struct piece rest, number;
	int64_t group;

	if (!line)
		return 0;
	rest = piece_of(line + strlen("\nTgid:\t"));
	piece_cut(&rest, '\n', &number);
	return piece_number(number, 1, INT32_MAX, &group) && group == pid;
}

/* Kernel threads, and processes that have ended, have no memory of their own. */
static int directory_check(int directory, int32_t pid)
{
	char text[STATUS_SIZE];
	int ret;

	ret = kernel_file_read(directory, "status", text, sizeof(text));
	if (ret < 0)
		return ret;
	if (!is_process(text, pid))
		return -EINVAL;
	ret = kernel_file_read(directory, "statm", text, sizeof(text));
	if (ret < 0)
		return ret;
	return strncmp(text, "0 ", 2) ? 0 : -EPERM;
}

static int no_such_process(int ret)
{
	return ret == -ENOENT ? -ESRCH : ret;
}

/**
 * importance_open - find a process
 * @root: from kernel_root_open()
 * @pid: above 0
 *
 * Return: its directory, for the functions below, to be closed by the caller;
 * -ESRCH if there is no such process, -EINVAL if it is a thread, -EPERM if it is
 * a kernel thread or has ended; or another negative errno.
 */
int importance_open(int root, int32_t pid)
{
	char path[PATH_SIZE];
	int directory, ret;

	snprintf(path, sizeof(path), "proc/%d", pid);
	directory = openat(root, path,
			   O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory < 0)
		return no_such_process(-errno);
	ret = directory_check(directory, pid);
	if (!ret)
		return directory;
	close(directory);
	return no_such_process(ret);
}

/**
 * importance_name - what a process is called
 * @directory: from importance_open()
 * @name: its command line up to the first blank; the short name the kernel has
 *	for it if that is empty; "?" if it has none. Safe to print
 * @size: room in bytes, NUL included
 */
void importance_name(int directory, char *name, size_t size)
{
	kernel_file_read(directory, "cmdline", name, size);
	name[strcspn(name, " ")] = '\0';
	if (!name[0]) {
		kernel_file_read(directory, "comm", name, size);
		name[strcspn(name, "\n")] = '\0';
	}
	if (!name[0])
		snprintf(name, size, "?");
	text_clean(name);
}

/**
 * importance_owner - whose process is it?
 * @directory: from importance_open()
 * @uid: filled in on success
 *
 * Return: 0 or a negative errno.
 */
int importance_owner(int directory, uid_t *uid)
{
	struct stat status;

	if (fstat(directory, &status))
		return -errno;
	*uid = status.st_uid;
	return 0;
}

/**
 * importance_read - how important is it now?
 * @directory: from importance_open()
 * @oom_score_adj: filled in on success
 *
 * Return: 0; -ESRCH if it has ended; or another negative errno.
 */
int importance_read(int directory, int64_t *oom_score_adj)
{
	struct piece rest, line;
	char text[16];
	int ret;

	ret = kernel_file_read(directory, "oom_score_adj", text, sizeof(text));
	if (ret < 0)
		return no_such_process(ret);
	rest = piece_of(text);
	piece_cut(&rest, '\n', &line);
	if (!piece_number(line, LMKD_ADJ_MIN, LMKD_ADJ_MAX, oom_score_adj))
		return -EBADMSG;
	return 0;
}

/**
 * importance_write - make it more or less important
 * @directory: from importance_open()
 * @oom_score_adj: -1000 to 1000
 *
 * Return: 0; -ESRCH if it has ended; or another negative errno.
 */
int importance_write(int directory, int32_t oom_score_adj)
{
	char text[12];

	snprintf(text, sizeof(text), "%d", oom_score_adj);
	return no_such_process(kernel_file_write(directory, "oom_score_adj",
						 text));
}

/**
 * importance_error_text - why did it not work?
 * @error: a negative errno of this file's
 *
 * Return: in words.
 */
const char *importance_error_text(int error)
{
	switch (error) {
	case -ESRCH:
		return "there is no such process";
	case -EINVAL:
		return "it is a thread, not a process";
	case -EPERM:
		return "it is a kernel thread or has ended";
	case -EACCES:
		return "no permission: CAP_SYS_RESOURCE lowers an oom_score_adj, CAP_DAC_OVERRIDE writes that of another user";
	case -EBADMSG:
		return "its oom_score_adj is no number";
	default:
		return strerror(-error);
	}
}
