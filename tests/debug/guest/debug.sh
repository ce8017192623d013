# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest, around a scenario: has the kernel's log say all the gate has
# to know.
# shellcheck shell=dash

# What is loud is on the console, whatever its level.
log_say() { echo "<2>tests: $*" >/dev/kmsg; }

debug_begin() {
	# 4096: a module from outside the tree. These kernels know no signatures.
	taint=4096
	# The kernel's own names of what it checks would pass for complaints.
	dmesg -c >/dev/null
	echo on >/proc/sys/kernel/printk_devkmsg
	# Without ACPI the time has steps of 4 ms, within which the trace has what one CPU
	# did before what another did.
	echo counter >/sys/kernel/tracing/trace_clock
	leaks_begin
	log_say "memory: $(grep -E "^Mem(Total|Free|Available)" /proc/meminfo | tr -s " " | tr "\n" " ")"
	log_say "the guest is up"
}

debug_end() {
	log_say "the scenario has ended"
	[ ! -e /sys/module/lowmemorykiller ] || unload
	killall -9 app 2>/dev/null
	[ ! -e /sys/module/holder ] || rmmod holder
	locks_tell
	leaks_tell
	races_tell
	counts_tell
	log_say "the guest has been looked through"
	# What the kernel said is for the gate, which knows more than finish() does.
	dmesg -c >/dev/null
}

# A bug on purpose has been seen by now, but for a leak.
leaks_matter() {
	case ${seed-} in
	"" | none | leak) ;;
	*) false ;;
	esac
}

leaks_begin() {
	[ -e /sys/kernel/debug/kmemleak ] || return
	echo scan=off >/sys/kernel/debug/kmemleak
	echo clear >/sys/kernel/debug/kmemleak
}

# Behind rmmod, when nothing points from the module to what it has leaked. An object
# is reported that two scans in a row have found no pointer to, and no other contents
# in, and that is older than 5 s when the second begins.
leaks_tell() {
	[ -e /sys/kernel/debug/kmemleak ] && leaks_matter || return
	begun=$(uptime_s)
	echo scan >/sys/kernel/debug/kmemleak || return
	while [ $(($(uptime_s) - begun)) -le 6 ]; do
		sleep 1
	done
	echo scan >/sys/kernel/debug/kmemleak && log_say "kmemleak has scanned"
	while read -r line; do
		log_say "kmemleak: $line"
	done </sys/kernel/debug/kmemleak
}

uptime_s() { cut -d . -f 1 /proc/uptime; }

# After a report of a lock it checks no more. Behind this nothing of ours runs: without
# it what looks for leaks is faster by a sixth.
locks_tell() {
	[ -e /proc/lockdep_stats ] || return
	grep -q 'debug_locks: *1$' /proc/lockdep_stats && log_say "lockdep is on"
	echo 0 >/proc/sys/kernel/prove_locking
}

races_tell() {
	[ -e /sys/kernel/debug/kcsan ] || return
	grep -q 'enabled: 1' /sys/kernel/debug/kcsan && log_say "kcsan is on"
	log_say "kcsan: $(tr '\n' ' ' </sys/kernel/debug/kcsan)"
}

# What was executed how often, on kernels that count: a file for each of ours, which
# have no size for tar to go by, as text. For tests/coverage.
counts_tell() {
	[ -d /sys/kernel/debug/gcov ] || return
	(
		cd /sys/kernel/debug/gcov &&
			find . -name '*.gcda' | while read -r file; do
				mkdir -p "/tmp/counts/$(dirname "$file")"
				cat "$file" >"/tmp/counts/$file"
			done
	)
	tar -c -z -C /tmp/counts . | base64 | sed 's/^/# counts: /'
}
