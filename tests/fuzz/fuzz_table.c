// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any text through both parsers of core/table.c. What is accepted has to be in
 * range and read back as it was written; what is refused has to say where. And
 * any table in range has to be written in a way that is accepted.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/errno.h>
#include <linux/string.h>

#include "../../core/table.h"

static void give_up(const char *property, int line)
{
	fprintf(stderr, "property broken at line %d: %s\n", line, property);
	abort();
}

#define require(condition)                             \
	do {                                           \
		if (!(condition))                      \
			give_up(#condition, __LINE__); \
	} while (0)

static bool is_blank(char c)
{
	return c && strchr(" \t\r\n", c);
}

static void require_refusal(const char *text, int ret,
			    const struct lowmem_text_error *error)
{
	const char *end = text + strlen(text);

	require(ret == -EINVAL || ret == -ERANGE);
	require(error->fault > LOWMEM_FAULT_NONE);
	require(error->fault <= LOWMEM_FAULT_RANGE);
	require((ret == -ERANGE) == (error->fault == LOWMEM_FAULT_RANGE));
	require((error->element == 0) == (error->fault == LOWMEM_FAULT_EMPTY));
	require(error->element <= LOWMEM_ROWS_MAX + 1);
	require(error->length >= 0);
	require(error->text >= text && error->text <= end);
	require(error->length <= end - error->text);
	if (!error->length)
		return;
	require(!memchr(error->text, ',', (size_t)error->length));
	require(!is_blank(error->text[0]));
	require(!is_blank(error->text[error->length - 1]));
}

/* The limits a refusal names: those of the number, none without ERANGE. */
static void require_limits(const struct lowmem_text_error *error,
			   const struct lowmem_range *range)
{
	bool out_of_range = error->fault == LOWMEM_FAULT_RANGE;

	require(error->min == (out_of_range ? range->min : 0));
	require(error->max == (out_of_range ? range->max : 0));
}

/* In levels only a whole row may contain colons, and only a refused one. */
static void require_level_refusal(const struct lowmem_text_error *error)
{
	if (error->fault == LOWMEM_FAULT_RANGE)
		require_limits(error, error->max == lowmem_adj_range.max ?
					      &lowmem_adj_range :
					      &lowmem_minfree_range);
	else
		require_limits(error, NULL);
	if (error->fault == LOWMEM_FAULT_RANGE ||
	    error->fault == LOWMEM_FAULT_NOT_A_NUMBER)
		require(!memchr(error->text, ':', (size_t)error->length));
}

static void require_list(const struct lowmem_list *list,
			 const struct lowmem_range *range)
{
	unsigned int i;

	require(list->count >= 1 && list->count <= LOWMEM_ROWS_MAX);
	for (i = 0; i < list->count; i++)
		require(list->value[i] >= range->min &&
			list->value[i] <= range->max);
}

static void require_same(const struct lowmem_list *list,
			 const struct lowmem_list *again)
{
	require(list->count == again->count);
	require(!memcmp(list->value, again->value,
			list->count * sizeof(list->value[0])));
}

/* @written is @text with its blanks removed, and as long as it claims. */
static void require_readback(const char *text, const char *written, int length)
{
	require(length > 0 && length < LOWMEM_TEXT_MAX);
	require((size_t)length == strlen(written));
	for (; *text; text++) {
		if (is_blank(*text))
			continue;
		require(*text == *written);
		written++;
	}
	require(!*written);
}

static void try_list(const char *text, const struct lowmem_range *range)
{
	struct lowmem_text_error error = { 0 };
	struct lowmem_list list, again;
	char written[LOWMEM_TEXT_MAX];
	int length;
	int ret;

	ret = lowmem_table_parse_list(text, range, &list, &error);
	if (ret) {
		require_refusal(text, ret, &error);
		require_limits(&error, range);
		return;
	}
	require_list(&list, range);
	length = lowmem_table_format_list(&list, written, sizeof(written));
	require_readback(text, written, length);
	require(!lowmem_table_parse_list(written, range, &again, &error));
	require_same(&list, &again);
}

static void try_levels(const char *text)
{
	struct lowmem_text_error error = { 0 };
	struct lowmem_table table, again;
	char written[LOWMEM_TEXT_MAX];
	int length;
	int ret;

	ret = lowmem_table_parse_levels(text, &table, &error);
	if (ret) {
		require_refusal(text, ret, &error);
		require_level_refusal(&error);
		return;
	}
	require_list(&table.minfree, &lowmem_minfree_range);
	require_list(&table.adj, &lowmem_adj_range);
	require(table.minfree.count == table.adj.count);
	length = lowmem_table_format_levels(&table, written, sizeof(written));
	require_readback(text, written, length);
	require(!lowmem_table_parse_levels(written, &again, &error));
	require_same(&table.minfree, &again.minfree);
	require_same(&table.adj, &again.adj);
}

/* The next number from @data, pressed into @range; 0 bytes past its end. */
static int next_value(const uint8_t **data, const uint8_t *end,
		      const struct lowmem_range *range)
{
	long long span = (long long)range->max - range->min + 1;
	long long value = 0;
	int i;

	for (i = 0; i < 4; i++)
		value = value * 256 + (*data < end ? *(*data)++ : 0);
	return (int)(range->min + value % span);
}

static void require_cut(const struct lowmem_table *table, const char *whole,
			size_t size)
{
	char *text = malloc(size);
	int length;

	if (!text)
		return;
	length = lowmem_table_format_levels(table, text, size);
	require((size_t)length < size);
	require(!text[length]);
	require(!strncmp(text, whole, (size_t)length));
	free(text);
}

static void try_table(const uint8_t *data, const uint8_t *end)
{
	struct lowmem_text_error error = { 0 };
	struct lowmem_table table, again;
	char text[LOWMEM_TEXT_MAX];
	unsigned int count, i;
	size_t size;

	if (end - data < 2)
		return;
	size = 1 + *data++ % LOWMEM_TEXT_MAX;
	count = 1 + *data++ % LOWMEM_ROWS_MAX;
	for (i = 0; i < count; i++) {
		table.minfree.value[i] =
			next_value(&data, end, &lowmem_minfree_range);
		table.adj.value[i] = next_value(&data, end, &lowmem_adj_range);
	}
	table.minfree.count = count;
	table.adj.count = count;

	lowmem_table_format_levels(&table, text, sizeof(text));
	require(!lowmem_table_parse_levels(text, &again, &error));
	require_same(&table.minfree, &again.minfree);
	require_same(&table.adj, &again.adj);
	require_cut(&table, text, size);

	lowmem_table_format_list(&table.adj, text, sizeof(text));
	require(!lowmem_table_parse_list(text, &lowmem_adj_range, &again.adj,
					 &error));
	require_same(&table.adj, &again.adj);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of exactly its size: ASan sees a read past the NUL. */
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	try_list(text, &lowmem_minfree_range);
	try_list(text, &lowmem_adj_range);
	try_levels(text);
	try_table(data, data + size);
	free(text);
	return 0;
}
