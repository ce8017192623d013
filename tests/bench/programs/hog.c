// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process of a given importance and size, to be killed while somebody looks
 * at a clock. Unlike the app of the tests it does nothing about SIGTERM, so
 * that a killer which begins with that is not held up, and fills its pages, a
 * third of each with what does not compress, so that swap in memory costs what
 * it would cost in earnest. Prints "ready PID" when it has what it takes at once.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define MB (1024UL * 1024UL)
#define PAGE 4096UL
#define WORDS_PER_PAGE (PAGE / sizeof(uint64_t))
#define NS_PER_S 1000000000ULL

struct options {
	const char *name;
	const char *adj;
	unsigned long mb; /* taken at once */
	unsigned long limit_mb; /* grown to */
	unsigned long mb_per_s; /* at that pace; 0 is as fast as it goes */
	unsigned long seconds; /* and then it ends by itself; 0 is never */
	int light; /* one word a page, where nobody will compress it */
	int busy; /* goes on using its memory, else it sleeps */
	int idle; /* SCHED_IDLE */
	int unmap; /* gives its memory back at SIGUSR1 and lives on */
	int vfork_child; /* a child borrows its memory, until it ends */
	const char *hold; /* written to /dev/holder, which keeps it */
};

static unsigned char *memory;
static size_t memory_bytes;

static void die(const char *what)
{
	fprintf(stderr, "hog: %s: %s\n", what, strerror(errno));
	exit(2);
}

static uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * NS_PER_S + (uint64_t)time.tv_nsec;
}

static void sleep_until(uint64_t ns)
{
	struct timespec time = { .tv_sec = (time_t)(ns / NS_PER_S),
				 .tv_nsec = (long)(ns % NS_PER_S) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR)
		;
}

/* xorshift: good enough not to compress, and cheap in an emulator. */
static uint64_t random_next(void)
{
	static uint64_t state = 0x9e3779b97f4a7c15ULL;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static void fill_mb(unsigned long mb, const struct options *options)
{
	uint64_t *page = (uint64_t *)(memory + mb * MB);
	unsigned long words = options->light ? 1 : WORDS_PER_PAGE / 3;
	unsigned long i, word;

	for (i = 0; i < MB / PAGE; i++, page += WORDS_PER_PAGE)
		for (word = 0; word < words; word++)
			page[word] = random_next();
}

static void on_usr1(int signal)
{
	(void)signal;
	munmap(memory, memory_bytes);
}

static void write_adj(const char *adj)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);

	if (fd < 0 || write(fd, adj, strlen(adj)) < 0)
		die("oom_score_adj");
	close(fd);
}

static void parse(int argc, char **argv, struct options *options)
{
	const struct option known[] = {
		{ "name", required_argument, NULL, 'n' },
		{ "adj", required_argument, NULL, 'a' },
		{ "mb", required_argument, NULL, 'm' },
		{ "limit-mb", required_argument, NULL, 'l' },
		{ "mb-per-s", required_argument, NULL, 'p' },
		{ "seconds", required_argument, NULL, 's' },
		{ "light", no_argument, &options->light, 1 },
		{ "busy", no_argument, &options->busy, 1 },
		{ "idle", no_argument, &options->idle, 1 },
		{ "unmap", no_argument, &options->unmap, 1 },
		{ "hold", required_argument, NULL, 'h' },
		{ "vfork-child", no_argument, &options->vfork_child, 1 },
		{ NULL, 0, NULL, 0 },
	};
	unsigned long *number;
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		number = option == 'm' ? &options->mb :
			 option == 'l' ? &options->limit_mb :
			 option == 'p' ? &options->mb_per_s :
			 option == 's' ? &options->seconds : NULL;
		if (number)
			*number = strtoul(optarg, NULL, 10);
		else if (option == 'n')
			options->name = optarg;
		else if (option == 'a')
			options->adj = optarg;
		else if (option == 'h')
			options->hold = optarg;
		else if (option)
			exit(2);
	}
	if (options->limit_mb < options->mb)
		options->limit_mb = options->mb;
}

static void set_up(const struct options *options)
{
	struct sched_param param = { 0 };

	prctl(PR_SET_NAME, options->name);
	write_adj(options->adj);
	memory_bytes = options->limit_mb * MB;
	memory = mmap(NULL, memory_bytes, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (memory == MAP_FAILED)
		die("mmap");
	madvise(memory, memory_bytes, MADV_NOHUGEPAGE);
	if (options->unmap)
		signal(SIGUSR1, on_usr1);
	if (options->seconds)
		alarm((unsigned int)options->seconds);
	for (unsigned long mb = 0; mb < options->mb; mb++)
		fill_mb(mb, options);
	if (options->idle && sched_setscheduler(0, SCHED_IDLE, &param))
		die("SCHED_IDLE");
}

/* What it was held up is not made up for: it would be a burst. */
static void grow(const struct options *options)
{
	uint64_t due = now_ns();
	unsigned long mb;

	for (mb = options->mb; mb < options->limit_mb; mb++) {
		fill_mb(mb, options);
		if (!options->mb_per_s)
			continue;
		due += NS_PER_S / options->mb_per_s;
		if (due < now_ns())
			due = now_ns();
		sleep_until(due);
	}
}

/* See tests/vm/modules/holder: it returns when somebody releases it. */
static void be_held(const char *how)
{
	int fd = open("/dev/holder", O_WRONLY);

	if (fd < 0 || write(fd, how, strlen(how)) < 0)
		die("holder");
	close(fd);
}

static void use_memory(void)
{
	size_t at;

	for (;;)
		for (at = 0; at < memory_bytes; at += PAGE)
			((volatile unsigned char *)memory)[at]++;
}

int main(int argc, char **argv)
{
	struct options options = { .name = "hog", .adj = "0" };

	parse(argc, argv, &options);
	set_up(&options);
	printf("ready %d\n", getpid());
	fflush(stdout);
	if (options.vfork_child && vfork() == 0)
		for (;;)
			pause();
	grow(&options);
	if (options.hold)
		be_held(options.hold);
	if (options.busy)
		use_memory();
	for (;;)
		pause();
}
