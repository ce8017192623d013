// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counters since the module was loaded, one file each, read-only, below
 * /sys/module/lowmemorykiller/stats/. See
 * Documentation/ABI/sysfs-module-lowmemorykiller.
 */
#include "lowmem.h"

#include <linux/kobject.h>
#include <linux/sysfs.h>

static atomic_long_t counters[LOWMEM_STATS];

struct stat_attribute {
	struct kobj_attribute attribute;
	enum lowmem_stat stat;
};

static ssize_t stat_show(struct kobject *kobj, struct kobj_attribute *attribute,
			 char *text)
{
	struct stat_attribute *stat =
		container_of(attribute, struct stat_attribute, attribute);

	return sysfs_emit(text, "%lu\n",
			  (unsigned long)atomic_long_read(
				  &counters[stat->stat]));
}

#define STAT_ATTRIBUTE(_name, _stat)                            \
	static struct stat_attribute _name##_attribute = {      \
		.attribute = __ATTR(_name, 0444, stat_show, NULL), \
		.stat = _stat,                                  \
	}

STAT_ATTRIBUTE(scans, LOWMEM_STAT_SCANS);
STAT_ATTRIBUTE(walks, LOWMEM_STAT_WALKS);
STAT_ATTRIBUTE(walks_contended, LOWMEM_STAT_WALKS_CONTENDED);
STAT_ATTRIBUTE(walks_empty, LOWMEM_STAT_WALKS_EMPTY);
STAT_ATTRIBUTE(kills, LOWMEM_STAT_KILLS);
STAT_ATTRIBUTE(dry_run_kills, LOWMEM_STAT_DRY_RUN_KILLS);
STAT_ATTRIBUTE(gone, LOWMEM_STAT_GONE);
STAT_ATTRIBUTE(stuck, LOWMEM_STAT_STUCK);
STAT_ATTRIBUTE(reaped_pages, LOWMEM_STAT_REAPED_PAGES);
STAT_ATTRIBUTE(reaps_missed, LOWMEM_STAT_REAPS_MISSED);
STAT_ATTRIBUTE(kill_to_free_last_us, LOWMEM_STAT_KILL_TO_FREE_LAST);
STAT_ATTRIBUTE(kill_to_free_max_us, LOWMEM_STAT_KILL_TO_FREE_MAX);
STAT_ATTRIBUTE(kill_to_free_sum_us, LOWMEM_STAT_KILL_TO_FREE_SUM);
STAT_ATTRIBUTE(events_dropped, LOWMEM_STAT_EVENTS_DROPPED);

static struct attribute *stat_attributes[] = {
	&scans_attribute.attribute.attr,
	&walks_attribute.attribute.attr,
	&walks_contended_attribute.attribute.attr,
	&walks_empty_attribute.attribute.attr,
	&kills_attribute.attribute.attr,
	&dry_run_kills_attribute.attribute.attr,
	&gone_attribute.attribute.attr,
	&stuck_attribute.attribute.attr,
	&reaped_pages_attribute.attribute.attr,
	&reaps_missed_attribute.attribute.attr,
	&kill_to_free_last_us_attribute.attribute.attr,
	&kill_to_free_max_us_attribute.attribute.attr,
	&kill_to_free_sum_us_attribute.attribute.attr,
	&events_dropped_attribute.attribute.attr,
	NULL,
};

static const struct attribute_group stat_group = {
	.attrs = stat_attributes,
};

/*
 * A directory of our own below the module's: attributes right inside that one
 * would be read with the module core's types, which change between releases.
 */
static struct kobject *directory;

/**
 * lowmem_stat_add - count
 * @stat: what
 * @value: how many
 *
 * Context: Any.
 */
void lowmem_stat_add(enum lowmem_stat stat, long value)
{
	atomic_long_add(value, &counters[stat]);
}

/**
 * lowmem_stat_set - remember the last of several values
 * @stat: of what
 * @value: the last
 *
 * Context: Any.
 */
void lowmem_stat_set(enum lowmem_stat stat, long value)
{
	atomic_long_set(&counters[stat], value);
}

/**
 * lowmem_stat_max - remember the largest of several values
 * @stat: of what
 * @value: one of them
 *
 * Context: Any.
 */
void lowmem_stat_max(enum lowmem_stat stat, long value)
{
	long max = atomic_long_read(&counters[stat]);

	while (max < value &&
	       !atomic_long_try_cmpxchg(&counters[stat], &max, value))
		;
}

/**
 * lowmem_stats_publish - put more files beside the counters
 * @group: these; they go with lowmem_stats_exit()
 *
 * Return: 0 or a negative errno.
 * Context: Process context, may sleep.
 */
int lowmem_stats_publish(const struct attribute_group *group)
{
	if (!directory)
		return 0;
	return sysfs_create_group(directory, group);
}

/**
 * lowmem_stats_init - make the counters visible
 *
 * Return: 0 or a negative errno.
 * Context: Process context, may sleep.
 */
int lowmem_stats_init(void)
{
	struct kobject *module = lowmem_module_kobject_get();
	int ret;

	/* Built in and without a directory of its own it still works. */
	if (!module)
		return 0;
	directory = kobject_create_and_add("stats", module);
	kobject_put(module);
	if (!directory)
		return -ENOMEM;
	ret = sysfs_create_group(directory, &stat_group);
	if (ret)
		lowmem_stats_exit();
	return ret;
}

/**
 * lowmem_stats_exit - undo lowmem_stats_init()
 *
 * Context: Process context, may sleep.
 */
void lowmem_stats_exit(void)
{
	kobject_put(directory);
	directory = NULL;
}
