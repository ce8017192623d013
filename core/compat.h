/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The only file that knows kernel versions. The sources are written against
 * the newest kernel; what follows makes older ones look like it. Sorted by the
 * release that brought the change, so that raising the floor deletes from the
 * top. The LOWMEM_HAVE_ macros come from Kbuild, which looks into the kernel's
 * own headers, because vendors backport.
 */
#ifndef LOWMEM_COMPAT_H
#define LOWMEM_COMPAT_H

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/oom.h>
#include <linux/rculist.h>
#include <linux/sched/signal.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/tracepoint.h>
#include <linux/version.h>

#include "../lowmemorykiller.h"

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 0)
#error "lowmemorykiller needs Linux 5.10 or newer"
#endif

/*
 * 5.18: locked pages can be unmapped without their page lock, a213e5cf71cb
 * ("mm/munlock: delete munlock_vma_pages_all(), allow oomreap"). Before, the
 * kernel's reaper left locked memory alone, and so does ours. Kbuild looks for
 * mlock_count, which came with it: 07ca76067308 ("mm/munlock: maintain
 * page->mlock_count while unevictable").
 */
#ifdef LOWMEM_HAVE_MLOCK_COUNT
#define LOWMEM_VM_UNREAPABLE VM_NONE
#else
#define LOWMEM_VM_UNREAPABLE VM_LOCKED
#endif

/*
 * 5.18, and stable releases since: __fput_sync() is exported, f00432063db1 ("SUNRPC:
 * Ensure we flush any closed sockets before xs_xprt_free()"). Without it the file is
 * closed behind our backs if another worker has begun to. Process context: a worker.
 */
static inline void lowmem_fput_sync(struct file *file)
{
#ifdef LOWMEM_HAVE_FPUT_SYNC
	__fput_sync(file);
#else
	fput(file);
	flush_delayed_fput();
#endif
}

/*
 * 6.1: memory maps became maple trees, and were no longer lists, 763ecb035029 ("mm:
 * remove the vma linked list").
 */
#ifndef LOWMEM_HAVE_FOR_EACH_VMA
struct vma_iterator {
	struct vm_area_struct *first;
};

#define VMA_ITERATOR(name, mm, address) \
	struct vma_iterator name = { .first = (mm)->mmap }
#define for_each_vma(iterator, vma) \
	for (vma = (iterator).first; vma; vma = vma->vm_next)
#endif

/*
 * 6.1: exit_mmap() sets MMF_OOM_SKIP for every mm, bf3980c85212 ("mm: drop oom code
 * from exit_mmap"). Before, only for those with this flag.
 */
static inline void lowmem_mark_oom_victim(struct mm_struct *mm)
{
#ifdef MMF_OOM_VICTIM
	set_bit(MMF_OOM_VICTIM, &mm->flags);
#endif
}

/*
 * 6.2: the counters of an mm became per-CPU ones, f1a7941243c1 ("mm: convert
 * mm's rss stats into percpu_counter"); read the cheap way they are off by a
 * batch per CPU.
 */
static inline unsigned long lowmem_mm_counter(struct mm_struct *mm, int member)
{
#ifdef LOWMEM_HAVE_RSS_PERCPU
	s64 pages = percpu_counter_sum(&mm->rss_stat[member]);

	return pages > 0 ? (unsigned long)pages : 0;
#else
	return get_mm_counter(mm, member);
#endif
}

/* Pages and swap entries that come back with it. */
static inline unsigned long lowmem_mm_own_pages(struct mm_struct *mm)
{
	return lowmem_mm_counter(mm, MM_ANONPAGES) +
	       lowmem_mm_counter(mm, MM_SHMEMPAGES) +
	       lowmem_mm_counter(mm, MM_SWAPENTS);
}

/* All that it holds: page cache, which is dropped without it, too. */
static inline unsigned long lowmem_mm_held_pages(struct mm_struct *mm)
{
	return lowmem_mm_own_pages(mm) + lowmem_mm_counter(mm, MM_FILEPAGES);
}

/*
 * Has an address space been taken down, to its last page? Its resident set is no
 * measure: the kernel lowers it when it unmaps, and frees the pages in batches of up to
 * 10,000 (39 MB) after that, so that for a small process the count is 0 before anything is
 * free. The reference to the executable is dropped right behind exit_mmap(), in every
 * release from 5.10 to 7.3.
 */
static inline bool lowmem_mm_is_gone(const struct mm_struct *mm)
{
	return !rcu_access_pointer(mm->exe_file);
}

/*
 * 6.7: shrinkers are allocated by the kernel, c42d50aefd17 ("mm: shrinker: add
 * infrastructure for dynamically allocating shrinker"). Before, registration
 * could fail; 6.0 gave it a name, e33c267ab70d ("mm: shrinkers: provide
 * shrinkers with names").
 */
