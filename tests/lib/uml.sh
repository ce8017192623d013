# SPDX-License-Identifier: GPL-2.0-only
# Sourced: a User Mode Linux kernel with KASAN and lockdep, the module built in,
# and the patch that lets the module hand its victims to the kernel. It stays in
# the cache: the first build takes minutes, the next ones seconds.
# shellcheck shell=bash
# shellcheck source=tests/lib/layout.sh
. "$top/tests/lib/layout.sh"

tree=$cache/build/uml-source
build=$cache/build/uml
overlay=$tree/drivers/misc/lowmemorykiller
patch=$top/Documentation/patches/oom_adopt_victim-6.1.patch
config=$top/tests/kunit/.kunitconfig

# tree_prepare: a kernel tree that costs no space, because its files are links
# to the shared source; the two that take a line for the module are its own.
tree_prepare() {
	[ "$tree/Makefile" -ef "$kernel_source/Makefile" ] &&
		cmp -s "$tree/applied.patch" "$patch" && return
	say "uml: linking a kernel tree"
	rm -rf "$tree" "$tree.new" "$build"
	mkdir -p "$cache/build"
	# Also where the shared source is a link.
	cp -alH "$kernel_source" "$tree.new"
	sed -i '/^endmenu/i source "drivers/misc/lowmemorykiller/Kconfig"' \
		"$tree.new/drivers/misc/Kconfig"
	# shellcheck disable=SC2016 # for make to expand
	sed -i '$a obj-$(CONFIG_LOWMEMORYKILLER) += lowmemorykiller/' \
		"$tree.new/drivers/misc/Makefile"
	patch -s -p1 --fuzz=0 -d "$tree.new" <"$patch"
	cp "$patch" "$tree.new/applied.patch"
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
		cat "$config" "$top/Kconfig"
	} >"$stamp.new"
	cmp -s "$stamp.new" "$stamp" && return
	say "uml: configuring"
	uml_make KCONFIG_ALLCONFIG="$(realpath "$config")" \
		allnoconfig >"$build/make.log" 2>&1 ||
		die "uml: cannot configure: see $build/make.log"
	while read -r line; do
		case $line in
		CONFIG_*) grep -qx "$line" "$build/.config" ||
			die "uml: this kernel does not offer $line" ;;
		esac
	done <"$config"
	mv "$stamp.new" "$stamp"
}

kernel_build() {
	say "uml: building the kernel (minutes the first time)"
	uml_make linux >"$build/make.log" 2>&1 && return
	grep -m 5 -e 'error' -e 'Error' "$build/make.log" >&2 || true
	die "uml: does not build: see $build/make.log"
}

# uml_packages: what all of this takes.
uml_packages=(bc bison flex gcc libc6-dev make patch perl python3 rsync xz-utils)

# uml_prepare: the kernel as $build/linux. For one process at a time.
uml_prepare() {
	source_prepare 6.1 bookworm
	tree_prepare
	overlay_update
	config_update
	kernel_build
}

# uml_run SECONDS MB ARGUMENT...: boot it; what it says is in $log. A missing end
# is seen there.
uml_run() {
	local seconds=$1 mb=$2
	shift 2

	# /dev/shm, the default for its memory, is small in containers; and memory that
	# lies elsewhere each time takes more of it.
	TMPDIR=$build timeout -k 5 "$seconds" "${fixed[@]}" "$build/linux" \
		"mem=${mb}M" con=null con0=null,fd:1 con1=null ssl=null panic=-1 \
		"$@" </dev/null >"${log:?}" 2>&1 ||
		say "uml: the kernel ended with status $?"
}
