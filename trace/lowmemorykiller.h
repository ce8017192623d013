/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trace events. Readers match group, event and field names; the first five
 * fields of lowmemory_kill and the text up to "Kb" (sic) are those the Android
 * driver had and never change. New fields and new text are appended.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM lowmemorykiller

#if !defined(LOWMEM_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define LOWMEM_TRACE_H

#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/tracepoint.h>

#include "../core/policy.h"

TRACE_DEFINE_ENUM(LOWMEM_REASON_MINFREE);
TRACE_DEFINE_ENUM(LOWMEM_REASON_OOM);

#define lowmem_show_reason(reason)                           \
	__print_symbolic(reason,                             \
			 { LOWMEM_REASON_MINFREE, "minfree" }, \
			 { LOWMEM_REASON_OOM, "oom" })

/* Once for every process chosen, after its SIGKILL or, dry, instead of it. */
TRACE_EVENT(lowmemory_kill,
	TP_PROTO(struct task_struct *victim, const struct lowmem_rank *rank,
		 const struct lowmem_memory *memory,
		 const struct lowmem_decision *decision,
		 enum lowmem_reason reason, bool dry_run),

	TP_ARGS(victim, rank, memory, decision, reason, dry_run),

	TP_STRUCT__entry(
		__array(char, comm, TASK_COMM_LEN)
		__field(pid_t, pid)
		__field(long, pagecache_size)
		__field(long, pagecache_limit)
		__field(long, free)
		__field(short, adj)
		__field(short, min_score_adj)
		__field(long, rss)
		__field(int, reason)
		__field(bool, dry_run)
	),

	TP_fast_assign(
		memcpy(__entry->comm, victim->comm, TASK_COMM_LEN);
		__entry->pid = victim->pid;
		__entry->pagecache_size = LOWMEM_PAGES_TO_KB(memory->other_file);
		__entry->pagecache_limit = LOWMEM_PAGES_TO_KB(decision->minfree);
		__entry->free = LOWMEM_PAGES_TO_KB(memory->other_free);
		__entry->adj = rank->oom_score_adj;
		__entry->min_score_adj = decision->min_score_adj;
		__entry->rss = LOWMEM_PAGES_TO_KB(rank->rss_pages);
		__entry->reason = reason;
		__entry->dry_run = dry_run;
	),

	TP_printk("%s (%d), page cache %ldkB (limit %ldkB), free %ldKb, adj %d, min_score_adj %d, rss %ldkB, reason %s%s",
		  __entry->comm, __entry->pid, __entry->pagecache_size,
		  __entry->pagecache_limit, __entry->free, __entry->adj,
		  __entry->min_score_adj, __entry->rss,
		  lowmem_show_reason(__entry->reason),
		  __entry->dry_run ? ", dry run" : "")
);

TRACE_DEFINE_ENUM(LOWMEM_OUTCOME_EXITED);
TRACE_DEFINE_ENUM(LOWMEM_OUTCOME_REAPED);
TRACE_DEFINE_ENUM(LOWMEM_OUTCOME_STUCK);

#define lowmem_show_outcome(outcome)                         \
	__print_symbolic(outcome,                            \
			 { LOWMEM_OUTCOME_EXITED, "exited" }, \
			 { LOWMEM_OUTCOME_REAPED, "reaped" }, \
			 { LOWMEM_OUTCOME_STUCK, "stuck" })

/* Once for every victim that was signalled, when its memory is back or late. */
TRACE_EVENT(lowmemory_reap,
	TP_PROTO(struct task_struct *victim, unsigned long pages,
		 s64 microseconds, enum lowmem_outcome outcome),

	TP_ARGS(victim, pages, microseconds, outcome),

	TP_STRUCT__entry(
		__array(char, comm, TASK_COMM_LEN)
		__field(pid_t, pid)
		__field(unsigned long, pages)
		__field(s64, usecs)
		__field(int, outcome)
	),

	TP_fast_assign(
		memcpy(__entry->comm, victim->comm, TASK_COMM_LEN);
		__entry->pid = victim->pid;
		__entry->pages = pages;
		__entry->usecs = microseconds;
		__entry->outcome = outcome;
	),

	TP_printk("%s (%d), %lu pages, %lld us, outcome %s", __entry->comm,
		  __entry->pid, __entry->pages, __entry->usecs,
		  lowmem_show_outcome(__entry->outcome))
);

#endif /* LOWMEM_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH trace
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE lowmemorykiller
#include <trace/define_trace.h>
