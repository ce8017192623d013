// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a victim after its SIGKILL: in flight until its memory is back,
 * or stuck once kill_timeout_ms have passed. There is at most one in flight.
 * Knows when that ends, tells those who wait, and keeps the record; neither
 * signals nor frees. See Documentation/design.rst, "Life of a victim".
 */
#include "lowmem.h"

#include <linux/freezer.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/oom.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <linux/vmstat.h>

#include "../trace/lowmemorykiller.h"

/*
 * How often the OOM notifier looks whether it may stop waiting. One jiffy at
 * HZ=250; it holds up only allocations that have failed already.
 */
#define WAIT_INTERVAL_MS 4

/*
 * An allocation that failed before a victim's end may report it this much
 * later. Several times the 20 ms after which the end is noticed at the latest,
 * and short for a kernel that is out of memory all the same. Chosen
 * empirically.
 */
#define RELIEF_MS 100

/*
 * How long unloading waits for a victim's memory. Ten times the default of
 * kill_timeout_ms, after which it is stuck: where CPUs are scarce the reaper itself
 * has to wait for one.
 */
#define UNLOAD_MS 5000

enum flight_state {
	FLIGHT_NONE,
	FLIGHT_SIGNALLED,
	FLIGHT_REAPING, /* the reaper is freeing its memory right now */
	FLIGHT_LEFT, /* it has freed what it may; a worker takes down the rest */
};

/**
 * struct flight - the victim in flight
 * @mm: what it holds, pinned; NULL in a dry run, which frees nothing
 * @task: its group leader, referenced; NULL in a dry run
 * @start: when it was signalled
 * @deadline: jiffies from which it is stuck
 * @pages: what the mm held then, pages and swap entries
 * @held: what it held when last looked at while it was being freed
 * @shared: much of it is shared memory, which goes behind its address space
 * @outcome: how it ends when its address space is gone
 * @obstacle: why the reaper could not free it so far; NULL if it never tried
 */
struct flight {
	struct mm_struct *mm;
	struct task_struct *task;
	ktime_t start;
	unsigned long deadline;
	unsigned long pages;
	unsigned long held;
	bool shared;
	enum lowmem_outcome outcome;
	const char *obstacle;
};

/*
 * Protects what follows it. Reclaim only ever tries it; those that may sleep
 * take it. siglock nests inside. Nothing under it sleeps.
 */
static DEFINE_SPINLOCK(flight_lock);
static struct flight flight;
/* Whether there is one. Also read without the lock, as a hint. */
static enum flight_state state;
/* The module is being unloaded: nobody is to be signalled any more. */
static bool closing;
/* Nor is anybody to wait any more. */
static bool closed;
/* How many have ended, modulo 2^32. Read without the lock. */
static unsigned int ended;
/* How the last one ended, dry runs left out, and when, in jiffies. */
static enum lowmem_outcome last_outcome;
static unsigned long last_end;

/*
 * Is it all back? Files the address space had open the last thread closes on its way
 * from there to its end, unless the reaper did. Their memory, if shared, is free by then.
 */
static bool flight_is_back_locked(void)
{
	if (!flight.mm || state == FLIGHT_LEFT || !lowmem_mm_is_gone(flight.mm))
		return false;
	if (!flight.shared)
		return true;
	if (!READ_ONCE(flight.task->exit_state))
		return false;
	/* A thread that is just ending may be seen either way. */
	return data_race(thread_group_empty(flight.task));
}

/*
 * What it still holds, in pages. Once its address space is down, shared memory is left:
 * the machine's then, as what is in one file is counted nowhere else.
 */
static unsigned long flight_held_locked(void)
{
	if (state == FLIGHT_LEFT && lowmem_mm_is_gone(flight.mm))
		return global_node_page_state(NR_SHMEM);
	return lowmem_mm_held_pages(flight.mm);
}

/*
 * Is it being freed this moment, just not done yet? A large one takes its time:
 * 2 GB took up to 349 ms. Killing another meanwhile would be one too many.
 */
static bool flight_makes_headway_locked(void)
{
	unsigned long before = flight.held;

	if (state != FLIGHT_REAPING && state != FLIGHT_LEFT)
		return false;
	flight.held = flight_held_locked();
	return flight.held < before;
}

static unsigned long deadline_from_now(void)
{
	return jiffies + msecs_to_jiffies(lowmem_params_kill_timeout_ms());
}

/* LOWMEM_OUTCOME_NONE while it goes on. */
static enum lowmem_outcome flight_outcome_locked(void)
{
	lockdep_assert_held(&flight_lock);
	if (flight_is_back_locked())
		return flight.outcome;
	if (time_before(jiffies, flight.deadline))
		return LOWMEM_OUTCOME_NONE;
	/* It has kept what is shared for as long as it may, and nothing else. */
	if (flight.mm && flight.shared && state == FLIGHT_SIGNALLED &&
	    lowmem_mm_is_gone(flight.mm))
		return flight.outcome;
	if (!flight_makes_headway_locked())
		return LOWMEM_OUTCOME_STUCK;
	flight.deadline = deadline_from_now();
	return LOWMEM_OUTCOME_NONE;
}

