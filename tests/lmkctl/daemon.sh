# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: lmkctl and the daemon, the real one, and one that does
# as it is told.
# shellcheck shell=bash disable=SC2154

# until_true COMMAND...: wait until it succeeds; 20 s are for a busy machine.
until_true() {
	local tenths=200

	until "$@"; do
		[ "$((tenths--))" -gt 0 ] || return 1
		sleep 0.1
	done
}

# daemon_start [OPTION...]: the real one; sets daemon.
daemon_start() {
	# From this node nothing comes, but epoll(7) takes it.
	rm -f "$root/proc/lowmemorykiller" "$socket"
	mkfifo "$root/proc/lowmemorykiller"
	"$build/plain/lmkd-shim" --root "$root" --socket "$socket" "$@" \
		>"$build/daemon.log" 2>&1 </dev/null &
	daemon=$!
	until_true grep -q ready "$build/daemon.log"
}

daemon_stop() {
	kill "$daemon"
	wait "$daemon" || :
}

# fake_start [PACKET...]: the other one; sets fake. It goes by itself.
fake_start() {
	"$build/fake_daemon" "$socket" "$@" >"$build/fake.out" 2>&1 </dev/null &
	fake=$!
	until_true [ -S "$socket" ]
}

# fake_heard WHAT WORDS: the client sent just this.
fake_heard() {
	wait "$fake" || :
	verdict "$1" [ "$(cat "$build/fake.out")" = "$2" ]
}

real_daemon_cases() {
	local levels=$module/parameters/levels

	machine_new
	# The daemon writes, and does not make a file shorter.
	: >"$levels"
	daemon_start
	tells "set by the daemon" "in force: 4096:0,8192:500" \
		set --socket "$socket" 4096:0,8192:500
	: >"$levels"
	# Within a second of the last one: the daemon takes its time.
	answers "set by the daemon at once again" \
		'.levels == "1:-5,2:100" and .by == "daemon"' \
		set --socket "$socket" 1:-5,2:100
	LMKD_SOCKET=$socket tells "prio by the daemon, found by the environment" \
		"com.example.app (pid 1234): oom_score_adj -900, was 0" prio 1234 -900
	verdict "prio by the daemon: it was written" \
		[ "$(cat "$root/proc/1234/oom_score_adj")" = -900 ]
	daemon_stop

	machine_new
	daemon_start --dry-run
	complains "set and the daemon does not do it" 1 \
		"set: the daemon did not do it in 2 s; its log says why; in force: $phone_levels" \
		set --socket "$socket" 1:0
	complains "prio and the daemon does not do it" 1 \
		"prio: the daemon did not do it in 2 s; its log says why; oom_score_adj of pid 1234: 0" \
		prio --socket "$socket" 1234 5
	daemon_stop
}

packet_cases() {
	machine_new
	fake_start
	complains "set and the daemon ends the connection" 1 \
		"set: the daemon ended the connection; its log says why; in force: $phone_levels" \
		set --socket "$socket" 4096:-1000,8192:1000
	fake_heard "the packet of set" "0 4096 -1000 8192 1000"
	fake_start
	complains "prio and the daemon ends the connection" 1 \
		"prio: the daemon ended the connection; its log says why; oom_score_adj of pid 1234: 0" \
		prio --socket "$socket" 1234 5
	fake_heard "the packet of prio" "1 1234 $(stat -c %u "$root/proc/1234") 5"
}

# Each of them sends two kills; only the newer one says how large.
watch_daemon_cases() {
	machine_old
	fake_start 6,1234,1001 6,1235,-2,8192
	call watch --socket "$socket" --count 2
	fake_heard "the packet of watch" "5 0"
	verdict "watch by the daemon: both kills" [ "$status $(wc -l <"$out")" = "0 2" ]
	verdict "watch by the daemon: without a size" grep -q \
		'an unknown process (pid 1234, uid 1001, oom_score_adj unknown, size unknown) was killed$' "$out"
	verdict "watch by the daemon: with a size" grep -q \
		'an unknown process (pid 1235, uid 4294967294, oom_score_adj unknown, 8.0 MB) was killed$' "$out"

	# One queue for all readers: what we read the daemon would not see.
	machine_old
	printf '5 5 5 0 0 5 5 5 5\nold\n' >"$root/proc/lowmemorykiller"
	fake_start 6,1234,1001
	answers "an older driver's kills are left to the daemon" \
		'.pid == 1234 and .name == null and .rss_bytes == null' \
		watch --socket "$socket" --count 1
	answers "an older driver's kills where there is no daemon" \
		'.pid == 5 and .name == "old"' watch --socket "$socket" --count 1
}

# kills_are COUNT: so many have been printed.
kills_are() { [ "$(wc -l <"$out")" = "$1" ]; }

daemon_comes_back_cases() {
	local watcher

	machine_bare
	fake_start 6,1,1
	lmkctl watch --socket "$socket" --count 2 >"$out" 2>"$err" </dev/null &
	watcher=$!
	until_true grep -q gone "$err" || :
	verdict "watch tells of a kill at once" kills_are 1
	wait "$fake" || :
	fake_start 6,2,2
	status=0
	wait "$watcher" || status=$?
	verdict "watch goes on when the daemon is back" [ "$status $(wc -l <"$out")" = "0 2" ]
	verdict "watch says so" [ "$(cat "$err")" = \
		"lmkctl: $socket: the module is not loaded here, listening to the daemon
lmkctl: $socket: the daemon is gone, waiting for it
lmkctl: $socket: the daemon is back" ]
}

say "lmkctl: with a daemon"
gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o "$build/fake_daemon" \
	"$top/tests/lmkctl/fake_daemon.c"
# The real one gives away rights that sanitizers need.
shim_build "$build/plain" CFLAGS="-O2 -g -Werror" >"$build/make.log" 2>&1 ||
	{ tail -n 20 "$build/make.log" >&2; die "lmkctl: does not compile"; }
real_daemon_cases
packet_cases
watch_daemon_cases
daemon_comes_back_cases
