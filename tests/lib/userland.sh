# SPDX-License-Identifier: GPL-2.0-only
# Sourced: what runs in a guest beside its kernel: busybox, the programs of the
# tests, lmkd-shim and lmkctl, all static; for this machine or for arm64.
# shellcheck shell=bash
# shellcheck source=tests/lib/shim.sh
. "$top/tests/lib/shim.sh"

# program_build SOURCE: sets program; rebuilt when it changed, whichever tree it is in.
program_build() {
	local directory=$cache/build/programs${kernel_cross:+-$kernel_arch}

	program=$directory/$(basename "$1" .c)
	mkdir -p "$directory"
	cmp -s "$1" "$program.c" && return
	userland "${kernel_cross:-}gcc" -std=gnu11 -O2 -Wall -Wextra -Werror \
		-static -o "$program" "$1"
	cp "$1" "$program.c"
}

# busybox_copy FILE: Debian's.
busybox_copy() {
	local directory=$cache/build/busybox-$kernel_arch

	[ -n "$kernel_cross" ] || { cp /bin/busybox "$1" && return; }
	[ -e "$directory/bin/busybox" ] || {
		mkdir -p "$directory"
		archive_update bookworm "$kernel_arch"
		archive_download bookworm "$kernel_arch" "$directory" busybox-static
		dpkg -x "$directory"/busybox-static_*.deb "$directory"
	}
	cp "$directory/bin/busybox" "$1"
}

# userland_copy DIRECTORY: all of it. One at a time may build what it takes.
userland_copy() { locked userland userland_fill "$1"; }

userland_fill() {
	local source file

	busybox_copy "$1/busybox"
	for source in "$top"/tests/vm/programs/*.c; do
		program_build "$source"
		cp "$program" "$1/"
	done
	shim_static
	for file in lmkd-shim lmkctl; do
		userland "${kernel_cross}strip" -o "$1/$file" "$shim_directory/$file"
	done
}
