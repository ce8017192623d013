/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text for people: names that are safe to print, amounts of memory and time, and
 * sentences that grow. Pure.
 */
#ifndef LMKD_SHIM_TEXT_H
#define LMKD_SHIM_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "compiler.h"
#include "piece.h"

/*
 * The largest amount of memory that is believed, in pages: 4 EiB in pages of
 * 4 kB. With it nothing overflows that is computed here.
 */
#define TEXT_PAGES_MAX ((int64_t)1 << 40)

/* Room for an amount or a duration in words, and its NUL. */
#define TEXT_AMOUNT_SIZE 40

/**
 * struct sentence - text that grows at its end
 * @text: where, always NUL-terminated
 * @size: room there in bytes; what is longer is cut
 * @length: in bytes, without the NUL
 */
struct sentence {
	char *text;
	size_t size;
	size_t length;
};

void text_clean(char *text);
void text_memory(int64_t pages, int64_t page_size,
		 char text[TEXT_AMOUNT_SIZE]);
void text_duration(int64_t ms, char text[TEXT_AMOUNT_SIZE]);
struct sentence sentence_begin(char *text, size_t size);
__printf(2, 3) void sentence_add(struct sentence *sentence, const char *format,
				 ...);

#endif /* LMKD_SHIM_TEXT_H */
