// SPDX-License-Identifier: GPL-2.0-only
/*
 * Run the KUnit suites linked in here as a host program: one TAP line a named
 * case on standard output, the reasons of a failure behind it.
 */
#include <kunit/test.h>

static struct kunit_suite *first_suite;
static unsigned int cases_run;
static unsigned int cases_failed;

void kunit_suite_register(struct kunit_suite *suite)
{
	suite->next = first_suite;
	first_suite = suite;
}

void *kunit_allocate(struct kunit *test, size_t size)
{
	void *memory = NULL;

	if (test->allocation_count < ARRAY_SIZE(test->allocations))
		memory = calloc(1, size);
	if (memory)
		test->allocations[test->allocation_count++] = memory;
	return memory;
}

bool kunit_holds(struct kunit *test, const char *place, const char *what,
		 bool holds)
{
	if (holds)
		return true;
	test->failures++;
	printf("# %s: not so: %s\n", place, what);
	return false;
}

bool kunit_numbers(struct kunit *test, const char *place, const char *what,
		   long long left, long long right)
{
	if (kunit_holds(test, place, what, left == right))
		return true;
	printf("#     left %lld, right %lld\n", left, right);
	return false;
}

bool kunit_texts(struct kunit *test, const char *place, const char *what,
		 const char *left, const char *right, bool alike)
{
	if (kunit_holds(test, place, what, !strcmp(left, right) == alike))
		return true;
	printf("#     left '%s', right '%s'\n", left, right);
	return false;
}

void kunit_abort(struct kunit *test)
{
	longjmp(test->abort, 1);
}

static void case_run(const struct kunit_suite *suite,
		     const struct kunit_case *test_case, const void *param,
		     const char *description)
{
	struct kunit test = { .param_value = param };

	if (!setjmp(test.abort))
		test_case->run_case(&test);
	while (test.allocation_count)
		free(test.allocations[--test.allocation_count]);

	if (test.failures)
		cases_failed++;
	printf("%s %u - host %s %s", test.failures ? "not ok" : "ok",
	       ++cases_run, suite->name, test_case->name);
	if (*description)
		printf(": %s", description);
	putchar('\n');
}

static void case_run_params(const struct kunit_suite *suite,
			    const struct kunit_case *test_case)
{
	char description[KUNIT_PARAM_DESC_SIZE] = "";
	const void *param = NULL;

	if (!test_case->generate_params) {
		case_run(suite, test_case, NULL, description);
		return;
	}
	while ((param = test_case->generate_params(param, description)))
		case_run(suite, test_case, param, description);
}

int main(void)
{
	const struct kunit_case *test_case;
	const struct kunit_suite *suite;

	/* A sanitizer ends the program at once: keep what was printed. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (suite = first_suite; suite; suite = suite->next)
		for (test_case = suite->test_cases; test_case->run_case;
		     test_case++)
			case_run_params(suite, test_case);
	printf("1..%u\n", cases_run);
	return cases_failed || !cases_run;
}
