// SPDX-License-Identifier: GPL-2.0-only
/* A kill of the module's, for those who subscribed, and counted. */
#include "shim.h"

#include <unistd.h>

#include "kernel.h"

/* The record has clock ticks, and pages. */
static void describe(const struct shim *shim, const struct record *record,
		     struct lmkd_kill *kill)
{
	const char *name = processes_name(&shim->processes, record->pid);
	int64_t ticks_per_second = sysconf(_SC_CLK_TCK);

	*kill = (struct lmkd_kill){
		.pid = record->pid,
		.uid = record->uid,
		.rss_bytes = record->rss_pages * sysconf(_SC_PAGESIZE),
		.min_flt = record->min_flt,
		.maj_flt = record->maj_flt,
		.start_ns = record->start_ticks * (1000000000 / ticks_per_second),
		.oom_score_adj = record->oom_score_adj,
		.min_oom_score_adj = record->min_score_adj,
		.name = name ? name : record->name,
	};
	kernel_free_memory_read(shim->root, &kill->free_memory_kb,
				&kill->free_swap_kb);
}

static void send_to_subscribers(struct shim *shim, int event,
				const uint8_t *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < SERVER_CLIENTS_MAX; i++) {
		struct client *client = &shim->server.clients[i];

		if (client->source.fd >= 0 && client->events & 1U << event)
			server_send(client, bytes, length);
	}
}

/**
 * announce_kill - the module has killed a process
 * @owner: the daemon
 * @record: what it says
 *
 * The name is the one the process had when a client last told us about it, and
 * the short one of the kernel if none did.
 */
void announce_kill(void *owner, const struct record *record)
{
	uint8_t bytes[LMKD_REPLY_MAX];
	struct shim *shim = owner;
	struct lmkd_kill kill;

	describe(shim, record, &kill);
	shim->kills[record->oom_score_adj - LMKD_ADJ_MIN]++;
	shim->kills_total++;
	log_line(LOG_INFO,
		 "killed: %s (pid %d, uid %u), oom_score_adj %d, %lld kB resident, threshold %d",
		 kill.name, kill.pid, (unsigned int)kill.uid,
		 kill.oom_score_adj, (long long)kill.rss_bytes / 1024,
		 kill.min_oom_score_adj);
	send_to_subscribers(shim, LMKD_EVENT_KILL, bytes,
			    lmkd_encode_kill(shim->settings.protocol_level,
					     &kill, bytes));
	send_to_subscribers(shim, LMKD_EVENT_STAT, bytes,
			    lmkd_encode_stat(&kill, bytes));
}
