// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module with a stopwatch: includes lowmemorykiller.c to reach what is
 * static in it and adds read-only parameters that each measure one thing when
 * they are read. Built by tests/bench/bench.sh only.
 */
#include "../../lowmemorykiller.c"

#include <linux/ktime.h>

/* So many that the clock's own cost vanishes; about 0.1 s in an emulator. */
#define COUNT_ROUNDS 100000
#define WALK_ROUNDS 20

/* Keeps the compiler from dropping what is measured. */
static unsigned long sink;

/* Picoseconds per call, so that integers are exact enough. */
static int print_per_call(char *text, u64 ns, unsigned int rounds)
{
	return sprintf(text, "%llu\n", div_u64(ns * 1000, rounds));
}

static int bench_count_get(char *text, const struct kernel_param *param)
{
	struct shrink_control control = {};
	unsigned long answer = 0;
	unsigned int i;
	u64 start = ktime_get_ns();

	for (i = 0; i < COUNT_ROUNDS; i++)
		answer += lowmem_count(NULL, &control);
	WRITE_ONCE(sink, answer);
	return print_per_call(text, ktime_get_ns() - start, COUNT_ROUNDS);
}

static int bench_walk_get(char *text, const struct kernel_param *param)
{
	struct lowmem_victim victim;
	unsigned int i;
	u64 start = ktime_get_ns();

	for (i = 0; i < WALK_ROUNDS; i++)
		if (!lowmem_victim_select(OOM_SCORE_ADJ_MAX, &victim))
			lowmem_victim_put(&victim);
	return print_per_call(text, ktime_get_ns() - start, WALK_ROUNDS);
}

/* Reclaim asks once more, after a walk that found nobody. */
static int bench_again_get(char *text, const struct kernel_param *param)
{
	struct lowmem_cause cause;

	if (kill_is_due(&cause))
		kill_one(&cause);
	return bench_count_get(text, param);
}

/* The least a walk can cost: the list alone, looking at nobody. */
static int bench_list_get(char *text, const struct kernel_param *param)
{
	struct task_struct *process;
	unsigned long sum = 0;
	unsigned int i;
	u64 start = ktime_get_ns();

	for (i = 0; i < WALK_ROUNDS; i++) {
		rcu_read_lock();
		for_each_process(process)
			sum += (unsigned long)process;
		rcu_read_unlock();
	}
	WRITE_ONCE(sink, sum);
	return print_per_call(text, ktime_get_ns() - start, WALK_ROUNDS);
}

static const struct kernel_param_ops bench_again_ops = {
	.get = bench_again_get,
};

static const struct kernel_param_ops bench_list_ops = {
	.get = bench_list_get,
};

static const struct kernel_param_ops bench_count_ops = {
	.get = bench_count_get,
};

static const struct kernel_param_ops bench_walk_ops = {
	.get = bench_walk_get,
};

module_param_cb(bench_count_ps, &bench_count_ops, NULL, 0444);
module_param_cb(bench_again_ps, &bench_again_ops, NULL, 0444);
module_param_cb(bench_list_ps, &bench_list_ops, NULL, 0444);
module_param_cb(bench_walk_ps, &bench_walk_ops, NULL, 0444);
