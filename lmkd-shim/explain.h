/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kill in a sentence. Scripts search in these for words, so the wording stays
 * as it is. Pure.
 */
#ifndef LMKD_SHIM_EXPLAIN_H
#define LMKD_SHIM_EXPLAIN_H

#include "last_kills.h"

/*
 * The longest sentence, with 5 names of LAST_KILLS_NAME_SIZE in it, and the rest
 * of it with every number as long as it can be.
 */
#define EXPLAIN_SIZE (5 * LAST_KILLS_NAME_SIZE + 1400)

/* As part of a longer text. */
#define EXPLAIN_SHORT_SIZE (LAST_KILLS_NAME_SIZE + 300)

/**
 * struct moment - what it takes to tell how long ago and how much
 * @now_ms: on CLOCK_BOOTTIME, or NUMBER_UNKNOWN
 * @page_size: in bytes
 */
struct moment {
	int64_t now_ms;
	int64_t page_size;
};

void explain_kill(const struct last_kill *kill, const struct moment *moment,
		  char text[EXPLAIN_SIZE]);
void explain_briefly(const struct last_kill *kill, const struct moment *moment,
		     char text[EXPLAIN_SHORT_SIZE]);
void explain_event(const struct last_kill *kill, const struct moment *moment,
		   char text[EXPLAIN_SHORT_SIZE]);
int64_t explain_age_ms(const struct last_kill *kill,
		       const struct moment *moment);
const char *explain_not_chosen(const struct last_kill *kill,
			       const struct candidate *candidate);

#endif /* LMKD_SHIM_EXPLAIN_H */
