# SPDX-License-Identifier: GPL-2.0-only
# Sourced: Debian kernels unpacked into the cache, never installed on the host.
# shellcheck shell=bash
# shellcheck source=tests/lib/archive.sh
. "$top/tests/lib/archive.sh"

kernels=$top/tests/matrix/kernels

# What everything but the matrix runs on.
kernel_default=6.1

# Until kernel_prepare: this machine.
kernel_name=$kernel_default kernel_arch=amd64 kernel_cross='' kernel_make=()

# kernel_prepare NAME: a kernel of tests/matrix/kernels. Sets
#   kernel_name, kernel_archive, kernel_toolchain, kernel_arch, kernel_flavour,
#   kernel_scenarios  what its line says
#   kernel_release  as uname -r prints it
#   kernel_root     the unpacked packages: boot/, lib/modules/, usr/src/
#   kernel_headers  what make KDIR= takes
#   kernel_image    what qemu boots
#   kernel_make     what make needs to be told to build for it
#   kernel_cross    prefix of the compiler's name for it, empty for our own
kernel_prepare() {
	local line

	kernel_name=$1
	line=$(awk -v name="$kernel_name" '$1 == name' "$kernels")
	[ -n "$line" ] || die "no kernel $kernel_name in $kernels"
	# shellcheck disable=SC2034 # for those who source us
	read -r _ kernel_archive kernel_toolchain kernel_arch kernel_flavour \
		kernel_scenarios <<<"$line"
	kernel_root=$cache/kernel-$kernel_name
	kernel_is_there ||
		locked "kernel-$kernel_name" kernel_unpack
	kernel_release=$(cat "$kernel_root/release")
	kernel_headers=$kernel_root/usr/src/linux-headers-$kernel_release
	kernel_image=$kernel_root/boot/vmlinuz-$kernel_release
	kernel_cross=
	kernel_make=()
	[ "$kernel_arch" = amd64 ] && return
	kernel_cross=aarch64-linux-gnu-
	# shellcheck disable=SC2034
	kernel_make=(ARCH=arm64 "CROSS_COMPILE=$kernel_cross")
}

# What of its line says which one it is. A line may change, the name stay.
kernel_origin() { echo "$kernel_archive $kernel_arch $kernel_flavour"; }

kernel_is_there() {
	[ "$(cat "$kernel_root/origin" 2>/dev/null)" = "$(kernel_origin)" ]
}

# toolchain COMMAND...: run it where the compilers for this kernel are: here, or
# where toolchain_enter says.
toolchain() { "${kernel_shell[@]}" "$@"; }
kernel_shell=()

# kernel_packages RELEASE: the packages of Debian's it consists of, and what
# modules are built with, which runs here.
kernel_packages() {
	local apt=(archive_apt "$kernel_archive" "$kernel_arch" apt-cache depends)

	printf '%s\n' "linux-headers-$1" "linux-image-$1"
	# Since 7.x the image is in parts; the common headers are in one of theirs.
	"${apt[@]}" "linux-image-$1" |
		sed -nE 's/^ *Depends: (linux-(base|binary|modules)-[0-9].*)/\1/p'
	"${apt[@]}" "linux-headers-$1" |
		sed -nE 's/^ *Depends: (linux-headers-.*)/\1/p'
}

# kernel_newest: the newest of that release the archive has all of. Headers come out some
# hours before the signed image does.
kernel_newest() {
	local release

	while read -r release; do
		[ -z "$(archive_apt "$kernel_archive" "$kernel_arch" \
			apt-cache madison "linux-image-$release")" ] ||
			{ echo "$release" && return; }
	done < <(kernel_releases)
}

# kernel_releases: those there are headers for, newest first.
kernel_releases() {
	archive_apt "$kernel_archive" "$kernel_arch" \
		apt-cache pkgnames linux-headers- | sort -rV |
		sed -nE "s/^linux-headers-(${kernel_name%%-*}\\.[0-9.]+([-+][0-9a-z]+)?-$kernel_flavour)\$/\1/p"
}

