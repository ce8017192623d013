# SPDX-License-Identifier: GPL-2.0-only
# Sourced: what to make of the log of a build of the module.
# shellcheck shell=bash

# build_lines LOG [EXPRESSION...]: what is not the usual progress, and not matched by
# one of these. A patch release of the compiler is no news; nobody has a vmlinux.
build_lines() {
	local log=$1
	shift

	grep -vE -e '^make(\[[0-9]+\])?: (Entering|Leaving) directory ' \
		-e '^make -C ' \
		-e '^  (CC \[M\]|CHECK|LD \[M\]|MODPOST|BTF \[M\]) ' \
		-e '^Skipping BTF generation for ' \
		-e '^warning: the compiler differs from the one used to build' \
		-e '^  (The kernel was built by|You are using): ' \
		"${@/#/-e}" "$log" || :
}

# build_unchecked DIRECTORY LOG: a finding if sparse has not looked at every file.
build_unchecked() {
	local objects checked

	objects=$(find "$1/core" -name '*.o' | wc -l)
	checked=$(grep -c '^  CHECK ' "$2" || :)
	[ "$checked" = "$objects" ] ||
		echo "$checked files checked, $objects compiled"
}
