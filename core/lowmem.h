/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the files of the module offer each other, one section a file. Arrows
 * only point down: see Documentation/design.rst, "Layers".
 */
#ifndef LOWMEM_H
#define LOWMEM_H

/* First in every file: a header that logs must see this one. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include "compat.h"

#include <linux/mm_types.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/shrinker.h>
#include <linux/sizes.h>
#include <linux/uidgid.h>

struct attribute_group;
struct pid_namespace;

#include "policy.h"
#include "record.h"

/* params.c */

/*
 * What the parameter debug_level lets through. Each level contains those
 * before it; the numbers are the classic driver's.
 */
enum lowmem_debug {
	LOWMEM_DEBUG_KILL = 1, /* every kill */
	LOWMEM_DEBUG_SELECT = 2, /* every process that took the lead */
	LOWMEM_DEBUG_SCAN = 3, /* every scan and its figures */
	LOWMEM_DEBUG_RETURN = 4, /* what a scan answered */
	LOWMEM_DEBUG_IDLE = 5, /* scans that had nothing to do */
};

const struct lowmem_table *lowmem_params_table(void);
bool lowmem_params_enabled(void);
bool lowmem_params_dry_run(void);
bool lowmem_params_oom_reaper(void);
unsigned int lowmem_params_kill_timeout_ms(void);
unsigned int lowmem_params_debug_level(void);

