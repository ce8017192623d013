#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites inside a User Mode Linux kernel with KASAN and lockdep, the
# module built in. Prints TAP, one line a test function. The kernel stays in
# the cache: the first run takes minutes, the next ones seconds.
here=$(dirname "$0")
# shellcheck source=tests/lib/common.sh
. "$here/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$here/../lib/kernel.sh"

tree=$cache/build/uml-source
build=$cache/build/uml
overlay=$tree/drivers/misc/lowmemorykiller
log=$build/kunit.log

# tree_prepare: a kernel tree that costs no space, because its files are links
# to the shared source; the two that take a line for the module are its own.
tree_prepare() {
	[ "$tree/Makefile" -ef "$kernel_source/Makefile" ] && return
	say "kunit: linking a kernel tree"
	rm -rf "$tree" "$tree.new" "$build"
	mkdir -p "$cache/build"
	cp -al "$kernel_source" "$tree.new"
	sed -i '/^endmenu/i source "drivers/misc/lowmemorykiller/Kconfig"' \
		"$tree.new/drivers/misc/Kconfig"
	# shellcheck disable=SC2016 # for make to expand
	sed -i '$a obj-$(CONFIG_LOWMEMORYKILLER) += lowmemorykiller/' \
		"$tree.new/drivers/misc/Makefile"
	mv "$tree.new" "$tree"
}

# overlay_update: by content, with new time stamps, so that make sees exactly
# what differs from the last build, whichever way it changed.
overlay_update() {
	mkdir -p "$overlay"
	(cd "$top" && rsync -rcR --delete lowmemorykiller.[ch] Kbuild Kconfig \
		core trace tests/kunit "$overlay/")
}

uml_make() {
	nice make -s -j"$(nproc)" -C "$tree" O="$build" ARCH=um "$@"
}

# config_update: only when something it depends on changed; it takes seconds.
config_update() {
	local stamp=$build/config.stamp line

	mkdir -p "$build"
	{
		gcc --version
		cat "$here/.kunitconfig" "$top/Kconfig"
	} >"$stamp.new"
	cmp -s "$stamp.new" "$stamp" && return
	say "kunit: configuring"
	uml_make KCONFIG_ALLCONFIG="$(realpath "$here/.kunitconfig")" \
		allnoconfig >"$build/make.log" 2>&1 ||
		die "kunit: cannot configure: see $build/make.log"
	while read -r line; do
		case $line in
		CONFIG_*) grep -qx "$line" "$build/.config" ||
			die "kunit: this kernel does not offer $line" ;;
		esac
	done <"$here/.kunitconfig"
	mv "$stamp.new" "$stamp"
}

kernel_build() {
	say "kunit: building the kernel (minutes the first time)"
	uml_make linux >"$build/make.log" 2>&1 && return
	grep -m 5 -e 'error' -e 'Error' "$build/make.log" >&2 || true
	die "kunit: does not build: see $build/make.log"
}

# kernel_run: boot, run the suites, halt. A missing end is seen in the log. The
# levels are parsed before the kernel can allocate, and refused.
kernel_run() {
	local fixed=()

	# A varying layout costs memory in UML; not every container may fix it.
	setarch -R true 2>/dev/null && fixed=(setarch -R)
	say "kunit: running"
	# /dev/shm, the default for its memory, is small in containers.
	TMPDIR=$build timeout -k 5 60 "${fixed[@]}" "$build/linux" mem=128M \
		con=null con0=null,fd:1 con1=null ssl=null panic=-1 \
		lowmemorykiller.levels=4096:0,8192:900,bad \
		kunit.filter_glob='lowmemorykiller_*' kunit_shutdown=halt \
		</dev/null >"$log" 2>&1 ||
		say "kunit: the kernel ended with status $?"
}

# kernel_judge: what the kernel's own reader of such logs says of it: 1 or 0.
kernel_judge() {
	python3 "$tree/tools/testing/kunit/kunit.py" parse "$log" \
		>"$build/kunit.py.log" 2>&1 || :
	tail -n 1 "$build/kunit.py.log" |
		grep -Ecx '.*Testing complete\. Ran [1-9][0-9]* tests: passed: [0-9]+' ||
		:
}

check() {
	local suites=("$here"/*_test.c)

	source_prepare
	tree_prepare
	overlay_update
	config_update
	kernel_build
	kernel_run
	tr -d '\r' <"$log" |
		awk -v suites_wanted="${#suites[@]}" \
			-v kunit_py="$(kernel_judge)" -f "$here/report.awk" ||
		{
			printf '# log: %s\n' "$log"
			return 1
		}
}

need_packages bc bison flex gcc libc6-dev make perl python3 rsync xz-utils
locked kunit check
