/* SPDX-License-Identifier: GPL-2.0-only */
/* The log: where lines go, which are left out, and none more than is useful. */
#ifndef LMKD_SHIM_LOG_H
#define LMKD_SHIM_LOG_H

#include <stdint.h>
#include <syslog.h>

#include "compiler.h"

enum log_target {
	LOG_TARGET_STDERR,
	LOG_TARGET_SYSLOG,
	LOG_TARGET_KMSG, /* the kernel's log, as Android's daemons use it */
};

/**
 * struct log_limit - at most a handful of lines of one kind every few seconds
 * @second: when the current ones began, in seconds of CLOCK_MONOTONIC
 * @lines: how many were written since
 * @suppressed: how many were not
 */
struct log_limit {
	int64_t second;
	unsigned int lines;
	unsigned long suppressed;
};

int log_open(enum log_target target, int level);
void log_set_level(int level);
unsigned long log_lost(void);

/* Levels are those of syslog(3), LOG_ERR to LOG_DEBUG. */
__printf(2, 3) void log_line(int level,
						    const char *format, ...);
__printf(3, 4) void log_limited(struct log_limit *limit,
							int level,
							const char *format,
							...);

#endif /* LMKD_SHIM_LOG_H */
