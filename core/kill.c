// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ending the victim, and knowing when its memory is back. Never chooses.
 *
 * Life of a victim: it is in flight from its SIGKILL until its memory is gone,
 * or stuck once kill_timeout_ms have passed. There is at most one in flight.
 * A signal frees nothing, and neither does the end of the process: the mm is
 * pinned so that it can be watched until its last page is free.
 */
#include "lowmem.h"

#include <linux/jiffies.h>
#include <linux/oom.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#define CREATE_TRACE_POINTS
#include "../trace/lowmemorykiller.h"

/*
 * How often a victim is looked at when no reclaim asks. Reclaim itself looks
 * with every count, so this bounds only how long the mm of a victim that ended
 * the shortage stays pinned.
 */
#define WATCH_INTERVAL_MS 20

/*
 * How often the OOM notifier looks whether it may stop waiting. One jiffy at
 * HZ=250; it holds up only allocations that have failed already.
 */
#define WAIT_INTERVAL_MS 4

/*
 * An allocation that failed before a victim's end may report it this much
 * later. Several times WATCH_INTERVAL_MS, after which the end is noticed at the
 * latest, and short for a kernel that is out of memory all the same. Chosen
 * empirically.
 */
#define RELIEF_MS 100

/**
 * struct flight - the victim in flight
 * @mm: what it holds, pinned; NULL in a dry run, which frees nothing
 * @deadline: jiffies from which it is stuck
 * @pid: for the report
 * @comm: for the report
 */
struct flight {
	struct mm_struct *mm;
	unsigned long deadline;
	pid_t pid;
	char comm[TASK_COMM_LEN];
};

/*
 * Protects what follows it. Reclaim only ever tries it; those that may sleep
 * take it. siglock nests inside. Nothing under it sleeps.
 */
static DEFINE_SPINLOCK(flight_lock);
static struct flight flight;
/* There is one. Also read without the lock, as a hint. */
static bool in_flight;
/* How the last one ended, dry runs left out, and when, in jiffies. */
static enum lowmem_outcome last_outcome;
static unsigned long last_end;

/* Has a rescuer, for a victim to be noticed when no worker can be forked. */
static struct workqueue_struct *watch_queue;

/*
 * Has an address space been taken down, to its last page? Its resident set is
 * no measure: the kernel lowers it when it unmaps, and frees the pages in
 * batches of up to 10,000 (39 MB) after that, so that for a small process the
 * count is 0 before anything is free. The reference to the executable is
 * dropped right behind exit_mmap(), in every release from 5.10 to 7.3.
 */
static bool mm_is_gone(struct mm_struct *mm)
{
	return !rcu_access_pointer(mm->exe_file);
}

/* LOWMEM_OUTCOME_NONE while it goes on. */
static enum lowmem_outcome flight_outcome_locked(void)
{
	lockdep_assert_held(&flight_lock);
	if (flight.mm && mm_is_gone(flight.mm))
		return LOWMEM_OUTCOME_GONE;
	if (time_before(jiffies, flight.deadline))
		return LOWMEM_OUTCOME_NONE;
	return LOWMEM_OUTCOME_STUCK;
}

/* If the flight is over, move it to @over, which flight_end() disposes of. */
static enum lowmem_outcome flight_settle_locked(struct flight *over)
{
	enum lowmem_outcome outcome = flight_outcome_locked();

	if (outcome == LOWMEM_OUTCOME_NONE)
		return outcome;
	if (flight.mm) {
		last_outcome = outcome;
		last_end = jiffies;
	}
	*over = flight;
	WRITE_ONCE(in_flight, false);
	return outcome;
}

/* Outside the lock: mmdrop() may free page directories. */
static void flight_end(const struct flight *over, enum lowmem_outcome outcome)
{
	/* A dry run's victim was never signalled and has nothing to give. */
	if (!over->mm)
		return;
	/*
	 * Nobody is to choose or wait for this mm again, the OOM killer
	 * included. Due in every outcome: see oom_victim_mark().
	 */
	mm_flags_set(MMF_OOM_SKIP, over->mm);
	if (outcome == LOWMEM_OUTCOME_STUCK) {
		lowmem_stat_inc(LOWMEM_STAT_STUCK);
		pr_warn_ratelimited("'%*pE' (%d) is not gone after kill_timeout_ms and holds %lu pages or swap entries, going on without it\n",
				    (int)strnlen(over->comm, TASK_COMM_LEN),
				    over->comm, over->pid,
				    lowmem_mm_held_pages(over->mm));
	}
	mmdrop(over->mm);
}

