# SPDX-License-Identifier: GPL-2.0-only
# memory: 320
# disk: 256
# rmmod right behind the SIGKILL, with a victim that cannot exit: whether the module
# has its memory already or will never have it.
# shellcheck shell=dash
. /lib/states.sh
victim_mb=80
insmod /holder.ko
for state in sleep read write; do
	unloads_before $state oom_reaper=Y
	unloads_before $state oom_reaper=N
done
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the module that held them unloads" rmmod holder
