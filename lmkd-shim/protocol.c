// SPDX-License-Identifier: GPL-2.0-only
/*
 * The codec of the lmkd socket. Every int on the wire is a 32-bit word in
 * network byte order; a packet is one command word and what that command
 * takes. A packet is good if its length is one its command allows and every
 * value is in range; there is no half good packet.
 */
#include "protocol.h"

#include <arpa/inet.h>
#include <string.h>

#include "compiler.h"

#define WORD ((size_t)4)
#define BIT(n) (1U << (n))

/**
 * struct command - what a command may look like on the wire
 * @number: its command word
 * @since: the first Android release that has it in this form
 * @until: the last one
 * @words: bit n is set if n words may follow the command word
 * @decode: reads these words
 */
struct command {
	int32_t number;
	int since;
	int until;
	unsigned int words;
	enum lmkd_refusal (*decode)(const uint8_t *words, size_t count,
				    struct lmkd_request *request);
};

/* Indexed by command word. */
static const char *const names[LMK_COMMANDS] = {
	[LMK_TARGET] = "LMK_TARGET",
	[LMK_PROCPRIO] = "LMK_PROCPRIO",
	[LMK_PROCREMOVE] = "LMK_PROCREMOVE",
	[LMK_PROCPURGE] = "LMK_PROCPURGE",
	[LMK_GETKILLCNT] = "LMK_GETKILLCNT",
	[LMK_SUBSCRIBE] = "LMK_SUBSCRIBE",
	[LMK_PROCKILL] = "LMK_PROCKILL",
	[LMK_UPDATE_PROPS] = "LMK_UPDATE_PROPS",
	[LMK_STAT_KILL_OCCURRED] = "LMK_STAT_KILL_OCCURRED",
	[LMK_START_MONITORING] = "LMK_START_MONITORING",
	[LMK_BOOT_COMPLETED] = "LMK_BOOT_COMPLETED",
	[LMK_PROCS_PRIO] = "LMK_PROCS_PRIO",
};

static int32_t word_get(const uint8_t *bytes, size_t index)
{
	uint32_t word;

	memcpy(&word, bytes + index * WORD, WORD);
	return (int32_t)ntohl(word);
}

static size_t word_put(uint8_t *bytes, size_t at, int32_t value)
{
	uint32_t word = htonl((uint32_t)value);

	memcpy(bytes + at, &word, WORD);
	return at + WORD;
}

/* The high word first, as network byte order has it. */
static size_t long_put(uint8_t *bytes, size_t at, int64_t value)
{
	uint64_t bits = (uint64_t)value;

	at = word_put(bytes, at, (int32_t)(uint32_t)(bits >> 32));
	return word_put(bytes, at, (int32_t)(uint32_t)bits);
}

static int adj_is_good(int32_t adj)
{
	return adj >= LMKD_ADJ_MIN && adj <= LMKD_ADJ_MAX;
}

static enum lmkd_refusal decode_target(const uint8_t *words, size_t count,
				       struct lmkd_request *request)
{
	size_t i;

	request->count = count / 2;
	for (i = 0; i < request->count; i++) {
		struct lmkd_target *target = &request->targets[i];

		target->minfree_pages = word_get(words, 2 * i);
		target->oom_score_adj = word_get(words, 2 * i + 1);
		if (target->minfree_pages < 0)
			return LMKD_BAD_MINFREE;
		if (!adj_is_good(target->oom_score_adj))
			return LMKD_BAD_ADJ;
	}
	return LMKD_ACCEPTED;
}

/* pid 0 is nobody, and the life of pid 1 is not for sale. */
static enum lmkd_refusal process_check(const struct lmkd_process *process)
{
	if (process->pid <= 1)
		return LMKD_BAD_PID;
	if (!adj_is_good(process->oom_score_adj))
		return LMKD_BAD_ADJ;
	if (process->type < 0 || process->type > 1)
		return LMKD_BAD_TYPE;
	return LMKD_ACCEPTED;
}

