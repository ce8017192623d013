#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What tests/debug/gate.awk makes of kernels' logs: the table "cases", one line of TAP
# each.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

build=$cache/build/gate
rm -rf "$build"
mkdir -p "$build"

# NUMBER.name, .alive, .expected and .log of each. The log begins and ends as one does,
# unless the case has lines of the guest's own.
awk -v build="$build" '
	/^#/ { next }
	/^= / {
		file = sprintf("%s/%03d", build, ++count)
		print substr($0, 3) >(file ".name")
		printf "" >(file ".expected")
		printf "" >(file ".log")
		next
	}
	/^alive: / { print substr($0, 8) >(file ".alive"); next }
	/^> / { print substr($0, 3) >(file ".expected"); next }
	file != "" { print >(file ".log") }' "$top/tests/gate/cases"

judge() {
	local log=$1.log alive=$1.alive

	grep -q '^tests: ' "$log" ||
		sed -i -e '1i tests: the guest is up' -e '$a tests: the guest has been looked through' "$log"
	[ -e "$alive" ] || : >"$alive"
	awk -v kernel=any -v alive="$(cat "$alive")" -f "$top/tests/debug/gate.awk" \
		"$top/tests/debug/allowed" "$log" >"$1.found"
	diff -u "$1.expected" "$1.found" >"$1.diff"
}

for name in "$build"/*.name; do
	status=0
	judge "${name%.name}" || status=$?
	result "$status" "$(cat "$name")"
	sed 's/^/# /' "${name%.name}.diff"
done
results_end
