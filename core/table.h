/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tables as text: what user space writes and reads back. Pure, like policy.h.
 */
#ifndef LOWMEM_TABLE_H
#define LOWMEM_TABLE_H

#include <linux/types.h>

#include "policy.h"

/*
 * Longest text a table is written as, with its NUL: LOWMEM_ROWS_MAX rows of
 * "2147483647:-1000," (17 characters) and a line feed.
 */
#define LOWMEM_TEXT_MAX (LOWMEM_ROWS_MAX * 17 + 2)

/**
 * enum lowmem_fault - what is wrong with a text
 * @LOWMEM_FAULT_NONE: nothing
 * @LOWMEM_FAULT_EMPTY: no element at all
 * @LOWMEM_FAULT_EMPTY_ELEMENT: nothing between two separators
 * @LOWMEM_FAULT_NOT_A_NUMBER: not a plain decimal number
 * @LOWMEM_FAULT_NOT_A_ROW: a level without exactly one colon
 * @LOWMEM_FAULT_TOO_MANY: more than LOWMEM_ROWS_MAX elements
 * @LOWMEM_FAULT_RANGE: a number outside what the list allows
 */
enum lowmem_fault {
	LOWMEM_FAULT_NONE,
	LOWMEM_FAULT_EMPTY,
	LOWMEM_FAULT_EMPTY_ELEMENT,
	LOWMEM_FAULT_NOT_A_NUMBER,
	LOWMEM_FAULT_NOT_A_ROW,
	LOWMEM_FAULT_TOO_MANY,
	LOWMEM_FAULT_RANGE,
};

/**
 * struct lowmem_text_error - where and why a text was refused
 * @fault: the kind of mistake
 * @element: which element, counted from 1; 0 if the text has none
 * @text: that element inside the text that was parsed
 * @length: its length in bytes, blanks at both ends left out
 * @min: with LOWMEM_FAULT_RANGE, the least number allowed here
 * @max: with LOWMEM_FAULT_RANGE, the largest
 */
struct lowmem_text_error {
	enum lowmem_fault fault;
	unsigned int element;
	const char *text;
	int length;
	int min;
	int max;
};

/**
 * struct lowmem_range - the numbers a list takes
 * @min: the least
 * @max: the largest
 */
struct lowmem_range {
	int min;
	int max;
};

extern const struct lowmem_range lowmem_minfree_range;
extern const struct lowmem_range lowmem_adj_range;

int lowmem_table_parse_list(const char *text, const struct lowmem_range *range,
			    struct lowmem_list *list,
			    struct lowmem_text_error *error);
int lowmem_table_parse_levels(const char *text, struct lowmem_table *table,
			      struct lowmem_text_error *error);
int lowmem_table_format_list(const struct lowmem_list *list, char *text,
			     size_t size);
int lowmem_table_format_levels(const struct lowmem_table *table, char *text,
			       size_t size);
const char *lowmem_table_fault_text(enum lowmem_fault fault);

#endif /* LOWMEM_TABLE_H */
