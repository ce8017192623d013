# SPDX-License-Identifier: GPL-2.0-only
# A victim that shares its memory with a process that is none of its threads: both
# die, as one kill.
# shellcheck shell=dash
. /lib/states.sh
state_frees sharer reaped
