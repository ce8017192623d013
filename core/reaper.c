// SPDX-License-Identifier: GPL-2.0-only
/*
 * Giving the memory back: a kernel thread that unmaps the victim's anonymous
 * memory itself, because a victim that sleeps in the kernel, is throttled or
 * starved would take seconds. It also looks after a victim when no reclaim
 * does. Never chooses, never signals.
 *
 * What may be taken and what not follows the kernel's own oom_reaper
 * (mm/oom_kill.c), with one difference: it holds mm_users, from before the
 * SIGKILL. So exit_mmap() never runs at the same time, in a victim that may
 * then be starved half way through with up to 39 MB in its hands, and the rest,
 * page tables and files, is left to a worker of normal priority.
 */
#include "lowmem.h"

#include <linux/freezer.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mmu_notifier.h>
#include <linux/oom.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/workqueue.h>

/*
 * Address spaces the reaper may be busy with: the victim in flight, and those
 * that got stuck and may still come loose. Chosen empirically; who finds no
 * room exits by itself, and is counted.
 */
#define REAPS_MAX 16

/*
 * How long a victim that makes no headway, no thread of it leaving its address
 * space, is left to itself. It needs its memory to release robust futexes; a
 * process that waits for one hangs otherwise. A few slices of the scheduler on
 * a busy CPU. The kernel waits 2 s for the same reason, which is what our users
 * would feel.
 */
#define GRACE_MS 50
/* The same for one that does make headway: hundreds of threads. */
#define GRACE_MAX_MS 200

/*
 * How often to look whether its last thread has left, the normal case. It
 * delays the first page by half of it; a look is a few loads.
 */
#define GRACE_POLL_US 500

/*
 * Tries while mmap_lock is held by another, or a sharer is not dying yet: fast
 * ones for the first half second, the default of kill_timeout_ms, and slow ones
 * for ten more, in case it comes loose when the next victim has gone.
 */
#define FAST_TRIES 50
#define FAST_TRY_MS 10
#define SLOW_TRIES 100
#define SLOW_TRY_MS 100

/* How often to look at a victim in flight that is not ours to reap. */
#define WATCH_INTERVAL_MS 20

/**
 * struct lowmem_reap - one address space to be freed
 * @mm: with a reference on mm_users; NULL if the place is free
 * @put: drops that reference
 * @ready: the signal is sent: the thread may look at what follows
 * @left: much of it was still there: its flight ends when @put is done
 * @users: mm_users when it last went down
 * @tries: how often it could not be freed
 * @start: when it was handed over
 * @headway: when it was last seen to make headway
 * @next: when to look again
 */
struct lowmem_reap {
	struct mm_struct *mm;
	struct work_struct put;
	bool ready;
	bool left;
	int users;
	unsigned int tries;
	ktime_t start;
	ktime_t headway;
	ktime_t next;
};

/*
 * A place is taken with cmpxchg() on mm, in reclaim, handed to the thread with
 * a release of ready, and free again when a worker has cleared mm.
 */
static struct lowmem_reap reaps[REAPS_MAX];
static struct task_struct *reaper;
/*
 * What the last reference leaves to do sleeps: not for reclaim, nor for the thread,
 * which others wait for. The kernel's mmput_async() is exported since 6.0 only.
 */
static struct workqueue_struct *putters;
/* There is something new to do; not bool, which not every machine can xchg(). */
static int woken;

/* As the kernel treats them; the source of each is in mm/oom_kill.c. */
static bool vma_is_reapable(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_HUGETLB | VM_PFNMAP | LOWMEM_VM_UNREAPABLE))
		return false;
	/* Page cache is reclaimed without us, shared memory has other users. */
	return vma_is_anonymous(vma) || !(vma->vm_flags & VM_SHARED);
}

static void reap_release(struct lowmem_reap *reap)
{
	/* Only now may reclaim fill it anew: pairs with its cmpxchg(). */
	smp_store_release(&reap->mm, NULL);
}

