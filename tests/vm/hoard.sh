# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: see scenarios/oom-zone.sh.
# shellcheck shell=dash

# kill_free_kb: how much was free beyond the reserves, as the last kill says.
kill_free_kb() {
	sed -n 's/.*lowmemory_kill: .*, free \(-*[0-9]*\)Kb,.*/\1/p' $tracing/trace |
		tail -n 1
}

# The kernel runs out of memory for itself, while what only processes may have is free:
# no row is reached by that, and it is the module's turn all the same. The kernel's OOM
# killer would take the largest process, whose memory is of no use for it.
hoard() {
	check "the module loads" load levels=1024:500 $patience
	start foreground 0 20
	start large 900 80
	(echo 950 >/proc/self/oom_score_adj && exec hoarder 480) >/tmp/hoarder.out 2>&1 &
	echo $! >/tmp/hoarder.child
	check "who has the kernel use up its memory dies" wait_for 600 dead hoarder
	same "one dies, the least important" hoarder "$(victims)"
	check "as the kernel ran out of it" \
		grep -q "lowmemory_kill: .*reason oom" $tracing/trace
	check "no more is said to be missing than there may be" \
		[ "$(kill_free_kb)" -gt -131072 ]
	check "the large one lives, its memory intact" intact large
	check "the foreground app lives, its memory intact" intact foreground
	same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
	unload
}
