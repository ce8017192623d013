# SPDX-License-Identifier: GPL-2.0-only
# Sourced: compilers of the Debian release a kernel is from, in a chroot.
# shellcheck shell=bash
# shellcheck source=tests/lib/chroot.sh
. "$top/tests/lib/chroot.sh"

# What modules are built with, and what looks at them.
toolchain_packages=(make gcc libc6-dev binutils clang lld llvm sparse libelf-dev kmod)
toolchain_arm64=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
# The libraries lmkd-shim and lmkctl are linked with.
toolchain_libraries=(libcap-ng-dev libseccomp-dev libinih-dev libjansson-dev)

# toolchain_enter: from here on toolchain() and userland() are for the kernel that
# kernel_prepare was told. Programs for this machine are built here.
toolchain_enter() {
	local packages=("${toolchain_packages[@]}" "$(toolchain_gcc)")

	kernel_shell=() userland_shell=()
	# Headers with the kernel's own types: modules get theirs as well.
	[ ! -e "$kernel_headers/vmlinux" ] || packages+=(pahole)
	[ -z "$kernel_cross" ] || userland_enter
	chroot_prepare "$kernel_toolchain" "${packages[@]}"
	kernel_shell=(chroot_build "$chroot_root")
}

# toolchain_gcc: the compiler its headers ask for.
toolchain_gcc() {
	local name

	name=$(sed -nE 's/.*\b(gcc-[0-9]+).*/\1/p' "$kernel_headers/.kernelvariables" |
		head -n 1)
	printf '%s\n' "${name:-gcc}${kernel_cross:+-${kernel_cross%-}}"
}

# userland_enter: Debian 12, as this machine is; its libraries for arm64 beside it.
userland_enter() {
	need_packages qemu-system-arm
	chroot_prepare bookworm make pkg-config "${toolchain_arm64[@]}"
	chroot_run dpkg --print-foreign-architectures | grep -qx "$kernel_arch" || {
		chroot_run dpkg --add-architecture "$kernel_arch"
		chroot_run apt-get update -qq
	} >"$cache/chroot-bookworm.log" 2>&1
	chroot_prepare bookworm "${toolchain_libraries[@]/%/:$kernel_arch}"
	userland_shell=(chroot_build "$chroot_root")
}
