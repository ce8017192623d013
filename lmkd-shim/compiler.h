/* SPDX-License-Identifier: GPL-2.0-only */
/* What kernel code takes for granted, for the compiler of user space. */
#ifndef LMKD_SHIM_COMPILER_H
#define LMKD_SHIM_COMPILER_H

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* The format is argument number @f, what goes into it follows from @a. */
#define __printf(f, a) __attribute__((format(printf, f, a)))

#endif /* LMKD_SHIM_COMPILER_H */
