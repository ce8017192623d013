// SPDX-License-Identifier: GPL-2.0-only
/* Kills in sentences, word by word: scripts search for these. */
#include "../shim/testing.h"

#include "../../lmkd-shim/explain.h"
#include "../../lmkd-shim/text.h"

#define VICTIM                                                             \
	"time_ms=4800000\tpid=1234\tuid=10023\tadj=950\trss_pages=30720\t" \
	"name=chrome\t"
#define MEMORY                                                          \
	"row=6\tminfree_pages=80640\tmin_score_adj=950\tfree_pages=1024\t" \
	"file_pages=70000\t"
#define BY "by_pid=45\tby_name=kswapd0\t"

#define WHO "chrome (pid 1234, uid 10023, oom_score_adj 950, 120.0 MB)"
#define KILLED WHO " was killed 3 min 20 s ago because "
#define MATCHED "row 6 matched: free memory was 4.0 MB and page cache 273.4 MB"
#define AGAINST MATCHED " against a threshold of 315.0 MB, "
#define ALLOWS AGAINST "which allows oom_score_adj 950 and above; "
#define FOR "on behalf of kswapd0 (pid 45); "
#define ALONE "no other candidate is recorded."

#define NOBODY \
	"an unknown process (pid unknown, uid unknown, oom_score_adj unknown, size unknown)"
#define MAYBE " was killed, unless it was a dry run, at an unknown time"
#define SOMEHOW " because of an unknown reason and row unknown matched: "
#define AMOUNTS \
	"free memory was unknown and page cache unknown against a threshold of unknown, "
#define UNKNOWN \
	NOBODY MAYBE SOMEHOW AMOUNTS "which allows oom_score_adj unknown and above; "
#define FOR_NOBODY "on behalf of an unknown process (pid unknown); "

static const struct moment now = { 5000000, 4096 };

static const struct explain_case {
	const char *name;
	const char *text;
	const char *expected;
} explain_cases[] = {
	{ "a kill", VICTIM MEMORY BY "reason=minfree\tdry_run=0",
	  KILLED ALLOWS FOR ALONE },
	{ "a dry run", VICTIM MEMORY BY "reason=minfree\tdry_run=1",
	  WHO " would have been killed (dry run) 3 min 20 s ago because " ALLOWS
		  FOR ALONE },
	{ "before the OOM killer",
	  VICTIM MEMORY BY "reason=oom\tdry_run=0\tmin_score_adj=0",
	  KILLED "the kernel was about to call its OOM killer and " AGAINST
		 "and the first row allows oom_score_adj 0 and above; " FOR
			 ALONE },
	{ "before the OOM killer, beside page cache",
	  VICTIM MEMORY BY
	  "reason=oom\tdry_run=0\tmin_score_adj=0\tfile_pages=80640",
	  WHO " was killed 3 min 20 s ago because the kernel was about to call its OOM killer and row 6 matched: free memory was 4.0 MB and page cache 315.0 MB, which could not be dropped, against a threshold of 315.0 MB, and the first row allows oom_score_adj 0 and above; "
	  FOR ALONE },
	{ "before the OOM killer, beside page cache, the threshold unknown",
	  VICTIM "reason=oom\tdry_run=0\tmin_score_adj=0\tfile_pages=256",
	  WHO " was killed 3 min 20 s ago because the kernel was about to call its OOM killer and row unknown matched: free memory was unknown and page cache 1.0 MB against a threshold of unknown, and the first row allows oom_score_adj 0 and above; "
	  FOR_NOBODY ALONE },
	{ "one candidate, lower",
	  VICTIM MEMORY BY
	  "reason=minfree\tdry_run=0\tcandidate=7 900 40000 ab c",
	  KILLED ALLOWS FOR
	  "not chosen: ab c (pid 7, oom_score_adj 900, 156.3 MB: lower oom_score_adj)." },
	{ "one candidate, smaller",
	  VICTIM MEMORY BY "reason=minfree\tdry_run=0\tcandidate=7 950 256 b",
	  KILLED ALLOWS FOR
	  "not chosen: b (pid 7, oom_score_adj 950, 1.0 MB: same oom_score_adj and smaller)." },
	{ "three candidates",
	  VICTIM MEMORY BY
	  "reason=minfree\tdry_run=0\tcandidate=7 950 30720 a\tcandidate=8 949 256 b\tcandidate=9 -5 256 c",
	  KILLED ALLOWS FOR
	  "not chosen: a (pid 7, oom_score_adj 950, 120.0 MB: same oom_score_adj and size, but found later), b (pid 8, oom_score_adj 949, 1.0 MB: lower oom_score_adj) and c (pid 9, oom_score_adj -5, 1.0 MB: lower oom_score_adj)."
	},
	{ "candidates that should have been chosen",
	  VICTIM MEMORY BY
	  "reason=minfree\tdry_run=0\tcandidate=7 951 1 a\tcandidate=8 950 30721 b",
	  KILLED ALLOWS FOR
	  "not chosen: a (pid 7, oom_score_adj 951, 0.0 MB: the reason is unknown) and b (pid 8, oom_score_adj 950, 120.0 MB: the reason is unknown)."
	},
	{ "memory in the reserve",
	  VICTIM BY MEMORY "reason=minfree\tdry_run=0\tfree_pages=-2560",
	  KILLED
	  "row 6 matched: free memory was -10.0 MB and page cache 273.4 MB against a threshold of 315.0 MB, which allows oom_score_adj 950 and above; "
	  FOR ALONE },
	{ "hardly anything known", "name=", UNKNOWN FOR_NOBODY ALONE },
	{ "a candidate of an unknown victim", "candidate=7 900 256",
	  UNKNOWN FOR_NOBODY
	  "not chosen: an unknown process (pid 7, oom_score_adj 900, 1.0 MB: the reason is unknown)."
	},
};

