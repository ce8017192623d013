# SPDX-License-Identifier: GPL-2.0-only
# disk: 64
# The kernel runs out of memory beside page cache that it cannot drop: no row is
# reached by that, and it is the module's turn all the same.
# shellcheck shell=dash

check "the module loads" load levels=4096:0 $patience
pinner /dev/vda 24 >/tmp/pinner.out 2>&1 &
check "there is page cache in use" wait_for 100 grep -q pinned /tmp/pinner.out
check "more than the row asks for" [ "$(stat file_pages)" -gt 4096 ]
start foreground 0 20
start previous 600 50
start cached 900 50
start grower -900 20 --limit-mb 310 --interval-ms 10
check "memory is given back, so the grower gets what it needs" \
	wait_for 600 grown grower
same "one dies, the least important" cached "$(victims)"
check "as the kernel ran out of it" grep -q "lowmemory_kill: .*reason oom" $tracing/trace
check "beside page cache enough" [ "$(stat file_pages)" -gt 4096 ]
check "the next one lives, its memory intact" intact previous
check "the foreground app lives, its memory intact" intact foreground
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
