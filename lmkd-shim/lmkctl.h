/* SPDX-License-Identifier: GPL-2.0-only */
/* The hand tool as a whole: what was asked for, and what comes of it. */
#ifndef LMKD_SHIM_LMKCTL_H
#define LMKD_SHIM_LMKCTL_H

#include "options.h"

/* Exit statuses, in the man page and in --help. */
enum lmkctl_status {
	STATUS_DONE,
	STATUS_FAILED, /* the message says why */
	STATUS_USAGE,
	STATUS_NO_MODULE,
	STATUS_NO_DAEMON, /* where one is needed */
};

/**
 * struct lmkctl - what commands work on
 * @options: what was asked for
 * @root: from kernel_root_open()
 * @page_size: in bytes
 */
struct lmkctl {
	struct options options;
	int root;
	int64_t page_size;
};

/* Each in the file of its name. */
enum lmkctl_status command_prio(const struct lmkctl *ctl);
enum lmkctl_status command_set(const struct lmkctl *ctl);
enum lmkctl_status command_status(const struct lmkctl *ctl);
enum lmkctl_status command_suggest(const struct lmkctl *ctl);
enum lmkctl_status command_watch(const struct lmkctl *ctl);
enum lmkctl_status command_why(const struct lmkctl *ctl);

#endif /* LMKD_SHIM_LMKCTL_H */
