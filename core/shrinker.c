// SPDX-License-Identifier: GPL-2.0-only
/*
 * Being called when memory is reclaimed: registration and the parameter cost.
 *
 * The kernel divides by seeks when it is not 0 and tests it just before. A
 * store from 32 to 0 between the two would be a division by zero in reclaim,
 * so seeks never changes under a registered shrinker: a new cost means a new
 * shrinker. The old one goes only when the new one is in place.
 */
#include "lowmem.h"

#include <linux/moduleparam.h>
#include <linux/mutex.h>

/*
 * 0: every reclaim priority asks us once, also the first and mildest one. The
 * kernel then scans half of what count_objects answers. Any other value makes
 * it divide, and a killer that is asked only when reclaim is already failing
 * comes too late: see Documentation/design.rst, "Why seeks is 0".
 */
static int cost;

/*
 * Serialises registration against writes of cost, which go on until sysfs is
 * gone and so outlast lowmem_shrinker_stop(). Process context only; the
 * kernel's own shrinker lock nests inside.
 */
static DEFINE_MUTEX(shrinker_mutex);
static struct shrinker *registered;

static struct shrinker *shrinker_create(lowmem_shrinker_callback count,
					lowmem_shrinker_callback scan,
					int seeks)
{
	struct shrinker *shrinker = shrinker_alloc(0, LOWMEM_NAME);

	if (!shrinker)
		return NULL;
	shrinker->count_objects = count;
	shrinker->scan_objects = scan;
	shrinker->seeks = seeks;
	if (lowmem_shrinker_register(shrinker)) {
		shrinker_free(shrinker);
		return NULL;
	}
	return shrinker;
}

static int shrinker_replace_locked(int seeks)
{
	struct shrinker *next;

	if (registered->seeks == seeks)
		return 0;
	next = shrinker_create(registered->count_objects,
			       registered->scan_objects, seeks);
	if (!next)
		return -ENOMEM;
	shrinker_free(registered);
	registered = next;
	return 0;
}

static int cost_set(const char *text, const struct kernel_param *param)
{
	int value;
	int ret = kstrtoint(text, 10, &value);

	if (!ret && value < 0)
		ret = -ERANGE;
	if (ret) {
		pr_warn("%s: \"%*pE\" is not a number from 0 to %d\n",
			param->name, (int)strcspn(text, "\n"), text, INT_MAX);
		return ret;
	}

	mutex_lock(&shrinker_mutex);
	/* On the command line, or while unloading, there is none to replace. */
	if (registered)
		ret = shrinker_replace_locked(value);
	if (!ret)
		cost = value;
	mutex_unlock(&shrinker_mutex);
	return ret;
}

static const struct kernel_param_ops cost_ops = {
	.set = cost_set,
	.get = param_get_int,
};

module_param_cb(cost, &cost_ops, &cost, 0644);
MODULE_PARM_DESC(cost, "Shrinker seeks: 0 asks at every reclaim priority, larger asks later (default 0) (int)");

/**
 * lowmem_shrinker_start - have reclaim call us
 * @count: count_objects
 * @scan: scan_objects
 *
 * Return: 0 or -ENOMEM.
 * Context: Process context, may sleep. @count and @scan may run before this
 * returns.
 */
int lowmem_shrinker_start(lowmem_shrinker_callback count,
			  lowmem_shrinker_callback scan)
{
	int ret = 0;

	mutex_lock(&shrinker_mutex);
	registered = shrinker_create(count, scan, cost);
	if (!registered)
		ret = -ENOMEM;
	mutex_unlock(&shrinker_mutex);
	return ret;
}

/**
 * lowmem_shrinker_stop - undo lowmem_shrinker_start()
 *
 * Context: Process context, may sleep. No callback runs when it returns.
 */
void lowmem_shrinker_stop(void)
{
	mutex_lock(&shrinker_mutex);
	shrinker_free(registered);
	registered = NULL;
	mutex_unlock(&shrinker_mutex);
}
