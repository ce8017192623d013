# SPDX-License-Identifier: GPL-2.0-only
# Sourced: a guest from Debian's kernel, busybox and our programs, in qemu.
# shellcheck shell=bash
# shellcheck source=tests/lib/userland.sh
. "$top/tests/lib/userland.sh"

# Kernel modules guests load, where they are not built in: a disk, and compressed
# swap with what it is compressed by, which the kernel would look for with
# /sbin/modprobe.
guest_modules=(virtio_pci virtio_blk lzo_rle zram)

guest_packages=(qemu-system-x86 busybox-static cpio kmod gcc libc6-dev make
	rsync libelf-dev "${shim_packages[@]}")

# What else guests need: FILE=PATH, which FILE goes to.
guest_files=("$top/debian/system/tmpfiles.d/lowmemorykiller.conf=tmpfiles.conf")

# test_module_build DIRECTORY: a module of the tests, for the guests' kernel. It is make
# that knows whether it is to be built again: the kernel may be another one, too.
test_module_build() {
	local name build
	name=$(basename "$1")
	build=$cache/build/$kernel_name/$name
	mkdir -p "$build"
	rsync -lpc "$1/Kbuild" "$1/$name.c" "$build/"
	toolchain make -C "$kernel_headers" M="$build" "${kernel_make[@]}" \
		KCFLAGS=-Werror modules >"$build.log" 2>&1 ||
		{ cat "$build.log" >&2; die "the module $name of the tests does not build"; }
}

# module_strip FROM TO: guests are small, and it is in their memory.
module_strip() {
	toolchain "${kernel_cross}strip" -g -o "$2" "$1"
}

# initramfs_build KO [FILE=PATH...]: sets initramfs. FILE goes to PATH.
initramfs_build() {
	local ko=$1 root=$cache/build/$kernel_name/initramfs directory file name
	shift

	rm -rf "$root"
	mkdir -p "$root"/{bin,lib/modules,scenarios}
	userland_copy "$root/bin"
	for directory in "$top"/tests/vm/modules/*; do
		name=$(basename "$directory")
		test_module_build "$directory"
		module_strip "$cache/build/$kernel_name/$name/$name.ko" "$root/$name.ko"
	done
	cp "$top/tests/vm/init" "$root/init"
	chmod +x "$root/init"
	# Not what runs here, which does no harm there.
	cp "$top"/tests/vm/*.sh "$root/lib/"
	cp "$top"/tests/vm/scenarios/*.sh "$top/tests/matrix/measure.sh" "$root/scenarios/"
	module_strip "$ko" "$root/lowmemorykiller.ko"
	modules_copy "$root"
	for file in "$@"; do
		mkdir -p "$root/$(dirname "${file#*=}")"
		cp "${file%%=*}" "$root/${file#*=}"
	done
	# Not compressed: a guest takes longer to unpack it than we to hand it over.
	initramfs=$root.cpio
	(cd "$root" && find . | cpio --quiet -o -H newc) >"$initramfs"
}

# modules_copy ROOT: the modules guests load and what these need.
modules_copy() {
	local module file known=$kernel_root/lib/modules/$kernel_release
	for module in "${guest_modules[@]}"; do
		modprobe -d "$kernel_root" -S "$kernel_release" --show-depends "$module" |
			sed -n 's/^insmod \([^ ]*\).*/\1/p' >"$1.depends" ||
			die "the kernel $kernel_release has no $module"
		[ ! -s "$1.depends" ] || printf '%s\n' "$module"
		while read -r file; do
			file=${file#"$kernel_root"}
			mkdir -p "$1$(dirname "$file")"
			cp "$kernel_root$file" "$1$file"
		done <"$1.depends"
	done >"$1/modules"
	mkdir -p "$1/lib/modules/$kernel_release"
	cp "$known"/modules.{order,builtin,builtin.modinfo} \
		"$1/lib/modules/$kernel_release/"
	depmod -b "$1" "$kernel_release"
}

# setting SCENARIO-FILE NAME DEFAULT: from a line "# NAME: VALUE" in it.
setting() {
	local value
	value=$(sed -n "s/^# $2: //p" "$1" | head -n 1)
	printf '%s\n' "${value:-$3}"
}

# guest_settings SCENARIO: a name in tests/vm/scenarios, or the path of a file that is
# in the initramfs below /scenarios. Sets file and scenario, its path and its name;
# machine, what qemu is told of the machine it wants; and boot_options, what its kernel
# is told. The serial ports are qemu's character devices console, for the kernel's log,
# and output, for what the scenario prints.
guest_settings() {
	local disk memory more console output

	# Enabling a trace event has the kernel record the names of processes,
	# and for that patches its scheduler: back when the event goes, at rmmod.
	# qemu 7.2 with a thread per CPU goes on executing the breakpoint that
	# was there meanwhile, now and then, and hangs (both CPUs in int3, 2 of
	# 60 runs). With an event from boot on, nothing is patched later.
	local tracing=trace_event=oom:mark_victim

	file=$1
	[ -e "$file" ] || file=$top/tests/vm/scenarios/$file.sh
	scenario=$(basename "$file" .sh)
	disk=$(disk_create "$(setting "$file" disk 16)")
	# Even, as there may be two nodes with half of it each.
	memory=$((($(setting "$file" memory 512) + ${guest_more_mb:-0}) / 2 * 2))
	read -r -a more <<<"$(setting "$file" qemu "" | sed "s/HALF/$((memory / 2))M/g")"
	guest_machine
	machine+=(-smp "$(setting "$file" cpus 2)" -m "$memory" "${more[@]}"
		-display none -nic none -no-reboot
		-drive "file=$disk,if=virtio,format=raw,readonly=on")
	boot_options="console=$console output=$output oops=panic panic=-1 softlockup_panic=1 loglevel=5 $tracing $(setting "$file" kernel "")"
}

# Sets machine as far as the architecture says it, and the names of its serial ports.
guest_machine() {
	case $kernel_arch in
	amd64)
		# A cmpxchg16b at boot goes wrong in qemu 7.2 with a 6.12 kernel. A
		# page is cleared byte by byte where the CPU is said to be good at
		# that, and found through five tables where there may be five: without
		# both, filling memory takes half the time.
		machine=(qemu-system-x86_64 -machine "pc,accel=tcg"
			-cpu "max,-cx16,-erms,-la57"
			-serial chardev:console -serial chardev:output)
		console=ttyS0 output=ttyS1
		;;
	arm64)
		# The default algorithm of pointer authentication takes most of the time.
		machine=(qemu-system-aarch64 -machine "virt,accel=tcg"
			-cpu "max,pauth-impdef=on" -serial chardev:console
			-device "pci-serial,chardev=output")
		console=ttyAMA0 output=ttyS0
		;;
	*) die "no machine is known for $kernel_arch" ;;
	esac
}

