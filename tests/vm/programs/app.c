// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process of a given importance and size, for the scenarios: takes memory,
 * fills it with a pattern, says "ready", maybe grows, and waits to be killed.
 * SIGTERM asks it whether its memory is still what it wrote: exit status 0 if
 * so, 1 if not.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MB (1024UL * 1024UL)
#define WORDS_PER_MB (MB / sizeof(uint64_t))
#define WORDS_PER_PAGE (4096 / sizeof(uint64_t))

static struct {
	const char *name;
	int adj;
	unsigned long mb; /* taken at once */
	unsigned long limit_mb; /* grown to, one MB at a time */
	unsigned int interval_ms; /* between two MB; 0 is as fast as it goes */
	unsigned int threads; /* so many more, which wait */
	const char *hold; /* written to /dev/holder, see modules/holder */
	const char *map; /* a file of which it needs as much as mb, all the time */
	int vfork_adj; /* a vfork child with this oom_score_adj keeps the mm */
	int vfork_child;
	int sharer; /* a process of its own, not a thread, has the mm too */
	int zombie_leader; /* the first thread ends, another goes on */
	int busy; /* write to all of the memory, over and over */
	int idle; /* SCHED_IDLE */
	int lock; /* mlockall */
	int shared; /* have memory that could be shared */
	int segment; /* the same, of System V's kind */
	int namespace_init; /* be process 1 of a pid namespace of its own */
} options = { .name = "app" };

static const struct option known[] = {
	{ "name", required_argument, NULL, 'n' },
	{ "adj", required_argument, NULL, 'a' },
	{ "mb", required_argument, NULL, 'm' },
	{ "limit-mb", required_argument, NULL, 'l' },
	{ "interval-ms", required_argument, NULL, 'i' },
	{ "threads", required_argument, NULL, 't' },
	{ "hold", required_argument, NULL, 'h' },
	{ "map", required_argument, NULL, 'f' },
	{ "vfork-adj", required_argument, NULL, 'v' },
	{ "sharer", no_argument, &options.sharer, 1 },
	{ "zombie-leader", no_argument, &options.zombie_leader, 1 },
	{ "busy", no_argument, &options.busy, 1 },
	{ "idle", no_argument, &options.idle, 1 },
	{ "lock", no_argument, &options.lock, 1 },
	{ "shared", no_argument, &options.shared, 1 },
	{ "segment", no_argument, &options.segment, 1 },
	{ "namespace-init", no_argument, &options.namespace_init, 1 },
	{ NULL, 0, NULL, 0 },
};

static uint64_t *memory;
static uint64_t *file; /* or NULL */
static volatile sig_atomic_t asked;

static void on_term(int signal)
{
	(void)signal;
	asked = 1;
}

static void die(const char *what)
{
	fprintf(stderr, "app: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void write_adj(int adj)
{
	char text[16];
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);
	int length = snprintf(text, sizeof(text), "%d", adj);

	if (fd < 0 || write(fd, text, (size_t)length) != length)
		die("oom_score_adj");
	close(fd);
}

static uint64_t pattern(unsigned long mb, unsigned long page)
{
	return ((uint64_t)mb << 32) ^ (page * 0x9e3779b97f4a7c15ULL) ^ 1;
}

/* One word a page: enough to take it, and to notice if it was taken away. */
static void fill(uint64_t *base, unsigned long mb)
{
	uint64_t *start = base + mb * WORDS_PER_MB;
	unsigned long page;

	for (page = 0; page < MB / 4096; page++)
		start[page * WORDS_PER_PAGE] = pattern(mb, page);
}

static int is_intact(const uint64_t *base, unsigned long count)
{
	unsigned long mb, page;

	for (mb = 0; mb < count; mb++)
		for (page = 0; page < MB / 4096; page++)
			if (base[mb * WORDS_PER_MB + page * WORDS_PER_PAGE] !=
			    pattern(mb, page))
				return 0;
	return 1;
}

static void pause_ms(unsigned int ms)
{
	struct timespec time = { .tv_sec = ms / 1000,
				 .tv_nsec = (ms % 1000) * 1000000L };

	nanosleep(&time, NULL);
}

static void parse(int argc, char **argv)
{
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		switch (option) {
		case 'n':
			options.name = optarg;
			break;
		case 'a':
			options.adj = atoi(optarg);
			break;
		case 'm':
			options.mb = strtoul(optarg, NULL, 10);
			break;
		case 'l':
			options.limit_mb = strtoul(optarg, NULL, 10);
			break;
		case 'i':
			options.interval_ms = (unsigned int)atoi(optarg);
			break;
		case 't':
			options.threads = (unsigned int)atoi(optarg);
			break;
		case 'h':
			options.hold = optarg;
			break;
		case 'f':
			options.map = optarg;
			break;
		case 'v':
			options.vfork_child = 1;
			options.vfork_adj = atoi(optarg);
			break;
		case 0:
			break;
		default:
			exit(2);
		}
	}
	if (options.limit_mb < options.mb)
		options.limit_mb = options.mb;
}