/* With mmap_lock held, for which the iterator must wait: before 6.1 it is a pointer. */
static void mm_unmap_locked(struct mm_struct *mm)
{
	VMA_ITERATOR(vmi, mm, 0);
	struct vm_area_struct *vma;

	lockdep_assert_held(&mm->mmap_lock);
	for_each_vma(vmi, vma)
		if (vma_is_reapable(vma))
			lowmem_zap_vma(vma);
}

/* NULL if it is done; else what is in the way. */
static const char *mm_try_reap(struct mm_struct *mm)
{
	/* Unmapping would wait for them; the kernel's only tries, we cannot. */
	if (mm_has_notifiers(mm))
		return "its memory is mapped by a device or a virtual machine";
	/* No process that lives on may see its pages vanish. */
	if (atomic_read(&mm->mm_users) > 1 &&
	    lowmem_victim_has_living_users(mm))
		return "its memory is shared with a process that lives";
	if (!mmap_read_trylock(mm))
		return "its mmap_lock is held";

	lowmem_flight_reaping(mm);
	/* Who reads it from the kernel gets an error instead of zeroes. */
	mm_flags_set(MMF_UNSTABLE, mm);
	mm_unmap_locked(mm);
	mmap_read_unlock(mm);
	return NULL;
}

/* Process context: a worker. */
static void reap_put(struct work_struct *work)
{
	struct lowmem_reap *reap = container_of(work, struct lowmem_reap, put);
	struct mm_struct *mm = reap->mm;

	/* For flight.c not to take another for it that is in its place then. */
	mmgrab(mm);
	if (reap->left) {
		lowmem_shared_put(mm);
		lowmem_flight_put(mm);
	} else {
		mmput(mm);
	}
	reap_release(reap);
	mmdrop(mm);
}

/*
 * What it has not given yet is not back if it was reaped. Only if nobody else is left:
 * what others of the group still use comes back who knows when.
 */
static bool is_much_left(struct mm_struct *mm)
{
	return atomic_read(&mm->mm_users) == 1 &&
	       lowmem_mm_own_pages(mm) > LOWMEM_LEFT_MAX / PAGE_SIZE;
}

/* The rest is a worker's. */
static void reap_finish(struct lowmem_reap *reap, bool reaped)
{
	reap->left = is_much_left(reap->mm);
	if (reap->left)
		lowmem_flight_left(reap->mm);
	else if (reaped)
		lowmem_flight_reaped(reap->mm);
	reap->ready = false;
	queue_work(putters, &reap->put);
}

/* True while it is better left to itself. */
static bool reap_is_early(struct lowmem_reap *reap, ktime_t now)
{
	int users = atomic_read(&reap->mm->mm_users);

	/* Only we are left. */
	if (users == 1)
		return false;
	if (users < reap->users) {
		reap->users = users;
		reap->headway = now;
	}
	return ktime_ms_delta(now, reap->headway) < GRACE_MS &&
	       ktime_ms_delta(now, reap->start) < GRACE_MAX_MS;
}

/*
 * Did that free less than what it had to leave, for others of the group to give back?
 * With the last of them the rest is a worker's. Otherwise most is back, and nobody knows
 * when they will be gone.
 */
static bool is_most_left(struct mm_struct *mm, unsigned long freed)
{
	return atomic_read(&mm->mm_users) > 1 &&
	       lowmem_mm_own_pages(mm) >
		       max(freed, LOWMEM_LEFT_MAX / PAGE_SIZE);
}

/* NULL if it is done; else what is in the way. */
static const char *reap_take(struct lowmem_reap *reap)
{
	unsigned long before = lowmem_mm_held_pages(reap->mm);
	const char *obstacle = mm_try_reap(reap->mm);
	unsigned long after, freed;

	if (obstacle)
		return obstacle;
	after = lowmem_mm_held_pages(reap->mm);
	freed = before > after ? before - after : 0;
	lowmem_stat_add(LOWMEM_STAT_REAPED_PAGES, (long)freed);
	return is_most_left(reap->mm, freed) ?
		       "what is shared or locked is still in use by it" :
		       NULL;
}

