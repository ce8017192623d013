# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: the kernels, guests on them, and what to make of their logs.
# shellcheck shell=bash
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"
# shellcheck source=tests/lib/scenarios.sh
. "$top/tests/lib/scenarios.sh"
# shellcheck source=tests/lib/kernel_compile.sh
. "$top/tests/lib/kernel_compile.sh"

here=$top/tests/debug

# More than twice what the longest scenario takes, on rt-6.12 beside another one.
debug_seconds=1800

# Each sets, beside what kernel_compile sets,
#   alive         what must be at work until the end of a scenario
#   memory_share  percent of a guest's memory that the kernel takes for itself
#   memory_later  MB it takes after it has booted, as there is more to remember
kernel_debug-6.1() {
	source_prepare 6.1 bookworm
	kernel_compile debug-6.1 "$kernel_source" \
		"$here"/{base,release-6.1,debug,debug-6.1}.config "$here/debug.make"
	alive="kmemleak lockdep"
	# KASAN has a byte for each eight, and keeps what is freed for a while.
	memory_share=15
	memory_later=34
}

kernel_rt-6.12() {
	source_prepare 6.12 bookworm-backports
	kernel_compile rt-6.12 "$kernel_source" "$here"/{base,debug,rt}.config \
		"$here/rt.Kconfig" "$here/debug.make"
	alive="kmemleak lockdep"
	memory_share=15
	memory_later=34
}

kernel_kcsan-6.1() {
	source_prepare 6.1 bookworm
	kernel_compile kcsan-6.1 "$kernel_source" \
		"$here"/{base,release-6.1,kcsan}.config
	alive=kcsan
	memory_share=0
	memory_later=0
}

# module_seeds: with bugs on purpose; sets seeds_ko.
module_seeds() {
	local directory=$cache/build/$kernel_name/seeds

	module_guest "$directory" LOWMEM_SEEDS=1
	seeds_ko=$directory.ko
	module_strip "$directory/lowmemorykiller.ko" "$seeds_ko"
}

# guest_prepare: what guests need, and beyond that what only these do.
guest_prepare() {
	local file guest_files=("${guest_files[@]}")

	mkdir -p "$cache/build/$kernel_name"
	module_seeds
	guest_files+=("$seeds_ko=seeds.ko" "$here/scenario.sh=scenarios/debug.sh"
		"$here/guest/debug.sh=lib/debug.sh" "$here/guest/faults.sh=lib/faults.sh")
	for file in "$here"/scenarios/*.sh; do
		guest_files+=("$file=scenarios/${file##*/}")
	done
	for file in "$here"/programs/*.c; do
		program_build "$file"
		guest_files+=("$program=bin/${program##*/}")
	done
	scenarios_prepare
}

scenario_directories=("$here/scenarios" "$top/tests/vm/scenarios")

# scenario_file SCENARIO: its own file, which says what guest it wants. What is behind a
# slash, as in seed/NAME, is for the scenario.
scenario_file() {
	local directory name=${1%%/*}

	for directory in "${scenario_directories[@]}"; do
		[ ! -e "$directory/$name.sh" ] || { echo "$directory/$name.sh" && return; }
	done
	die "there is no scenario $1"
}

# memory_for MB: guest_settings adds what is missing in one of 512 MB, whatever the size.
memory_for() { echo $(($1 + memory_later + ($1 - 512) * memory_share / 100)); }

# stub_write SCENARIO: a file debug.sh with the settings of the scenario, as this
# kernel needs them; prints its path.
stub_write() {
	local file cpus directory=$results/$kernel/$1 nodes=''
	file=$(scenario_file "$1")
	# Without ACPI the kernel knows of one CPU a socket,
	cpus=$(setting "$file" cpus 2 | cut -d , -f 1)
	# and of none of qemu's nodes, but it makes some itself when asked to. Without the
	# U one takes all, if half of the memory is no multiple of 32 MB.
	! grep -q '^# qemu: .*-numa' "$file" || nodes="numa=fake=2U "

	mkdir -p "$directory"
	{
		grep -E '^# (disk|qemu): ' "$file" || :
		echo "# cpus: $cpus,sockets=$cpus"
		echo "# memory: $(memory_for "$(setting "$file" memory 512)")"
		# The stack of a task that hangs is of no urgency to the kernel.
		echo "# kernel: debug $nodes$(setting "$file" kernel "")"
		echo "# arguments: ${1/\// }"
	} >"$directory/debug.sh"
	printf '%s\n' "$directory/debug.sh"
}

# guests_run KERNEL SCENARIO...: several at a time; see scenario_report.
guests_run() {
	local scenario stub
	shift

	for scenario in "$@"; do
		stub=$(stub_write "$scenario")
		disk_create "$(setting "$stub" disk 16)" >/dev/null
		jobs_below "$scenarios_at_once"
		scenario_judge "$scenario" "$stub" &
	done
	wait
	snapshots_drop
}

# scenario_judge SCENARIO STUB: run it, and have the gate read the kernel's log.
scenario_judge() {
	local directory=$results/$kernel/$1 started=$SECONDS

	guest_resume "$2" "$directory/tap" "$directory/log" "$debug_seconds" || :
	awk -v kernel="$kernel" -v alive="$alive" -f "$here/gate.awk" \
		"$here/allowed" "$directory/log" >"$directory/findings" ||
		echo "gate: it did not get through the log" >>"$directory/findings"
	say "$kernel $1: $((SECONDS - started)) s, $(wc -l <"$directory/findings") findings"
}

# test_line WHAT COMMAND...: one line of TAP, ok if the command succeeds.
test_line() {
	local what=$1
	shift

	number=$((number + 1))
	if "$@"; then
		echo "ok $number - $what"
	else
		echo "not ok $number - $what"
	fi
}

# scenario_report KERNEL SCENARIO: what came of it.
scenario_report() {
	local directory=$results/$1/$2

	case $2 in
	seed/*) seed_report "$1" "${2#seed/}" "$directory/findings" ;;
	*)
		tap_renumber "$1 $2" "$directory/tap"
		test_line "$1 $2: runs to its end" tap_is_whole "$directory/tap"
		test_line "$1 $2: the kernel has nothing to report" \
			[ ! -s "$directory/findings" ]
		sed 's/^/# /' "$directory/findings"
		;;
	esac
}

# seed_report KERNEL SEED FINDINGS: the gate has to refuse each bug, by its class, and to
# say whose it is.
seed_report() {
	local class
	class=$(awk -v kernel="$1" -v seed="$2" \
		'$1 == kernel && $2 == seed { print $3 }' "$here/seeds")

	if [ "$class" = - ]; then
		test_line "$1 without a bug: nothing is reported" [ ! -s "$3" ]
	else
		test_line "$1 a bug on purpose, $2: is reported as $class" \
			grep -q "^$class: .* (in the module)$" "$3"
	fi
	sed 's/^/# /' "$3"
}
