// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choosing who dies: one walk over all processes. Never signals anybody.
 *
 * A walk runs inside reclaim, so it takes no lock it might have to wait for:
 * alloc_lock, which keeps a thread's mm in place, is only tried. Passing over
 * a process because its lock was busy could kill a more important one, so the
 * whole walk gives up instead; reclaim comes back within microseconds.
 */
#include "lowmem.h"

#include <linux/freezer.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "candidates.h"

/*
 * How many winners of a walk may turn out to share their memory with a
 * protected process before this scan gives up. Each costs a second walk.
 * Since 5.10 the kernel gives processes with one mm one oom_score_adj, except
 * between vfork and exec, so even one is rare. Chosen empirically.
 */
#define REFUSED_MAX 4

/* The outcome of looking at a process's address space. */
enum look {
	LOOK_FOUND,
	LOOK_NOTHING, /* no mm, or one that is as good as gone */
	LOOK_BUSY, /* somebody holds the lock: nothing can be said */
};

struct search {
	short min_score_adj;
	struct mm_struct *refused[REFUSED_MAX]; /* compared, never followed */
	unsigned int refused_count;
	struct lowmem_candidates candidates; /* the first is the one to die */
	short highest_adj;
};

/* Never to die now, also not because it shares the memory of one that may. */
static bool process_is_protected(struct task_struct *process,
				 short min_score_adj)
{
	short adj = READ_ONCE(process->signal->oom_score_adj);

	return is_global_init(process) || adj == OOM_SCORE_ADJ_MIN ||
	       adj < min_score_adj;
}

/*
 * It keeps its memory for as long as somebody takes to read it, if nobody sends
 * it a SIGKILL: see __task_will_free_mem() in mm/oom_kill.c.
 */
static bool process_dumps_core(struct task_struct *process)
{
	struct task_struct *thread;

	lowmem_for_each_thread(process, thread)
		if ((READ_ONCE(thread->flags) & (PF_DUMPCORE | PF_EXITING)) ==
			    PF_DUMPCORE &&
		    !__fatal_signal_pending(thread))
			return true;
	return false;
}

/*
 * A dying process gives its memory back by itself. The flags are read without
 * siglock: a process that begins to die just now is killed once more, which it
 * does not notice.
 */
static bool process_is_dying(struct task_struct *process)
{
	if (READ_ONCE(process->signal->flags) & SIGNAL_GROUP_EXIT)
		return !process_dumps_core(process);
	return thread_group_empty(process) &&
	       (READ_ONCE(process->flags) & PF_EXITING);
}

static struct task_struct *search_best(const struct search *search)
{
	return search->candidates.entry[0].process;
}

static bool mm_was_refused(const struct search *search,
			   const struct mm_struct *mm)
{
	unsigned int i;

	for (i = 0; i < search->refused_count; i++)
		if (search->refused[i] == mm)
			return true;
	return false;
}

/*
 * Find the process's address space. The leader of a group may have exited
 * while other threads live on, and any thread's lock may be busy, so any
 * thread's will do. With @pin the mm is returned referenced; without, it is
 * only good for comparing.
 */
static enum look process_look(struct task_struct *process, bool pin,
			      struct mm_struct **mm, unsigned long *rss_pages)
{
	struct task_struct *thread;
	enum look look = LOOK_NOTHING;

	lowmem_for_each_thread(process, thread) {
		if (!spin_trylock(&thread->alloc_lock)) {
			look = LOOK_BUSY;
			continue;
		}
		*mm = thread->mm;
		if (*mm && mm_flags_test(MMF_OOM_SKIP, *mm))
			*mm = NULL;
		if (*mm) {
			*rss_pages = get_mm_rss(*mm);
			if (pin)
				mmgrab(*mm);
		}
		spin_unlock(&thread->alloc_lock);
		if (*mm)
			return LOOK_FOUND;
	}
	return look;
}

/* For a process whose oom_score_adj is high enough; cheap tests first. */
static bool process_is_eligible(struct task_struct *process,
				const struct search *search)
{
	if (process->flags & PF_KTHREAD)
		return false;
	if (process_is_protected(process, search->min_score_adj))
		return false;
	/* Until it calls exec the memory is its parent's. */
	if (in_vfork(process))
		return false;
	/* Frozen, for suspend or by a version 1 cgroup: SIGKILL has to wait. */
	if (freezing(process))
		return false;
	return !process_is_dying(process);
}

