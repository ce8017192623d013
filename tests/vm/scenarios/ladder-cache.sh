# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# memory: 256
# disk: 256
# The ladder with page cache around: a reader goes over a disk all the time.
# shellcheck shell=dash
. /lib/ladder.sh
check "the module loads" load levels=8192:0 $patience
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
ladder 10
kill $reader
note "page cache at the end: $(sed -n 's/^Cached: *//p' /proc/meminfo)"
unload
