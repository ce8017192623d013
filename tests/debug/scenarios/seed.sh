# SPDX-License-Identifier: GPL-2.0-only
# A bug on purpose, named by seed= on the kernel's command line.
# shellcheck shell=dash
seed=$(sed -n 's/.*seed=\([^ ]*\).*/\1/p' /proc/cmdline)
# Seconds after which a task that waits is said to hang.
if [ "$seed" = hang ]; then
	echo 2 >/proc/sys/kernel/hung_task_timeout_secs
fi
check "the module loads" insmod /seeds.ko
check "$seed happens" sh -c "echo $seed >$parameters/seed"
check "the module unloads" rmmod lowmemorykiller
