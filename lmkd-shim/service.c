// SPDX-License-Identifier: GPL-2.0-only
/* By way of libsystemd, of which there is no static library. */
#include "service.h"

#ifdef HAVE_LIBSYSTEMD
#include <inttypes.h>
#include <stdint.h>
#include <systemd/sd-daemon.h>
#include <time.h>

/**
 * service_socket - the socket of socket activation
 *
 * Return: the first one; -1 if there is none.
 */
int service_socket(void)
{
	return sd_listen_fds(1) > 0 ? SD_LISTEN_FDS_START : -1;
}

/**
 * service_ready - clients may connect
 */
void service_ready(void)
{
	sd_notify(0, "READY=1");
}

/**
 * service_reloading - settings are being read again; service_ready() ends it
 */
void service_reloading(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
		   (uint64_t)now.tv_sec * 1000000 +
			   (uint64_t)now.tv_nsec / 1000);
}

/**
 * service_stopping - this is the end
 */
void service_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}

/**
 * service_features - for --version
 *
 * Return: what this build has.
 */
const char *service_features(void)
{
	return "+systemd";
}
#else
int service_socket(void)
{
	return -1;
}

void service_ready(void)
{
}

void service_reloading(void)
{
}

void service_stopping(void)
{
}

const char *service_features(void)
{
	return "-systemd";
}
#endif
