# SPDX-License-Identifier: GPL-2.0-only
# Who dies first: the highest oom_score_adj, and of equals the largest.
# shellcheck shell=dash
. /lib/order.sh
check "the module loads" load levels=4096:50 $patience
order
ended cached-large
same "they died of SIGKILL" 9 "$status"
check "the log tells who and why" sh -c \
	"dmesg | grep -q \"Killing 'cached-large' ([0-9]*), adj 900, to free [0-9]*kB on behalf of '.*' ([0-9]*) because cache [0-9]*kB is below limit 16384kB for oom_score_adj 50, free memory is -*[0-9]*kB above reserved\""
unload
