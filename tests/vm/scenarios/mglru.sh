# SPDX-License-Identifier: GPL-2.0-only
# The order of victims is the same with the multi-generational LRU, which Debian
# has but leaves off, on and off.
# shellcheck shell=dash
. /lib/order.sh
for state in 0x0007 0x0000; do
	echo $state >/sys/kernel/mm/lru_gen/enabled
	same "the multi-generational LRU is set to $state" $state \
		"$(cat /sys/kernel/mm/lru_gen/enabled)"
	check "the module loads" load levels=4096:50 $patience
	order
	unload
done
