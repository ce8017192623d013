#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites of what is pure as a host program under ASan and UBSan.
# Prints TAP, one line a named case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"

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
(cd "$top" && gcc -std=gnu11 -O1 -g -Wall -Wextra -Wconversion -Werror \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -Itests/host/include \
	-o "$build/run_cases" "${sources[@]}") || die "host: does not compile"

# Some kernels place a program where ASan wants its shadow, unless told not to;
# not every container may say so.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)

# The plan is the last line: a program that dies or hangs leaves none.
timeout 60 "${fixed[@]}" "$build/run_cases"
