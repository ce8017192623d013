// SPDX-License-Identifier: GPL-2.0-only
/* What each request does. All that comes here is good: the codec saw to it. */
#include "shim.h"

#include <errno.h>

#include "process.h"

static void do_target(struct shim *shim, struct client *client,
		      const struct lmkd_request *request)
{
	(void)client;
	module_want(&shim->module, request->targets, request->count);
}

/* One that is gone or may not be touched does not keep the others waiting. */
static void do_processes(struct shim *shim, struct client *client,
			 const struct lmkd_request *request)
{
	int64_t now = now_ms();
	size_t i;

	(void)client;
	for (i = 0; i < request->count; i++) {
		const struct lmkd_process *process = &request->processes[i];
		int ret = processes_adj_write(&shim->processes, process->pid,
					      process->oom_score_adj, now);

		if (!ret)
			continue;
		shim->counts.processes_left_alone++;
		log_limited(&shim->process_limit,
			    ret == -ESRCH ? LOG_DEBUG : LOG_WARNING,
			    "oom_score_adj %d for pid %d: %s: ignoring it",
			    process->oom_score_adj, process->pid,
			    process_error_text(ret));
	}
}

/* Clients say so of those that were killed: the kill comes first, by name. */
static void do_remove(struct shim *shim, struct client *client,
		      const struct lmkd_request *request)
{
	(void)client;
	module_read_kills(&shim->module);
	processes_forget(&shim->processes, request->pid);
}

static void do_purge(struct shim *shim, struct client *client,
		     const struct lmkd_request *request)
{
	(void)client;
	(void)request;
	module_read_kills(&shim->module);
	processes_forget_all(&shim->processes);
}

static void answer(struct client *client, const struct lmkd_request *request,
		   int32_t value)
{
	uint8_t bytes[LMKD_REPLY_MAX];

	server_send(client, bytes,
		    lmkd_encode_answer(request->command, value, bytes));
}

static void do_count(struct shim *shim, struct client *client,
		     const struct lmkd_request *request)
{
	int32_t adj = request->min_adj, last = request->max_adj;
	int64_t count = 0;

	if (adj < LMKD_ADJ_MIN)
		adj = LMKD_ADJ_MIN;
	if (last > LMKD_ADJ_MAX)
		last = LMKD_ADJ_MAX;
	for (; adj <= last; adj++)
		count += shim->kills[adj - LMKD_ADJ_MIN];
	answer(client, request, count > INT32_MAX ? INT32_MAX : (int32_t)count);
}

static void do_subscribe(struct shim *shim, struct client *client,
			 const struct lmkd_request *request)
{
	(void)shim;
	client->events |= 1U << request->event;
}

static void do_update(struct shim *shim, struct client *client,
		      const struct lmkd_request *request)
{
	answer(client, request, shim->reload(shim) ? -1 : 0);
}

/*
 * lmkd would begin to watch pressure by itself. With the module there is nothing
 * to do, and without it this daemon kills nobody.
 */
static void do_nothing(struct shim *shim, struct client *client,
		       const struct lmkd_request *request)
{
	(void)shim;
	(void)client;
	(void)request;
}

/* 0 the first time, 1 after that, as lmkd answers. */
static void do_boot_completed(struct shim *shim, struct client *client,
			      const struct lmkd_request *request)
{
	answer(client, request, shim->boot_completed);
	shim->boot_completed = 1;
}

static void (*const handlers[LMK_COMMANDS])(struct shim *shim,
					    struct client *client,
					    const struct lmkd_request *) = {
	[LMK_TARGET] = do_target,
	[LMK_PROCPRIO] = do_processes,
	[LMK_PROCREMOVE] = do_remove,
	[LMK_PROCPURGE] = do_purge,
	[LMK_GETKILLCNT] = do_count,
	[LMK_SUBSCRIBE] = do_subscribe,
	[LMK_UPDATE_PROPS] = do_update,
	[LMK_START_MONITORING] = do_nothing,
	[LMK_BOOT_COMPLETED] = do_boot_completed,
	[LMK_PROCS_PRIO] = do_processes,
};

static void refuse(struct shim *shim, const struct client *client,
		   const struct lmkd_request *request, size_t length,
		   enum lmkd_refusal refusal)
{
	if (refusal == LMKD_UNKNOWN_COMMAND)
		shim->counts.unknown++;
	else
		shim->server.counts.bad_packets++;
	log_limited(&shim->packet_limit,
		    refusal == LMKD_UNKNOWN_COMMAND ? LOG_INFO : LOG_WARNING,
		    "packet of %zu bytes of pid %d (uid %u): %s (%d) %s: ignoring it",
		    length, client->pid, client->uid,
		    lmkd_command_name(request->command), request->command,
		    lmkd_refusal_text(refusal));
}

/**
 * dispatch_packet - do what a client asks for
 * @owner: the daemon
 * @client: who; its connection may end, if it does not read its answer
 * @bytes: what it sent
 * @length: in bytes, any
 */
void dispatch_packet(void *owner, struct client *client, const uint8_t *bytes,
		     size_t length)
{
	struct shim *shim = owner;
	struct lmkd_request request;
	enum lmkd_refusal refusal;

	refusal = lmkd_decode(shim->settings.protocol_level, bytes, length,
			      &request);
	if (refusal != LMKD_ACCEPTED) {
		refuse(shim, client, &request, length, refusal);
		return;
	}
	shim->counts.requests[request.command]++;
	handlers[request.command](shim, client, &request);
}
