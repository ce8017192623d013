# SPDX-License-Identifier: GPL-2.0-only
# disk: 64
# Swap is used up before page cache, which is in use, is short enough for a kill. A
# part of the victim is in swap then, and comes back like the rest.
# shellcheck shell=dash
. /lib/swap.sh
check "there is swap" swap_start 160
echo 200 >/proc/sys/vm/swappiness
check "the module loads" load levels=2048:0 $patience
start foreground 0 40 --map /dev/vda
start next 800 60
start grower 900 4 --limit-mb 900 --interval-ms 10
least=$(swap_free)
while alive grower; do
	now=$(swap_free)
	[ "$now" -ge "$least" ] || least=$now
	usleep 20000
done
check "swap was used up" [ "$least" -lt 4096 ]
note "least free swap: $least kB, then $(swap_free) kB"
same "the one that grew dies, and nobody else" grower "$(victims)"
swap_is_back() { [ "$(swap_free)" -gt 16384 ]; }
check "what it had in swap is free" wait_for 50 swap_is_back
check "the next one lives, its memory intact" intact next
check "the foreground app lives, its memory intact" intact foreground
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
