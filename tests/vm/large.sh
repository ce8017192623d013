# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: see scenarios/large.sh.
# shellcheck shell=dash

# large_is_reaped TIMEOUT_MS VICTIM_MB GROWER_MB [OPTION...]: it takes longer than the
# timeout to free such a victim, an app with these options; it is not stuck, and one is
# enough.
large_is_reaped() {
	timeout_ms=$(($1 * freeing_slowness))
	victim_mb=$2
	grower_mb=$3
	shift 3

	check "the module loads" load levels=4096:500 kill_timeout_ms="$timeout_ms"
	start large 900 "$victim_mb" "$@"
	start next 800 60
	start grower -900 20 --limit-mb "$grower_mb" --interval-ms 2
	check "memory comes back, so the grower gets what it needs" \
		wait_for 600 grown grower
	# What it needs is less than what comes back.
	wait_for 100 flights_are_right
	same "one dies" large "$(victims)"
	same "and is reaped" "large reaped" "$(outcomes)"
	note "its memory was back after $(stat kill_to_free_last_us) us"
	check "which took longer than the timeout" \
		[ "$(stat kill_to_free_last_us)" -gt $((timeout_ms * 1000)) ]
	same "counted: kills, gone, stuck" "1 1 0" \
		"$(stat kills) $(stat gone) $(stat stuck)"
	check "the next one lives, its memory intact" intact next
	check "the grower lives, its memory intact" intact grower
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
	unload
}
