/* SPDX-License-Identifier: GPL-2.0-only */
/* The rows of the module's tables as text, and what memory means to them. Pure. */
#ifndef LMKD_SHIM_LEVELS_H
#define LMKD_SHIM_LEVELS_H

#include <stddef.h>
#include <stdint.h>

#include "protocol.h"
#include "piece.h"

/* The module takes it for a row that never kills; the socket does not carry it. */
#define LEVELS_ADJ_NEVER 1001

/* Room for LMKD_TARGETS_MAX times "2147483647:-1000,", and a NUL. */
#define LEVELS_TEXT_SIZE (17 * LMKD_TARGETS_MAX + 1)

#define LEVELS_ERROR_SIZE 160

/**
 * struct levels - the rows, most severe first
 * @row: the rows
 * @count: how many there are
 */
struct levels {
	struct lmkd_target row[LMKD_TARGETS_MAX];
	size_t count;
};

int levels_parse(const char *text, struct levels *levels,
		 char error[LEVELS_ERROR_SIZE]);
int levels_parse_lists(const char *minfree, const char *adj,
		       struct levels *levels);
void levels_format(const struct levels *levels, char text[LEVELS_TEXT_SIZE]);
int levels_are_equal(const struct levels *one, const struct levels *other);
int64_t levels_away(const struct lmkd_target *row, int64_t free_pages,
		    int64_t file_pages);

#endif /* LMKD_SHIM_LEVELS_H */
