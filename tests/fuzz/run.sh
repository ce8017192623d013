#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [SECONDS]: fuzz the parsers of core/table.c (default $FUZZ_SECONDS or
# 60). Prints TAP with one line; a crash leaves its input behind and names it.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"

seconds=${1:-${FUZZ_SECONDS:-60}}
case $seconds in
'' | *[!0-9]*) die "usage: $0 [SECONDS]" ;;
esac
# libFuzzer takes 0 for "for ever".
[ "$seconds" -gt 0 ] || die "usage: $0 [SECONDS], 1 or more"

need_packages clang libclang-rt-14-dev

build=$cache/build/fuzz
log=$build/fuzz.log
mkdir -p "$build/corpus"

say "fuzz: compiling"
(cd "$top" && clang -std=gnu11 -O1 -g -Wall -Wextra -Werror \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	-Itests/host/include -o "$build/fuzz_table" \
	tests/fuzz/fuzz_table.c core/policy.c core/table.c) ||
	die "fuzz: does not compile"

# Finds go to a corpus in the cache, where the next run starts from them.
rm -f "$build"/crash-* "$build"/timeout-* "$build"/oom-* "$build"/leak-*
say "fuzz: running for $seconds s"
status=0
# Some kernels place a program where ASan wants its shadow, unless told not to;
# not every container may say so.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)
timeout $((seconds + 60)) "${fixed[@]}" "$build/fuzz_table" -max_total_time="$seconds" \
	-timeout=5 -max_len=256 -dict="$top/tests/fuzz/table.dict" \
	-artifact_prefix="$build/" -print_final_stats=1 \
	"$build/corpus" "$top/tests/fuzz/corpus" \
	</dev/null >"$log" 2>&1 || status=$?

executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
if [ "$status" = 0 ] && [ "${executions:-0}" -gt 0 ]; then
	printf 'ok 1 - fuzz table: %s executions in %s s\n' \
		"$executions" "$seconds"
else
	printf 'not ok 1 - fuzz table: exit status %s after %s executions\n' \
		"$status" "${executions:-unknown}"
	for reproducer in "$build"/{crash,timeout,oom,leak}-*; do
		[ ! -e "$reproducer" ] || printf '# reproducer: %s\n' "$reproducer"
	done
	grep -m 1 -e '^property broken' -e 'runtime error:' \
		-e '^SUMMARY:' "$log" | sed 's/^/# /' || true
	printf '# log: %s\n' "$log"
fi
printf '1..1\n'
[ "$status" = 0 ] && [ "${executions:-0}" -gt 0 ]
