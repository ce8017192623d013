# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: the module, built for a kernel with each compiler.
# shellcheck shell=bash disable=SC2154

# sparse_runs: not since the build asks for a version of it that Debian has not,
# with a script that is not among the headers.
sparse_runs() {
	local common

	common=$(echo "$kernel_root"/usr/src/linux-headers-*-common*)
	[ -e "$common/scripts/checker-valid.sh" ] ||
		! grep -q checker-valid.sh "$common/Makefile"
}

# sparse_sees_locks: not on 6.1 with PREEMPT_RT, where taking one is declared and
# giving it back is not.
sparse_sees_locks() {
	! grep -qs '^CONFIG_PREEMPT_RT=y' "$kernel_headers/.config" ||
		grep -qs 'void rt_spin_unlock(.*__releases' \
			"$kernel_root"/usr/src/linux-headers-*/include/linux/spinlock_rt.h
}

# build_options COMPILER: sets options. clang takes gcc's place by way of
# tests/lib/clang.sh: Debian's headers name gcc, so that LLVM=1 changes nothing.
build_options() {
	options=(W=1 KCFLAGS=-Werror)
	case $1 in
	clang) options+=(CC="$top/tests/lib/clang.sh" LD=ld.lld
		OBJECT_FILES_NON_STANDARD=y) ;;
	gcc)
		! sparse_runs || options+=(C=1)
		sparse_sees_locks || options+=(CF=-Wno-context)
		;;
	esac
}

# compiler_lines COMPILER: what it, or sparse, had to say. Nor is it news what
# objtool misses in clang's objects, which are not to be loaded.
compiler_lines() {
	local expected=('^warning: pahole version differs from the one used'
		'^  The kernel was built with: ')

	[ "$1" != clang ] ||
		expected+=("objtool: .*('naked' return|indirect call) found in MITIGATION_")
	build_lines "$cache/build/$kernel_name/w1-$1.log" "${expected[@]}"
}

# compiler_of DIRECTORY: who left its mark in what came out: "gcc 12".
compiler_of() {
	strings "$1/core/main.o" |
		sed -nE 's/^GCC: \([^)]*\) ([0-9]+)\..*/gcc \1/p
			s/^.*clang version ([0-9]+)\..*/clang \1/p' | head -n 1
}

# built_by COMPILER: where it is. What gcc makes of it is what guests load.
built_by() { printf '%s\n' "$cache/build/$kernel_name/${1/#gcc/stock}"; }

# module_builds COMPILER: from nothing, as what is not compiled anew is not warned
# about.
module_builds() {
	local directory log options

	directory=$(built_by "$1")
	log=$cache/build/$kernel_name/w1-$1.log
	build_options "$1"
	rm -rf "$directory"
	module_build "$kernel_headers" "$directory" "${options[@]}" \
		>"$log" 2>&1 || echo "it does not build: see $log"
	compiler_lines "$1" | head -n 30
	[[ $(compiler_of "$directory") = "$1 "* ]] || echo "not built by $1"
}

# module_is_checked: sparse has looked at every file.
module_is_checked() {
	build_unchecked "$(built_by gcc)" "$cache/build/$kernel_name/w1-gcc.log"
}

# build_is_alone: what one leaves in /tmp no other finds, nor one that goes on beside it.
build_is_alone() {
	toolchain touch /tmp/left
	! toolchain test -e /tmp/left || echo "it has the /tmp of others"
}
