// SPDX-License-Identifier: GPL-2.0-only
/*
 * Text to tables and back.
 *
 * A number has exactly one spelling (no sign but a minus, no leading zero, no
 * hexadecimal), so that whatever is accepted reads back byte for byte once its
 * blanks are gone. A text is parsed whole into the caller's object or refused
 * with the first thing that is wrong; nothing is clamped.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/oom.h>
#include <linux/string.h>

#include "table.h"

/* A page count; other_free and other_file are compared with it as they are. */
const struct lowmem_range lowmem_minfree_range = { .min = 0, .max = INT_MAX };

const struct lowmem_range lowmem_adj_range = {
	.min = OOM_SCORE_ADJ_MIN,
	.max = LOWMEM_ADJ_NEVER,
};

/* A piece of the text that is being parsed. */
struct span {
	const char *text;
	size_t length;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct span span_trim(struct span span)
{
	while (span.length && is_blank(span.text[0])) {
		span.text++;
		span.length--;
	}
	while (span.length && is_blank(span.text[span.length - 1]))
		span.length--;
	return span;
}

/* Cut @rest at the first @separator; false if it has none. */
static bool span_cut(struct span *rest, char separator, struct span *head)
{
	const char *end = memchr(rest->text, separator, rest->length);

	if (!end) {
		*head = *rest;
		rest->length = 0;
		return false;
	}
	head->text = rest->text;
	head->length = (size_t)(end - rest->text);
	rest->length -= head->length + 1;
	rest->text = end + 1;
	return true;
}

static enum lowmem_fault number_parse(struct span span,
				      const struct lowmem_range *range,
				      int *number)
{
	bool negative = span.length && span.text[0] == '-';
	size_t i = negative ? 1 : 0;
	long long value = 0;

	if (i == span.length)
		return LOWMEM_FAULT_NOT_A_NUMBER;
	/* "0" is fine; "-0" and "007" have a shorter spelling. */
	if (span.text[i] == '0' && span.length > 1)
		return LOWMEM_FAULT_NOT_A_NUMBER;

	for (; i < span.length; i++) {
		if (span.text[i] < '0' || span.text[i] > '9')
			return LOWMEM_FAULT_NOT_A_NUMBER;
		/* Past any int the digits are only checked, not added up. */
		if (value <= INT_MAX)
			value = value * 10 + (span.text[i] - '0');
	}
	if (negative)
		value = -value;
	if (value < range->min || value > range->max)
		return LOWMEM_FAULT_RANGE;
	*number = (int)value;
	return LOWMEM_FAULT_NONE;
}

static int fault_errno(enum lowmem_fault fault)
{
	switch (fault) {
	case LOWMEM_FAULT_NONE:
		return 0;
	case LOWMEM_FAULT_RANGE:
		return -ERANGE;
	default:
		return -EINVAL;
	}
}

/* Record what is wrong with the element at @span and turn it into an errno. */
static int refuse(struct lowmem_text_error *error, enum lowmem_fault fault,
		  unsigned int element, struct span span,
		  const struct lowmem_range *range)
{
	*error = (struct lowmem_text_error){
		.fault = fault,
		.element = element,
		.text = span.text,
		.length = (int)span.length,
	};
	if (fault == LOWMEM_FAULT_RANGE) {
		error->min = range->min;
		error->max = range->max;
	}
	return fault_errno(fault);
}

static int element_parse(struct span span, const struct lowmem_range *range,
			 unsigned int element, int *number,
			 struct lowmem_text_error *error)
{
	enum lowmem_fault fault;

	span = span_trim(span);
	if (!span.length)
		return refuse(error, LOWMEM_FAULT_EMPTY_ELEMENT, element, span,
			      range);
	fault = number_parse(span, range, number);
	if (fault != LOWMEM_FAULT_NONE)
		return refuse(error, fault, element, span, range);
	return 0;
}

/* One "minfree:adj" of a levels text into row @row of @table. */
static int row_parse(struct span span, struct lowmem_table *table,
		     unsigned int row, struct lowmem_text_error *error)
{
	struct span rest = span_trim(span);
	struct span whole = rest;
	struct span minfree;
	int ret;

	if (!rest.length)
		return refuse(error, LOWMEM_FAULT_EMPTY_ELEMENT, row + 1, whole,
			      NULL);
	if (!span_cut(&rest, ':', &minfree))
		return refuse(error, LOWMEM_FAULT_NOT_A_ROW, row + 1, whole,
			      NULL);
	if (memchr(rest.text, ':', rest.length))
		return refuse(error, LOWMEM_FAULT_NOT_A_ROW, row + 1, whole,
			      NULL);
	ret = element_parse(minfree, &lowmem_minfree_range, row + 1,
			    &table->minfree.value[row], error);
	if (ret)
		return ret;
	return element_parse(rest, &lowmem_adj_range, row + 1,
			     &table->adj.value[row], error);
}

/**
 * lowmem_table_parse_list - read a comma separated list of numbers
 * @text: NUL-terminated; blanks around numbers and a line feed at the end are
 *	allowed
 * @range: what the numbers may be
 * @list: filled on success, not to be used otherwise
 * @error: filled on failure; points into @text
 *
 * Return: 0, -ERANGE for a number outside @range, -EINVAL for anything else
 * that is wrong.
 * Context: Any. Pure.
 */
int lowmem_table_parse_list(const char *text, const struct lowmem_range *range,
			    struct lowmem_list *list,
			    struct lowmem_text_error *error)
{
	struct span rest = span_trim((struct span){ text, strlen(text) });
	struct span element;
	unsigned int count = 0;
	bool more;
	int ret;

