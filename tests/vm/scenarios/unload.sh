# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# memory: 256
# disk: 256
# rmmod right behind the SIGKILL, with a victim that exits, sooner or later.
# shellcheck shell=dash
. /lib/states.sh
victim_mb=40
next_mb=20
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
for state in running idle throttled frozen threads vfork sharer container zombie; do
	unloads_behind $state
done
kill $reader
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
