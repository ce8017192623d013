// SPDX-License-Identifier: GPL-2.0-only
/*
 * A victim's shared memory, which is not the reaper's to take: other processes may have
 * it, too. It goes with the last who has it open or mapped. Sees to it that this is not
 * left to somebody who comes late. See Documentation/design.rst, "The reaper".
 */
#include "lowmem.h"

#include <linux/dcache.h>
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/magic.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>

/*
 * Shared memory of a victim, in mappings larger than LOWMEM_LEFT_MAX, which its end
 * waits for. Chosen empirically; what is in others is back a tick later.
 */
#define SHARED_FILES_MAX 16

/*
 * How long to wait in all for others who close files of the victim's, and how often to
 * look: for the kernel with System V segments, a tick later, and for whoever happens to
 * have the last reference on the address space. Chosen empirically: either may have to
 * wait for a CPU.
 */
#define OTHERS_MAX_MS 100
#define OTHERS_POLL_MS 1

/* A file on tmpfs that has no name: it is there until nobody has it open or mapped. */
static bool vma_is_shared_memory(const struct vm_area_struct *vma)
{
	const struct inode *inode;

	if (!vma->vm_file || vma->vm_end - vma->vm_start <= LOWMEM_LEFT_MAX)
		return false;
	inode = file_inode(vma->vm_file);
	if (inode->i_sb->s_magic != TMPFS_MAGIC)
		return false;
	/*
	 * Devices have their nodes there, too. A file that is just being unlinked may be
	 * seen either way.
	 */
	return data_race(S_ISREG(inode->i_mode) && !inode->i_nlink);
}

static bool is_file_among(const struct file *file, struct file **files,
			  unsigned int count)
{
	while (count)
		if (files[--count] == file)
			return true;
	return false;
}

/*
 * With mmap_lock held, for which the iterator must wait: before 6.1 it is a pointer. A
 * file may be mapped in many pieces.
 */
static unsigned int shared_files_get_locked(struct mm_struct *mm,
					    struct file **files)
{
	VMA_ITERATOR(vmi, mm, 0);
	struct vm_area_struct *vma;
	unsigned int count = 0;

	lockdep_assert_held(&mm->mmap_lock);
	for_each_vma(vmi, vma) {
		if (count == SHARED_FILES_MAX)
			break;
		if (vma_is_shared_memory(vma) &&
		    !is_file_among(vma->vm_file, files, count))
			files[count++] = get_file(vma->vm_file);
	}
	return count;
}

/* How many; none if somebody has the lock: then the kernel closes them a tick later. */
static unsigned int shared_files_get(struct mm_struct *mm, struct file **files)
{
	unsigned int count;

	if (!mmap_read_trylock(mm))
		return 0;
	count = shared_files_get_locked(mm, files);
	mmap_read_unlock(mm);
	return count;
}

/* Process context: a worker. False if nothing is left, in jiffies, to wait in. */
static bool wait_for_others(unsigned long *left)
{
	unsigned long start = jiffies;

	if (!*left)
		return false;
	msleep(OTHERS_POLL_MS);
	*left -= min(*left, jiffies - start);
	return true;
}

/*
 * Process context: a worker. System V's shared memory is a file behind the one that is
 * mapped, which leaves it to another worker of the kernel's to close. To keep its inode
 * until that is done has us free what it holds. Only if these two are all there is: it
 * may be attached elsewhere, or by children, who share our file. One that was not removed
 * stays, which cannot be told from here.
 */
static void segment_close(struct file *file, unsigned long *left)
{
	struct inode *inode = file_inode(file);
	/* Others may come and go; a late look costs no more than the wait. */
	bool is_last = data_race(d_count(file->f_path.dentry)) == 2 &&
		       file_count(file) == 1;

	ihold(inode);
	lowmem_fput_sync(file);
	while (is_last && icount_read_once(inode) > 1 && wait_for_others(left))
		;
	iput(inode);
}

/* Process context: a worker. Of these, only a segment has something of its own to do. */
static void shared_file_close(struct file *file, unsigned long *left)
{
	if (file->f_op->release)
		segment_close(file, left);
	else
		lowmem_fput_sync(file);
}

/**
 * lowmem_shared_put - let go of an address space, and close its shared memory
 * @mm: with a reference on mm_users, which is dropped; and pinned beyond that
 *
 * What a worker closes the kernel leaves to another one, a tick later, and nobody can
 * tell when that is done; so we are the last to close what matters, and do it ourselves.
 *
 * Context: Process context, sleeps: a worker. Waits OTHERS_MAX_MS for others at the most.
 */
void lowmem_shared_put(struct mm_struct *mm)
{
	struct file *files[SHARED_FILES_MAX];
	unsigned int count = shared_files_get(mm, files);
	unsigned long left = msecs_to_jiffies(OTHERS_MAX_MS);

	mmput(mm);
	/* It was not the last if somebody has begun to read of its process meanwhile. */
	while (count && !lowmem_mm_is_gone(mm) && wait_for_others(&left))
		;
	while (count) {
		/* The address space is gone, and does not tell how far we are. */
		lowmem_flight_left(mm);
		shared_file_close(files[--count], &left);
	}
}
