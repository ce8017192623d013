# SPDX-License-Identifier: GPL-2.0-only
# A victim that has locked its memory, which the reaper has to leave before 5.18: its
# end is when that is back, too.
# shellcheck shell=dash
. /lib/states.sh
state_frees locked reaped
