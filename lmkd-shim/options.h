/* SPDX-License-Identifier: GPL-2.0-only */
/* The command line of lmkctl. */
#ifndef LMKD_SHIM_OPTIONS_H
#define LMKD_SHIM_OPTIONS_H

#include <stdint.h>

/* A command and what it is about. */
#define OPTIONS_OPERANDS_MAX 3

#define OPTIONS_ERROR_SIZE 160

/* Options that have a meaning for some commands only, as bits. */
#define OPTION_DIRECT 1U
#define OPTION_COUNT 2U
#define OPTION_DISPLAY 4U
#define OPTION_TOTAL_MB 8U
#define OPTION_32BIT 16U

/**
 * struct options - what was asked for
 * @socket: the daemon's socket, or NULL
 * @root: where proc and sys are
 * @json: for programs rather than people
 * @given: OPTION_* that were
 * @count: how many kills to watch; 0 for all
 * @width: of the display, in pixels
 * @height: likewise
 * @total_mb: memory; 0 if it was not given
 * @operands: the command and what follows it
 * @operand_count: how many there are
 */
struct options {
	const char *socket;
	const char *root;
	int json;
	unsigned int given;
	int64_t count;
	int64_t width;
	int64_t height;
	int64_t total_mb;
	const char *operands[OPTIONS_OPERANDS_MAX];
	int operand_count;
};

/* What main() is to do after the options were read. */
enum options_verdict {
	OPTIONS_GOOD,
	OPTIONS_BAD, /* the error says why */
	OPTIONS_HELP,
	OPTIONS_VERSION,
};

enum options_verdict options_read(struct options *options, int argc,
				  char *const *argv,
				  char error[OPTIONS_ERROR_SIZE]);
const char *options_name(unsigned int option);

#endif /* LMKD_SHIM_OPTIONS_H */
