/* SPDX-License-Identifier: GPL-2.0-only */
/* The listening socket: inherited, or created at a path. */
#ifndef LMKD_SHIM_SOCKET_H
#define LMKD_SHIM_SOCKET_H

#include "settings.h"

/**
 * struct listening_socket - where it came from matters at the end
 * @fd: it
 * @owner: of its path; root if it has none
 * @created: by us, at the path of the settings, and so for us to remove
 */
struct listening_socket {
	int fd;
	uid_t owner;
	int created;
};

int socket_obtain(const struct settings *settings,
		  struct listening_socket *listening,
		  char error[SETTINGS_ERROR_SIZE]);
void socket_remove(const struct settings *settings,
		   const struct listening_socket *listening);

#endif /* LMKD_SHIM_SOCKET_H */
