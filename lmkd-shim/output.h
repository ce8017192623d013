/* SPDX-License-Identifier: GPL-2.0-only */
/* What lmkctl prints: for people, or as JSON for programs; and its complaints. */
#ifndef LMKD_SHIM_OUTPUT_H
#define LMKD_SHIM_OUTPUT_H

#include <jansson.h>
#include <stdint.h>

#include "compiler.h"
#include "explain.h"
#include "levels.h"
#include "lmkctl.h"

__printf(2, 3) void complain(const char *what, const char *format, ...);
enum lmkctl_status complain_no_module(void);
enum lmkctl_status output_json(json_t *value, size_t flags);
enum lmkctl_status output_finish(enum lmkctl_status status);
json_t *json_number(int64_t number);
json_t *json_answer(int64_t answer);
json_t *json_name(const char *name);
json_t *json_rows(const struct levels *levels);
json_t *json_kill(const struct last_kill *kill, const struct moment *moment);

#endif /* LMKD_SHIM_OUTPUT_H */