/* The log never floods: reclaim calls us thousands of times a second. */
#define lowmem_debug(level, fmt, ...)                            \
	do {                                                     \
		if (lowmem_params_debug_level() >= (level))      \
			pr_info_ratelimited(fmt, ##__VA_ARGS__); \
	} while (0)

/* stats.c */

enum lowmem_stat {
	LOWMEM_STAT_SCANS,
	LOWMEM_STAT_WALKS,
	LOWMEM_STAT_WALKS_CONTENDED,
	LOWMEM_STAT_WALKS_EMPTY,
	LOWMEM_STAT_KILLS,
	LOWMEM_STAT_DRY_RUN_KILLS,
	LOWMEM_STAT_GONE,
	LOWMEM_STAT_STUCK,
	LOWMEM_STAT_REAPED_PAGES,
	LOWMEM_STAT_REAPS_MISSED,
	LOWMEM_STAT_KILL_TO_FREE_LAST, /* microseconds, as those below */
	LOWMEM_STAT_KILL_TO_FREE_MAX,
	LOWMEM_STAT_KILL_TO_FREE_SUM,
	LOWMEM_STAT_EVENTS_DROPPED,
	LOWMEM_STATS,
};

void lowmem_stat_add(enum lowmem_stat stat, long value);
void lowmem_stat_set(enum lowmem_stat stat, long value);
void lowmem_stat_max(enum lowmem_stat stat, long value);
int lowmem_stats_publish(const struct attribute_group *group);
int lowmem_stats_init(void);
void lowmem_stats_exit(void);

/* memory.c */

void lowmem_memory_snapshot(struct lowmem_memory *memory);
void lowmem_memory_snapshot_kernel(struct lowmem_memory *memory);
bool lowmem_memory_is_undivided(void);

/* victim.c */

/**
 * struct lowmem_victim - a chosen process, referenced
 * @task: its group leader
 * @mm: its address space; pinned, but not kept from being torn down
 * @rank: why it was chosen
 * @highest_adj: the highest oom_score_adj of all processes, whoever they are;
 *	also good when nobody was chosen
 * @runners_up: who would have been chosen next, not referenced
 * @runner_up_count: how many they are
 */
struct lowmem_victim {
	struct task_struct *task;
	struct mm_struct *mm;
	struct lowmem_rank rank;
	short highest_adj;
	struct lowmem_runner_up runners_up[LOWMEM_RUNNERS_UP];
	unsigned int runner_up_count;
};

int lowmem_victim_select(short min_score_adj, struct lowmem_victim *victim);
void lowmem_victim_put(struct lowmem_victim *victim);
bool lowmem_victim_shares(struct task_struct *process, struct mm_struct *mm);
bool lowmem_victim_has_sharers(struct task_struct *process,
			       struct mm_struct *mm, int held);
bool lowmem_victim_has_living_users(struct mm_struct *mm);

/* pace.c */

bool lowmem_pace_allows(short min_score_adj);
bool lowmem_pace_begin(short min_score_adj);
void lowmem_pace_end(short min_score_adj, int ret);

/* ceiling.c */

unsigned int lowmem_ceiling_moment(void);
void lowmem_ceiling_learn(unsigned int moment, short highest_adj);
bool lowmem_ceiling_excludes(short min_score_adj);
int lowmem_ceiling_init(void);
void lowmem_ceiling_exit(void);

/* flight.c */

/*
 * Memory in bytes, shared or locked, of a victim that the end of its flight waits for
 * when its address space is down or the reaper has taken what it may. Less is not worth
 * waiting for a worker, which has no more than normal priority.
 */
#define LOWMEM_LEFT_MAX SZ_1M

unsigned int lowmem_flight_moment(void);
bool lowmem_flight_begin(const struct lowmem_victim *victim, unsigned int moment,
			 bool dry_run, int (*kill)(void *data), void *data);
bool lowmem_flight_pending(void);
enum lowmem_outcome lowmem_flight_wait(void);
void lowmem_flight_reaping(const struct mm_struct *mm);
void lowmem_flight_left(const struct mm_struct *mm);
void lowmem_flight_hindered(const struct mm_struct *mm, const char *obstacle);
void lowmem_flight_reaped(const struct mm_struct *mm);
void lowmem_flight_put(const struct mm_struct *mm);
void lowmem_flight_close(void);
void lowmem_flight_exit(void);

/* shared.c */

void lowmem_shared_put(struct mm_struct *mm);

/* reaper.c */

struct lowmem_reap;

struct lowmem_reap *lowmem_reaper_reserve(struct mm_struct *mm);
void lowmem_reaper_start(struct lowmem_reap *reap);
void lowmem_reaper_watch(void);
void lowmem_reaper_cancel(struct lowmem_reap *reap);
bool lowmem_reaper_is_current(void);
int lowmem_reaper_init(void);
void lowmem_reaper_exit(void);

/* events.c */

/*
 * How deep pid namespaces may be nested for a reader in one to learn of kills:
 * the machine, a container in it, and two more within that.
 */
#define LOWMEM_PID_LEVELS 4

/**
 * struct lowmem_identity - what a process is called, which depends on who asks
 * @uid: its user
 * @pid: its process ID in each pid namespace it is in, outermost first
 * @pid_namespace: these namespaces, NULL behind the last; compared only, never
 *	followed
 */
struct lowmem_identity {
	kuid_t uid;
	pid_t pid[LOWMEM_PID_LEVELS];
	const struct pid_namespace *pid_namespace[LOWMEM_PID_LEVELS];
};

#ifdef CONFIG_PROC_FS
void lowmem_events_push(const struct lowmem_record *record,
			const struct lowmem_identity *identity);
int lowmem_events_init(void);
void lowmem_events_exit(void);
#else
static inline void lowmem_events_push(const struct lowmem_record *record,
				      const struct lowmem_identity *identity)
{
}

static inline int lowmem_events_init(void)
{
	return 0;
}

static inline void lowmem_events_exit(void)
{
}
#endif

/* history.c */

void lowmem_history_push(const struct lowmem_explanation *explanation);
unsigned long lowmem_history_count(void);
bool lowmem_history_get(unsigned long number,
			struct lowmem_explanation *explanation);

/* status.c */

int lowmem_status_init(void);

/* report.c */

/**
 * struct lowmem_cause - why somebody is to die
 * @moment: from lowmem_flight_moment(), before memory was looked at
 * @memory: what memory looks like
 * @decision: what that means
 * @reason: who asked
 */
struct lowmem_cause {
	unsigned int moment;
	struct lowmem_memory memory;
	struct lowmem_decision decision;
	enum lowmem_reason reason;
};

/**
 * struct lowmem_report - a kill, in values that outlive the victim
 * @explanation: what it was, and why it had to be
 * @identity: what others call it
 */
struct lowmem_report {
	struct lowmem_explanation explanation;
	struct lowmem_identity identity;
};

void lowmem_report_take(struct lowmem_report *report,
			const struct lowmem_victim *victim,
			const struct lowmem_cause *cause, bool dry_run);
void lowmem_report_publish(const struct lowmem_report *report);

/* kill.c */

bool lowmem_kill(const struct lowmem_victim *victim,
		 const struct lowmem_cause *cause);

/* shrinker.c */

typedef unsigned long (*lowmem_shrinker_callback)(struct shrinker *,
						  struct shrink_control *);

int lowmem_shrinker_start(lowmem_shrinker_callback count,
			  lowmem_shrinker_callback scan);
void lowmem_shrinker_stop(void);

#endif /* LOWMEM_H */
