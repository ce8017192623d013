/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the named tables of cases share. The same tables and the same test
 * functions run in the kernel under KUnit and on the build host, where
 * tests/host/include stands in for the kernel's headers.
 */
#ifndef LOWMEM_CASES_H
#define LOWMEM_CASES_H

#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "../../core/policy.h"

/* The elements of a struct lowmem_list, counted so that no table miscounts. */
#define ELEMENTS(...)             \
	.value = { __VA_ARGS__ }, \
	.count = sizeof((int[]){ __VA_ARGS__ }) / sizeof(int)

/* noun_gen_params() from noun_cases[], whose struct noun_case has a .name. */
#define NAMED_PARAM(noun)                                                  \
	static void noun##_desc(const struct noun##_case *row, char *desc) \
	{                                                                  \
		strscpy(desc, row->name, KUNIT_PARAM_DESC_SIZE);           \
	}                                                                  \
	KUNIT_ARRAY_PARAM(noun, noun##_cases, noun##_desc)

#endif /* LOWMEM_CASES_H */
