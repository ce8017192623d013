# SPDX-License-Identifier: GPL-2.0-only
# The machine can sleep after kills, which freezes all processes and needs the
# kernel's OOM killer to be idle, and the module goes on when it wakes.
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
	same "the machine sleeps until its clock wakes it" "" \
		"$(put /sys/power/state freeze)"
	same "as the kernel says, too" $sleep "$(cat /sys/power/suspend_stats/success)"
	burst "after-$sleep"
done
same "each dies once" "first second after-1 after-2" "$(victims)"
check "the bystander lives, its memory intact" intact bystander
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
