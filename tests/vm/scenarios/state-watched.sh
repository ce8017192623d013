# SPDX-License-Identifier: GPL-2.0-only
# A victim that others read of all the time, who keep its address space meanwhile: its
# end is not when the reaper has taken what it may, but when its shared memory is back.
# shellcheck shell=dash
. /lib/states.sh
state_frees watched reaped
