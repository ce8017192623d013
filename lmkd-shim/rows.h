/* SPDX-License-Identifier: GPL-2.0-only */
/* Tables as tables, for people. */
#ifndef LMKD_SHIM_ROWS_H
#define LMKD_SHIM_ROWS_H

#include "levels.h"
#include "nodes.h"

void rows_print(const struct levels *levels, int64_t page_size);
void rows_print_state(const struct levels *levels,
		      const struct memory_now *memory, int64_t page_size);

#endif /* LMKD_SHIM_ROWS_H */
