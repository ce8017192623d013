// SPDX-License-Identifier: GPL-2.0-only
/*
 * lmkctl: look at the lowmemorykiller module, and set it, by hand or from a
 * script. This file is the story: options, the command, its exit status. It
 * works with the module alone; the daemon, lmkd-shim, is asked where it is there
 * and there is a use for it.
 */
#include "lmkctl.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "compiler.h"
#include "kernel.h"
#include "output.h"

#define VERSION "0.1.0"

/**
 * struct command - what can be asked for
 * @name: as it is typed
 * @operands: what follows it, for messages
 * @least: how many of them at least
 * @most: how many at most
 * @options: OPTION_* it knows
 * @run: does it
 */
struct command {
	const char *name;
	const char *operands;
	int least;
	int most;
	unsigned int options;
	enum lmkctl_status (*run)(const struct lmkctl *ctl);
};

static const struct command commands[] = {
	{ "status", "", 0, 0, 0, command_status },
	{ "watch", "", 0, 0, OPTION_COUNT, command_watch },
	{ "set", " MINFREE:ADJ,...", 1, 1, OPTION_DIRECT, command_set },
	{ "prio", " PID ADJ", 2, 2, OPTION_DIRECT, command_prio },
	{ "suggest", "", 0, 0,
	  OPTION_DISPLAY | OPTION_TOTAL_MB | OPTION_32BIT, command_suggest },
	{ "why", " [N]", 0, 1, 0, command_why },
};

static void print_help(void)
{
	puts("usage: lmkctl [OPTION]... COMMAND [ARGUMENT]...\n"
	     "Look at the lowmemorykiller kernel module, and set it.\n"
	     "\n"
	     "  status                what it does, sees and has done\n"
	     "  watch                 kills while they happen\n"
	     "    --count N           end after N kills\n"
	     "  set MINFREE:ADJ,...   put 1 to 6 rows into force, most severe first\n"
	     "    --direct            write them without the daemon\n"
	     "  prio PID ADJ          set the oom_score_adj of a process, -1000 to 1000\n"
	     "    --direct            write it without the daemon\n"
	     "  suggest               the rows the Android framework would set here\n"
	     "    --display WxH       with a display of this many pixels (0x0)\n"
	     "    --total-mb N        with this much memory\n"
	     "    --32bit             with 32-bit programs\n"
	     "  why [N]               explain the last N kills, 1 to 16 (1)\n"
	     "\n"
	     "  --json                print JSON\n"
	     "  --socket PATH         of the daemon (LMKD_SOCKET in the environment,\n"
	     "                        /dev/socket/lmkd, /run/lmkd-shim/lmkd.sock)\n"
	     "  --root DIRECTORY      look for proc and sys there (/); for tests\n"
	     "  --help                show this\n"
	     "  --version             show the version\n"
	     "\n"
	     "exit status: 0 done; 1 it failed, the message says why; 2 usage; 3 the\n"
	     "module is not loaded; 4 no daemon at the socket, where one is needed.");
}

static enum lmkctl_status usage(const char *what, const char *why)
{
	complain(what, "%s; see --help", why);
	return STATUS_USAGE;
}

static const struct command *command_find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static enum lmkctl_status command_run(struct lmkctl *ctl,
				      const struct command *command)
{
	enum lmkctl_status status;

	ctl->page_size = sysconf(_SC_PAGESIZE);
	ctl->root = kernel_root_open(ctl->options.root);
	if (ctl->root < 0) {
		complain(ctl->options.root, "%s", strerror(-ctl->root));
		return STATUS_FAILED;
	}
	status = command->run(ctl);
	close(ctl->root);
	return status;
}

/* Is this a way to call it? */
static enum lmkctl_status command_check(struct lmkctl *ctl)
{
	const struct options *options = &ctl->options;
	const struct command *command;
	unsigned int foreign;
	int operands = options->operand_count - 1;

	if (operands < 0)
		return usage("command", "none is given");
	command = command_find(options->operands[0]);
	if (!command)
		return usage(options->operands[0], "there is no such command");
	if (operands < command->least || operands > command->most) {
		complain(command->name, "it goes: lmkctl %s%s", command->name,
			 command->operands);
		return STATUS_USAGE;
	}
	foreign = options->given & ~command->options;
	if (foreign)
		return usage(options_name(foreign),
			     "it has no meaning for this command");
	return command_run(ctl, command);
}

static enum lmkctl_status run(int argc, char *const *argv)
{
	char error[OPTIONS_ERROR_SIZE];
	struct lmkctl ctl;

	switch (options_read(&ctl.options, argc, argv, error)) {
	case OPTIONS_HELP:
		print_help();
		return STATUS_DONE;
	case OPTIONS_VERSION:
		puts("lmkctl " VERSION);
		return STATUS_DONE;
	case OPTIONS_BAD:
		return usage("command line", error);
	case OPTIONS_GOOD:
		break;
	}
	return command_check(&ctl);
}

int main(int argc, char **argv)
{
	return (int)output_finish(run(argc, argv));
}
