// SPDX-License-Identifier: GPL-2.0-only
/* Who died, when, by which row, for whom, and why nobody else. */
#include "explain.h"

#include "text.h"

static void add_number(struct sentence *sentence, const char *before,
		       int64_t number)
{
	if (number == NUMBER_UNKNOWN)
		sentence_add(sentence, "%sunknown", before);
	else
		sentence_add(sentence, "%s%lld", before, (long long)number);
}

static void add_memory(struct sentence *sentence, const char *before,
		       int64_t pages, const struct moment *moment)
{
	char amount[TEXT_AMOUNT_SIZE];

	text_memory(pages, moment->page_size, amount);
	sentence_add(sentence, "%s%s", before, amount);
}

/* An unknown amount follows its name, which a known one does not need. */
static void add_size(struct sentence *sentence, int64_t pages,
		     const struct moment *moment)
{
	add_memory(sentence, pages == NUMBER_UNKNOWN ? ", size " : ", ", pages,
		   moment);
}

static void add_victim(struct sentence *sentence, const struct last_kill *kill,
		       const struct moment *moment)
{
	sentence_add(sentence, "%s",
		     kill->name[0] ? kill->name : "an unknown process");
	add_number(sentence, " (pid ", kill->pid);
	add_number(sentence, ", uid ", kill->uid);
	add_number(sentence, ", oom_score_adj ", kill->oom_score_adj);
	add_size(sentence, kill->rss_pages, moment);
	sentence_add(sentence, ")");
}

static void add_age(struct sentence *sentence, const struct last_kill *kill,
		    const struct moment *moment)
{
	int64_t age_ms = explain_age_ms(kill, moment);
	char duration[TEXT_AMOUNT_SIZE];

	if (age_ms == NUMBER_UNKNOWN) {
		sentence_add(sentence, "at an unknown time");
		return;
	}
	text_duration(age_ms, duration);
	sentence_add(sentence, "%s ago", duration);
}

static const char *deed(const struct last_kill *kill)
{
	if (kill->dry_run == NUMBER_UNKNOWN)
		return "was killed, unless it was a dry run,";
	return kill->dry_run ? "would have been killed (dry run)" :
			       "was killed";
}

/* The row matched by free memory alone; what is unknown is less than anything. */
static int is_stuck_in_page_cache(const struct last_kill *kill)
{
	return kill->reason == KILL_REASON_OOM &&
	       kill->minfree_pages != NUMBER_UNKNOWN &&
	       kill->file_pages >= kill->minfree_pages;
}

/*
 * When an allocation has failed, whichever row has been reached, the first one
 * says who may go.
 */
static void add_row(struct sentence *sentence, const struct last_kill *kill,
		    const struct moment *moment)
{
	if (kill->reason == KILL_REASON_OOM)
		sentence_add(sentence,
			     "the kernel was about to call its OOM killer and ");
	if (kill->reason == KILL_REASON_UNKNOWN)
		sentence_add(sentence, "of an unknown reason and ");
	add_number(sentence, "row ", kill->row);
	add_memory(sentence, " matched: free memory was ", kill->free_pages,
		   moment);
	add_memory(sentence, " and page cache ", kill->file_pages, moment);
	if (is_stuck_in_page_cache(kill))
		sentence_add(sentence, ", which could not be dropped,");
	add_memory(sentence, " against a threshold of ", kill->minfree_pages,
		   moment);
	if (kill->reason == KILL_REASON_OOM)
		add_number(sentence, ", and the first row allows oom_score_adj ",
			   kill->min_score_adj);
	else
		add_number(sentence, ", which allows oom_score_adj ",
			   kill->min_score_adj);
	sentence_add(sentence, " and above");
}

static void add_candidate(struct sentence *sentence,
			  const struct last_kill *kill, size_t index,
			  const struct moment *moment)
{
	const struct candidate *candidate = &kill->candidates[index];
	int is_last = index + 1 == kill->candidate_count;

	sentence_add(sentence, "%s%s (pid %lld, oom_score_adj %lld",
		     !index  ? "" :
		     is_last ? " and " :
			       ", ",
		     candidate->name[0] ? candidate->name :
					  "an unknown process",
		     (long long)candidate->pid,
		     (long long)candidate->oom_score_adj);
	add_size(sentence, candidate->rss_pages, moment);
	sentence_add(sentence, ": %s)", explain_not_chosen(kill, candidate));
}

