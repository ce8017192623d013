# SPDX-License-Identifier: GPL-2.0-only
# memory: 1024
# minutes: 1
# Five thousand processes (fewer on slow kernels) that may all be killed, and one a
# little less important: it alone dies.
# shellcheck shell=dash
crowd_size=$((5000 / slowness))
check "the module loads" load levels=4096:0 $patience
# What it is but in a kernel made for small machines.
put /proc/sys/kernel/pid_max 32768
crowd "$crowd_size" 100 >/tmp/crowd.out &
crowd=$!
check "there are $crowd_size processes" wait_for 600 grep -q "ready $crowd_size" /tmp/crowd.out
start previous 600 60
start cached 900 150
start grower -900 20 --limit-mb 900 --interval-ms 5
check "the least important dies" wait_for 300 dead cached
check "the grower lives, its memory intact" intact grower
same "and nobody else" cached "$(victims)"
check "the previous app lives, its memory intact" intact previous
same "the whole crowd lives" $((crowd_size + 1)) "$(living crowd)"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
kill $crowd
killall -9 crowd
unload