/* The parent of a new pid namespace's process 1 only waits for it. */
static void become_namespace_init(void)
{
	int status;
	pid_t child;

	write_adj(-1000);
	if (unshare(CLONE_NEWPID))
		die("unshare");
	child = fork();
	if (child < 0)
		die("fork");
	if (child == 0)
		return;
	waitpid(child, &status, 0);
	printf("namespace-init ended by signal %d\n",
	       WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	fflush(stdout);
	exit(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? 0 : 1);
}

static void *map_memory(void)
{
	return mmap(NULL, options.limit_mb * MB, PROT_READ | PROT_WRITE,
		    (options.shared ? MAP_SHARED : MAP_PRIVATE) |
			    MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

/* Removed at once, so that it goes with its last user. */
static void *attach_memory(void)
{
	int segment = shmget(IPC_PRIVATE, options.limit_mb * MB, 0600);
	void *start = shmat(segment, NULL, 0);

	shmctl(segment, IPC_RMID, NULL);
	return start;
}

static void take_memory(void)
{
	unsigned long mb;

	if (options.lock && mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT))
		die("mlockall");
	memory = options.segment ? attach_memory() : map_memory();
	if (memory == MAP_FAILED)
		die("memory");
	/* So that it grows by what it takes; see tests/debug/scenario.sh. */
	if (!getenv("APP_HUGE_PAGES"))
		madvise(memory, options.limit_mb * MB, MADV_NOHUGEPAGE);
	for (mb = 0; mb < options.mb; mb++)
		fill(memory, mb);
}

static void map_file(void)
{
	int fd = open(options.map, O_RDONLY);

	if (fd < 0)
		die(options.map);
	file = mmap(NULL, options.mb * MB, PROT_READ, MAP_SHARED, fd, 0);
	if (file == MAP_FAILED)
		die("mmap");
	close(fd);
}

/* A word of each page, so that reclaim sees them all in use. */
static void need_file(void)
{
	unsigned long page;

	for (page = 0; file && page < options.mb * MB / 4096; page++)
		*(volatile uint64_t *)(file + page * WORDS_PER_PAGE);
}

static void be_idle(void)
{
	struct sched_param param = { 0 };

	if (sched_setscheduler(0, SCHED_IDLE, &param))
		die("SCHED_IDLE");
}

static void *wait_for_ever(void *unused)
{
	for (;;)
		pause();
	return unused;
}

static void thread_start(void *(*function)(void *))
{
	pthread_attr_t small;
	pthread_t thread;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 65536);
	errno = pthread_create(&thread, &small, function, NULL);
	if (errno)
		die("pthread_create");
}

static int be_sharer(void *unused)
{
	wait_for_ever(unused);
	return 0;
}

/* Unlike a vfork child it does not keep us waiting. */
static void sharer_start(void)
{
	static max_align_t stack[1024];
	pid_t child = clone(be_sharer, stack + 1024, CLONE_VM | SIGCHLD, NULL);

	if (child < 0)
		die("clone");
	printf("sharer %s %d\n", options.name, child);
}

/* Returns when whoever waits for it in there has been released. */
static void hold(void)
{
	int fd = open("/dev/holder", O_WRONLY);

	if (fd < 0 || write(fd, options.hold, strlen(options.hold)) < 0)
		die("holder");
	close(fd);
}

static void report(const char *what)
{
	printf("%s %s %d\n", what, options.name, getpid());
	fflush(stdout);
}

/* The child borrows our memory until it ends, which it does not. */
static void lend_memory(void)
{
	if (vfork())
		return;
	write_adj(options.vfork_adj);
	for (;;)
		pause();
}

/* All that follows "ready". Its result is the exit status. */
static int live(void)
{
	unsigned long mb = options.mb;
	unsigned long i;

	if (options.vfork_child)
		lend_memory();
	if (options.hold)
		hold();
	for (; mb < options.limit_mb && !asked; mb++) {
		fill(memory, mb);
		if (options.interval_ms)
			pause_ms(options.interval_ms);
	}
	report("grown");
	while (options.busy && !asked)
		for (i = 0; i < mb && !asked; i++)
			fill(memory, i);
	while (!asked) {
		need_file();
		pause_ms(50);
	}
	return is_intact(memory, mb) ? 0 : 1;
}

static void *live_on(void *unused)
{
	(void)unused;
	exit(live());
}

int main(int argc, char **argv)
{
	unsigned int i;

	parse(argc, argv);
	if (options.namespace_init)
		become_namespace_init();
	prctl(PR_SET_NAME, options.name);
	write_adj(options.adj);
	signal(SIGTERM, on_term);
	take_memory();
	if (options.map)
		map_file();
	if (options.idle)
		be_idle();
	for (i = 0; i < options.threads; i++)
		thread_start(wait_for_ever);
	if (options.sharer)
		sharer_start();
	report("ready");
	if (!options.zombie_leader)
		return live();
	thread_start(live_on);
	syscall(SYS_exit, 0);
}
