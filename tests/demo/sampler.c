// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes the two figures the module compares with its tables into the trace,
 * at regular intervals, for the demonstration's plot. Runs in the guest.
 *
 * It must keep time when the machine does not, so it is locked in memory and
 * of real-time priority, and it computes the figures like core/memory.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define KB_PER_PAGE 4

static char text[65536];

static void die(const char *what)
{
	fprintf(stderr, "sampler: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int open_or_die(const char *path, int flags)
{
	int fd = open(path, flags);

	if (fd < 0)
		die(path);
	return fd;
}

static void read_text(int fd)
{
	ssize_t length, have = 0;

	while ((length = pread(fd, text + have, sizeof(text) - 1 - have, have)) > 0)
		have += length;
	if (length < 0)
		die("read");
	text[have] = '\0';
}

/* The value in a line "NAME VALUE" of the text, which may be its first. */
static long value_of(const char *name)
{
	size_t length = strlen(name);
	const char *line = text;

	for (;;) {
		if (!strncmp(line, name, length) && line[length] == ' ')
			return atol(line + length);
		line = strchr(line, '\n');
		if (!line)
			return 0;
		line++;
	}
}

static long max_in_list(const char *list)
{
	long value, max = 0;
	char *end;

	for (;; list = end) {
		list += strspn(list, " ,");
		value = strtol(list, &end, 10);
		if (end == list)
			return max;
		if (value > max)
			max = value;
	}
}

/* If the line begins with the name, the value is what follows. */
static void take(const char *line, const char *name, long *value)
{
	size_t length = strlen(name);

	if (!strncmp(line, name, length))
		*value = atol(line + length);
}

/*
 * What the kernel keeps as totalreserve_pages: of every zone its high
 * watermark and largest lowmem reserve, but no more than it manages. To be
 * read while memory is plenty: a boosted watermark would be counted.
 */
static long reserved_pages(void)
{
	static const char protection[] = "protection: (";
	long high = 0, managed = 0, reserve, pages = 0;
	char *line, *state = NULL;
	int fd = open_or_die("/proc/zoneinfo", O_RDONLY);

	read_text(fd);
	close(fd);
	for (line = strtok_r(text, "\n", &state); line;
	     line = strtok_r(NULL, "\n", &state)) {
		line += strspn(line, " ");
		take(line, "high ", &high);
		take(line, "managed ", &managed);
		if (strncmp(line, protection, strlen(protection)))
			continue;
		/* The last of a zone's lines we need. */
		reserve = high + max_in_list(line + strlen(protection));
		pages += reserve < managed ? reserve : managed;
	}
	return pages;
}

static void sample(int vmstat, int marker, long reserved)
{
	long free, file;

	read_text(vmstat);
	free = value_of("nr_free_pages") - reserved;
	file = value_of("nr_active_file") + value_of("nr_inactive_file");
	dprintf(marker, "memory: free %ldkB, page cache %ldkB\n",
		free * KB_PER_PAGE, file * KB_PER_PAGE);
}

int main(int argc, char **argv)
{
	struct sched_param param = { .sched_priority = 1 };
	long interval_ms = argc > 1 ? atol(argv[1]) : 100;
	int vmstat = open_or_die("/proc/vmstat", O_RDONLY);
	int marker = open_or_die("/sys/kernel/tracing/trace_marker", O_WRONLY);
	long reserved = reserved_pages();
	struct timespec next;

	if (mlockall(MCL_CURRENT | MCL_FUTURE))
		die("mlockall");
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		die("SCHED_FIFO");
	clock_gettime(CLOCK_MONOTONIC, &next);
	for (;;) {
		sample(vmstat, marker, reserved);
		next.tv_nsec += interval_ms * 1000000L;
		next.tv_sec += next.tv_nsec / 1000000000L;
		next.tv_nsec %= 1000000000L;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
	}
}
