# SPDX-License-Identifier: GPL-2.0-only
# A victim that has crashed, and keeps its memory until somebody has read all of it.
# shellcheck shell=dash
. /lib/states.sh
state_frees dumping reaped
killall -9 sleep
