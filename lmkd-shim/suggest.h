/* SPDX-License-Identifier: GPL-2.0-only */
/* The tables the Android framework would send for a machine. Pure. */
#ifndef LMKD_SHIM_SUGGEST_H
#define LMKD_SHIM_SUGGEST_H

#include <stdint.h>

#include "levels.h"

/**
 * struct machine - what the tables depend on
 * @total_mb: its memory
 * @width: of its display, in pixels; 0 if it has none
 * @height: likewise
 * @is_64_bit: its programs are
 * @page_size: in bytes
 */
struct machine {
	int64_t total_mb;
	int64_t width;
	int64_t height;
	int is_64_bit;
	int64_t page_size;
};

void suggest_levels(const struct machine *machine, struct levels *levels);

#endif /* LMKD_SHIM_SUGGEST_H */
