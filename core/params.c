// SPDX-License-Identifier: GPL-2.0-only
/*
 * Module parameters: parse, validate, publish. Nothing here acts on them. (cost
 * is part of what it belongs to, in shrinker.c.)
 *
 * Both lists live in one immutable table that readers find through RCU. A
 * write is parsed into the spare table and takes effect with one pointer
 * store, so no scan ever sees half of one.
 *
 * The two tables are static on purpose: a write cannot fail for want of memory
 * at the very moment this module is needed, boot parameters are parsed before
 * there is an allocator, and a load that fails half way leaves nothing behind.
 */
#include "lowmem.h"

#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

#include "table.h"

/* The classic driver's: 6, 8, 16 and 64 MB in pages of 4 kB. */
static struct lowmem_table tables[2] = {
	{
		.minfree = { .value = { 1536, 2048, 4096, 16384 }, .count = 4 },
		.adj = { .value = { 0, 1, 6, 12 }, .count = 4 },
	},
};

/* Serialises writers of the tables. Taken in process context only. */
static DEFINE_MUTEX(table_mutex);
static struct lowmem_table __rcu *table_in_force =
	(struct lowmem_table __rcu __force *)&tables[0];

/* A disorder has been reported and not been mended since. */
static bool disorder_reported;

static bool enable_lmk = true;
static bool dry_run;
static bool oom_reaper = LOWMEM_CAN_REAP;
static unsigned int debug_level = LOWMEM_DEBUG_KILL;

/*
 * How long a victim may take to give its memory back before the next one is
 * due. See Documentation/design.rst, "kill_timeout_ms", for the measurement.
 */
static unsigned int kill_timeout_ms = 500;

/*
 * A timeout of 0 would not wait for memory at all and kill with every scan;
 * above a minute it is no longer a timeout.
 */
#define KILL_TIMEOUT_MIN_MS 1
#define KILL_TIMEOUT_MAX_MS 60000

static void disorder_report(const struct lowmem_table *table)
{
	int row = lowmem_policy_first_disorder(table);

	if (row < 0) {
		disorder_reported = false;
		return;
	}
	if (disorder_reported)
		return;
	disorder_reported = true;
	pr_warn("row %d (%d:%d) is out of order: the first row that matches wins, %d:%d stands before it\n",
		row + 1, table->minfree.value[row], table->adj.value[row],
		table->minfree.value[row - 1], table->adj.value[row - 1]);
}

static const struct lowmem_table *table_get_locked(void)
{
	return rcu_dereference_protected(table_in_force,
					 lockdep_is_held(&table_mutex));
}

static void table_publish_locked(const struct lowmem_table *next)
{
	const struct lowmem_table *current_table = table_get_locked();
	struct lowmem_table *spare =
		current_table == &tables[0] ? &tables[1] : &tables[0];

	*spare = *next;
	rcu_assign_pointer(table_in_force, spare);
	disorder_report(spare);
	/*
	 * From here on nobody reads the old table: it is the next spare.
	 * Expedited, because somebody is waiting in write(2), and rare.
	 */
	synchronize_rcu_expedited();
}

/* One line that names what is wrong; what was in force stays. */
static int refuse(const struct kernel_param *param, int ret,
		  const struct lowmem_text_error *error)
{
	const char *why = lowmem_table_fault_text(error->fault);

	if (error->fault == LOWMEM_FAULT_EMPTY)
		pr_warn("%s: %s\n", param->name, why);
	else if (error->fault == LOWMEM_FAULT_RANGE)
		pr_warn("%s: element %u \"%*pE\" %s %d to %d\n", param->name,
			error->element, error->length, error->text, why,
			error->min, error->max);
	else
		pr_warn("%s: element %u \"%*pE\" %s\n", param->name,
			error->element, error->length, error->text, why);
	return ret;
}

static int list_set(const char *text, const struct kernel_param *param,
		    const struct lowmem_range *range, bool is_adj)
{
	struct lowmem_text_error error;
	struct lowmem_list list = {};
	struct lowmem_table next;
	int ret;

	ret = lowmem_table_parse_list(text, range, &list, &error);
	if (ret)
		return refuse(param, ret, &error);

	mutex_lock(&table_mutex);
	next = *table_get_locked();
	if (is_adj)
		next.adj = list;
	else
		next.minfree = list;
	table_publish_locked(&next);
	mutex_unlock(&table_mutex);
	return 0;
}

static int minfree_set(const char *text, const struct kernel_param *param)
{
	return list_set(text, param, &lowmem_minfree_range, false);
}

static int adj_set(const char *text, const struct kernel_param *param)
{
	return list_set(text, param, &lowmem_adj_range, true);
}

static int levels_set(const char *text, const struct kernel_param *param)
{
	struct lowmem_text_error error;
	struct lowmem_table next = {};
	int ret;

	ret = lowmem_table_parse_levels(text, &next, &error);
	if (ret)
		return refuse(param, ret, &error);

	mutex_lock(&table_mutex);
	table_publish_locked(&next);
	mutex_unlock(&table_mutex);
	return 0;
}

/* sysfs hands out a page; what we write is LOWMEM_TEXT_MAX at the most. */
static int line_end(char *text, int length)
{
	text[length++] = '\n';
	text[length] = '\0';
	return length;
}

static int minfree_get(char *text, const struct kernel_param *param)
{
	int length;

	rcu_read_lock();
	length = lowmem_table_format_list(&lowmem_params_table()->minfree, text,
					  LOWMEM_TEXT_MAX);
	rcu_read_unlock();
	return line_end(text, length);
}

