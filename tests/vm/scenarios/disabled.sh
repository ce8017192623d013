# SPDX-License-Identifier: GPL-2.0-only
# enable_lmk=N: the module stays out of it, and the kernel's killer acts.
# shellcheck shell=dash
check "the module loads" load levels=8192:0 enable_lmk=N
start cached 900 100
start grower 500 20 --limit-mb 900
wait_for 300 sh -c "! grep -q \"^oom_kill 0\" /proc/vmstat"
same "the module killed nobody" "" "$(victims)"
same "and counted nothing" 0 "$(stat kills)"
check "the kernel's OOM killer did the work" [ "$(oom_kills)" -gt 0 ]
