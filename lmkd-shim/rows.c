// SPDX-License-Identifier: GPL-2.0-only
/* A line a row; and, of the module as it is now, how far each row is away. */
#include "rows.h"

#include <stdio.h>

#include "text.h"

#define HEADING "  row     minfree            MB  oom_score_adj"

static void row_print(const struct lmkd_target *row, size_t number,
		      int64_t page_size)
{
	char amount[TEXT_AMOUNT_SIZE];

	text_memory(row->minfree_pages, page_size, amount);
	printf("  %3zu  %10d  %12s  ", number, row->minfree_pages, amount);
	if (row->oom_score_adj == LEVELS_ADJ_NEVER)
		printf("%13s", "never");
	else
		printf("%13d", row->oom_score_adj);
}

static void distance_print(const struct lmkd_target *row, size_t number,
			   const struct memory_now *memory, int64_t page_size)
{
	int64_t away = levels_away(row, memory->free_pages,
				   memory->file_pages);
	char amount[TEXT_AMOUNT_SIZE];

	if (memory->row == (int64_t)number) {
		printf("  in force");
	} else if (away == NUMBER_UNKNOWN) {
		printf("  unknown");
	} else if (!away) {
		printf("  reached");
	} else {
		text_memory(away, page_size, amount);
		printf("  %lld pages (%s) away", (long long)away, amount);
	}
}

/**
 * rows_print - to standard output
 * @levels: which
 * @page_size: in bytes
 */
void rows_print(const struct levels *levels, int64_t page_size)
{
	size_t i;

	puts(HEADING);
	for (i = 0; i < levels->count; i++) {
		row_print(&levels->row[i], i + 1, page_size);
		putchar('\n');
	}
}

/**
 * rows_print_state - to standard output, with what they mean now
 * @levels: those in force
 * @memory: now
 * @page_size: in bytes
 */
void rows_print_state(const struct levels *levels,
		      const struct memory_now *memory, int64_t page_size)
{
	size_t i;

	puts(HEADING "  now");
	for (i = 0; i < levels->count; i++) {
		row_print(&levels->row[i], i + 1, page_size);
		distance_print(&levels->row[i], i + 1, memory, page_size);
		putchar('\n');
	}
}
