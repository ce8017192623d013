// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process chooses its own name, and could put into it what a terminal takes
 * for a command. Nothing that comes from one is printed without text_clean().
 */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TENTHS_OF_A_MB(bytes) (((bytes) * 10 + (1 << 19)) >> 20)

/* How many bytes a UTF-8 sequence has that begins so; 0 if none does. */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/* Which second bytes would spell what has a shorter spelling, or none at all. */
static int second_is_good(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0;
	case 0xed: /* halves of UTF-16 pairs */
		return second < 0xa0;
	case 0xf0:
		return second >= 0x90;
	case 0xf4: /* beyond U+10FFFF */
		return second < 0x90;
	default:
		return 1;
	}
}

/* The length of the character at @text; 0 if it is none. */
static size_t character_length(const char *text)
{
	size_t length = sequence_length((unsigned char)text[0]);
	size_t i;

	for (i = 1; i < length; i++)
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			return 0;
	if (length > 1 && !second_is_good((unsigned char)text[0],
					  (unsigned char)text[1]))
		return 0;
	return length;
}

/* U+0000 to U+001F, U+007F, and U+0080 to U+009F, which some terminals obey. */
static int is_control(const char *character, size_t length)
{
	unsigned char first = (unsigned char)character[0];

	if (length == 1)
		return first < ' ' || first == 0x7f;
	return first == 0xc2 && (unsigned char)character[1] < 0xa0;
}

/**
 * text_clean - make a text safe to print
 * @text: cleaned in place; may become shorter. Control characters, and bytes
 *	that are no UTF-8, become question marks
 */
void text_clean(char *text)
{
	char *to = text;

	while (*text) {
		size_t length = character_length(text);

		if (!length || is_control(text, length)) {
			*to++ = '?';
			text += length ? length : 1;
			continue;
		}
		memmove(to, text, length);
		to += length;
		text += length;
	}
	*to = '\0';
}

/**
 * text_memory - an amount of memory for people
 * @pages: -TEXT_PAGES_MAX to TEXT_PAGES_MAX, or NUMBER_UNKNOWN
 * @page_size: in bytes, at most 64 kB
 * @text: "120.5 MB", or "unknown"
 */
void text_memory(int64_t pages, int64_t page_size, char text[TEXT_AMOUNT_SIZE])
{
	int64_t tenths;

	if (pages == NUMBER_UNKNOWN) {
		snprintf(text, TEXT_AMOUNT_SIZE, "unknown");
		return;
	}
	tenths = TENTHS_OF_A_MB((pages < 0 ? -pages : pages) * page_size);
	snprintf(text, TEXT_AMOUNT_SIZE, "%s%lld.%lld MB",
		 pages < 0 && tenths ? "-" : "", (long long)tenths / 10,
		 (long long)tenths % 10);
}

/**
 * text_duration - a length of time for people
 * @ms: in milliseconds, 0 or more
 * @text: its two largest units: "0.4 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"
 */
void text_duration(int64_t ms, char text[TEXT_AMOUNT_SIZE])
{
	long long seconds = ms / 1000;
	long long minutes = seconds / 60;
	long long hours = minutes / 60;

	if (hours >= 24)
		snprintf(text, TEXT_AMOUNT_SIZE, "%lld d %lld h", hours / 24,
			 hours % 24);
	else if (hours)
		snprintf(text, TEXT_AMOUNT_SIZE, "%lld h %lld min", hours,
			 minutes % 60);
	else if (minutes)
		snprintf(text, TEXT_AMOUNT_SIZE, "%lld min %lld s", minutes,
			 seconds % 60);
	else
		snprintf(text, TEXT_AMOUNT_SIZE, "%lld.%lld s", seconds,
			 (long long)ms % 1000 / 100);
}

/**
 * sentence_begin - an empty text to add to
 * @text: where
 * @size: room there in bytes, at least 1
 *
 * Return: it.
 */
struct sentence sentence_begin(char *text, size_t size)
{
	text[0] = '\0';
	return (struct sentence){ .text = text, .size = size };
}

/**
 * sentence_add - write at the end
 * @sentence: which
 * @format: as of printf(3)
 */
void sentence_add(struct sentence *sentence, const char *format, ...)
{
	size_t room = sentence->size - sentence->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(sentence->text + sentence->length, room, format,
			   arguments);
	va_end(arguments);
	if (length < 0)
		return;
	sentence->length += (size_t)length < room ? (size_t)length : room - 1;
}
