// SPDX-License-Identifier: GPL-2.0-only
/*
 * fake_daemon PATH [WORD,WORD,...]...: for one client, what a daemon is from its
 * side. Prints the words of the first packet that comes, sends these, goes.
 */
#include <arpa/inet.h>
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define WORDS_MAX 64

/* There under its name only when it listens, so that tests can wait for it. */
static int listen_at(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s.new", path);
	unlink(address.sun_path);
	if (listener < 0 ||
	    bind(listener, (struct sockaddr *)&address, sizeof(address)) ||
	    listen(listener, 1) || rename(address.sun_path, path))
		err(1, "%s", path);
	return listener;
}

static void packet_print(int connection)
{
	uint32_t words[WORDS_MAX];
	ssize_t length = recv(connection, words, sizeof(words), 0);
	size_t i;

	if (length < 0)
		err(1, "recv");
	for (i = 0; i < (size_t)length / sizeof(words[0]); i++)
		printf("%s%d", i ? " " : "", (int32_t)ntohl(words[i]));
	putchar('\n');
	fflush(stdout);
}

static void packet_send(int connection, char *text)
{
	uint32_t words[WORDS_MAX];
	size_t count = 0;
	char *word;

	for (word = strtok(text, ","); word && count < WORDS_MAX;
	     word = strtok(NULL, ","))
		words[count++] = htonl((uint32_t)strtol(word, NULL, 10));
	if (send(connection, words, count * sizeof(words[0]), 0) < 0)
		err(1, "send");
}

int main(int argc, char **argv)
{
	int connection, i, listener;

	if (argc < 2)
		errx(2, "usage: fake_daemon PATH [WORD,WORD,...]...");
	listener = listen_at(argv[1]);
	connection = accept(listener, NULL, NULL);
	if (connection < 0)
		err(1, "accept");
	unlink(argv[1]);
	packet_print(connection);
	for (i = 2; i < argc; i++)
		packet_send(connection, argv[i]);
	return 0;
}
