#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# lmkctl on this machine: its files one by one against cmocka, then the program
# below a directory that stands for the kernel, both under ASan and UBSan; its
# completion and its man page. Prints TAP, one line a case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/shim.sh
. "$top/tests/lib/shim.sh"

need_packages "${shim_packages[@]}" file jq libcmocka-dev mandoc
build=$cache/build/lmkctl-tests
number=0
failed=0

# result STATUS WHAT: one line of TAP.
result() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - lmkctl: %s\n' "$number" "$2"
	else
		failed=$((failed + 1))
		printf 'not ok %d - lmkctl: %s\n' "$number" "$2"
	fi
}

# results NAME STATUS: what cmocka printed in its own TAP, or that it did not
# end.
results() {
	local line bad='' count=0

	while IFS= read -r line; do
		case $line in
		"ok "*)
			count=$((count + 1))
			result 0 "$1: ${line#* - }"
			;;
		"not ok "*)
			bad=yes
			result 1 "$1: ${line#* - }"
			;;
		"# ok"*) ;;
		"# "*) printf '%s\n' "$line" ;;
		esac
	done <"$build/$1.tap"
	[ "$2" = 0 ] && [ "$count" -gt 0 ] || [ -n "$bad" ] && return
	result 1 "$1: ended with status $2"
	tail -n 20 "$build/$1.log" | sed 's/^/# /'
}

mkdir -p "$build"
sanitize="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
say "lmkctl: compiling"
shim_build "$build/objects" CFLAGS="-g -Werror $sanitize" >"$build/make.log" 2>&1 ||
	{ tail -n 20 "$build/make.log" >&2; die "lmkctl: does not compile"; }
rm -f "$build/lmkctl.a"
find "$build/objects" -name '*.o' ! -name main.o ! -name lmkctl.o -exec \
	ar rc "$build/lmkctl.a" {} +

# Some kernels place a program where ASan wants its shadow, unless told not to;
# not every container may say so.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)

for test in "$top"/tests/lmkctl/test_*.c; do
	name=$(basename "$test" .c)
	name=${name#test_}
	# shellcheck disable=SC2086
	gcc -std=c11 -D_GNU_SOURCE -g -Wall -Wextra -Wconversion -Werror \
		$sanitize -o "$build/$name" "$test" "$build/lmkctl.a" \
		-lcmocka -ljansson || die "lmkctl: $test does not compile"
	status=0
	CMOCKA_MESSAGE_OUTPUT=TAP timeout 120 "${fixed[@]}" "$build/$name" \
		</dev/null >"$build/$name.tap" 2>"$build/$name.log" || status=$?
	results "$name" "$status"
done

unset LMKD_SOCKET
for part in machine commands daemon completion manual install; do
	# shellcheck source=/dev/null
	. "$top/tests/lmkctl/$part.sh"
done

printf '1..%d\n' "$number"
[ "$failed" = 0 ]
