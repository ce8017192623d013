#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# lmkctl on this machine: its files one by one against cmocka, then the program
# below a directory that stands for the kernel, both under ASan and UBSan; its
# completion and its man page. Prints TAP, one line a case.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/cmocka.sh
. "$top/tests/lib/cmocka.sh"

need_packages "${cmocka_packages[@]}" file jq mandoc
build=$cache/build/lmkctl-tests
mkdir -p "$build"
cmocka_run

unset LMKD_SOCKET
for part in machine commands daemon completion manual install; do
	# shellcheck source=/dev/null
	. "$top/tests/lmkctl/$part.sh"
done

results_end
