# SPDX-License-Identifier: GPL-2.0-only
# Sourced: TAP, numbered, each line under the name of the stage's folder.
# shellcheck shell=bash

stage=$(basename "$(dirname "$(realpath "$0")")")
number=0
failed=0

# result STATUS WHAT: one line.
result() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s: %s\n' "$number" "$stage" "$2"
	else
		failed=$((failed + 1))
		printf 'not ok %d - %s: %s\n' "$number" "$stage" "$2"
	fi
}

# results_of TAP LABEL: the lines of another document, without its plan, numbered
# on. They are counted in passed_there and failed_there.
results_of() {
	local line

	passed_there=0
	failed_there=0
	while IFS= read -r line; do
		case $line in
		"ok "*)
			passed_there=$((passed_there + 1))
			result 0 "$2${line#* - }"
			;;
		"not ok "*)
			failed_there=$((failed_there + 1))
			result 1 "$2${line#* - }"
			;;
		"# "*) printf '%s\n' "$line" ;;
		esac
	done <"$1"
}

# results_end: the plan, and the exit status of the stage.
results_end() {
	printf '1..%d\n' "$number"
	[ "$failed" = 0 ]
}
