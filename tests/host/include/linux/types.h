/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_TYPES_H
#define LOWMEM_HOST_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include_next <linux/types.h>

#endif /* LOWMEM_HOST_TYPES_H */