static void flight_start_locked(const struct lowmem_victim *victim,
				bool dry_run)
{
	flight.deadline =
		jiffies + msecs_to_jiffies(lowmem_params_kill_timeout_ms());
	flight.pid = victim->task->pid;
	memcpy(flight.comm, victim->task->comm, TASK_COMM_LEN);
	flight.mm = dry_run ? NULL : victim->mm;
	if (flight.mm)
		mmgrab(flight.mm);
	WRITE_ONCE(in_flight, true);
}

/**
 * lowmem_kill_pending - is a victim still giving its memory back?
 *
 * Also ends the flight of one that is done or stuck.
 *
 * Return: true while another kill would be one too many.
 * Context: Any but a raw spinlock section; does not sleep or allocate, and
 * waits for no lock. Costs one load when there is no victim.
 */
bool lowmem_kill_pending(void)
{
	enum lowmem_outcome outcome = LOWMEM_OUTCOME_NONE;
	struct flight over = {};
	bool pending;

	if (!READ_ONCE(in_flight))
		return false;
	/* Busy: a kill, or this very look, is going on right now. */
	if (!spin_trylock(&flight_lock))
		return true;
	if (in_flight)
		outcome = flight_settle_locked(&over);
	pending = in_flight;
	spin_unlock(&flight_lock);

	flight_end(&over, outcome);
	return pending;
}

/**
 * lowmem_kill_wait - wait until the victim has given its memory back
 *
 * For an allocation that has failed, while the memory it needs is on its way.
 *
 * Return: how the flight ended, or another just before, so that what failed
 * then may be tried again; LOWMEM_OUTCOME_NONE if there was none.
 * Context: Process context, sleeps; for kill_timeout_ms at the most.
 */
enum lowmem_outcome lowmem_kill_wait(void)
{
	unsigned long limit =
		msecs_to_jiffies(lowmem_params_kill_timeout_ms());
	unsigned long start = jiffies;
	enum lowmem_outcome outcome = LOWMEM_OUTCOME_NONE;

	/* Others may kill again meanwhile: that is theirs to wait for. */
	while (lowmem_kill_pending() && jiffies - start <= limit)
		schedule_timeout_uninterruptible(
			msecs_to_jiffies(WAIT_INTERVAL_MS));

	spin_lock(&flight_lock);
	/* As a difference: a comparison of times goes wrong after weeks. */
	if (jiffies - last_end < msecs_to_jiffies(RELIEF_MS))
		outcome = last_outcome;
	spin_unlock(&flight_lock);
	return outcome;
}

static void watch(struct work_struct *work);
static DECLARE_DELAYED_WORK(watch_work, watch);

/* Looks after a victim when no reclaim does, so that its mm is let go. */
static void watch(struct work_struct *work)
{
	if (lowmem_kill_pending())
		queue_delayed_work(watch_queue, &watch_work,
				   msecs_to_jiffies(WATCH_INTERVAL_MS));
}

/*
 * SIGKILL for the whole group. By way of its struct pid, which RCU keeps, as a
 * leader that has exited takes no signal for its living threads; and as the
 * kernel's own, so that the init of a container's pid namespace does not
 * ignore it.
 */
static int process_signal(struct task_struct *process)
{
	return kill_pid(task_tgid(process), SIGKILL, 1);
}

/*
 * Tell the kernel's OOM killer about our victim, in its own words: it then
 * waits for this one instead of choosing another, and the victim may use the
 * memory reserves to exit. Never TIF_MEMDIE, whose counter is not ours to keep:
 * it breaks suspend and crashes the kernel when both choose one process.
 *
 * In return MMF_OOM_SKIP must be set in the end, or the OOM killer waits for
 * ever. exit_mmap() does, and flight_end() in any case.
 */
static void oom_victim_mark(const struct lowmem_victim *victim)
{
	struct signal_struct *signal = victim->task->signal;

	/* It called exec at the last moment: this mm is none of its any more. */
	if (!lowmem_victim_shares(victim->task, victim->mm))
		return;
	/* Dropped by the kernel together with the signal_struct. */
	mmgrab(victim->mm);
	if (cmpxchg(&signal->oom_mm, NULL, victim->mm))
		mmdrop(victim->mm);
	else
		lowmem_mark_oom_victim(victim->mm);
}

/*
 * Memory shared outside the thread group comes back only when all who share it
 * are gone. Protected ones are not among them: such a victim is not chosen.
 */
