#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# CC= for a build whose flags were chosen for gcc, as with Debian's headers: a
# compiler with other warnings has a look. What comes out is not to be loaded.
arguments=()
for argument in "$@"; do
	case $argument in
	# Flags of gcc alone.
	-mindirect-branch* | -mfunction-return=* | -mrecord-mcount | \
		-fconserve-stack | -fno-allow-store-data-races | \
		-fno-var-tracking* | -mpreferred-stack-boundary=* | \
		-falign-jumps=* | -falign-loops=* | -fplugin* | \
		-ftrivial-auto-var-init=* | -fzero-call-used-regs=* | \
		-mharden-sls=* | -fmin-function-alignment=* | \
		-fsanitize=bounds-strict) ;;
	*) arguments+=("$argument") ;;
	esac
done
# What the kernel asks of clang where it knows that it is clang. (7.x has a header
# that says the address space of a variable twice.)
exec clang "${arguments[@]}" -include "$(dirname "$0")/clang.h" \
	-Wimplicit-fallthrough -Wno-gnu -Wno-microsoft -Wno-enum-enum-conversion \
	-Wno-duplicate-decl-specifier -Wno-unknown-warning-option
