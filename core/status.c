// SPDX-License-Identifier: GPL-2.0-only
/*
 * What user space can look at beside the counters, in
 * /sys/module/lowmemorykiller/stats/: memory as the module sees it this moment,
 * what that would mean, and the last kills. See
 * Documentation/ABI/sysfs-module-lowmemorykiller.
 */
#include "lowmem.h"

#include <linux/kobject.h>
#include <linux/rcupdate.h>
#include <linux/sysfs.h>

static struct lowmem_decision decision_now(void)
{
	struct lowmem_decision decision;
	struct lowmem_memory memory;

	lowmem_memory_snapshot(&memory);
	rcu_read_lock();
	decision = lowmem_policy_decide(lowmem_params_table(), &memory);
	rcu_read_unlock();
	return decision;
}

static ssize_t free_pages_show(struct kobject *kobj,
			       struct kobj_attribute *attribute, char *text)
{
	struct lowmem_memory memory;

	lowmem_memory_snapshot(&memory);
	return sysfs_emit(text, "%ld\n", memory.other_free);
}

static ssize_t file_pages_show(struct kobject *kobj,
			       struct kobj_attribute *attribute, char *text)
{
	struct lowmem_memory memory;

	lowmem_memory_snapshot(&memory);
	return sysfs_emit(text, "%ld\n", memory.other_file);
}

static ssize_t min_score_adj_show(struct kobject *kobj,
				  struct kobj_attribute *attribute, char *text)
{
	return sysfs_emit(text, "%d\n", decision_now().min_score_adj);
}

static ssize_t row_show(struct kobject *kobj, struct kobj_attribute *attribute,
			char *text)
{
	return sysfs_emit(text, "%d\n", decision_now().row + 1);
}

/* As many as there is room for: sysfs has a page. */
static ssize_t last_kills_show(struct kobject *kobj,
			       struct kobj_attribute *attribute, char *text)
{
	unsigned long number = lowmem_history_count();
	struct lowmem_explanation explanation;
	ssize_t length = 0;
	int line = 1;

	while (line && lowmem_history_get(--number, &explanation)) {
		line = lowmem_record_explain(&explanation, text + length,
					     PAGE_SIZE - length);
		length += line;
	}
	return length;
}

static struct kobj_attribute free_pages_attribute = __ATTR_RO(free_pages);
static struct kobj_attribute file_pages_attribute = __ATTR_RO(file_pages);
static struct kobj_attribute min_score_adj_attribute = __ATTR_RO(min_score_adj);
static struct kobj_attribute row_attribute = __ATTR_RO(row);
static struct kobj_attribute last_kills_attribute = __ATTR_RO(last_kills);

static struct attribute *status_attributes[] = {
	&free_pages_attribute.attr,
	&file_pages_attribute.attr,
	&min_score_adj_attribute.attr,
	&row_attribute.attr,
	&last_kills_attribute.attr,
	NULL,
};

static const struct attribute_group status_group = {
	.attrs = status_attributes,
};

/**
 * lowmem_status_init - make all of this visible
 *
 * Undone by lowmem_stats_exit(), which takes the directory away.
 *
 * Return: 0 or a negative errno.
 * Context: Process context, may sleep. After lowmem_stats_init().
 */
int lowmem_status_init(void)
{
	return lowmem_stats_publish(&status_group);
}
