# SPDX-License-Identifier: GPL-2.0-only
# Sourced: a guest from Debian's kernel, busybox and our programs, in qemu.
# shellcheck shell=bash
# shellcheck source=tests/lib/shim.sh
. "$top/tests/lib/shim.sh"

# Kernel modules guests load: a disk, and compressed swap with what it is
# compressed by, which the kernel would look for with /sbin/modprobe.
guest_modules=(virtio_pci virtio_blk lzo_rle zram)

guest_packages=(qemu-system-x86 busybox-static cpio kmod gcc libc6-dev make
	rsync libelf-dev "${shim_packages[@]}")

# program_build SOURCE: a static guest program, rebuilt when it changed.
program_build() {
	local name
	name=$(basename "$1" .c)
	mkdir -p "$cache/build/programs"
	[ "$cache/build/programs/$name" -nt "$1" ] ||
		gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static \
			-o "$cache/build/programs/$name" "$1"
}

# test_module_build DIRECTORY: a module of the tests, for the guests' kernel,
# rebuilt when it changed.
test_module_build() {
	local name build
	name=$(basename "$1")
	build=$cache/build/modules/$name-$kernel_release
	[ "$build/$name.ko" -nt "$1/$name.c" ] && [ "$build/$name.ko" -nt "$1/Kbuild" ] &&
		return
	mkdir -p "$build"
	cp "$1/Kbuild" "$1/$name.c" "$build/"
	make -C "$kernel_headers" M="$build" KCFLAGS=-Werror modules \
		>"$build.log" 2>&1 ||
		{ cat "$build.log" >&2; die "the module $name of the tests does not build"; }
}

# initramfs_build KO [FILE=PATH...]: sets initramfs. FILE goes to PATH.
initramfs_build() {
	local ko=$1 root=$cache/build/initramfs program directory file name
	shift

	rm -rf "$root"
	mkdir -p "$root"/{bin,lib/modules,scenarios}
	cp /bin/busybox "$root/bin/"
	for program in "$top"/tests/vm/programs/*.c; do
		program_build "$program"
		cp "$cache/build/programs/$(basename "$program" .c)" "$root/bin/"
	done
	for directory in "$top"/tests/vm/modules/*; do
		name=$(basename "$directory")
		test_module_build "$directory"
		strip -g -o "$root/$name.ko" \
			"$cache/build/modules/$name-$kernel_release/$name.ko"
	done
	cp "$top/tests/vm/init" "$root/init"
	chmod +x "$root/init"
	# Not what runs here, which does no harm there.
	cp "$top"/tests/vm/*.sh "$root/lib/"
	cp "$top"/tests/vm/scenarios/*.sh "$root/scenarios/"
	strip -g -o "$root/lowmemorykiller.ko" "$ko"
	shim_static
	strip -o "$root/bin/lmkd-shim" "$shim_directory/lmkd-shim"
	strip -o "$root/bin/lmkctl" "$shim_directory/lmkctl"
	modules_copy "$root"
	for file in "$@"; do
		mkdir -p "$root/$(dirname "${file#*=}")"
		cp "${file%%=*}" "$root/${file#*=}"
	done
	initramfs=$cache/build/initramfs.cpio.gz
	(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) >"$initramfs"
}

# modules_copy ROOT: the modules guests load and what these need.
modules_copy() {
	local module file
	printf '%s\n' "${guest_modules[@]}" >"$1/modules"
	for module in "${guest_modules[@]}"; do
		modprobe -d "$kernel_root" -S "$kernel_release" --show-depends "$module"
	done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | sort -u |
		while read -r file; do
			mkdir -p "$1$(dirname "${file#"$kernel_root"}")"
			cp "$file" "$1${file#"$kernel_root"}"
		done
	cp "$kernel_root/lib/modules/$kernel_release"/modules.{order,builtin,builtin.modinfo} \
		"$1/lib/modules/$kernel_release/"
	depmod -b "$1" "$kernel_release"
}

# setting SCENARIO-FILE NAME DEFAULT: from a line "# NAME: VALUE" in it.
setting() {
	local value
	value=$(sed -n "s/^# $2: //p" "$1" | head -n 1)
	printf '%s\n' "${value:-$3}"
}

# guest_run SCENARIO OUTPUT LOG [SECONDS]: boot, run it, and wait for the end.
# SCENARIO is a name in tests/vm/scenarios or the path of a file that is in the
# initramfs below /scenarios. What it printed is in OUTPUT, the kernel's log in
# LOG.
guest_run() {
	local file=$1 output=$2 log=$3 seconds=${4:-240}
	local scenario disk status=0 cpus numa=()

	# Enabling a trace event has the kernel record the names of processes,
	# and for that patches its scheduler: back when the event goes, at rmmod.
	# qemu 7.2 with a thread per CPU goes on executing the breakpoint that
	# was there meanwhile, now and then, and hangs (both CPUs in int3, 2 of
	# 60 runs). With an event from boot on, nothing is patched later.
	local tracing=trace_event=oom:mark_victim

	[ -e "$file" ] || file=$top/tests/vm/scenarios/$file.sh
	scenario=$(basename "$file" .sh)
	disk=$(disk_create "$(setting "$file" disk 16)")
	cpus=$(setting "$file" cpus 2)
	read -r -a numa <<<"$(setting "$file" qemu "")"
	: >"$output"
	timeout --kill-after=5 "$seconds" qemu-system-x86_64 \
		-machine pc,accel=tcg -cpu max,-cx16 -smp "$cpus" \
		-m "$(setting "$file" memory 512)" "${numa[@]}" \
		-display none -monitor none -nic none -no-reboot \
		-serial "file:$log" -serial "file:$output" \
		-drive "file=$disk,if=virtio,format=raw,readonly=on" \
		-kernel "$kernel_image" -initrd "${initramfs:?}" \
		-append "console=ttyS0 oops=panic panic=-1 softlockup_panic=1 loglevel=5 $tracing scenario=$scenario $(setting "$file" kernel "")" \
		</dev/null >"$log.qemu" 2>&1 || status=$?
	# A full disk or a qemu that will not start must not pass for a hang.
	[ "$status" = 0 ] || say "$scenario: qemu ended with status $status (124: no end after $seconds s), see $log"
	sed -i 's/\r$//' "$output"
	return $status
}

# disk_create MB: a disk of that size, with something on it; prints its path.
disk_create() {
	local disk=$cache/build/disk-$1.raw
	[ -e "$disk" ] || {
		head -c "$1M" /dev/urandom >"$disk.new"
		mv "$disk.new" "$disk"
	}
	printf '%s\n' "$disk"
}

# module_stock: our module against Debian's kernel; sets module_ko.
module_stock() {
	module_build "$kernel_headers" "$cache/build/stock" W=1 >"$cache/build/stock.log" 2>&1 ||
		{ cat "$cache/build/stock.log" >&2; die "the module does not build"; }
	module_ko=$cache/build/stock/lowmemorykiller.ko
}

# module_unexported: as for a kernel that exports nothing it does not export
# everywhere; sets unexported_ko.
module_unexported() {
	local directory=$cache/build/unexported

	module_build "$kernel_headers" "$directory" W=1 \
		lowmem-symvers=/dev/null >"$directory.log" 2>&1 ||
		{ cat "$directory.log" >&2; die "the module does not build"; }
	! nm -u "$directory/lowmemorykiller.ko" | grep -q zap_ ||
		die "$directory was not built as it should"
	# Guests are small, and it is in their memory.
	unexported_ko=$directory.ko
	strip -g -o "$unexported_ko" "$directory/lowmemorykiller.ko"
}
