# SPDX-License-Identifier: GPL-2.0-only
# Who dies first: the highest oom_score_adj, and of equals the largest.
# shellcheck shell=dash
check "the module loads" load levels=4096:50 $patience
start foreground 0 30
start visible 100 20
start service 300 20
start previous 600 20
start cached-small 900 20
start cached-large 900 50
start grower -900 20 --limit-mb 400 --interval-ms 10
check "memory is given back, so the grower gets what it needs" \
	wait_for 600 dead visible
same "in the order of oom_score_adj, larger first among equals" \
	"cached-large cached-small previous service visible" "$(victims)"
check "the foreground app lives, its memory intact" intact foreground
check "the grower lives, its memory intact" intact grower
ended cached-large
same "they died of SIGKILL" 9 "$status"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
same "kills are counted" 5 "$(stat kills)"
check "the log tells who and why" sh -c \
	"dmesg | grep -q \"Killing 'cached-large' ([0-9]*), adj 900, to free [0-9]*kB on behalf of '.*' ([0-9]*) because cache [0-9]*kB is below limit 16384kB for oom_score_adj 50, free memory is -*[0-9]*kB above reserved\""
check "the module unloads" rmmod lowmemorykiller
