# SPDX-License-Identifier: GPL-2.0-only
# Whoever kills loses its CPU right behind the SIGKILL, to a reader of kills that is more
# important. The victim's memory does not wait for that.
# kernel: preempt=full
# shellcheck shell=dash
. /lib/states.sh

# The CPU of those who reclaim, which this shell does now and then, too; the victim and
# the reaper have the other.
there=2

preempter_has_ended() { grep -q ended /tmp/preempter.out; }

echo -1 >/proc/sys/kernel/sched_rt_runtime_us
check "the module loads" load levels=4096:0 $patience
preempter 1 5000 $stats/gone >/tmp/preempter.out 2>&1 &
check "somebody reads of kills" wait_for 50 grep -q open /tmp/preempter.out
victim_start running
pressure_start
for process in $$ $(pidof kswapd0) $(cat /tmp/grower.pid); do
	taskset -p $there "$process" >/dev/null
done
check "who reads of the kill keeps the CPU for a while" wait_for 600 preempter_has_ended
# By the reader's own look, as this shell may wait for what the killer holds.
same "and then finds the victim gone" "ended, 1" "$(grep ended /tmp/preempter.out)"
check "the grower gets what it needs" wait_for 600 grown grower
grep lowmemory_kill: $tracing/trace | sed 's/^/# /'
check "it was killed there" grep -q '\[001\].* lowmemory_kill: victim ' $tracing/trace
same "nobody else was killed" victim "$(victims)"
others_live
unload