static void flight_trace(const struct flight *over, enum lowmem_outcome outcome)
{
	unsigned long held = lowmem_mm_held_pages(over->mm);

	trace_lowmemory_reap(over->task,
			     over->pages > held ? over->pages - held : 0,
			     ktime_us_delta(ktime_get(), over->start), outcome);
}

/*
 * Make room for the next, the end of this one being in the trace; what is
 * returned is for flight_end().
 */
static struct flight flight_take_locked(enum lowmem_outcome outcome)
{
	struct flight over = flight;

	lockdep_assert_held(&flight_lock);
	if (flight.mm) {
		flight_trace(&flight, outcome);
		last_outcome = outcome;
		last_end = jiffies;
	}
	memset(&flight, 0, sizeof(flight));
	WRITE_ONCE(state, FLIGHT_NONE);
	/* Whoever sees it sees the memory: pairs with lowmem_flight_moment(). */
	smp_store_release(&ended, ended + 1);
	return over;
}

/* A thread that still uses the memory, under RCU; NULL if all have left. */
static struct task_struct *thread_in_mm(const struct flight *over)
{
	struct task_struct *thread;

	lowmem_for_each_thread(over->task, thread)
		if (READ_ONCE(thread->mm) == over->mm)
			return thread;
	return NULL;
}

/* Once for each: which thread is in the way, what it does, what is left. */
static void report_stuck(const struct flight *over)
{
	const char *comm = over->task->comm;
	const char *obstacle = over->obstacle ?: "not tried to reap";
	unsigned long held = lowmem_mm_held_pages(over->mm);
	struct task_struct *thread;

	rcu_read_lock();
	thread = thread_in_mm(over);
	if (thread)
		pr_warn_ratelimited("'%*pE' (%d) is stuck: %lld ms after its SIGKILL it holds %lu of %lu pages or swap entries, thread %d is in state %c%s; %s; going on without it\n",
				    (int)strnlen(comm, TASK_COMM_LEN), comm,
				    over->task->pid,
				    ktime_ms_delta(ktime_get(), over->start),
				    held, over->pages, thread->pid,
				    task_state_to_char(thread),
				    freezing(thread) ? ", frozen" : "",
				    obstacle);
	else
		pr_warn_ratelimited("'%*pE' (%d) is stuck: %lld ms after its SIGKILL it holds %lu of %lu pages or swap entries, its threads have left; %s; going on without it\n",
				    (int)strnlen(comm, TASK_COMM_LEN), comm,
				    over->task->pid,
				    ktime_ms_delta(ktime_get(), over->start),
				    held, over->pages, obstacle);
	rcu_read_unlock();
}

static void record_gone(s64 microseconds)
{
	lowmem_stat_add(LOWMEM_STAT_GONE, 1);
	lowmem_stat_set(LOWMEM_STAT_KILL_TO_FREE_LAST, microseconds);
	lowmem_stat_max(LOWMEM_STAT_KILL_TO_FREE_MAX, microseconds);
	lowmem_stat_add(LOWMEM_STAT_KILL_TO_FREE_SUM, microseconds);
}

/* Outside the lock: dropping references may free page directories. */
static void flight_end(const struct flight *over, enum lowmem_outcome outcome)
{
	s64 microseconds;

	/* A dry run's victim was never signalled and has nothing to give. */
	if (!over->mm)
		return;
	/*
	 * Nobody is to choose or wait for this mm again, the OOM killer
	 * included. Due in every outcome: see oom_victim_mark() in kill.c.
	 */
	mm_flags_set(MMF_OOM_SKIP, over->mm);
	microseconds = ktime_us_delta(ktime_get(), over->start);
	if (outcome == LOWMEM_OUTCOME_STUCK) {
		lowmem_stat_add(LOWMEM_STAT_STUCK, 1);
		report_stuck(over);
	} else {
		record_gone(microseconds);
	}
	put_task_struct(over->task);
	mmdrop(over->mm);
}

/* Before the signal: right behind it the victim begins to give its memory back. */
static void flight_weigh_locked(struct mm_struct *mm)
{
	flight.pages = lowmem_mm_held_pages(mm);
	flight.held = flight.pages;
	flight.shared = lowmem_mm_counter(mm, MM_SHMEMPAGES) >
			LOWMEM_LEFT_MAX / PAGE_SIZE;
}

