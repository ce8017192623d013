# SPDX-License-Identifier: GPL-2.0-only
# disk: 128
# A process exceeds the limit of its cgroup, which is no shortage of the machine: the
# kernel kills it, and the module, to which every scan would be due, is not asked.
# shellcheck shell=dash
check "the module loads" load levels=100000000:0 $patience
echo +memory >/sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/limited
echo 60M >/sys/fs/cgroup/limited/memory.max
start cached 900 40
# First by page cache, which the cgroup reclaims, then by memory it cannot.
sh -c 'echo $$ >/sys/fs/cgroup/limited/cgroup.procs; exec cat /dev/vda' >/dev/null
sh -c 'echo $$ >/sys/fs/cgroup/limited/cgroup.procs
	exec app --name limited --adj 800 --mb 100' >/dev/null
same "it dies of SIGKILL" 137 $?
same "by the kernel's hand, for its cgroup" "oom_kill 1" \
	"$(grep '^oom_kill ' /sys/fs/cgroup/limited/memory.events)"
same "the module killed nobody" "" "$(victims)"
same "and was not asked: scans, walks" "0 0" "$(stat scans) $(stat walks)"
start grower -900 20 --limit-mb 900 --interval-ms 5
check "a shortage of the machine is another matter" wait_for 600 dead cached
kill -TERM "$(child_of grower)"
same "and is the module's" cached "$(victims)"
unload
