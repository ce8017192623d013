/* SPDX-License-Identifier: GPL-2.0-only */
/* Pieces of a text, which stay where they are: cutting them, and numbers. Pure. */
#ifndef LMKD_SHIM_PIECE_H
#define LMKD_SHIM_PIECE_H

#include <stddef.h>
#include <stdint.h>

/* A number nobody told us. */
#define NUMBER_UNKNOWN INT64_MIN

/* The largest number that is read, with or without a minus. */
#define PIECE_NUMBER_MAX (INT64_MAX / 10 - 1)

/* Not NUL-terminated. */
struct piece {
	const char *text;
	size_t length;
};

struct piece piece_of(const char *text);
int piece_cut(struct piece *rest, char separator, struct piece *head);
int piece_is(struct piece piece, const char *text);
int piece_number(struct piece piece, int64_t min, int64_t max,
		 int64_t *number);

#endif /* LMKD_SHIM_PIECE_H */
