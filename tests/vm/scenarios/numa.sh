# SPDX-License-Identifier: GPL-2.0-only
# cpus: 2,sockets=2
# qemu: -object memory-backend-ram,id=m0,size=HALF -object memory-backend-ram,id=m1,size=HALF -numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1
# Two NUMA nodes: reclaim asks for each, and still one dies at a time.
# shellcheck shell=dash
check "the module loads" load levels=4096:50 $patience
same "there are two nodes" 2 "$(ls -d /sys/devices/system/node/node[0-9]* | wc -l)"
start foreground 0 30
start previous 600 20
start cached 900 50
start grower -900 20 --limit-mb 355 --interval-ms 10
check "memory is given back" wait_for 600 dead cached
check "the grower gets what it needs, its memory intact" intact grower
note "victims: $(victims)"
check "the least important dies first" sh -c "echo '$(victims)' | grep -q '^cached'"
check "the foreground app lives, its memory intact" intact foreground
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
