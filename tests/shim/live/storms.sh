# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../run.sh: the static daemon in bad weather, below a root of files.
# shellcheck shell=bash disable=SC2154

# Half a second of an idle machine is nothing; a storm on a busy one takes long.
live_wait_tenths=100

live_root=$build/live
live_socket=$live_root/run/lmkd

# live_machine: files that stand for a kernel with 200 processes.
live_machine() {
	local pid

	rm -rf "$live_root"
	mkdir -p "$live_root"/{run,proc,sys/module/lowmemorykiller/parameters}
	: >"$live_root/sys/module/lowmemorykiller/parameters/levels"
	: >"$live_root/sys/module/lowmemorykiller/parameters/minfree"
	# It must be something epoll(7) takes; from this one nothing ever comes.
	mkfifo "$live_root/proc/lowmemorykiller"
	for pid in $(seq 100 299); do
		mkdir "$live_root/proc/$pid"
		printf 'Name:\tx\nTgid:\t%d\n' "$pid" >"$live_root/proc/$pid/status"
		echo "100 10 5" >"$live_root/proc/$pid/statm"
		printf 'com.example.app%d\0' "$pid" >"$live_root/proc/$pid/cmdline"
		: >"$live_root/proc/$pid/oom_score_adj"
	done
}

# live_start COMMAND...: run the daemon; sets live_pid.
live_start() {
	"$@" >"$build/live.log" 2>&1 </dev/null &
	live_pid=$!
	live_until [ -S "$live_socket" ] && live_until grep -q ready "$build/live.log"
}

# live_until COMMAND...: wait until it succeeds.
live_until() {
	local tenths=$live_wait_tenths

	until "$@"; do
		[ "$((tenths--))" -gt 0 ] || return 1
		sleep 0.1
	done
}

# live_stop: SIGTERM ends it, with status 0, and its socket is gone.
live_stop() {
	kill "$live_pid"
	wait "$live_pid" && [ ! -e "$live_socket" ]
}

live_status() { sed -n "s/^$1:[^0-9]*\([0-9]*\).*/\1/p" "/proc/$live_pid/status"; }

live_descriptors() { find "/proc/$live_pid/fd" -mindepth 1 | wc -l; }

# live_check WHAT COMMAND...: one line of TAP.
live_check() {
	local what=$1 status=0
	shift

	"$@" || status=$?
	result "$status" "live: $what"
	[ "$status" = 0 ] || printf '# failed: %s\n' "$*"
}

storm() { timeout 120 "$build/storm" "$live_socket" "$@"; }

is_flat() {
	local now

	now=$(live_status VmRSS)
	printf '# resident: %d kB, %d kB at first; open: %d\n' "$now" "$live_rss" \
		"$(live_descriptors)"
	# 64 pages: the C library's buffers and the stack, touched for the first
	# time; a leak of a byte a packet would be four times that.
	[ "$now" -le 3072 ] && [ "$now" -le $((live_rss + 256)) ]
}

is_quiet() {
	local before after

	# A table that waits for its second to pass is no idleness.
	sleep 1.5
	before=$(live_status voluntary_ctxt_switches)
	sleep 3
	after=$(live_status voluntary_ctxt_switches)
	[ "$before" = "$after" ]
}

descriptors_are() { live_until descriptors_are_now "$1"; }

descriptors_are_now() { [ "$(live_descriptors)" -le "$1" ]; }

# counted WHAT: the counter in the daemon's report.
counted() {
	kill -USR1 "$live_pid"
	sleep 0.3
	grep -o "$1 [0-9]*" "$build/live.log" | tail -n 1 | grep -o '[0-9]*$'
}

say "shim: storms"
gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o "$build/storm" "$top/tests/shim/storm.c"
shim_static
live_machine

live_check "the daemon starts" \
	live_start "$shim_directory/lmkd-shim" --socket "$live_socket" --root "$live_root"
live_check "it answers" storm ask
live_rss=$(live_status VmRSS)
live_open=$(live_descriptors)
live_check "it makes no wake-ups while idle" is_quiet
live_check "10,000 connections come and go" storm connects 10000
live_check "it answers after that" storm ask
live_check "none of them was refused" test "$(counted 'refused connections')" = 0
live_check "none of them stays open" descriptors_are "$live_open"
live_check "its memory has not grown" is_flat
live_check "1,000,000 packets of any kind" storm random 1000000 7
live_check "it answers after those" storm ask
# The 200 processes have been named, which is what their directories are for.
live_check "only known processes stay open" descriptors_are $((live_open + 200))
live_check "its memory has not grown since" is_flat
# Ten every five seconds of each of two kinds, and tables once a second.
live_check "the log is not flooded" test "$(wc -l <"$build/live.log")" -lt 300
live_check "whoever never reads is thrown out" test "$(storm deaf)" -gt 100
live_check "the others do not notice" storm ask
live_check "that is counted" test "$(counted 'lost connections')" = 1
live_refused=$(counted 'refused connections')
live_check "of 20 connections 16 live" test "$(storm crowd 20)" = 16
live_check "the other four are counted" test "$(counted 'refused connections')" = $((live_refused + 4))
live_check "and it answers again" live_until storm ask
live_check "it ends when asked to, and removes its socket" live_stop

# So few descriptors that neither clients nor processes have enough.
live_check "it starts with 30 descriptors" live_start prlimit --nofile=30:30 \
	"$shim_directory/lmkd-shim" --socket "$live_socket" --root "$live_root"
live_open=$(live_descriptors)
live_check "packets for 200 processes" storm random 100000 8
live_check "a crowd without descriptors for it" test "$(storm crowd 40)" -gt 0
live_check "it answers when they are gone" live_until storm ask
live_check "it does not spin" is_quiet
live_check "it ends in an orderly way" live_stop

# The same noise where every mistake with memory shows.
# Leaks are seen above; looking for them here takes calls the daemon gave away.
live_check "it starts with sanitizers" live_start env ASAN_OPTIONS=detect_leaks=0 "${fixed[@]}" \
	"$build/objects/lmkd-shim" --socket "$live_socket" --root "$live_root"
live_check "100,000 packets of any kind, with sanitizers" storm random 100000 9
live_check "1,000 connections, with sanitizers" storm connects 1000
live_check "it answers, with sanitizers" storm ask
live_check "it ends without a complaint" live_stop
grep -A 5 -e 'ERROR: ' -e 'runtime error' "$build/live.log" | sed 's/^/# /' || :
