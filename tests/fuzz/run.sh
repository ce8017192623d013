#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [SECONDS]: fuzz every parser that reads what others write, two at a
# time, so long each (default $FUZZ_SECONDS or 60). Prints TAP, a line a parser;
# a crash leaves its input behind and names it.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/sanitize.sh
. "$top/tests/lib/sanitize.sh"
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

seconds=${1:-${FUZZ_SECONDS:-60}}
case $seconds in
'' | *[!0-9]*) die "usage: $0 [SECONDS]" ;;
esac
# libFuzzer takes 0 for "for ever".
[ "$seconds" -gt 0 ] || die "usage: $0 [SECONDS], 1 or more"

need_packages clang libclang-rt-14-dev

build=$cache/build/fuzz
mkdir -p "$build"
# compile NAME [FLAG...] SOURCE...: fuzz_NAME.c and what it is about.
compile() {
	local name=$1
	shift

	(cd "$top" && clang -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror \
		"${sanitize[@]}" -fsanitize=fuzzer -o "$build/fuzz_$name" \
		"tests/fuzz/fuzz_$name.c" "$@") ||
		die "fuzz: $name does not compile"
}

# fuzz NAME LENGTH [OPTION...]: run it; its log and exit status stay.
fuzz() {
	local name=$1 length=$2 status=0
	shift 2

	# Finds go to a corpus in the cache, where the next run starts from them.
	mkdir -p "$build/corpus/$name"
	rm -f "$build/$name"-*
	timeout $((seconds + 60)) "${fixed[@]}" "$build/fuzz_$name" \
		-max_total_time="$seconds" -timeout=5 -max_len="$length" \
		-artifact_prefix="$build/$name-" -print_final_stats=1 "$@" \
		"$build/corpus/$name" "$top/tests/fuzz/corpus/$name" \
		</dev/null >"$build/$name.log" 2>&1 || status=$?
	echo "$status" >"$build/$name.status"
}

# report NAME: its line of TAP.
report() {
	local name=$1 log=$build/$1.log status executions reproducer

	status=$(cat "$build/$name.status")
	executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	if [ "$status" = 0 ] && [ "${executions:-0}" -gt 0 ]; then
		result 0 "$name: $executions executions in $seconds s"
		return
	fi
	result 1 "$name: exit status $status after ${executions:-unknown} executions"
	for reproducer in "$build/$name"-*; do
		[ ! -e "$reproducer" ] || printf '# reproducer: %s\n' "$reproducer"
	done
	grep -m 1 -e '^property broken' -e 'runtime error:' \
		-e '^SUMMARY:' "$log" | sed 's/^/# /' || true
	printf '# log: %s\n' "$log"
}

say "fuzz: compiling"
compile table -Itests/host/include core/policy.c core/table.c
compile protocol lmkd-shim/protocol.c
compile record lmkd-shim/record.c
compile kills lmkd-shim/explain.c lmkd-shim/last_kills.c lmkd-shim/piece.c lmkd-shim/text.c

say "fuzz: running for $seconds s, twice"
fuzz table 256 -dict="$top/tests/fuzz/table.dict" &
fuzz protocol 128 &
wait
fuzz record 300 &
fuzz kills 600 &
wait
for name in table protocol record kills; do
	report "$name"
done
results_end