#ifdef LOWMEM_HAVE_SHRINKER_ALLOC
static inline int lowmem_shrinker_register(struct shrinker *shrinker)
{
	shrinker_register(shrinker);
	return 0;
}
#else
static inline struct shrinker *shrinker_alloc(unsigned int flags,
					      const char *name)
{
	struct shrinker *shrinker = kzalloc(sizeof(*shrinker), GFP_KERNEL);

	if (shrinker)
		shrinker->flags = flags;
	return shrinker;
}

static inline int lowmem_shrinker_register(struct shrinker *shrinker)
{
#ifdef LOWMEM_HAVE_SHRINKER_NAME
	return register_shrinker(shrinker, LOWMEM_NAME);
#else
	return register_shrinker(shrinker);
#endif
}

/* Also right for one that was never registered: the kernel checks. */
static inline void shrinker_free(struct shrinker *shrinker)
{
	if (!shrinker)
		return;
	unregister_shrinker(shrinker);
	kfree(shrinker);
}
#endif

/*
 * 6.7: with PROVE_RCU for_each_thread() names tasklist_lock, which is not exported,
 * 4de7b17fd05d ("sched: Assert for_each_thread() is properly locked"). We never have
 * it anyway, only RCU.
 */
#define lowmem_for_each_thread(process, thread)                             \
	list_for_each_entry_rcu(thread, &(process)->signal->thread_head,    \
				thread_node)

/*
 * 6.18: mm->flags became a bitmap with accessors of its own, bb6525f2f8c4 ("mm:
 * add bitmap mm->flags field").
 */
#ifndef LOWMEM_HAVE_MM_FLAGS
static inline bool mm_flags_test(int flag, const struct mm_struct *mm)
{
	return test_bit(flag, &mm->flags);
}

static inline void mm_flags_set(int flag, struct mm_struct *mm)
{
	set_bit(flag, &mm->flags);
}
#endif

/*
 * Unmapping of a range in another process: zap_page_range() until 6.2; then
 * zap_page_range_single(), e9adcfecf572 ("mm: remove zap_page_range and create
 * zap_vma_pages"); and zap_vma_range() since 7.1, 0326440c3545 ("mm: rename
 * zap_page_range_single() to zap_vma_range()"). Kbuild looks for what is exported:
 * 6.1 declares zap_page_range_single() without exporting it, and kernel.org's export
 * none: distributions do that build Android's binder as a module. mmap_lock of the mm
 * is held for reading. Sleeps.
 */
#if defined(LOWMEM_HAVE_ZAP_VMA_RANGE)
#define LOWMEM_CAN_REAP true
static inline void lowmem_zap_vma(struct vm_area_struct *vma)
{
	zap_vma_range(vma, vma->vm_start, vma->vm_end - vma->vm_start);
}
#elif defined(LOWMEM_HAVE_ZAP_PAGE_RANGE)
#define LOWMEM_CAN_REAP true
static inline void lowmem_zap_vma(struct vm_area_struct *vma)
{
	zap_page_range(vma, vma->vm_start, vma->vm_end - vma->vm_start);
}
#elif defined(LOWMEM_HAVE_ZAP_PAGE_RANGE_SINGLE)
#define LOWMEM_CAN_REAP true
static inline void lowmem_zap_vma(struct vm_area_struct *vma)
{
	zap_page_range_single(vma, vma->vm_start, vma->vm_end - vma->vm_start,
			      NULL);
}
#else
#define LOWMEM_CAN_REAP false
static inline void lowmem_zap_vma(struct vm_area_struct *vma)
{
}
#endif

/*
 * 7.2: the count of an inode is read by a function, 769e143b115a ("fs: add
 * icount_read_once() and stop open-coding ->i_count loads"). Before, by hand.
 */
#ifndef LOWMEM_HAVE_ICOUNT_READ_ONCE
static inline int icount_read_once(const struct inode *inode)
{
	return atomic_read(&inode->i_count);
}
#endif

/* Only with a patch, see Documentation/patches; it may be declared and not exported. */
static inline bool lowmem_oom_adopt_victim(struct task_struct *victim)
{
#ifdef LOWMEM_HAVE_OOM_ADOPT_VICTIM
	return oom_adopt_victim(victim);
#else
	return false;
#endif
}

/* A kernel without trace events has no tracepoints to go through either. */
static inline void
lowmem_for_each_kernel_tracepoint(void (*visit)(struct tracepoint *, void *),
				  void *data)
{
#ifdef CONFIG_TRACEPOINTS
	for_each_kernel_tracepoint(visit, data);
#endif
}

/* /sys/module/lowmemorykiller, referenced; built in it is found by name. */
static inline struct kobject *lowmem_module_kobject_get(void)
{
#ifdef MODULE
	return kobject_get(&THIS_MODULE->mkobj.kobj);
#else
	return kset_find_obj(module_kset, LOWMEM_NAME);
#endif
}

#endif /* LOWMEM_COMPAT_H */
