// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module with bugs: includes lowmemorykiller.c and adds a parameter, seed, to
 * which the name of a bug is written to have it happen. Shows that what looks for
 * bugs in the module finds them. Built by tests/debug/run.sh only.
 */
#include "../../lowmemorykiller.c"

#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/kfence.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>

/* A hundred times what KCSAN takes, for machines on which much else goes on. */
#define RACE_MS 3000
#define KFENCE_MS 10000
#define HANG_MS 8000

static DEFINE_SPINLOCK(lock_a);
static DEFINE_SPINLOCK(lock_b);
static DEFINE_RAW_SPINLOCK(raw_lock);
static unsigned long __rcu *shared;
static unsigned long table[4];
static unsigned long raced;

/* A number the compiler does not know, so that it leaves the bug in. */
static unsigned long hidden(unsigned long number)
{
	OPTIMIZER_HIDE_VAR(number);
	return number;
}

static void seed_none(void)
{
}

static void seed_use_after_free(void)
{
	unsigned long *memory = kzalloc(sizeof(*memory), GFP_KERNEL);

	if (!memory)
		return;
	kfree(memory);
	OPTIMIZER_HIDE_VAR(memory);
	WRITE_ONCE(*memory, 1);
}

static void seed_out_of_bounds(void)
{
	char *memory = kzalloc(64, GFP_KERNEL);

	if (!memory)
		return;
	memory[hidden(64)] = 1;
	kfree(memory);
}

static void seed_lock_order(void)
{
	spin_lock(&lock_a);
	spin_lock(&lock_b);
	spin_unlock(&lock_b);
	spin_unlock(&lock_a);

	spin_lock(&lock_b);
	spin_lock(&lock_a);
	spin_unlock(&lock_a);
	spin_unlock(&lock_b);
}

static void seed_rcu(void)
{
	WRITE_ONCE(table[0], (unsigned long)rcu_dereference(shared));
}

static void seed_sleep(void)
{
	preempt_disable();
	msleep(20);
	preempt_enable();
}

/*
 * Several, as what looks for leaks takes any word in memory for a pointer: one that a
 * register or a stack has kept hides an object, but not all of them.
 */
static void seed_leak(void)
{
	char *memory;
	int i;

	for (i = 0; i < 8; i++) {
		memory = kzalloc(64, GFP_KERNEL);
		OPTIMIZER_HIDE_VAR(memory);
	}
}

static void seed_shift(void)
{
	WRITE_ONCE(table[0], 1UL << hidden(64));
}

static void seed_index(void)
{
	WRITE_ONCE(table[0], table[hidden(ARRAY_SIZE(table))]);
}

static void timer_expired(struct timer_list *timer)
{
}

static void seed_timer(void)
{
	struct timer_list *timer = kzalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return;
	timer_setup(timer, timer_expired, 0);
	mod_timer(timer, jiffies + HZ);
	kfree(timer);
}

static void seed_reference(void)
{
	refcount_t references = REFCOUNT_INIT(0);

	refcount_inc(&references);
}

static void seed_list(void)
{
	LIST_HEAD(list);
	LIST_HEAD(entry);

	list_add(&entry, &list);
	list_del(&entry);
	list_del(&entry);
}

static void seed_warn(void)
{
	WARN_ON(hidden(1));
}

/* A spinlock may sleep on PREEMPT_RT, which lockdep knows on any kernel. */
static void seed_wait_context(void)
{
	raw_spin_lock(&raw_lock);
	spin_lock(&lock_a);
	spin_unlock(&lock_a);
	raw_spin_unlock(&raw_lock);
}

static void seed_irqs_off(void)
{
	local_irq_disable();
	spin_lock(&lock_a);
	spin_unlock(&lock_a);
	local_irq_enable();
}

static void seed_null(void)
{
	unsigned long *memory = (unsigned long *)hidden(8);

	WRITE_ONCE(*memory, 1);
}

/* KFENCE has a page of its own for one object in a while, 100 ms by default. */
static void seed_kfence(void)
{
	unsigned long end = jiffies + msecs_to_jiffies(KFENCE_MS);
	unsigned long *memory = NULL;

	while (time_before(jiffies, end) && !is_kfence_address(memory)) {
		kfree(memory);
		memory = kzalloc(sizeof(*memory), GFP_KERNEL);
		cond_resched();
	}
	kfree(memory);
	OPTIMIZER_HIDE_VAR(memory);
	WRITE_ONCE(*memory, 1);
}

/* Longer than seed.sh has the kernel wait before it says so. */
static void seed_hang(void)
{
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_timeout(msecs_to_jiffies(HANG_MS));
}

/* A function of its own, or the compiler counts in a register until a loop ends. */
static noinline void race_step(void)
{
	raced++;
}

static int race_run(void *unused)
{
	while (!kthread_should_stop()) {
		race_step();
		cond_resched();
	}
	return 0;
}

static void seed_race(void)
{
	unsigned long end = jiffies + msecs_to_jiffies(RACE_MS);
	struct task_struct *racer;

	racer = kthread_create(race_run, NULL, "lowmem_racer");
	if (IS_ERR(racer))
		return;
	/* Not on the same CPU, where they would only take turns. */
	migrate_disable();
	kthread_bind(racer, cpumask_any_but(cpu_online_mask,
					    smp_processor_id()));
	wake_up_process(racer);
	while (time_before(jiffies, end)) {
		race_step();
		cond_resched();
	}
	migrate_enable();
	kthread_stop(racer);
}

static const struct {
	const char *name;
	void (*run)(void);
} seeds[] = {
	{ "none", seed_none },
	{ "use-after-free", seed_use_after_free },
	{ "out-of-bounds", seed_out_of_bounds },
	{ "lock-order", seed_lock_order },
	{ "rcu", seed_rcu },
	{ "sleep", seed_sleep },
	{ "leak", seed_leak },
	{ "shift", seed_shift },
	{ "index", seed_index },
	{ "timer", seed_timer },
	{ "reference", seed_reference },
	{ "list", seed_list },
	{ "warn", seed_warn },
	{ "wait-context", seed_wait_context },
	{ "irqs-off", seed_irqs_off },
	{ "null", seed_null },
	{ "race", seed_race },
	{ "kfence", seed_kfence },
	{ "hang", seed_hang },
};

static int seed_set(const char *text, const struct kernel_param *param)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(seeds); i++) {
		if (sysfs_streq(text, seeds[i].name)) {
			seeds[i].run();
			return 0;
		}
	}
	return -EINVAL;
}

static const struct kernel_param_ops seed_ops = {
	.set = seed_set,
};

module_param_cb(seed, &seed_ops, NULL, 0200);
