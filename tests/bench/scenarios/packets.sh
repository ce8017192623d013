# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: giving 200 processes their importance through lmkd-shim's
# socket, beside writing /proc/PID/oom_score_adj in a loop, in turns; and how long
# a burst of 500 packets takes to get through. Seven rounds.
# shellcheck shell=dash disable=SC2154
. /lib/bench.sh
. /lib/shim.sh

# measure UNIT ARGUMENT...: its lines are figures.
measure() {
	unit=$1
	shift
	packets "$@" >/tmp/packets || check "packets $*" false
	while read -r figure value; do
		data "$figure" "$unit" "$value"
	done </tmp/packets
}

check "the module loads" insmod /lowmemorykiller.ko
shim_start --log-level notice
round=1
while [ $round -le 7 ]; do
	rival=direct
	measure per-second direct 20000
	rival=shim
	measure per-second socket 20000 $socket
	measure us burst 20 $socket
	round=$((round + 1))
done
shim_stop
