/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_ERRNO_H
#define LOWMEM_HOST_ERRNO_H

/* libc's own <errno.h> includes this name too; the numbers are the kernel's. */
#include_next <linux/errno.h>

#endif /* LOWMEM_HOST_ERRNO_H */
