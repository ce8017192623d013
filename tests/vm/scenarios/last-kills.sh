# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# stats/last_kills says of each kill what the trace says, and who would have died
# instead; stats/ beside it, what memory looks like and what that means.
# shellcheck shell=dash
. /lib/events.sh

# last NUMBER: that line of last_kills, the newest is 1.
last() { sed -n "${1}p" $stats/last_kills; }

# field NAME LINE: the value it has there; of several of that name, all.
field() { echo "$2" | tr '\t' '\n' | sed -n "s/^$1=//p"; }

# rss_of NAME: pages, as the kernel says.
rss_of() { awk '{ print $24 }' "/proc/$(cat "/tmp/$1.pid")/stat"; }

# as_candidate NAME ADJ
as_candidate() { echo "$(cat "/tmp/$1.pid") $2 $(rss_of "$1") $1"; }

# as_traced: lines of last_kills, in the words of the trace.
as_traced() {
	awk -F '\t' '{
		for (i = 1; i <= NF; i++) {
			end = index($i, "=")
			value[substr($i, 1, end - 1)] = substr($i, end + 1)
		}
		printf "%s (%d), page cache %dkB (limit %dkB), free %dKb, ",
			value["name"], value["pid"], value["file_pages"] * 4,
			value["minfree_pages"] * 4, value["free_pages"] * 4
		printf "adj %d, min_score_adj %d, rss %dkB, reason %s%s\n",
			value["adj"], value["min_score_adj"],
			value["rss_pages"] * 4, value["reason"],
			value["dry_run"] == 1 ? ", dry run" : ""
	}'
}

# kills_traced COUNT: the last ones in the trace, the newest first.
kills_traced() { sed -n 's/.* lowmemory_kill: //p' $tracing/trace | tail -n "$1" | tac; }

# What CPUs keep for themselves does not count as free. Since 6.7 that is up to an
# eighth of all memory; told a smaller part, it is four batches of 63 pages a CPU.
fraction=/proc/sys/vm/percpu_pagelist_high_fraction
[ ! -e $fraction ] || echo 1000 >$fraction

check "the module loads" load levels=100000000:500 $patience
same "nobody has died" "" "$(cat $stats/last_kills)"

start fifth 600 4
start third 890 4
start second 900 4
start first 950 4 --sharer
start fourth 700 8
start elsewhere 400 4
next="$(as_candidate second 900)
$(as_candidate third 890)
$(as_candidate fourth 700)"
rss=$(rss_of first)
kill_first() {
	shrink
	[ "$(stat kills)" -gt 0 ]
}
before=$(cut -d . -f 1 /proc/uptime)
check "one dies" wait_for 100 kill_first
after=$(cut -d . -f 1 /proc/uptime)
echo N >$parameters/enable_lmk
# It may have been more than one by then.
kills=$(stat kills)
line=$(last "$kills")
same "keys are in their order" \
	"time_ms pid uid adj rss_pages reason dry_run row minfree_pages min_score_adj free_pages file_pages by_pid name by_name candidate candidate candidate" \
	"$(echo $(echo "$line" | tr '\t' '\n' | sed 's/=.*//'))"
same "the victim is the one" "$(cat /tmp/first.pid) 0 950 $rss first" \
	"$(field pid "$line") $(field uid "$line") $(field adj "$line") $(field rss_pages "$line") $(field name "$line")"
same "by the first row" "1 100000000 500 minfree 0" \
	"$(field row "$line") $(field minfree_pages "$line") $(field min_score_adj "$line") $(field reason "$line") $(field dry_run "$line")"
same "who asked is who did" "1 init" \
	"$(field by_pid "$line") $(field by_name "$line")"
same "who would have died instead; who shares its memory died with it" "$next" \
	"$(field candidate "$line")"
time=$(($(field time_ms "$line") / 1000))
check "and when, since boot" [ $time -ge "$before" -a $time -le "$after" ]
same "the trace says so, too" "$(kills_traced "$kills")" \
	"$(as_traced <$stats/last_kills)"

echo Y >$parameters/dry_run
echo Y >$parameters/enable_lmk
is_chosen() {
	shrink
	[ "$(stat dry_run_kills)" -gt 0 ]
}
check "a dry run chooses" wait_for 100 is_chosen
echo N >$parameters/enable_lmk
line=$(last 1)
same "it is there, too, as one" 1 "$(field dry_run "$line")"
same "as in the trace" "$(kills_traced 1)" "$(echo "$line" | as_traced)"
check "with those who stand by" [ -n "$(field candidate "$line")" ]
echo N >$parameters/dry_run
echo Y >$parameters/enable_lmk

# More than there is room for.
crowd 30 990 >/tmp/crowd.out &
check "there is a crowd" wait_for 100 grep -q "ready 30" /tmp/crowd.out
# One dies of each.
crowd_is_dead() {
	for one in 1 2 3; do
		shrink
	done
	[ "$(living crowd)" = 0 ]
}
check "all of it dies" wait_for 600 crowd_is_dead
echo N >$parameters/enable_lmk
cat $stats/last_kills >/tmp/last
count=$(wc -l </tmp/last)
check "as many as fit, $count" [ "$count" -ge 8 -a "$count" -le 16 ]
check "in a page" [ "$(wc -c </tmp/last)" -le 4096 ]
same "each is whole" "$count" \
	"$(grep -cE '^time_ms=[0-9]+	pid=.*	by_name=[^	]+(	candidate=[^	]+){0,3}$' /tmp/last)"
as_traced </tmp/last >/tmp/last.words
kills_traced "$count" >/tmp/traced.words
check "newest first, as in the trace" cmp /tmp/last.words /tmp/traced.words

same "memory is below the first row" "500 1" \
	"$(stat min_score_adj) $(stat row)"
set_levels 0:100,100000000:200
same "or the second" "200 2" "$(stat min_score_adj) $(stat row)"
set_levels 100000000:1001
same "or one that never kills" "1001 1" "$(stat min_score_adj) $(stat row)"
set_levels 0:0
same "or none" "1001 0" "$(stat min_score_adj) $(stat row)"
# Room for what else the kernel does meanwhile, and for what the CPUs' own lists hold:
# 2 MB.
before=$(stat file_pages)
# As long as nobody closes it.
exec 3</dev/vda
dd bs=1M of=/dev/null <&3 2>/dev/null
check "16 MB that were read are page cache" [ $(($(stat file_pages) - before)) -ge 3584 ]
before=$(stat free_pages)
start large 0 64
check "64 MB that are taken are not free" [ $((before - $(stat free_pages))) -ge 15872 ]
check "who stood below the row lives, its memory intact" intact elsewhere
unload
