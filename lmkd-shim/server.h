/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The listening socket and those connected to it: who may, what they send, and
 * what is sent to them. Knows packets, not what is in them.
 */
#ifndef LMKD_SHIM_SERVER_H
#define LMKD_SHIM_SERVER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "log.h"
#include "loop.h"
#include "protocol.h"

/*
 * Android has three: the activity manager, init and a test. Waydroid and a hand
 * tool come on top; 16 leaves room, and bounds what is kept for them.
 */
#define SERVER_CLIENTS_MAX 16

/* Packets read from one client before the next has its turn. */
#define SERVER_BATCH 32

/* Long enough to see that a packet is too long: then it is cut and marked so. */
#define SERVER_PACKET_SIZE (LMKD_REQUEST_MAX + 4)

struct server;

struct client {
	struct source source;
	struct server *server;
	pid_t pid;
	uid_t uid;
	uint32_t events; /* what it subscribed to, for whoever sends events */
};

/**
 * struct server_counts - what did not go as a client wanted
 * @refused: connections of users who may not, or beyond SERVER_CLIENTS_MAX
 * @lost: connections ended because their client does not read
 * @bad_packets: too long, with file descriptors, from somebody who may not, or
 *	refused by whoever reads what is in them
 */
struct server_counts {
	unsigned long refused;
	unsigned long lost;
	unsigned long bad_packets;
};

/**
 * struct server - the socket and its clients
 * @listener: it
 * @loop: which waits for it
 * @user_may: may somebody with this uid talk to us?
 * @packet: called with each packet of a client; may end its connection
 * @owner: for these two
 */
struct server {
	struct source listener;
	struct loop *loop;
	int (*user_may)(void *owner, uid_t uid);
	void (*packet)(void *owner, struct client *client, const uint8_t *bytes,
		       size_t length);
	void *owner;
	struct client clients[SERVER_CLIENTS_MAX];
	struct server_counts counts;
	struct log_limit limit;
	int reserve; /* closed for a moment when there is no other descriptor */
	struct source pause; /* a timer: nobody is accepted until it ends */
};

int server_open(struct server *server, struct loop *loop, int listener);
void server_send(struct client *client, const uint8_t *bytes, size_t length);
void server_recheck_users(struct server *server);
void server_close(struct server *server);

#endif /* LMKD_SHIM_SERVER_H */
