// SPDX-License-Identifier: GPL-2.0-only
/*
 * lmkctl watch: kills while they happen, from the module, or from the daemon
 * where the module cannot be read. Either may go away and come back.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "client.h"
#include "kernel.h"
#include "lmkctl.h"
#include "nodes.h"
#include "output.h"
#include "text.h"

/* Only while there is nothing to wait for but that something comes back. */
#define LOOK_AGAIN_MS 1000

#define KILLS_PATH "/" KERNEL_KILLS

/**
 * struct source - where kills come from
 * @fd: to wait for; -1 if there is none now
 * @is_daemon: it is not the module itself
 * @what: for messages
 */
struct source {
	int fd;
	int is_daemon;
	const char *what;
};

static int daemon_subscribe(const char *path)
{
	const struct lmkd_request request = { .command = LMK_SUBSCRIBE,
					      .event = LMKD_EVENT_KILL };
	int connection = client_connect(path);
	int ret;

	if (connection < 0)
		return connection;
	ret = client_send(connection, &request);
	if (!ret)
		return connection;
	close(connection);
	return ret;
}

/*
 * The driver of old has one queue, so that two readers would take kills away
 * from each other: with it the daemon, if there is one, is asked. 0, or why the
 * module could not be read.
 */
static int source_open(const struct lmkctl *ctl, struct source *source)
{
	const char *path = client_path(ctl->options.socket);
	int kills = kernel_kills_open(ctl->root);
	int connection;

	if (kills < 0 || !nodes_has_levels(ctl->root)) {
		connection = daemon_subscribe(path);
		if (connection >= 0) {
			if (kills >= 0)
				close(kills);
			*source = (struct source){ connection, 1, path };
			return 0;
		}
	}
	if (kills < 0)
		return kills;
	*source = (struct source){ kills, 0, KILLS_PATH };
	return 0;
}

/* 1, 0 or a negative errno, as kernel_kill_read(). */
static int module_read(int fd, struct last_kill *kill)
{
	struct record record;
	int ret = kernel_kill_read(fd, &record);

	if (ret <= 0)
		return ret;
	/* Threads are killed with their process, which has its own. */
	if (record.pid != record.group_leader_pid)
		return 0;
	kill->pid = record.pid;
	kill->uid = (uint32_t)record.uid;
	kill->oom_score_adj = record.oom_score_adj;
	kill->min_score_adj = record.min_score_adj;
	if (record.rss_pages <= TEXT_PAGES_MAX)
		kill->rss_pages = record.rss_pages;
	last_kill_name(kill->name, record.name, strlen(record.name));
	return 1;
}

/* Likewise. */
static int daemon_read(int fd, int64_t page_size, struct last_kill *kill)
{
	struct lmkd_kill event;
	int ret = client_kill_read(fd, &event);

	if (ret <= 0)
		return ret;
	kill->pid = event.pid;
	kill->uid = (uint32_t)event.uid;
	if (event.rss_bytes >= 0)
		kill->rss_pages = event.rss_bytes / page_size;
	return 1;
}

static int kill_read(const struct lmkctl *ctl, const struct source *source,
		     struct last_kill *kill)
{
	last_kill_clear(kill);
	kill->time_ms = nodes_boot_ms(ctl->root);
	/* Kills that did not happen are not announced. */
	kill->dry_run = 0;
	if (source->is_daemon)
		return daemon_read(source->fd, ctl->page_size, kill);
	return module_read(source->fd, kill);
}

static int print_in_json(const struct last_kill *kill,
			 const struct moment *moment, time_t now)
{
	json_t *object = json_kill(kill, moment);
	char stamp[32];

	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
	json_object_set_new(object, "time", json_string(stamp));
	return output_json(object, JSON_COMPACT) == STATUS_DONE;
}

/* 0 if nobody can read it any more. */
static int kill_print(const struct lmkctl *ctl, const struct last_kill *kill)
{
	struct moment moment = { kill->time_ms, ctl->page_size };
	char stamp[32], text[EXPLAIN_SHORT_SIZE];
	time_t now = time(NULL);

	if (ctl->options.json) {
		if (!print_in_json(kill, &moment, now))
			return 0;
	} else {
		strftime(stamp, sizeof(stamp), "%Y-%m-%d %H:%M:%S",
			 localtime(&now));
		explain_event(kill, &moment, text);
		printf("%s %s\n", stamp, text);
	}
	return !ferror(stdout);
}

static void source_lost(struct source *source)
{
	complain(source->what, "%s is gone, waiting for it",
		 source->is_daemon ? "the daemon" : "the module");
	close(source->fd);
	source->fd = -1;
}

/*
 * A module that has gone is waited for, even if there is a daemon: it could not
 * tell of anything now, and of less then.
 */
static int source_reopen(const struct lmkctl *ctl, struct source *source)
{
	if (source->is_daemon)
		return source_open(ctl, source);
	source->fd = kernel_kills_open(ctl->root);
	return source->fd < 0 ? source->fd : 0;
}

static void source_wait(const struct lmkctl *ctl, struct source *source)
{
	poll(NULL, 0, LOOK_AGAIN_MS);
	if (!source_reopen(ctl, source))
		complain(source->what, "%s is back",
			 source->is_daemon ? "the daemon" : "the module");
}

/* 1 with a kill; 0 if it was something else. */
static int source_read(const struct lmkctl *ctl, struct source *source,
		       struct last_kill *kill)
{
	struct pollfd waiting = { .fd = source->fd, .events = POLLIN };
	int ret;

	/* A negative answer is for having been stopped and continued. */
	if (poll(&waiting, 1, -1) < 0)
		return 0;
	ret = kill_read(ctl, source, kill);
	if (ret == -EBADMSG)
		complain(source->what, "a record that cannot be understood: ignoring it");
	else if (ret < 0)
		source_lost(source);
	return ret > 0;
}

static enum lmkctl_status no_source(const struct lmkctl *ctl, int error)
{
	if (error != -ENOENT) {
		complain(KILLS_PATH, "%s", strerror(-error));
		return STATUS_FAILED;
	}
	if (!kernel_module_is_loaded(ctl->root))
		return complain_no_module();
	complain(client_path(ctl->options.socket),
		 "no daemon listens there, and this driver does not tell of kills");
	return STATUS_NO_DAEMON;
}

/**
 * command_watch - print kills until interrupted
 * @ctl: what was asked for
 *
 * Return: the exit status.
 */
enum lmkctl_status command_watch(const struct lmkctl *ctl)
{
	int64_t count = 0;
	struct source source;
	struct last_kill kill;
	int ret;

	setvbuf(stdout, NULL, _IOLBF, 0);
	ret = source_open(ctl, &source);
	if (ret)
		return no_source(ctl, ret);
	if (source.is_daemon && !kernel_module_is_loaded(ctl->root))
		complain(source.what, "the module is not loaded here, listening to the daemon");
	while (!ctl->options.count || count < ctl->options.count) {
		if (source.fd < 0) {
			source_wait(ctl, &source);
			continue;
		}
		if (!source_read(ctl, &source, &kill))
			continue;
		if (!kill_print(ctl, &kill))
			break;
		count++;
	}
	if (source.fd >= 0)
		close(source.fd);
	return STATUS_DONE;
}
