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
	leaks_begin
	log_say "memory: $(grep -E "^Mem(Total|Free|Available)" /proc/meminfo | tr -s " " | tr "\n" " ")"
	log_say "the guest is up"
}

debug_end() {
	[ ! -e /sys/module/lowmemorykiller ] || unload
	killall -9 app 2>/dev/null
	[ ! -e /sys/module/holder ] || rmmod holder
	leaks_tell
	locks_tell
	races_tell
	counts_tell
	log_say "the scenario has ended"
	# What the kernel said is for the gate, which knows more than finish() does.
	dmesg -c >/dev/null
}

leaks_begin() {
	[ -e /sys/kernel/debug/kmemleak ] || return
	echo scan=off >/sys/kernel/debug/kmemleak
	echo clear >/sys/kernel/debug/kmemleak
}

# Behind rmmod, when nothing points from the module to what it has leaked. Young
# objects, of the last 5 s, are not reported; a second scan finds what the first
# has seen a stale pointer to.
leaks_tell() {
	[ -e /sys/kernel/debug/kmemleak ] || return
	sleep 6
	echo scan >/sys/kernel/debug/kmemleak &&
		echo scan >/sys/kernel/debug/kmemleak &&
		log_say "kmemleak has scanned"
	head -n 400 /sys/kernel/debug/kmemleak | while read -r line; do
		log_say "kmemleak: $line"
	done
}

# After a report of a lock it checks no more.
locks_tell() {
	[ -e /proc/lockdep_stats ] || return
	grep -q 'debug_locks: *1$' /proc/lockdep_stats && log_say "lockdep is on"
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
