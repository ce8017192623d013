# SPDX-License-Identifier: GPL-2.0-only
# disk: 128
# Runs in the guest: the same with swap in compressed memory, anew for each.
# shellcheck shell=dash
. /lib/bench.sh
. /lib/foreground.sh

swap_on() {
	echo 200M >/sys/block/zram0/disksize
	mkswap /dev/zram0 >/dev/null
	swapon /dev/zram0
}

swap_off() {
	swapoff /dev/zram0
	echo 1 >/sys/block/zram0/reset
}

foreground_rounds 3 swap_on swap_off