static void flight_start_locked(const struct lowmem_victim *victim,
				bool dry_run)
{
	flight.deadline = deadline_from_now();
	flight.start = ktime_get();
	if (!dry_run) {
		mmgrab(victim->mm);
		get_task_struct(victim->task);
		flight.mm = victim->mm;
		flight.task = victim->task;
		flight.outcome = LOWMEM_OUTCOME_EXITED;
	}
	WRITE_ONCE(state, FLIGHT_SIGNALLED);
}

/**
 * lowmem_flight_moment - what lowmem_flight_begin() tells an old look at memory by
 *
 * Whoever is preempted between a look and the kill may have seen the shortage that
 * the victim of another has ended meanwhile.
 *
 * Return: the moment, for whoever looks at memory next.
 * Context: Any; does not sleep, allocate or wait.
 */
unsigned int lowmem_flight_moment(void)
{
	/* Pairs with flight_take_locked(). */
	return smp_load_acquire(&ended);
}

/**
 * lowmem_flight_begin - signal a victim and follow it, unless there is one
 * @victim: chosen by lowmem_victim_select(); stays the caller's to put
 * @moment: from lowmem_flight_moment(), before memory was found to be short
 * @dry_run: it is not signalled and only takes the place of one that is, for
 *	kill_timeout_ms
 * @kill: sends the SIGKILL and tells of it, 0 if it did; called at most once,
 *	under a spinlock, also in a dry run
 * @data: for @kill
 *
 * Return: true if it is in flight now; false if another one is, or was at that
 * moment, or somebody is just looking, or @kill failed, or the module is being
 * unloaded.
 * Context: Any but a raw spinlock section; does not sleep or allocate, and
 * waits for no lock but those @kill takes.
 */
bool lowmem_flight_begin(const struct lowmem_victim *victim, unsigned int moment,
			 bool dry_run, int (*kill)(void *data), void *data)
{
	bool begun = false;

	if (!spin_trylock(&flight_lock))
		return false;
	if (state == FLIGHT_NONE && ended == moment && !closing) {
		flight_weigh_locked(victim->mm);
		begun = !kill(data);
		if (begun)
			flight_start_locked(victim, dry_run);
	}
	spin_unlock(&flight_lock);
	return begun;
}

/**
 * lowmem_flight_pending - is a victim still giving its memory back?
 *
 * Also ends the flight of one that is gone or stuck.
 *
 * Return: true while another kill would be one too many.
 * Context: Any but a raw spinlock section; does not sleep or allocate, and
 * waits for no lock. Costs one load when there is no victim.
 */
bool lowmem_flight_pending(void)
{
	enum lowmem_outcome outcome = LOWMEM_OUTCOME_NONE;
	struct flight over;
	bool pending;

	if (READ_ONCE(state) == FLIGHT_NONE)
		return false;
	/* Busy: a kill, or this very look, is going on right now. */
	if (!spin_trylock(&flight_lock))
		return true;
	if (state != FLIGHT_NONE)
		outcome = flight_outcome_locked();
	if (outcome != LOWMEM_OUTCOME_NONE)
		over = flight_take_locked(outcome);
	pending = state != FLIGHT_NONE;
	spin_unlock(&flight_lock);

	if (outcome != LOWMEM_OUTCOME_NONE)
		flight_end(&over, outcome);
	return pending;
}

/**
 * lowmem_flight_wait - wait until the victim has given its memory back
 *
 * For an allocation that has failed, while the memory it needs is on its way.
 *
 * Return: how the flight ended, or another just before, so that what failed
 * then may be tried again; LOWMEM_OUTCOME_NONE if there was none.
 * Context: Process context, sleeps; for kill_timeout_ms at the most, and no
 * longer once lowmem_flight_close() was called.
 */
enum lowmem_outcome lowmem_flight_wait(void)
{
	unsigned long limit =
		msecs_to_jiffies(lowmem_params_kill_timeout_ms());
	unsigned long start = jiffies;
	enum lowmem_outcome outcome = LOWMEM_OUTCOME_NONE;
	bool waited = false;

	/* Others may kill again meanwhile: that is theirs to wait for. */
	while (lowmem_flight_pending() && jiffies - start <= limit &&
	       !READ_ONCE(closed)) {
		waited = true;
		schedule_timeout_uninterruptible(
			msecs_to_jiffies(WAIT_INTERVAL_MS));
	}

	spin_lock(&flight_lock);
	/*
	 * Whoever has waited for the end need not be told soon: where CPUs are
	 * scarce he may come late. As a difference, because a comparison of
	 * times goes wrong after weeks.
	 */
	if ((waited && state == FLIGHT_NONE) ||
	    jiffies - last_end < msecs_to_jiffies(RELIEF_MS))
		outcome = last_outcome;
	spin_unlock(&flight_lock);
	return outcome;
}

/**
 * lowmem_flight_reaping - the reaper begins to free an address space
 * @mm: which; no matter if its flight is over
 *
 * Context: Process context.
 */
