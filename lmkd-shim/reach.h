/* SPDX-License-Identifier: GPL-2.0-only */
/* Asking the daemon for something, as far as commands have that in common. */
#ifndef LMKD_SHIM_REACH_H
#define LMKD_SHIM_REACH_H

#include "lmkctl.h"
#include "protocol.h"

/*
 * The daemon writes tables once a second at most, so what it was asked for is
 * there after that, and on a machine with too much to do in 2 s.
 */
#define REACH_INTERVAL_MS 50
#define REACH_TRIES (2000 / REACH_INTERVAL_MS)

int reach_is_wanted(const struct lmkctl *ctl);
enum lmkctl_status reach_daemon(const struct lmkctl *ctl,
				const struct lmkd_request *request,
				int *connection);
const char *reach_refusal(int connection);

#endif /* LMKD_SHIM_REACH_H */