kernel_unpack() {
	local release package kbuild work=$kernel_root.new

	kernel_is_there && return
	archive_update "$kernel_archive" "$kernel_arch"
	archive_update "$kernel_archive" amd64
	release=$(kernel_newest)
	[ -n "$release" ] ||
		die "$kernel_archive has no kernel ${kernel_name%%-*} for $kernel_flavour"
	say "fetching Debian's kernel $release"
	rm -rf "$work"
	mkdir -p "$work/debs"
	for package in $(kernel_packages "$release" | sort -u); do
		archive_download "$kernel_archive" "$kernel_arch" "$work/debs" "$package"
	done
	# Runs while building, so it is ours, whatever the kernel is for.
	kbuild=$(archive_apt "$kernel_archive" "$kernel_arch" apt-cache depends \
		"linux-headers-$release" | sed -nE 's/^ *Depends: (linux-kbuild-.*)/\1/p')
	archive_download "$kernel_archive" amd64 "$work/debs" "${kbuild%%:*}"
	for package in "$work"/debs/*.deb; do
		dpkg -x "$package" "$work"
	done
	rm -rf "$work/debs"
	kernel_settle "$work" "$release"
	kernel_origin >"$work/origin"
	rm -rf "$kernel_root"
	mv "$work" "$kernel_root"
}

# kernel_settle ROOT RELEASE: releases differ in where things are; make them one.
kernel_settle() {
	local root=$1 release=$2 image

	[ -e "$root/lib/modules" ] || ln -sn usr/lib "$root/lib"
	image=$(find "$root" -name 'vmlinuz*' -type f | head -n 1)
	mkdir -p "$root/boot"
	[ "$image" = "$root/boot/vmlinuz-$release" ] ||
		mv "$image" "$root/boot/vmlinuz-$release"
	# Its Makefile names the place the package is usually installed to.
	sed -i "s|/usr/src/|$kernel_root/usr/src/|" \
		"$root/usr/src/linux-headers-$release/Makefile"
	# The guests' modprobe knows no compression.
	find "$root/lib/modules/$release/kernel" -name '*.ko.xz' -exec xz -d {} +
	depmod -b "$root" "$release"
	printf '%s\n' "$release" >"$root/release"
}

# source_prepare RELEASE ARCHIVE: the kernel's source as Debian ships it there. Sets
# kernel_source.
source_prepare() {
	kernel_source=$cache/source-$1
	[ -e "$kernel_source/Makefile" ] || locked "source-$1" source_unpack "$@"
}

source_unpack() {
	local package=linux-source-$1 work=$kernel_source.new

	[ -e "$kernel_source/Makefile" ] && return
	say "fetching Debian's kernel source $1"
	rm -rf "$work"
	mkdir -p "$work/deb" "$work/tree"
	archive_update "$2" amd64
	archive_download "$2" amd64 "$work/deb" "$package"
	dpkg -x "$work"/deb/*.deb "$work"
	tar -xf "$work/usr/src/$package.tar.xz" -C "$work/tree" --strip-components=1
	rm -rf "$kernel_source"
	mv "$work/tree" "$kernel_source"
	rm -rf "$work"
}

# module_build HEADERS DIRECTORY [VARIABLE=VALUE...]: build the module from a
# copy of the tree, so that several kernels and options never share objects. What
# differs is new there, and nothing else: trees may be older than what another has
# left, and a fresh clone is younger than all.
module_build() {
	local headers=$1 directory=$2
	shift 2

	mkdir -p "$directory"
	rsync -rlpc --delete --exclude=.git --include='*/' \
		--include='*.[ch]' --include=Makefile --include=Kbuild \
		--include=Kconfig --exclude='*' "$top/" "$directory/" \
		--filter='P *.o' --filter='P *.cmd' --filter='P *.ko' \
		--filter='P *.mod' --filter='P *.mod.c' \
		--filter='P Module.symvers' --filter='P modules.order'
	toolchain make -C "$directory" -j2 KDIR="$headers" "${kernel_make[@]}" "$@"
}
