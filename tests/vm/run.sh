#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [SCENARIO...]: run guest scenarios, all by default, and print TAP.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"

need_packages "${guest_packages[@]}"
kernel_prepare
mkdir -p "$cache/build"
module_stock
module_unexported
initramfs_build "$module_ko" "$unexported_ko=unexported.ko"

[ $# -gt 0 ] || {
	set -- "$top"/tests/vm/scenarios/*.sh
	set -- "${@##*/}"
	set -- "${@%.sh}"
}
results=$cache/results/vm
mkdir -p "$results"
number=0
for scenario in "$@"; do
	say "guest scenario $scenario"
	guest_run "$scenario" "$results/$scenario.tap" "$results/$scenario.log" || :
	# One document of many: renumber, and let a missing plan be a failure.
	while IFS= read -r line; do
		case $line in
		"ok "* | "not ok "*)
			number=$((number + 1))
			printf '%s\n' "$line" | sed -E "s/^(not )?ok [0-9]+ -/\1ok $number - $scenario:/"
			;;
		"# "*) printf '%s\n' "$line" ;;
		esac
	done <"$results/$scenario.tap"
	grep -q '^1\.\.' "$results/$scenario.tap" || {
		number=$((number + 1))
		echo "not ok $number - $scenario: ran to its end"
		tail -n 20 "$results/$scenario.log" | sed 's/^/# /'
	}
done
echo "1..$number"
