# SPDX-License-Identifier: GPL-2.0-only
# A victim that is process 1 of a pid namespace, deaf to SIGKILL from inside it.
# shellcheck shell=dash
. /lib/states.sh
state_frees container reaped 0
