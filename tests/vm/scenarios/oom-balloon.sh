# SPDX-License-Identifier: GPL-2.0-only
# disk: 16
# Just as the kernel runs out of memory, others give some back: nobody has to die.
# shellcheck shell=dash

deflated() { [ "$(cat /sys/module/balloon/parameters/pages)" = 0 ]; }

free_mb() { awk '/^MemFree/ { print int($2 / 1024) }' /proc/meminfo; }

# free_for_kernel_mb: without CMA, if there is any.
free_for_kernel_mb() {
	awk '/^MemFree/ { free += $2 } /^CmaFree/ { free -= $2 }
		END { print int(free / 1024) }' /proc/meminfo
}

# grow_into_balloon: a process needs what is free, and 30 of the 64 MB in there.
grow_into_balloon() {
	start grower -900 1 --limit-mb $(($(free_mb) + 30)) --interval-ms 1
	check "memory was given back, so the grower gets what it needs" \
		wait_for 600 grown grower
	check "it was the balloon's" deflated
	check "the grower's memory is intact" intact grower
	rmmod balloon
}

# By the first row the module may kill when an allocation has failed, by the second it
# would also while there are 64 MB free; in reclaim no row is reached that kills, with
# more page cache in use, which the kernel cannot drop, than the first asks for.
check "the module loads" load levels=1024:500,18432:1001 $patience
pinner /dev/vda 8 >/tmp/pinner.out 2>&1 &
check "there is page cache in use" wait_for 100 grep -q pinned /tmp/pinner.out
check "more than the row asks for" [ "$(stat file_pages)" -gt 1024 ]
start previous 400 20

start cached 900 20
check "a balloon takes its memory" insmod /balloon.ko mb=64
grow_into_balloon

check "a balloon takes its memory anew" insmod /balloon.ko mb=64
echo $(($(free_for_kernel_mb) + 30)) >/sys/module/balloon/parameters/need_mb
check "a kernel thread gets what it needs from it" deflated
rmmod balloon
same "nobody dies for what the balloon has given back" "" "$(victims)"
check "the cached app lives, its memory intact" intact cached

# Nobody is left that the row allows: it would be the kernel's turn.
check "one that needs longer takes its memory" insmod /balloon.ko mb=64 delay_ms=1
grow_into_balloon
same "nobody dies while memory is coming back" "" "$(victims)"
check "the previous app lives, its memory intact" intact previous
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
