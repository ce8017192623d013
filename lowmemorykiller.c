// SPDX-License-Identifier: GPL-2.0-only
/*
 * Low memory killer: end the least important process before the machine
 * stalls, rather than any process after it has.
 *
 * User space writes two lists, minfree (pages) and adj (oom_score_adj), and
 * gives every process its oom_score_adj. This file is the story: reclaim asks
 * (a shrinker), memory is looked at, the tables say what that means, a victim
 * is chosen, killed and announced. Each step is a file in core/; the layers
 * and the reasons are in Documentation/design.rst.
 *
 * Locks, outermost first. None is waited for in reclaim but siglock.
 *
 *  1. table_mutex (core/params.c): writers of the tables. Process context.
 *     Readers use RCU.
 *  2. shrinker_mutex (core/shrinker.c): registration. Process context. The
 *     kernel's shrinker lock nests inside.
 *  3. flight_lock (core/kill.c): the victim in flight. Spinlock; reclaim only
 *     tries it. siglock nests inside.
 *  4. alloc_lock of a thread (core/victim.c): keeps its mm in place. Only
 *     tried, one at a time, under RCU and none of the above.
 */
#include "core/lowmem.h"

#include <linux/init.h>
#include <linux/module.h>

/*
 * What count_objects answers when a kill is due. The kernel scans half of it
 * in batches of 128, its default: exactly one scan at every priority.
 */
#define COUNT_WHEN_DUE 256

static bool kill_is_due(struct lowmem_memory *memory,
			struct lowmem_decision *decision)
{
	if (!lowmem_params_enabled())
		return false;

	lowmem_memory_snapshot(memory);
	rcu_read_lock();
	*decision = lowmem_policy_decide(lowmem_params_table(), memory);
	rcu_read_unlock();
	return lowmem_policy_kills(decision);
}

/*
 * The gate before any walk: a few loads and comparisons. sc->memcg is not
 * looked at: in global reclaim it is the root, and in that of a cgroup the
 * kernel does not ask a shrinker like this one.
 */
static unsigned long lowmem_count(struct shrinker *shrinker,
				  struct shrink_control *sc)
{
	struct lowmem_memory memory;
	struct lowmem_decision decision;

	if (!kill_is_due(&memory, &decision))
		return 0;
	if (lowmem_kill_pending())
		return 0;
	if (!lowmem_pace_allows(decision.min_score_adj))
		return 0;
	return COUNT_WHEN_DUE;
}

/* Choose and kill one process. True if one was killed. */
static bool kill_one(const struct lowmem_memory *memory,
		     const struct lowmem_decision *decision)
{
	struct lowmem_victim victim;
	bool found, killed = false;

	if (!lowmem_pace_begin(decision->min_score_adj))
		return false;
	found = lowmem_victim_select(decision->min_score_adj, &victim);
	if (found) {
		killed = lowmem_kill(&victim, memory, decision);
		lowmem_victim_put(&victim);
	}
	lowmem_pace_end(decision->min_score_adj, found);
	return killed;
}

/*
 * Memory may have changed since the count, so everything is looked at anew.
 * SHRINK_STOP keeps the kernel from calling again within the same pass.
 */
static unsigned long lowmem_scan(struct shrinker *shrinker,
				 struct shrink_control *sc)
{
	struct lowmem_memory memory;
	struct lowmem_decision decision;
	bool killed;

	lowmem_stat_inc(LOWMEM_STAT_SCANS);
	if (!kill_is_due(&memory, &decision) || lowmem_kill_pending()) {
		lowmem_debug(LOWMEM_DEBUG_IDLE, "scan: nothing to do\n");
		return SHRINK_STOP;
	}
	lowmem_debug(LOWMEM_DEBUG_SCAN,
		     "scan: free %ld pages, file %ld pages, row %d kills from oom_score_adj %d\n",
		     memory.other_free, memory.other_file, decision.row + 1,
		     decision.min_score_adj);
	killed = kill_one(&memory, &decision);
	lowmem_debug(LOWMEM_DEBUG_RETURN, "scan: %s\n",
		     killed ? "killed one" : "killed nobody");
	return killed ? 1 : SHRINK_STOP;
}

static int __init lowmem_init(void)
{
	int ret;

	lowmem_pace_init();
	ret = lowmem_kill_init();
	if (ret)
		return ret;
	ret = lowmem_stats_init();
	if (ret)
		goto err_kill;
	/* Last, because from here on we are called. */
	ret = lowmem_shrinker_start(lowmem_count, lowmem_scan);
	if (ret)
		goto err_stats;
	return 0;

err_stats:
	lowmem_stats_exit();
err_kill:
	lowmem_kill_exit();
	return ret;
}

static void __exit lowmem_exit(void)
{
	lowmem_shrinker_stop();
	lowmem_stats_exit();
	lowmem_kill_exit();
}

/* Built in, late enough for /sys/module to be there. */
late_initcall(lowmem_init);
module_exit(lowmem_exit);

MODULE_DESCRIPTION("Kills the least important process when memory runs low");
MODULE_AUTHOR("The lowmemorykiller authors");
MODULE_LICENSE("GPL");
MODULE_VERSION("0.1.0");
