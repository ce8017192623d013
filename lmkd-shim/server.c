// SPDX-License-Identifier: GPL-2.0-only
/*
 * One thread and no waiting: a client that floods us has its turn like all
 * others, and one that does not read loses its own connection.
 */
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

/*
 * What may wait in a connection for its client to read. The kernel counts about
 * 1 kB for a small packet, so this is more than 100 answers or kills; Android's
 * framework waits for each answer. It is also what a client can make us hold.
 */
#define SEND_BUFFER_BYTES (128 * 1024)

/*
 * Room for who sent a packet and no more. Descriptors that come along find none:
 * the kernel closes them without ever giving them to us, whose close(2) of a
 * stranger's file might wait for him.
 */
#define CONTROL_SIZE CMSG_SPACE(sizeof(struct ucred))

/*
 * For how long nobody is accepted when the machine has no room for it: short
 * for who waits, and hardly any work.
 */
#define PAUSE_NS 100000000

/* Where packets are read to; one thread, and only while it reads them. */
static struct {
	struct mmsghdr messages[SERVER_BATCH];
	struct iovec vectors[SERVER_BATCH];
	uint8_t bytes[SERVER_BATCH][SERVER_PACKET_SIZE];
	size_t control[SERVER_BATCH][CONTROL_SIZE / sizeof(size_t)];
} batch;

static void client_close(struct client *client)
{
	log_line(LOG_DEBUG, "pid %d (uid %u) is gone", client->pid,
		 client->uid);
	client->events = 0;
	loop_remove(client->server->loop, &client->source);
}

static void batch_prepare(void)
{
	size_t i;

	for (i = 0; i < SERVER_BATCH; i++) {
		struct msghdr *header = &batch.messages[i].msg_hdr;

		batch.vectors[i].iov_base = batch.bytes[i];
		batch.vectors[i].iov_len = SERVER_PACKET_SIZE;
		header->msg_iov = &batch.vectors[i];
		header->msg_iovlen = 1;
		header->msg_control = batch.control[i];
		header->msg_controllen = CONTROL_SIZE;
	}
}

/* Who sent it; 0 if it does not say. */
static int message_sender(struct msghdr *header, struct ucred *sender)
{
	struct cmsghdr *control = CMSG_FIRSTHDR(header);

	if (!control || control->cmsg_level != SOL_SOCKET ||
	    control->cmsg_type != SCM_CREDENTIALS)
		return 0;
	memcpy(sender, CMSG_DATA(control), sizeof(*sender));
	return 1;
}

static void message_refuse(struct client *client, const char *why)
{
	client->server->counts.bad_packets++;
	log_limited(&client->server->limit, LOG_WARNING,
		    "packet of pid %d (uid %u) %s: ignoring it", client->pid,
		    client->uid, why);
}

static void message_handle(struct client *client, struct mmsghdr *message,
			   const uint8_t *bytes)
{
	struct msghdr *header = &message->msg_hdr;
	struct server *server = client->server;
	struct ucred sender = { .uid = (uid_t)-1 };
	int known = message_sender(header, &sender);

	/* It went while this batch was read. */
	if (client->source.fd < 0)
		return;
	/* Every packet says who sent it, also an empty one: this is the end. */
	if (!known && !message->msg_len) {
		client_close(client);
		return;
	}
	if (header->msg_flags & MSG_TRUNC)
		message_refuse(client, "is too long");
	else if (header->msg_flags & MSG_CTRUNC)
		message_refuse(client, "comes with file descriptors");
	else if (!server->user_may(server->owner, sender.uid))
		message_refuse(client, "was sent by a user who may not");
	else
		server->packet(server->owner, client, bytes, message->msg_len);
}

/*
 * Somebody who closes with answers unread resets the connection; what he said
 * before that is still there, and read next.
 */
static int is_passing(int error)
{
	return error == EAGAIN || error == EINTR || error == ECONNRESET;
}

static void client_ready(struct source *source, uint32_t events)
{
	struct client *client = source->owner;
	int count, i;

	(void)events;
	batch_prepare();
	count = recvmmsg(source->fd, batch.messages, SERVER_BATCH,
			 MSG_DONTWAIT | MSG_CMSG_CLOEXEC, NULL);
	if (count < 0 && is_passing(errno))
		return;
	if (count < 0) {
		client_close(client);
		return;
	}
	for (i = 0; i < count; i++)
		message_handle(client, &batch.messages[i], batch.bytes[i]);
}

static struct client *place_find(struct server *server)
{
	size_t i;

	for (i = 0; i < SERVER_CLIENTS_MAX; i++)
		if (server->clients[i].source.fd < 0)
			return &server->clients[i];
	return NULL;
}

static void connection_refuse(struct server *server, int fd,
			      const struct ucred *peer, const char *why)
{
	server->counts.refused++;
	log_limited(&server->limit, LOG_WARNING,
		    "connection of pid %d (uid %u) refused: %s", peer->pid,
		    peer->uid, why);
	close(fd);
}

