// SPDX-License-Identifier: GPL-2.0-only
/*
 * The codec of lmkd-shim: the first byte chooses the Android release, the rest
 * is the packet.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../lmkd-shim/protocol.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "property broken: %s\n", what);
	abort();
}

static void processes_are_good(const struct lmkd_request *request)
{
	size_t i;

	must(request->count >= 1 && request->count <= LMKD_BATCH_MAX,
	     "1 to 3 processes");
	for (i = 0; i < request->count; i++) {
		const struct lmkd_process *process = &request->processes[i];

		must(process->pid > 1, "a pid above 1");
		must(process->oom_score_adj >= LMKD_ADJ_MIN &&
			     process->oom_score_adj <= LMKD_ADJ_MAX,
		     "an oom_score_adj that can be");
		must(process->type == 0 || process->type == 1, "a type");
	}
}

static void targets_are_good(const struct lmkd_request *request)
{
	size_t i;

	must(request->count >= 1 && request->count <= LMKD_TARGETS_MAX,
	     "1 to 6 rows");
	for (i = 0; i < request->count; i++)
		must(request->targets[i].minfree_pages >= 0, "pages");
}

/* What was accepted says the same when it is sent again. */
static void survives(int level, const struct lmkd_request *request)
{
	uint8_t bytes[LMKD_REQUEST_MAX];
	struct lmkd_request again;
	size_t length;

	/* LMK_PROCPRIO is sent without the type it may have come with. */
	if (request->command == LMK_PROCPRIO)
		return;
	length = lmkd_encode_request(request, bytes);
	must(length <= sizeof(bytes), "room for every request");
	must(lmkd_decode(level, bytes, length, &again) == LMKD_ACCEPTED,
	     "what is encoded can be decoded");
	must(!memcmp(request, &again, sizeof(again)), "nothing is changed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lmkd_request request;
	enum lmkd_refusal refusal;
	struct lmkd_kill kill;
	int level;

	if (!size)
		return 0;
	level = LMKD_LEVEL_OLDEST + data[0] % 8;
	refusal = lmkd_decode(level, data + 1, size - 1, &request);
	must(lmkd_refusal_text(refusal) != NULL, "a text for every refusal");
	must(lmkd_command_name(request.command) != NULL, "a name");
	lmkd_decode_kill(data + 1, size - 1, &kill);
	if (refusal != LMKD_ACCEPTED)
		return 0;
	must(request.command >= 0 && request.command < LMK_COMMANDS,
	     "a command there is");
	if (request.command == LMK_TARGET)
		targets_are_good(&request);
	if (request.command == LMK_PROCPRIO ||
	    request.command == LMK_PROCS_PRIO)
		processes_are_good(&request);
	survives(level, &request);
	return 0;
}
