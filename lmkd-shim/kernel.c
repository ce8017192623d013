// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading and writing the kernel's small files. Nothing is remembered here, and
 * nothing decided.
 */
#include "kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_FLAGS (O_CLOEXEC | O_NOFOLLOW | O_NOCTTY)

/**
 * kernel_root_open - name the directory that has proc and sys in it
 * @path: "/", but in tests
 *
 * Return: a file descriptor only good for opening what is below, or a negative
 * errno.
 */
int kernel_root_open(const char *path)
{
	int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);

	return root < 0 ? -errno : root;
}

/**
 * kernel_file_read - read a small file at once
 * @directory: where
 * @name: relative to it
 * @text: what is in it, always NUL-terminated
 * @size: room in bytes; what is longer is cut
 *
 * Return: its length in bytes or a negative errno.
 */
int kernel_file_read(int directory, const char *name, char *text, size_t size)
{
	int file = openat(directory, name, O_RDONLY | OPEN_FLAGS);
	ssize_t length;
	int error;

	text[0] = '\0';
	if (file < 0)
		return -errno;
	length = read(file, text, size - 1);
	error = errno;
	close(file);
	if (length < 0)
		return -error;
	text[length] = '\0';
	return (int)length;
}

/**
 * kernel_file_write - write a small file with one write(2)
 * @directory: where
 * @name: relative to it; must exist
 * @text: all of it
 *
 * Return: 0 or a negative errno.
 */
int kernel_file_write(int directory, const char *name, const char *text)
{
	int file = openat(directory, name, O_WRONLY | OPEN_FLAGS);
	size_t length = strlen(text);
	ssize_t written;
	int error;

	if (file < 0)
		return -errno;
	written = write(file, text, length);
	error = errno;
	close(file);
	if (written < 0)
		return -error;
	return (size_t)written == length ? 0 : -EIO;
}

/**
 * kernel_module_is_loaded - are there parameters to write?
 * @root: from kernel_root_open()
 *
 * By looking for them rather than by access(2), which knows nothing of
 * CAP_DAC_OVERRIDE unless its caller is root.
 */
int kernel_module_is_loaded(int root)
{
	struct stat status;

	return !fstatat(root, KERNEL_PARAMETERS "/minfree", &status, 0);
}

/* The numbers of one column, with commas. */
static void list_format(const struct lmkd_target *targets, size_t count,
			int minfree, char text[KERNEL_LIST_SIZE])
{
	size_t at = 0, i;

	text[0] = '\0';
	for (i = 0; i < count; i++)
		at += (size_t)snprintf(text + at, KERNEL_LIST_SIZE - at,
				       "%s%d", i ? "," : "",
				       minfree ? targets[i].minfree_pages :
						 targets[i].oom_score_adj);
}

static void levels_format(const struct lmkd_target *targets, size_t count,
			  char text[KERNEL_LIST_SIZE])
{
	size_t at = 0, i;

	text[0] = '\0';
	for (i = 0; i < count; i++)
		at += (size_t)snprintf(text + at, KERNEL_LIST_SIZE - at,
				       "%s%d:%d", i ? "," : "",
				       targets[i].minfree_pages,
				       targets[i].oom_score_adj);
}

/**
 * kernel_targets_write - hand the tables to the module
 * @root: from kernel_root_open()
 * @targets: the rows
 * @count: how many, 1 to LMKD_TARGETS_MAX
 *
 * As a whole where the module takes that. Drivers of old do not: minfree first
 * and then adj, the order lmkd has always had.
 *
 * Return: 0; -ENOENT if the module is not there; another negative errno if it
 * refuses, and then says why in the kernel's log.
 */
int kernel_targets_write(int root, const struct lmkd_target *targets,
			 size_t count)
{
	char text[KERNEL_LIST_SIZE];
	int ret;

	levels_format(targets, count, text);
	ret = kernel_file_write(root, KERNEL_PARAMETERS "/levels", text);
	if (ret != -ENOENT)
		return ret;
	list_format(targets, count, 1, text);
	ret = kernel_file_write(root, KERNEL_PARAMETERS "/minfree", text);
	if (ret)
		return ret;
	list_format(targets, count, 0, text);
	return kernel_file_write(root, KERNEL_PARAMETERS "/adj", text);
}

/**
 * kernel_kills_open - listen to kills from now on
 * @root: from kernel_root_open()
 *
 * Return: a file descriptor for epoll(7) and kernel_kill_read(), or a negative
 * errno.
 */
int kernel_kills_open(int root)
{
	int kills = openat(root, KERNEL_KILLS,
			   O_RDONLY | O_NONBLOCK | OPEN_FLAGS);

	return kills < 0 ? -errno : kills;
}

/**
 * kernel_kill_read - the next kill
 * @kills: from kernel_kills_open()
 * @record: filled in if there is one
 *
 * At offset 0, every time: that is how the node is read.
 *
 * Return: 1 if there is one, 0 if there is none now; -EBADMSG for a record that
 * cannot be understood; another negative errno if the node is gone.
 */
int kernel_kill_read(int kills, struct record *record)
{
	char text[RECORD_SIZE];
	ssize_t length = pread(kills, text, sizeof(text) - 1, 0);
	int ret;

	if (length < 0)
		return errno == EAGAIN ? 0 : -errno;
	if (!length)
		return 0;
	ret = record_parse(text, (size_t)length, record);
	return ret ? ret : 1;
}

/* What stands behind a name of /proc/meminfo, in kB; 0 if it is not there. */
static int32_t meminfo_value(const char *text, const char *name)
{
	const char *line = strstr(text, name);

	return line ? (int32_t)strtol(line + strlen(name), NULL, 10) : 0;
}

/**
 * kernel_free_memory_read - what is free now
 * @root: from kernel_root_open()
 * @memory_kb: free memory; 0 if it cannot be read
 * @swap_kb: free swap
 */
void kernel_free_memory_read(int root, int32_t *memory_kb, int32_t *swap_kb)
{
	char text[4096];

	kernel_file_read(root, "proc/meminfo", text, sizeof(text));
	*memory_kb = meminfo_value(text, "MemFree:");
	*swap_kb = meminfo_value(text, "SwapFree:");
}
