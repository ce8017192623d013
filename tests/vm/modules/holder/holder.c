// SPDX-License-Identifier: GPL-2.0-only
/*
 * For scenarios: puts whoever writes to /dev/holder into uninterruptible sleep,
 * as a broken driver or a dead disk would, until somebody writes "release".
 *
 *	sleep		with no lock
 *	read, write	with mmap_lock of its own mm, for reading or writing
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

/* A scenario that forgets to release must not keep its guest from ending. */
#define HOLD_MAX_MS 60000

static DECLARE_WAIT_QUEUE_HEAD(held);
static unsigned long releases;

static void hold(void)
{
	unsigned long before = READ_ONCE(releases);

	if (!wait_event_timeout(held, READ_ONCE(releases) != before,
				msecs_to_jiffies(HOLD_MAX_MS)))
		pr_warn("%d was never released\n", current->pid);
}

static void hold_for_read(void)
{
	mmap_read_lock(current->mm);
	hold();
	mmap_read_unlock(current->mm);
}

static void hold_for_write(void)
{
	mmap_write_lock(current->mm);
	hold();
	mmap_write_unlock(current->mm);
}

static void release(void)
{
	WRITE_ONCE(releases, releases + 1);
	wake_up_all(&held);
}

static const struct {
	const char *name;
	void (*run)(void);
} commands[] = {
	{ "sleep", hold },
	{ "read", hold_for_read },
	{ "write", hold_for_write },
	{ "release", release },
};

static ssize_t holder_write(struct file *file, const char __user *from,
			    size_t size, loff_t *offset)
{
	char text[16] = "";
	size_t i;

	if (size >= sizeof(text))
		return -EINVAL;
	if (copy_from_user(text, from, size))
		return -EFAULT;
	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		if (sysfs_streq(text, commands[i].name)) {
			commands[i].run();
			return size;
		}
	}
	return -EINVAL;
}

static const struct file_operations holder_operations = {
	.owner = THIS_MODULE,
	.write = holder_write,
};

static struct miscdevice holder = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "holder",
	.fops = &holder_operations,
};

module_misc_device(holder);

MODULE_DESCRIPTION("Keeps processes in uninterruptible sleep, for tests");
MODULE_AUTHOR("The lowmemorykiller authors");
MODULE_LICENSE("GPL");