static void sharers_signal(const struct lowmem_victim *victim)
{
	struct task_struct *process;

	if (!lowmem_victim_has_sharers(victim->task, victim->mm))
		return;
	for_each_process(process) {
		if (process->flags & PF_KTHREAD || is_global_init(process) ||
		    same_thread_group(process, victim->task))
			continue;
		if (lowmem_victim_shares(process, victim->mm))
			process_signal(process);
	}
}

/* The signal, and the flight it begins; unless there is one, or no target. */
static bool flight_begin(const struct lowmem_victim *victim, bool dry_run)
{
	bool begun = false;

	if (!spin_trylock(&flight_lock))
		return false;
	if (in_flight)
		goto out_unlock;
	/* It has exited or called exec since it was chosen. */
	if (!lowmem_victim_shares(victim->task, victim->mm))
		goto out_unlock;
	if (!dry_run && process_signal(victim->task))
		goto out_unlock;
	flight_start_locked(victim, dry_run);
	begun = true;
out_unlock:
	spin_unlock(&flight_lock);
	return begun;
}

static void kill_announce(const struct lowmem_victim *victim,
			  const struct lowmem_cause *cause, bool dry_run)
{
	const struct lowmem_decision *decision = &cause->decision;
	const struct lowmem_memory *memory = &cause->memory;
	const struct task_struct *task = victim->task;

	lowmem_stat_inc(dry_run ? LOWMEM_STAT_DRY_RUN_KILLS :
				  LOWMEM_STAT_KILLS);
	trace_lowmemory_kill(victim->task, &victim->rank, memory, decision,
			     cause->reason, dry_run);
	lowmem_debug(LOWMEM_DEBUG_KILL,
		     "%s '%*pE' (%d), adj %d, to free %ldkB on behalf of '%*pE' (%d) because cache %ldkB is below limit %ldkB for oom_score_adj %d, free memory is %ldkB above reserved\n",
		     dry_run ? "Would kill" : "Killing",
		     (int)strnlen(task->comm, TASK_COMM_LEN), task->comm,
		     task->pid, victim->rank.oom_score_adj,
		     LOWMEM_PAGES_TO_KB(victim->rank.rss_pages),
		     (int)strnlen(current->comm, TASK_COMM_LEN), current->comm,
		     current->pid, LOWMEM_PAGES_TO_KB(memory->other_file),
		     LOWMEM_PAGES_TO_KB(decision->minfree),
		     decision->min_score_adj,
		     LOWMEM_PAGES_TO_KB(memory->other_free));
}

/**
 * lowmem_kill - end a victim, unless another one is in flight
 * @victim: chosen by lowmem_victim_select(); stays the caller's to put
 * @cause: why, for the record
 *
 * In a dry run everything happens but the signal, and the victim counts as in
 * flight for kill_timeout_ms, so that a dry run reports at the pace of a real
 * one at its slowest.
 *
 * Return: true if it was signalled, or would have been; false if somebody else
 * has killed meanwhile or the victim is gone by itself.
 * Context: Any but a raw spinlock section; does not sleep or allocate. Waits
 * for no lock but siglock inside the signal, a spinlock nobody holds for long.
 */
bool lowmem_kill(const struct lowmem_victim *victim,
		 const struct lowmem_cause *cause)
{
	bool dry_run = lowmem_params_dry_run();
	bool killed;

	rcu_read_lock();
	killed = flight_begin(victim, dry_run);
	if (killed && !dry_run) {
		oom_victim_mark(victim);
		sharers_signal(victim);
	}
	rcu_read_unlock();
	if (!killed)
		return false;

	kill_announce(victim, cause, dry_run);
	queue_delayed_work(watch_queue, &watch_work,
			   msecs_to_jiffies(WATCH_INTERVAL_MS));
	return true;
}

/**
 * lowmem_kill_init - get ready to kill
 *
 * Return: 0 or -ENOMEM.
 * Context: Process context, may sleep.
 */
int lowmem_kill_init(void)
{
	watch_queue = alloc_workqueue(LOWMEM_NAME,
				      WQ_MEM_RECLAIM | WQ_UNBOUND, 0);
	return watch_queue ? 0 : -ENOMEM;
}

/**
 * lowmem_kill_exit - undo lowmem_kill_init()
 *
 * A victim in flight has its SIGKILL and needs nothing more from us; only the
 * pin on its mm is dropped.
 *
 * Context: Process context, may sleep. Nobody may call lowmem_kill() any more.
 */
void lowmem_kill_exit(void)
{
	cancel_delayed_work_sync(&watch_work);
	destroy_workqueue(watch_queue);
	if (in_flight)
		flight_end(&flight, LOWMEM_OUTCOME_GONE);
}
