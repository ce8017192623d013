#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# lmkd-shim on this machine: its files one by one against cmocka and a directory
# that stands for the kernel, under ASan and UBSan; then the daemon as a whole.
# Prints TAP, one line a case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/shim.sh
. "$top/tests/lib/shim.sh"

need_packages "${shim_packages[@]}" libcmocka-dev
number=0
failed=0

# result STATUS WHAT: one line of TAP.
result() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - shim: %s\n' "$number" "$2"
	else
		failed=$((failed + 1))
		printf 'not ok %d - shim: %s\n' "$number" "$2"
	fi
}

# results NAME STATUS: what cmocka printed in its own TAP, or that it did not
# end.
results() {
	local line bad=

	while IFS= read -r line; do
		case $line in
		"ok "*) result 0 "$1: ${line#* - }" ;;
		"not ok "*)
			bad=yes
			result 1 "$1: ${line#* - }"
			;;
		"# ok"*) ;;
		"# "*) printf '%s\n' "$line" ;;
		esac
	done <"$build/$1.tap"
	[ "$2" = 0 ] || [ -n "$bad" ] && return
	result 1 "$1: ended with status $2"
	tail -n 20 "$build/$1.log" | sed 's/^/# /'
}

# Each test is linked with all of the daemon but its start, so that no list of
# what it takes has to be kept.
build=$cache/build/shim-tests
mkdir -p "$build"
sanitize="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
say "shim: compiling"
shim_build "$build/objects" CFLAGS="-g -Werror $sanitize" >"$build/make.log" 2>&1 ||
	{ tail -n 20 "$build/make.log" >&2; die "shim: does not compile"; }
rm -f "$build/shim.a"
find "$build/objects" -name '*.o' ! -name main.o ! -name 'lmkctl*' -exec \
	ar rc "$build/shim.a" {} +

# Some kernels place a program where ASan wants its shadow, unless told not to;
# not every container may say so.
fixed=()
setarch -R true 2>/dev/null && fixed=(setarch -R)

for test in "$top"/tests/shim/test_*.c; do
	name=$(basename "$test" .c)
	name=${name#test_}
	# shellcheck disable=SC2046,SC2086
	gcc -std=c11 -D_GNU_SOURCE -g -Wall -Wextra -Wconversion -Werror \
		$sanitize -o "$build/$name" "$test" "$build/shim.a" -lcmocka \
		$(pkg-config --libs libcap-ng libseccomp inih libsystemd jansson) ||
		die "shim: $test does not compile"
	status=0
	CMOCKA_MESSAGE_OUTPUT=TAP timeout 120 "${fixed[@]}" "$build/$name" \
		</dev/null >"$build/$name.tap" 2>"$build/$name.log" || status=$?
	results "$name" "$status"
done

# What the loop runs allocates nothing. (Reading settings does, in libraries.)
allocations() {
	nm -D -u "$build/plain/lmkd-shim" |
		grep -wE '((m|c|re|aligned_)alloc|strn?dup|v?asprintf|mmap)(@.*)?' || true
}
shim_build "$build/plain" CFLAGS="-O2" >"$build/make.log" 2>&1 ||
	die "shim: does not compile"
status=0
[ -z "$(allocations)" ] || { allocations | sed 's/^/# /'; status=1; }
result "$status" "no file of the daemon allocates memory"

# The daemon as it is installed.
for part in storms service; do
	# shellcheck source=/dev/null
	. "$top/tests/shim/live/$part.sh"
done

printf '1..%d\n' "$number"
[ "$failed" = 0 ]
