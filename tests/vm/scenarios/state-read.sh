# SPDX-License-Identifier: GPL-2.0-only
# A victim in uninterruptible sleep that holds mmap_lock for reading, as in a page
# fault that waits for a disk. Its memory comes back all the same.
# shellcheck shell=dash
. /lib/states.sh
insmod /holder.ko
state_frees read reaped
