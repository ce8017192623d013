/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel module as a partner that comes and goes: its tables are written
 * when they are wanted and again when it comes back, its kills are read.
 */
#ifndef LMKD_SHIM_MODULE_H
#define LMKD_SHIM_MODULE_H

#include <stdint.h>

#include "log.h"
#include "loop.h"
#include "record.h"
#include "targets.h"

/**
 * struct module - what we know of it
 * @loop: which waits
 * @root: from kernel_root_open()
 * @dry_run: write nothing
 * @killed: called with each kill
 * @owner: for @killed
 * @targets: the tables clients want it to have
 * @present: its parameters are there
 * @kills: its record of kills
 * @watch: word of it coming and going
 * @table_timer: for tables that wait for their second to pass
 * @retry_timer: for looking again
 * @retries: how often it may be looked again soon
 * @deaf: that its kills cannot be read has been said
 * @bad_records: of kills, that could not be understood
 */
struct module {
	struct loop *loop;
	int root;
	int dry_run;
	void (*killed)(void *owner, const struct record *record);
	void *owner;
	struct targets targets;
	int present;
	struct source kills;
	struct source watch;
	struct source table_timer;
	struct source retry_timer;
	unsigned int retries;
	int deaf;
	unsigned long bad_records;
	struct log_limit limit;
};

int module_open(struct module *module, struct loop *loop, int root);
void module_look(struct module *module);
void module_want(struct module *module, const struct lmkd_target *row,
		 size_t count);
void module_rewrite(struct module *module);
void module_read_kills(struct module *module);
void module_close(struct module *module);
int64_t now_ms(void);

#endif /* LMKD_SHIM_MODULE_H */