/* One record of 3 or 4 words, or several of 4. */
static enum lmkd_refusal decode_processes(const uint8_t *words, size_t count,
					  struct lmkd_request *request)
{
	size_t size = count == 3 ? 3 : 4;
	size_t i;

	request->count = count / size;
	for (i = 0; i < request->count; i++) {
		struct lmkd_process *process = &request->processes[i];
		const uint8_t *record = words + i * size * WORD;
		enum lmkd_refusal refusal;

		process->pid = word_get(record, 0);
		process->uid = word_get(record, 1);
		process->oom_score_adj = word_get(record, 2);
		process->type = size > 3 ? word_get(record, 3) : 0;
		refusal = process_check(process);
		if (refusal != LMKD_ACCEPTED)
			return refusal;
	}
	return LMKD_ACCEPTED;
}

static enum lmkd_refusal decode_pid(const uint8_t *words, size_t count,
				    struct lmkd_request *request)
{
	(void)count;
	request->pid = word_get(words, 0);
	return request->pid > 1 ? LMKD_ACCEPTED : LMKD_BAD_PID;
}

/* Ends beyond what an oom_score_adj can be are fine: "all" is asked so. */
static enum lmkd_refusal decode_range(const uint8_t *words, size_t count,
				      struct lmkd_request *request)
{
	(void)count;
	request->min_adj = word_get(words, 0);
	request->max_adj = word_get(words, 1);
	return request->min_adj <= request->max_adj ? LMKD_ACCEPTED :
						      LMKD_BAD_RANGE;
}

static enum lmkd_refusal decode_event(const uint8_t *words, size_t count,
				      struct lmkd_request *request)
{
	(void)count;
	request->event = word_get(words, 0);
	return request->event == LMKD_EVENT_KILL ||
			       request->event == LMKD_EVENT_STAT ?
		       LMKD_ACCEPTED :
		       LMKD_BAD_EVENT;
}

static enum lmkd_refusal decode_nothing(const uint8_t *words, size_t count,
					struct lmkd_request *request)
{
	(void)words;
	(void)count;
	(void)request;
	return LMKD_ACCEPTED;
}

#define PAIRS (BIT(2) | BIT(4) | BIT(6) | BIT(8) | BIT(10) | BIT(12))
#define NEWEST LMKD_LEVEL_NEWEST

static const struct command commands[] = {
	{ LMK_TARGET, 9, NEWEST, PAIRS, decode_target },
	{ LMK_PROCPRIO, 9, 10, BIT(3), decode_processes },
	{ LMK_PROCPRIO, 11, NEWEST, BIT(3) | BIT(4), decode_processes },
	{ LMK_PROCREMOVE, 9, NEWEST, BIT(1), decode_pid },
	{ LMK_PROCPURGE, 10, NEWEST, BIT(0), decode_nothing },
	{ LMK_GETKILLCNT, 10, NEWEST, BIT(2), decode_range },
	{ LMK_SUBSCRIBE, 11, NEWEST, BIT(1), decode_event },
	{ LMK_UPDATE_PROPS, 11, NEWEST, BIT(0), decode_nothing },
	{ LMK_START_MONITORING, 14, NEWEST, BIT(0), decode_nothing },
	{ LMK_BOOT_COMPLETED, 15, NEWEST, BIT(0), decode_nothing },
	{ LMK_PROCS_PRIO, 15, NEWEST, BIT(4) | BIT(8) | BIT(12),
	  decode_processes },
};

static const struct command *command_find(int level, int32_t number)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++)
		if (commands[i].number == number &&
		    commands[i].since <= level && level <= commands[i].until)
			return &commands[i];
	return NULL;
}

static int is_for_clients(int32_t number)
{
	return number == LMK_PROCKILL || number == LMK_STAT_KILL_OCCURRED;
}