static void reap_try(struct lowmem_reap *reap, ktime_t now)
{
	const char *obstacle = reap_take(reap);

	if (!obstacle) {
		reap_finish(reap, true);
		return;
	}
	lowmem_flight_hindered(reap->mm, obstacle);
	/* It has exited, so that the rest is a worker's in any case. */
	if (atomic_read(&reap->mm->mm_users) == 1 ||
	    ++reap->tries >= FAST_TRIES + SLOW_TRIES) {
		reap_finish(reap, false);
		return;
	}
	reap->next = ktime_add_ms(now, reap->tries < FAST_TRIES ? FAST_TRY_MS :
								  SLOW_TRY_MS);
}

static void reap_look(struct lowmem_reap *reap, ktime_t now)
{
	if (ktime_before(now, reap->next))
		return;
	if (reap_is_early(reap, now))
		reap->next = ktime_add_us(now, GRACE_POLL_US);
	else
		reap_try(reap, now);
}

/* Look at all of them. When to do so again; KTIME_MAX if there are none. */
static ktime_t reaper_round(void)
{
	ktime_t now = ktime_get();
	ktime_t next = KTIME_MAX;
	unsigned int i;

	for (i = 0; i < REAPS_MAX; i++) {
		/* Pairs with lowmem_reaper_start(). */
		if (!smp_load_acquire(&reaps[i].ready))
			continue;
		reap_look(&reaps[i], now);
		/* Its place may have been given to another meanwhile. */
		if (smp_load_acquire(&reaps[i].ready) &&
		    ktime_before(reaps[i].next, next))
			next = reaps[i].next;
	}
	/* One that is not ours to reap, or stuck: ends its flight in time. */
	now = ktime_add_ms(ktime_get(), WATCH_INTERVAL_MS);
	if (lowmem_flight_pending() && ktime_before(now, next))
		next = now;
	return next;
}

/* Process context: the thread. */
static int reaper_run(void *unused)
{
	set_freezable();
	/*
	 * Whoever it competes with is waiting for memory. Real-time, if only
	 * just, because the kernel moves such a task to another CPU at once
	 * when its own is busy with a higher one.
	 */
	sched_set_fifo_low(current);
	while (!kthread_should_stop()) {
		ktime_t next = reaper_round();

		set_current_state(TASK_INTERRUPTIBLE);
		if (!xchg(&woken, 0) && !kthread_should_stop())
			schedule_hrtimeout(next == KTIME_MAX ? NULL : &next,
					   HRTIMER_MODE_ABS);
		__set_current_state(TASK_RUNNING);
		/* Memory stands still while an image of it is written. */
		try_to_freeze();
	}
	return 0;
}

/* NULL if there is none. The place alone keeps no @mm. */
static struct lowmem_reap *place_take(struct mm_struct *mm)
{
	unsigned int i;

	for (i = 0; i < REAPS_MAX; i++)
		if (!cmpxchg(&reaps[i].mm, NULL, mm))
			return &reaps[i];
	return NULL;
}

/**
 * lowmem_reaper_reserve - take hold of an address space before its end begins
 * @mm: of a process that is about to get its SIGKILL
 *
 * Return: for lowmem_reaper_start() or _cancel(); NULL if the process is to
 * free its memory by itself: oom_reaper is off, it is doing so already, or the
 * reaper has its hands full (counted).
 * Context: Any; does not sleep, allocate or wait.
 */
struct lowmem_reap *lowmem_reaper_reserve(struct mm_struct *mm)
{
	struct lowmem_reap *reap;

	if (!lowmem_params_oom_reaper())
		return NULL;
	reap = place_take(mm);
	if (!reap) {
		lowmem_stat_add(LOWMEM_STAT_REAPS_MISSED, 1);
		return NULL;
	}
	/* Of who was here before. */
	reap->left = false;
	if (mmget_not_zero(mm))
		return reap;
	reap_release(reap);
	return NULL;
}

