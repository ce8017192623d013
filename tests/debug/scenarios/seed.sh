# SPDX-License-Identifier: GPL-2.0-only
# A bug on purpose, named by seed= on the kernel's command line.
# shellcheck shell=dash
seed=$(sed -n 's/.*seed=\([^ ]*\).*/\1/p' /proc/cmdline)
check "the module loads" insmod /seeds.ko
check "$seed happens" sh -c "echo $seed >$parameters/seed"
check "the module unloads" rmmod lowmemorykiller
