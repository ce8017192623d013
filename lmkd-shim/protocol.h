/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The wire format of Android's lmkd socket: bytes to requests, replies and
 * events to bytes. Pure: no clock, file, allocation or log. The only place that
 * knows lengths and byte order, and what they were in which Android release.
 */
#ifndef LMKD_SHIM_PROTOCOL_H
#define LMKD_SHIM_PROTOCOL_H

#include <stddef.h>
#include <stdint.h>

/* Android releases whose protocol is known; 14 is 14 QPR2 and later. */
#define LMKD_LEVEL_OLDEST 9
#define LMKD_LEVEL_NEWEST 16

/* What the framework sends at most, and the kernel module takes. */
#define LMKD_TARGETS_MAX 6
#define LMKD_BATCH_MAX 3

/* A command and 6 pairs, or 3 records of 4: 32-bit words, in bytes. */
#define LMKD_REQUEST_MAX (4 * (1 + 2 * LMKD_TARGETS_MAX))

/* Longest name LMK_STAT_KILL_OCCURRED carries, without its NUL. */
#define LMKD_NAME_MAX 127

/* The longest packet to a client: fixed part, name, NUL. */
#define LMKD_REPLY_MAX (86 + LMKD_NAME_MAX + 1)

/* Commands, and the first word of every packet in both directions. */
#define LMK_TARGET 0
#define LMK_PROCPRIO 1
#define LMK_PROCREMOVE 2
#define LMK_PROCPURGE 3
#define LMK_GETKILLCNT 4
#define LMK_SUBSCRIBE 5
#define LMK_PROCKILL 6 /* to clients only */
#define LMK_UPDATE_PROPS 7
#define LMK_STAT_KILL_OCCURRED 8 /* to clients only */
#define LMK_START_MONITORING 9 /* until Android 14 QPR1 an event, never sent */
#define LMK_BOOT_COMPLETED 10
#define LMK_PROCS_PRIO 11
#define LMK_COMMANDS 12

/* What LMK_SUBSCRIBE asks for. */
#define LMKD_EVENT_KILL 0
#define LMKD_EVENT_STAT 1

/* kill_reason of LMK_STAT_KILL_OCCURRED: none of lmkd's own strategies. */
#define LMKD_REASON_NONE (-1)

/* The oom_score_adj user space may give. */
#define LMKD_ADJ_MIN (-1000)
#define LMKD_ADJ_MAX 1000

struct lmkd_target {
	int32_t minfree_pages;
	int32_t oom_score_adj;
};

struct lmkd_process {
	int32_t pid;
	int32_t uid;
	int32_t oom_score_adj;
	int32_t type; /* 0 application, 1 service */
};

/**
 * struct lmkd_request - what a client wants
 * @command: LMK_*
 * @count: how many of @targets or @processes are there
 * @targets: LMK_TARGET
 * @processes: LMK_PROCPRIO (one) and LMK_PROCS_PRIO
 * @pid: LMK_PROCREMOVE
 * @min_adj: LMK_GETKILLCNT, the lowest oom_score_adj to count
 * @max_adj: LMK_GETKILLCNT, the highest
 * @event: LMK_SUBSCRIBE, LMKD_EVENT_*
 */
struct lmkd_request {
	int32_t command;
	size_t count;
	union {
		struct lmkd_target targets[LMKD_TARGETS_MAX];
		struct lmkd_process processes[LMKD_BATCH_MAX];
		int32_t pid;
		struct {
			int32_t min_adj;
			int32_t max_adj;
		};
		int32_t event;
	};
};

/* Why a packet was refused. Nothing of it may be applied then. */
enum lmkd_refusal {
	LMKD_ACCEPTED,
	LMKD_UNKNOWN_COMMAND, /* not known in this release; a vendor's, maybe */
	LMKD_NOT_A_REQUEST, /* only ever sent to clients */
	LMKD_BAD_LENGTH, /* not what the command allows */
	LMKD_BAD_PID,
	LMKD_BAD_ADJ,
	LMKD_BAD_TYPE,
	LMKD_BAD_MINFREE,
	LMKD_BAD_EVENT,
	LMKD_BAD_RANGE, /* its lower end is above its upper one */
};

/**
 * struct lmkd_kill - a kill as subscribers hear of it
 * @pid: of the process, in the namespace of this daemon
 * @uid: its owner
 * @rss_bytes: its resident set when it was chosen
 * @min_flt: page faults without I/O in its life
 * @maj_flt: those with I/O
 * @start_ns: when it started, nanoseconds since boot
 * @oom_score_adj: its own
 * @min_oom_score_adj: the lowest that could be killed
 * @free_memory_kb: what the machine has free
 * @free_swap_kb: what is free of its swap
 * @name: LMKD_NAME_MAX bytes of it at most are sent
 */
struct lmkd_kill {
	int32_t pid;
	int32_t uid;
	int64_t rss_bytes;
	int64_t min_flt;
	int64_t maj_flt;
	int64_t start_ns;
	int32_t oom_score_adj;
	int32_t min_oom_score_adj;
	int32_t free_memory_kb;
	int32_t free_swap_kb;
	const char *name;
};

enum lmkd_refusal lmkd_decode(int level, const uint8_t *bytes, size_t length,
			      struct lmkd_request *request);
size_t lmkd_encode_kill(int level, const struct lmkd_kill *kill,
			uint8_t bytes[LMKD_REPLY_MAX]);
size_t lmkd_encode_stat(const struct lmkd_kill *kill,
			uint8_t bytes[LMKD_REPLY_MAX]);
size_t lmkd_encode_answer(int32_t command, int32_t value,
			  uint8_t bytes[LMKD_REPLY_MAX]);
size_t lmkd_encode_request(const struct lmkd_request *request,
			   uint8_t bytes[LMKD_REQUEST_MAX]);
int lmkd_decode_kill(const uint8_t *bytes, size_t length,
		     struct lmkd_kill *kill);
const char *lmkd_command_name(int32_t command);
const char *lmkd_refusal_text(enum lmkd_refusal refusal);

#endif /* LMKD_SHIM_PROTOCOL_H */