/**
 * lmkd_decode - read a packet from a client
 * @level: Android release, LMKD_LEVEL_OLDEST to LMKD_LEVEL_NEWEST
 * @bytes: the packet
 * @length: its length in bytes; any
 * @request: filled in; complete only with LMKD_ACCEPTED, and the command, where
 *	there is one, in any other case
 *
 * Return: LMKD_ACCEPTED, or why the packet is refused as a whole.
 */
enum lmkd_refusal lmkd_decode(int level, const uint8_t *bytes, size_t length,
			      struct lmkd_request *request)
{
	const struct command *command;
	size_t words;

	memset(request, 0, sizeof(*request));
	request->command = -1;
	if (length < WORD || length % WORD || length > LMKD_REQUEST_MAX)
		return LMKD_BAD_LENGTH;
	request->command = word_get(bytes, 0);
	if (is_for_clients(request->command))
		return LMKD_NOT_A_REQUEST;
	command = command_find(level, request->command);
	if (!command)
		return LMKD_UNKNOWN_COMMAND;
	words = length / WORD - 1;
	if (!(command->words & BIT(words)))
		return LMKD_BAD_LENGTH;
	return command->decode(bytes + WORD, words, request);
}

/**
 * lmkd_encode_kill - LMK_PROCKILL
 * @level: 16 and later carry the resident set in kB, earlier ones do not;
 *	clients refuse the other length
 * @kill: what happened
 * @bytes: the packet
 *
 * Return: its length in bytes.
 */
size_t lmkd_encode_kill(int level, const struct lmkd_kill *kill,
			uint8_t bytes[LMKD_REPLY_MAX])
{
	int64_t rss_kb = kill->rss_bytes / 1024;
	size_t at = 0;

	at = word_put(bytes, at, LMK_PROCKILL);
	at = word_put(bytes, at, kill->pid);
	at = word_put(bytes, at, kill->uid);
	if (level >= 16)
		at = word_put(bytes, at,
			      rss_kb > INT32_MAX ? INT32_MAX : (int32_t)rss_kb);
	return at;
}

/**
 * lmkd_encode_stat - LMK_STAT_KILL_OCCURRED
 * @kill: what happened
 * @bytes: the packet; its offsets are those of lmkd's statslog packet
 *
 * What the kernel's record does not tell is 0: the page cache and swap the
 * process held, and thrashing.
 *
 * Return: its length in bytes, 87 and the length of the name.
 */
size_t lmkd_encode_stat(const struct lmkd_kill *kill,
			uint8_t bytes[LMKD_REPLY_MAX])
{
	size_t name_length = strnlen(kill->name, LMKD_NAME_MAX);
	const int64_t longs[] = { kill->min_flt, kill->maj_flt, kill->rss_bytes,
				  0, 0, kill->start_ns };
	const int32_t words[] = { kill->uid, kill->oom_score_adj,
				  kill->min_oom_score_adj,
				  kill->free_memory_kb, kill->free_swap_kb,
				  LMKD_REASON_NONE, 0, 0 };
	size_t at = 0, i;

	at = word_put(bytes, at, LMK_STAT_KILL_OCCURRED);
	for (i = 0; i < ARRAY_SIZE(longs); i++)
		at = long_put(bytes, at, longs[i]);
	for (i = 0; i < ARRAY_SIZE(words); i++)
		at = word_put(bytes, at, words[i]);
	bytes[at++] = (uint8_t)(name_length >> 8);
	bytes[at++] = (uint8_t)name_length;
	memcpy(bytes + at, kill->name, name_length);
	at += name_length;
	bytes[at++] = 0;
	return at;
}

/**
 * lmkd_encode_answer - the reply to a request that has one
 * @command: which
 * @value: LMK_GETKILLCNT: the number of kills; else 0 or what went wrong
 * @bytes: the packet
 *
 * Return: its length in bytes.
 */
size_t lmkd_encode_answer(int32_t command, int32_t value,
			  uint8_t bytes[LMKD_REPLY_MAX])
{
	return word_put(bytes, word_put(bytes, 0, command), value);
}

