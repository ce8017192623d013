# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: one process takes memory as fast as it can, more than the
# machine has, beside six others; nothing is in the page cache that could go.
# shellcheck shell=dash
. /lib/bench.sh

# At once, in megabytes, and at which oom_score_adj.
others_start() {
	for other in 0:40 100:30 300:30 600:40 900:30 900:46; do
		hog_start "other-${other%:*}" --adj "${other%:*}" --mb "${other#*:}"
	done
}

# As important as the first of the others and larger, it dies last but one.
surge() {
	others_start
	rival_start
	shortage 16 >/tmp/shortage.out &
	shortage=$!
	hog --name surge --adj 0 --limit-mb 600 --seconds 20 >/dev/null &
	wait $!
	note "round $round, $rival: what ended it: $?"
	kill $shortage
	wait $shortage
	hogs_end
	while read -r figure value; do
		data $figure ms $value
	done </tmp/shortage.out
	rival_report
	rival_stop
}

warm_up
round=1
while [ $round -le 5 ]; do
	for rival in $rivals; do
		surge
	done
	rotate
	round=$((round + 1))
done
