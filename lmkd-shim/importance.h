/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How important a process is: its oom_score_adj. Its directory in /proc, once
 * open, stays its own, also when its pid has been given to another.
 */
#ifndef LMKD_SHIM_IMPORTANCE_H
#define LMKD_SHIM_IMPORTANCE_H

#include <stdint.h>
#include <sys/types.h>

int importance_open(int root, int32_t pid);
void importance_name(int directory, char *name, size_t size);
int importance_owner(int directory, uid_t *uid);
int importance_read(int directory, int64_t *oom_score_adj);
int importance_write(int directory, int32_t oom_score_adj);
const char *importance_error_text(int error);

#endif /* LMKD_SHIM_IMPORTANCE_H */