/* Make it a candidate, if it is one. False if nothing can be said. */
static bool search_consider(struct search *search, struct task_struct *process,
			    short adj)
{
	struct lowmem_candidate candidate = {
		.process = process,
		.rank = { .oom_score_adj = adj },
	};
	enum look look;

	if (!process_is_eligible(process, search))
		return true;
	look = process_look(process, false, &candidate.mm,
			    &candidate.rank.rss_pages);
	/* No matter, if it would not be the one to die in any case. */
	if (look == LOOK_BUSY)
		return lowmem_candidates_are_above(&search->candidates, adj);
	if (look == LOOK_NOTHING || mm_was_refused(search, candidate.mm))
		return true;
	/* Any but the first place is for the record only. */
	if (lowmem_candidates_add(&search->candidates, &candidate) > 0)
		return true;
	lowmem_debug(LOWMEM_DEBUG_SELECT,
		     "select '%*pE' (%d), adj %d, size %lu pages, to kill\n",
		     (int)strnlen(process->comm, TASK_COMM_LEN), process->comm,
		     process->pid, adj, candidate.rank.rss_pages);
	return true;
}

/*
 * One walk. False if it had to be given up. Nearly every process of a healthy
 * system costs three loads and two comparisons: whoever stands below the bar,
 * the row's and then the last candidate's, does not get in even by size.
 */
static bool search_walk(struct search *search)
{
	short highest = OOM_SCORE_ADJ_MIN;
	short bar = search->min_score_adj;
	struct task_struct *process;

	search->candidates.count = 0;
	for_each_process(process) {
		/*
		 * Unlocked: a value that changes under us was right a moment
		 * ago, and user space has no way to order the two.
		 */
		short adj = READ_ONCE(process->signal->oom_score_adj);

		if (adj > highest)
			highest = adj;
		if (likely(adj < bar))
			continue;
		if (!search_consider(search, process, adj))
			return false;
		bar = lowmem_candidates_bar(&search->candidates,
					    search->min_score_adj);
	}
	search->highest_adj = highest;
	return true;
}

/* Memory shared with a protected process does not come back by a kill. */
static bool mm_is_shared_with_protected(struct mm_struct *mm,
					const struct search *search)
{
	struct task_struct *process;

	if (!lowmem_victim_has_sharers(search_best(search), mm, 0))
		return false;
	for_each_process(process) {
		if (process->flags & PF_KTHREAD)
			continue;
		if (process_is_protected(process, search->min_score_adj) &&
		    lowmem_victim_shares(process, mm))
			return true;
	}
	return false;
}

static void runners_up_take(const struct lowmem_candidates *candidates,
			    struct lowmem_victim *victim)
{
	unsigned int i;

	victim->runner_up_count = candidates->count - 1;
	for (i = 0; i < victim->runner_up_count; i++) {
		const struct lowmem_candidate *next = &candidates->entry[i + 1];
		struct lowmem_runner_up *runner_up = &victim->runners_up[i];

		runner_up->pid = next->process->pid;
		runner_up->rank = next->rank;
		memcpy(runner_up->name, next->process->comm, LOWMEM_NAME_SIZE);
	}
}

static void victim_take(const struct search *search, struct mm_struct *mm,
			struct lowmem_victim *victim)
{
	victim->task = get_task_struct(search_best(search));
	victim->mm = mm;
	victim->rank = search->candidates.entry[0].rank;
	runners_up_take(&search->candidates, victim);
}

/* Called under RCU. Fills @victim with references to the winner. */
static int search_run(struct search *search, struct lowmem_victim *victim)
{
	while (search->refused_count < REFUSED_MAX) {
		struct mm_struct *mm;
		unsigned long rss_pages;

		lowmem_stat_add(LOWMEM_STAT_WALKS, 1);
		if (!search_walk(search)) {
			lowmem_stat_add(LOWMEM_STAT_WALKS_CONTENDED, 1);
			return -EAGAIN;
		}
		if (!search->candidates.count) {
			lowmem_stat_add(LOWMEM_STAT_WALKS_EMPTY, 1);
			return -ESRCH;
		}
		/* Gone or busy since: look again at the next scan. */
		if (process_look(search_best(search), true, &mm, &rss_pages) !=
		    LOOK_FOUND)
			return -EAGAIN;
		if (!mm_is_shared_with_protected(mm, search)) {
			victim_take(search, mm, victim);
			return 0;
		}
		search->refused[search->refused_count++] = mm;
		mmdrop(mm);
	}
	return -ESRCH;
}