# guest_run SCENARIO OUTPUT LOG [SECONDS]: boot, run it, and wait for the end; see
# guest_settings. What it printed is in OUTPUT, the kernel's log in LOG. A guest that
# does not get to init gets a second chance: qemu 7.2 hangs now and then where the
# kernel measures its timers or patches itself, and nothing of ours is loaded by then.
guest_run() {
	local status=0

	guest_boot "$@" || status=$?
	[ ! -s "$2" ] || return $status
	say "$1: it did not get to init: once more"
	guest_boot "$@"
}

# tap_is_whole TAP: what a guest printed has a plan, and as many lines as that says.
tap_is_whole() {
	local lines

	lines=$(grep -cE '^(not )?ok ' "$1") && grep -qx "1\.\.$lines" "$1"
}

guest_boot() {
	local printed=$2 log=$3 seconds=${4:-$guest_seconds} status=0 qemu
	local file scenario machine boot_options

	guest_settings "$1"
	: >"$printed"
	timeout --kill-after=5 "$seconds" "${machine[@]}" -monitor none \
		-chardev "file,id=console,path=$log" \
		-chardev "file,id=output,path=$printed" \
		-kernel "$kernel_image" -initrd "${initramfs:?}" \
		-append "$boot_options scenario=$scenario" \
		</dev/null >"$log.qemu" 2>&1 &
	qemu=$!
	guest_watch &
	wait "$qemu" || status=$?
	kill $! 2>/dev/null || :
	guest_ended
	return $status
}

# guest_ended: a full disk or a qemu that will not start must not pass for a hang.
guest_ended() {
	[ "$status" = 0 ] || say "$scenario: qemu ended with status $status (124: no end after $seconds s), see $log"
	sed -i 's/\r$//' "$printed"
}

# guest_watch: end one that does not get to init.
guest_watch() {
	local tries=$guest_boot_seconds

	while [ "$tries" -gt 0 ] && [ ! -s "$printed" ]; do
		sleep 1
		tries=$((tries - 1))
	done
	[ -s "$printed" ] || kill "$qemu"
}

# Several times what it takes to boot, and what a scenario takes.
guest_boot_seconds=60
guest_seconds=480

# What Debian's 6.1 for amd64 leaves free of 512 MB, in kB: scenarios are made for
# that.
guest_free_kb=439000

# guest_measure: sets guest_more_mb, what a guest with this kernel needs beyond (or below) what
# a scenario says, because the kernel takes that for itself.
guest_measure() {
	local directory=$cache/build/$kernel_name free

	guest_more_mb=0
	guest_run "$top/tests/matrix/measure.sh" "$directory/measure.out" \
		"$directory/measure.log" || :
	free=$(sed -n 's/^# free: \([0-9]*\) kB$/\1/p' "$directory/measure.out")
	[ -n "$free" ] || die "a guest with $kernel_release does not boot: see $directory/measure.log"
	guest_more_mb=$(((guest_free_kb - free) / 1024))
}

# disk_create MB: a disk of that size, with something on it; prints its path.
disk_create() {
	local disk=$cache/build/disk-$1.raw
	[ -e "$disk" ] || {
		head -c "$1M" /dev/urandom >"$disk.$BASHPID"
		mv "$disk.$BASHPID" "$disk"
	}
	printf '%s\n' "$disk"
}

# What make is told beside the usual when modules for guests are built.
module_options=()

# module_stock: our module, built as users build it; sets module_ko.
module_stock() {
	local directory=$cache/build/$kernel_name/stock

	module_guest "$directory"
	module_ko=$directory/lowmemorykiller.ko
}

# module_unexported: as for a kernel that exports nothing it does not export
# everywhere, but to others (in a namespace); sets unexported_ko.
module_unexported() {
	local directory=$cache/build/$kernel_name/unexported

	sed 's/$/others/' "$kernel_headers/Module.symvers" >"$directory.symvers"
	module_guest "$directory" lowmem-symvers="$directory.symvers"
	! nm -u "$directory/lowmemorykiller.ko" | grep -q zap_ ||
		die "$directory was not built as it should"
	unexported_ko=$directory.ko
	module_strip "$directory/lowmemorykiller.ko" "$unexported_ko"
}

# module_guest DIRECTORY [VARIABLE=VALUE...]
module_guest() {
	local directory=$1
	shift

	mkdir -p "$directory"
	module_build "$kernel_headers" "$directory" W=1 KCFLAGS=-Werror \
		"${module_options[@]}" "$@" \
		>"$directory.log" 2>&1 ||
		{ cat "$directory.log" >&2; die "the module does not build"; }
}
