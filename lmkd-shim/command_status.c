// SPDX-License-Identifier: GPL-2.0-only
/* lmkctl status: the module as it is now. Of an older driver, what it tells. */
#include <stdio.h>

#include "kernel.h"
#include "lmkctl.h"
#include "nodes.h"
#include "output.h"
#include "rows.h"
#include "text.h"

/* Of the last kills; lmkctl why has all of them. */
#define KILLS_SHOWN 5

struct state {
	struct moment moment;
	char version[NODES_VERSION_SIZE];
	int64_t enabled;
	int64_t dry_run;
	struct levels levels;
	struct memory_now memory;
	struct counter counters[NODES_COUNTERS_MAX];
	int counter_count;
	struct last_kill kills[LAST_KILLS_MAX];
	int kill_count; /* or a negative errno */
	/* What this driver does not tell, up to a NULL. */
	const char *missing[8];
};

static void missing_find(struct state *state, int has_levels)
{
	const char **missing = state->missing;

	if (!state->version[0])
		*missing++ = "version";
	if (!has_levels)
		*missing++ = "levels";
	if (state->memory.free_pages == NUMBER_UNKNOWN ||
	    state->memory.file_pages == NUMBER_UNKNOWN)
		*missing++ = "memory now";
	if (state->memory.row == NUMBER_UNKNOWN ||
	    state->memory.min_score_adj == NUMBER_UNKNOWN)
		*missing++ = "row in force";
	if (!state->counter_count)
		*missing++ = "counters";
	if (state->kill_count < 0)
		*missing++ = "last kills";
	*missing = NULL;
}

/* 0 or a negative errno: without its rows there is nothing worth showing. */
static int state_read(const struct lmkctl *ctl, struct state *state)
{
	int ret = nodes_levels(ctl->root, &state->levels);

	state->moment.now_ms = nodes_boot_ms(ctl->root);
	state->moment.page_size = ctl->page_size;
	nodes_version(ctl->root, state->version);
	state->enabled = nodes_answer(ctl->root, "enable_lmk");
	state->dry_run = nodes_answer(ctl->root, "dry_run");
	nodes_memory(ctl->root, &state->memory);
	state->counter_count = nodes_counters(ctl->root, state->counters);
	state->kill_count = nodes_last_kills(ctl->root, state->kills);
	missing_find(state, nodes_has_levels(ctl->root));
	return ret;
}

static const char *state_word(const struct state *state)
{
	if (state->enabled == 0)
		return "disabled, kills nobody";
	return state->dry_run == 1 ? "dry run, kills nobody" : "enabled";
}

static void memory_print(const struct state *state)
{
	const struct memory_now *memory = &state->memory;
	int64_t page_size = state->moment.page_size;
	char amount[TEXT_AMOUNT_SIZE];

	text_memory(memory->free_pages, page_size, amount);
	printf("free memory: %s", amount);
	text_memory(memory->file_pages, page_size, amount);
	printf(", page cache: %s\n", amount);
	if (memory->row == NUMBER_UNKNOWN)
		puts("row in force: unknown");
	else if (!memory->row)
		puts("row in force: none");
	else if (memory->min_score_adj > LMKD_ADJ_MAX)
		printf("row in force: %lld, nobody may go\n",
		       (long long)memory->row);
	else
		printf("row in force: %lld, oom_score_adj %lld and above may go\n",
		       (long long)memory->row,
		       (long long)memory->min_score_adj);
}

static void kills_print(const struct state *state)
{
	int i;

	if (state->kill_count < 0)
		return;
	puts(state->kill_count ? "\nlast kills:" : "\nlast kills: none");
	for (i = 0; i < state->kill_count && i < KILLS_SHOWN; i++) {
		char text[EXPLAIN_SHORT_SIZE];

		explain_briefly(&state->kills[i], &state->moment, text);
		printf("  %s\n", text);
	}
}

static void missing_print(const struct state *state)
{
	const char *const *missing;

	if (!state->missing[0])
		return;
	printf("\nnot told by this driver:");
	for (missing = state->missing; *missing; missing++)
		printf("%s %s", missing == state->missing ? "" : ",",
		       *missing);
	putchar('\n');
}

static void state_print(const struct state *state)
{
	int i;

	printf("lowmemorykiller %s: %s\n",
	       state->version[0] ? state->version : "of unknown version",
	       state_word(state));
	memory_print(state);
	putchar('\n');
	rows_print_state(&state->levels, &state->memory,
			 state->moment.page_size);
	if (state->counter_count)
		puts("\ncounters:");
	for (i = 0; i < state->counter_count; i++)
		printf("  %-24s %lld\n", state->counters[i].name,
		       (long long)state->counters[i].value);
	kills_print(state);
	missing_print(state);
}

static json_t *rows_json(const struct state *state)
{
	const struct memory_now *memory = &state->memory;
	json_t *rows = json_rows(&state->levels);
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		int64_t away = levels_away(&state->levels.row[i],
					   memory->free_pages,
					   memory->file_pages);

		json_object_set_new(row, "away_pages", json_number(away));
		json_object_set_new(
			row, "in_force",
			memory->row == NUMBER_UNKNOWN ?
				json_null() :
				json_boolean(memory->row == (int64_t)i + 1));
	}
	return rows;
}

static json_t *missing_json(const struct state *state)
{
	json_t *array = json_array();
	const char *const *missing;

	for (missing = state->missing; *missing; missing++)
		json_array_append_new(array, json_string(*missing));
	return array;
}

static json_t *counters_json(const struct state *state)
{
	json_t *counters = json_object();
	int i;

	for (i = 0; i < state->counter_count; i++)
		json_object_set_new(counters, state->counters[i].name,
				    json_integer(state->counters[i].value));
	return counters;
}

static json_t *kills_json(const struct state *state)
{
	json_t *kills = state->kill_count < 0 ? json_null() : json_array();
	int i;

	for (i = 0; i < state->kill_count; i++)
		json_array_append_new(kills, json_kill(&state->kills[i],
						       &state->moment));
	return kills;
}

static json_t *state_json(const struct state *state)
{
	return json_pack(
		"{s:b, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"loaded", 1,
		"version", json_name(state->version),
		"enabled", json_answer(state->enabled),
		"dry_run", json_answer(state->dry_run),
		"page_size", (json_int_t)state->moment.page_size,
		"free_pages", json_number(state->memory.free_pages),
		"file_pages", json_number(state->memory.file_pages),
		"row", json_number(state->memory.row),
		"min_score_adj", json_number(state->memory.min_score_adj),
		"rows", rows_json(state),
		"counters", counters_json(state),
		"last_kills", kills_json(state),
		"missing", missing_json(state));
}

/**
 * command_status - show the module as it is now
 * @ctl: what was asked for
 *
 * Return: the exit status.
 */
enum lmkctl_status command_status(const struct lmkctl *ctl)
{
	static struct state state;
	int ret;

	if (!kernel_module_is_loaded(ctl->root)) {
		if (ctl->options.json)
			output_json(json_pack("{s:b}", "loaded", 0),
				    JSON_INDENT(2));
		return complain_no_module();
	}
	ret = state_read(ctl, &state);
	if (ret) {
		complain("levels", "%s", nodes_error_text(ret));
		return STATUS_FAILED;
	}
	if (ctl->options.json)
		return output_json(state_json(&state), JSON_INDENT(2));
	state_print(&state);
	return STATUS_DONE;
}
