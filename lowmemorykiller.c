// SPDX-License-Identifier: GPL-2.0-only
/*
 * Low memory killer: end the least important process before the machine
 * stalls, rather than any process after it has.
 *
 * User space writes two lists, minfree (pages) and adj (oom_score_adj), and
 * gives every process its oom_score_adj. This file is the story: reclaim asks
 * (a shrinker), memory is looked at, the tables say what that means, a victim
 * is chosen, killed and announced; and before the kernel's own OOM killer acts
 * it is asked to wait. Each step is a file in core/; the layers
 * and the reasons are in Documentation/design.rst.
 *
 * Locks, outermost first. In reclaim none is waited for but siglock, 6, 7, and
 * the kernel's leaf locks in queueing work, waking, logging and dropping
 * references.
 *
 *  1. table_mutex (core/params.c): writers of the tables. Process context.
 *     Readers use RCU.
 *  2. shrinker_mutex (core/shrinker.c): registration. Process context. The
 *     kernel's shrinker lock nests inside.
 *  3. flight_lock (core/flight.c): the victim in flight. Spinlock; reclaim only
 *     tries it. siglock nests inside.
 *  4. alloc_lock of a thread (core/victim.c): keeps its mm in place. Only
 *     tried, one at a time, under RCU and none of the above.
 *  5. mmap_lock of a victim (core/reaper.c): keeps its memory map in place while
 *     it is unmapped or looked at. Only tried, for reading, by the reaper's thread
 *     and its workers; 3 nests inside. What the reaper shares with reclaim takes no
 *     lock.
 *  6. events_lock (core/events.c): kills on their way to user space. Spinlock
 *     under which nothing is taken, and which reclaim may wait for: whoever has
 *     it copies one record, or steps over those there are, and cannot be
 *     preempted meanwhile (on PREEMPT_RT it inherits priority). The mutex of a
 *     reader is outside of it, and is never taken in reclaim.
 *  7. history_lock (core/history.c): the last kills. As 6.
 */
#include "core/lowmem.h"

#include <linux/init.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/oom.h>
#include <linux/sched/signal.h>

/*
 * What count_objects answers when a kill is due. The kernel scans half of it
 * in batches of 128, its default: one scan at every priority. (What a scan that
 * was stopped leaves over may add some at the last ones; they are idle.)
 */
#define COUNT_WHEN_DUE 256

/*
 * How often, and how far apart, to try for a victim before an out-of-memory
 * kernel is left to itself: 16 ms or more in all, longer than a walk that found
 * nobody speaks for the next (10 ms). And then, as often, to look for memory.
 */
#define OOM_TRIES 4
#define OOM_INTERVAL_MS 4

/*
 * Is it for want of memory anywhere that the allocation of this task failed? A kernel
 * thread may do no more than what somebody has asked sysrq for; and for a file system or
 * a driver at its own work some page cache cannot be dropped that others can.
 */
static bool is_machine_wide(void)
{
	return lowmem_memory_is_undivided() &&
	       !(current->flags &
		 (PF_KTHREAD | PF_MEMALLOC_NOFS | PF_MEMALLOC_NOIO));
}

/*
 * What is the kernel's own, as a slab, cannot lie in ZONE_MOVABLE, ZONE_HIGHMEM or CMA:
 * an allocation fails when there is nothing left for it either, whatever else is free.
 * (For the zones below ZONE_NORMAL the kernel kills nobody.)
 */
static void oom_memory_take(struct lowmem_memory *memory)
{
	struct lowmem_memory kernel;

	lowmem_memory_snapshot_kernel(&kernel);
	if (kernel.other_free < memory->other_free)
		*memory = kernel;
}

/* What an allocation has failed for. */
static struct lowmem_decision oom_decide(const struct lowmem_table *table,
					 struct lowmem_memory *memory)
{
	bool machine_wide = is_machine_wide();

	if (machine_wide)
		oom_memory_take(memory);
	return lowmem_policy_decide_oom(table, memory, machine_wide);
}

/* What memory looks like, and what that means: true if somebody is to die. */
static bool cause_find(struct lowmem_cause *cause, enum lowmem_reason reason)
{
	const struct lowmem_table *table;

	cause->reason = reason;
	cause->moment = lowmem_flight_moment();
	lowmem_memory_snapshot(&cause->memory);
	rcu_read_lock();
	table = lowmem_params_table();
	if (reason == LOWMEM_REASON_OOM)
		cause->decision = oom_decide(table, &cause->memory);
	else
		cause->decision = lowmem_policy_decide(table, &cause->memory);
	rcu_read_unlock();
	return lowmem_policy_kills(&cause->decision);
}

