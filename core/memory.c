// SPDX-License-Identifier: GPL-2.0-only
/*
 * Page accounting: what the machine has, in the two figures the tables are
 * compared with. Decides nothing.
 */
#include "lowmem.h"

#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/vmstat.h>

/*
 * Pages no ordinary allocation may have: the high watermarks and the lowmem
 * reserves of all zones. The kernel keeps the sum up to date in every node;
 * recomputing it from the zones would drift with watermark boosting (1977
 * pages for 1465 were seen under load on 6.1).
 */
static long reserved_pages(void)
{
	long pages = 0;
	int nid;

	for_each_online_node(nid)
		pages += (long)READ_ONCE(NODE_DATA(nid)->totalreserve_pages);
	return pages;
}

/*
 * Page cache that reclaim could drop: what is on the lists it goes over. Shared memory
 * and the swap cache need swap to go and are on others, unevictable pages cannot go at
 * all; anonymous memory given up by MADV_FREE, which goes as readily, is on them. The
 * classic driver's difference of counters took locked anonymous memory for page cache
 * that is locked, and pinned shared memory twice.
 */
static long reclaimable_file_pages(void)
{
	return (long)global_node_page_state(NR_ACTIVE_FILE) +
	       (long)global_node_page_state(NR_INACTIVE_FILE);
}

/**
 * lowmem_memory_snapshot - fill in what memory looks like now
 * @memory: both figures in pages
 *
 * The counters are read without a lock and lag behind by at most the kernel's
 * per-CPU vmstat threshold (125 pages a CPU); the tables are coarser by far.
 *
 * Context: Any; takes no lock and never sleeps. Costs a handful of loads plus
 * one per online node.
 */
void lowmem_memory_snapshot(struct lowmem_memory *memory)
{
	memory->other_free = (long)global_zone_page_state(NR_FREE_PAGES) -
			     reserved_pages();
	memory->other_file = reclaimable_file_pages();
}

/*
 * What the kernel's own allocations may not have of a zone. The watermark is as it is
 * right now, boosted or not: it is what they are refused for. No more can be held back
 * than there is: with 16 GB a 256th of them, 64 MB, is kept of the 15 MB of ZONE_DMA.
 */
static long zone_reserve(struct zone *zone)
{
	/* A watermark that is being raised or lowered may be seen either way. */
	long kept = data_race((long)high_wmark_pages(zone) +
			      zone->lowmem_reserve[ZONE_NORMAL]);

	return min_t(long, kept, zone_managed_pages(zone));
}

/* What is set aside for devices (CMA) is for processes only meanwhile. */
static long zone_free_for_kernel(struct zone *zone)
{
	return (long)zone_page_state(zone, NR_FREE_PAGES) -
	       (long)zone_page_state(zone, NR_FREE_CMA_PAGES) -
	       zone_reserve(zone);
}

static long zone_file_pages(struct zone *zone)
{
	return (long)zone_page_state(zone, NR_ZONE_ACTIVE_FILE) +
	       (long)zone_page_state(zone, NR_ZONE_INACTIVE_FILE);
}

static void node_add_for_kernel(struct lowmem_memory *memory, int nid)
{
	int index;

	for (index = 0; index <= ZONE_NORMAL; index++) {
		struct zone *zone = &NODE_DATA(nid)->node_zones[index];

		/* One whose last memory goes, or first comes, counts or not. */
		if (!data_race(populated_zone(zone)))
			continue;
		memory->other_free += zone_free_for_kernel(zone);
		memory->other_file += zone_file_pages(zone);
	}
}

/**
 * lowmem_memory_snapshot_kernel - fill in what is left for the kernel's own allocations
 * @memory: both figures in pages
 *
 * Slabs, stacks and the like must not lie in ZONE_MOVABLE, ZONE_HIGHMEM or CMA. Where a
 * machine has none of these, this says what lowmem_memory_snapshot() does, but for a
 * boost of the watermarks.
 *
 * Context: Any; takes no lock and never sleeps. Costs some loads per zone.
 */
void lowmem_memory_snapshot_kernel(struct lowmem_memory *memory)
{
	int nid;

	memory->other_free = 0;
	memory->other_file = 0;
	for_each_online_node(nid)
		node_add_for_kernel(memory, nid);
}

/**
 * lowmem_memory_is_undivided - is all memory within the reach of every process?
 *
 * A cpuset or a memory policy names nodes: where only one has memory, there is none to
 * be kept from.
 *
 * Context: Any.
 */
bool lowmem_memory_is_undivided(void)
{
	return num_node_state(N_MEMORY) == 1;
}
