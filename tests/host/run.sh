#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites of what is pure as a host program under ASan and UBSan.
# Prints TAP, one line a named case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/sanitize.sh
. "$top/tests/lib/sanitize.sh"

need_packages gcc libc6-dev linux-libc-dev

build=$cache/build/host
mkdir -p "$build"
sources=(
	core/candidates.c
	core/policy.c
	core/record.c
	core/table.c
	tests/kunit/candidates_test.c
	tests/kunit/policy_test.c
	tests/kunit/record_test.c
	tests/kunit/table_test.c
	tests/host/run_cases.c
)

say "host: compiling"
(cd "$top" && gcc -std=gnu11 -Wall -Wextra -Wconversion -Werror \
	"${sanitize[@]}" -Itests/host/include \
	-o "$build/run_cases" "${sources[@]}") || die "host: does not compile"

# The plan is the last line: a program that dies or hangs leaves none.
timeout 60 "${fixed[@]}" "$build/run_cases"
