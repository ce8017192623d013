# SPDX-License-Identifier: GPL-2.0-only
# A victim that writes to its memory when SIGKILL comes.
# shellcheck shell=dash
. /lib/states.sh
state_frees running reaped