	if (!rest.length)
		return refuse(error, LOWMEM_FAULT_EMPTY, 0, rest, range);
	do {
		more = span_cut(&rest, ',', &element);
		if (count == LOWMEM_ROWS_MAX)
			return refuse(error, LOWMEM_FAULT_TOO_MANY, count + 1,
				      span_trim(element), range);
		ret = element_parse(element, range, count + 1,
				    &list->value[count], error);
		if (ret)
			return ret;
		count++;
	} while (more);
	list->count = count;
	return 0;
}

/**
 * lowmem_table_parse_levels - read both lists from one text
 * @text: NUL-terminated "minfree:adj,minfree:adj,..."; blanks as in
 *	lowmem_table_parse_list()
 * @table: filled on success, not to be used otherwise
 * @error: filled on failure; points into @text
 *
 * Return: 0, -ERANGE for a number out of range, -EINVAL for anything else.
 * Context: Any. Pure.
 */
int lowmem_table_parse_levels(const char *text, struct lowmem_table *table,
			      struct lowmem_text_error *error)
{
	struct span rest = span_trim((struct span){ text, strlen(text) });
	struct span row;
	unsigned int count = 0;
	bool more;
	int ret;

	if (!rest.length)
		return refuse(error, LOWMEM_FAULT_EMPTY, 0, rest, NULL);
	do {
		more = span_cut(&rest, ',', &row);
		if (count == LOWMEM_ROWS_MAX)
			return refuse(error, LOWMEM_FAULT_TOO_MANY, count + 1,
				      span_trim(row), NULL);
		ret = row_parse(row, table, count, error);
		if (ret)
			return ret;
		count++;
	} while (more);
	table->minfree.count = count;
	table->adj.count = count;
	return 0;
}

/**
 * lowmem_table_format_list - write a list the way it is parsed
 * @list: at least one element
 * @text: where to
 * @size: room there in bytes; LOWMEM_TEXT_MAX is always enough
 *
 * Return: the length written, without the NUL.
 * Context: Any. Pure.
 */
int lowmem_table_format_list(const struct lowmem_list *list, char *text,
			     size_t size)
{
	unsigned int i;
	int length = 0;

	for (i = 0; i < list->count; i++)
		length += scnprintf(text + length, size - (size_t)length,
				    "%s%d", i ? "," : "", list->value[i]);
	return length;
}

/**
 * lowmem_table_format_levels - write the rows in force
 * @table: at least one row; the shorter list ends the text
 * @text: where to
 * @size: room there in bytes; LOWMEM_TEXT_MAX is always enough
 *
 * Return: the length written, without the NUL.
 * Context: Any. Pure.
 */
int lowmem_table_format_levels(const struct lowmem_table *table, char *text,
			       size_t size)
{
	unsigned int rows = lowmem_policy_rows(table);
	unsigned int i;
	int length = 0;

	for (i = 0; i < rows; i++)
		length += scnprintf(text + length, size - (size_t)length,
				    "%s%d:%d", i ? "," : "",
				    table->minfree.value[i],
				    table->adj.value[i]);
	return length;
}

/**
 * lowmem_table_fault_text - say a fault in words
 * @fault: from struct lowmem_text_error
 *
 * Return: a phrase that completes "element N ...", or for LOWMEM_FAULT_EMPTY
 * stands alone.
 * Context: Any. Pure.
 */
const char *lowmem_table_fault_text(enum lowmem_fault fault)
{
	switch (fault) {
	case LOWMEM_FAULT_NONE:
		return "is fine";
	case LOWMEM_FAULT_EMPTY:
		return "the text is empty";
	case LOWMEM_FAULT_EMPTY_ELEMENT:
		return "is empty";
	case LOWMEM_FAULT_NOT_A_NUMBER:
		return "is not a plain decimal number";
	case LOWMEM_FAULT_NOT_A_ROW:
		return "is not of the form minfree:adj";
	case LOWMEM_FAULT_TOO_MANY:
		return "is one too many: 6 at most";
	case LOWMEM_FAULT_RANGE:
		return "is out of range";
	}
	return "is wrong";
}
