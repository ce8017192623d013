# SPDX-License-Identifier: GPL-2.0-only
# oom_reaper=N: a victim in uninterruptible sleep keeps its memory, though nothing
# holds mmap_lock. It is stuck, and the next one dies.
# shellcheck shell=dash
. /lib/states.sh
insmod /holder.ko
state_sticks sleep oom_reaper=N
victim_is_dead 9
same "counted: kills, gone, stuck" "2 1 1" \
	"$(stat kills) $(stat gone) $(stat stuck)"
same "each has one end" "victim stuck next exited" "$(outcomes)"
same "nothing was taken from anybody" 0 "$(stat reaped_pages)"
unload
