# SPDX-License-Identifier: GPL-2.0-only
# A victim in uninterruptible sleep cannot exit before it wakes. Its memory comes
# back all the same.
# shellcheck shell=dash
. /lib/states.sh
insmod /holder.ko
state_frees sleep reaped
