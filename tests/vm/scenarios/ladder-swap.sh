# SPDX-License-Identifier: GPL-2.0-only
# memory: 256
# The ladder at full speed with compressed swap, which the kernel may use instead
# of asking for a victim.
# shellcheck shell=dash
. /lib/ladder.sh
. /lib/swap.sh
check "there is swap" swap_start 128
check "the module loads" load levels=4096:0 $patience
ladder 0
unload
