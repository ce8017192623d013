# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# memory: 256
# disk: 256
# rmmod right behind the SIGKILL, with a victim that cannot exit: whether the module
# has its memory already or will never have it.
# shellcheck shell=dash
. /lib/states.sh
victim_mb=40
next_mb=20
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
insmod /holder.ko
for state in sleep read write; do
	unloads_behind $state
	unloads_behind $state oom_reaper=N
done
kill $reader
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the module that held them unloads" rmmod holder
