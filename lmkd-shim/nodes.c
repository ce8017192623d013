// SPDX-License-Identifier: GPL-2.0-only
/* Small files to numbers and rows. Nothing is decided here. */
#include "nodes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler.h"
#include "kernel.h"
#include "text.h"

#define MODULE "sys/module/lowmemorykiller"
#define STATS MODULE "/stats"

/* Longer than any path here. */
#define PATH_SIZE 128

/* What else is in the directory of the counters. */
static const char *const no_counters[] = { "file_pages", "free_pages",
					   "last_kills", "min_score_adj",
					   "row" };

/* Without the line feed at its end: its length in bytes, or a negative errno. */
static int line_read(int root, const char *name, char *text, size_t size)
{
	int ret = kernel_file_read(root, name, text, size);

	text[strcspn(text, "\n")] = '\0';
	return ret;
}

static int64_t number_read(int root, const char *name)
{
	int64_t number = NUMBER_UNKNOWN;
	char text[32];

	if (line_read(root, name, text, sizeof(text)) > 0)
		piece_number(piece_of(text), -PIECE_NUMBER_MAX,
			     PIECE_NUMBER_MAX, &number);
	return number;
}

static int64_t pages_read(int root, const char *name)
{
	int64_t pages = number_read(root, name);

	return pages < -TEXT_PAGES_MAX || pages > TEXT_PAGES_MAX ?
		       NUMBER_UNKNOWN : pages;
}

/**
 * nodes_version - which module is it?
 * @root: from kernel_root_open()
 * @version: what it says
 *
 * Return: 1 if it says so, 0 if not, as older drivers.
 */
int nodes_version(int root, char version[NODES_VERSION_SIZE])
{
	int ret = line_read(root, MODULE "/version", version,
			    NODES_VERSION_SIZE);

	text_clean(version);
	return ret > 0;
}

/**
 * nodes_has_levels - is it more than the driver of old?
 * @root: from kernel_root_open()
 *
 * Return: 1 if it takes both lists at once, 0 if not.
 */
int nodes_has_levels(int root)
{
	return !faccessat(root, KERNEL_PARAMETERS "/levels", F_OK, 0);
}

/**
 * nodes_levels - the rows in force
 * @root: from kernel_root_open()
 * @levels: filled in on success; from both lists where there is no levels
 *
 * Return: 0; -EBADMSG if they cannot be understood; or another negative errno.
 */
int nodes_levels(int root, struct levels *levels)
{
	char minfree[KERNEL_LIST_SIZE + 1], adj[KERNEL_LIST_SIZE + 1];
	char error[LEVELS_ERROR_SIZE];
	int ret;

	ret = line_read(root, KERNEL_PARAMETERS "/levels", minfree,
			sizeof(minfree));
	if (ret >= 0)
		return levels_parse(minfree, levels, error) ? 0 : -EBADMSG;
	if (ret != -ENOENT)
		return ret;
	ret = line_read(root, KERNEL_PARAMETERS "/minfree", minfree,
			sizeof(minfree));
	if (ret >= 0)
		ret = line_read(root, KERNEL_PARAMETERS "/adj", adj,
				sizeof(adj));
	if (ret < 0)
		return ret;
	return levels_parse_lists(minfree, adj, levels) ? 0 : -EBADMSG;
}

/**
 * nodes_error_text - why there are no rows
 * @error: from nodes_levels()
 *
 * Return: in words.
 */
const char *nodes_error_text(int error)
{
	return error == -EBADMSG ? "what is there is no table of rows" :
				   strerror(-error);
}

/**
 * nodes_answer - a parameter that is Y or N
 * @root: from kernel_root_open()
 * @parameter: its name
 *
 * Return: 1, 0, or NUMBER_UNKNOWN.
 */
int64_t nodes_answer(int root, const char *parameter)
{
	char path[PATH_SIZE], text[4];

	snprintf(path, sizeof(path), KERNEL_PARAMETERS "/%s", parameter);
	line_read(root, path, text, sizeof(text));
	if (!strcmp(text, "Y"))
		return 1;
	return strcmp(text, "N") ? NUMBER_UNKNOWN : 0;
}