/**
 * lowmem_reaper_start - free it, now that its process has been signalled
 * @reap: from lowmem_reaper_reserve(); may be NULL: there is nothing to free then
 *
 * Context: Any; does not sleep, allocate or wait. The caller has no reference any
 * more.
 */
void lowmem_reaper_start(struct lowmem_reap *reap)
{
	if (!reap)
		return;
	reap->users = atomic_read(&reap->mm->mm_users);
	reap->tries = 0;
	reap->start = ktime_get();
	reap->headway = reap->start;
	reap->next = reap->start;
	/* All of the above is there for reaper_round() to see. */
	smp_store_release(&reap->ready, true);
	lowmem_reaper_watch();
}

/**
 * lowmem_reaper_watch - have the thread look after the victim in flight
 *
 * Until its flight ends, also that of one that frees its memory by itself.
 *
 * Context: Any; does not sleep, allocate or wait.
 */
void lowmem_reaper_watch(void)
{
	WRITE_ONCE(woken, 1);
	wake_up_process(reaper);
}

/**
 * lowmem_reaper_cancel - let go of it, as nobody was signalled
 * @reap: from lowmem_reaper_reserve(); may be NULL
 *
 * Context: Any; does not sleep, allocate or wait.
 */
void lowmem_reaper_cancel(struct lowmem_reap *reap)
{
	if (!reap)
		return;
	/*
	 * At once if it is not the last: whoever has killed it meanwhile is not to take
	 * us for somebody who uses the memory.
	 */
	if (atomic_add_unless(&reap->mm->mm_users, -1, 1))
		reap_release(reap);
	else
		queue_work(putters, &reap->put);
}

/**
 * lowmem_reaper_is_current - is this a worker that takes down what is left?
 *
 * It ends a flight, and so must not wait for one.
 *
 * Context: Any.
 */
bool lowmem_reaper_is_current(void)
{
	const struct work_struct *work = current_work();
	unsigned int i;

	/* By its place: what another worker does may have been freed by itself. */
	for (i = 0; i < REAPS_MAX; i++)
		if (work == &reaps[i].put)
			return true;
	return false;
}

/**
 * lowmem_reaper_init - get ready to reap
 *
 * Return: 0 or a negative errno.
 * Context: Process context, may sleep.
 */
int lowmem_reaper_init(void)
{
	unsigned int i;

	if (!LOWMEM_CAN_REAP)
		pr_info("this kernel exports nothing to unmap memory with: oom_reaper is N, victims free their memory by themselves\n");
	/*
	 * On any CPU, as the one the thread is on may be busy for long. Without a
	 * rescuer (WQ_MEM_RECLAIM): the kernel warns of one that waits for a queue
	 * which has none, as a driver may whose mapping is taken down.
	 */
	putters = alloc_workqueue("lowmem_put", WQ_UNBOUND, 0);
	if (!putters)
		return -ENOMEM;
	for (i = 0; i < REAPS_MAX; i++)
		INIT_WORK(&reaps[i].put, reap_put);
	reaper = kthread_run(reaper_run, NULL, "lowmem_reaper");
	if (IS_ERR(reaper))
		destroy_workqueue(putters);
	return PTR_ERR_OR_ZERO(reaper);
}

/**
 * lowmem_reaper_exit - undo lowmem_reaper_init()
 *
 * Victims have their SIGKILL; what was not freed yet they free by themselves, or,
 * if we hold the last reference, a worker does before this returns.
 *
 * Context: Process context, may sleep. Nobody may kill any more.
 */
void lowmem_reaper_exit(void)
{
	unsigned int i;

	kthread_stop(reaper);
	for (i = 0; i < REAPS_MAX; i++)
		if (reaps[i].ready)
			reap_finish(&reaps[i], false);
	destroy_workqueue(putters);
}
