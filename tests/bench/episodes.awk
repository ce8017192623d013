# SPDX-License-Identifier: GPL-2.0-only
# Reads what a foreground scenario printed and adds how long its episodes of
# stalling were. A stall is an iteration that takes longer than stall_ms, about
# a thousand times the median; stalls less than gap_ms apart are one episode,
# which lasts from the beginning of the first to the end of the last: from onset
# to relief. Prints the mean of a run's episodes, and how many there were.
BEGIN {
	stall_ms = 50
	gap_ms = 1000
}

function episode_end(run) {
	if (!(run in first))
		return
	sum[run] += last[run] - first[run]
	episodes[run]++
	delete first[run]
}

$1 == "data" && $4 == "iterations" { runs[$2 " " $3] }

$1 == "slow" && $5 / 1000 > stall_ms {
	run = $2 " " $3
	start = $4 / 1000
	if (run in first && start - last[run] > gap_ms)
		episode_end(run)
	if (!(run in first))
		first[run] = start
	last[run] = start + $5 / 1000
}

END {
	for (run in runs) {
		episode_end(run)
		printf "data %s episodes - %d\n", run, episodes[run]
		printf "data %s relief ms %.0f\n", run,
			episodes[run] ? sum[run] / episodes[run] : 0
	}
}
