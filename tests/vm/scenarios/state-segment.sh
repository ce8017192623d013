# SPDX-License-Identifier: GPL-2.0-only
# A victim that has a shared memory segment of System V's kind: its end is when that is
# back, too.
# shellcheck shell=dash
. /lib/states.sh
state_frees segment reaped
