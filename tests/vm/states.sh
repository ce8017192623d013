# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: victims in every state a process can be in when SIGKILL
# finds it. Sized for a guest of 512 MB, so that all others fit when the victim is
# gone, and not before.
# shellcheck shell=dash
victim_mb=150
next_mb=120
grower_mb=220

# victim_start STATE: an app named victim, the least important of all.
victim_start() {
	case $1 in
	running) start victim 900 $victim_mb --busy ;;
	shared) start victim 900 $victim_mb --shared ;;
	segment) start victim 900 $victim_mb --segment ;;
	locked) start victim 900 $victim_mb --lock ;;
	idle)
		start victim 900 $victim_mb --idle --busy
		hogs_start
		;;
	watched)
		start victim 900 $victim_mb --shared
		watchers_start
		;;
	throttled)
		start victim 900 $victim_mb --busy
		victim_throttle 1000
		;;
	throttled-shared)
		# It has to leave by itself, within its time.
		start victim 900 $victim_mb --busy --shared
		victim_throttle 2000
		;;
	frozen)
		start victim 900 $victim_mb
		group_of victim
		echo 1 >$group/cgroup.freeze
		check "it is frozen" wait_for 50 grep -q "frozen 1" $group/cgroup.events
		;;
	sleep | read | write)
		start victim 900 $victim_mb --hold "$1"
		check "it sleeps and cannot be woken" wait_for 50 victim_is D
		;;
	dumping)
		# To somebody who does not read it.
		echo "|/bin/busybox sleep 600" >/proc/sys/kernel/core_pattern
		start victim 900 $victim_mb
		kill -SEGV "$(cat /tmp/victim.pid)"
		check "it dumps core" wait_for 50 victim_dumps
		;;
	threads) start victim 900 $victim_mb --threads 500 ;;
	vfork)
		start victim 900 $victim_mb --vfork-adj 900
		check "it has a child that may die, too" wait_for 50 victim_is_double
		;;
	sharer)
		start victim 900 $victim_mb --sharer
		check "it has a sharer" wait_for 50 victim_is_double
		;;
	container) start victim 900 $victim_mb --namespace-init ;;
	zombie)
		start victim 900 $victim_mb --zombie-leader
		check "its leader is a zombie" wait_for 50 victim_is Z
		;;
	esac
}

# victim_throttle MICROSECONDS: of CPU time in each tenth of a second.
victim_throttle() {
	group_of victim
	echo "$1 100000" >$group/cpu.max
}

# group_of NAME: puts it into a cgroup of its own, sets group.
group_of() {
	group=/sys/fs/cgroup/$1
	echo +cpu >/sys/fs/cgroup/cgroup.subtree_control
	mkdir -p $group
	cat /tmp/$1.pid >$group/cgroup.procs
}

# One for each CPU, for whoever is SCHED_IDLE to get next to none; what is done here
# comes before them.
hogs_start() {
	hogs=
	for hog in 1 2; do
		nice -n 5 sh -c 'while :; do :; done' &
		hogs="$hogs $!"
	done
}

# They read of the victim, over and over, for which they keep its address space.
watchers_start() {
	for watcher in 1 2 3; do
		(while cat "/proc/$(cat /tmp/victim.pid)/smaps" >/dev/null; do :; done) &
	done
}

# victim_is LETTER: its state, as in ps.
victim_is() { grep -q "^State:.$1" "/proc/$(cat /tmp/victim.pid)/status"; }

victim_dumps() { grep -q "^CoreDumping:.1" "/proc/$(cat /tmp/victim.pid)/status"; }

victim_is_double() { [ "$(living victim)" = 2 ]; }

nobody_is_left() { [ "$(living victim)" = 0 ]; }

# Whatever kept the victim from exiting keeps it no longer.
victim_release() {
	[ ! -e /dev/holder ] || echo release >/dev/holder
	[ -z "$hogs" ] || kill $hogs
	hogs=
	[ ! -e "$group/cpu.max" ] || echo max >$group/cpu.max
}

# Memory is short by less than the victim has, and stays so until that comes
# back. Another app of its size stands by, the second to die.
pressure_start() {
	start next 800 $next_mb
	start grower -900 20 --limit-mb $grower_mb --interval-ms 10
}

# pages_of NAME: how many pages came back, as the trace has it.
pages_of() {
	sed -n "s/.*lowmemory_reap: $1 ([0-9]*), \([0-9]*\) pages, .*/\1/p" \
		$tracing/trace
}

# How the victim ends, once it can.
victim_is_dead() {
	victim_release
	check "the victim is dead, and who shared its memory with it" \
		wait_for 200 nobody_is_left
	ended victim
	same "by SIGKILL" "$1" "$status"
}

others_live() {
	check "the next one lives, its memory intact" intact next
	check "the grower lives, its memory intact" intact grower
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
}

# state_frees STATE OUTCOME [STATUS [PARAMETER]]: one kill is enough, though the
# victim is in that state, and may stay in it. STATUS: that of the app, if not 9.
state_frees() {
	check "the module loads" load levels=4096:0 $patience $4
	victim_start "$1"
	pressure_start
	check "memory comes back, so the grower gets what it needs" \
		wait_for 600 grown grower
	same "one dies" victim "$(victims)"
	wait_for 50 flights_are_right
	same "and ends as it should" "victim $2" "$(outcomes)"
	check "with all of its memory" [ "$(pages_of victim)" -ge $((victim_mb * 256)) ]
	case $1 in
	sleep | read) check "it still sleeps" victim_is D ;;
	esac
	others_live
	victim_is_dead ${3:-9}
	same "counted: kills, gone, stuck" "1 1 0" \
		"$(stat kills) $(stat gone) $(stat stuck)"
	unload
}

# state_sticks STATE [PARAMETER...]: the victim keeps its memory; the next one
# gives back enough.
state_sticks() {
	state=$1
	shift
	check "the module loads" load levels=4096:0 kill_timeout_ms=3000 "$@"
	victim_start $state
	pressure_start
	check "the next one dies while the first still holds its memory" \
		wait_for 600 dead next
	check "memory comes back, so the grower gets what it needs" \
		wait_for 600 grown grower
	wait_for 100 flights_are_right
	same "each is chosen once" "victim next" "$(victims)"
	same "the first is counted as stuck" 1 "$(stat stuck)"
	check "it still sleeps" victim_is D
	check "the log says so, and in what state it is" sh -c \
		"dmesg | grep -q \"'victim' ([0-9]*) is stuck.*state D\""
	check "the log says so once" \
		[ "$(dmesg | grep -c "'victim' .* is stuck")" = 1 ]
	check "the grower lives, its memory intact" intact grower
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
}

# unloads_behind STATE [PARAMETER...]: rmmod right behind the SIGKILL, whatever
# the victim is doing. Page cache alone makes memory short: this shell must not
# wait for memory that does not come back.
unloads_behind() {
	state=$1
	shift
	victim_start $state
	start next 800 $next_mb
	check "$state: the module loads" load levels=100000000:850 $patience "$@"
	tries=300000
	while read -r kills <$stats/kills && [ "$kills" = 0 ] && [ $tries -gt 0 ]; do
		tries=$((tries - 1))
	done
	same "$state: one is killed" 1 "$kills"
	check "$state: the module unloads" rmmod lowmemorykiller
	check "$state: nothing is left of it" nothing_is_left
	victim_release
	check "$state: the victim is dead" wait_for 200 nobody_is_left
	check "$state: the next one lives, its memory intact" intact next
}

nothing_is_left() {
	[ ! -e /sys/module/lowmemorykiller ] && [ "$(living lowmem_reaper)" = 0 ]
}
