// SPDX-License-Identifier: GPL-2.0-only
/*
 * The highest oom_score_adj there is, so that a row above it needs no walk.
 *
 * A walk that found nobody knows how high any process stood. That stays true
 * until somebody's oom_score_adj is written, because fork and exec only pass it
 * on; and writing it is a trace event of the kernel's. So on a machine where
 * nobody is important little enough, the answer after one walk is a comparison,
 * however many processes there are and however hard reclaim asks.
 *
 * Without trace events in the kernel nothing is ever known, and every answer
 * takes a walk.
 */
#include "lowmem.h"

#include <linux/atomic.h>
#include <linux/jiffies.h>
#include <linux/tracepoint.h>
#include <trace/events/oom.h>

/*
 * How long to trust what is known. When processes share an mm the kernel
 * traces the first of the writes only, just before the others: a walk right in
 * between, with the first one gone, would miss these. So would one between the
 * moment a fork has copied an old oom_score_adj and the child is there to be
 * seen, if the parent's was lowered meanwhile. This bounds what such a
 * coincidence costs to a second of mildness, and walks to one a second.
 */
#define TRUST_JIFFIES HZ

/* Writes of any oom_score_adj so far. Starts ahead of what is known. */
static atomic_t writes = ATOMIC_INIT(1);

/* The count of writes (upper 48 bits) at which an adj (lower 16) was found. */
static atomic64_t known;
static unsigned long known_since;

static struct tracepoint *oom_score_adj_update;

static void adj_written(void *unused, struct task_struct *task)
{
	/* The new value first: pairs with lowmem_ceiling_moment(). */
	smp_mb__before_atomic();
	atomic_inc(&writes);
}

static void tracepoint_find(struct tracepoint *tracepoint, void *unused)
{
	if (!strcmp(tracepoint->name, "oom_score_adj_update"))
		oom_score_adj_update = tracepoint;
}

/**
 * lowmem_ceiling_moment - remember when a walk began
 *
 * Return: what lowmem_ceiling_learn() wants to be given after the walk.
 * Context: Any.
 */
unsigned int lowmem_ceiling_moment(void)
{
	unsigned int moment = (unsigned int)atomic_read(&writes);

	/* What the walk reads is no older: pairs with adj_written(). */
	smp_rmb();
	return moment;
}

/**
 * lowmem_ceiling_learn - a walk over all processes has found the highest
 * @moment: from before the walk
 * @highest_adj: no process had a higher oom_score_adj
 *
 * Context: Any.
 */
void lowmem_ceiling_learn(unsigned int moment, short highest_adj)
{
	/* Without news of writes nothing that is learnt would ever be doubted. */
	if (!oom_score_adj_update)
		return;
	WRITE_ONCE(known_since, jiffies);
	atomic64_set(&known, (s64)(((u64)moment << 16) | (u16)highest_adj));
}

/**
 * lowmem_ceiling_excludes - is it known that nobody stands that high?
 * @min_score_adj: the lowest oom_score_adj that may be killed
 *
 * Return: true if no process has it or more; false if one may.
 * Context: Any.
 */
bool lowmem_ceiling_excludes(short min_score_adj)
{
	u64 now_known = (u64)atomic64_read(&known);

	if ((unsigned int)(now_known >> 16) !=
	    (unsigned int)atomic_read(&writes))
		return false;
	if (jiffies - READ_ONCE(known_since) > TRUST_JIFFIES)
		return false;
	return min_score_adj > (short)(u16)now_known;
}

/**
 * lowmem_ceiling_init - begin to listen for writes of oom_score_adj
 *
 * Return: 0 or a negative errno; 0 also if the kernel does not trace them.
 * Context: Process context, may sleep.
 */
int lowmem_ceiling_init(void)
{
	int ret;

	/* Nothing to listen to, and nothing to link with. */
	if (!IS_ENABLED(CONFIG_TRACEPOINTS))
		return 0;
	check_trace_callback_type_oom_score_adj_update(adj_written);
	lowmem_for_each_kernel_tracepoint(tracepoint_find, NULL);
	if (!oom_score_adj_update)
		return 0;
	ret = tracepoint_probe_register(oom_score_adj_update, adj_written,
					NULL);
	if (ret)
		oom_score_adj_update = NULL;
	return ret;
}

/**
 * lowmem_ceiling_exit - undo lowmem_ceiling_init()
 *
 * Context: Process context, may sleep. No probe runs when it returns.
 */
void lowmem_ceiling_exit(void)
{
	if (!IS_ENABLED(CONFIG_TRACEPOINTS) || !oom_score_adj_update)
		return;
	tracepoint_probe_unregister(oom_score_adj_update, adj_written, NULL);
	tracepoint_synchronize_unregister();
}
