# SPDX-License-Identifier: GPL-2.0-only
# More kills than a reader may be behind: one that was busy loses the oldest, and
# that is counted; one that reads at once loses nothing.
# shellcheck shell=dash
. /lib/events.sh
# As in core/events.c.
events_max=64
count=80
check "the module loads" load $always_short $patience
reader_start fast lmkd
reader_start slow pause records
reader_start closed pause
reader_start small --block pause read=1 pause read=254 read=254
crowd $count 900 >/tmp/crowd.out &
check "there is a crowd" wait_for 100 grep -q "ready $count" /tmp/crowd.out
# The first of it, for those who were busy to be in the middle of a record.
some_died() {
	shrink
	[ "$(stat kills)" -gt 0 ]
}
check "one dies" wait_for 100 some_died
go_on small
check "somebody has read a byte of it" wait_for 50 has_said small 2
crowd_is_killed() {
	shrink
	read -r kills <$stats/kills
	[ "$kills" -gt $count ]
}
nobody_is_left() { [ "$(living crowd)" = 0 ]; }
check "all of it is killed" wait_for 600 crowd_is_killed
check "nobody of it is left" wait_for 100 nobody_is_left
same "one by one" $((count + 1)) "$(stat kills)"
lost=$((count + 1 - events_max))
check "the fast reader has them all" wait_for 50 has_said fast $((count + 1))
same "nobody has looked and missed anything" 0 "$(stat events_dropped)"
go_on slow
check "the slow one has looked" wait_for 50 has_said slow $((events_max + 2))
same "and has read the last ones" "records $events_max" "$(said slow | tail -n 1)"
said slow | grep record >/tmp/slow.records
said fast | tail -n $events_max >/tmp/fast.records
echo "records $events_max" >>/tmp/fast.records
check "the same as the fast one" cmp /tmp/slow.records /tmp/fast.records
same "the rest is counted" $lost "$(stat events_dropped)"
go_on small
check "who has begun a record has its end" wait_for 50 has_said small 5
same "whole" "$(raw_of "$(said fast | head -n 1)")" \
	"$(said small | sed -n '2p; 4p' | sed 's/^read //' | tr -d '\n')"
same "and then the oldest there is" "read $(raw_of "$(head -n 1 /tmp/fast.records)")" \
	"$(said small | sed -n 5p)"
same "one fewer is lost to him" $((2 * lost - 1)) "$(stat events_dropped)"
kill -9 "$(child_of closed)"
wait "$(child_of closed)"
same "who closes without a look has lost them as well" $((3 * lost - 1)) \
	"$(stat events_dropped)"
reader_end fast
same "the fast reader was woken for records only" "woken for nothing 0" \
	"$(said fast | tail -n 1)"
unload
