# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: see scenarios/order.sh.
# shellcheck shell=dash

# order: six apps, one grower, and memory for one of the apps and 50 MB more: up to 24
# may be in lists of free pages of the CPUs, which the kernel does not look into before
# it kills, and what it keeps for itself may rise by 6.
order() {
	start foreground 0 30
	start visible 100 50
	start service 300 20
	start previous 600 20
	start cached-small 900 20
	start cached-large 900 50
	start grower -900 20 --limit-mb 360 --interval-ms 10
	check "memory is given back, so the grower gets what it needs" \
		wait_for 600 grown grower
	same "in the order of oom_score_adj, larger first among equals" \
		"cached-large cached-small previous service visible" "$(victims)"
	check "the foreground app lives, its memory intact" intact foreground
	check "the grower lives, its memory intact" intact grower
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
	same "kills are counted" 5 "$(stat kills)"
}
