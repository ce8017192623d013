# SPDX-License-Identifier: GPL-2.0-only
# memory: 2048
# A victim so large that freeing it takes several times kill_timeout_ms: while its
# memory is coming back it is not stuck, and nobody else dies.
# shellcheck shell=dash
. /lib/large.sh
large_is_reaped 150 1500 700
