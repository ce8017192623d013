# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: compressed swap in memory.
# shellcheck shell=dash

# swap_start MB
swap_start() {
	echo "$1M" >/sys/block/zram0/disksize
	mkswap /dev/zram0 >/dev/null
	swapon /dev/zram0
}

# swap_free: kB
swap_free() { sed -n 's/^SwapFree: *\([0-9]*\) kB/\1/p' /proc/meminfo; }
