# SPDX-License-Identifier: GPL-2.0-only
# Whom lmkd-shim obeys, what it may still do once it runs, and whom it leaves
# alone, with real processes.
# shellcheck shell=dash disable=SC2154,SC2034
. /lib/shim.sh
# The module is not loaded here.
taint=0

# as UID SCRIPT: what a client of another user is answered to SCRIPT.
as() { printf '%b\n' "$2" | asuser "$1" framework $socket 2>&1; }

# field NAME: of the daemon's /proc/PID/status.
field() { sed -n "s/^$1:[^0-9]*\([0-9a-f]*\).*/\1/p" /proc/$shim/status; }

kernel_thread=2

shim_start --owner 1000 --allow-uid 2000 --allow-uid 3000
same "the socket is for its owner and group" "660 1000 0" "$(busybox stat -c '%a %u %g' $socket)"
chmod 666 $socket
same "its owner is answered" "answer 4 0" "$(as 1000 "count 0 1000")"
same "whoever is on the list is answered" "answer 4 0" "$(as 3000 "count 0 1000")"
check "root is answered" [ "$(printf 'count 0 1000\n' | framework $socket)" = "answer 4 0" ]
check "nobody else is" [ "$(as 4000 "count 0 1000" | grep -c answer)" = 0 ]

same "two capabilities are left, CAP_SYS_RESOURCE and CAP_DAC_OVERRIDE" \
	0000000001000002 "$(field CapEff)"
same "and none can be had by executing a file" 0000000000000000 "$(field CapBnd)"
same "no new privileges" 1 "$(field NoNewPrivs)"
same "system calls are filtered" 2 "$(field Seccomp)"

asuser 5000 sleep 1000 &
other=$!
wait_for 50 [ "$(busybox stat -c %u /proc/$other)" = 5000 ]
client init
tell init "procprio $other 5000 700"
other_is() { [ "$(cat /proc/$other/oom_score_adj)" = "$1" ]; }
check "another user's process gets its importance" wait_for 50 other_is 700
tell init "procprio $other 5000 -900"
check "also a lower one" wait_for 50 other_is -900

tell init "procprio $kernel_thread 0 500\nprocprio $shim 0 500\nprocprio 1 0 500\nsleep 1\nprocprio $other 5000 1"
check "what comes behind it is done" wait_for 50 other_is 1
same "kernel threads are left alone" 0 "$(cat /proc/$kernel_thread/oom_score_adj)"
same "so is the daemon" -1000 "$(cat /proc/$shim/oom_score_adj)"
same "so is init" -1000 "$(cat /proc/1/oom_score_adj)"
check "it says why" shim_said "is a kernel thread, has ended or is lmkd-shim itself"

start threads 300 1 --threads 3
leader=$(pid_of threads)
for task in "/proc/$leader/task"/*; do
	[ "${task##*/}" = "$leader" ] || thread=${task##*/}
done
tell init "procprio $thread 0 900\nprocprio $other 5000 2"
check "a thread is told apart" wait_for 50 other_is 2
same "and its process left alone" 300 "$(cat /proc/$leader/oom_score_adj)"
check "it says so" shim_said "is a thread, not a process"

# The same pid again: the kernel gives out the one behind ns_last_pid.
reuse() {
	echo $((victim - 1)) >/proc/sys/kernel/ns_last_pid
	sleep 1000 &
	[ $! = $victim ] && return
	kill $!
	return 1
}
sleep 1000 &
victim=$!
tell init "procprio $victim 0 600"
victim_is() { [ "$(cat /proc/$victim/oom_score_adj)" = "$1" ]; }
check "a process is known" wait_for 50 victim_is 600
kill -9 $victim
wait $victim
check "another gets its pid" wait_for 50 reuse
same "and starts as its parent" -1000 "$(cat /proc/$victim/oom_score_adj)"
tell init "procprio $victim 0 601"
check "what is said of the pid from now on is for that one" wait_for 50 victim_is 601

shim_stop
