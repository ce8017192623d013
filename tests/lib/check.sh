# SPDX-License-Identifier: GPL-2.0-only
# Sourced: checks that are functions. Each prints what it finds wrong; it passes if
# it prints nothing and succeeds. Prints TAP, under the name of the stage's folder.
# shellcheck shell=bash

stage=$(basename "$(dirname "$(realpath "$0")")")
number=0
failed=0

# check WHAT FUNCTION [ARGUMENT...]
check() {
	local what=$1 findings status
	shift

	number=$((number + 1))
	say "$stage: $what"
	# Not in a condition: there set -e would have no effect in it.
	set +e
	findings=$(
		set -e
		"$@" 2>&1
	)
	status=$?
	set -e
	if [ "$status" = 0 ] && [ -z "$findings" ]; then
		printf 'ok %d - %s: %s\n' "$number" "$stage" "$what"
		return
	fi
	failed=$((failed + 1))
	printf 'not ok %d - %s: %s\n' "$number" "$stage" "$what"
	printf '%s\n' "${findings:-exit status $status}" | sed 's/^/# /'
}

# checks_end: the plan, and the exit status of the stage.
checks_end() {
	printf '1..%d\n' "$number"
	[ "$failed" = 0 ]
}
