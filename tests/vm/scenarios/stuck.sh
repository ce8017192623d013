# SPDX-License-Identifier: GPL-2.0-only
# A victim that cannot exit, having next to no CPU time, costs the others
# kill_timeout_ms, not more; and it is not chosen again.
# shellcheck shell=dash
check "the module loads" load oom_reaper=N levels=4096:0 kill_timeout_ms=300
echo +cpu >/sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/throttled
start throttled 900 150
start next 800 60
start grower -900 20 --limit-mb 290 --interval-ms 10
echo "1000 1000000" >/sys/fs/cgroup/throttled/cpu.max
cat /tmp/throttled.pid >/sys/fs/cgroup/throttled/cgroup.procs
check "the next one dies while the first still holds its memory" wait_for 100 dead next
same "each is chosen once" "throttled next" "$(victims)"
same "the first is counted as stuck" 1 "$(stat stuck)"
check "the log says so" sh -c \
	"dmesg | grep -q \"'throttled' ([0-9]*) is stuck: [0-9]* ms after its SIGKILL it holds [0-9]* of [0-9]* pages or swap entries, .*; not tried to reap; going on without it\""
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the grower lives, its memory intact" intact grower
echo max >/sys/fs/cgroup/throttled/cpu.max
check "the first dies as soon as it can" wait_for 100 dead throttled
unload
