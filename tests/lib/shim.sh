# SPDX-License-Identifier: GPL-2.0-only
# Sourced: building lmkd-shim and lmkctl.
# shellcheck shell=bash

shim_packages=(gcc libc6-dev make pkg-config libcap-ng-dev libseccomp-dev
	libinih-dev libjansson-dev libsystemd-dev rsync)

# userland COMMAND...: run it where compilers and libraries for programs are: here,
# or where toolchain_enter says.
userland() { "${userland_shell[@]}" "$@"; }
userland_shell=()

# shim_build DIRECTORY [VARIABLE=VALUE...]: out of the tree, so that several
# kinds of builds never share objects; and from a copy, as in module_build.
shim_build() {
	local directory=$1 source=$cache/build/shim-source
	shift

	mkdir -p "$source"
	(cd "$top" && rsync -rlpcR --delete --exclude="*.o" --exclude="*.d" \
		lmkd-shim Documentation/man "$source/")
	userland make -s -C "$source/lmkd-shim" -j"$(nproc)" O="$directory" "$@"
}

# shim_static: as guests run it; sets shim_directory. Without a kernel for another
# architecture (see kernel_prepare) it is for this machine.
shim_static() {
	local target=()

	shim_directory=$cache/build/shim-static${kernel_cross:+-$kernel_arch}
	[ -z "${kernel_cross-}" ] ||
		target=("CC=${kernel_cross}gcc"
			"PKG_CONFIG=env PKG_CONFIG_LIBDIR=/usr/lib/${kernel_cross%-}/pkgconfig pkg-config")
	shim_build "$shim_directory" STATIC=1 CFLAGS="-O2 -g -Werror" "${target[@]}" \
		>"$shim_directory.log" 2>&1 ||
		{ tail -n 20 "$shim_directory.log" >&2; die "lmkd-shim does not build"; }
}
