/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The nodes of the kernel module, and what the kernel says about memory. With
 * process.h the only way to the kernel's files, below a root directory that
 * tests replace.
 */
#ifndef LMKD_SHIM_KERNEL_H
#define LMKD_SHIM_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "protocol.h"
#include "record.h"

/* Below the root directory, and so without a slash in front. */
#define KERNEL_PARAMETERS "sys/module/lowmemorykiller/parameters"
#define KERNEL_KILLS "proc/lowmemorykiller"

/* Room for LMKD_TARGETS_MAX times "2147483647:-1000,", and a NUL. */
#define KERNEL_LIST_SIZE (17 * LMKD_TARGETS_MAX + 1)

int kernel_root_open(const char *path);
int kernel_module_is_loaded(int root);
int kernel_targets_write(int root, const struct lmkd_target *targets,
			 size_t count);
int kernel_kills_open(int root);
int kernel_kill_read(int kills, struct record *record);
void kernel_free_memory_read(int root, int32_t *memory_kb, int32_t *swap_kb);
int kernel_file_read(int directory, const char *name, char *text, size_t size);
int kernel_file_write(int directory, const char *name, const char *text);

#endif /* LMKD_SHIM_KERNEL_H */
