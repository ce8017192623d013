// SPDX-License-Identifier: GPL-2.0-only
/* Names that are safe to print, amounts, durations, sentences that are cut. */
#include "../shim/testing.h"

#include "../../lmkd-shim/text.h"

static const struct clean_case {
	const char *name;
	const char *text;
	const char *expected;
} clean_cases[] = {
	{ "nothing", "", "" },
	{ "a plain name", "com.example.app:remote", "com.example.app:remote" },
	{ "blanks", "Web Content ", "Web Content " },
	{ "an escape sequence", "\033]0;owned\a", "?]0;owned?" },
	{ "line feed, tab, return", "a\nb\tc\rd", "a?b?c?d" },
	{ "delete", "a\177b", "a?b" },
	{ "UTF-8 of two bytes", "caf\303\251", "caf\303\251" },
	{ "UTF-8 of three bytes", "\342\202\254", "\342\202\254" },
	{ "UTF-8 of four bytes", "\360\237\230\200", "\360\237\230\200" },
	{ "a control character of two bytes", "a\302\233m", "a?m" },
	{ "the first that is none", "\302\240", "\302\240" },
	{ "a byte that begins nothing", "a\200b\377c", "a?b?c" },
	{ "a slash in two bytes", "\300\257", "??" },
	{ "a slash in three bytes", "\340\200\257", "???" },
	{ "a slash in four bytes", "\360\200\200\257", "????" },
	{ "half a pair of UTF-16", "\355\240\200", "???" },
	{ "beyond the last character", "\364\220\200\200", "????" },
	{ "a byte above those that begin", "\365\200\200\200", "????" },
	{ "cut off in the middle", "ab\342\202", "ab??" },
	{ "a letter instead of the rest", "\342x\254", "?x?" },
};

/* In memory of exactly its size, so that ASan sees a read past it. */
static void every_name_is_clean(void **state)
{
	const struct clean_case *row = *state;
	char *text = strdup(row->text);

	assert_non_null(text);
	text_clean(text);
	assert_string_equal(text, row->expected);
	free(text);
}

static const struct memory_case {
	const char *name;
	int64_t pages;
	int64_t page_size;
	const char *expected;
} memory_cases[] = {
	{ "no memory", 0, 4096, "0.0 MB" },
	{ "a page", 1, 4096, "0.0 MB" },
	{ "nearly a twentieth of a MB", 12, 4096, "0.0 MB" },
	{ "just over it", 13, 4096, "0.1 MB" },
	{ "rounded up to the next MB", 255, 4096, "1.0 MB" },
	{ "the framework's first row", 18432, 4096, "72.0 MB" },
	{ "the same in pages of 16 kB", 4608, 16384, "72.0 MB" },
	{ "in the reserve", -384, 4096, "-1.5 MB" },
	{ "hardly in the reserve", -3, 4096, "0.0 MB" },
	{ "as much as there can be", TEXT_PAGES_MAX, 65536,
	  "68719476736.0 MB" },
	{ "an unknown amount", NUMBER_UNKNOWN, 4096, "unknown" },
};

static void every_amount(void **state)
{
	const struct memory_case *row = *state;
	char text[TEXT_AMOUNT_SIZE];

	text_memory(row->pages, row->page_size, text);
	assert_string_equal(text, row->expected);
}

static const struct duration_case {
	const char *name;
	int64_t ms;
	const char *expected;
} duration_cases[] = {
	{ "no time", 0, "0.0 s" },
	{ "less than a second", 499, "0.4 s" },
	{ "nearly a minute", 59999, "59.9 s" },
	{ "a minute", 60000, "1 min 0 s" },
	{ "minutes", 200000, "3 min 20 s" },
	{ "nearly an hour", 3599999, "59 min 59 s" },
	{ "hours", 7500000, "2 h 5 min" },
	{ "nearly a day", 86399999, "23 h 59 min" },
	{ "a day", 86400000, "1 d 0 h" },
	{ "days", 273600000, "3 d 4 h" },
	{ "centuries", INT64_MAX, "106751991167 d 7 h" },
};

static void every_duration(void **state)
{
	const struct duration_case *row = *state;
	char text[TEXT_AMOUNT_SIZE];

	text_duration(row->ms, text);
	assert_string_equal(text, row->expected);
}

static void a_sentence_is_cut_at_its_end(void **state)
{
	char text[9] = "????????";
	struct sentence sentence = sentence_begin(text, 8);

	(void)state;
	sentence_add(&sentence, "%s", "abc");
	assert_string_equal(text, "abc");
	sentence_add(&sentence, "%d", 123456);
	assert_string_equal(text, "abc1234");
	sentence_add(&sentence, "more");
	assert_string_equal(text, "abc1234");
	assert_int_equal(sentence.length, 7);
	assert_int_equal(text[8], '\0');
}

int main(void)
{
	ROWS_ADD(clean_cases, every_name_is_clean);
	ROWS_ADD(memory_cases, every_amount);
	ROWS_ADD(duration_cases, every_duration);
	test_add("a sentence is cut at its end", a_sentence_is_cut_at_its_end);
	return rows_run("text");
}
