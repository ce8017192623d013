# SPDX-License-Identifier: GPL-2.0-only
# memory: 320
# rmmod right behind the SIGKILL, with a victim that exits, sooner or later.
# shellcheck shell=dash
. /lib/states.sh
victim_mb=80
next_mb=50
grower_mb=130
for state in running idle throttled frozen threads vfork sharer container zombie; do
	unloads_behind $state
done
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
