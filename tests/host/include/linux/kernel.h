/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_KERNEL_H
#define LOWMEM_HOST_KERNEL_H

#include <stdarg.h>
#include <stdio.h>

#include <linux/types.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* As in lib/vsprintf.c: the length really written, 0 where there is no room. */
static inline int scnprintf(char *text, size_t size, const char *format, ...)
{
	va_list args;
	int length;

	if (!size)
		return 0;
	va_start(args, format);
	length = vsnprintf(text, size, format, args);
	va_end(args);
	return (size_t)length < size ? length : (int)(size - 1);
}

#endif /* LOWMEM_HOST_KERNEL_H */
