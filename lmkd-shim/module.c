// SPDX-License-Identifier: GPL-2.0-only
/*
 * Follows the module through being loaded, unloaded and loaded again. Nothing
 * here is an error: a machine without the module is one on which nobody is
 * killed for the tables, and all the rest goes on.
 */
#include "module.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"
#include "log.h"
#include "watch.h"

/*
 * Kernels before 5.12 announce a module before its init function has run, and
 * with that before /proc/lowmemorykiller is there. It takes milliseconds; 5 s
 * are for a machine with too much to do.
 */
#define RETRY_MS 100
#define RETRIES 50

/* Without word from the kernel: how long the module may be there unnoticed. */
#define POLL_MS 5000

/* Kills read before others have a turn: more than die in a second. */
#define KILLS_AT_ONCE 64

/**
 * now_ms - the time
 *
 * Return: milliseconds of a clock that does not go back.
 */
int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Once, in so many milliseconds; 0 stands for at once. */
static void timer_start(const struct source *timer, int64_t ms)
{
	struct itimerspec when = {
		.it_value = { .tv_sec = ms / 1000,
			      .tv_nsec = ms % 1000 * 1000000 },
	};

	if (!ms)
		when.it_value.tv_nsec = 1;
	timerfd_settime(timer->fd, 0, &when, NULL);
}

static void timer_read(const struct source *timer)
{
	uint64_t expirations;
	ssize_t length = read(timer->fd, &expirations, sizeof(expirations));

	/* Only to take it back: that it is due is known. */
	(void)length;
}

static void kills_close(struct module *module)
{
	loop_remove(module->loop, &module->kills);
}

/* Again soon, for which a timer runs: 1; or never, which is said once: 0. */
static int retry_later(struct module *module, int error)
{
	if (module->retries) {
		module->retries--;
		timer_start(&module->retry_timer, RETRY_MS);
		return 1;
	}
	if (!module->deaf)
		log_line(LOG_WARNING,
			 "/" KERNEL_KILLS ": %s: clients will not hear of kills",
			 strerror(-error));
	module->deaf = 1;
	return 0;
}

/*
 * It cannot be read any more: the module is going, or it is the node of another
 * driver that does not do what it says. Not at once, for that would be for ever.
 */
static void kills_lost(struct module *module, int error)
{
	kills_close(module);
	/* Gone and back between two looks; only this tells. */
	if (module->watch.fd < 0)
		module->present = 0;
	retry_later(module, error);
}

static void kills_ready(struct source *source, uint32_t events)
{
	struct module *module = source->owner;
	struct record record;
	int i;

	(void)events;
	for (i = 0; i < KILLS_AT_ONCE; i++) {
		int ret = kernel_kill_read(source->fd, &record);

		if (!ret)
			return;
		if (ret == -EBADMSG) {
			module->bad_records++;
			continue;
		}
		if (ret < 0) {
			kills_lost(module, ret);
			return;
		}
		/* Threads are killed with their process, which has its own. */
		if (record.pid == record.group_leader_pid)
			module->killed(module->owner, &record);
	}
}

static int kills_listen(struct module *module)
{
	int ret;

	if (module->kills.fd >= 0)
		return 0;
	ret = kernel_kills_open(module->root);
	if (ret < 0)
		return ret;
	module->kills.fd = ret;
	ret = loop_add(module->loop, &module->kills, EPOLLIN);
	if (!ret)
		return 0;
	close(module->kills.fd);
	module->kills.fd = -1;
	return ret;
}

/* Of files and memory there may be more in a second; the rest is final. */
static int is_for_now(int error)
{
	return error == -EMFILE || error == -ENFILE || error == -ENOMEM ||
	       error == -EINTR || error == -EAGAIN;
}

static void tables_report(const struct module *module, int error)
{
	const struct targets *targets = &module->targets;

	if (error)
		log_line(LOG_WARNING,
			 "the tables are refused (%s)%s: ignoring them",
			 strerror(-error),
			 error == -EINVAL || error == -ERANGE ?
				 ", the kernel's log says why" : "");
	else
		log_line(LOG_INFO, "tables of %zu rows are %s, from %d pages for oom_score_adj %d",
			 targets->count,
			 module->dry_run ? "good but not written in a dry run" :
					   "in force",
			 targets->row[0].minfree_pages,
			 targets->row[0].oom_score_adj);
}

/* Write the tables if they are due, or come back when they are. */
static void tables_apply(struct module *module)
{
	struct targets *targets = &module->targets;
	int64_t wait = targets_due_in_ms(targets, now_ms());
	int ret;

	if (wait < 0 || !module->present)
		return;
	if (wait > 0) {
		timer_start(&module->table_timer, wait);
		return;
	}
	ret = module->dry_run ? 0 :
				kernel_targets_write(module->root, targets->row,
						     targets->count);
	/* It went just now: it gets them when it comes back. */
	if (ret == -ENOENT || ret == -ENODEV)
		return;
	if (is_for_now(ret)) {
		log_limited(&module->limit, LOG_WARNING,
			    "cannot write the tables now (%s): trying again",
			    strerror(-ret));
		timer_start(&module->table_timer, TARGETS_INTERVAL_MS);
		return;
	}
	targets_were_written(targets, now_ms());
	tables_report(module, ret);
}

