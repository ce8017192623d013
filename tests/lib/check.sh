# SPDX-License-Identifier: GPL-2.0-only
# Sourced: checks that are functions. Each prints what it finds wrong; it passes if
# it prints nothing and succeeds. Prints TAP.
# shellcheck shell=bash
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

# check WHAT FUNCTION [ARGUMENT...]
check() {
	local what=$1 findings status
	shift

	say "$stage: $what"
	# Not in a condition: there set -e would have no effect in it.
	set +e
	findings=$(
		set -e
		"$@" 2>&1
	)
	status=$?
	set -e
	[ -z "$findings" ] || [ "$status" != 0 ] || status=1
	result "$status" "$what"
	[ "$status" = 0 ] ||
		printf '%s\n' "${findings:-exit status $status}" | sed 's/^/# /'
}
