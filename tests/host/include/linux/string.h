/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_STRING_H
#define LOWMEM_HOST_STRING_H

#include <string.h>

#include <linux/kernel.h>

/* Only ever used here on text that fits; its return value is not. */
static inline void strscpy(char *to, const char *from, size_t size)
{
	scnprintf(to, size, "%s", from);
}

#endif /* LOWMEM_HOST_STRING_H */
