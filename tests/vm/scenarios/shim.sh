# SPDX-License-Identifier: GPL-2.0-only
# A framework on the socket, end to end: tables and importance in, a kill by the
# module, and word of it out, to whoever asked; also without the module, and
# when it is unloaded and loaded again.
# shellcheck shell=dash disable=SC2154
. /lib/shim.sh
levels=16384:900,20480:950

# fill: somebody takes so much that both applications have to go.
fill() {
	start hog 0 20 --limit-mb 380 --interval-ms 20
	check "$1: the least important dies" wait_for 900 dead cached
	check "$1: then the next" wait_for 900 dead browser
}

# word_of NAME: what both clients were told of a victim.
word_of() {
	pid=$(pid_of "$1")
	check "an event of its kill, for who asked for kills" \
		wait_for 50 heard events "^kill $pid uid $2 rss_kb [1-9][0-9]{3,}\$"
	check "the same for the other" wait_for 50 heard both "^kill $pid uid $2 "
	check "its statistics, for who asked for those" wait_for 50 heard both \
		"^stat uid $2 adj $3 min [0-9]+ rss [1-9][0-9]{6,} min_flt [1-9][0-9]* .* reason -1 name app\$"
}

shim_start
check "it says that there is no module" shim_said "is not there"
client events
client both
tell events "subscribe 0"
tell both "subscribe 0\nsubscribe 1"

start cached 0 80
start browser 0 80
start music 0 40
tell events "procprio $(pid_of cached) 0 950\nprocprio $(pid_of music) 0 200 1"
tell both "procs $(pid_of browser):0:900:0"
check "importance is written without the module" wait_for 50 adj_is cached 950
check "also of a service" wait_for 50 adj_is music 200
check "also of a batch" wait_for 50 adj_is browser 900
tell events "target 100:0"
tell events "target $levels"

check "the module loads" load $patience
check "it has the last tables asked for, at once" wait_for 50 levels_are $levels
same "its absence was said once" 1 "$(shim_said_times "is not there")"

fill "first"
word_of cached 0 950
word_of browser 0 900
same "each kill is told once" 2 "$(heard_times events '^kill ')"
same "who did not ask hears no statistics" 0 "$(heard_times events '^stat ')"
check "the one that matters lives, its memory intact" intact music
tell both "count 0 1000\ncount 950 950\ncount 0 899"
check "kills are counted" wait_for 50 heard both "^answer 4 2\$"
check "by range" wait_for 50 heard both "^answer 4 1\$"
check "also where there are none" wait_for 50 heard both "^answer 4 0\$"
same "as the module counts them" 2 "$(stat kills)"
check "the hog has its memory" intact hog

unload
check "it notices that the module is gone" wait_for 50 [ "$(shim_said_times "is not there")" = 2 ]
start cached 0 80
start browser 0 80
tell both "procprio $(pid_of cached) 0 950\nprocprio $(pid_of browser) 0 900"
check "importance is still written" wait_for 50 adj_is browser 900
: >/tmp/both.heard
: >/tmp/events.heard
echo >$tracing/trace
check "the module loads again" load $patience
check "the tables are there again" wait_for 50 levels_are $levels
fill "again"
word_of cached 0 950
word_of browser 0 900
tell both "count 0 1000"
check "the count goes on" wait_for 50 heard both "^answer 4 4\$"
check "the hog has its memory again" intact hog
tell both "target 4096:0"
check "and tables go in as before" wait_for 50 levels_are 4096:0
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
shim_stop
unload