static void connection_add(struct server *server, int fd)
{
	struct ucred peer = { .pid = -1, .uid = (uid_t)-1 };
	socklen_t length = sizeof(peer);
	int bytes = SEND_BUFFER_BYTES, on = 1;
	struct client *client;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) ||
	    !server->user_may(server->owner, peer.uid)) {
		connection_refuse(server, fd, &peer, "this user may not");
		return;
	}
	client = place_find(server);
	if (!client) {
		connection_refuse(server, fd, &peer,
				  "all 16 connections are in use");
		return;
	}
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	/*
	 * Since 6.16 it is the listener's from when they connected, and that may
	 * have been before our start. What was sent before accept4() says who sent it
	 * all the same; what comes in between is from nobody, and refused.
	 */
	setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
	client->pid = peer.pid;
	client->uid = peer.uid;
	client->events = 0;
	client->source.fd = fd;
	if (loop_add(server->loop, &client->source, EPOLLIN)) {
		client->source.fd = -1;
		connection_refuse(server, fd, &peer, strerror(errno));
		return;
	}
	log_line(LOG_DEBUG, "pid %d (uid %u) has connected", peer.pid,
		 peer.uid);
}

/*
 * Out of file descriptors: left alone, the connection would wake us for ever.
 * One is kept to take it with and turn it away.
 */
static void connection_turn_away(struct server *server)
{
	const struct ucred nobody = { .pid = -1, .uid = (uid_t)-1 };
	int fd;

	close(server->reserve);
	fd = accept4(server->listener.fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		connection_refuse(server, fd, &nobody,
				  "there are no file descriptors left");
	server->reserve = dup(server->listener.fd);
}

/* Whatever it is that there is too little of, asking again at once is no help. */
static void listener_pause(struct server *server)
{
	const struct itimerspec when = { .it_value.tv_nsec = PAUSE_NS };

	loop_modify(server->loop, &server->listener, 0);
	timerfd_settime(server->pause.fd, 0, &when, NULL);
}

static void pause_ready(struct source *source, uint32_t events)
{
	struct server *server = source->owner;
	uint64_t expirations;

	(void)events;
	if (read(source->fd, &expirations, sizeof(expirations)) > 0)
		loop_modify(server->loop, &server->listener, EPOLLIN);
}

/*
 * One at a time, so that those who are gone are noticed in between: whoever
 * connects and closes all the time takes no more than a place or two.
 */
static void listener_ready(struct source *source, uint32_t events)
{
	struct server *server = source->owner;
	int fd = accept4(source->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)events;
	if (fd >= 0)
		connection_add(server, fd);
	else if (errno == EMFILE)
		connection_turn_away(server);
	else if (errno != ECONNABORTED && !is_passing(errno))
		listener_pause(server);
}

/**
 * server_open - take connections from now on
 * @server: with its functions and owner filled in
 * @loop: which waits
 * @listener: a listening socket, ours from now on
 *
 * Return: 0 or a negative errno.
 */
int server_open(struct server *server, struct loop *loop, int listener)
{
	size_t i;
	int ret;

	for (i = 0; i < SERVER_CLIENTS_MAX; i++) {
		struct client *client = &server->clients[i];

		client->server = server;
		client->source = (struct source){ .fd = -1,
						  .ready = client_ready,
						  .owner = client };
	}
	server->loop = loop;
	server->listener = (struct source){ .fd = listener,
					    .ready = listener_ready,
					    .owner = server };
	server->pause = (struct source){ .ready = pause_ready,
					 .owner = server };
	server->pause.fd = timerfd_create(CLOCK_MONOTONIC,
					  TFD_NONBLOCK | TFD_CLOEXEC);
	server->reserve = dup(listener);
	if (server->pause.fd < 0 || server->reserve < 0)
		return -errno;
	ret = loop_add(loop, &server->pause, EPOLLIN);
	return ret ? ret : loop_add(loop, &server->listener, EPOLLIN);
}

/**
 * server_send - send a packet to a client, now or never
 * @client: which; its connection is ended if it has left too much unread
 * @bytes: the packet
 * @length: its length in bytes
 */
void server_send(struct client *client, const uint8_t *bytes, size_t length)
{
	ssize_t sent = send(client->source.fd, bytes, length,
			    MSG_DONTWAIT | MSG_NOSIGNAL);

	if (sent >= 0)
		return;
	/* It has gone, but what it said before that has yet to be read. */
	if (errno == EPIPE || errno == ECONNRESET) {
		client->events = 0;
		return;
	}
	client->server->counts.lost++;
	log_limited(&client->server->limit, LOG_WARNING,
		    "pid %d (uid %u) does not read what it is sent: ending its connection",
		    client->pid, client->uid);
	client_close(client);
}

/**
 * server_recheck_users - end the connections of those who may not any more
 * @server: which
 */
void server_recheck_users(struct server *server)
{
	size_t i;

	for (i = 0; i < SERVER_CLIENTS_MAX; i++) {
		struct client *client = &server->clients[i];

		if (client->source.fd >= 0 &&
		    !server->user_may(server->owner, client->uid))
			client_close(client);
	}
}

/**
 * server_close - undo server_open(): end all connections
 * @server: which
 */
void server_close(struct server *server)
{
	size_t i;

	for (i = 0; i < SERVER_CLIENTS_MAX; i++)
		if (server->clients[i].source.fd >= 0)
			client_close(&server->clients[i]);
	loop_remove(server->loop, &server->listener);
	loop_remove(server->loop, &server->pause);
	close(server->reserve);
}
