// SPDX-License-Identifier: GPL-2.0-only
/*
 * lmkctl set ROWS: through the daemon, which gives them to the module again when
 * that was reloaded; or directly. What counts is what the module says after it.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client.h"
#include "kernel.h"
#include "lmkctl.h"
#include "nodes.h"
#include "output.h"
#include "reach.h"

static int rows_read(const struct lmkctl *ctl, struct levels *wanted)
{
	char error[LEVELS_ERROR_SIZE];
	size_t i;

	if (!levels_parse(ctl->options.operands[1], wanted, error)) {
		complain("set", "%s", error);
		return 0;
	}
	if (ctl->options.given & OPTION_DIRECT)
		return 1;
	for (i = 0; i < wanted->count; i++) {
		if (wanted->row[i].oom_score_adj <= LMKD_ADJ_MAX)
			continue;
		complain("set", "row %zu: adj %d is nothing the daemon takes; see --direct",
			 i + 1, wanted->row[i].oom_score_adj);
		return 0;
	}
	return 1;
}

static enum lmkctl_status write_directly(const struct lmkctl *ctl,
					 const struct levels *wanted)
{
	int ret = kernel_targets_write(ctl->root, wanted->row, wanted->count);

	if (!ret)
		return STATUS_DONE;
	complain("levels", "%s%s", strerror(-ret),
		 ret == -EINVAL || ret == -ERANGE ?
			 "; the kernel's log says more" : "");
	return STATUS_FAILED;
}

static enum lmkctl_status ask_daemon(const struct lmkctl *ctl,
				     const struct levels *wanted,
				     int *connection)
{
	struct lmkd_request request = { .command = LMK_TARGET,
					.count = wanted->count };

	memcpy(request.targets, wanted->row,
	       wanted->count * sizeof(wanted->row[0]));
	return reach_daemon(ctl, &request, connection);
}

static enum lmkctl_status report(const struct lmkctl *ctl,
				 const struct levels *levels)
{
	const char *by = ctl->options.given & OPTION_DIRECT ? "lmkctl" :
							      "daemon";
	char text[LEVELS_TEXT_SIZE];

	levels_format(levels, text);
	if (ctl->options.json)
		return output_json(json_pack("{s:s, s:s, s:o}", "levels", text,
					     "by", by, "rows",
					     json_rows(levels)),
				   JSON_INDENT(2));
	printf("in force: %s\n", text);
	return STATUS_DONE;
}

static enum lmkctl_status report_difference(int ret, int connection,
					    const struct levels *levels)
{
	char text[LEVELS_TEXT_SIZE];

	if (ret) {
		complain("levels", "%s", nodes_error_text(ret));
		return STATUS_FAILED;
	}
	levels_format(levels, text);
	complain("set", "%s; in force: %s",
		 connection < 0 ? "the module did not take these rows" :
				  reach_refusal(connection), text);
	return STATUS_FAILED;
}

/* What the module says, in time. */
static enum lmkctl_status confirm(const struct lmkctl *ctl,
				  const struct levels *wanted, int connection)
{
	int tries = connection < 0 ? 1 : REACH_TRIES;
	struct levels levels = { .count = 0 };
	int ret;

	for (;;) {
		ret = nodes_levels(ctl->root, &levels);
		if (!ret && levels_are_equal(wanted, &levels))
			return report(ctl, &levels);
		if (!--tries)
			return report_difference(ret, connection, &levels);
		poll(NULL, 0, REACH_INTERVAL_MS);
	}
}

/**
 * command_set - put rows into force
 * @ctl: what was asked for
 *
 * Return: the exit status.
 */
enum lmkctl_status command_set(const struct lmkctl *ctl)
{
	enum lmkctl_status status;
	struct levels wanted;
	int connection = -1;

	if (!rows_read(ctl, &wanted))
		return STATUS_USAGE;
	if (!kernel_module_is_loaded(ctl->root))
		return complain_no_module();
	if (ctl->options.given & OPTION_DIRECT)
		status = write_directly(ctl, &wanted);
	else
		status = ask_daemon(ctl, &wanted, &connection);
	if (status == STATUS_DONE)
		status = confirm(ctl, &wanted, connection);
	if (connection >= 0)
		close(connection);
	return status;
}