/**
 * nodes_memory - what the module sees now
 * @root: from kernel_root_open()
 * @memory: filled in
 */
void nodes_memory(int root, struct memory_now *memory)
{
	memory->free_pages = pages_read(root, STATS "/free_pages");
	memory->file_pages = pages_read(root, STATS "/file_pages");
	memory->row = number_read(root, STATS "/row");
	memory->min_score_adj = number_read(root, STATS "/min_score_adj");
}

static int is_counter(const struct dirent *entry)
{
	size_t i;

	if (entry->d_name[0] == '.' ||
	    strlen(entry->d_name) >= NODES_COUNTER_NAME_SIZE)
		return 0;
	for (i = 0; i < ARRAY_SIZE(no_counters); i++)
		if (!strcmp(entry->d_name, no_counters[i]))
			return 0;
	return 1;
}

static int counter_compare(const void *one, const void *other)
{
	return strcmp(((const struct counter *)one)->name,
		      ((const struct counter *)other)->name);
}

/**
 * nodes_counters - all counters of this module, whichever it has
 * @root: from kernel_root_open()
 * @counters: filled in, by name
 *
 * Return: how many there are; 0 also if there is no directory of them.
 */
int nodes_counters(int root, struct counter counters[NODES_COUNTERS_MAX])
{
	int fd = openat(root, STATS, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	int count = 0;

	if (!directory)
		return 0;
	while (count < NODES_COUNTERS_MAX && (entry = readdir(directory))) {
		struct counter *counter = &counters[count];

		if (!is_counter(entry))
			continue;
		counter->value = number_read(fd, entry->d_name);
		if (counter->value == NUMBER_UNKNOWN)
			continue;
		strcpy(counter->name, entry->d_name);
		text_clean(counter->name);
		count++;
	}
	closedir(directory);
	qsort(counters, (size_t)count, sizeof(*counters), counter_compare);
	return count;
}

/**
 * nodes_last_kills - what the module remembers of its kills
 * @root: from kernel_root_open()
 * @kills: filled in, the last one first
 *
 * Return: how many; -ENOENT if this module does not remember them; or another
 * negative errno.
 */
int nodes_last_kills(int root, struct last_kill kills[LAST_KILLS_MAX])
{
	static char text[LAST_KILLS_TEXT_SIZE];
	int ret = kernel_file_read(root, STATS "/last_kills", text,
				   sizeof(text));

	return ret < 0 ? ret : (int)last_kills_parse(text, kills);
}

/**
 * nodes_boot_ms - the clock kills are dated by, CLOCK_BOOTTIME
 * @root: from kernel_root_open()
 *
 * Return: milliseconds, to the hundredth of a second, or NUMBER_UNKNOWN.
 */
int64_t nodes_boot_ms(int root)
{
	int64_t seconds, hundredths;
	struct piece rest, whole, part;
	char text[64];

	line_read(root, "proc/uptime", text, sizeof(text));
	rest = piece_of(text);
	piece_cut(&rest, '.', &whole);
	piece_cut(&rest, ' ', &part);
	if (part.length != 2 || !piece_number(whole, 0, INT32_MAX, &seconds) ||
	    !piece_number(part, 0, 99, &hundredths))
		return NUMBER_UNKNOWN;
	return seconds * 1000 + hundredths * 10;
}

/**
 * nodes_total_mb - how much memory this machine has
 * @root: from kernel_root_open()
 *
 * Return: MB, or NUMBER_UNKNOWN.
 */
int64_t nodes_total_mb(int root)
{
	struct piece rest, number;
	const char *line;
	int64_t total_kb;
	char text[256];

	/* It is the first line. */
	kernel_file_read(root, "proc/meminfo", text, sizeof(text));
	line = strstr(text, "MemTotal:");
	if (!line)
		return NUMBER_UNKNOWN;
	line += strlen("MemTotal:");
	rest = piece_of(line + strspn(line, " "));
	piece_cut(&rest, ' ', &number);
	if (!piece_number(number, 1, PIECE_NUMBER_MAX, &total_kb))
		return NUMBER_UNKNOWN;
	return total_kb / 1024;
}
