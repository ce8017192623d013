# SPDX-License-Identifier: GPL-2.0-only
# cpus: 1
# The machine sleeps after kills, with its memory powered, until its clock wakes
# it; and the module goes on. (It sleeps in the way of firmware, S3: the clock of
# qemu's machine wakes it from nothing else.)
# shellcheck shell=dash
rtc=/sys/class/rtc/rtc0

# burst NAME: takes memory until it dies.
burst() {
	start "$1" 950 4 --limit-mb 900
	check "$1 dies" wait_for 600 dead "$1"
}

check "the module loads" load levels=4096:500 $patience
start bystander 100 40
burst first
burst second
for sleep in 1 2; do
	echo +3 >$rtc/wakealarm
	same "sleep $sleep: the machine sleeps and wakes" "" "$(put /sys/power/state mem)"
	same "the kernel agrees" $sleep "$(cat /sys/power/suspend_stats/success)"
	burst "after-$sleep"
done
same "each dies once" "first second after-1 after-2" "$(victims)"
check "the bystander lives, its memory intact" intact bystander
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
