# SPDX-License-Identifier: GPL-2.0-only
# memory: 2048
# A victim so large that freeing it takes several times kill_timeout_ms: while its
# memory is coming back it is not stuck, and nobody else dies.
# shellcheck shell=dash
check "the module loads" load levels=4096:500 kill_timeout_ms=150
start large 900 1500
start next 800 60
start grower -900 20 --limit-mb 700 --interval-ms 2
check "memory comes back, so the grower gets what it needs" \
	wait_for 600 grown grower
# What it needs is less than what comes back.
wait_for 100 flights_are_right
same "one dies" large "$(victims)"
same "and is reaped" "large reaped" "$(outcomes)"
check "which took longer than the timeout" [ "$(stat kill_to_free_last_us)" -gt 150000 ]
same "counted: kills, gone, stuck" "1 1 0" \
	"$(stat kills) $(stat gone) $(stat stuck)"
check "the next one lives, its memory intact" intact next
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
