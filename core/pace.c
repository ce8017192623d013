// SPDX-License-Identifier: GPL-2.0-only
/*
 * When the next walk over all processes may begin.
 *
 * Reclaim runs on every CPU, once per NUMA node, up to tens of thousands of
 * times a second when it fails. All of these ask the same question about the
 * same machine: one walk at a time answers it, and where nobody could be
 * killed the answer holds for a while.
 *
 * This only saves work. That no two victims are in flight is ensured by
 * flight.c, so the reads and writes here need no lock, and a walker that loses
 * its CPU in the middle, being throttled or starved, does not hold up the
 * others for longer than WALK_MAX_MS.
 */
#include "lowmem.h"

#include <linux/atomic.h>
#include <linux/jiffies.h>

/*
 * After this long a walk counts as abandoned and another may begin. 10,000
 * processes take a few ms; with 100 a throttled walker costs one period of
 * the CFS bandwidth controller. Chosen empirically.
 */
#define WALK_MAX_MS 100

/*
 * How long a walk that found nobody speaks for those to come, so at most 100
 * a second: as often as user space could change its mind and memory be eaten
 * up by a few megabytes. One that was given up, for a lock that was busy,
 * speaks for the rest of its jiffy.
 */
#define EMPTY_HOLD_MS 10

/*
 * No walk at held_adj or above begins within hold_jiffies of held_since. Kept
 * as a length, because on 32-bit machines a point in time that is weeks past
 * lies in the future again.
 */
static unsigned long held_since;
static unsigned long hold_jiffies;
static short held_adj;

static bool is_held(unsigned long since, unsigned long now,
		    short min_score_adj)
{
	return now - since < READ_ONCE(hold_jiffies) &&
	       min_score_adj >= READ_ONCE(held_adj);
}

/**
 * lowmem_pace_allows - might a walk begin now?
 * @min_score_adj: the lowest oom_score_adj it would choose
 *
 * Return: false while another walk runs, or shortly after one that looked at
 * all these processes found nobody.
 * Context: Any.
 */
bool lowmem_pace_allows(short min_score_adj)
{
	return !is_held(READ_ONCE(held_since), jiffies, min_score_adj);
}

/**
 * lowmem_pace_begin - begin a walk
 * @min_score_adj: as in lowmem_pace_allows()
 *
 * Return: true if the caller is to walk, and then to call lowmem_pace_end().
 * Context: Any.
 */
bool lowmem_pace_begin(short min_score_adj)
{
	unsigned long since = READ_ONCE(held_since);
	unsigned long now = jiffies;

	if (is_held(since, now, min_score_adj))
		return false;
	/* Two within one jiffy both succeed: that only costs a walk. */
	if (cmpxchg(&held_since, since, now) != since)
		return false;
	WRITE_ONCE(held_adj, OOM_SCORE_ADJ_MIN);
	WRITE_ONCE(hold_jiffies, msecs_to_jiffies(WALK_MAX_MS));
	return true;
}

/**
 * lowmem_pace_end - a walk is over
 * @min_score_adj: as in lowmem_pace_begin()
 * @ret: what it came to: 0, -ESRCH or -EAGAIN of lowmem_victim_select()
 *
 * Context: Any.
 */
void lowmem_pace_end(short min_score_adj, int ret)
{
	unsigned long hold = 0;

	if (ret == -ESRCH)
		hold = msecs_to_jiffies(EMPTY_HOLD_MS);
	else if (ret == -EAGAIN)
		hold = 1;
	WRITE_ONCE(hold_jiffies, hold);
	WRITE_ONCE(held_adj, min_score_adj);
	WRITE_ONCE(held_since, jiffies);
}
