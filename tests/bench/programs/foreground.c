// SPDX-License-Identifier: GPL-2.0-only
/*
 * foreground FILE MB SECONDS: what a user feels. Maps that much of the file,
 * reads it once, says "ready", and then touches 256 random pages of it in each
 * iteration, for as long as it is told, noting how long every one takes. All
 * of its own memory is locked, so what is slow is the file's pages having to be
 * read again.
 *
 * Prints "began", when that was in seconds since boot; "iterations"; "p50",
 * "p99" and "worst" in microseconds; and for every iteration above 1 ms "slow",
 * when it began and what it took, in microseconds.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define MB (1024UL * 1024UL)
#define PAGE 4096UL
#define PAGES_PER_ITERATION 256
#define SLOW_NS 1000000ULL
#define SLOW_MAX 32768

/*
 * A histogram with 64 steps to every power of two, 1.6 % each: no percentile
 * needs more, and it does not grow with a faster machine.
 */
#define STEP_BITS 6
#define STEPS (1U << STEP_BITS)
static uint32_t histogram[(64 - STEP_BITS + 1) << STEP_BITS];

static struct {
	uint64_t start_ns, length_ns;
} slow[SLOW_MAX];
static unsigned int slow_count;
static uint64_t worst_ns;

static void die(const char *what)
{
	fprintf(stderr, "foreground: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* Since boot: it does not set the clock, nor sleep as a machine. */
static uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000ULL + (uint64_t)time.tv_nsec;
}

static unsigned int bucket_of(uint64_t ns)
{
	unsigned int shift = 0;

	while (ns >> shift >= 2 * STEPS)
		shift++;
	return (unsigned int)(ns >> shift) + (shift << STEP_BITS);
}

/* The least that falls into it. */
static uint64_t bucket_ns(unsigned int bucket)
{
	unsigned int shift = bucket >> STEP_BITS;

	if (bucket < 2 * STEPS)
		return bucket;
	shift--;
	return (uint64_t)(bucket - (shift << STEP_BITS)) << shift;
}

static uint64_t percentile_ns(uint64_t count, unsigned int percent)
{
	uint64_t wanted = count * percent / 100, seen = 0;
	unsigned int bucket = 0;

	while (seen <= wanted && seen < count)
		seen += histogram[bucket++];
	return bucket_ns(bucket - 1);
}

static uint64_t random_next(void)
{
	static uint64_t state = 0x9e3779b97f4a7c15ULL;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static void iterate(const volatile unsigned char *file, unsigned long pages)
{
	unsigned int i;

	for (i = 0; i < PAGES_PER_ITERATION; i++)
		(void)file[random_next() % pages * PAGE];
}

static void record(uint64_t start_ns, uint64_t length_ns)
{
	histogram[bucket_of(length_ns)]++;
	if (length_ns > worst_ns)
		worst_ns = length_ns;
	if (length_ns < SLOW_NS || slow_count == SLOW_MAX)
		return;
	slow[slow_count].start_ns = start_ns;
	slow[slow_count].length_ns = length_ns;
	slow_count++;
}

static uint64_t measure(const volatile unsigned char *file, unsigned long pages,
			uint64_t seconds)
{
	uint64_t begin = now_ns(), start = begin, count = 0;

	printf("began %.2f\n", (double)begin / 1e9);
	while (start - begin < seconds * 1000000000ULL) {
		uint64_t end;

		iterate(file, pages);
		end = now_ns();
		record(start - begin, end - start);
		start = end;
		count++;
	}
	return count;
}

static void report(uint64_t count)
{
	unsigned int i;

	printf("iterations %lu\n", count);
	printf("p50 %.1f\n", (double)percentile_ns(count, 50) / 1e3);
	printf("p99 %.1f\n", (double)percentile_ns(count, 99) / 1e3);
	printf("worst %.1f\n", (double)worst_ns / 1e3);
	for (i = 0; i < slow_count; i++)
		printf("slow %lu %lu\n", slow[i].start_ns / 1000,
		       slow[i].length_ns / 1000);
}

int main(int argc, char **argv)
{
	volatile unsigned char *file;
	unsigned long pages, page;
	int fd;

	if (argc != 4)
		return 2;
	if (mlockall(MCL_CURRENT))
		die("mlockall");
	fd = open(argv[1], O_RDONLY);
	if (fd < 0)
		die(argv[1]);
	pages = strtoul(argv[2], NULL, 10) * (MB / PAGE);
	file = mmap(NULL, pages * PAGE, PROT_READ, MAP_SHARED, fd, 0);
	if (file == MAP_FAILED)
		die("mmap");
	for (page = 0; page < pages; page++)
		(void)file[page * PAGE];
	puts("ready");
	fflush(stdout);
	report(measure(file, pages, strtoull(argv[3], NULL, 10)));
	return 0;
}
