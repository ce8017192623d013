# SPDX-License-Identifier: GPL-2.0-only
# insmod with the first allocation failing, then the second, and so on until there
# is none left to fail: it either loads or leaves nothing behind. Then the same for
# what else allocates when it is asked. Asked to be brief, only each eighth of those
# that the kernel makes for any module, four of five.
# shellcheck shell=dash
. /lib/faults.sh
faults_prepare
# With a backtrace for each, which tells those in the module's own init. What has no
# level of its own, as that, is not for the console, which takes seconds for it.
faults_set verbose 2
faults_set verbose_ratelimit_interval_ms 0
echo "5 7 1 7" >/proc/sys/kernel/printk
# But whose race it is stands in such lines.
[ ! -e /sys/kernel/debug/kcsan ] || echo "5 4 1 7" >/proc/sys/kernel/printk

# fails_in_turn WHAT ARGUMENT...: sets refused, in_init.
fails_in_turn() {
	job=$1
	shift
	failnth "$@" >/tmp/failnth.out
	sed "s/^/# $job: /" /tmp/failnth.out
	check "$job ends" grep -q '^refused' /tmp/failnth.out
	check "$job either works, or fails for want of memory" \
		sh -c "! grep -q '^wrong' /tmp/failnth.out"
	refused=$(sed -n 's/^refused \([0-9]*\),.*/\1/p' /tmp/failnth.out)
	in_init=$(sed -n 's/.*in init //p' /tmp/failnth.out)
	check "$job does fail" [ "$refused" -gt 0 ]
}

each=1
[ "$arguments" != "faults-load brief" ] || each=8
fails_in_turn "loading" load $each /lowmemorykiller.ko lowmemorykiller lowmem_init \
	/sys/module/lowmemorykiller /proc/lowmemorykiller \
	/sys/kernel/tracing/events/lowmemorykiller
# Reaper and its worker, trace probe, directory, two groups of files, queue, node,
# shrinker (two).
check "all steps of the module's own init had their turn" [ "$in_init" -ge 10 ]
same "no thread is left" 0 "$(living lowmem_reaper)"

# The kernel may have warned of its own by now (512); the gate has read what.
taint=$((taint | $(cat /proc/sys/kernel/tainted) & 512))

check "the module loads" load
fails_in_turn "opening the node" read /proc/lowmemorykiller
for cost in 1 0; do
	fails_in_turn "cost $cost" write $parameters/cost $cost
	same "it is in force" $cost "$(cat $parameters/cost)"
done
unload
