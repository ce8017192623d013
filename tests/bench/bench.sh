#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What the module costs where it must cost nothing: in reclaim with plenty of
# memory, and in a walk over processes none of which may be chosen. Times in an
# emulated guest mean little, so each is given as a ratio to one getppid(2)
# measured beside it: the median of seven rounds, and the least. The two differ
# by what the emulator's address translation happens to keep from round to round.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"

need_packages "${guest_packages[@]}"
alone
kernel_prepare
results=$cache/results/bench
mkdir -p "$results" "$cache/build"
say "building the module with a stopwatch"
module_build "$kernel_headers" "$cache/build/bench" LOWMEM_BENCH=1 \
	>"$results/build.log" 2>&1 || die "it does not build: see $results/build.log"
initramfs_build "$cache/build/bench/lowmemorykiller.ko" \
	"$top/tests/bench/scenario.sh=scenarios/scenario.sh"
say "measuring in a guest: 2 GB, 2 CPUs, emulated; takes about a minute"
guest_run "$top/tests/bench/scenario.sh" "$results/figures" "$results/log" 600 ||
	die "the guest did not end: see $results/log"

# of NAME WHICH: the least or the median of the lines "NAME VALUE".
of() {
	awk -v name="$1" '$1 == name { print $2 }' "$results/figures" | sort -n |
		awk -v which="$2" '{ value[NR] = $1 }
			END { print value[which == "least" ? 1 : int((NR + 1) / 2)] }'
}

# row TITLE NAME YARDSTICK LIMIT
row() {
	awk -v title="$1" -v limit="$4" \
		-v least="$(of "$2" least)" -v least_unit="$(of "$3" least)" \
		-v median="$(of "$2" median)" -v unit="$(of "$3" median)" 'BEGIN {
		if (median == "" || unit == "") { printf "%-48s not measured\n", title; exit 1 }
		printf "%-48s %9.2f us %8.2f %8.2f", title, median / 1e6, median / unit, least / least_unit
		if (limit != "") printf "   limit %s: %s", limit, median / unit <= limit ? "met" : "MISSED"
		printf "\n" }'
}

echo "kernel $(sed -n 's/^kernel //p' "$results/figures"), 2 CPUs and 2 GB in qemu without KVM"
printf '%-48s %9s    %8s %8s\n' "" median "x getppid" "(least)"
row "getppid(2)" getppid getppid ""
row "count_objects, plenty of memory" count getppid 1
for processes in 100 1000 5000 10000; do
	limit=
	[ $processes != 5000 ] || limit=500
	row "asked again with $processes processes, none eligible" \
		"again-$processes" "getppid-$processes" ""
	row "the bare list of $processes processes" \
		"list-$processes" "getppid-$processes" ""
	row "walk over $processes processes, none eligible" \
		"walk-$processes" "getppid-$processes" "$limit"
done
