// SPDX-License-Identifier: GPL-2.0-only
/* What arrives of what clients send, and what does not. */
#include "clients.h"

static void packets_arrive_as_they_are(void **state)
{
	int fd = client_open();

	(void)state;
	say(fd, "packet", 6);
	assert_int_equal(arrived.count, 1);
	assert_int_equal(arrived.length, 6);
	assert_memory_equal(arrived.bytes, "packet", 6);
	assert_int_equal(arrived.client->pid, getpid());
	assert_int_equal(arrived.client->uid, getuid());
	close(fd);
}

static void an_empty_packet_is_not_the_end(void **state)
{
	int fd = client_open();

	(void)state;
	say(fd, "", 0);
	assert_int_equal(arrived.count, 1);
	assert_int_equal(arrived.length, 0);
	assert_true(echoes(fd));
	close(fd);
}

/* A socket handed to somebody else: what that one sends is not obeyed. */
static void packets_of_others_are_refused(void **state)
{
	int fd = client_open();

	(void)state;
	may = 0;
	say(fd, "packet", 6);
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 1);
	may = 1;
	assert_true(echoes(fd));
	close(fd);
}

static void packets_too_long_are_refused(void **state)
{
	uint8_t bytes[4096] = { 0 };
	int fd = client_open();

	(void)state;
	say(fd, bytes, SERVER_PACKET_SIZE + 1);
	say(fd, bytes, sizeof(bytes));
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 2);
	assert_true(echoes(fd));
	close(fd);
}

static void passed_descriptors_do_not_arrive(void **state)
{
	int fd = client_open(), before = descriptors_open(), i;

	(void)state;
	for (i = 0; i < 5; i++)
		descriptors_pass(fd, "e", i < 4 ? 1 : 253);
	loop_pump(&loop);
	assert_int_equal(descriptors_open(), before);
	assert_int_equal(arrived.count, 0);
	assert_int_equal(server.counts.bad_packets, 5);
	assert_true(echoes(fd));
	close(fd);
}

/* What he did not read resets the connection, and what he said last is there. */
static void the_last_words_are_heard(void **state)
{
	int fd = client_open(), i;

	(void)state;
	say(fd, "e", 1);
	for (i = 0; i < 3 * SERVER_BATCH; i++)
		assert_int_equal(send(fd, i % 2 ? "e" : "x", 1, 0), 1);
	assert_int_equal(send(fd, "last", 4, 0), 4);
	close(fd);
	loop_pump(&loop);
	assert_int_equal(arrived.count, 3 * SERVER_BATCH + 2);
	assert_int_equal(arrived.length, 4);
	fd = client_open();
	assert_true(echoes(fd));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(packets_arrive_as_they_are),
		TEST(an_empty_packet_is_not_the_end),
		TEST(packets_of_others_are_refused),
		TEST(packets_too_long_are_refused),
		TEST(passed_descriptors_do_not_arrive),
		TEST(the_last_words_are_heard),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("packets", tests, NULL, NULL);
}
