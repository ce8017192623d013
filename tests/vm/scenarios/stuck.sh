# SPDX-License-Identifier: GPL-2.0-only
# A victim that cannot exit, asleep in a driver, costs the others kill_timeout_ms, not
# more; and it is not chosen again. (One that has next to no CPU time is no example
# any more: since 6.18 a cgroup's limit waits for the way back to user space.)
# shellcheck shell=dash
check "the module loads" load oom_reaper=N levels=4096:0 kill_timeout_ms=3000
insmod /holder.ko
start held 900 150 --hold sleep
start next 800 90
start grower -900 20 --limit-mb 240 --interval-ms 10
check "the next one dies while the first still holds its memory" wait_for 300 dead next
same "each is chosen once" "held next" "$(victims)"
same "the first is counted as stuck" 1 "$(stat stuck)"
check "the log says so" sh -c \
	"dmesg | grep -q \"'held' ([0-9]*) is stuck: [0-9]* ms after its SIGKILL it holds [0-9]* of [0-9]* pages or swap entries, .*; not tried to reap; going on without it\""
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the grower lives, its memory intact" intact grower
echo release >/dev/holder
check "the first dies as soon as it can" wait_for 100 dead held
unload
check "the module that held it unloads" rmmod holder
