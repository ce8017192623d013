#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make bench [BENCH="SCENARIO..."] [BENCH_DOC=1]: the module beside the kernel
# alone and earlyoom, in the same guests, and what the module costs. Times in an
# emulated guest mean little, so what counts are ratios, each of figures that
# were measured in turns in one run of one guest. Documentation/benchmarks.rst
# says what each figure is. With BENCH_DOC=1 its tables and plots are replaced.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"

bench=$top/tests/bench
# shellcheck source=tests/bench/report.sh
. "$bench/report.sh"

# In the order in which they are run and reported.
all=(foreground foreground-zram surge killtime stream walks packets)
read -r -a scenarios <<<"${BENCH:-${all[*]}}"

# Far more than each takes, for a guest that hangs.
guest_limit_s=900

# earlyoom_unpack: Debian's package and what it is linked with, which is the
# host's, Debian 12 like the package.
earlyoom_unpack() {
	local work=$cache/earlyoom.new

	[ -e "$cache/earlyoom/usr/bin/earlyoom" ] && return
	apt_lists
	say "fetching earlyoom"
	rm -rf "$work"
	mkdir -p "$work"
	(cd "$work" && apt-get download -qq earlyoom >"$cache/apt.log" 2>&1) ||
		die "apt-get could not download earlyoom: see $cache/apt.log"
	dpkg -x "$work"/earlyoom_*.deb "$work"
	mv "$work" "$cache/earlyoom"
}

# libraries PROGRAM: FILE=PATH for each that it needs, as initramfs_build takes.
libraries() {
	ldd "$1" | sed -nE 's|^[^/]*(/[^ ]+) \(.*|\1|p' |
		while read -r file; do
			printf '%s=%s\n' "$file" "${file#/}"
		done
}

# disk_sparse MB: one to be read for the reading's sake needs no room here.
disk_sparse() {
	[ -e "$cache/build/disk-$1.raw" ] || truncate -s "$1M" "$cache/build/disk-$1.raw"
}

prepare() {
	local file files

	need_packages "${guest_packages[@]}" gnuplot-nox fonts-dejavu-core
	kernel_prepare "$kernel_default"
	locked earlyoom earlyoom_unpack
	mkdir -p "$results" "$cache/build"
	say "building the module, and once more with a stopwatch"
	module_stock
	module_build "$kernel_headers" "$cache/build/bench" LOWMEM_BENCH=1 \
		>"$results/build.log" 2>&1 || die "it does not build: see $results/build.log"
	strip -g -o "$cache/build/bench.ko" "$cache/build/bench/lowmemorykiller.ko"
	disk_sparse 4096

	mapfile -t files < <(libraries "$cache/earlyoom/usr/bin/earlyoom")
	for file in "$bench"/programs/*.c; do
		program_build "$file"
		file=$(basename "$file" .c)
		files+=("$cache/build/programs/$file=bin/$file")
	done
	for file in "$bench"/guest/*.sh; do
		files+=("$file=lib/$(basename "$file")")
	done
	for file in "$bench"/scenarios/*.sh; do
		files+=("$file=scenarios/$(basename "$file")")
	done
	initramfs_build "$module_ko" "$cache/build/bench.ko=bench.ko" \
		"$cache/earlyoom/usr/bin/earlyoom=bin/earlyoom" "${files[@]}"
}

# run SCENARIO: what it printed is in $results/SCENARIO.out.
run() {
	local started=$SECONDS
	say "measuring: $1"
	guest_run "$bench/scenarios/$1.sh" "$results/$1.out" "$results/$1.log" \
		"$guest_limit_s" || die "the guest did not end: see $results/$1.log"
	grep -q '^1\.\.' "$results/$1.out" ||
		die "the guest did not run to its end: see $results/$1.out and $results/$1.log"
	! grep '^not ok' "$results/$1.out" >&2 ||
		die "something failed in the guest: see $results/$1.out"
	awk -f "$bench/episodes.awk" "$results/$1.out" >"$results/$1.episodes"
	cat "$results/$1.episodes" >>"$results/$1.out"
	say "  took $((SECONDS - started)) s"
}

started=$SECONDS
results=$cache/results/bench
alone
for scenario in "${scenarios[@]}"; do
	[ -e "$bench/scenarios/$scenario.sh" ] ||
		die "no scenario '$scenario': there are ${all[*]}"
done
prepare
for scenario in "${scenarios[@]}"; do
	run "$scenario"
done
report
say "took $((SECONDS - started)) s"
