# SPDX-License-Identifier: GPL-2.0-only
# Sourced: many guest scenarios, several at a time, as one TAP document.
# shellcheck shell=bash
# shellcheck source=tests/lib/snapshot.sh
. "$top/tests/lib/snapshot.sh"

# At a time. A guest has two CPUs, of which it uses less than one: with two for two of
# ours a quarter of the time is lost.
scenarios_at_once=${GUESTS:-$((($(nproc) * 3 + 1) / 2))}

# scenarios_all: their names, the longest first, so that none is left alone at the
# end; the others by name.
scenarios_all() {
	local file
	for file in "$top"/tests/vm/scenarios/*.sh; do
		printf '%s %s\n' "$(setting "$file" minutes 0)" "$(basename "$file" .sh)"
	done | sort -k1,1nr -k2 | cut -d ' ' -f 2
}

# scenarios_prepare: all that they need, for the kernel of kernel_prepare or
# kernel_compile.
scenarios_prepare() {
	mkdir -p "$cache/build/$kernel_name"
	module_stock
	module_unexported
	snapshots_drop
	initramfs_build "$module_ko" "$unexported_ko=unexported.ko" \
		"${guest_files[@]}"
	guest_measure
}

# scenarios_run RESULTS SCENARIO...: what each printed, and its log, are in there.
scenarios_run() {
	local results=$1 scenario
	shift

	mkdir -p "$results"
	# What another run has left is not to be taken for this one's.
	for scenario in "$@"; do
		rm -f "$results/$scenario.tap"
	done
	# Disks are made on demand, which two must not do at once.
	for scenario in "$@"; do
		disk_create "$(setting "$top/tests/vm/scenarios/$scenario.sh" disk 16)"
	done >"$results/disks"
	for scenario in "$@"; do
		jobs_below "$scenarios_at_once"
		scenario_run "$results" "$scenario" &
	done
	wait
	snapshots_drop
}

scenario_run() {
	local started=$SECONDS

	guest_resume "$2" "$1/$2.tap" "$1/$2.log" || :
	say "$kernel_name: guest scenario $2: $((SECONDS - started)) s"
}

# tap_renumber LABEL TAP: numbered on from number, without the plan.
tap_renumber() {
	local line

	while IFS= read -r line; do
		case $line in
		"ok "* | "not ok "*)
			number=$((number + 1))
			printf '%s\n' "$line" |
				sed -E "s|^(not )?ok [0-9]+ -|\1ok $number - $1:|"
			;;
		"# "*) printf '%s\n' "$line" ;;
		esac
	done <"$2"
}

# scenarios_report LABEL RESULTS SCENARIO...: one document of many, numbered on from
# number, in which a plan that is missing or not kept is a failure. The plan is the caller's.
scenarios_report() {
	local label=$1 results=$2 scenario
	shift 2

	for scenario in "$@"; do
		tap_renumber "$label$scenario" "$results/$scenario.tap"
		tap_is_whole "$results/$scenario.tap" || {
			number=$((number + 1))
			echo "not ok $number - $label$scenario: ran to its end"
			tail -n 20 "$results/$scenario.log" | sed 's/^/# /'
		}
	done
}
