// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module with a stopwatch: includes lowmemorykiller.c to reach what is
 * static in it, times what reclaim calls, and adds parameters: read-only ones
 * that each tell or measure one thing, and bench_kill. Built by
 * tests/bench/bench.sh only.
 */
#include "../../core/lowmem.h"

/* Reclaim gets ours instead, which call the module's. */
static unsigned long bench_count(struct shrinker *shrinker,
				 struct shrink_control *sc);
static unsigned long bench_scan(struct shrinker *shrinker,
				struct shrink_control *sc);
#define lowmem_shrinker_start(count, scan) \
	lowmem_shrinker_start(bench_count, bench_scan)

#include "../../lowmemorykiller.c"

#include <linux/ktime.h>
#include <linux/pid.h>
#include <linux/sched/clock.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>

/* So many that the clock's own cost vanishes; about 0.1 s in an emulator. */
#define COUNT_ROUNDS 100000
#define WALK_ROUNDS 20

/* Keeps the compiler from dropping what is measured. */
static unsigned long sink;

/* What reclaim has called, how often and for how long. */
struct calls {
	atomic64_t count;
	atomic64_t ns;
};

static struct calls count_calls;
static struct calls scan_calls;

/* ktime_get() may cost more than what is timed: an access to a slow device. */
static void calls_add(struct calls *calls, u64 start)
{
	atomic64_add((s64)(local_clock() - start), &calls->ns);
	atomic64_inc(&calls->count);
}

static unsigned long bench_count(struct shrinker *shrinker,
				 struct shrink_control *sc)
{
	u64 start = local_clock();
	unsigned long answer = lowmem_count(shrinker, sc);

	calls_add(&count_calls, start);
	return answer;
}

static unsigned long bench_scan(struct shrinker *shrinker,
				struct shrink_control *sc)
{
	u64 start = local_clock();
	unsigned long answer = lowmem_scan(shrinker, sc);

	calls_add(&scan_calls, start);
	return answer;
}

static int bench_calls_get(char *text, const struct kernel_param *param)
{
	const struct calls *calls = param->arg;

	return sprintf(text, "%lld\n", atomic64_read(&calls->count));
}

/* Picoseconds per call, so that integers are exact enough. */
static int bench_per_call_get(char *text, const struct kernel_param *param)
{
	const struct calls *calls = param->arg;
	s64 count = atomic64_read(&calls->count);

	return sprintf(text, "%llu\n",
		       count ? div64_u64(atomic64_read(&calls->ns) * 1000ULL,
					 count) : 0);
}

/* Fills in what lowmem_victim_select() would have. */
static int victim_of_pid(pid_t pid, struct lowmem_victim *victim)
{
	struct task_struct *task;
	struct mm_struct *mm;

	rcu_read_lock();
	task = pid_task(find_vpid(pid), PIDTYPE_TGID);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	if (!task)
		return -ESRCH;

	task_lock(task);
	mm = task->mm;
	if (mm)
		mmgrab(mm);
	task_unlock(task);
	if (!mm) {
		put_task_struct(task);
		return -ESRCH;
	}
	victim->task = task;
	victim->mm = mm;
	victim->rank.oom_score_adj = task->signal->oom_score_adj;
	victim->rank.rss_pages = get_mm_rss(mm);
	victim->runner_up_count = 0;
	return 0;
}

/* What the module does to its victim, to this process, without a shortage. */
static int bench_kill_set(const char *text, const struct kernel_param *param)
{
	struct lowmem_cause cause = { .reason = LOWMEM_REASON_MINFREE };
	struct lowmem_victim victim;
	int pid, ret;

	ret = kstrtoint(text, 10, &pid);
	if (ret)
		return ret;
	ret = victim_of_pid(pid, &victim);
	if (ret)
		return ret;
	lowmem_memory_snapshot(&cause.memory);
	if (!lowmem_kill(&victim, &cause))
		ret = -EBUSY;
	lowmem_victim_put(&victim);
	return ret;
}

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

static const struct kernel_param_ops bench_kill_ops = {
	.set = bench_kill_set,
};

static const struct kernel_param_ops bench_calls_ops = {
	.get = bench_calls_get,
};

static const struct kernel_param_ops bench_per_call_ops = {
	.get = bench_per_call_get,
};

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

module_param_cb(bench_kill, &bench_kill_ops, NULL, 0200);
module_param_cb(bench_count_calls, &bench_calls_ops, &count_calls, 0444);
module_param_cb(bench_count_calls_ps, &bench_per_call_ops, &count_calls, 0444);
module_param_cb(bench_scan_calls, &bench_calls_ops, &scan_calls, 0444);
module_param_cb(bench_scan_calls_ps, &bench_per_call_ops, &scan_calls, 0444);
module_param_cb(bench_count_ps, &bench_count_ops, NULL, 0444);
module_param_cb(bench_again_ps, &bench_again_ops, NULL, 0444);
module_param_cb(bench_list_ps, &bench_list_ops, NULL, 0444);
module_param_cb(bench_walk_ps, &bench_walk_ops, NULL, 0444);
