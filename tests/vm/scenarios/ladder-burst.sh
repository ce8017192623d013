# SPDX-License-Identifier: GPL-2.0-only
# memory: 256
# The ladder at full speed: nothing but a process's own page faults slows its
# growth.
# shellcheck shell=dash
. /lib/ladder.sh
check "the module loads" load levels=4096:0 $patience
ladder 0
unload
