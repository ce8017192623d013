// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading a record of /proc/lowmemorykiller: nine numbers on one line, the name
 * of the process on the next.
 */
#include "record.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct cursor {
	const char *at;
	int bad;
};

/* The next number, which a blank or a line feed ends. */
static int64_t number_next(struct cursor *cursor, int64_t min, int64_t max)
{
	char *end;
	long long value;

	errno = 0;
	value = strtoll(cursor->at, &end, 10);
	if (end == cursor->at || errno || value < min || value > max ||
	    (*end != ' ' && *end != '\n')) {
		cursor->bad = 1;
		return 0;
	}
	cursor->at = end;
	return value;
}

/* The rest of the line; cut where there is no room. */
static void name_copy(const char *from, struct record *record)
{
	size_t length = strcspn(from, "\n");

	if (length >= RECORD_NAME_SIZE)
		length = RECORD_NAME_SIZE - 1;
	memcpy(record->name, from, length);
	record->name[length] = '\0';
}

/**
 * record_parse - read one record
 * @text: what was read, not necessarily NUL-terminated
 * @length: its length in bytes, below RECORD_SIZE
 * @record: filled in on success
 *
 * Return: 0; -EBADMSG if it is no record.
 */
int record_parse(const char *text, size_t length, struct record *record)
{
	char copy[RECORD_SIZE];
	struct cursor cursor = { .at = copy };

	if (length >= sizeof(copy) || memchr(text, '\0', length))
		return -EBADMSG;
	memcpy(copy, text, length);
	copy[length] = '\0';

	record->pid = (int32_t)number_next(&cursor, 1, INT_MAX);
	/* 32 bits without a sign: (uid_t)-1 is what cannot be mapped. */
	record->uid = (int32_t)(uint32_t)number_next(&cursor, 0, UINT32_MAX);
	record->group_leader_pid = (int32_t)number_next(&cursor, 1, INT_MAX);
	record->min_flt = number_next(&cursor, 0, INT64_MAX);
	record->maj_flt = number_next(&cursor, 0, INT64_MAX);
	record->rss_pages = number_next(&cursor, 0, INT64_MAX);
	record->oom_score_adj = (int32_t)number_next(&cursor, -1000, 1000);
	record->min_score_adj = (int32_t)number_next(&cursor, -1000, 1001);
	record->start_ticks = number_next(&cursor, 0, INT64_MAX);
	if (cursor.bad || *cursor.at != '\n')
		return -EBADMSG;
	name_copy(cursor.at + 1, record);
	return record->name[0] ? 0 : -EBADMSG;
}
