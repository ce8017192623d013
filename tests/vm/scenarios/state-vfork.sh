# SPDX-License-Identifier: GPL-2.0-only
# A victim whose vfork child has its memory, and may die, too.
# shellcheck shell=dash
. /lib/states.sh
state_frees vfork reaped
