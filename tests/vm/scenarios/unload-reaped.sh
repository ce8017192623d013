# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# disk: 256
# rmmod right behind the SIGKILL: the OOM notifier, which alone knows of a victim
# whose process is gone and whose memory is not back, stays until it is.
# shellcheck shell=dash
. /lib/states.sh
victim_mb=300
next_mb=20
rounds=3

probe() { echo "p:$1 $2" >>$tracing/kprobe_events; }

# Patched once, while nobody comes by: see guest_settings.
echo 0 >/proc/sys/debug/kprobes-optimization
probe loads register_oom_notifier
probe unloads unregister_oom_notifier
probe reaped lowmemorykiller:reap_put
# A buffer of its own: with the module's events goes what they share one with.
probes=$tracing/instances/probes
mkdir $probes
echo 1 >$probes/events/kprobes/enable
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
round=0
while [ $round -lt $rounds ]; do
	unloads_behind running
	round=$((round + 1))
done
kill $reader

# probed NAME: how often.
probed() { grep -c " $1: " $probes/trace; }

same "as many unloads as rounds" $rounds "$(probed unloads)"
check "in each a victim was reaped" [ "$(probed reaped)" -ge $rounds ]
same "never without the notifier" "" "$(awk '
	/ loads: / { loaded = 1 }
	/ unloads: / { loaded = 0 }
	/ reaped: / && !loaded' $probes/trace)"
echo 0 >$probes/events/kprobes/enable
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
