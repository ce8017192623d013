# SPDX-License-Identifier: GPL-2.0-only
# What scenarios are written in. Runs in the guest, under busybox.
# shellcheck shell=dash

parameters=/sys/module/lowmemorykiller/parameters
stats=/sys/module/lowmemorykiller/stats
tracing=/sys/kernel/tracing
tests_run=0

# An emulated CPU on a busy host may need seconds for what takes milliseconds;
# with this a victim that is merely slow does not pass for stuck.
patience=kill_timeout_ms=20000

# How many times slower the kernel is than others: what is done very often here is done
# that much less often.
slowness=1
# The same of memory that is freed.
freeing_slowness=1

# check WHAT COMMAND...: one test; it passes if the command succeeds.
check() {
	what=$1
	shift
	tests_run=$((tests_run + 1))
	if "$@"; then
		echo "ok $tests_run - $what"
	else
		echo "not ok $tests_run - $what"
		echo "# failed: $*"
	fi
}

# stat_mode FILE: its permissions, in octal.
stat_mode() { busybox stat -c %a "$1"; }

# skip WHAT WHY: one test that cannot be run here, in words.
skip() {
	tests_run=$((tests_run + 1))
	echo "ok $tests_run - $1 # SKIP $2"
}

note() { echo "# $*"; }

# same WHAT EXPECTED GOT
same() {
	tests_run=$((tests_run + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests_run - $1"
	else
		echo "not ok $tests_run - $1"
		echo "# expected: $2"
		echo "#      got: $3"
	fi
}

# The last tests of every scenario, and the plan, without which all is void.
finish() {
	! traced || flights_are_over
	dmesg | grep -E 'BUG|WARNING|Oops|general protection|blocked for more|scheduling while|Kernel panic|rcu.*stall|use-after-free|refcount_t|LOCKUP|duplicate filename|tried to init' |
		sed 's/^/# dmesg: /' >/tmp/complaints
	check "the kernel complains of nothing" [ ! -s /tmp/complaints ]
	cat /tmp/complaints
	# 4096 and 8192: a module from outside the tree, unsigned.
	same "the kernel is not tainted further" "${taint:-12288}" "$(cat /proc/sys/kernel/tainted)"
	echo "1..$tests_run"
}

load() {
	insmod /lowmemorykiller.ko "$@" || return
	echo 1 >$tracing/events/lowmemorykiller/enable
}

traced() {
	grep -q 1 $tracing/events/lowmemorykiller/lowmemory_kill/enable 2>/dev/null
}

# unload: with what is only there to be checked before.
unload() {
	flights_are_over
	check "the module unloads" rmmod lowmemorykiller
}

# flights: reads the trace, and prints what is wrong in it. Dry runs apart, each
# kill is followed by the end of the same process, and only then by the next.
flights() {
	awk '
	function after(word) {
		match($0, word "-*[0-9]+")
		return substr($0, RSTART + length(word), RLENGTH - length(word)) + 0
	}
	function process() {
		match($0, /[(][0-9]+[)], /)
		return substr($0, RSTART + 1, RLENGTH - 4)
	}
	/ lowmemory_kill: / {
		if (after(", adj ") < after("min_score_adj "))
			print "stands below the row in force: " $0
	}
	/ lowmemory_kill: / && !/, dry run$/ {
		if (pid)
			print "killed before the end of " pid ": " $0
		pid = process()
	}
	/ lowmemory_reap: / {
		if (process() != pid)
			print "ended, but was not in flight: " $0
		pid = 0
	}
	/ lowmemory_reap: / && !/, outcome (reaped|exited|stuck)$/ {
		print "has no such outcome: " $0
	}
	END { if (pid) print "has not ended: " pid }' $tracing/trace
}

flights_are_right() { [ -z "$(flights)" ]; }

# Victims may still be on their way, so it waits; what is wrong stays wrong.
flights_are_over() {
	wait_for 100 flights_are_right || flights | head -n 5 | sed 's/^/# /'
	check "one victim at a time, and each has one end" flights_are_right
	check "every kill is in the trace" wait_for 10 kills_are_traced
}

kills_are_traced() {
	[ $(($(stat kills) + $(stat dry_run_kills))) = \
		"$(grep -c 'lowmemory_kill: ' $tracing/trace)" ]
}

set_levels() { echo "$1" >$parameters/levels; }

# start NAME ADJ MB [OPTION...]: run an app and wait until it has its memory.
start() {
	name=$1
	: >"/tmp/$name.out"
	app --name "$name" --adj "$2" --mb "$3" $4 $5 $6 $7 $8 $9 \
		>"/tmp/$name.out" 2>&1 &
	echo $! >"/tmp/$name.child"
	wait_for 600 started "$name" || note "$name did not start: $(cat "/tmp/$name.out")"
	sed -n "s/ready $name //p" "/tmp/$name.out" >"/tmp/$name.pid"
}

started() { has_said_line "$1" "ready $1 "; }

grown() { has_said_line "$1" grown; }

# has_said_line NAME BEGINNING: an app that has said a line that begins so.
has_said_line() {
	while read -r app_line; do
		case $app_line in "$2"*) return ;; esac
	done <"/tmp/$1.out"
	return 1
}

# spares COUNT: for the kernel to kill where the module comes and goes. All else is
# at -1000, and the kernel panics when it finds nobody to kill between two victims.
spares() {
	spare=0
	while [ $spare -lt "$1" ]; do
		start "spare-$spare" 1 1
		spare=$((spare + 1))
	done
}

# wait_for TENTHS COMMAND...: until it succeeds; longer on a slow kernel.
wait_for() {
	tenths=$(($1 * slowness))
	shift
	while [ "$tenths" -gt 0 ]; do
		"$@" && return
		usleep 100000
		tenths=$((tenths - 1))
	done
	return 1
}

child_of() { cat "/tmp/$1.child"; }

# Asked ten times a second, as started and grown are: without another process, of which
# an emulated CPU makes heavy weather.
alive() { read -r app_child <"/tmp/$1.child" && kill -0 "$app_child" 2>/dev/null; }

dead() { ! alive "$1"; }

# living NAME: how many processes that live are of that name.
living() { cat /proc/[0-9]*/stat 2>/dev/null | grep -c "($1) [^Z]"; }

# ended NAME: sets status: the signal that ended it, or its exit status.
ended() {
	wait "$(child_of "$1")"
	status=$?
	[ $status -le 128 ] || status=$((status - 128))
}

# intact NAME: ask it to look at its memory and end.
intact() {
	# It may have been asked before, and have ended.
	kill -TERM "$(child_of "$1")" 2>/dev/null
	wait "$(child_of "$1")"
}

# victims: names in the order the module killed them, from the trace.
victims() {
	sed -n 's/.*lowmemory_kill: \(.*\) ([0-9]*), page cache .*/\1/p' \
		$tracing/trace | tr '\n' ' ' | sed 's/ $//'
}

# outcomes: names and outcomes, in the order in which victims met their ends.
outcomes() {
	sed -n 's/.*lowmemory_reap: \(.*\) ([0-9]*), .*, outcome \(.*\)$/\1 \2/p' \
		$tracing/trace | tr '\n' ' ' | sed 's/ $//'
}

oom_kills() { sed -n 's/^oom_kill //p' /proc/vmstat; }

stat() { cat "$stats/$1"; }
