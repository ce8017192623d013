/* SPDX-License-Identifier: GPL-2.0-only */
/* A connection to the daemon. Nothing here waits for it. */
#ifndef LMKD_SHIM_CLIENT_H
#define LMKD_SHIM_CLIENT_H

#include "protocol.h"

int client_is_named(const char *given);
const char *client_path(const char *given);
int client_connect(const char *path);
int client_send(int connection, const struct lmkd_request *request);
int client_kill_read(int connection, struct lmkd_kill *kill);
int client_is_refused(int connection);

#endif /* LMKD_SHIM_CLIENT_H */
