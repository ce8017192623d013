// SPDX-License-Identifier: GPL-2.0-only
/*
 * A hash table of fixed size. Whoever has not been heard of for longest makes
 * room when it is full: for that one the next packet costs a search, and if it
 * dies first, its kill is announced with the short name the kernel has.
 */
#include "processes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "process.h"

/*
 * A process gets its name some time after it was forked; Android's zygote does
 * so before the framework hears of it, others need not. Names older than this
 * are read again when the process is heard of.
 */
#define NAME_AGE_MS 1000

static size_t bucket_of(int32_t pid)
{
	return (uint32_t)pid % PROCESSES_BUCKETS;
}

static struct known_process *find(const struct processes *processes,
				  int32_t pid)
{
	int16_t index = processes->bucket[bucket_of(pid)];

	for (; index >= 0; index = processes->place[index].next)
		if (processes->place[index].pid == pid)
			return (struct known_process *)&processes->place[index];
	return NULL;
}

static void forget(struct processes *processes, struct known_process *known)
{
	int16_t index = (int16_t)(known - processes->place);
	int16_t *link = &processes->bucket[bucket_of(known->pid)];

	while (*link != index)
		link = &processes->place[*link].next;
	*link = known->next;
	close(known->file);
	known->pid = 0;
	known->next = processes->free;
	processes->free = index;
	processes->count--;
}

/* Looks at all of them, but only once the table is full. */
static int forget_oldest(struct processes *processes)
{
	struct known_process *oldest = NULL;
	size_t i;

	for (i = 0; i < PROCESSES_MAX; i++) {
		struct known_process *known = &processes->place[i];

		if (known->pid &&
		    (!oldest || known->used_ms < oldest->used_ms))
			oldest = known;
	}
	if (!oldest)
		return 0;
	forget(processes, oldest);
	processes->forgotten++;
	return 1;
}

static struct known_process *remember(struct processes *processes, int32_t pid,
				      int file)
{
	int16_t *bucket = &processes->bucket[bucket_of(pid)];
	struct known_process *known;
	int16_t index;

	if (processes->count >= processes->limit)
		forget_oldest(processes);
	index = processes->free;
	known = &processes->place[index];
	processes->free = known->next;
	known->pid = pid;
	known->file = file;
	known->next = *bucket;
	*bucket = index;
	processes->count++;
	return known;
}

static int open_new(struct processes *processes, int32_t pid, int64_t now_ms,
		    struct known_process **known)
{
	char name[LMKD_NAME_MAX + 1];
	int file = process_open(processes->root, pid, name, sizeof(name));

	/* Out of file descriptors: one of ours is worth less than this one. */
	if ((file == -EMFILE || file == -ENFILE) && forget_oldest(processes))
		file = process_open(processes->root, pid, name, sizeof(name));
	if (file < 0)
		return file;
	*known = remember(processes, pid, file);
	strcpy((*known)->name, name);
	(*known)->named_ms = now_ms;
	return 0;
}

/*
 * Before the oom_score_adj is written: if that succeeds the process was alive,
 * and its pid nobody else's, while its name was read.
 */
static void name_refresh(const struct processes *processes,
			 struct known_process *known, int64_t now_ms)
{
	if (now_ms - known->named_ms < NAME_AGE_MS)
		return;
	process_name_read(processes->root, known->pid, known->name,
			  sizeof(known->name));
	known->named_ms = now_ms;
}

static int adj_write(const struct processes *processes,
		     const struct known_process *known, int32_t oom_score_adj)
{
	if (processes->dry_run)
		return 0;
	return process_adj_write(known->file, oom_score_adj);
}

/**
 * processes_open - prepare the table
 * @processes: to be filled in
 * @root: from kernel_root_open()
 * @limit: file descriptors it may hold; PROCESSES_MAX at most, 1 at least
 */
void processes_open(struct processes *processes, int root, size_t limit)
{
	int16_t i;

	if (limit > PROCESSES_MAX)
		limit = PROCESSES_MAX;
	*processes = (struct processes){ .root = root, .dry_run = 0 };
	processes->limit = limit ? limit : 1;
	for (i = 0; i < PROCESSES_BUCKETS; i++)
		processes->bucket[i] = -1;
	for (i = 0; i < PROCESSES_MAX; i++)
		processes->place[i].next = (int16_t)(i + 1);
	processes->place[PROCESSES_MAX - 1].next = -1;
}

/**
 * processes_adj_write - set how important a process is, and remember it
 * @processes: the table
 * @pid: of the process, above 1
 * @oom_score_adj: -1000 to 1000
 * @now_ms: time on any clock that does not go back
 *
 * Return: 0; or what process_open() and process_adj_write() return, with nothing
 * written and the process not remembered.
 */
int processes_adj_write(struct processes *processes, int32_t pid,
			int32_t oom_score_adj, int64_t now_ms)
{
	struct known_process *known = find(processes, pid);
	int ret = -ESRCH;

	if (known) {
		name_refresh(processes, known, now_ms);
		ret = adj_write(processes, known, oom_score_adj);
		if (ret == -ESRCH)
			forget(processes, known);
	}
	/* Not known, or its pid is another's now. */
	if (ret == -ESRCH) {
		ret = open_new(processes, pid, now_ms, &known);
		if (ret)
			return ret;
		ret = adj_write(processes, known, oom_score_adj);
	}
	if (ret) {
		forget(processes, known);
		return ret;
	}
	known->used_ms = now_ms;
	return 0;
}

/**
 * processes_name - what a process is, or was, called
 * @processes: the table
 * @pid: any
 *
 * Return: its name; NULL if nobody told us about it.
 */
const char *processes_name(const struct processes *processes, int32_t pid)
{
	const struct known_process *known = find(processes, pid);

	return known ? known->name : NULL;
}

/**
 * processes_forget - a process is gone
 * @processes: the table
 * @pid: any
 */
void processes_forget(struct processes *processes, int32_t pid)
{
	struct known_process *known = find(processes, pid);

	if (known)
		forget(processes, known);
}

/**
 * processes_forget_all - all are gone
 * @processes: the table
 */
void processes_forget_all(struct processes *processes)
{
	size_t i;

	for (i = 0; i < PROCESSES_MAX; i++)
		if (processes->place[i].pid)
			forget(processes, &processes->place[i]);
}
