# SPDX-License-Identifier: GPL-2.0-only
# How much memory the kernel leaves to a guest: see guest_measure.
# shellcheck shell=dash
note "free: $(sed -n 's/^MemFree: *\([0-9]*\) kB/\1/p' /proc/meminfo) kB"
# shellcheck disable=SC2034 # no module of ours is loaded; finish() looks
taint=$(cat /proc/sys/kernel/tainted)
