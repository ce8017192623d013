# SPDX-License-Identifier: GPL-2.0-only
# Sourced: kernels compiled for tests, from Debian's source and fragments of
# configuration. They stay in the cache: the first build takes minutes.
# shellcheck shell=bash

compiled_packages=(bc bison flex gcc libc6-dev libelf-dev libssl-dev make perl
	python3 rsync xz-utils lz4)

# kernel_compile NAME SOURCE FRAGMENT...: compile SOURCE, configured by what the
# files FRAGMENT ask for and nothing else; one called *.Kconfig adds to what may be
# asked for, and one called *.make has variables for make. Sets what kernel_prepare does. Compiled anew only when the source or the
# compiler is another one; when a fragment is, what depends on it.
kernel_compile() {
	kernel_name=$1
	shift

	kernel_arch=amd64
	kernel_cross=
	kernel_make=()
	kernel_headers=$cache/build/kernel-$kernel_name
	kernel_root=$kernel_headers/root
	locked "build-kernel-$kernel_name" compiled_update "$@"
	kernel_image=$kernel_headers/arch/x86/boot/bzImage
	kernel_release=$(cat "$kernel_headers/include/config/kernel.release")
}

compiled_update() {
	local source=$1 build=$kernel_headers started=$SECONDS
	local origin=$build.origin asked=$build.config variables=()
	shift

	mkdir -p "$cache/build"
	compiled_origin "$source" >"$origin.new"
	compiled_asked "$@" >"$asked.new"
	cmp -s "$origin.new" "$origin" || rm -rf "$build" "$asked"
	compiled_same "$asked.new" "$asked" && return
	say "compiling the kernel $kernel_name (minutes)"
	# What is there is neither the old nor the new one until it is done.
	rm -f "$asked"
	mkdir -p "$build"
	mv "$origin.new" "$origin"
	compiled_variables "$source" "$@"
	compiled_configure "$source" "$asked.new"
	compiled_make "$source" bzImage modules >"$build.log" 2>&1 || {
		grep -m 5 -i 'error' "$build.log" >&2 || :
		die "the kernel $kernel_name does not build: see $build.log"
	}
	# There are no modules, but lists that say so.
	compiled_make "$source" INSTALL_MOD_PATH="$kernel_root" \
		modules_install >>"$build.log" 2>&1 ||
		die "the kernel $kernel_name cannot be installed: see $build.log"
	mv "$asked.new" "$asked"
	say "compiled the kernel $kernel_name in $((SECONDS - started)) s"
}

# compiled_asked FRAGMENT...: one of all; what is no configuration as comments.
compiled_asked() {
	local file

	for file in "$@"; do
		case $file in
		*.Kconfig | *.make) sed 's/^/#+ /' "$file" ;;
		*) cat "$file" ;;
		esac
	done
}

# compiled_same FILE FILE: do they ask for the same? Other words for it are no reason to
# compile a kernel.
compiled_same() {
	[ -e "$2" ] && cmp -s <(asked_lines "$1") <(asked_lines "$2")
}

asked_lines() { grep -E '^(CONFIG_|# CONFIG_|#\+)' "$1"; }

# compiled_variables SOURCE FRAGMENT...: sets variables, for make, if they ask for any.
compiled_variables() {
	local source=$1 file line
	shift

	for file in "$@"; do
		case $file in
		*.Kconfig)
			cat "$source/Kconfig" "$file" >"$build/Kconfig"
			variables+=("KBUILD_KCONFIG=$build/Kconfig")
			;;
		*.make)
			while read -r line; do
				variables+=("$line")
			done < <(grep -v '^#' "$file")
			;;
		esac
	done
}

# compiled_origin SOURCE: its release and when it was unpacked, and the compiler.
compiled_origin() {
	stat -L -c '%n %Y' "$1/Makefile"
	head -n 5 "$1/Makefile"
	gcc --version
}

compiled_make() {
	local source=$1
	shift

	# The name of this machine is none of the kernel's business.
	make -s -j"$(nproc)" -C "$source" O="$kernel_headers" \
		KBUILD_BUILD_USER=tests KBUILD_BUILD_HOST=tests "${variables[@]}" "$@"
}

# compiled_configure SOURCE ASKED: all that is not asked for is off, and what is asked
# for is on, or else it ends here.
compiled_configure() {
	local source=$1 asked=$2 build=$kernel_headers unset

	compiled_make "$source" KCONFIG_ALLCONFIG="$asked" allnoconfig \
		>"$build.log" 2>&1 ||
		die "the kernel $kernel_name cannot be configured: see $build.log"
	unset=$(grep '^CONFIG_' "$asked" | grep -vxF -f "$build/.config" || :)
	[ -z "$unset" ] ||
		die "the kernel $kernel_name does not offer, or not together: ${unset//$'\n'/ }"
}
