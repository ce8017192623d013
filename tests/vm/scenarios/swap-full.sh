# SPDX-License-Identifier: GPL-2.0-only
# disk: 256
# Swap is used up before page cache is short enough for a kill: the victim's memory
# is in swap for the most part, and is free again after it.
# shellcheck shell=dash
. /lib/swap.sh
check "there is swap" swap_start 96
check "the module loads" load levels=1024:0 $patience
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
start foreground 0 60
start next 800 60
start grower 900 4 --limit-mb 900 --interval-ms 5
least=$(swap_free)
while alive grower; do
	now=$(swap_free)
	[ "$now" -ge "$least" ] || least=$now
	usleep 20000
done
kill $reader
check "swap was used up" [ "$least" -lt 4096 ]
note "least free swap: $least kB, then $(swap_free) kB"
same "the one that grew dies, and nobody else" grower "$(victims)"
check "its swap is free again" [ "$(swap_free)" -gt "$least" ]
check "the next one lives, its memory intact" intact next
check "the foreground app lives, its memory intact" intact foreground
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
