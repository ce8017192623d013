# SPDX-License-Identifier: GPL-2.0-only
# Processes that have locked their memory: none of it is on the lists reclaim goes
# over, and they die in order all the same.
# shellcheck shell=dash
check "the module loads" load levels=4096:0 $patience
start foreground 0 40 --lock
start service 300 80 --lock
start previous 600 80 --lock
start cached 900 80 --lock
start grower -900 20 --limit-mb 250 --interval-ms 10 --lock
check "memory comes back, so the grower gets what it needs" \
	wait_for 600 grown grower
same "in the order of oom_score_adj" "cached previous" "$(victims)"
check "the service lives, its memory intact" intact service
check "the foreground app lives, its memory intact" intact foreground
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
