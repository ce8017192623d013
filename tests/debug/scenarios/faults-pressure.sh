# SPDX-License-Identifier: GPL-2.0-only
# Allocations fail at random in every process and kernel thread while memory is
# short: the order of victims stays, the module goes on.
# shellcheck shell=dash
. /lib/faults.sh
# The kernel counts down from there, so that it shows how many did fail.
plenty=1000000
faults_prepare
faults_set verbose 0
faults_set times $plenty
# Everybody but this shell, which has a test to carry out. What is forked by those
# marked is marked, too.
faults_set task-filter Y

mark_all() {
	for process in /proc/[0-9]*; do
		[ $process = /proc/$$ ] || echo 1 >$process/make-it-fail
	done 2>/dev/null
}

check "the module loads" load levels=4096:50 $patience
start foreground 0 30
start visible 100 50
start previous 600 20
start cached-small 900 20
start cached-large 900 50
start grower -900 20 --limit-mb 360 --interval-ms 10
# Those above ask for pages and hardly ever for an object; this one does nothing else.
(while :; do read -r line </proc/meminfo; done) 2>/dev/null &
opener=$!
renice -n 19 -p $opener
mark_all
faults_set probability 5
check "the reaper is among those" grep -q 1 \
	"/proc/$(pidof lowmem_reaper)/make-it-fail"
check "memory is given back, so the grower gets what it needs" \
	wait_for 1200 grown grower
faults_set probability 0
kill $opener
for kind in failslab fail_page_alloc; do
	left=$(cat /sys/kernel/debug/$kind/times)
	echo "# $kind: $((plenty - left)) allocations failed"
	check "$kind: allocations did fail" [ "$left" -lt $plenty ]
done
same "in the order of oom_score_adj, larger first among equals" \
	"cached-large cached-small previous visible" "$(victims)"
check "the foreground app lives, its memory intact" intact foreground
check "the grower lives, its memory intact" intact grower
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
