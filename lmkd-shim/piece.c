// SPDX-License-Identifier: GPL-2.0-only
/* Nothing is copied, and nothing is read behind the end of a piece. */
#include "piece.h"

#include <string.h>

/**
 * piece_of - all of a text
 * @text: NUL-terminated
 *
 * Return: it.
 */
struct piece piece_of(const char *text)
{
	return (struct piece){ text, strlen(text) };
}

/**
 * piece_cut - take what is in front of a separator
 * @rest: becomes what is behind it; empty if there is none
 * @separator: which
 * @head: what was in front of it; all if there is none
 *
 * Return: 1 if there was one, 0 if not.
 */
int piece_cut(struct piece *rest, char separator, struct piece *head)
{
	const char *end = memchr(rest->text, separator, rest->length);

	*head = *rest;
	if (!end) {
		rest->text += rest->length;
		rest->length = 0;
		return 0;
	}
	head->length = (size_t)(end - rest->text);
	rest->length -= head->length + 1;
	rest->text = end + 1;
	return 1;
}

/**
 * piece_is - is it this word?
 * @piece: which
 * @text: NUL-terminated
 *
 * Return: 1 if so, 0 if not.
 */
int piece_is(struct piece piece, const char *text)
{
	return strlen(text) == piece.length &&
	       !memcmp(piece.text, text, piece.length);
}

/**
 * piece_number - read a decimal number and nothing else
 * @piece: digits, with a minus in front or not
 * @min: the least it may be, -PIECE_NUMBER_MAX or more
 * @max: the most it may be, PIECE_NUMBER_MAX or less
 * @number: only changed if it is good
 *
 * Return: 1 if it is good, 0 if not.
 */
int piece_number(struct piece piece, int64_t min, int64_t max, int64_t *number)
{
	int negative = piece.length && piece.text[0] == '-';
	size_t i = negative ? 1 : 0;
	int64_t value = 0;

	if (i == piece.length)
		return 0;
	for (; i < piece.length; i++) {
		if (piece.text[i] < '0' || piece.text[i] > '9')
			return 0;
		value = value * 10 + (piece.text[i] - '0');
		if (value > PIECE_NUMBER_MAX)
			return 0;
	}
	if (negative)
		value = -value;
	if (value < min || value > max)
		return 0;
	*number = value;
	return 1;
}