static bool kill_is_due(struct lowmem_cause *cause)
{
	return lowmem_params_enabled() &&
	       cause_find(cause, LOWMEM_REASON_MINFREE);
}

/*
 * The gate before any walk: a few loads and comparisons. sc->memcg is not
 * looked at: in global reclaim it is the root, and in that of a cgroup the
 * kernel does not ask a shrinker like this one.
 */
static unsigned long lowmem_count(struct shrinker *shrinker,
				  struct shrink_control *sc)
{
	struct lowmem_cause cause;

	if (!kill_is_due(&cause))
		return 0;
	if (lowmem_flight_pending())
		return 0;
	if (lowmem_ceiling_excludes(cause.decision.min_score_adj))
		return 0;
	if (!lowmem_pace_allows(cause.decision.min_score_adj))
		return 0;
	return COUNT_WHEN_DUE;
}

/*
 * Choose and kill one process. 0 if one was killed; -ESRCH if there is nobody;
 * -EAGAIN if somebody else is at it, or the moment was unlucky.
 */
static int kill_one(const struct lowmem_cause *cause)
{
	short min_score_adj = cause->decision.min_score_adj;
	struct lowmem_victim victim;
	unsigned int moment;
	int ret;

	if (!lowmem_pace_begin(min_score_adj))
		return -EAGAIN;
	moment = lowmem_ceiling_moment();
	ret = lowmem_victim_select(min_score_adj, &victim);
	if (ret == -ESRCH)
		lowmem_ceiling_learn(moment, victim.highest_adj);
	if (!ret) {
		if (!lowmem_kill(&victim, cause))
			ret = -EAGAIN;
		lowmem_victim_put(&victim);
	}
	lowmem_pace_end(min_score_adj, ret);
	return ret;
}

/*
 * Memory may have changed since the count, so everything is looked at anew: flights
 * first, as one that ends gives memory back.
 * SHRINK_STOP keeps the kernel from calling again within the same pass.
 */
static unsigned long lowmem_scan(struct shrinker *shrinker,
				 struct shrink_control *sc)
{
	struct lowmem_cause cause;
	int ret;

	lowmem_stat_add(LOWMEM_STAT_SCANS, 1);
	if (lowmem_flight_pending() || !kill_is_due(&cause)) {
		lowmem_debug(LOWMEM_DEBUG_IDLE, "scan: nothing to do\n");
		return SHRINK_STOP;
	}
	lowmem_debug(LOWMEM_DEBUG_SCAN,
		     "scan: free %ld pages, file %ld pages, row %d kills from oom_score_adj %d\n",
		     cause.memory.other_free, cause.memory.other_file,
		     cause.decision.row + 1, cause.decision.min_score_adj);
	ret = kill_one(&cause);
	lowmem_debug(LOWMEM_DEBUG_RETURN, "scan: %s\n",
		     ret ? "killed nobody" : "killed one");
	return ret ? SHRINK_STOP : 1;
}

/* Process context, sleeps. */
static void oom_pause(void)
{
	schedule_timeout_uninterruptible(msecs_to_jiffies(OOM_INTERVAL_MS));
}

/* As kill_one(), by the first row; -ENODATA if memory as a whole is not short. */
static int kill_one_for_oom(void)
{
	struct lowmem_cause cause;

	if (!cause_find(&cause, LOWMEM_REASON_OOM))
		return -ENODATA;
	return kill_one(&cause);
}

/* What is free beyond the reserve, also for the kernel itself, in pages. */
static long oom_free(void)
{
	struct lowmem_memory memory;

	lowmem_memory_snapshot(&memory);
	oom_memory_take(&memory);
	return memory.other_free;
}

/*
 * Has a notifier before this one, as that of virtio's balloon, given back what this
 * allocation needs, whoever's it is? If it was too little, or is where the allocation
 * cannot have it, the kernel tries again all the same, and would for ever if nobody died.
 */
static bool is_given_back(unsigned long freed)
{
	return freed && lowmem_memory_is_undivided() && oom_free() > 0;
}

/*
 * Does reclaim make headway on another CPU, though not here? With MGLRU who comes while
 * page tables are walked is told that there is nothing, however much page cache there
 * is, and is out of memory after 16 rounds of that. Where memory was not short at first
 * it is for want of something else, as of pages in a row, and no better now; nor where
 * it may be another node's. kswapd asks for a kill though there is memory: the working
 * set is too large for it (MGLRU's min_ttl_ms).
 * Process context, may sleep.
 */
