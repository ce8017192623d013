// SPDX-License-Identifier: GPL-2.0-only
/* What has been counted, for the log: nothing is left out without a trace. */
#include "shim.h"

#include <stdio.h>

/* Each name and number, with a comma: "LMK_STAT_KILL_OCCURRED 4294967295, ". */
#define REQUESTS_SIZE (LMK_COMMANDS * 36)

/* On one line, as the kernel's log takes ten of them in five seconds. */
static void report_requests(const struct shim *shim)
{
	char text[REQUESTS_SIZE] = "";
	size_t at = 0;
	int32_t command;

	for (command = 0; command < LMK_COMMANDS; command++)
		if (shim->counts.requests[command] && at < sizeof(text))
			at += (size_t)snprintf(text + at, sizeof(text) - at,
					       "%s%s %lu", at ? ", " : "",
					       lmkd_command_name(command),
					       shim->counts.requests[command]);
	log_line(LOG_NOTICE, "requests: %s", at ? text : "none");
}

/**
 * report_counts - write all counters to the log
 * @shim: whose
 */
void report_counts(const struct shim *shim)
{
	const struct server_counts *server = &shim->server.counts;

	report_requests(shim);
	log_line(LOG_NOTICE,
		 "kills %llu, unknown commands %lu, bad packets %lu, refused connections %lu, lost connections %lu",
		 (unsigned long long)shim->kills_total, shim->counts.unknown,
		 server->bad_packets, server->refused, server->lost);
	log_line(LOG_NOTICE,
		 "processes known %zu, forgotten for want of room %lu, left alone %lu; records not understood %lu, log lines lost %lu",
		 shim->processes.count, shim->processes.forgotten,
		 shim->counts.processes_left_alone, shim->module.bad_records,
		 log_lost());
}
