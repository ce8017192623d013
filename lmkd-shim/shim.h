/* SPDX-License-Identifier: GPL-2.0-only */
/* The daemon as a whole: what requests and kills work on. */
#ifndef LMKD_SHIM_SHIM_H
#define LMKD_SHIM_SHIM_H

#include <stdint.h>

#include "loop.h"
#include "module.h"
#include "processes.h"
#include "server.h"
#include "settings.h"
#include "socket.h"

/* One for each oom_score_adj. */
#define KILL_COUNTERS (LMKD_ADJ_MAX - LMKD_ADJ_MIN + 1)

/**
 * struct shim_counts - requests since the start
 * @requests: by command
 * @unknown: with a command we do not know
 * @processes_left_alone: whose oom_score_adj could not be written
 */
struct shim_counts {
	unsigned long requests[LMK_COMMANDS];
	unsigned long unknown;
	unsigned long processes_left_alone;
};

struct shim {
	struct settings settings;
	struct listening_socket socket;
	struct loop loop;
	struct server server;
	struct module module;
	struct processes processes;
	int root;
	int boot_completed;
	int (*reload)(struct shim *shim); /* read the settings again */
	uint32_t kills[KILL_COUNTERS];
	uint64_t kills_total;
	struct shim_counts counts;
	struct log_limit packet_limit;
	struct log_limit process_limit;
};

/* dispatch.c */
void dispatch_packet(void *owner, struct client *client, const uint8_t *bytes,
		     size_t length);

/* announce.c */
void announce_kill(void *owner, const struct record *record);

/* report.c */
void report_counts(const struct shim *shim);

#endif /* LMKD_SHIM_SHIM_H */
