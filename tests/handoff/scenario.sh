# SPDX-License-Identifier: GPL-2.0-only
# Runs in a User Mode Linux with the module built in and the kernel patched: each
# victim is the OOM killer's as well, so that suspend and cpusets know of it.
# shellcheck shell=dash
adopted() {
	sed -n 's/.* mark_victim: pid=\([0-9]*\).*/\1/p' $tracing/trace
}

killed() { sed -n 's/.*lowmemory_kill: .* (\([0-9]*\)), page.*/\1/p' $tracing/trace; }

check "the module is built in" [ -d $parameters ]
echo 20000 >$parameters/kill_timeout_ms
echo 1 >$tracing/events/lowmemorykiller/enable
echo 1 >$tracing/events/oom/mark_victim/enable
start first 900 20
start second 800 20
set_levels 2048:500
start grower -900 10 --limit-mb 75 --interval-ms 10
check "the least important dies" wait_for 600 dead first
check "the grower lives, its memory intact" intact grower
note "victims: $(victims)"
check "in turn" sh -c "echo '$(victims)' | grep -qE '^first( second)?\$'"
same "the kernel has adopted whom the module has killed" "$(killed)" "$(adopted)"
same "each gave its memory back once" "$(killed | wc -l)" \
	"$(grep -c lowmemory_reap: $tracing/trace)"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
