# SPDX-License-Identifier: GPL-2.0-only
# A victim whose memory could be shared, which the reaper has to leave: its end is when
# that is back, too.
# shellcheck shell=dash
. /lib/states.sh
state_frees shared reaped
