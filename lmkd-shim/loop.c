// SPDX-License-Identifier: GPL-2.0-only
/*
 * The one place that waits. Level-triggered: whoever leaves something unread,
 * for others to have their turn, is called again.
 */
#include "loop.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

/*
 * One at a time: a source may remove another, which must not be called any
 * more then. epoll serves those that are ready in turn, so nobody waits for
 * longer than by asking for many.
 */
#define EVENTS_AT_ONCE 1

/**
 * loop_open - prepare to wait
 * @loop: to be opened
 *
 * Return: 0 or a negative errno.
 */
int loop_open(struct loop *loop)
{
	loop->stopped = 0;
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	return loop->epoll < 0 ? -errno : 0;
}

/**
 * loop_add - wait for a file descriptor from now on
 * @loop: where
 * @source: must stay until it is removed
 * @events: what to wait for, EPOLLIN and so on
 *
 * Return: 0 or a negative errno.
 */
int loop_add(struct loop *loop, struct source *source, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = source };

	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, source->fd, &event) ?
		       -errno : 0;
}

/**
 * loop_modify - wait for something else
 * @loop: where
 * @source: that was added
 * @events: what to wait for from now on; 0 for nothing
 *
 * Return: 0 or a negative errno.
 */
int loop_modify(struct loop *loop, struct source *source, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = source };

	return epoll_ctl(loop->epoll, EPOLL_CTL_MOD, source->fd, &event) ?
		       -errno : 0;
}

/**
 * loop_remove - wait for a file descriptor no longer, and close it
 * @loop: where
 * @source: its fd becomes -1; nothing happens if it is that already
 */
void loop_remove(struct loop *loop, struct source *source)
{
	if (source->fd < 0)
		return;
	epoll_ctl(loop->epoll, EPOLL_CTL_DEL, source->fd, NULL);
	close(source->fd);
	source->fd = -1;
}

/**
 * loop_run - wait and call, until loop_stop()
 * @loop: where
 *
 * Return: 0 or a negative errno.
 */
int loop_run(struct loop *loop)
{
	struct epoll_event events[EVENTS_AT_ONCE];

	while (!loop->stopped) {
		struct source *source;
		int count = epoll_wait(loop->epoll, events, EVENTS_AT_ONCE, -1);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -errno;
		source = events[0].data.ptr;
		source->ready(source, events[0].events);
	}
	return 0;
}

/**
 * loop_stop - have loop_run() return
 * @loop: which
 */
void loop_stop(struct loop *loop)
{
	loop->stopped = 1;
}

/**
 * loop_close - undo loop_open()
 * @loop: its sources were removed before
 */
void loop_close(struct loop *loop)
{
	close(loop->epoll);
	loop->epoll = -1;
}
