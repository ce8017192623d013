// SPDX-License-Identifier: GPL-2.0-only
/* The codec: every command, every length, every release. */
#include "testing.h"

#include <arpa/inet.h>

#include "../../lmkd-shim/protocol.h"

/* What may come, written down a second time, from the protocol's history. */
static const struct allowed {
	const char *name;
	int32_t command;
	int since;
	int until;
	size_t lengths[7]; /* in bytes, 0 ends */
} allowed[] = {
	{ "LMK_TARGET, 9 to 16", 0, 9, 16, { 12, 20, 28, 36, 44, 52 } },
	{ "LMK_PROCPRIO, 9 and 10", 1, 9, 10, { 16 } },
	{ "LMK_PROCPRIO, 11 to 16", 1, 11, 16, { 16, 20 } },
	{ "LMK_PROCREMOVE, 9 to 16", 2, 9, 16, { 8 } },
	{ "LMK_PROCPURGE, 9", 3, 9, 9, { 0 } },
	{ "LMK_PROCPURGE, 10 to 16", 3, 10, 16, { 4 } },
	{ "LMK_GETKILLCNT, 9", 4, 9, 9, { 0 } },
	{ "LMK_GETKILLCNT, 10 to 16", 4, 10, 16, { 12 } },
	{ "LMK_SUBSCRIBE, 9 and 10", 5, 9, 10, { 0 } },
	{ "LMK_SUBSCRIBE, 11 to 16", 5, 11, 16, { 8 } },
	{ "LMK_PROCKILL, never", 6, 9, 16, { 0 } },
	{ "LMK_UPDATE_PROPS, 9 and 10", 7, 9, 10, { 0 } },
	{ "LMK_UPDATE_PROPS, 11 to 16", 7, 11, 16, { 4 } },
	{ "LMK_STAT_KILL_OCCURRED, never", 8, 9, 16, { 0 } },
	{ "command 9, until 13", 9, 9, 13, { 0 } },
	{ "LMK_START_MONITORING, 14 to 16", 9, 14, 16, { 4 } },
	{ "LMK_BOOT_COMPLETED, until 14", 10, 9, 14, { 0 } },
	{ "LMK_BOOT_COMPLETED, 15 and 16", 10, 15, 16, { 4 } },
	{ "LMK_PROCS_PRIO, until 14", 11, 9, 14, { 0 } },
	{ "LMK_PROCS_PRIO, 15 and 16", 11, 15, 16, { 20, 36, 52 } },
	{ "a vendor's command", 17, 9, 16, { 0 } },
	{ "a negative command", -1, 9, 16, { 0 } },
};

/* Words that are good wherever they stand: a pid, an adj; a type or event last. */
static void fill(uint8_t *bytes, int32_t command, size_t length)
{
	static const int32_t good[] = { 500, 600, 700, 1 };
	size_t i;

	for (i = 0; i * 4 + 4 <= length; i++) {
		uint32_t word = htonl((uint32_t)good[(i + 3) % 4]);

		if (!i)
			word = htonl((uint32_t)command);
		if (i && command == 5)
			word = htonl(1);
		memcpy(bytes + 4 * i, &word, 4);
	}
}

static int is_allowed(const struct allowed *row, size_t length)
{
	size_t i;

	for (i = 0; row->lengths[i]; i++)
		if (row->lengths[i] == length)
			return 1;
	return 0;
}

static void every_length(void **state)
{
	const struct allowed *row = *state;
	uint8_t *bytes;
	size_t length;
	int level;

	for (length = 0; length <= 4096; length++) {
		/* Of exactly that size, for reading beyond it to be noticed. */
		bytes = calloc(1, length ? length : 1);
		assert_non_null(bytes);
		fill(bytes, row->command, length);
		for (level = row->since; level <= row->until; level++) {
			struct lmkd_request request;
			enum lmkd_refusal refusal =
				lmkd_decode(level, bytes, length, &request);

			if ((refusal == LMKD_ACCEPTED) !=
			    is_allowed(row, length))
				fail_msg("length %zu, level %d: %s", length,
					 level, lmkd_refusal_text(refusal));
		}
		free(bytes);
	}
}

