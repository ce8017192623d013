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
