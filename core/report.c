// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is told about a kill, gathered while the victim can still be asked.
 * Neither chooses nor signals.
 */
#include "lowmem.h"

#include <linux/cred.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/user_namespace.h>

/* Nanoseconds in the clock ticks that /proc counts in. */
#define TICK_NS (NSEC_PER_SEC / USER_HZ)

/* Those of threads that have left are in the sums of the process. */
static void faults_add_up(struct task_struct *process,
			  struct lowmem_record *record)
{
	struct task_struct *thread;

	record->min_flt = READ_ONCE(process->signal->min_flt);
	record->maj_flt = READ_ONCE(process->signal->maj_flt);
	lowmem_for_each_thread(process, thread) {
		record->min_flt += READ_ONCE(thread->min_flt);
		record->maj_flt += READ_ONCE(thread->maj_flt);
	}
}

static void record_take(struct lowmem_record *record,
			const struct lowmem_victim *victim,
			short min_score_adj)
{
	struct task_struct *task = victim->task;

	BUILD_BUG_ON(LOWMEM_NAME_SIZE != TASK_COMM_LEN);
	record->pid = task->pid;
	record->uid = from_kuid_munged(&init_user_ns, task_uid(task));
	record->start_ticks = div_u64(task->start_boottime, TICK_NS);
	record->rank = victim->rank;
	record->min_score_adj = min_score_adj;
	memcpy(record->name, task->comm, LOWMEM_NAME_SIZE);
	faults_add_up(task, record);
}

static void identity_take(struct lowmem_identity *identity,
			  struct task_struct *task)
{
	struct pid *pid = task_tgid(task);
	unsigned int i;

	memset(identity, 0, sizeof(*identity));
	identity->uid = task_uid(task);
	/* Its parent has seen it die already: it will not be signalled. */
	if (!pid)
		return;
	for (i = 0; i <= pid->level && i < LOWMEM_PID_LEVELS; i++) {
		identity->pid[i] = pid->numbers[i].nr;
		identity->pid_namespace[i] = pid->numbers[i].ns;
	}
}

static void explanation_take(struct lowmem_explanation *explanation,
			     const struct lowmem_victim *victim,
			     const struct lowmem_cause *cause)
{
	explanation->time_ms = ktime_to_ms(ktime_get_boottime());
	explanation->memory = cause->memory;
	explanation->decision = cause->decision;
	explanation->reason = cause->reason;
	explanation->by_pid = current->pid;
	memcpy(explanation->by_name, current->comm, LOWMEM_NAME_SIZE);
	memcpy(explanation->runners_up, victim->runners_up,
	       sizeof(explanation->runners_up));
	explanation->runner_up_count = victim->runner_up_count;
}

/**
 * lowmem_report_take - note what a victim is, before its SIGKILL
 * @report: filled
 * @victim: chosen by lowmem_victim_select()
 * @cause: why it is to die
 * @dry_run: it will not be signalled
 *
 * Context: Under rcu_read_lock(). Costs some loads a thread of the victim's.
 */
void lowmem_report_take(struct lowmem_report *report,
			const struct lowmem_victim *victim,
			const struct lowmem_cause *cause, bool dry_run)
{
	record_take(&report->explanation.record, victim,
		    cause->decision.min_score_adj);
	explanation_take(&report->explanation, victim, cause);
	report->explanation.dry_run = dry_run;
	identity_take(&report->identity, victim->task);
}

/**
 * lowmem_report_publish - tell user space of a kill
 * @report: from lowmem_report_take()
 *
 * Context: Any but a raw spinlock section or an interrupt; does not sleep or
 * allocate. Waits for history_lock and events_lock, spinlocks nobody holds for
 * long.
 */
void lowmem_report_publish(const struct lowmem_report *report)
{
	lowmem_history_push(&report->explanation);
	/* Whoever reads of it there takes the process for dead. */
	if (!report->explanation.dry_run)
		lowmem_events_push(&report->explanation.record,
				   &report->identity);
}