static const struct value_case {
	const char *name;
	int32_t words[13];
	size_t count;
	enum lmkd_refusal expected;
} value_cases[] = {
	{ "target: page counts from 0 to the largest",
	  { 0, 0, -1000, INT32_MAX, 1000 }, 5, LMKD_ACCEPTED },
	{ "target: a negative page count", { 0, -1, 0 }, 3, LMKD_BAD_MINFREE },
	{ "target: one bad row of two", { 0, 5, 0, 6, 1001 }, 5, LMKD_BAD_ADJ },
	{ "target: adj below -1000", { 0, 5, -1001 }, 3, LMKD_BAD_ADJ },
	{ "procprio: the lowest pid", { 1, 2, 0, -1000 }, 4, LMKD_ACCEPTED },
	{ "procprio: pid 1", { 1, 1, 0, 0 }, 4, LMKD_BAD_PID },
	{ "procprio: pid 0", { 1, 0, 0, 0 }, 4, LMKD_BAD_PID },
	{ "procprio: a negative pid", { 1, -5, 0, 0 }, 4, LMKD_BAD_PID },
	{ "procprio: any uid", { 1, 2, -1, 0 }, 4, LMKD_ACCEPTED },
	{ "procprio: adj 1001", { 1, 2, 0, 1001 }, 4, LMKD_BAD_ADJ },
	{ "procprio: type 1", { 1, 2, 0, 0, 1 }, 5, LMKD_ACCEPTED },
	{ "procprio: type 2", { 1, 2, 0, 0, 2 }, 5, LMKD_BAD_TYPE },
	{ "procprio: type -1", { 1, 2, 0, 0, -1 }, 5, LMKD_BAD_TYPE },
	{ "procs: three", { 11, 2, 0, 0, 0, 3, 0, 1, 1, 4, 0, 2, 0 }, 13,
	  LMKD_ACCEPTED },
	{ "procs: the last one bad", { 11, 2, 0, 0, 0, 3, 0, 1, 1, 1, 0, 2, 0 },
	  13, LMKD_BAD_PID },
	{ "remove: pid 1", { 2, 1 }, 2, LMKD_BAD_PID },
	{ "count: everything", { 4, INT32_MIN, INT32_MAX }, 3, LMKD_ACCEPTED },
	{ "count: upside down", { 4, 5, 4 }, 3, LMKD_BAD_RANGE },
	{ "subscribe: kills", { 5, 0 }, 2, LMKD_ACCEPTED },
	{ "subscribe: beyond", { 5, 2 }, 2, LMKD_BAD_EVENT },
	{ "subscribe: below", { 5, -1 }, 2, LMKD_BAD_EVENT },
	{ "kill: from a client", { 6, 2, 0, 0 }, 4, LMKD_NOT_A_REQUEST },
};

static void every_value(void **state)
{
	const struct value_case *row = *state;
	struct lmkd_request request;
	uint32_t words[13];
	size_t i;

	for (i = 0; i < row->count; i++)
		words[i] = htonl((uint32_t)row->words[i]);
	assert_int_equal(lmkd_decode(LMKD_LEVEL_NEWEST, (uint8_t *)words,
				     4 * row->count, &request),
			 row->expected);
	assert_int_equal(request.command, row->words[0]);
}

