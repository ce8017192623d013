/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_LIMITS_H
#define LOWMEM_HOST_LIMITS_H

/* libc's own <limits.h> includes this name too: give it what it looks for. */
#include_next <linux/limits.h>
#include <limits.h>

#endif /* LOWMEM_HOST_LIMITS_H */
