#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# run.sh [SECONDS]: fuzz every parser that reads what others write, two at a
# time, so long each (default $FUZZ_SECONDS or 60). Prints TAP, a line a parser;
# a crash leaves its input behind and names it.
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
mkdir -p "$build"
number=0
failed=0

# Some kernels place a program where ASan wants its shadow, unless told not to;
# not every container may say so.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)

# compile NAME [FLAG...] SOURCE...: fuzz_NAME.c and what it is about.
compile() {
	local name=$1
	shift

	(cd "$top" && clang -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Werror \
		-fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o "$build/fuzz_$name" \
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
	number=$((number + 1))
	if [ "$status" = 0 ] && [ "${executions:-0}" -gt 0 ]; then
		printf 'ok %d - fuzz %s: %s executions in %s s\n' "$number" \
			"$name" "$executions" "$seconds"
		return
	fi
	failed=$((failed + 1))
	printf 'not ok %d - fuzz %s: exit status %s after %s executions\n' \
		"$number" "$name" "$status" "${executions:-unknown}"
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
printf '1..%d\n' "$number"
[ "$failed" = 0 ]
