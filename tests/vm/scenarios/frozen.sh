# SPDX-License-Identifier: GPL-2.0-only
# A process frozen by a version 1 cgroup takes SIGKILL only when it thaws: it is
# passed over for one whose memory comes back.
# shellcheck shell=dash
check "the module loads" load levels=4096:500 $patience
mkdir /tmp/freezer
mount -t cgroup -o freezer freezer /tmp/freezer
mkdir /tmp/freezer/frozen
start frozen 900 100
start next 800 60
cat /tmp/frozen.pid >/tmp/freezer/frozen/cgroup.procs
echo FROZEN >/tmp/freezer/frozen/freezer.state
check "it is frozen" wait_for 50 grep -q FROZEN /tmp/freezer/frozen/freezer.state
start grower -900 20 --limit-mb 320 --interval-ms 10
check "the next one dies" wait_for 600 dead next
same "and nobody else" next "$(victims)"
echo THAWED >/tmp/freezer/frozen/freezer.state
check "the frozen one lives, its memory intact" intact frozen
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
