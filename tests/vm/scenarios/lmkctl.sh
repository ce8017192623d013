# SPDX-License-Identifier: GPL-2.0-only
# lmkctl with the real module and daemon: what it shows is so, what it sets is in
# force, and it explains real kills.
# shellcheck shell=dash disable=SC2154
. /lib/shim.sh
export LMKD_SOCKET=$socket

# shows EXPRESSION ARGUMENT...: does lmkctl with these print such a line?
shows() {
	expression=$1
	shift
	lmkctl "$@" >/tmp/shown 2>&1 && grep -qE "$expression" /tmp/shown && return
	sed 's/^/# /' /tmp/shown
	return 1
}

# exits STATUS ARGUMENT...
exits() {
	expected=$1
	shift
	lmkctl "$@" >/tmp/shown 2>&1
	[ $? = "$expected" ]
}

check "without the module it says so" exits 3 status
sleep 1000 &
check "without a daemon nothing is set" exits 4 prio $! 0
check "the module loads" load $patience
check "after that it shows what there is" exits 0 status
check "nothing to tell of kills is no error" exits 0 why
shim_start

check "rows are set through the daemon" shows "in force: 16384:900" set 16384:900
check "they are in force" levels_are 16384:900
check "what is wrong is refused" exits 2 set 1:2,many:900
check "and named" grep -q "row 2: minfree \"many\"" /tmp/shown
check "what was in force stays" levels_are 16384:900
check "rows are set without the daemon" exits 0 set --direct 16384:900,20480:950
check "they are in force, too" levels_are 16384:900,20480:950
check "the page size is in the sum" shows " 64.0 MB| 64.0 " status

start cached 0 80
start browser 0 80
start music 0 40
check "importance is set through the daemon" exits 0 prio "$(pid_of cached)" 950
check "it is" adj_is cached 950
check "and without it" exits 0 prio --direct "$(pid_of browser)" 900
check "it is, too" adj_is browser 900

lmkctl watch --json --count 2 >/tmp/watched &
watcher=$!
start hog 0 20 --limit-mb 380 --interval-ms 20
check "two have to go" wait_for 900 dead browser
wait $watcher
same "watch has seen both, in order" \
	"$(pid_of cached) $(pid_of browser) " \
	"$(sed -n 's/.*"pid":\([0-9]*\),"uid".*/\1/p' /tmp/watched | tr '\n' ' ')"
check "the last kill is explained" shows "^browser \(pid $(pid_of browser)," why
check "with its row" shows "row 1" why
check "so is the one before, with who could have died instead" \
	shows "^cached \(pid $(pid_of cached),.*not chosen: browser \(.*lower oom_score_adj" why 2
check "the counters are shown" shows "kills +2$" status
check "so is the row in force" shows "in force" status
check "the music plays on" intact music
check "a table for this machine is suggested" shows "^to use it now: +lmkctl set [0-9]+:0," suggest
shim_stop
unload
