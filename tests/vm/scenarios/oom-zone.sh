# SPDX-License-Identifier: GPL-2.0-only
# memory: 640
# kernel: movablecore=320M
# Half of memory is for processes only, and it is the other half that runs out.
# shellcheck shell=dash
. /lib/hoard.sh

# managed ZONE: its pages, on all nodes.
managed() {
	awk -v zone="$1" '/^Node/ { here = $4 == zone } here && $1 == "managed" { sum += $2 }
		END { print sum + 0 }' /proc/zoneinfo
}

# A machine with much memory reserves more of a small zone than that has (the first
# zone's part is the number of pages above it, divided by the first ratio).
ratios=/proc/sys/vm/lowmem_reserve_ratio
if [ "$(managed DMA)" -gt 0 ] && [ "$(managed DMA)" -lt 8192 ]; then
	sed 's/^[0-9]*/1/' $ratios >/tmp/ratios
	cat /tmp/ratios >$ratios
	same "all of ZONE_DMA is reserved, and more" 1 "$(cut -f 1 $ratios)"
else
	skip "all of ZONE_DMA is reserved, and more" "there is none, or it is large"
fi
check "some memory is for processes only" [ "$(managed Movable)" -gt 40000 ]
# What others give back there is of no use, however long they do.
check "a balloon takes some" insmod /balloon.ko mb=16 step_mb=1 movable=1
hoard
same "somebody dies before the balloon is empty" 1 \
	"$(($(cat /sys/module/balloon/parameters/pages) > 2048))"
rmmod balloon
