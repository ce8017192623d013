/* SPDX-License-Identifier: GPL-2.0-only */
/* What whoever runs the daemon may choose: options, and a file with the same. */
#ifndef LMKD_SHIM_SETTINGS_H
#define LMKD_SHIM_SETTINGS_H

#include <sys/types.h>
#include <sys/un.h>

#include "log.h"

#define SETTINGS_FILE "/etc/lmkd-shim.conf"
#define SETTINGS_UIDS_MAX 16
#define SETTINGS_ERROR_SIZE 256

/**
 * struct settings - all of it
 * @file: where the rest was read, if somebody named it
 * @root: the directory that has proc and sys in it, "/" but in tests
 * @socket_path: create a socket there; empty if one is inherited
 * @owner: of that socket; -1 for whoever runs the daemon
 * @group: of that socket; -1 likewise
 * @uids: users who may connect, beside root and the owner of the socket
 * @uid_count: how many
 * @protocol_level: the Android release clients speak, 9 to 16
 * @log_level: LOG_ERR to LOG_DEBUG
 * @log_target: where the log goes
 * @dry_run: write nothing
 * @check_config: only say whether these settings are good
 */
struct settings {
	const char *file;
	const char *root;
	char socket_path[sizeof(((struct sockaddr_un *)0)->sun_path)];
	uid_t owner;
	gid_t group;
	uid_t uids[SETTINGS_UIDS_MAX];
	unsigned int uid_count;
	int protocol_level;
	int log_level;
	enum log_target log_target;
	int dry_run;
	int check_config;
};

/* What main() is to do after the options were read. */
enum settings_verdict {
	SETTINGS_GOOD,
	SETTINGS_BAD, /* the error says why */
	SETTINGS_HELP,
	SETTINGS_VERSION,
};

enum settings_verdict settings_load(struct settings *settings, int argc,
				    char *const *argv,
				    char error[SETTINGS_ERROR_SIZE]);
void settings_print_help(void);

#endif /* LMKD_SHIM_SETTINGS_H */