static void appeared(struct module *module)
{
	module->present = 1;
	module->retries = RETRIES;
	module->deaf = 0;
	log_line(LOG_INFO, "the kernel module is there");
	/* It has its defaults now, whatever it had before. */
	module_rewrite(module);
}

static void disappeared(struct module *module)
{
	kills_close(module);
	module->present = 0;
	log_line(LOG_WARNING,
		 "the kernel module is not there: nobody is killed until it is; oom_score_adj is still written");
}

/**
 * module_look - see whether the module is there, and do what follows
 * @module: which
 */
void module_look(struct module *module)
{
	int retrying = 0;
	int present;

	/* Is it still the same one? Where nobody tells us, its node does. */
	if (module->watch.fd < 0)
		module_read_kills(module);
	present = kernel_module_is_loaded(module->root);
	if (present && !module->present)
		appeared(module);
	if (!present && module->present)
		disappeared(module);
	if (present) {
		int ret = kills_listen(module);

		retrying = ret && retry_later(module, ret);
		tables_apply(module);
	}
	/* Nobody tells us: ask, also to see that it is gone. */
	if (module->watch.fd < 0 && !retrying)
		timer_start(&module->retry_timer, POLL_MS);
}

static void watch_ready(struct source *source, uint32_t events)
{
	struct module *module = source->owner;

	(void)events;
	if (!watch_read(source->fd))
		return;
	/* Unloaded and loaded again before we looked: another node. */
	kills_close(module);
	if (module->present && kernel_module_is_loaded(module->root))
		module->present = 0;
	module_look(module);
}

static void table_timer_ready(struct source *source, uint32_t events)
{
	(void)events;
	timer_read(source);
	tables_apply(source->owner);
}

static void retry_timer_ready(struct source *source, uint32_t events)
{
	(void)events;
	timer_read(source);
	module_look(source->owner);
}

static int timer_open(struct module *module, struct source *timer,
		      void (*ready)(struct source *source, uint32_t events))
{
	*timer = (struct source){ .ready = ready, .owner = module };
	timer->fd = timerfd_create(CLOCK_MONOTONIC,
				   TFD_NONBLOCK | TFD_CLOEXEC);
	if (timer->fd < 0)
		return -errno;
	return loop_add(module->loop, timer, EPOLLIN);
}

static void watch_start(struct module *module)
{
	int ret = watch_open();

	module->watch = (struct source){ .fd = ret < 0 ? -1 : ret,
					 .ready = watch_ready,
					 .owner = module };
	if (ret >= 0)
		ret = loop_add(module->loop, &module->watch, EPOLLIN);
	if (ret < 0)
		log_line(LOG_NOTICE,
			 "the kernel does not announce modules here (%s): looking every %d s instead",
			 strerror(-ret), POLL_MS / 1000);
}

/**
 * module_open - look for the module, and follow it from now on
 * @module: with killed and owner filled in
 * @loop: which waits
 * @root: from kernel_root_open()
 *
 * Return: 0, whether it is there or not, or a negative errno.
 */
int module_open(struct module *module, struct loop *loop, int root)
{
	int ret;

	module->loop = loop;
	module->root = root;
	module->kills = (struct source){ .fd = -1,
					 .ready = kills_ready,
					 .owner = module };
	ret = timer_open(module, &module->table_timer, table_timer_ready);
	if (!ret)
		ret = timer_open(module, &module->retry_timer,
				 retry_timer_ready);
	if (ret)
		return ret;
	watch_start(module);
	if (!kernel_module_is_loaded(root))
		disappeared(module);
	module_look(module);
	return 0;
}

/**
 * module_want - have the module use these tables, within a second
 * @module: which
 * @row: the rows
 * @count: how many, 1 to LMKD_TARGETS_MAX
 */
void module_want(struct module *module, const struct lmkd_target *row,
		 size_t count)
{
	targets_want(&module->targets, row, count);
	tables_apply(module);
}

/**
 * module_rewrite - have the module use the tables that are wanted once more
 * @module: which; it may have others now
 */
void module_rewrite(struct module *module)
{
	if (!module->targets.count)
		return;
	module->targets.waiting = 1;
	module->targets.written = 0;
	tables_apply(module);
}

/**
 * module_read_kills - hear of the kills there have been, now
 * @module: which
 */
void module_read_kills(struct module *module)
{
	if (module->kills.fd >= 0)
		kills_ready(&module->kills, EPOLLIN);
}

/**
 * module_close - undo module_open()
 * @module: which
 */
void module_close(struct module *module)
{
	loop_remove(module->loop, &module->watch);
	loop_remove(module->loop, &module->retry_timer);
	loop_remove(module->loop, &module->table_timer);
	loop_remove(module->loop, &module->kills);
}
