// SPDX-License-Identifier: GPL-2.0-only
/*
 * The framework's rule since Android 5: thresholds between those of a small
 * machine and those of a large one, as the amount of memory or the display
 * says, whichever says more. In single precision, as there, because that is
 * where the last digit comes from.
 */
#include "suggest.h"

struct scale {
	int32_t low_kb;
	int32_t high_kb;
	/* By what 64-bit programs, which are larger, raise the high one. */
	int32_t times;
	int32_t over;
	int32_t oom_score_adj;
};

/*
 * Foreground, visible, perceptible, perceptible but low; then the cached ones:
 * the first that may go, and those the framework would rather have go first.
 */
static const struct scale scales[LMKD_TARGETS_MAX] = {
	{ 12288, 73728, 1, 1, 0 },     { 18432, 92160, 1, 1, 100 },
	{ 24576, 110592, 1, 1, 200 },  { 36864, 129024, 1, 1, 250 },
	{ 43008, 147456, 3, 2, 900 },  { 49152, 184320, 7, 4, 950 },
};

/* Small is 350 MB and 480x800 pixels, large 700 MB and 1280x800. */
#define SMALL_MB 350
#define LARGE_MB 700
#define SMALL_PIXELS (480 * 800)
#define LARGE_PIXELS (1280 * 800)

static float between(int64_t value, int64_t small, int64_t large)
{
	return (float)(value - small) / (float)(large - small);
}

/* 0 for a small machine, 1 for a large one. */
static float machine_scale(const struct machine *machine)
{
	float memory = between(machine->total_mb, SMALL_MB, LARGE_MB);
	float display = between(machine->width * machine->height, SMALL_PIXELS,
				LARGE_PIXELS);
	float scale = memory > display ? memory : display;

	return scale < 0 ? 0 : scale > 1 ? 1 : scale;
}

/**
 * suggest_levels - what the framework would send
 * @machine: for which
 * @levels: filled in
 */
void suggest_levels(const struct machine *machine, struct levels *levels)
{
	float scale = machine_scale(machine);
	size_t i;

	levels->count = LMKD_TARGETS_MAX;
	for (i = 0; i < LMKD_TARGETS_MAX; i++) {
		const struct scale *row = &scales[i];
		int32_t high = row->high_kb, kb;

		if (machine->is_64_bit)
			high = high * row->times / row->over;
		kb = (int32_t)((float)row->low_kb +
			       (float)(high - row->low_kb) * scale);
		levels->row[i].minfree_pages =
			(int32_t)((int64_t)kb * 1024 / machine->page_size);
		levels->row[i].oom_score_adj = row->oom_score_adj;
	}
}
