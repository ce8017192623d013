#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [--kernel NAME] [SCENARIO...]: run guest scenarios, all by default, on a
# kernel of tests/matrix/kernels, 6.1 by default, and print TAP.
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

need_packages "${guest_packages[@]}"
if [ "${1-}" = --kernel ]; then
	kernel_prepare "$2"
	toolchain_enter
	shift 2
else
	kernel_prepare "$kernel_default"
fi
scenarios_prepare

[ $# -gt 0 ] || mapfile -t scenarios < <(scenarios_all)
[ $# -eq 0 ] || scenarios=("$@")
results=$cache/results/vm-$kernel_name
scenarios_run "$results" "${scenarios[@]}"
number=0
scenarios_report "" "$results" "${scenarios[@]}"
echo "1..$number"
