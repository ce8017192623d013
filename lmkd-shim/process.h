/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One process in /proc. Its oom_score_adj, once open, stays its own: what is
 * written there goes to this process or to nobody, also when its pid has been
 * given to another.
 */
#ifndef LMKD_SHIM_PROCESS_H
#define LMKD_SHIM_PROCESS_H

#include <stddef.h>
#include <stdint.h>

int process_open(int root, int32_t pid, char *name, size_t size);
int process_adj_write(int process, int32_t oom_score_adj);
int process_name_read(int root, int32_t pid, char *name, size_t size);
const char *process_error_text(int error);

#endif /* LMKD_SHIM_PROCESS_H */
