# SPDX-License-Identifier: GPL-2.0-only
# cpus: 1
# The machine can be put to sleep after kills: all processes freeze, the kernel's
# OOM killer finds no victim it would have to wait for, kernel threads freeze, the
# reaper among them, an image is made; and the module goes on afterwards. There is
# no disk for the image, so it ends there. (Nothing would wake this machine from
# suspend-to-idle, which begins with the same steps.)
# shellcheck shell=dash

# burst NAME: takes memory until it dies.
burst() {
	start "$1" 950 4 --limit-mb 900
	check "$1 dies" wait_for 600 dead "$1"
}

# said TEXT: how often the kernel has.
said() { dmesg | grep -cF "$1"; }

check "the module loads" load levels=4096:500 $patience
put /sys/power/disk shutdown
start bystander 100 40
burst first
burst second
for sleep in 1 2; do
	same "sleep $sleep ends for want of a disk" ENODEV \
		"$(put /sys/power/state disk)"
	same "processes froze" $sleep "$(said 'Freezing user space processes completed')"
	same "so did kernel threads" $sleep \
		"$(said 'Freezing remaining freezable tasks completed')"
	same "there was an image to write" $sleep "$(said 'Cannot get swap writer')"
	same "the OOM killer is back" $sleep "$(said 'OOM killer enabled')"
	burst "after-$sleep"
done
same "each dies once" "first second after-1 after-2" "$(victims)"
check "the bystander lives, its memory intact" intact bystander
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
