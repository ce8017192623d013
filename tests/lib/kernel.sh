# SPDX-License-Identifier: GPL-2.0-only
# Sourced: Debian kernels unpacked into the cache, never installed on the host.
# shellcheck shell=bash

# kernel_prepare: Debian's own 6.1 kernel for cloud guests. Sets
#   kernel_release  as uname -r prints it
#   kernel_root     the unpacked packages: boot/, lib/modules/, usr/src/
#   kernel_headers  what make KDIR= takes
#   kernel_image    what qemu boots
kernel_prepare() {
	kernel_root=$cache/kernel-6.1
	[ -e "$kernel_root/release" ] || locked kernel-6.1 kernel_unpack
	kernel_release=$(cat "$kernel_root/release")
	kernel_headers=$kernel_root/usr/src/linux-headers-$kernel_release
	kernel_image=$kernel_root/boot/vmlinuz-$kernel_release
}

kernel_unpack() {
	local release version work=$kernel_root.new

	[ -e "$kernel_root/release" ] && return
	command -v apt-get >/dev/null ||
		die "no apt-get here: $kernel_root needs Debian's linux-image-6.1*-cloud-amd64, linux-headers and linux-kbuild-6.1 unpacked"
	apt_lists
	release=$(apt-cache depends linux-headers-cloud-amd64 |
		sed -n 's/.*Depends: linux-headers-//p' | head -n 1)
	case $release in
	6.1.*) ;;
	*) die "expected Debian 12 with a 6.1 kernel, its archive offers '$release'" ;;
	esac
	version=${release%-cloud-amd64}
	say "fetching Debian's kernel $release"
	rm -rf "$work"
	mkdir -p "$work/debs"
	(cd "$work/debs" && apt-get download -qq \
		"linux-image-$release" "linux-headers-$release" \
		"linux-headers-$version-common" linux-kbuild-6.1 \
		>"$cache/apt.log" 2>&1) ||
		die "apt-get could not download the kernel: see $cache/apt.log"
	for deb in "$work"/debs/*.deb; do
		dpkg -x "$deb" "$work"
	done
	rm -rf "$work/debs"
	# Its Makefile names the place the package is usually installed to.
	sed -i "s|/usr/src/|$kernel_root/usr/src/|" \
		"$work/usr/src/linux-headers-$release/Makefile"
	depmod -b "$work" "$release"
	printf '%s\n' "$release" >"$work/release"
	rm -rf "$kernel_root"
	mv "$work" "$kernel_root"
}

# source_prepare: the kernel's source as Debian ships it. Sets kernel_source.
source_prepare() {
	kernel_source=$cache/source-6.1
	[ -e "$kernel_source/Makefile" ] || locked source-6.1 source_unpack
}

source_unpack() {
	local work=$kernel_source.new

	[ -e "$kernel_source/Makefile" ] && return
	apt_lists
	say "fetching Debian's kernel source"
	rm -rf "$work"
	mkdir -p "$work/deb" "$work/tree"
	(cd "$work/deb" && apt-get download -qq linux-source-6.1 \
		>"$cache/apt.log" 2>&1) ||
		die "apt-get could not download linux-source-6.1: see $cache/apt.log"
	dpkg -x "$work"/deb/*.deb "$work"
	tar -xf "$work/usr/src/linux-source-6.1.tar.xz" -C "$work/tree" \
		--strip-components=1
	rm -rf "$kernel_source"
	mv "$work/tree" "$kernel_source"
	rm -rf "$work"
}

# module_build HEADERS DIRECTORY [VARIABLE=VALUE...]: build the module from a
# copy of the tree, so that several kernels and options never share objects.
module_build() {
	local headers=$1 directory=$2
	shift 2

	mkdir -p "$directory"
	rsync -a --delete --exclude=.git --include='*/' \
		--include='*.[ch]' --include=Makefile --include=Kbuild \
		--include=Kconfig --exclude='*' "$top/" "$directory/" \
		--filter='P *.o' --filter='P *.cmd' --filter='P *.ko' \
		--filter='P *.mod' --filter='P *.mod.c' \
		--filter='P Module.symvers' --filter='P modules.order'
	make -C "$directory" -j2 KDIR="$headers" "$@"
}
