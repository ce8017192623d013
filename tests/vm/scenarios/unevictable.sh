# SPDX-License-Identifier: GPL-2.0-only
# disk: 256
# Locked memory of processes is not taken for page cache that cannot go: what can be
# dropped is what reclaim has on its lists.
# shellcheck shell=dash

# As in /proc/meminfo, in kB.
on_lists() { awk '/^(Active|Inactive)[(]file[)]/ { sum += $2 } END { print sum }' /proc/meminfo; }

# Within 8 MB: both are read one after the other, from counters that lag behind.
agrees() {
	listed=$(on_lists)
	seen=$(($(stat file_pages) * 4))
	note "page cache that could be dropped: ${seen} kB, on lists: $listed kB"
	[ $((seen - listed)) -le 8192 ] && [ $((listed - seen)) -le 8192 ]
}

check "the module loads" load levels=4096:0
# Held open: the page cache of a disk goes with whoever has it open last.
exec 9</dev/vda
head -c $((120 * 1024 * 1024)) <&9 >/dev/null
check "there is page cache" [ "$(on_lists)" -gt 102400 ]
check "the module sees it" agrees
start locked 900 200 --lock
check "still, beside 200 MB that are locked" agrees
same "nobody was killed" "" "$(victims)"
check "who has locked memory lives, its memory intact" intact locked
exec 9<&-
unload
