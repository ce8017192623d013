# SPDX-License-Identifier: GPL-2.0-only
# memory: 2048
# Runs in the guest: what the module costs where it must cost nothing, in
# reclaim with plenty of memory, and what it costs to walk over processes none of
# which may be chosen. Seven rounds, everything side by side in each.
# shellcheck shell=dash
. /lib/bench.sh

rival=-
crowd_up() {
	crowd "$1" 0 >/tmp/crowd.out &
	crowd=$!
	wait_for 1200 grep -q ready /tmp/crowd.out
}

# The low figure is out of reach: nothing is due, which is the usual answer.
check "the module loads" insmod /bench.ko levels=0:0
round=1
while [ $round -le 7 ]; do
	data getppid ps "$(crowd getppid)"
	data count ps "$(cat $parameters/bench_count_ps)"
	round=$((round + 1))
done
# From here on a kill is due all the time, but nobody may be killed.
set_levels 2147483647:1000
for processes in 100 1000 5000 10000; do
	check "$processes processes" crowd_up $processes
	round=1
	while [ $round -le 7 ]; do
		data getppid-$processes ps "$(crowd getppid)"
		data list-$processes ps "$(cat $parameters/bench_list_ps)"
		data again-$processes ps "$(cat $parameters/bench_again_ps)"
		data walk-$processes ps "$(cat $parameters/bench_walk_ps)"
		round=$((round + 1))
	done
	killall -9 crowd
	wait $crowd
done
