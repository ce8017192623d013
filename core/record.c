// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kills as text.
 */
#include <linux/kernel.h>

#include "record.h"

/*
 * Would a reader take this byte for part of the name? Names are any bytes but
 * NUL, and prctl(2) sets them. A line feed would end the record; of a blank in
 * front, scanf("\n%m[^\n]") takes as many as there are for part of the "\n".
 */
static bool byte_is_shown(unsigned char byte, unsigned int position)
{
	if (byte == ' ')
		return position > 0;
	return byte > ' ' && byte != 0x7f;
}

/* Never empty, as readers do without a record whose name is. */
static void name_show(const char *name, char *shown)
{
	unsigned int i;

	for (i = 0; i < LOWMEM_NAME_SIZE - 1 && name[i]; i++)
		shown[i] = byte_is_shown((unsigned char)name[i], i) ? name[i] :
								      '?';
	if (!i)
		shown[i++] = '?';
	shown[i] = '\0';
}

/**
 * lowmem_record_format - write a kill the way /proc/lowmemorykiller shows it
 * @record: the kill
 * @text: where to
 * @size: bytes of room; LOWMEM_RECORD_MAX + 1 are always enough
 *
 * What stands where, and in which units, is what Android's lmkd parses. The
 * process ID comes twice: once as the thread's, once as its group leader's,
 * who is always the victim here.
 *
 * Return: the length of the text without its NUL.
 * Context: Any.
 */
int lowmem_record_format(const struct lowmem_record *record, char *text,
			 size_t size)
{
	char name[LOWMEM_NAME_SIZE];

	name_show(record->name, name);
	return scnprintf(text, size,
			 "%d %u %d %lu %lu %lu %hd %hd %llu\n%s\n",
			 record->pid, record->uid, record->pid, record->min_flt,
			 record->maj_flt, record->rank.rss_pages,
			 record->rank.oom_score_adj, record->min_score_adj,
			 record->start_ticks, name);
}

static const char *reason_name(enum lowmem_reason reason)
{
	return reason == LOWMEM_REASON_OOM ? "oom" : "minfree";
}

static int runner_up_format(const struct lowmem_runner_up *runner_up,
			    char *text, size_t size)
{
	char name[LOWMEM_NAME_SIZE];

	name_show(runner_up->name, name);
	return scnprintf(text, size, "\tcandidate=%d %hd %lu %s",
			 runner_up->pid, runner_up->rank.oom_score_adj,
			 runner_up->rank.rss_pages, name);
}

/**
 * lowmem_record_explain - write a kill as a line of stats/last_kills
 * @explanation: the kill
 * @text: where to
 * @size: bytes of room, 1 or more
 *
 * Return: the length of the line without its NUL; 0, and an empty text, if there
 * is no room for all of it.
 * Context: Any.
 */
int lowmem_record_explain(const struct lowmem_explanation *explanation,
			  char *text, size_t size)
{
	const struct lowmem_decision *decision = &explanation->decision;
	const struct lowmem_memory *memory = &explanation->memory;
	const struct lowmem_record *record = &explanation->record;
	char name[LOWMEM_NAME_SIZE];
	char by_name[LOWMEM_NAME_SIZE];
	unsigned int i;
	int length;

	name_show(record->name, name);
	name_show(explanation->by_name, by_name);
	length = scnprintf(text, size,
			   "time_ms=%lld\tpid=%d\tuid=%u\tadj=%hd\trss_pages=%lu\treason=%s\tdry_run=%d\trow=%d\tminfree_pages=%d\tmin_score_adj=%hd\tfree_pages=%ld\tfile_pages=%ld\tby_pid=%d\tname=%s\tby_name=%s",
			   explanation->time_ms, record->pid, record->uid,
			   record->rank.oom_score_adj, record->rank.rss_pages,
			   reason_name(explanation->reason),
			   explanation->dry_run, decision->row + 1,
			   decision->minfree, decision->min_score_adj,
			   memory->other_free, memory->other_file,
			   explanation->by_pid, name, by_name);
	for (i = 0; i < explanation->runner_up_count; i++)
		length += runner_up_format(&explanation->runners_up[i],
					   text + length,
					   size - (size_t)length);
	length += scnprintf(text + length, size - (size_t)length, "\n");
	/* Full to the last byte: something may be missing. */
	if ((size_t)length + 1 < size)
		return length;
	text[0] = '\0';
	return 0;
}
