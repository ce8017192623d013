# SPDX-License-Identifier: GPL-2.0-only
# memory: 1024
# disk: 4096
# Runs in the guest: reading a disk that is larger than memory, with plenty of
# memory in the page cache, without and with the module in turns. Reclaim runs
# all the time, and there is nothing to do for the module.
# shellcheck shell=dash
. /lib/bench.sh

# Long enough for a rate, short enough for both to see the same of the host.
turn_s=2
turns=9

# turn RIVAL [MODULE]
turn() {
	rival=$1
	[ -z "$2" ] || insmod $2
	rate=$(stream $turn_s <&3)
	[ $round = 0 ] || data rate MB/s $rate
	if [ $rival = counted ]; then
		data count-calls 1/s $(($(cat $parameters/bench_count_calls) / turn_s))
		data count-cost ps "$(cat $parameters/bench_count_calls_ps)"
		data scan-calls 1/s $(($(cat $parameters/bench_scan_calls) / turn_s))
		data scan-cost ps "$(cat $parameters/bench_scan_calls_ps)"
	fi
	[ -z "$2" ] || rmmod lowmemorykiller
}

# Pages that reclaim has taken from the page cache in the background.
reclaimed() { sed -n 's/^pgsteal_kswapd //p' /proc/vmstat; }

# Open for all of it: the last one to close a disk takes its page cache along.
exec 3</dev/vda
# Until memory is full, and once around for the emulator.
while [ "$(reclaimed)" -lt 10000 ]; do
	stream 1 <&3 >/dev/null
done
round=0
turn without
turn module /lowmemorykiller.ko
round=1
while [ $round -le $turns ]; do
	turn without
	turn module /lowmemorykiller.ko
	# How often it is called and for how long a build that counts can tell.
	[ $round -gt 3 ] || turn counted /bench.ko
	round=$((round + 1))
done
