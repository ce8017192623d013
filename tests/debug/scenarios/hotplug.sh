# SPDX-License-Identifier: GPL-2.0-only
# memory: 640
# kernel: movablecore=384M
# CPUs and blocks of memory go and come back while processes are killed.
# shellcheck shell=dash
check "the module loads" load levels=8192:500 $patience
# Most of memory: a victim has to fill the rest, which takes its time on such kernels.
start bystander 100 280
(while :; do
	app --name victim --adj 950 --mb 10 --limit-mb 900 >/dev/null
done) &
pressure=$!

cpu_cycle() {
	echo 0 >/sys/devices/system/cpu/cpu1/online || return
	echo 1 >/sys/devices/system/cpu/cpu1/online
}

# The first block that goes; with memory short many do not.
memory_cycle() {
	for block in /sys/devices/system/memory/memory[0-9]*; do
		grep -qx Movable $block/valid_zones || continue
		echo offline >$block/state || continue
		echo online_movable >$block/state
		return
	done 2>/dev/null
	return 1
}

cpus=0
memories=0
rounds=0
killed_enough() { [ "$(stat kills)" -ge 8 ]; }
while [ $rounds -lt 200 ]; do
	rounds=$((rounds + 1))
	! cpu_cycle || cpus=$((cpus + 1))
	! memory_cycle || memories=$((memories + 1))
	! killed_enough || [ $cpus -lt 10 ] || [ $memories -lt 3 ] || break
done
note "$rounds rounds: CPU 1 was away $cpus times, memory $memories times, $(stat kills) kills"
check "processes died meanwhile" killed_enough
check "a CPU came and went" [ $cpus -ge 10 ]
check "memory came and went" [ $memories -ge 3 ]
kill $pressure
check "nobody but the victims died" sh -c "[ -z '$(victims | tr ' ' '\n' | grep -v '^victim$')' ]"
check "the bystander lives, its memory intact" intact bystander
killall -9 victim app 2>/dev/null
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