static void decode_takes_all_words(void **state)
{
	const uint8_t bytes[] = { 0, 0, 0, 11, 0, 0, 1, 2,  0, 0, 0, 7, 0xff,
				  0xff, 0xff, 0xff, 0, 0, 0, 1, 0, 1, 0, 0, 0,
				  0, 0, 8, 0, 0, 3, 0xe8, 0, 0, 0, 0 };
	struct lmkd_request request;

	(void)state;
	assert_int_equal(lmkd_decode(16, bytes, sizeof(bytes), &request),
			 LMKD_ACCEPTED);
	assert_int_equal(request.count, 2);
	assert_int_equal(request.processes[0].pid, 258);
	assert_int_equal(request.processes[0].uid, 7);
	assert_int_equal(request.processes[0].oom_score_adj, -1);
	assert_int_equal(request.processes[0].type, 1);
	assert_int_equal(request.processes[1].pid, 65536);
	assert_int_equal(request.processes[1].uid, 8);
	assert_int_equal(request.processes[1].oom_score_adj, 1000);
	assert_int_equal(request.processes[1].type, 0);
}

static void requests_survive_the_wire(void **state)
{
	static const struct lmkd_request requests[] = {
		{ .command = LMK_TARGET, .count = 2,
		  .targets = { { 18432, 0 }, { 80640, 950 } } },
		{ .command = LMK_PROCPRIO, .count = 1,
		  .processes = { { 1234, 10010, -800, 0 } } },
		{ .command = LMK_PROCREMOVE, .pid = 1234 },
		{ .command = LMK_PROCPURGE },
		{ .command = LMK_GETKILLCNT, .min_adj = -5, .max_adj = 900 },
		{ .command = LMK_SUBSCRIBE, .event = LMKD_EVENT_STAT },
		{ .command = LMK_PROCS_PRIO, .count = 3,
		  .processes = { { 2, 0, 1, 0 }, { 3, 1, 2, 1 }, { 4, 2, 3, 0 } } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(requests); i++) {
		uint8_t bytes[LMKD_REQUEST_MAX];
		struct lmkd_request got;
		size_t length = lmkd_encode_request(&requests[i], bytes);

		assert_int_equal(lmkd_decode(16, bytes, length, &got),
				 LMKD_ACCEPTED);
		assert_memory_equal(&got, &requests[i], sizeof(got));
	}
}

static const struct lmkd_kill kill_sample = {
	.pid = 0x01020304, .uid = 10010, .rss_bytes = 0x123456789000,
	.min_flt = 0x1122334455667788, .maj_flt = 2, .start_ns = 3,
	.oom_score_adj = 900, .min_oom_score_adj = -5,
	.free_memory_kb = 0x0a0b0c0d, .free_swap_kb = 6, .name = "sleep",
};

static void kill_has_12_bytes_before_16(void **state)
{
	const uint8_t expected[] = { 0, 0, 0, 6, 1, 2, 3, 4, 0, 0, 0x27, 0x1a };
	uint8_t bytes[LMKD_REPLY_MAX];
	int level;

	(void)state;
	for (level = 9; level < 16; level++) {
		assert_int_equal(lmkd_encode_kill(level, &kill_sample, bytes),
				 12);
		assert_memory_equal(bytes, expected, 12);
	}
}

static void kill_has_16_bytes_from_16(void **state)
{
	const struct lmkd_kill small = { .pid = 5, .uid = 6,
					 .rss_bytes = 2048 * 1024 };
	const uint8_t expected[] = { 0, 0, 0, 6, 0, 0, 0, 5,
				     0, 0, 0, 6, 0, 0, 8, 0 };
	uint8_t bytes[LMKD_REPLY_MAX];
	struct lmkd_kill got;

	(void)state;
	assert_int_equal(lmkd_encode_kill(16, &small, bytes), 16);
	assert_memory_equal(bytes, expected, 16);
	assert_true(lmkd_decode_kill(bytes, 16, &got));
	assert_int_equal(got.pid, 5);
	assert_int_equal(got.rss_bytes, 2048 * 1024);
	assert_true(lmkd_decode_kill(bytes, 12, &got));
	assert_int_equal(got.rss_bytes, -1);
	assert_false(lmkd_decode_kill(bytes, 8, &got));
	bytes[3] = 8;
	assert_false(lmkd_decode_kill(bytes, 16, &got));
}

static void kill_caps_its_size(void **state)
{
	const struct lmkd_kill huge = { .rss_bytes = INT64_MAX };
	const uint8_t expected[] = { 0x7f, 0xff, 0xff, 0xff };
	uint8_t bytes[LMKD_REPLY_MAX];

	(void)state;
	lmkd_encode_kill(16, &huge, bytes);
	assert_memory_equal(bytes + 12, expected, 4);
}

/* Offsets as statsd's reader has them; 92 bytes for "sleep" were seen. */
static void stat_is_laid_out_as_ever(void **state)
{
	static const struct {
		size_t at;
		uint8_t bytes[8];
		size_t count;
	} fields[] = {
		{ 0, { 0, 0, 0, 8 }, 4 },
		{ 4, { 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88 }, 8 },
		{ 12, { 0, 0, 0, 0, 0, 0, 0, 2 }, 8 },
		{ 20, { 0, 0, 0x12, 0x34, 0x56, 0x78, 0x90, 0 }, 8 },
		{ 28, { 0 }, 8 },
		{ 36, { 0 }, 8 },
		{ 44, { 0, 0, 0, 0, 0, 0, 0, 3 }, 8 },
		{ 52, { 0, 0, 0x27, 0x1a }, 4 },
		{ 56, { 0, 0, 3, 0x84 }, 4 },
		{ 60, { 0xff, 0xff, 0xff, 0xfb }, 4 },
		{ 64, { 0x0a, 0x0b, 0x0c, 0x0d }, 4 },
		{ 68, { 0, 0, 0, 6 }, 4 },
		{ 72, { 0xff, 0xff, 0xff, 0xff }, 4 },
		{ 76, { 0 }, 8 },
		{ 84, { 0, 5, 's', 'l', 'e', 'e', 'p', 0 }, 8 },
	};
	uint8_t bytes[LMKD_REPLY_MAX];
	size_t i;

	(void)state;
	memset(bytes, 0xee, sizeof(bytes));
	assert_int_equal(lmkd_encode_stat(&kill_sample, bytes), 92);
	for (i = 0; i < ARRAY_SIZE(fields); i++)
		assert_memory_equal(bytes + fields[i].at, fields[i].bytes,
				    fields[i].count);
}

static void stat_cuts_a_long_name(void **state)
{
	uint8_t bytes[LMKD_REPLY_MAX];
	struct lmkd_kill kill = kill_sample;
	char name[300];

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	kill.name = name;
	assert_int_equal(lmkd_encode_stat(&kill, bytes), 87 + 127);
	assert_int_equal(bytes[85], 127);
	assert_int_equal(bytes[87 + 126], 0);
}

static void answers_have_8_bytes(void **state)
{
	const uint8_t expected[] = { 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff };
	uint8_t bytes[LMKD_REPLY_MAX];

	(void)state;
	assert_int_equal(lmkd_encode_answer(LMK_UPDATE_PROPS, -1, bytes), 8);
	assert_memory_equal(bytes, expected, 8);
}

int main(void)
{
	ROWS_ADD(allowed, every_length);
	ROWS_ADD(value_cases, every_value);
	test_add("decode takes all words", decode_takes_all_words);
	test_add("requests survive the wire", requests_survive_the_wire);
	test_add("kill has 12 bytes before 16", kill_has_12_bytes_before_16);
	test_add("kill has 16 bytes from 16", kill_has_16_bytes_from_16);
	test_add("kill caps its size", kill_caps_its_size);
	test_add("stat is laid out as ever", stat_is_laid_out_as_ever);
	test_add("stat cuts a long name", stat_cuts_a_long_name);
	test_add("answers have 8 bytes", answers_have_8_bytes);
	return rows_run("protocol");
}
