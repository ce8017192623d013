// SPDX-License-Identifier: GPL-2.0-only
/* lmkctl suggest: the tables the Android framework would send for a machine. */
#include <stdio.h>

#include "lmkctl.h"
#include "nodes.h"
#include "output.h"
#include "rows.h"
#include "suggest.h"

static enum lmkctl_status print_in_json(const struct machine *machine,
					const struct levels *levels,
					const char *text)
{
	return output_json(
		json_pack("{s:I, s:{s:I, s:I}, s:i, s:I, s:o, s:s}",
			  "total_mb", (json_int_t)machine->total_mb,
			  "display",
			  "width", (json_int_t)machine->width,
			  "height", (json_int_t)machine->height,
			  "bits", machine->is_64_bit ? 64 : 32,
			  "page_size", (json_int_t)machine->page_size,
			  "rows", json_rows(levels),
			  "levels", text),
		JSON_INDENT(2));
}

static enum lmkctl_status print_in_words(const struct machine *machine,
					 const struct levels *levels,
					 const char *text)
{
	printf("for %lld MB of memory, a display of %lldx%lld, %d-bit programs and pages of %lld bytes:\n\n",
	       (long long)machine->total_mb, (long long)machine->width,
	       (long long)machine->height, machine->is_64_bit ? 64 : 32,
	       (long long)machine->page_size);
	rows_print(levels, machine->page_size);
	printf("\nto use it now:          lmkctl set %s\n", text);
	printf("as the module's option: levels=%s\n", text);
	return STATUS_DONE;
}

/**
 * command_suggest - compute tables
 * @ctl: what was asked for; what was not is what this machine has, but for the
 *	display, of which nothing is known
 *
 * Programs are taken to be of the kind that this one is.
 *
 * Return: the exit status.
 */
enum lmkctl_status command_suggest(const struct lmkctl *ctl)
{
	const struct options *options = &ctl->options;
	struct machine machine = {
		.total_mb = options->total_mb,
		.width = options->width,
		.height = options->height,
		.is_64_bit = !(options->given & OPTION_32BIT) &&
			     sizeof(void *) == 8,
		.page_size = ctl->page_size,
	};
	char text[LEVELS_TEXT_SIZE];
	struct levels levels;

	if (!(options->given & OPTION_TOTAL_MB))
		machine.total_mb = nodes_total_mb(ctl->root);
	if (machine.total_mb == NUMBER_UNKNOWN) {
		complain("proc/meminfo", "it does not say how much memory there is; see --total-mb");
		return STATUS_FAILED;
	}
	suggest_levels(&machine, &levels);
	levels_format(&levels, text);
	return options->json ? print_in_json(&machine, &levels, text) :
			       print_in_words(&machine, &levels, text);
}
