// SPDX-License-Identifier: GPL-2.0-only
/*
 * lmkctl prio PID ADJ: how important a process is. Through the daemon, which has
 * the right to lower it; directly if there is none.
 */
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "importance.h"
#include "lmkctl.h"
#include "nodes.h"
#include "output.h"
#include "reach.h"

/**
 * struct change - what is to happen to a process
 * @pid: which
 * @adj: the oom_score_adj it is to have
 * @before: the one it had
 * @directory: its own in /proc, which no other process can get
 * @name: what it is called
 * @by: who does it
 */
struct change {
	int64_t pid;
	int64_t adj;
	int64_t before;
	int directory;
	char name[LAST_KILLS_NAME_SIZE];
	const char *by;
};

static int operand_read(const struct lmkctl *ctl, int index, int64_t min,
			int64_t max, int64_t *number)
{
	const char *operand = ctl->options.operands[index];

	if (piece_number(piece_of(operand), min, max, number))
		return 1;
	complain("prio", "\"%.32s\" is not %s from %lld to %lld", operand,
		 index == 1 ? "the pid of a process," :
			      "an oom_score_adj,",
		 (long long)min, (long long)max);
	return 0;
}

static enum lmkctl_status process_failed(const struct change *change, int error)
{
	char what[32];

	snprintf(what, sizeof(what), "pid %lld", (long long)change->pid);
	complain(what, "%s", importance_error_text(error));
	return STATUS_FAILED;
}

static int process_find(const struct lmkctl *ctl, struct change *change)
{
	change->directory = importance_open(ctl->root, (int32_t)change->pid);
	if (change->directory < 0)
		return change->directory;
	importance_name(change->directory, change->name, sizeof(change->name));
	return importance_read(change->directory, &change->before);
}

static enum lmkctl_status ask_daemon(const struct lmkctl *ctl,
				     struct change *change, int *connection)
{
	struct lmkd_request request = { .command = LMK_PROCPRIO, .count = 1 };
	uid_t uid;
	int ret = importance_owner(change->directory, &uid);

	if (ret)
		return process_failed(change, ret);
	request.processes[0].pid = (int32_t)change->pid;
	request.processes[0].uid = (int32_t)uid;
	request.processes[0].oom_score_adj = (int32_t)change->adj;
	change->by = "daemon";
	return reach_daemon(ctl, &request, connection);
}

static enum lmkctl_status write_directly(struct change *change)
{
	int ret = importance_write(change->directory, (int32_t)change->adj);

	change->by = "lmkctl";
	return ret ? process_failed(change, ret) : STATUS_DONE;
}

static enum lmkctl_status report(const struct lmkctl *ctl,
				 const struct change *change)
{
	if (ctl->options.json)
		return output_json(
			json_pack("{s:I, s:o, s:I, s:I, s:s}",
				  "pid", (json_int_t)change->pid,
				  "name", json_name(change->name),
				  "oom_score_adj", (json_int_t)change->adj,
				  "before", (json_int_t)change->before,
				  "by", change->by),
			JSON_INDENT(2));
	printf("%s (pid %lld): oom_score_adj %lld, was %lld\n", change->name,
	       (long long)change->pid, (long long)change->adj,
	       (long long)change->before);
	return STATUS_DONE;
}

/* What the kernel says, in time. */
static enum lmkctl_status confirm(const struct lmkctl *ctl,
				  const struct change *change, int connection)
{
	int tries = connection < 0 ? 1 : REACH_TRIES;
	int64_t adj = change->before;

	for (;;) {
		int ret = importance_read(change->directory, &adj);

		if (ret)
			return process_failed(change, ret);
		if (adj == change->adj)
			return report(ctl, change);
		if (!--tries)
			break;
		poll(NULL, 0, REACH_INTERVAL_MS);
	}
	complain("prio", "%s; oom_score_adj of pid %lld: %lld",
		 connection < 0 ? "the kernel did not keep it" :
				  reach_refusal(connection),
		 (long long)change->pid, (long long)adj);
	return STATUS_FAILED;
}

static enum lmkctl_status change_do(const struct lmkctl *ctl,
				    struct change *change)
{
	int ret = process_find(ctl, change);
	enum lmkctl_status status;
	int connection = -1;

	if (ret)
		return process_failed(change, ret);
	if (ctl->options.given & OPTION_DIRECT || !reach_is_wanted(ctl))
		status = write_directly(change);
	else
		status = ask_daemon(ctl, change, &connection);
	if (status == STATUS_DONE)
		status = confirm(ctl, change, connection);
	if (connection >= 0)
		close(connection);
	return status;
}

/**
 * command_prio - set how important a process is
 * @ctl: what was asked for
 *
 * Return: the exit status.
 */
enum lmkctl_status command_prio(const struct lmkctl *ctl)
{
	struct change change = { .directory = -1 };
	enum lmkctl_status status;

	/* pid 0 is nobody, and what process 1 has all others inherit. */
	if (!operand_read(ctl, 1, 2, INT_MAX, &change.pid) ||
	    !operand_read(ctl, 2, LMKD_ADJ_MIN, LMKD_ADJ_MAX, &change.adj))
		return STATUS_USAGE;
	status = change_do(ctl, &change);
	if (change.directory >= 0)
		close(change.directory);
	return status;
}
