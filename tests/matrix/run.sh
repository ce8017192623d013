#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make check-matrix [KERNELS="NAME..."] [SHORT="NAME..."]: the module on every kernel
# of the list beside this file, or on those: built by gcc and by clang of the Debian
# release the kernel is from, and at work in a guest. Those in SHORT run the short
# set whatever the list says. Prints TAP; the table comes last.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"
# shellcheck source=tests/lib/scenarios.sh
. "$top/tests/lib/scenarios.sh"
# shellcheck source=tests/lib/toolchain.sh
. "$top/tests/lib/toolchain.sh"
# shellcheck source=tests/lib/check.sh
. "$top/tests/lib/check.sh"
# shellcheck source=tests/lib/uml.sh
. "$top/tests/lib/uml.sh"
# shellcheck source=tests/matrix/options.sh
. "$top/tests/matrix/options.sh"
# shellcheck source=tests/lib/build.sh
. "$top/tests/lib/build.sh"
# shellcheck source=tests/matrix/build.sh
. "$top/tests/matrix/build.sh"

results=$cache/results/matrix
table=$results/table

# At a time, each with two guests at the most: while the module is built for one, which
# takes one CPU, guests of the other use the rest.
jobs_at_once=2
scenarios_at_once=${GUESTS:-2}

short_set() { grep -v '^#' "$top/tests/matrix/short"; }

# scenarios_of: those for this kernel; sets scenarios and set.
scenarios_of() {
	set=$kernel_scenarios
	case " ${SHORT-} " in *" $kernel_name "*) set=short ;; esac
	case $set in
	full) mapfile -t scenarios < <(scenarios_all) ;;
	short) mapfile -t scenarios < <(short_set) ;;
	*) die "$kernel_name: no set of scenarios is called $set" ;;
	esac
}

# tally KERNEL: its line of the table, from its part of the document.
tally() {
	local tap=$results/$1.tap compilers sparse=yes passed failed skipped

	compilers="$(compiler_of "$(built_by gcc)"), $(compiler_of "$(built_by clang)")"
	sparse_runs || sparse="no: not for this kernel's build"
	skipped=$(grep -ci '^ok .*# skip' "$tap" || :)
	passed=$(($(grep -c '^ok ' "$tap" || :) - skipped))
	failed=$(grep -c '^not ok ' "$tap" || :)
	printf '%s|%s|%s|%s|%s|%s (%s)|%s|%s|%s\n' "$1" "$kernel_release" \
		"$kernel_arch" "$compilers" "$(warnings)" "${#scenarios[@]}" \
		"$set" "$passed" "$failed" "$skipped; sparse $sparse"
}

# skips: what was skipped, and why.
skips() {
	sed -nE 's/^ok [0-9]+ - (.*) # SKIP (.*)/skipped: \1: \2/p' "$results"/*.tap
}

# warnings: lines that compilers and sparse had to say.
warnings() { (compiler_lines gcc; compiler_lines clang) | wc -l; }

kernel_run() {
	say "== kernel $1"
	kernel_prepare "$1"
	toolchain_enter
	mkdir -p "$cache/build/$1"
	scenarios_of
	check "$1: builds beside others" build_is_alone
	check "$1: builds with gcc, W=1, without a word" module_builds gcc
	! sparse_runs ||
		check "$1: sparse has looked at every file" module_is_checked
	check "$1: builds with clang, W=1, without a word" module_builds clang
	scenarios_prepare
	scenarios_run "$results/$1" "${scenarios[@]}"
	scenarios_report "$1: " "$results/$1" "${scenarios[@]}"
}

# kernel_fetch KERNEL: it, and what it is built with. One at a time: apt is not made for
# more, nor is the network. Who cannot have it finds out again, and says so.
kernel_fetch() {
	(
		kernel_prepare "$1"
		toolchain_enter
	) >&2 || :
}

# job_run JOB: the document of one kernel, or of what kernels may be without. It leaves
# a mark behind its end: one that cannot be had, or that nothing is built for, does not
# keep the others from being tested, and is not taken for tested itself.
job_run() {
	case $1 in
	options) options_run ;;
	*)
		kernel_run "$1"
		tally "$1" >"$results/$1.line"
		;;
	esac
	touch "$results/$1.ended"
}

# jobs_run JOB...: the document of each is in a file of its own.
jobs_run() {
	local job

	for job in "$@"; do
		jobs_below "$jobs_at_once"
		job_run "$job" >"$results/$job.tap" &
	done
	wait
}

# job_report JOB: its document, and its line of the table.
job_report() {
	cat "$results/$1.tap"
	[ ! -e "$results/$1.line" ] || cat "$results/$1.line" >>"$table"
	[ -e "$results/$1.ended" ] || {
		echo "not ok 0 - $stage: $1: is tested to its end"
		echo "$1|not tested to its end" >>"$table"
	}
}

# jobs_report JOB...: one document of all. Sets number and failed.
jobs_report() {
	local job

	for job in "$@"; do
		job_report "$job"
	done | awk '/^(not )?ok [0-9]/ { sub(/ok [0-9]+/, "ok " ++number) } { print }' |
		tee "$results/document"
	number=$(grep -cE "^(not )?ok " "$results/document" || :)
	failed=$(grep -c "^not ok " "$results/document" || :)
}

# options_run: kernels of which something is left out, from the source of 6.1.
options_run() {
	local name

	source_prepare 6.1 bookworm
	tree_prepare
	overlay_update
	for name in nothing MODULE_UNLOAD MEMCG NUMA SWAP TRACEPOINTS SMP PROC_FS \
		modules all "all but modules"; do
		check "6.1 without $name: compiles, W=1, without a word" \
			builds_without "$name"
	done
	check "6.1 without all: links" kernel_links_without all
	check "6.1 without all but modules: what the module calls is exported" \
		module_links_without "all but modules"
}

need_packages bsdextrautils "${guest_packages[@]}" "${uml_packages[@]}"
rm -rf "$results"
mkdir -p "$results"
echo "kernel|release|arch|compilers|warnings|scenarios|passed|failed|skipped" >"$table"
read -r -a jobs <<<"${KERNELS:-$(awk '/^[^#]/ { printf "%s ", $1 }' "$kernels")}"
for kernel in "${jobs[@]}"; do
	kernel_fetch "$kernel"
done
# Before the others, whose guests make the most of both CPUs until the end.
[ -n "${KERNELS-}" ] || jobs=(options "${jobs[@]}")
jobs_run "${jobs[@]}"
jobs_report "${jobs[@]}"
(column -t -s '|' "$table" && skips) | tee "$results/table.txt" | sed 's/^/# /'
cat "$results/table.txt" >&2
results_end
