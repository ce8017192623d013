#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# check.sh [all | STAGE...]: every test that needs one kernel, cheapest failures
# first; all: with every kernel of the matrix in the place of that one, and those that
# look for bugs; or these stages. Each prints TAP, which prove(1) judges: a test that
# failed, and a stage that died before its plan. Ends with one line, "N passed, N
# failed".
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/lib/common.sh"

need_packages perl
alone
results=$cache/results/check
rm -rf "$results"
mkdir -p "$results"

stages=(host gate lint shim lmkctl fuzz kunit handoff package vm docs)
case ${1-} in
"") ;;
all) stages=("${stages[@]/#vm/matrix}" debug) ;;
*) stages=("$@") ;;
esac
started=$SECONDS

stage_run() {
	say "== $1 ($((SECONDS - started)) s)"
	"$top/tests/$1/run.sh" </dev/null >"$results/$1.tap" \
		2> >(tee "$results/$1.log" >&2) || :
	# Failures at once, with what they say about themselves.
	grep -A 3 '^not ok' "$results/$1.tap" >&2 || :
}

for stage in "${stages[@]}"; do
	case $stage in
	vm | matrix | docs | debug)
		# Guests take all there is.
		wait
		stage_run "$stage"
		;;
	*)
		jobs_below 2
		stage_run "$stage" &
		;;
	esac
done
wait

status=0
prove --exec cat "$results"/*.tap >&2 || status=1
passed=$(cat "$results"/*.tap | grep -c '^ok ' || :)
failed=$(cat "$results"/*.tap | grep -c '^not ok ' || :)
skipped=$(cat "$results"/*.tap | grep -ci '^ok .*# skip' || :)
# A stage without its plan has not ended: that is a failure of its own.
for stage in "${stages[@]}"; do
	grep -q '^1\.\.[1-9]' "$results/$stage.tap" || {
		say "stage $stage did not end: see $results/$stage.log"
		failed=$((failed + 1))
		status=1
	}
done
# Nor may what prove alone objects to, a number that is missing, pass for none.
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$skipped" = 0 ] || grep -i '^ok .*# skip' "$results"/*.tap >&2
say "$skipped skipped"
say "took $((SECONDS - started)) s; all output is in $results"
echo "$((passed - skipped)) passed, $failed failed"
exit $status
