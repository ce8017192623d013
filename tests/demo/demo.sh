#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make demo: watch the module and lmkd-shim at work, on a small phone of real
# processes.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"

demo=$top/tests/demo
results=$top/demo-output
guest=

# What a viewer is to read; say() is for the rest.
tell() { printf '%s\n' "$*"; }

guest_stop() {
	local children
	[ -n "$guest" ] || return 0
	# The subshell does not hand signals on to what runs in it.
	children=$(cat "/proc/$guest/task/$guest/children" 2>/dev/null) || return 0
	# shellcheck disable=SC2086
	kill $children 2>/dev/null || :
}

prepare() {
	need_packages "${guest_packages[@]}" gnuplot-nox fonts-dejavu-core
	kernel_prepare "$kernel_default"
	# Apart from the tests, so that both can run at once.
	cache=$cache/demo
	mkdir -p "$cache/build" "$results"
	exec 8>"$cache/lock"
	flock -n 8 || die "another demonstration is running"
	rm -f "$results"/{timeline.svg,timeline.png,table.txt,trace.txt}

	tell "building the module for Debian's kernel $kernel_release, and lmkd-shim"
	module_stock
	program_build "$demo/sampler.c"
	initramfs_build "$module_ko" \
		"$cache/build/programs/sampler=bin/sampler" \
		"$demo/scenario.sh=scenarios/scenario.sh"
}

# The guest's notes, and kills as ftrace prints them; not the rest.
show_live() {
	local line recorded=
	while IFS= read -r line; do
		case $line in
		"# the trace follows") recorded=yes ;;
		"# the trace ends") recorded= ;;
		"# "*) [ -n "$recorded" ] || tell "guest: ${line#"# "}" ;;
		*lowmemory_kill:*) [ -n "$recorded" ] || tell "$line" ;;
		esac
	done
}

watch() {
	tell "booting it in qemu: 512 MB of memory, 2 CPUs, no swap"
	: >"$cache/output"
	# It stays until guest_stop() has found what runs in it.
	(
		trap '' HUP TERM
		guest_run "$demo/scenario.sh" "$cache/output" "$cache/guest.log" 120
	) &
	guest=$!
	# In the background, for a signal to be heard at once.
	tail -n +1 -f --pid="$guest" "$cache/output" | show_live &
	wait $!
	wait "$guest" || die "the guest did not end as it should: see $cache/guest.log"
	guest=
}

# Everything below is from the trace alone.
record() {
	sed '1,/^# the trace follows/d; /^# the trace ends/,$d' \
		"$cache/output" >"$results/trace.txt"
	grep '^not ok' "$cache/output" >&2 &&
		die "something failed in the guest: see $cache/output"
	grep -q '^1\.\.' "$cache/output" ||
		die "the guest did not run to its end: see $cache/output and $cache/guest.log"
}

tabulate() {
	rm -f "$cache"/*.dat
	awk -v out="$cache" -f "$demo/table.awk" "$results/trace.txt" \
		>"$results/table.txt"
	echo
	cat "$results/table.txt"
	echo
}

draw() {
	local format
	for format in svg png; do
		gnuplot -e "format = '$format'; data = '$cache'; output_file = '$results/timeline.$format'; release = '$kernel_release'" \
			"$demo/timeline.gp" 2>"$cache/gnuplot.log" ||
			die "gnuplot failed: $(cat "$cache/gnuplot.log")"
	done
}

verdict() {
	local oom_kills
	[ -s "$cache/kills.dat" ] || die "nobody was killed: see $results/trace.txt"
	oom_kills=$(sed -n 's/^kernel OOM kills: //p' "$results/table.txt")
	[ "$oom_kills" = 0 ] || die "the kernel's OOM killer killed $oom_kills, the module came too late"
	! grep -q damaged "$results/table.txt" || die "a process that lived lost memory"
}

trap guest_stop EXIT
trap 'exit 130' HUP INT TERM
tell "This boots Debian's 6.1 kernel in a virtual machine with the module in it, tells"
tell "it through lmkd-shim what Android's framework would, fills its memory and shows"
tell "who is killed, when and why. It takes less than a minute (the first time longer:"
tell "what it needs is downloaded to $cache)."
prepare
watch
record
tabulate
verdict
draw
tell "plot:  $results/timeline.svg and timeline.png"
tell "table: $results/table.txt"
tell "trace: $results/trace.txt"
