// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ending the victim: SIGKILL for it and all who share its memory, a word to the
 * kernel's OOM killer, the hand-over to the reaper. Never chooses, and does not
 * follow what comes of it.
 */
#include "lowmem.h"

#include <linux/oom.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>

#define CREATE_TRACE_POINTS
#include "../trace/lowmemorykiller.h"

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

/**
 * struct kill - what is to be done
 * @victim: to whom
 * @cause: why
 * @dry_run: but for the signal
 * @reap: its address space, for the reaper; NULL if there is none to be handed over
 * @shared: whether others may share that; set once it is signalled
 */
struct kill {
	const struct lowmem_victim *victim;
	const struct lowmem_cause *cause;
	bool dry_run;
	struct lowmem_reap *reap;
	bool shared;
};

static int victim_signal(const struct lowmem_victim *victim)
{
	/* It has exited or called exec since it was chosen. */
	if (!lowmem_victim_shares(victim->task, victim->mm))
		return -ESRCH;
	return process_signal(victim->task);
}

/*
 * Under the lock of the flight, which nobody can end before it is released: so
 * the trace has each kill before its end, and each end before the next kill.
 *
 * The reaper gets what it is to free here: our reference keeps the memory of a victim
 * that exits in no time, and its killer may be preempted behind the lock, for as long
 * as it is throttled or others are more important.
 */
static int victim_kill(void *data)
{
	struct kill *kill = data;
	const struct lowmem_victim *victim = kill->victim;
	const struct lowmem_cause *cause = kill->cause;
	int ret = kill->dry_run ? 0 : victim_signal(victim);

	if (ret)
		return ret;
	lowmem_stat_add(kill->dry_run ? LOWMEM_STAT_DRY_RUN_KILLS :
					LOWMEM_STAT_KILLS, 1);
	trace_lowmemory_kill(victim->task, &victim->rank, &cause->memory,
			     &cause->decision, cause->reason, kill->dry_run);
	if (kill->dry_run)
		return 0;
	/* Before the reference is the reaper's to drop. */
	kill->shared = lowmem_victim_has_sharers(victim->task, victim->mm,
						 kill->reap ? 1 : 0);
	lowmem_reaper_start(kill->reap);
	return 0;
}

/*
 * Tell the kernel's OOM killer about our victim, in its own words: it then
 * waits for this one instead of choosing another, and the victim may use the
 * memory reserves to exit. Never TIF_MEMDIE, whose counter is not ours to keep:
 * it breaks suspend and crashes the kernel when both choose one process.
 *
 * In return MMF_OOM_SKIP must be set in the end, or the OOM killer waits for
 * ever. exit_mmap() does, and flight.c in any case.
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

	for_each_process(process) {
		if (process->flags & PF_KTHREAD || is_global_init(process) ||
		    same_thread_group(process, victim->task))
			continue;
		if (lowmem_victim_shares(process, victim->mm))
			process_signal(process);
	}
}

static void kill_log(const struct lowmem_victim *victim,
		     const struct lowmem_cause *cause, bool dry_run)
{
	const struct lowmem_decision *decision = &cause->decision;
	const struct lowmem_memory *memory = &cause->memory;
	const struct task_struct *task = victim->task;

	lowmem_debug(LOWMEM_DEBUG_KILL,
		     "%s '%*pE' (%d), adj %d, to free %ldkB on behalf of '%*pE' (%d) because cache %ldkB %s limit %ldkB for oom_score_adj %d, free memory is %ldkB above reserved\n",
		     dry_run ? "Would kill" : "Killing",
		     (int)strnlen(task->comm, TASK_COMM_LEN), task->comm,
		     task->pid, victim->rank.oom_score_adj,
		     LOWMEM_PAGES_TO_KB(victim->rank.rss_pages),
		     (int)strnlen(current->comm, TASK_COMM_LEN), current->comm,
		     current->pid, LOWMEM_PAGES_TO_KB(memory->other_file),
		     memory->other_file < decision->minfree ?
			     "is below" : "cannot be dropped, whatever the",
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
 * for no lock but siglock inside the signal and those of
 * lowmem_report_publish(), spinlocks nobody holds for long.
 */
bool lowmem_kill(const struct lowmem_victim *victim,
		 const struct lowmem_cause *cause)
{
	bool dry_run = lowmem_params_dry_run();
	struct kill kill = {
		.victim = victim, .cause = cause, .dry_run = dry_run,
	};
	struct lowmem_report report;
	bool killed;

	/* Before the signal: right behind it the mm may be on its way out. */
	if (!dry_run)
		kill.reap = lowmem_reaper_reserve(victim->mm);
	rcu_read_lock();
	/* So may be what it is called, and who its threads are. */
	lowmem_report_take(&report, victim, cause, dry_run);
	killed = lowmem_flight_begin(victim, cause->moment, dry_run, victim_kill,
				     &kill);
	if (killed && !dry_run) {
		if (kill.shared)
			sharers_signal(victim);
		/*
		 * The kernel's own way, where its owner has opened it to us. It
		 * wants all who share the memory to be dying.
		 */
		if (!lowmem_oom_adopt_victim(victim->task))
			oom_victim_mark(victim);
	}
	rcu_read_unlock();
	if (!killed) {
		lowmem_reaper_cancel(kill.reap);
		return false;
	}

	lowmem_reaper_watch();
	lowmem_report_publish(&report);
	/* Last, as a slow console holds up whoever writes to it. */
	kill_log(victim, cause, dry_run);
	return true;
}
