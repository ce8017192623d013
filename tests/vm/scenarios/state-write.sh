# SPDX-License-Identifier: GPL-2.0-only
# disk: 256
# A victim in uninterruptible sleep that holds mmap_lock for writing: nobody can take
# its memory. The next one dies, and no walk is wasted on the first.
# shellcheck shell=dash
. /lib/states.sh
insmod /holder.ko
state_sticks write
# Reclaim goes on, and from here on a kill is always due. Page cache and this one fill
# memory even without the victim, which is held for a minute only.
start bystander 300 $grower_mb
set_levels 100000000:500
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
scans=$(stat scans)
reclaim_asks() { [ "$(stat scans)" -gt "$scans" ]; }
# Memory has to be full of page cache first.
check "reclaim asks" wait_for 600 reclaim_asks
walks=$(stat walks)
scans=$(stat scans)
usleep 3000000
check "and goes on asking" wait_for 300 reclaim_asks
walks=$(($(stat walks) - walks))
scans=$(($(stat scans) - scans))
kill $reader
check "fewer than 100 walks a second" [ $walks -lt 300 ]
note "3 s or more: $scans scans, $walks walks"
check "the bystander lives, its memory intact" intact bystander
victim_is_dead 9
same "counted: kills, gone, stuck" "2 1 1" \
	"$(stat kills) $(stat gone) $(stat stuck)"
same "each has one end" "victim stuck next reaped" "$(outcomes)"
unload
