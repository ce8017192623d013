#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# CC= for a build whose flags were chosen for gcc, as with Debian's headers: a
# compiler with other warnings has a look. What comes out is not to be loaded.
arguments=()
for argument in "$@"; do
	case $argument in
	# Flags of gcc alone.
	-mindirect-branch*=* | -mfunction-return=* | -mrecord-mcount | \
		-fconserve-stack | -fno-allow-store-data-races | \
		-fno-var-tracking* | -mpreferred-stack-boundary=* | \
		-falign-jumps=* | -falign-loops=* | -fplugin* | \
		-ftrivial-auto-var-init=* | -fzero-call-used-regs=* | \
		-mharden-sls=*) ;;
	*) arguments+=("$argument") ;;
	esac
done
# What the kernel asks of clang where it knows that it is clang.
exec clang "${arguments[@]}" -Wimplicit-fallthrough -Wno-gnu \
	-Wno-unknown-warning-option
