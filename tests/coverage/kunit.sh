# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites, which run when the module that has them is loaded.
# shellcheck shell=dash
# 262144: tests were run, beside 4096, a module from outside the tree.
taint=266240
check "the module loads" insmod /kunit.ko
for suite in /sys/kernel/debug/kunit/lowmemorykiller_*; do
	check "$(basename "$suite") passes" \
		grep -q "^ok [0-9]* - \|^ok [0-9]* lowmem" "$suite/results"
done
check "the module unloads" rmmod lowmemorykiller
