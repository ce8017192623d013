#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make coverage: how much of the module the KUnit suites and the guest scenarios
# execute, by file. Prints TAP; the table comes last.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/debug/guests.sh
. "$top/tests/debug/guests.sh"

# Percent of the lines of code that have to be executed.
wanted=85

scenario_directories+=("$top/tests/coverage")
kernel=gcov-6.1
results=$cache/results/coverage
module_options=(LOWMEM_GCOV=1)
alive=
memory_share=0
memory_later=0

# module_kunit: with the suites in it; sets kunit_ko.
module_kunit() {
	local directory=$cache/build/$kernel/kunit

	mkdir -p "$cache/build/$kernel"
	module_guest "$directory" CONFIG_LOWMEMORYKILLER_KUNIT_TEST=y
	kunit_ko=$directory.ko
	module_strip "$directory/lowmemorykiller.ko" "$kunit_ko"
}

# counts_take SCENARIO: out of what its guest has printed.
counts_take() {
	local directory=$results/$kernel/$1

	mkdir -p "$directory/counts"
	sed -n 's/^# counts: //p' "$directory/tap" |
		base64 -d | tar -xz -C "$directory/counts" ||
		say "$1: nothing was counted"
	sed -i '/^# counts: /d' "$directory/tap"
}

# counts_merge BUILD SCENARIO...: what guests have counted in the module that was
# built there, as $results/BUILD.info; nothing if none had it loaded.
counts_merge() {
	local build=$cache/build/$kernel/$1 sum=$results/$1 one scenario
	shift

	for scenario in "$@"; do
		one=$results/$kernel/$scenario/counts$build
		[ -d "$one" ] || continue
		[ -d "$sum" ] || { cp -r "$one" "$sum" && continue; }
		gcov-tool merge -o "$sum.new" "$sum" "$one"
		rm -rf "$sum"
		mv "$sum.new" "$sum"
	done
	[ -d "$sum" ] || return 0
	# The tests themselves are not what is counted.
	rm -rf "$sum/tests"
	cp "$build"/core/*.gcno "$sum/core/"
	lcov -q -c -d "$sum" -o "$sum.all" >"$sum.log" 2>&1 ||
		{ cat "$sum.log" >&2; die "lcov cannot read $sum"; }
	# The same source was built in several places.
	sed "s|^SF:$build/|SF:|" "$sum.all" >"$sum.paths"
	lcov -q -e "$sum.paths" 'core/*' lowmemorykiller.c -o "$sum.info" >>"$sum.log" 2>&1
}

# infos_add SUM PART...: those parts there are.
infos_add() {
	local sum=$1 part parts=()
	shift

	for part in "$@"; do
		[ ! -e "$results/$part.info" ] || parts+=(-a "$results/$part.info")
	done
	lcov -q "${parts[@]}" -o "$results/$sum.info" >"$results/$sum.log" 2>&1 ||
		{ cat "$results/$sum.log" >&2; die "lcov cannot add up $sum"; }
}

# percents INFO: by file, "all" behind them.
percents() {
	awk -F : '
	function line(name, hit, found) {
		printf "%s %.1f\n", name, found ? 100 * hit / found : 0
	}
	/^SF:/ { name = $2 }
	/^LF:/ { found = $2 }
	/^LH:/ { hit = $2 }
	/^end_of_record/ {
		line(name, hit, found)
		all_hit += hit
		all_found += found
	}
	END { line("all", all_hit, all_found) }' "$1" | sort
}

table() {
	echo "file KUnit guests both"
	join -a 2 -e 0.0 -o 0,1.2,2.2 <(percents "$results/kunit.info") \
		<(percents "$results/guests.info") |
		join - <(percents "$results/both.info")
}

need_packages lcov bsdextrautils "${guest_packages[@]}" "${compiled_packages[@]}"
rm -rf "$results"
mkdir -p "$results"
source_prepare 6.1 bookworm
kernel_compile "$kernel" "$kernel_source" \
	"$here"/{base,release-6.1,acpi,gcov}.config
module_kunit
guest_files+=("$kunit_ko=kunit.ko" "$top/tests/coverage/kunit.sh=scenarios/kunit.sh")
guest_prepare
[ $# -gt 0 ] || mapfile -t scenarios < <(scenarios_all)
[ $# -eq 0 ] || scenarios=("$@")
guests_run "$kernel" kunit "${scenarios[@]}"
number=0
for scenario in kunit "${scenarios[@]}"; do
	counts_take "$scenario"
	scenario_report "$kernel" "$scenario"
done

counts_merge kunit kunit
counts_merge stock "${scenarios[@]}"
counts_merge unexported "${scenarios[@]}"
infos_add guests stock unexported
infos_add both guests kunit
table | column -t | tee "$results/table.txt" | sed 's/^/# /'
cat "$results/table.txt" >&2
percent=$(awk '$1 == "all" { print $4 }' "$results/table.txt")
test_line "at least $wanted % of the module's lines are executed: $percent %" \
	awk "BEGIN { exit !($percent >= $wanted) }"
echo "1..$number"
