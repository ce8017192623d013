# SPDX-License-Identifier: GPL-2.0-only
# memory: 768
# Runs in the guest: how long it takes from the kill of a process of 300 MB, in
# the states a process can be in, until its memory is free. Here the rivals are
# ways to kill.
# shellcheck shell=dash
. /lib/bench.sh

mb=300
# What has not happened by then is not waited for.
limit_s=60
# A process held in the kernel is released after so long.
held_s=5
states="idle quota frozen held held-read held-write vfork"
rivals="signal module-N module"
cgroup=/sys/fs/cgroup/victim

victim_hog() { hog_start victim --adj 900 --mb $mb --light "$@"; }

victim_start() {
	case $1 in
	running) victim_hog --busy ;;
	unmap) victim_hog --unmap ;;
	idle)
		victim_hog --busy --idle
		# One on each CPU; the victim gets what they leave.
		for cpu in 0 1; do
			hog_start spinner-$cpu --adj -1000 --mb 1 --busy
			taskset -p $((1 << cpu)) $pid >/dev/null
		done
		;;
	quota)
		victim_hog --busy
		echo "1000 100000" >$cgroup/cpu.max
		victim_confine
		;;
	frozen)
		victim_hog --busy
		victim_confine
		echo 1 >$cgroup/cgroup.freeze
		wait_for 100 grep -q 'frozen 1' $cgroup/cgroup.events
		;;
	held) victim_hog --hold sleep ;;
	held-read) victim_hog --hold read ;;
	held-write) victim_hog --hold write ;;
	vfork) victim_hog --vfork-child ;;
	esac
	victim=$(sed -n 's/^ready //p' /tmp/victim.out)
	# What comes behind "ready" in it.
	usleep 200000
}

victim_confine() {
	echo "$(sed -n 's/^ready //p' /tmp/victim.out)" >$cgroup/cgroup.procs
}

# Whatever is left of it, for the next to begin on the same ground.
victim_end() {
	case $1 in
	held*)
		kill $release 2>/dev/null
		echo release >/dev/holder
		;;
	esac
	echo max >$cgroup/cpu.max
	echo 0 >$cgroup/cgroup.freeze
	hogs_end
	# Until the module has seen its end, too.
	usleep 100000
}

# once STATE HOW: prints milliseconds, or ">" and the limit.
once() {
	victim_start "$1"
	case $1 in
	held*)
		(sleep $held_s; echo release >/dev/holder) &
		release=$!
		;;
	esac
	killtime "$2" "$victim" $mb $limit_s >/tmp/killtime.out
	victim_end "$1"
	cat /tmp/killtime.out
}

# What takes seconds takes as long as we let it, and is measured once.
is_slow() {
	case $1 in
	">"*) return 0 ;;
	esac
	[ "${1%.*}" -ge 3000 ]
}

# measure STATE HOW: unless it is known to be slow.
measure() {
	case $slow in
	*" $1:$rival "*) return ;;
	esac
	value=$(once "$1" "$2")
	data "$1" ms "${value:-failed}"
	! is_slow "${value:-0}" || slow="$slow $1:$rival "
}

ways() {
	for rival in $rivals; do
		case $rival in
		signal) how=signal ;;
		module) how=module; echo Y >$parameters/oom_reaper ;;
		module-N) how=module; echo N >$parameters/oom_reaper ;;
		esac
		measure "$1" $how
	done
	rotate
}

echo +cpu >/sys/fs/cgroup/cgroup.subtree_control
mkdir $cgroup
# Free pages that a CPU keeps for itself, here up to 28 MB each, are not counted
# as free: keep that below 1 MB.
echo 1024 >/proc/sys/vm/percpu_pagelist_high_fraction
check "the module for the state D loads" insmod /holder.ko
# Memory never gets short, so that it kills nobody by itself.
check "the module loads" insmod /bench.ko levels=0:1001
rival=signal
once running signal >/dev/null
round=1
while [ $round -le 5 ]; do
	# Where the goal is a tenth, and a round costs little.
	ways running
	rival=unmap
	measure unmap unmap
	round=$((round + 1))
done
round=1
while [ $round -le 3 ]; do
	for state in $states; do
		ways $state
	done
	round=$((round + 1))
done
check "the module unloads" rmmod lowmemorykiller
