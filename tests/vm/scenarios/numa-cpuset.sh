# SPDX-License-Identifier: GPL-2.0-only
# cpus: 2,sockets=2
# qemu: -object memory-backend-ram,id=m0,size=HALF -object memory-backend-ram,id=m1,size=HALF -numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1
# disk: 256
# A cpuset runs out of the memory of one node, while the other is full of page cache that
# could be dropped: the kernel, which knows who uses that node, kills there.
# shellcheck shell=dash

# cpuset NAME NODE: this shell, and whom it starts, have the memory of that node.
cpuset() {
	mkdir -p "/sys/fs/cgroup/$1"
	echo "$2" >"/sys/fs/cgroup/$1/cpuset.mems"
	echo $$ >"/sys/fs/cgroup/$1/cgroup.procs"
}

echo +cpuset >/sys/fs/cgroup/cgroup.subtree_control
same "there are two nodes" 2 "$(ls -d /sys/devices/system/node/node[0-9]* | wc -l)"
exec 9</dev/vda
cpuset elsewhere 0
head -c $((120 * 1024 * 1024)) <&9 >/dev/null
check "the module loads" load levels=20000:0 $patience
start elsewhere 950 10
cpuset short 1
start short 500 4 --limit-mb 400 --interval-ms 10
echo $$ >/sys/fs/cgroup/cgroup.procs
check "who needs too much of a node dies" wait_for 600 dead short
check "though there is page cache enough" [ "$(stat file_pages)" -gt 20000 ]
same "by the kernel's OOM killer" 1 "$(oom_kills)"
same "not by us" "" "$(victims)"
check "who is elsewhere lives, its memory intact" intact elsewhere
exec 9<&-
unload
