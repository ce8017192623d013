# SPDX-License-Identifier: GPL-2.0-only
# A victim that may use 2 % of a CPU and has hardly anything that the reaper may take:
# its end is not when that is taken, but when it has left, which on a busy host takes it
# longer than the usual patience.
# shellcheck shell=dash
. /lib/states.sh
state_frees throttled-shared reaped 9 kill_timeout_ms=60000
