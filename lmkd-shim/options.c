// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options may stand before the command and behind it. There are no short ones,
 * so that a negative number is always an oom_score_adj.
 */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "piece.h"

/* More than any machine has: 1 TiB of memory in MB, and pixels in a row. */
#define TOTAL_MB_MAX (1024 * 1024)
#define PIXELS_MAX 65535

enum {
	HELP = 1,
	VERSION,
	SOCKET,
	ROOT,
	JSON,
	DIRECT,
	COUNT,
	DISPLAY,
	TOTAL_MB,
	BITS,
};

static const struct option known[] = {
	{ "socket", required_argument, NULL, SOCKET },
	{ "root", required_argument, NULL, ROOT },
	{ "json", no_argument, NULL, JSON },
	{ "direct", no_argument, NULL, DIRECT },
	{ "count", required_argument, NULL, COUNT },
	{ "display", required_argument, NULL, DISPLAY },
	{ "total-mb", required_argument, NULL, TOTAL_MB },
	{ "32bit", no_argument, NULL, BITS },
	{ "help", no_argument, NULL, HELP },
	{ "version", no_argument, NULL, VERSION },
	{ NULL, 0, NULL, 0 },
};

static int number_read(const char *text, int64_t max, int64_t *number)
{
	return piece_number(piece_of(text), 1, max, number);
}

/* WIDTHxHEIGHT; 0x0 is no display. */
static int display_read(const char *text, struct options *options)
{
	struct piece height = piece_of(text), width;

	return piece_cut(&height, 'x', &width) &&
	       piece_number(width, 0, PIXELS_MAX, &options->width) &&
	       piece_number(height, 0, PIXELS_MAX, &options->height);
}

/* 1 if it was good; the error says what it should have been otherwise. */
static int value_expect(int is_good, int option, const char *expected,
			char *error)
{
	const struct option *entry = known;

	while (entry->val != option)
		entry++;
	if (!is_good)
		snprintf(error, OPTIONS_ERROR_SIZE,
			 "--%s: \"%.32s\" is not %s", entry->name, optarg,
			 expected);
	return is_good;
}

static int value_read(struct options *options, int option, char *error)
{
	switch (option) {
	case COUNT:
		options->given |= OPTION_COUNT;
		return value_expect(number_read(optarg, INT32_MAX,
						&options->count),
				    option, "a number of kills from 1 up",
				    error);
	case DISPLAY:
		options->given |= OPTION_DISPLAY;
		return value_expect(display_read(optarg, options), option,
				    "WIDTHxHEIGHT in pixels", error);
	default:
		options->given |= OPTION_TOTAL_MB;
		return value_expect(number_read(optarg, TOTAL_MB_MAX,
						&options->total_mb),
				    option, "a number of MB from 1 to 1048576",
				    error);
	}
}

/* 1 if it was good; the error says what is wrong otherwise. */
static int option_apply(struct options *options, int option,
			const char *argument, char *error)
{
	switch (option) {
	case SOCKET:
		options->socket = optarg;
		return 1;
	case ROOT:
		options->root = optarg;
		return 1;
	case JSON:
		options->json = 1;
		return 1;
	case DIRECT:
		options->given |= OPTION_DIRECT;
		return 1;
	case BITS:
		options->given |= OPTION_32BIT;
		return 1;
	case COUNT:
	case DISPLAY:
	case TOTAL_MB:
		return value_read(options, option, error);
	default:
		snprintf(error, OPTIONS_ERROR_SIZE,
			 "%.64s: there is no such option, or its value is missing, or it has none",
			 argument);
		return 0;
	}
}

static int operand_add(struct options *options, const char *operand,
		       char *error)
{
	if (options->operand_count == OPTIONS_OPERANDS_MAX) {
		snprintf(error, OPTIONS_ERROR_SIZE, "\"%.64s\" is too much",
			 operand);
		return 0;
	}
	options->operands[options->operand_count++] = operand;
	return 1;
}

static int is_negative_number(const char *argument)
{
	return argument[0] == '-' && argument[1] >= '0' && argument[1] <= '9';
}

/* getopt_long(3) remembers where it was; this makes it forget. */
static void arguments_begin(char *const *argv)
{
	optind = 0;
	opterr = 0;
	getopt_long(1, argv, "+", known, NULL);
}

/* The next option, or 0 for an operand at optind, or -1 at the end. */
static int argument_next(int argc, char *const *argv, int *only_operands)
{
	int before = optind, option;

	if (optind == argc)
		return -1;
	if (*only_operands || is_negative_number(argv[optind]))
		return 0;
	option = getopt_long(argc, argv, "+", known, NULL);
	if (option != -1)
		return option;
	/* It stops in front of an operand, but behind "--". */
	*only_operands = optind > before;
	return optind == argc ? -1 : 0;
}

/**
 * options_read - read the command line
 * @options: filled in, also with what is not given
 * @argc: of main()
 * @argv: of main(); must stay
 * @error: what is wrong, with OPTIONS_BAD
 *
 * Return: what to do next.
 */
enum options_verdict options_read(struct options *options, int argc,
				  char *const *argv,
				  char error[OPTIONS_ERROR_SIZE])
{
	int only_operands = 0;

	*options = (struct options){ .root = "/" };
	arguments_begin(argv);
	for (;;) {
		const char *argument = optind < argc ? argv[optind] : "";
		int option = argument_next(argc, argv, &only_operands);

		if (option == -1)
			return OPTIONS_GOOD;
		if (option == HELP)
			return OPTIONS_HELP;
		if (option == VERSION)
			return OPTIONS_VERSION;
		if (option ? !option_apply(options, option, argument, error) :
			     !operand_add(options, argv[optind++], error))
			return OPTIONS_BAD;
	}
}

/**
 * options_name - for messages
 * @option: OPTION_*, one or more
 *
 * Return: the name of the first of them.
 */
const char *options_name(unsigned int option)
{
	if (option & OPTION_DIRECT)
		return "--direct";
	if (option & OPTION_COUNT)
		return "--count";
	if (option & OPTION_DISPLAY)
		return "--display";
	return option & OPTION_TOTAL_MB ? "--total-mb" : "--32bit";
}
