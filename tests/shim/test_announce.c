// SPDX-License-Identifier: GPL-2.0-only
/* Who hears of a kill, and what. */
#include "daemon.h"

static void kills_are_counted_by_range(void **state)
{
	static const int32_t ranges[][3] = {
		{ -1000, 1000, 4 }, { INT32_MIN, INT32_MAX, 4 },
		{ 900, 950, 2 },    { 950, 950, 1 },
		{ 0, 899, 1 },	    { -1000, -1, 1 },
		{ 951, 1000, 0 },   { 2000, 3000, 0 },
	};
	int fd = client_open();
	size_t i;

	(void)state;
	kill_one(5000100, 900, "a");
	kill_one(5000101, 950, "a");
	kill_one(5000102, 0, "a");
	kill_one(5000103, -1000, "a");
	for (i = 0; i < ARRAY_SIZE(ranges); i++) {
		SAY(fd, LMK_GETKILLCNT, ranges[i][0], ranges[i][1]);
		expect_answer(fd, LMK_GETKILLCNT, ranges[i][2]);
	}
	close(fd);
}

static void subscribers_hear_what_they_asked_for(void **state)
{
	int kills = client_open(), stats = client_open(),
	    both = client_open(), none = client_open();
	uint8_t bytes[256];
	int32_t words[4];

	(void)state;
	SAY(kills, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	SAY(stats, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	SAY(both, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	SAY(both, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	kill_one(5000100, 900, "short");
	assert_int_equal(hear(kills, words), 16);
	assert_int_equal(words[0], LMK_PROCKILL);
	assert_int_equal(words[1], 5000100);
	assert_int_equal(words[2], 10010);
	assert_int_equal(words[3], 1024);
	assert_true(hear(kills, words) < 0);
	assert_int_equal(recv(stats, bytes, sizeof(bytes), MSG_DONTWAIT),
			 87 + 5);
	assert_int_equal(bytes[3], LMK_STAT_KILL_OCCURRED);
	assert_string_equal((char *)bytes + 86, "short");
	/* Free memory, from /proc/meminfo. */
	assert_int_equal(bytes[66] << 8 | bytes[67], 1000);
	assert_true(hear(stats, words) < 0);
	assert_int_equal(hear(both, words), 16);
	assert_int_equal(recv(both, bytes, sizeof(bytes), MSG_DONTWAIT),
			 87 + 5);
	assert_true(hear(none, words) < 0);
	close(kills);
	close(stats);
	close(both);
	close(none);
}

static void a_kill_has_the_name_a_client_knew(void **state)
{
	int fd = client_open();
	uint8_t bytes[256];

	(void)state;
	machine_process(5000100, 5000100, 5, "com.example.long.name");
	SAY(fd, LMK_PROCPRIO, 5000100, 10010, 900);
	SAY(fd, LMK_SUBSCRIBE, LMKD_EVENT_STAT);
	kill_one(5000100, 900, "example.long.na");
	assert_true(recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 86);
	assert_string_equal((char *)bytes + 86, "com.example.long.name");
	close(fd);
}

static void an_older_framework_hears_12_bytes(void **state)
{
	int32_t words[4];
	int fd = client_open();

	(void)state;
	shim.settings.protocol_level = 15;
	SAY(fd, LMK_SUBSCRIBE, LMKD_EVENT_KILL);
	kill_one(5000100, 900, "a");
	assert_int_equal(hear(fd, words), 12);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kills_are_counted_by_range),
		TEST(subscribers_hear_what_they_asked_for),
		TEST(a_kill_has_the_name_a_client_knew),
		TEST(an_older_framework_hears_12_bytes),
	};

	log_set_level(LOG_EMERG);
	return cmocka_run_group_tests_name("announce", tests, NULL, NULL);
}
