# SPDX-License-Identifier: GPL-2.0-only
# memory: 2048
# Runs in the guest: prints "NAME VALUE" lines, times in picoseconds. Seven
# rounds, everything side by side in each.
# shellcheck shell=dash

# The low figure is out of reach: nothing is due, which is the usual answer.
check "the module loads" load levels=0:0
uname -r | sed 's/^/kernel /'
crowd_up() {
	crowd "$1" 0 >/tmp/crowd.out &
	crowd=$!
	wait_for 1200 grep -q ready /tmp/crowd.out
}

round=0
while [ $round -lt 7 ]; do
	echo "getppid $(crowd getppid)"
	echo "count $(cat $parameters/bench_count_ps)"
	round=$((round + 1))
done
# From here on a kill is due all the time, but nobody may be killed.
set_levels 2147483647:1000
for processes in 100 1000 5000 10000; do
	check "$processes processes" crowd_up $processes
	round=0
	while [ $round -lt 7 ]; do
		echo "getppid-$processes $(crowd getppid)"
		echo "list-$processes $(cat $parameters/bench_list_ps)"
		echo "again-$processes $(cat $parameters/bench_again_ps)"
		echo "walk-$processes $(cat $parameters/bench_walk_ps)"
		round=$((round + 1))
	done
	killall -9 crowd
	wait $crowd
done
