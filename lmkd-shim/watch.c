// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel announces every module that comes and goes (kobject uevents). A
 * filter in the kernel lets through those of modules, so that we sleep on when
 * a disk is plugged in.
 */
#include "watch.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "compiler.h"

/* The group the kernel itself sends to; udev has another one. */
#define KERNEL_GROUP 1

/* The first line of a message, and more than enough of it. */
#define MESSAGE_SIZE 512

#define SLASH_MODULE 0x2f6d6f64 /* "/mod", as the filter loads it */

/*
 * A message begins with "add@/module/NAME" or "remove@/module/NAME": the path
 * is at offset 4 or 7.
 */
static struct sock_filter filter[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SLASH_MODULE, 2, 0),
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 7),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SLASH_MODULE, 0, 1),
	BPF_STMT(BPF_RET | BPF_K, MESSAGE_SIZE),
	BPF_STMT(BPF_RET | BPF_K, 0),
};

/**
 * watch_open - be told of modules from now on
 *
 * Return: a file descriptor for epoll(7) and watch_read(), or a negative errno.
 */
int watch_open(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK,
					     .nl_groups = KERNEL_GROUP };
	const struct sock_fprog program = {
		.len = ARRAY_SIZE(filter), .filter = filter
	};
	int watch, error;

	watch = socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
		       NETLINK_KOBJECT_UEVENT);
	if (watch < 0)
		return -errno;
	if (!setsockopt(watch, SOL_SOCKET, SO_ATTACH_FILTER, &program,
			sizeof(program)) &&
	    !bind(watch, (const struct sockaddr *)&address, sizeof(address)))
		return watch;
	error = errno;
	close(watch);
	return -error;
}

static int is_about_us(const char *message)
{
	return !strcmp(message, "add@/module/lowmemorykiller") ||
	       !strcmp(message, "remove@/module/lowmemorykiller");
}

/**
 * watch_read - what has happened?
 * @watch: from watch_open()
 *
 * Return: 1 if the module may have come or gone, also if messages were lost;
 * 0 if not.
 */
int watch_read(int watch)
{
	struct sockaddr_nl sender = { .nl_pid = 0 };
	socklen_t size = sizeof(sender);
	char message[MESSAGE_SIZE + 1];
	ssize_t length;
	int ours = 0;

	while ((length = recvfrom(watch, message, MESSAGE_SIZE, MSG_DONTWAIT,
				  (struct sockaddr *)&sender, &size)) >= 0) {
		message[length] = '\0';
		/* 0 is the kernel; anybody else may say what he likes. */
		if (!sender.nl_pid && is_about_us(message))
			ours = 1;
	}
	return ours || errno == ENOBUFS;
}
