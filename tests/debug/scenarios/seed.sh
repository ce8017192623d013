# SPDX-License-Identifier: GPL-2.0-only
# A bug on purpose: the second word of the arguments.
# shellcheck shell=dash
seed=${arguments#* }
# Seconds after which a task that waits is said to hang.
if [ "$seed" = hang ]; then
	echo 2 >/proc/sys/kernel/hung_task_timeout_secs
fi
check "the module loads" insmod /seeds.ko
check "$seed happens" sh -c "echo $seed >$parameters/seed"
check "the module unloads" rmmod lowmemorykiller