void lowmem_flight_reaping(const struct mm_struct *mm)
{
	spin_lock(&flight_lock);
	if (flight.mm == mm) {
		WRITE_ONCE(state, FLIGHT_REAPING);
		flight.outcome = LOWMEM_OUTCOME_REAPED;
		flight.obstacle = "it is being reaped without headway";
	}
	spin_unlock(&flight_lock);
}

/**
 * lowmem_flight_left - the reaper has freed what it could, and much is left
 * @mm: which; no matter if its flight is over
 *
 * Its flight ends with lowmem_flight_put(), when the rest is free, and not before
 * as its address space goes: shared memory goes after that. The time is counted anew
 * with each call.
 *
 * Context: Process context.
 */
void lowmem_flight_left(const struct mm_struct *mm)
{
	spin_lock(&flight_lock);
	if (flight.mm == mm) {
		WRITE_ONCE(state, FLIGHT_LEFT);
		flight.deadline = deadline_from_now();
		flight.held = flight_held_locked();
		if (flight.outcome == LOWMEM_OUTCOME_REAPED)
			flight.obstacle =
				"what is shared or locked is left to a worker";
	}
	spin_unlock(&flight_lock);
}

/**
 * lowmem_flight_hindered - the reaper could not free an address space
 * @mm: which; no matter if its flight is over
 * @obstacle: why, for the log; a string that stays
 *
 * Context: Process context.
 */
void lowmem_flight_hindered(const struct mm_struct *mm, const char *obstacle)
{
	spin_lock(&flight_lock);
	if (flight.mm == mm)
		flight.obstacle = obstacle;
	spin_unlock(&flight_lock);
}

/**
 * lowmem_flight_reaped - the reaper has freed an address space
 * @mm: which; no matter if its flight is over
 *
 * Context: Process context.
 */
void lowmem_flight_reaped(const struct mm_struct *mm)
{
	struct flight over = {};

	spin_lock(&flight_lock);
	if (flight.mm == mm)
		over = flight_take_locked(LOWMEM_OUTCOME_REAPED);
	spin_unlock(&flight_lock);

	flight_end(&over, LOWMEM_OUTCOME_REAPED);
}

/**
 * lowmem_flight_put - what was left of an address space is let go of
 * @mm: which, pinned; no matter if its flight is over
 *
 * Somebody else may still hold it, who reads of its process: then it ends with that.
 *
 * Context: Process context.
 */
void lowmem_flight_put(const struct mm_struct *mm)
{
	spin_lock(&flight_lock);
	if (flight.mm == mm) {
		WRITE_ONCE(state, FLIGHT_SIGNALLED);
		flight.shared = false;
		flight.obstacle = "somebody else keeps its address space";
	}
	spin_unlock(&flight_lock);
	/* Ends it if nobody does. */
	lowmem_flight_pending();
}

/*
 * Process context. May an allocation fail, or have failed, for want of a victim's
 * memory? A dry run's has nothing to give back.
 */
static bool victim_is_awaited(void)
{
	bool awaited;

	/* Ends its flight in time. */
	lowmem_flight_pending();
	spin_lock(&flight_lock);
	awaited = flight.mm || jiffies - last_end < msecs_to_jiffies(RELIEF_MS);
	spin_unlock(&flight_lock);
	return awaited;
}

/**
 * lowmem_flight_close - begin no flight any more, and wait for the last to end
 *
 * For unloading, while the reaper and the OOM notifier are still there. The
 * process of a victim may be gone already, its memory in the reaper's hands: the
 * kernel's OOM killer sees neither. But for the notifier it would choose another
 * and, with nobody left, panic.
 *
 * Context: Process context, may sleep; for UNLOAD_MS at the most. From its end on
 * nobody waits in lowmem_flight_wait().
 */
void lowmem_flight_close(void)
{
	unsigned int tries = UNLOAD_MS / WAIT_INTERVAL_MS;

	spin_lock(&flight_lock);
	closing = true;
	spin_unlock(&flight_lock);

	while (victim_is_awaited() && tries--)
		schedule_timeout_uninterruptible(
			msecs_to_jiffies(WAIT_INTERVAL_MS));
	WRITE_ONCE(closed, true);
}

/**
 * lowmem_flight_exit - let go of a victim that is still in flight
 *
 * It has its SIGKILL and needs nothing more from us. It took longer than
 * UNLOAD_MS, so it is stuck; that is not recorded, as nobody will know how it
 * ends.
 *
 * Context: Process context. Nobody may kill or look any more.
 */
void lowmem_flight_exit(void)
{
	if (!flight.mm)
		return;
	mm_flags_set(MMF_OOM_SKIP, flight.mm);
	put_task_struct(flight.task);
	mmdrop(flight.mm);
}
