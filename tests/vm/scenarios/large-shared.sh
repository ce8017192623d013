# SPDX-License-Identifier: GPL-2.0-only
# memory: 1536
# The same as large, but its memory is shared: freed only when its address space is down,
# which no longer shows how far that is.
# shellcheck shell=dash
check "the module loads" load levels=4096:500 kill_timeout_ms=300
start large 900 1000 --shared
start next 800 60
start grower -900 20 --limit-mb 650 --interval-ms 2
check "memory comes back, so the grower gets what it needs" \
	wait_for 600 grown grower
wait_for 100 flights_are_right
same "one dies" large "$(victims)"
same "and is reaped" "large reaped" "$(outcomes)"
check "which took longer than the timeout" [ "$(stat kill_to_free_last_us)" -gt 300000 ]
same "counted: kills, gone, stuck" "1 1 0" \
	"$(stat kills) $(stat gone) $(stat stuck)"
check "the next one lives, its memory intact" intact next
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