/**
 * lowmem_victim_select - choose the process that matters least
 * @min_score_adj: the lowest oom_score_adj that may be chosen, -1000 to 1000
 * @victim: filled on success; the caller ends it with lowmem_victim_put().
 *	On -ESRCH its highest_adj is filled in.
 *
 * Never chosen: kernel threads, the global init, oom_score_adj -1000, a
 * process that is dying, frozen or without memory of its own, and one whose
 * memory is shared with a process that may not be killed. The rules follow
 * oom_badness() in mm/oom_kill.c, the order lowmem_policy_prefers().
 *
 * Return: 0 if there is a victim; -ESRCH if nobody is eligible; -EAGAIN if the
 * best one is just going or a lock was busy (counted in walks_contended), so
 * that the next scan may find one.
 * Context: Any that allows an RCU read section; does not sleep or allocate,
 * and waits for no lock.
 */
int lowmem_victim_select(short min_score_adj, struct lowmem_victim *victim)
{
	struct search search = { .min_score_adj = min_score_adj };
	int ret;

	rcu_read_lock();
	ret = search_run(&search, victim);
	rcu_read_unlock();
	victim->highest_adj = search.highest_adj;
	return ret;
}

/**
 * lowmem_victim_has_sharers - may others than a process use its address space?
 * @process: the leader of a group
 * @mm: its mm, referenced
 * @held: references on its mm_users that the caller itself holds
 *
 * Spares nearly every victim a walk over all processes. Counts the threads that
 * do hold the mm: a leader that has exited does not, but is still counted as a
 * thread of its group.
 *
 * Return: false if its threads account for all users of the mm; true if there
 * may be others (a reader of /proc is one, too, for a moment).
 * Context: Under rcu_read_lock().
 */
bool lowmem_victim_has_sharers(struct task_struct *process,
			       struct mm_struct *mm, int held)
{
	int before = atomic_read(&mm->mm_users);
	struct task_struct *thread;
	int users = held;

	/*
	 * A thread that is counted and leaves then must not stand for a sharer: it was
	 * one of the users before. Pairs with the atomic operation of its mmput().
	 */
	smp_rmb();
	lowmem_for_each_thread(process, thread)
		if (READ_ONCE(thread->mm) == mm)
			users++;
	return max(before, atomic_read(&mm->mm_users)) > users;
}

/**
 * lowmem_victim_put - drop the references of a victim
 * @victim: from lowmem_victim_select()
 *
 * Context: Any but a raw spinlock section: on PREEMPT_RT the last reference
 * to a task must not be dropped in atomic context.
 */
void lowmem_victim_put(struct lowmem_victim *victim)
{
	mmdrop(victim->mm);
	put_task_struct(victim->task);
}

/**
 * lowmem_victim_shares - does a process run in this address space?
 * @process: the leader of a group
 * @mm: compared only, not followed
 *
 * Context: Under rcu_read_lock(). The answer may be out of date at once.
 */
bool lowmem_victim_shares(struct task_struct *process, struct mm_struct *mm)
{
	struct task_struct *thread;

	lowmem_for_each_thread(process, thread) {
		struct mm_struct *thread_mm = READ_ONCE(thread->mm);

		if (thread_mm)
			return thread_mm == mm;
	}
	return false;
}

/**
 * lowmem_victim_has_living_users - does a process that is not dying use it?
 * @mm: compared only, not followed
 *
 * Kernel threads that borrow an mm are not asked: none of them reads memory it
 * could not do without (__oom_kill_process() in mm/oom_kill.c relies on it).
 *
 * Return: true if some process would miss what is unmapped from @mm.
 * Context: Any that allows an RCU read section; one walk over all processes.
 */
bool lowmem_victim_has_living_users(struct mm_struct *mm)
{
	struct task_struct *process;
	bool found = false;

	rcu_read_lock();
	for_each_process(process) {
		found = !(process->flags & PF_KTHREAD) &&
			!process_is_dying(process) &&
			lowmem_victim_shares(process, mm);
		if (found)
			break;
	}
	rcu_read_unlock();
	return found;
}
