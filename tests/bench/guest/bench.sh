# SPDX-License-Identifier: GPL-2.0-only
# What the benchmark's scenarios share, on top of tests/vm/guest.sh. Runs in the
# guest. Results are lines "data ROUND RIVAL FIGURE UNIT VALUE".
# shellcheck shell=dash

# Who is compared: the kernel alone, Debian's earlyoom with its defaults, and
# the module with its defaults and without its reaper.
rivals="kernel earlyoom module module-N"

# Another one comes first in every round: what runs first in a guest that has
# just booted is at a disadvantage in an emulator.
rotate() { rivals="${rivals#* } ${rivals%% *}"; }

data() { echo "data $round $rival $1 $2 $3"; }

# rival_start: load or start $rival, and remember what it has done by then.
rival_start() {
	oom_kills_before=$(oom_kills)
	case $rival in
	earlyoom)
		# -r 3600 is in Debian's /etc/default/earlyoom.
		earlyoom -r 3600 >/tmp/earlyoom.out 2>&1 &
		earlyoom=$!
		wait_for 100 grep -q 'SIGTERM when' /tmp/earlyoom.out
		;;
	module) insmod /lowmemorykiller.ko oom_reaper=Y ;;
	module-N) insmod /lowmemorykiller.ko oom_reaper=N ;;
	esac
}

# rival_report: who has killed how many since rival_start.
rival_report() {
	kernel_kills=$(($(oom_kills) - oom_kills_before))
	case $rival in
	kernel) kills=$kernel_kills ;;
	earlyoom) kills=$(grep -c '^sending SIG' /tmp/earlyoom.out) ;;
	module*) kills=$(stat kills) ;;
	esac
	data "kills by the rival" "" "$kills"
	data "kernel OOM kills" "" $kernel_kills
}

rival_stop() {
	case $rival in
	earlyoom)
		kill $earlyoom
		wait $earlyoom
		;;
	module*) rmmod lowmemorykiller ;;
	esac
}

# hog NAME OPTION...: start one and wait until it has its memory. Sets pid.
hog_start() {
	name=$1
	shift
	rm -f "/tmp/$name.out"
	hog --name "$name" "$@" >"/tmp/$name.out" 2>&1 &
	pid=$!
	wait_for 600 grep -q ready "/tmp/$name.out" ||
		note "$name did not start: $(cat "/tmp/$name.out")"
}

# stalled_us: for how long, since boot, nothing at all could run for want of
# memory.
stalled_us() { sed -n 's/^full .*total=//p' /proc/pressure/memory; }
