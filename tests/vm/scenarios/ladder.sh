# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# memory: 240
# Eleven processes at 1000, 900, ... 0 (on slow kernels fewer): each in turn grows by 1 MB every 10 ms
# until it dies, with nothing but anonymous memory around.
# shellcheck shell=dash
. /lib/ladder.sh
check "the module loads" load levels=4096:0 $patience
ladder 10
unload