static int adj_get(char *text, const struct kernel_param *param)
{
	int length;

	rcu_read_lock();
	length = lowmem_table_format_list(&lowmem_params_table()->adj, text,
					  LOWMEM_TEXT_MAX);
	rcu_read_unlock();
	return line_end(text, length);
}

static int levels_get(char *text, const struct kernel_param *param)
{
	int length;

	rcu_read_lock();
	length = lowmem_table_format_levels(lowmem_params_table(), text,
					    LOWMEM_TEXT_MAX);
	rcu_read_unlock();
	return line_end(text, length);
}

static int kill_timeout_set(const char *text, const struct kernel_param *param)
{
	unsigned int value;
	int ret = kstrtouint(text, 10, &value);

	if (!ret && (value < KILL_TIMEOUT_MIN_MS || value > KILL_TIMEOUT_MAX_MS))
		ret = -ERANGE;
	if (ret) {
		pr_warn("%s: \"%*pE\" is not a number of milliseconds from %d to %d\n",
			param->name, (int)strcspn(text, "\n"), text,
			KILL_TIMEOUT_MIN_MS, KILL_TIMEOUT_MAX_MS);
		return ret;
	}
	WRITE_ONCE(kill_timeout_ms, value);
	return 0;
}

static int oom_reaper_set(const char *text, const struct kernel_param *param)
{
	bool value;
	int ret = kstrtobool(text, &value);

	if (ret) {
		pr_warn("%s: \"%*pE\" is neither Y nor N\n", param->name,
			(int)strcspn(text, "\n"), text);
		return ret;
	}
	if (value && !LOWMEM_CAN_REAP) {
		pr_warn("%s: this kernel exports nothing to unmap memory with\n",
			param->name);
		return -EOPNOTSUPP;
	}
	WRITE_ONCE(oom_reaper, value);
	return 0;
}

static const struct kernel_param_ops minfree_ops = {
	.set = minfree_set,
	.get = minfree_get,
};

static const struct kernel_param_ops adj_ops = {
	.set = adj_set,
	.get = adj_get,
};

static const struct kernel_param_ops levels_ops = {
	.set = levels_set,
	.get = levels_get,
};

static const struct kernel_param_ops oom_reaper_ops = {
	.set = oom_reaper_set,
	.get = param_get_bool,
};

static const struct kernel_param_ops kill_timeout_ops = {
	.set = kill_timeout_set,
	.get = param_get_uint,
};

/*
 * 0664, unlike most parameters: the Android framework's lmkd runs as a user of
 * its own and takes the module for absent unless it may write minfree.
 */
module_param_cb(minfree, &minfree_ops, NULL, 0664);
MODULE_PARM_DESC(minfree, "Thresholds in pages, most severe first, up to 6 (list of int)");

module_param_cb(adj, &adj_ops, NULL, 0664);
MODULE_PARM_DESC(adj, "Lowest oom_score_adj each threshold may kill, -1000 to 1000, 1001 for none, up to 6 (list of int)");

module_param_cb(levels, &levels_ops, NULL, 0664);
MODULE_PARM_DESC(levels, "Both lists in one write, minfree:adj,minfree:adj,... (list of pairs)");

module_param(enable_lmk, bool, 0644);
MODULE_PARM_DESC(enable_lmk, "Kill at all (default Y)");

module_param(dry_run, bool, 0644);
MODULE_PARM_DESC(dry_run, "Choose, trace, log and count, but send no signal (default N)");

module_param_cb(oom_reaper, &oom_reaper_ops, &oom_reaper, 0644);
MODULE_PARM_DESC(oom_reaper, "Free the memory of victims rather than wait until they do (default Y) (bool)");

module_param(debug_level, uint, 0644);
MODULE_PARM_DESC(debug_level, "Log kills (1), selection (2), scans (3), their answers (4), idle scans (5), nothing (0) (default 1)");

module_param_cb(kill_timeout_ms, &kill_timeout_ops, &kill_timeout_ms, 0644);
MODULE_PARM_DESC(kill_timeout_ms, "Milliseconds a victim may take to give its memory back before the next is killed, 1 to 60000 (default 500) (uint)");

/**
 * lowmem_params_table - the rows in force
 *
 * Return: a table that does not change while the caller looks at it.
 * Context: Under rcu_read_lock(), and only until it is released.
 */
const struct lowmem_table *lowmem_params_table(void)
{
	return rcu_dereference(table_in_force);
}

/*
 * Scalars stand alone: each is read once where it is needed, and a write that
 * arrives in the middle of a scan counts for the next.
 */

/**
 * lowmem_params_enabled - is the module to kill at all?
 *
 * Context: Any.
 */
bool lowmem_params_enabled(void)
{
	return READ_ONCE(enable_lmk);
}

/**
 * lowmem_params_dry_run - is the module to do all but send the signal?
 *
 * Context: Any.
 */
bool lowmem_params_dry_run(void)
{
	return READ_ONCE(dry_run);
}

/**
 * lowmem_params_oom_reaper - is the module to free memory itself?
 *
 * Return: never true on a kernel that offers no way to.
 * Context: Any.
 */
bool lowmem_params_oom_reaper(void)
{
	return READ_ONCE(oom_reaper);
}

/**
 * lowmem_params_kill_timeout_ms - how long to wait for a victim's memory
 *
 * Return: KILL_TIMEOUT_MIN_MS to KILL_TIMEOUT_MAX_MS milliseconds.
 * Context: Any.
 */
unsigned int lowmem_params_kill_timeout_ms(void)
{
	return READ_ONCE(kill_timeout_ms);
}

/**
 * lowmem_params_debug_level - how much to log
 *
 * Return: see enum lowmem_debug.
 * Context: Any.
 */
unsigned int lowmem_params_debug_level(void)
{
	return READ_ONCE(debug_level);
}
