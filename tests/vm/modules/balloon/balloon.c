// SPDX-License-Identifier: GPL-2.0-only
/*
 * For scenarios: takes memory when loaded, as a balloon of a virtual machine does,
 * and gives it back once an allocation has failed.
 *
 *	mb		how much, in MB
 *	movable		1: where only processes may have memory, if there is
 *	step_mb		how much of it at a time; 0: all
 *	delay_ms	0: at once, and it says so; or in so many milliseconds, and
 *			says nothing, as kswapd would
 *	pages		how many it has, for reading
 *	need_mb		a write of it has a kernel thread take so much, and give it back
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/oom.h>
#include <linux/sysfs.h>
#include <linux/workqueue.h>

/* Before the module under test, and before those that ask for no place. */
#define BALLOON_OOM_PRIORITY 80

static unsigned int mb;
module_param(mb, uint, 0444);
static bool movable;
module_param(movable, bool, 0444);
static unsigned int step_mb;
module_param(step_mb, uint, 0444);
static unsigned int delay_ms;
module_param(delay_ms, uint, 0444);

/* Guards what is in the balloon, and its number. */
static DEFINE_MUTEX(balloon_mutex);
static LIST_HEAD(balloon);
static unsigned long pages;

static unsigned long pages_of(unsigned int megabytes)
{
	return (unsigned long)megabytes << (20 - PAGE_SHIFT);
}

/* take_pages - until there are so many in a list; false if there are no more */
static bool take_pages(struct list_head *list, unsigned long count, gfp_t how)
{
	while (count--) {
		struct page *page = alloc_page(how);

		if (!page)
			return false;
		list_add(&page->lru, list);
	}
	return true;
}

static unsigned long give_pages(struct list_head *list, unsigned long most)
{
	struct page *page, *next;
	unsigned long freed = 0;

	list_for_each_entry_safe(page, next, list, lru) {
		if (freed == most)
			break;
		list_del(&page->lru);
		__free_page(page);
		freed++;
	}
	return freed;
}

static int inflate(void)
{
	unsigned long wanted = pages_of(mb);
	gfp_t how = movable ? GFP_HIGHUSER_MOVABLE : GFP_KERNEL;

	if (!take_pages(&balloon, wanted, how | __GFP_NORETRY))
		return -ENOMEM;
	pages = wanted;
	return 0;
}

static unsigned long deflate(unsigned long most)
{
	unsigned long freed;

	mutex_lock(&balloon_mutex);
	freed = give_pages(&balloon, most);
	pages -= freed;
	mutex_unlock(&balloon_mutex);
	return freed;
}

static unsigned long deflate_step(void)
{
	return deflate(step_mb ? pages_of(step_mb) : ULONG_MAX);
}

static void deflate_late(struct work_struct *work)
{
	deflate_step();
}

static DECLARE_DELAYED_WORK(deflation, deflate_late);

static int balloon_oom(struct notifier_block *block, unsigned long unused,
		       void *freed_pages)
{
	unsigned long *freed = freed_pages;

	if (delay_ms)
		schedule_delayed_work(&deflation, msecs_to_jiffies(delay_ms));
	else
		*freed += deflate_step();
	return NOTIFY_OK;
}

/* Whoever asks while it deflates waits for the end of that. */
static int pages_get(char *buffer, const struct kernel_param *parameter)
{
	int length;

	mutex_lock(&balloon_mutex);
	length = sysfs_emit(buffer, "%lu\n", pages);
	mutex_unlock(&balloon_mutex);
	return length;
}

static const struct kernel_param_ops pages_ops = {
	.get = pages_get,
};
module_param_cb(pages, &pages_ops, NULL, 0444);

static unsigned int need_mb;

static void need_pages(struct work_struct *work)
{
	LIST_HEAD(taken);

	if (!take_pages(&taken, pages_of(need_mb), GFP_KERNEL))
		pr_warn("there are no %u MB\n", need_mb);
	give_pages(&taken, ULONG_MAX);
}

static DECLARE_WORK(need, need_pages);

static int need_mb_set(const char *text, const struct kernel_param *parameter)
{
	int ret = kstrtouint(text, 0, &need_mb);

	if (ret)
		return ret;
	schedule_work(&need);
	flush_work(&need);
	return 0;
}

static const struct kernel_param_ops need_mb_ops = {
	.set = need_mb_set,
};
module_param_cb(need_mb, &need_mb_ops, NULL, 0200);

static struct notifier_block oom_notifier = {
	.notifier_call = balloon_oom,
	.priority = BALLOON_OOM_PRIORITY,
};

static int __init balloon_init(void)
{
	int ret;

	ret = inflate();
	if (ret)
		goto err_deflate;
	ret = register_oom_notifier(&oom_notifier);
	if (ret)
		goto err_deflate;
	return 0;

err_deflate:
	give_pages(&balloon, ULONG_MAX);
	return ret;
}

static void __exit balloon_exit(void)
{
	unregister_oom_notifier(&oom_notifier);
	cancel_delayed_work_sync(&deflation);
	deflate(ULONG_MAX);
}

module_init(balloon_init);
module_exit(balloon_exit);

MODULE_DESCRIPTION("Gives memory back when an allocation has failed, for tests");
MODULE_AUTHOR("The lowmemorykiller authors");
MODULE_LICENSE("GPL");