static const struct last_kill *kill_of(const char *text)
{
	static struct last_kill kills[LAST_KILLS_MAX];

	assert_int_equal(last_kills_parse(text, kills), 1);
	return kills;
}

static void every_explanation(void **state)
{
	const struct explain_case *row = *state;
	char text[EXPLAIN_SIZE];

	explain_kill(kill_of(row->text), &now, text);
	assert_string_equal(text, row->expected);
}

static const struct brief_case {
	const char *name;
	const char *text;
	const char *briefly;
	const char *event;
} brief_cases[] = {
	{ "in short: a kill", VICTIM MEMORY "dry_run=0",
	  WHO " was killed 3 min 20 s ago by row 6",
	  WHO " was killed, oom_score_adj 950 and above could go" },
	{ "in short: a dry run", VICTIM "dry_run=1\trow=2",
	  WHO " would have been killed (dry run) 3 min 20 s ago by row 2",
	  WHO " was killed" },
	{ "in short: hardly anything known", "name=",
	  NOBODY MAYBE " by row unknown", NOBODY " was killed" },
};

static void every_short_form(void **state)
{
	const struct brief_case *row = *state;
	char text[EXPLAIN_SHORT_SIZE];

	explain_briefly(kill_of(row->text), &now, text);
	assert_string_equal(text, row->briefly);
	explain_event(kill_of(row->text), &now, text);
	assert_string_equal(text, row->event);
}

static const struct age_case {
	const char *name;
	const char *text;
	int64_t now_ms;
	int64_t expected;
} age_cases[] = {
	{ "some time ago", "time_ms=1000", 4000, 3000 },
	{ "this moment", "time_ms=4000", 4000, 0 },
	{ "a time to come", "time_ms=4001", 4000, NUMBER_UNKNOWN },
	{ "an unknown time", "pid=5", 4000, NUMBER_UNKNOWN },
	{ "a machine without a clock", "time_ms=1000", NUMBER_UNKNOWN,
	  NUMBER_UNKNOWN },
};

static void every_age(void **state)
{
	const struct age_case *row = *state;
	const struct moment moment = { row->now_ms, 4096 };

	assert_int_equal(explain_age_ms(kill_of(row->text), &moment),
			 row->expected);
}

/* Nothing is cut, also with the longest of everything. */
static void the_longest_sentence_has_room(void **state)
{
	char name[LAST_KILLS_NAME_SIZE], text[EXPLAIN_SIZE];
	struct last_kill kill;
	size_t i;

	(void)state;
	memset(name, 'x', sizeof(name));
	last_kill_clear(&kill);
	kill.time_ms = 0;
	kill.pid = kill.by_pid = INT32_MAX;
	kill.uid = UINT32_MAX;
	kill.oom_score_adj = kill.min_score_adj = -1000;
	kill.rss_pages = kill.file_pages = TEXT_PAGES_MAX;
	kill.free_pages = -TEXT_PAGES_MAX;
	kill.row = kill.minfree_pages = INT32_MAX;
	kill.reason = KILL_REASON_OOM;
	last_kill_name(kill.name, name, sizeof(name));
	last_kill_name(kill.by_name, name, sizeof(name));
	kill.candidate_count = LAST_KILLS_CANDIDATES_MAX;
	for (i = 0; i < LAST_KILLS_CANDIDATES_MAX; i++) {
		kill.candidates[i].pid = INT32_MAX;
		kill.candidates[i].oom_score_adj = -1000;
		kill.candidates[i].rss_pages = TEXT_PAGES_MAX;
		last_kill_name(kill.candidates[i].name, name, sizeof(name));
	}
	explain_kill(&kill, &(struct moment){ INT64_MAX / 16, 65536 }, text);
	assert_int_equal(text[strlen(text) - 1], '.');
	explain_briefly(&kill, &(struct moment){ INT64_MAX / 16, 65536 }, text);
	assert_non_null(strstr(text, "by row 2147483647"));
	explain_event(&kill, &(struct moment){ INT64_MAX / 16, 65536 }, text);
	assert_non_null(strstr(text, "and above could go"));
}

int main(void)
{
	ROWS_ADD(explain_cases, every_explanation);
	ROWS_ADD(brief_cases, every_short_form);
	ROWS_ADD(age_cases, every_age);
	test_add("the longest sentence has room",
		 the_longest_sentence_has_room);
	return rows_run("explain");
}
