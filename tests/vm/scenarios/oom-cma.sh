# SPDX-License-Identifier: GPL-2.0-only
# memory: 640
# kernel: cma=320M nokaslr
# Half of memory is set aside for devices that need much in one piece (CMA), as phones
# do. Meanwhile processes may have it, but not the kernel, which is not to lie just where
# there would be one piece.
# shellcheck shell=dash
. /lib/hoard.sh

cma_kb=$(sed -n 's/^CmaTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)
if [ -z "$cma_kb" ]; then
	skip "the kernel runs out of memory beside free CMA" "it is built without CMA"
	taint=0
else
	same "half of memory is set aside" $((320 * 1024)) "$cma_kb"
	hoard
fi
