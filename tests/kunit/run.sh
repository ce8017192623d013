#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites inside a User Mode Linux kernel with KASAN and lockdep, the
# module built in. Prints TAP, one line a test function. The kernel stays in
# the cache: the first run takes minutes, the next ones seconds.
here=$(dirname "$0")
# shellcheck source=tests/lib/common.sh
. "$here/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$here/../lib/kernel.sh"

# shellcheck source=tests/lib/uml.sh
. "$here/../lib/uml.sh"

log=$build/kunit.log

# The levels are parsed before the kernel can allocate, and refused.
kernel_run() {
	say "kunit: running"
	uml_run 60 128 lowmemorykiller.levels=4096:0,8192:900,bad \
		kunit.filter_glob='lowmemorykiller_*' kunit_shutdown=halt
}

# kernel_judge: what the kernel's own reader of such logs says of it: 1 or 0.
kernel_judge() {
	python3 "$tree/tools/testing/kunit/kunit.py" parse "$log" \
		>"$build/kunit.py.log" 2>&1 || :
	tail -n 1 "$build/kunit.py.log" |
		grep -Ecx '.*Testing complete\. Ran [1-9][0-9]* tests: passed: [0-9]+' ||
		:
}

check() {
	local suites=("$here"/*_test.c)

	uml_prepare
	kernel_run
	tr -d '\r' <"$log" |
		awk -v suites_wanted="${#suites[@]}" \
			-v kunit_py="$(kernel_judge)" -f "$here/report.awk" ||
		{
			printf '# log: %s\n' "$log"
			return 1
		}
}

need_packages "${uml_packages[@]}"
locked uml check
