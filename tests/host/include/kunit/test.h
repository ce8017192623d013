/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * As much of KUnit as tests/kunit uses, so that its files run on the host as
 * they are. A failed expectation is noted, a failed assertion ends the case.
 */
#ifndef LOWMEM_HOST_KUNIT_TEST_H
#define LOWMEM_HOST_KUNIT_TEST_H

#include <setjmp.h>
#include <stdlib.h>

#include <linux/kernel.h>
#include <linux/string.h>

#define KUNIT_PARAM_DESC_SIZE 128

struct kunit {
	const void *param_value;
	unsigned int failures;
	jmp_buf abort;
	void *allocations[16];
	unsigned int allocation_count;
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	const void *(*generate_params)(const void *prev, char *desc);
};

struct kunit_suite {
	const char name[256];
	struct kunit_case *test_cases;
	struct kunit_suite *next;
};

/* run_cases.c; what checks something says whether it held */
void kunit_suite_register(struct kunit_suite *suite);
void *kunit_allocate(struct kunit *test, size_t size);
bool kunit_holds(struct kunit *test, const char *place, const char *what,
		 bool holds);
bool kunit_numbers(struct kunit *test, const char *place, const char *what,
		   long long left, long long right);
bool kunit_texts(struct kunit *test, const char *place, const char *what,
		 const char *left, const char *right, bool alike);
_Noreturn void kunit_abort(struct kunit *test);

#define KUNIT_CASE(function)                            \
	{                                               \
		.run_case = function, .name = #function \
	}
#define KUNIT_CASE_PARAM(function, generator)            \
	{                                                \
		.run_case = function, .name = #function, \
		.generate_params = generator             \
	}

#define KUNIT_ARRAY_PARAM(prefix, array, get_desc)                           \
	static const void *prefix##_gen_params(const void *prev, char *desc) \
	{                                                                    \
		typeof(&(array)[0]) row = prev ? prev : (array);             \
		if (prev)                                                    \
			row++;                                               \
		if (row == (array) + ARRAY_SIZE(array))                      \
			return NULL;                                         \
		get_desc(row, desc);                                         \
		return row;                                                  \
	}                                                                    \
	_Static_assert(ARRAY_SIZE(array) > 0, "no cases")

#define kunit_test_suite(suite)                                         \
	__attribute__((constructor)) static void suite##_register(void) \
	{                                                               \
		kunit_suite_register(&(suite));                         \
	}                                                               \
	_Static_assert(sizeof(suite) > 0, "not a suite")

#define GFP_KERNEL 0
#define kunit_kzalloc(test, size, gfp) ((void)(gfp), kunit_allocate(test, size))

#define kunit_quote(number) #number
#define kunit_text(number) kunit_quote(number)
#define HERE __FILE__ ":" kunit_text(__LINE__)

#define kunit_equal(test, left, right)                                    \
	kunit_numbers(test, HERE, #left " == " #right, (long long)(left), \
		      (long long)(right))

#define KUNIT_EXPECT_EQ(test, left, right) \
	((void)kunit_equal(test, left, right))
#define KUNIT_EXPECT_STREQ(test, left, right) \
	kunit_texts(test, HERE, #left " equals " #right, left, right, true)
#define KUNIT_EXPECT_STRNEQ(test, left, right)                              \
	kunit_texts(test, HERE, #left " differs from " #right, left, right, \
		    false)
#define KUNIT_EXPECT_TRUE(test, condition) \
	((void)kunit_holds(test, HERE, #condition, condition))

#define KUNIT_EXPECT_NOT_NULL(test, pointer) \
	KUNIT_EXPECT_TRUE(test, (pointer) != NULL)

#define kunit_assert(test, passed)         \
	do {                               \
		if (!(passed))             \
			kunit_abort(test); \
	} while (0)

#define KUNIT_ASSERT_EQ(test, left, right) \
	kunit_assert(test, kunit_equal(test, left, right))
#define KUNIT_ASSERT_TRUE(test, condition) \
	kunit_assert(test, kunit_holds(test, HERE, #condition, condition))
#define KUNIT_ASSERT_NOT_NULL(test, pointer) \
	KUNIT_ASSERT_TRUE(test, (pointer) != NULL)

#endif /* LOWMEM_HOST_KUNIT_TEST_H */
