# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: the scenario its arguments name, with what has to be around it for
# the gate.
# shellcheck shell=dash
. /lib/debug.sh
name=${arguments%% *}
# Where there are huge pages, apps are filled with these, seven times as fast, until
# memory is short and there are none left. The kernel would keep 5 % of memory free for
# more of them. To swap one out or to move it, it has to be split, and PREEMPT_RT takes
# a lock that sleeps for that, with interrupts off.
huge_pages_fit() {
	[ -e /sys/kernel/mm/transparent_hugepage/enabled ] || return 1
	! uname -v | grep -q PREEMPT_RT ||
		! grep -q -e /lib/swap.sh -e 'echo offline' "/scenarios/$name.sh"
}

if huge_pages_fit; then
	min_free=$(cat /proc/sys/vm/min_free_kbytes)
	echo always >/sys/kernel/mm/transparent_hugepage/enabled
	echo always >/sys/kernel/mm/transparent_hugepage/shmem_enabled
	echo "$min_free" >/proc/sys/vm/min_free_kbytes
	export APP_HUGE_PAGES=1
fi
# So are processes to start; they take several times as much memory, too.
slowness=5
# KASAN marks each page that is freed: 1.5 GB takes 6 s on rt-6.12, with pauses of more
# than 150 ms beside another guest, and 0.3 s on kcsan-6.1.
! dmesg | grep -q KernelAddressSanitizer || freeing_slowness=10
debug_begin
. "/scenarios/$name.sh"
debug_end