static size_t processes_put(const struct lmkd_request *request, uint8_t *bytes)
{
	size_t at = WORD, i;

	for (i = 0; i < request->count; i++) {
		at = word_put(bytes, at, request->processes[i].pid);
		at = word_put(bytes, at, request->processes[i].uid);
		at = word_put(bytes, at, request->processes[i].oom_score_adj);
		/* Alone, it is without its type, as the framework sends it. */
		if (request->command == LMK_PROCS_PRIO)
			at = word_put(bytes, at, request->processes[i].type);
	}
	return at;
}

static size_t targets_put(const struct lmkd_request *request, uint8_t *bytes)
{
	size_t at = WORD, i;

	for (i = 0; i < request->count; i++) {
		at = word_put(bytes, at, request->targets[i].minfree_pages);
		at = word_put(bytes, at, request->targets[i].oom_score_adj);
	}
	return at;
}

/**
 * lmkd_encode_request - what a client sends
 * @request: a good one
 * @bytes: the packet
 *
 * Return: its length in bytes.
 */
size_t lmkd_encode_request(const struct lmkd_request *request,
			   uint8_t bytes[LMKD_REQUEST_MAX])
{
	size_t at = word_put(bytes, 0, request->command);

	switch (request->command) {
	case LMK_TARGET:
		return targets_put(request, bytes);
	case LMK_PROCPRIO:
	case LMK_PROCS_PRIO:
		return processes_put(request, bytes);
	case LMK_PROCREMOVE:
		return word_put(bytes, at, request->pid);
	case LMK_GETKILLCNT:
		at = word_put(bytes, at, request->min_adj);
		return word_put(bytes, at, request->max_adj);
	case LMK_SUBSCRIBE:
		return word_put(bytes, at, request->event);
	default:
		return at;
	}
}

/**
 * lmkd_decode_kill - read LMK_PROCKILL as a subscriber does
 * @bytes: the packet
 * @length: its length in bytes
 * @kill: filled in but for what the packet does not tell; a resident set of -1
 *	says that this release does not send it
 *
 * Return: 1 if it is one, 0 if it is something else.
 */
int lmkd_decode_kill(const uint8_t *bytes, size_t length,
		     struct lmkd_kill *kill)
{
	if (length != 3 * WORD && length != 4 * WORD)
		return 0;
	if (word_get(bytes, 0) != LMK_PROCKILL)
		return 0;
	memset(kill, 0, sizeof(*kill));
	kill->pid = word_get(bytes, 1);
	kill->uid = word_get(bytes, 2);
	kill->rss_bytes = length == 4 * WORD ?
				  (int64_t)word_get(bytes, 3) * 1024 : -1;
	return 1;
}

/**
 * lmkd_command_name - for the log
 * @command: any number
 *
 * Return: its name, or "command" if it has none.
 */
const char *lmkd_command_name(int32_t command)
{
	if (command < 0 || command >= LMK_COMMANDS)
		return "command";
	return names[command];
}

/**
 * lmkd_refusal_text - for the log
 * @refusal: from lmkd_decode()
 *
 * Return: what is wrong, to follow the name of the command.
 */
const char *lmkd_refusal_text(enum lmkd_refusal refusal)
{
	static const char *const texts[] = {
		[LMKD_ACCEPTED] = "is good",
		[LMKD_UNKNOWN_COMMAND] = "is not known at this protocol level",
		[LMKD_NOT_A_REQUEST] = "is only ever sent to clients",
		[LMKD_BAD_LENGTH] = "does not have a length it may have",
		[LMKD_BAD_PID] = "names a pid below 2",
		[LMKD_BAD_ADJ] = "has an oom_score_adj outside -1000 to 1000",
		[LMKD_BAD_TYPE] = "has a process type other than 0 and 1",
		[LMKD_BAD_MINFREE] = "has a negative number of pages",
		[LMKD_BAD_EVENT] = "asks for an event other than 0 and 1",
		[LMKD_BAD_RANGE] = "has a range whose lower end is the higher",
	};

	return texts[refusal];
}
