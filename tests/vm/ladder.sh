# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: see scenarios/ladder.sh.
# shellcheck shell=dash

# All are there from the start, small; the one with the highest oom_score_adj
# is told to grow, and whoever dies must be that one.
#
# ladder INTERVAL: ms between two MB.
ladder() {
	interval=$1
	adj=1000
	step=$((100 * slowness))
	expected=
	count=0
	while [ $adj -ge 0 ]; do
		start "step-$adj" $adj 4
		count=$((count + 1))
		adj=$((adj - step))
	done
	adj=1000
	while [ $adj -ge 0 ]; do
		expected="$expected step-$adj"
		intact "step-$adj" || note "step-$adj was not intact"
		start "step-$adj" $adj 4 --limit-mb 900 --interval-ms $interval
		wait_for 600 dead "step-$adj" || break
		adj=$((adj - step))
	done
	same "each dies in its turn, and nobody else" \
		"${expected# }" "$(victims)"
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
	same "kills are counted" $count "$(stat kills)"
}