static void add_candidates(struct sentence *sentence,
			   const struct last_kill *kill,
			   const struct moment *moment)
{
	size_t i;

	if (!kill->candidate_count) {
		sentence_add(sentence, "; no other candidate is recorded");
		return;
	}
	sentence_add(sentence, "; not chosen: ");
	for (i = 0; i < kill->candidate_count; i++)
		add_candidate(sentence, kill, i, moment);
}

/**
 * explain_age_ms - how long ago was it?
 * @kill: what happened
 * @moment: now
 *
 * Return: milliseconds; NUMBER_UNKNOWN if that cannot be said.
 */
int64_t explain_age_ms(const struct last_kill *kill,
		       const struct moment *moment)
{
	if (kill->time_ms == NUMBER_UNKNOWN ||
	    moment->now_ms == NUMBER_UNKNOWN || kill->time_ms > moment->now_ms)
		return NUMBER_UNKNOWN;
	return moment->now_ms - kill->time_ms;
}

/**
 * explain_not_chosen - why did somebody else die?
 * @kill: what happened
 * @candidate: who lived on
 *
 * Return: the reason, to stand for itself.
 */
const char *explain_not_chosen(const struct last_kill *kill,
			       const struct candidate *candidate)
{
	if (kill->oom_score_adj == NUMBER_UNKNOWN)
		return "the reason is unknown";
	if (candidate->oom_score_adj < kill->oom_score_adj)
		return "lower oom_score_adj";
	if (candidate->oom_score_adj > kill->oom_score_adj ||
	    kill->rss_pages == NUMBER_UNKNOWN ||
	    candidate->rss_pages > kill->rss_pages)
		return "the reason is unknown";
	return candidate->rss_pages < kill->rss_pages ?
		       "same oom_score_adj and smaller" :
		       "same oom_score_adj and size, but found later";
}

/**
 * explain_kill - the whole story
 * @kill: what happened
 * @moment: now
 * @text: one sentence
 */
void explain_kill(const struct last_kill *kill, const struct moment *moment,
		  char text[EXPLAIN_SIZE])
{
	struct sentence sentence = sentence_begin(text, EXPLAIN_SIZE);

	add_victim(&sentence, kill, moment);
	sentence_add(&sentence, " %s ", deed(kill));
	add_age(&sentence, kill, moment);
	sentence_add(&sentence, " because ");
	add_row(&sentence, kill, moment);
	sentence_add(&sentence, "; on behalf of %s",
		     kill->by_name[0] ? kill->by_name : "an unknown process");
	add_number(&sentence, " (pid ", kill->by_pid);
	sentence_add(&sentence, ")");
	add_candidates(&sentence, kill, moment);
	sentence_add(&sentence, ".");
}

/**
 * explain_briefly - a kill as one of a list
 * @kill: what happened
 * @moment: now
 * @text: who, when, and by which row
 */
void explain_briefly(const struct last_kill *kill, const struct moment *moment,
		     char text[EXPLAIN_SHORT_SIZE])
{
	struct sentence sentence = sentence_begin(text, EXPLAIN_SHORT_SIZE);

	add_victim(&sentence, kill, moment);
	sentence_add(&sentence, " %s ", deed(kill));
	add_age(&sentence, kill, moment);
	add_number(&sentence, " by row ", kill->row);
}

/**
 * explain_event - a kill that happens now
 * @kill: what happens
 * @moment: now
 * @text: who, and who could have been
 */
void explain_event(const struct last_kill *kill, const struct moment *moment,
		   char text[EXPLAIN_SHORT_SIZE])
{
	struct sentence sentence = sentence_begin(text, EXPLAIN_SHORT_SIZE);

	add_victim(&sentence, kill, moment);
	sentence_add(&sentence, " was killed");
	if (kill->min_score_adj == NUMBER_UNKNOWN)
		return;
	add_number(&sentence, ", oom_score_adj ", kill->min_score_adj);
	sentence_add(&sentence, " and above could go");
}
