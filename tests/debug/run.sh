#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [--short] [SCENARIO...]: run guest scenarios on kernels that look for bugs,
# and print TAP. A scenario passes if its own tests do and the kernel has nothing to
# report. DEBUG=short: as --short. KERNELS: on which, all by default. GUESTS: how
# many at a time, one a CPU by default.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/debug/guests.sh
. "$top/tests/debug/guests.sh"

if [ "${1:-}" = --short ]; then
	DEBUG=short
	shift
fi

# scenarios_known: what there is for kernel $1, one a line.
scenarios_known() {
	local file
	for file in "$top"/tests/vm/scenarios/*.sh "$here"/scenarios/*.sh; do
		file=${file##*/}
		case $file in
		state-write.sh) printf '%s\n' state-write ;;
		# The table of seeds has them; states is all of the others.
		seed.sh | state-*.sh) ;;
		*) printf '%s\n' "${file%.sh}" ;;
		esac
	done
	awk -v kernel="$1" '$1 == kernel { print "seed/" $2 }' "$here/seeds"
}

# fits KERNEL SCENARIO: not in the table of those that do not.
fits() {
	! awk -v kernel="$1" -v scenario="$2" '
		!/^#/ && ($1 == "*" || $1 == kernel) && $2 == scenario { found = 1 }
		END { exit !found }' "$here/unfit"
}

# scenarios_asked KERNEL [SCENARIO...]: those, or the short list, or all.
scenarios_asked() {
	local kernel=$1
	shift

	if [ $# -gt 0 ]; then
		printf '%s\n' "$@"
	elif [ "${DEBUG:-}" = short ]; then
		awk -v kernel="$kernel" '$1 == kernel { print $2 }' "$here/short"
	else
		scenarios_known "$kernel"
	fi
}

# scenarios_for KERNEL [SCENARIO...]: those of them that fit it.
scenarios_for() {
	local scenario

	scenarios_asked "$@" | while read -r scenario; do
		! fits "$1" "$scenario" || printf '%s\n' "$scenario"
	done
}

# unfit_report KERNEL [SCENARIO...]: what of that does not fit it, as skipped.
unfit_report() {
	local kernel=$1 scenario
	shift

	while read -r scenario; do
		number=$((number + 1))
		echo "ok $number - $kernel $scenario # SKIP does not fit, see tests/debug/unfit"
	done < <(comm -23 <(scenarios_asked "$kernel" "$@" | sort) \
		<(scenarios_for "$kernel" "$@" | sort))
}

need_packages "${guest_packages[@]}" "${compiled_packages[@]}"
results=$cache/results/debug
# These kernels are several times slower.
guest_boot_seconds=100
# They are never idle either.
scenarios_at_once=${GUESTS:-$(nproc)}
number=0
for kernel in ${KERNELS:-debug-6.1 rt-6.12 kcsan-6.1}; do
	"kernel_$kernel"
	guest_prepare
	rm -rf "${results:?}/$kernel"
	mapfile -t scenarios < <(scenarios_for "$kernel" "$@")
	guests_run "$kernel" "${scenarios[@]}"
	for scenario in "${scenarios[@]}"; do
		scenario_report "$kernel" "$scenario"
	done
	unfit_report "$kernel" "$@"
done
echo "1..$number"
