// SPDX-License-Identifier: GPL-2.0-only
/* lmkctl why [N]: the last kills, a sentence each. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "kernel.h"
#include "lmkctl.h"
#include "nodes.h"
#include "output.h"

/* How many are wanted; 0 if that is not good. */
static int64_t wanted(const struct options *options)
{
	int64_t count = 1;
	const char *operand;

	if (options->operand_count < 2)
		return count;
	operand = options->operands[1];
	if (piece_number(piece_of(operand), 1, LAST_KILLS_MAX, &count))
		return count;
	complain("why", "\"%.32s\" is not a number of kills from 1 to %d",
		 operand, LAST_KILLS_MAX);
	return 0;
}

static enum lmkctl_status explain_in_json(const struct last_kill *kills,
					  int count,
					  const struct moment *moment)
{
	json_t *array = json_array();
	char text[EXPLAIN_SIZE];
	int i;

	for (i = 0; i < count; i++) {
		json_t *kill = json_kill(&kills[i], moment);

		explain_kill(&kills[i], moment, text);
		json_object_set_new(kill, "sentence", json_string(text));
		json_array_append_new(array, kill);
	}
	return output_json(array, JSON_INDENT(2));
}

static enum lmkctl_status explain_in_words(const struct last_kill *kills,
					   int count,
					   const struct moment *moment)
{
	char text[EXPLAIN_SIZE];
	int i;

	if (!count)
		puts("Nobody was killed since the module was loaded.");
	for (i = 0; i < count; i++) {
		explain_kill(&kills[i], moment, text);
		puts(text);
	}
	return STATUS_DONE;
}

/**
 * command_why - explain the last kills
 * @ctl: what was asked for
 *
 * Return: the exit status.
 */
enum lmkctl_status command_why(const struct lmkctl *ctl)
{
	struct moment moment = { nodes_boot_ms(ctl->root), ctl->page_size };
	static struct last_kill kills[LAST_KILLS_MAX];
	int64_t most = wanted(&ctl->options);
	int count;

	if (!most)
		return STATUS_USAGE;
	if (!kernel_module_is_loaded(ctl->root))
		return complain_no_module();
	count = nodes_last_kills(ctl->root, kills);
	if (count < 0) {
		complain("last kills", "%s",
			 count == -ENOENT ?
				 "this driver does not remember them" :
				 strerror(-count));
		return STATUS_FAILED;
	}
	if (count > most)
		count = (int)most;
	return ctl->options.json ? explain_in_json(kills, count, &moment) :
				   explain_in_words(kills, count, &moment);
}