static bool is_memory_back(long free_at_first)
{
	unsigned int tries = OOM_TRIES;

	if (free_at_first > 0 || current->flags & PF_KSWAPD ||
	    !lowmem_memory_is_undivided())
		return false;
	while (oom_free() <= 0) {
		if (!tries--)
			return false;
		oom_pause();
	}
	return true;
}

/*
 * Has an allocation that failed reason to be tried again? Process context, may
 * sleep: out_of_memory() calls its notifiers so.
 */
static bool is_oom_averted(void)
{
	unsigned int tries = OOM_TRIES;
	long free_at_first = oom_free();
	enum lowmem_outcome outcome;
	int ret;

	outcome = lowmem_flight_wait();
	if (outcome == LOWMEM_OUTCOME_EXITED || outcome == LOWMEM_OUTCOME_REAPED)
		return true;
	do {
		ret = kill_one_for_oom();
		if (ret != -EAGAIN)
			break;
		oom_pause();
	} while (--tries);

	if (!ret)
		return true;
	/* Another CPU's victim, or a stuck one, may have given back enough. */
	if (ret != -ESRCH && lowmem_flight_wait() != LOWMEM_OUTCOME_NONE)
		return true;
	/*
	 * Nobody left; but reclaim on another CPU may have found the last. Or the one
	 * that is going takes longer than one wait: who makes headway is given time.
	 */
	return lowmem_flight_pending() || is_memory_back(free_at_first);
}

/*
 * The last word before the kernel's OOM killer chooses by rules of its own: an
 * allocation has failed, though a victim of ours may be on its way out. Wait
 * for that one; if there is none, kill one by our rules. Only when neither
 * helps is it the kernel's turn. Memory limits of cgroups do not come here.
 */
static int lowmem_oom(struct notifier_block *block, unsigned long unused,
		      void *freed_pages)
{
	unsigned long *freed = freed_pages;

	if (!lowmem_params_enabled() || lowmem_params_dry_run())
		return NOTIFY_OK;
	if (is_given_back(*freed))
		return NOTIFY_OK;
	/*
	 * The one that fails may be our victim. It must not wait for itself:
	 * the kernel lets whoever is dying have the reserves, and go on dying.
	 */
	if (current->flags & PF_EXITING || fatal_signal_pending(current))
		return NOTIFY_OK;
	/* Nor may the one that takes our victim down; but it may try again. */
	if (lowmem_reaper_is_current() ? lowmem_flight_pending() :
					 is_oom_averted())
		*freed += 1;
	return NOTIFY_OK;
}

static struct notifier_block oom_notifier = {
	.notifier_call = lowmem_oom,
};

static int __init lowmem_init(void)
{
	int ret;

	ret = lowmem_reaper_init();
	if (ret)
		return ret;
	ret = lowmem_ceiling_init();
	if (ret)
		goto err_reaper;
	ret = lowmem_stats_init();
	if (ret)
		goto err_ceiling;
	ret = lowmem_status_init();
	if (ret)
		goto err_stats;
	ret = lowmem_events_init();
	if (ret)
		goto err_stats;
	/* From here on we are called. */
	ret = register_oom_notifier(&oom_notifier);
	if (ret)
		goto err_events;
	ret = lowmem_shrinker_start(lowmem_count, lowmem_scan);
	if (ret)
		goto err_oom_notifier;
	return 0;

err_oom_notifier:
	/* It may have killed. */
	lowmem_flight_close();
	unregister_oom_notifier(&oom_notifier);
err_events:
	lowmem_events_exit();
err_stats:
	lowmem_stats_exit();
err_ceiling:
	lowmem_ceiling_exit();
err_reaper:
	lowmem_reaper_exit();
	lowmem_flight_exit();
	return ret;
}

static void __exit lowmem_exit(void)
{
	lowmem_shrinker_stop();
	/*
	 * Before the notifier goes: it speaks for a victim that only we know,
	 * and unregistering waits for one that waits.
	 */
	lowmem_flight_close();
	unregister_oom_notifier(&oom_notifier);
	/* From here on nobody is killed, and there is nothing to tell. */
	lowmem_events_exit();
	lowmem_stats_exit();
	lowmem_ceiling_exit();
	lowmem_reaper_exit();
	lowmem_flight_exit();
}

/* Built in, late enough for /sys/module to be there. */
late_initcall(lowmem_init);
module_exit(lowmem_exit);

MODULE_DESCRIPTION("Kills the least important process when memory runs low");
MODULE_AUTHOR("The lowmemorykiller authors");
MODULE_LICENSE("GPL");
MODULE_VERSION("0.1.0");
