// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reader of /proc/lowmemorykiller's records in lmkd-shim. What it takes,
 * Android's lmkd takes as well: the same ten fields by sscanf(3).
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../lmkd-shim/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "property broken: %s\n", what);
	abort();
}

static void android_agrees(const char *text, const struct record *record)
{
	unsigned long pid, uid, leader, min_flt, maj_flt, rss;
	short adj, min_adj;
	unsigned long long start;

	must(sscanf(text, "%lu %lu %lu %lu %lu %lu %hd %hd %llu", &pid, &uid,
		    &leader, &min_flt, &maj_flt, &rss, &adj, &min_adj,
		    &start) == 9,
	     "nine numbers");
	must(pid == (unsigned long)record->pid, "the pid");
	must(uid == (unsigned long)(uint32_t)record->uid, "the uid");
	must(leader == (unsigned long)record->group_leader_pid, "the leader");
	must(rss == (unsigned long)record->rss_pages, "the resident set");
	must(adj == record->oom_score_adj, "the oom_score_adj");
	must(min_adj == record->min_score_adj, "the threshold");
	must(start == (unsigned long long)record->start_ticks, "the start");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[RECORD_SIZE];
	struct record record;
	int ret = record_parse((const char *)data, size, &record);

	must(ret == 0 || ret == -EBADMSG, "0 or -EBADMSG");
	if (ret)
		return 0;
	must(size < sizeof(text), "no record is longer");
	must(record.name[0] && !strchr(record.name, '\n'), "a name on a line");
	memcpy(text, data, size);
	text[size] = '\0';
	android_agrees(text, &record);
	return 0;
}
