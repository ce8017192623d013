# SPDX-License-Identifier: GPL-2.0-only
# Built for a kernel that exports nothing to unmap memory with: everything works
# but the reaper, and the module says so.
# shellcheck shell=dash
check "the module loads" insmod /unexported.ko levels=4096:500 $patience
echo 1 >$tracing/events/lowmemorykiller/enable
same "oom_reaper reads N" N "$(cat $parameters/oom_reaper)"
same "the log says why, once" 1 \
	"$(dmesg | grep -c 'exports nothing to unmap memory with: oom_reaper is N')"
same "Y is refused" EOPNOTSUPP "$(put $parameters/oom_reaper Y)"
same "the log says why" 1 \
	"$(dmesg | grep -c 'oom_reaper: this kernel exports nothing to unmap')"
same "oom_reaper still reads N" N "$(cat $parameters/oom_reaper)"
check "N is accepted" sh -c "[ -z \"\$(put $parameters/oom_reaper N)\" ]"
start cached 900 60
start grower -900 20 --limit-mb 400 --interval-ms 10
check "a victim dies" wait_for 600 dead cached
check "the grower lives, its memory intact" intact grower
same "nothing was reaped" 0 "$(stat reaped_pages)"
same "it gave its memory back by itself" exited \
	"$(sed -n 's/.*lowmemory_reap: cached .*outcome //p' $tracing/trace)"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
check "oom_reaper=Y at load is refused" sh -c "! insmod /unexported.ko oom_reaper=Y"
