/* SPDX-License-Identifier: GPL-2.0-only */
/* Waiting for many file descriptors at once, with epoll(7). */
#ifndef LMKD_SHIM_LOOP_H
#define LMKD_SHIM_LOOP_H

#include <stdint.h>

/**
 * struct source - a file descriptor that is waited for
 * @fd: it; -1 if there is none now
 * @ready: called with what epoll says, EPOLLIN and so on
 * @owner: for @ready
 */
struct source {
	int fd;
	void (*ready)(struct source *source, uint32_t events);
	void *owner;
};

struct loop {
	int epoll;
	int stopped;
};

int loop_open(struct loop *loop);
int loop_add(struct loop *loop, struct source *source, uint32_t events);
int loop_modify(struct loop *loop, struct source *source, uint32_t events);
void loop_remove(struct loop *loop, struct source *source);
int loop_run(struct loop *loop);
void loop_stop(struct loop *loop);
void loop_close(struct loop *loop);

#endif /* LMKD_SHIM_LOOP_H */
