# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: kernels of which something is left out. Built, not booted;
# Debian's have everything.
# shellcheck shell=bash disable=SC2154

options_build=$cache/build/options

# EXPERT: without it there is no kernel without procfs.
options=(EXPERT 64BIT PRINTK BUG SYSFS MULTIUSER BLOCK SHMEM CGROUPS MODULES
	MODULE_UNLOAD MEMCG SMP NUMA SWAP PROC_FS FTRACE ENABLE_DEFAULT_TRACERS)

# What a kernel may be without, each with what has to go with it.
all_but_modules="MODULE_UNLOAD MEMCG NUMA SWAP FTRACE ENABLE_DEFAULT_TRACERS TRACEPOINTS SMP PROC_FS"
declare -A left_out=(
	[nothing]=""
	[MODULE_UNLOAD]=MODULE_UNLOAD
	[MEMCG]=MEMCG
	[NUMA]=NUMA
	[SWAP]=SWAP
	[TRACEPOINTS]="FTRACE ENABLE_DEFAULT_TRACERS TRACEPOINTS"
	[SMP]="SMP NUMA"
	[PROC_FS]=PROC_FS
	[modules]="MODULES MODULE_UNLOAD"
	[all]="MODULES $all_but_modules"
	["all but modules"]=$all_but_modules
)

options_make() {
	make -s -j"$(nproc)" -C "$tree" O="$options_build" ARCH=x86_64 "$@"
}

# options_configure NAME: a kernel without that, and nothing else; the kernel's own
# rules may undo what was asked for, and then the test would be of something else.
options_configure() {
	local option without

	mkdir -p "$options_build"
	read -r -a without <<<"${left_out[$1]}"
	set -- "${without[@]}"
	for option in "${options[@]}"; do
		case " $* " in
		*" $option "*) echo "# CONFIG_$option is not set" ;;
		*) echo "CONFIG_$option=y" ;;
		esac
	done >"$options_build/wanted"
	case " $* " in
	*" MODULES "*) echo CONFIG_LOWMEMORYKILLER=y ;;
	*) echo CONFIG_LOWMEMORYKILLER=m ;;
	esac >>"$options_build/wanted"
	options_make KCONFIG_ALLCONFIG="$options_build/wanted" allnoconfig
	for option in "$@"; do
		! grep "^CONFIG_$option=y" "$options_build/.config"
	done
	grep '^CONFIG_' "$options_build/wanted" |
		grep -vxFf "$options_build/.config" || :
}

# links_without NAME TARGET...: the whole kernel, each in a place of its own, as most of
# it stays as it is. What the module calls is there, too. Where nothing is left but the
# least, one kernel shows it for all.
links_without() {
	options_configure "$1"
	options_make "${@:2}" >"$options_build/log" 2>&1 ||
		{ tail -n 5 "$options_build/log"; return 1; }
}

# kernel_links_without NAME: with the module in it.
kernel_links_without() {
	local options_build=$options_build-$1

	links_without "$1" vmlinux
	nm "$options_build/vmlinux" >"$options_build/symbols"
	grep -q ' T lowmem_reaper_init$' "$options_build/symbols" ||
		echo "the module is not in it"
}

# module_links_without NAME: beside it, so that what it calls has to be exported.
module_links_without() {
	local options_build=$options_build-linked
	local module=$options_build/drivers/misc/lowmemorykiller/lowmemorykiller.ko

	rm -f "$module"
	links_without "$1" vmlinux modules
	[ -e "$module" ] || echo "there is no module"
}

# builds_without NAME: prints what the compiler has to say.
builds_without() {
	options_configure "$1"
	options_make prepare >"$options_build/log" 2>&1 ||
		{ tail -n 5 "$options_build/log"; return 1; }
	rm -f "$options_build"/drivers/misc/lowmemorykiller/core/*.o
	options_make W=1 KCFLAGS=-Werror drivers/misc/lowmemorykiller/ 2>&1
	[ -e "$options_build/drivers/misc/lowmemorykiller/core/main.o" ] ||
		echo "nothing was compiled"
}
