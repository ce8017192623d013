#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The hand-over to the kernel's own OOM machinery, on a kernel with the patch of
# Documentation/patches: real processes under memory pressure in the User Mode
# Linux of the KUnit tests, with KASAN and lockdep. Prints TAP.
here=$(dirname "$0")
# shellcheck source=tests/lib/common.sh
. "$here/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$here/../lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$here/../lib/guest.sh"
# shellcheck source=tests/lib/uml.sh
. "$here/../lib/uml.sh"

log=$build/handoff.log
root=$build/handoff

initramfs_small() {
	rm -rf "$root"
	mkdir -p "$root/bin" "$root/lib"
	cp /bin/busybox "$root/bin/"
	program_build "$top/tests/vm/programs/app.c"
	cp "$cache/build/programs/app" "$root/bin/"
	cp "$top/tests/vm/guest.sh" "$root/lib/"
	cp "$here/init" "$here/scenario.sh" "$root/"
	chmod +x "$root/init"
	(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) >"$root.cpio.gz"
}

check() {
	uml_prepare
	initramfs_small
	say "handoff: running"
	uml_run 120 128 "initrd=$root.cpio.gz" root=/dev/ram0 rdinit=/init \
		kunit.enable=0 loglevel=1
	tr -d '\r' <"$log" | grep -E '^(not )?ok |^# |^1\.\.'
}

need_packages "${uml_packages[@]}" "${guest_packages[@]}"
locked uml check
