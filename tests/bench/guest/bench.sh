# SPDX-License-Identifier: GPL-2.0-only
# What the benchmark's scenarios share, on top of tests/vm/guest.sh. Runs in the
# guest. Results are lines "data ROUND RIVAL FIGURE UNIT VALUE".
# shellcheck shell=dash

# Who is compared: the kernel alone, Debian's earlyoom with its defaults, and
# the module with its defaults and without its reaper.
rivals="kernel earlyoom module module-N"

# Another one comes first in every round, so that none is always first.
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
	earlyoom)
		# A process may get a SIGTERM and a SIGKILL later.
		kills=$(sed -n 's/^sending SIG[A-Z]* to process \([0-9]*\).*/\1/p' \
			/tmp/earlyoom.out | sort -u | wc -l)
		;;
	module*) kills=$(stat kills) ;;
	esac
	data kills - "$kills"
	data oom-kills - $kernel_kills
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

# warm_up: what runs for the first time in an emulator is slow, so the kernel runs
# out of memory once before anybody is measured.
warm_up() {
	hog --adj 1000 --limit-mb 4000 --seconds 60 >/dev/null &
	wait $!
}

# hog_start NAME OPTION...: start one and wait until it has its memory. Sets pid.
hog_start() {
	name=$1
	shift
	rm -f "/tmp/$name.out"
	hog --name "$name" "$@" >"/tmp/$name.out" 2>&1 &
	pid=$!
	wait_for 600 grep -q ready "/tmp/$name.out" ||
		note "$name did not start: $(cat "/tmp/$name.out")"
}

# hogs_end: and with them their memory, before anything else begins.
hogs_end() {
	killall -q -9 hog
	wait_for 600 hogs_gone || note "some hogs do not die"
}

hogs_gone() { ! pidof hog >/dev/null; }

# stalled_us: for how long, since boot, nothing at all could run for want of
# memory.
stalled_us() { sed -n 's/^full .*total=//p' /proc/pressure/memory; }

# Where this was measured.
echo "guest $(uname -r) $(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) $(grep -c ^processor /proc/cpuinfo)"
