// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is told about a kill, gathered while the victim can still be asked.
 * Neither chooses nor signals.
 */
#include "lowmem.h"

#include <linux/cred.h>
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
	for_each_thread(process, thread) {
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
	report->dry_run = dry_run;
	record_take(&report->record, victim, cause->decision.min_score_adj);
	identity_take(&report->identity, victim->task);
}

/**
 * lowmem_report_publish - tell user space of a kill
 * @report: from lowmem_report_take()
 *
 * Context: As lowmem_events_push().
 */
void lowmem_report_publish(const struct lowmem_report *report)
{
	/* Whoever reads of a kill takes the process for dead. */
	if (!report->dry_run)
		lowmem_events_push(&report->record, &report->identity);
}
