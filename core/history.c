// SPDX-License-Identifier: GPL-2.0-only
/*
 * The last kills and why they had to be. Keeps them, and tells nobody.
 */
#include "lowmem.h"

#include <linux/spinlock.h>

/* A page of 4096 bytes has room for 8 of the longest as text, and 13 or so. */
#define HISTORY_MAX 16

/*
 * Protects what follows it. A leaf, held for the copy of one of them, so that
 * reclaim may wait for it. Process context or reclaim only.
 */
static DEFINE_SPINLOCK(history_lock);
static struct lowmem_explanation history[HISTORY_MAX];
/* How many there were so far: the next gets this number. */
static unsigned long pushed;

/**
 * lowmem_history_push - remember a kill
 * @explanation: the kill
 *
 * Context: Any but a raw spinlock section or an interrupt; does not sleep or
 * allocate. Waits for history_lock, a spinlock nobody holds for long.
 */
void lowmem_history_push(const struct lowmem_explanation *explanation)
{
	spin_lock(&history_lock);
	history[pushed++ % HISTORY_MAX] = *explanation;
	spin_unlock(&history_lock);
}

/**
 * lowmem_history_count - how many kills have there been?
 *
 * Return: one more than the number of the last.
 * Context: Any but a raw spinlock section or an interrupt.
 */
unsigned long lowmem_history_count(void)
{
	return READ_ONCE(pushed);
}

/**
 * lowmem_history_get - recall a kill
 * @number: which, counted from 0
 * @explanation: filled
 *
 * Return: false if there was no such kill, or if it is forgotten.
 * Context: Any but a raw spinlock section or an interrupt.
 */
bool lowmem_history_get(unsigned long number,
			struct lowmem_explanation *explanation)
{
	bool known;

	spin_lock(&history_lock);
	known = number < pushed && pushed - number <= HISTORY_MAX;
	if (known)
		*explanation = history[number % HISTORY_MAX];
	spin_unlock(&history_lock);
	return known;
}
