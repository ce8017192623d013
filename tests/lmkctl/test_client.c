// SPDX-License-Identifier: GPL-2.0-only
/* The connection to the daemon, against a socket of our own. */
#include "../shim/testing.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../../lmkd-shim/client.h"

static int listener;
static const char *path;

static int set_up(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	(void)state;
	machine_open();
	path = machine_path("socket");
	snprintf(address.sun_path, sizeof(address.sun_path), "%.100s", path);
	listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	return listener < 0 ||
	       bind(listener, (struct sockaddr *)&address, sizeof(address)) ||
	       listen(listener, 1);
}

static int tear_down(void **state)
{
	(void)state;
	close(listener);
	machine_close();
	return 0;
}

static void a_request_arrives(void **state)
{
	const struct lmkd_request request = { .command = LMK_SUBSCRIBE,
					      .event = LMKD_EVENT_KILL };
	static const uint8_t expected[] = { 0, 0, 0, LMK_SUBSCRIBE,
					    0, 0, 0, LMKD_EVENT_KILL };
	uint8_t bytes[64];
	int connection = client_connect(path), peer;

	(void)state;
	assert_true(connection >= 0);
	assert_int_equal(client_send(connection, &request), 0);
	peer = accept(listener, NULL, NULL);
	assert_int_equal(recv(peer, bytes, sizeof(bytes), 0), 8);
	assert_memory_equal(bytes, expected, sizeof(expected));
	assert_false(client_is_refused(connection));
	close(peer);
	assert_true(client_is_refused(connection));
	assert_int_equal(client_send(connection, &request), -EPIPE);
	close(connection);
}

static void kills_are_read_until_the_end(void **state)
{
	static const uint8_t kill[] = { 0, 0, 0, LMK_PROCKILL, 0, 0, 4, 210,
					0, 0, 3, 233,	       0, 0, 0, 8 };
	static const uint8_t other[] = { 0, 0, 0, LMK_STAT_KILL_OCCURRED };
	int connection = client_connect(path), peer;
	struct lmkd_kill event;

	(void)state;
	peer = accept(listener, NULL, NULL);
	assert_int_equal(client_kill_read(connection, &event), 0);
	assert_int_equal(send(peer, other, sizeof(other), 0), sizeof(other));
	assert_int_equal(client_kill_read(connection, &event), 0);
	assert_int_equal(send(peer, kill, sizeof(kill), 0), sizeof(kill));
	assert_int_equal(client_kill_read(connection, &event), 1);
	assert_int_equal(event.pid, 1234);
	assert_int_equal(event.uid, 1001);
	assert_int_equal(event.rss_bytes, 8192);
	assert_int_equal(send(peer, kill, 12, 0), 12);
	assert_int_equal(client_kill_read(connection, &event), 1);
	assert_int_equal(event.rss_bytes, -1);
	close(peer);
	assert_int_equal(client_kill_read(connection, &event), -EPIPE);
	close(connection);
}

static void a_daemon_that_takes_nobody_does_not_hold_us_up(void **state)
{
	int connections[8], i;

	(void)state;
	for (i = 0; i < 8; i++)
		connections[i] = client_connect(path);
	assert_true(connections[0] >= 0);
	assert_int_equal(connections[7], -EAGAIN);
	for (i = 0; i < 8; i++)
		if (connections[i] >= 0)
			close(connections[i]);
}

static void nobody_is_there(void **state)
{
	char endless[200];

	(void)state;
	assert_int_equal(client_connect(machine_path("nowhere")), -ENOENT);
	close(listener);
	assert_int_equal(client_connect(path), -ECONNREFUSED);
	memset(endless, 'x', sizeof(endless));
	endless[sizeof(endless) - 1] = '\0';
	assert_int_equal(client_connect(endless), -ENAMETOOLONG);
}

static void the_path_is_looked_for_in_order(void **state)
{
	(void)state;
	assert_int_equal(setenv("LMKD_SOCKET", "/of/environment", 1), 0);
	assert_string_equal(client_path("/given"), "/given");
	assert_string_equal(client_path(NULL), "/of/environment");
	assert_true(client_is_named(NULL));
	assert_int_equal(setenv("LMKD_SOCKET", "", 1), 0);
	assert_false(client_is_named(NULL));
	assert_true(client_is_named("/given"));
	assert_string_equal(client_path(NULL),
			    access("/dev/socket/lmkd", F_OK) ?
				    "/run/lmkd-shim/lmkd.sock" :
				    "/dev/socket/lmkd");
	assert_int_equal(unsetenv("LMKD_SOCKET"), 0);
	assert_false(client_is_named(NULL));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_request_arrives, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(kills_are_read_until_the_end,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_daemon_that_takes_nobody_does_not_hold_us_up, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(nobody_is_there, set_up,
						tear_down),
		cmocka_unit_test(the_path_is_looked_for_in_order),
	};

	return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
