// SPDX-License-Identifier: GPL-2.0-only
/*
 * poller aio|uring: waits for something to read in /proc/lowmemorykiller in the
 * ways that are neither poll(2) nor epoll, and says what came of it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NODE "/proc/lowmemorykiller"

static int node;

static void die(const char *what)
{
	fprintf(stderr, "poller: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void open_print(void)
{
	node = open(NODE, O_RDONLY | O_CLOEXEC);
	if (node < 0)
		die(NODE);
	printf("open\n");
	fflush(stdout);
}

/* A mask of events, or an error. */
static void result_print(const char *how, long long result)
{
	if (result < 0)
		printf("%s %s\n", how, strerrorname_np((int)-result));
	else
		printf("%s%s%s%s\n", how, result & POLLIN ? " in" : "",
		       result & POLLHUP ? " hangup" : "",
		       result & POLLERR ? " error" : "");
	fflush(stdout);
}

static int poll_by_aio(void)
{
	struct iocb request = { .aio_lio_opcode = IOCB_CMD_POLL,
				.aio_fildes = (uint32_t)node,
				.aio_buf = POLLIN };
	struct iocb *requests[] = { &request };
	struct io_event event;
	aio_context_t context = 0;

	if (syscall(SYS_io_setup, 1, &context) ||
	    syscall(SYS_io_submit, context, 1, requests) != 1 ||
	    syscall(SYS_io_getevents, context, 1, 1, &event, NULL) != 1)
		die("aio");
	result_print("aio", (long long)event.res);
	return 0;
}

/* Where the kernel says that it has put something. */
static void *ring_at(void *ring, uint32_t offset)
{
	return (char *)ring + offset;
}

static void *ring_map(int fd, size_t size, off_t what)
{
	void *ring = mmap(NULL, size, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_POPULATE, fd, what);

	if (ring == MAP_FAILED)
		die("mmap");
	return ring;
}

/* One request, so that indices are 0 and nothing can be full. */
static int poll_by_uring(void)
{
	struct io_uring_params params = { .features = 0 };
	int fd = (int)syscall(SYS_io_uring_setup, 1, &params);
	struct io_uring_sqe *request;
	struct io_uring_cqe *result;
	void *ring;

	if (fd < 0)
		die("io_uring_setup");
	/* Both rings are in one mapping since 5.4. */
	ring = ring_map(fd, 4096, IORING_OFF_SQ_RING);
	request = ring_map(fd, sizeof(*request), IORING_OFF_SQES);
	memset(request, 0, sizeof(*request));
	request->opcode = IORING_OP_POLL_ADD;
	request->fd = node;
	request->poll32_events = POLLIN;
	*(uint32_t *)ring_at(ring, params.sq_off.array) = 0;
	__atomic_store_n((uint32_t *)ring_at(ring, params.sq_off.tail), 1,
			 __ATOMIC_RELEASE);
	if (syscall(SYS_io_uring_enter, fd, 1, 1, IORING_ENTER_GETEVENTS, NULL,
		    0) != 1)
		die("io_uring_enter");
	result = ring_at(ring, params.cq_off.cqes);
	result_print("uring", result->res);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	open_print();
	if (!strcmp(argv[1], "aio"))
		return poll_by_aio();
	if (!strcmp(argv[1], "uring"))
		return poll_by_uring();
	return 2;
}
