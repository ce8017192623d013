# SPDX-License-Identifier: GPL-2.0-only
# memory: 1536
# The same as large, but its memory is shared: freed only when its address space is down,
# which no longer shows how far that is.
# shellcheck shell=dash
. /lib/large.sh
large_is_reaped 300 1000 650 --shared
