#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# lmkd-shim on this machine: its files one by one against cmocka and a directory
# that stands for the kernel, under ASan and UBSan; then the daemon as a whole.
# Prints TAP, one line a case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/cmocka.sh
. "$top/tests/lib/cmocka.sh"

need_packages "${cmocka_packages[@]}"
build=$cache/build/shim-tests
mkdir -p "$build"
cmocka_run

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

results_end
