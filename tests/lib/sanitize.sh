# SPDX-License-Identifier: GPL-2.0-only
# Sourced: programs under ASan and UBSan. Some kernels place a program where ASan
# wants its shadow, unless told not to.
# shellcheck shell=bash disable=SC2034
# shellcheck source=tests/lib/layout.sh
. "$top/tests/lib/layout.sh"

sanitize=(-O1 -g "-fsanitize=address,undefined" -fno-sanitize-recover=all
	-fno-omit-frame-pointer)
