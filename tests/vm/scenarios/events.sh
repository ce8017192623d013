# SPDX-License-Identifier: GPL-2.0-only
# /proc/lowmemorykiller: what a record says, and when which reader gets it.
# shellcheck shell=dash
. /lib/events.sh
check "the module loads" load $always_short $patience
same "anybody may read it, nobody write" 444 "$(stat_mode $node)"

reader_start first lmkd
reader_start second lmkd
reader_start waiting wait records wait records
reader_start blocked --block read=0
reader_start steps seek poll pread=255 read=255 pause \
	poll poll pread=4 poll child=20 read=1 pread=255 poll pread=255 pause \
	poll records poll pause poll pread=255
(
	read -r numbers
	read -r name
	echo "$numbers|$name|"
) <$node >/tmp/shell.out &
shell=$!
shell_has_it_open() { [ "$(readlink /proc/$shell/fd/0)" = $node ]; }
check "a shell opens it" wait_for 50 shell_has_it_open
check "before any kill there is nothing" wait_for 50 has_said steps 4
same "and it has no position" "seek ESPIPE poll nothing pread EAGAIN read EAGAIN" \
	"$(echo $(said steps))"

start one 900 8 --threads 3
expected_one=$(record_of one)
kill_app one
check "two readers learn of it" wait_for 50 has_said first 1
check "both of them" wait_for 50 has_said second 1
same "the record says what the victim was" "$expected_one" "$(said first)"
same "and the same to both" "$expected_one" "$(said second)"
check "poll wakes" wait_for 50 has_said waiting 3
same "once, for one record" "wait in rdnorm
$expected_one
records 1" "$(said waiting)"
raw_one=$(raw_of "$expected_one")
check "a read that waited gets it" wait_for 50 has_said blocked 1
same "whole, and waits again" "read $raw_one" "$(said blocked)"
wait $shell
same "a shell that reads byte by byte gets it" "$raw_one" "$(cat /tmp/shell.out)"

go_on steps
check "a reader with little room goes on" wait_for 50 has_said steps 14
# piece FIRST-LAST: these bytes of the record.
piece() { printf '%s' "$raw_one" | cut -c "$1"; }
same "level triggered until all is read; the rest of a record is not lost" \
	"go on
poll in rdnorm
poll in rdnorm
pread $(piece 1-4)
poll in rdnorm
child $(piece 5-24)
read $(piece 25)
pread $(piece 26-)
poll nothing
pread EAGAIN" "$(said steps | sed -n '5,14p')"

start two 900 4
expected_two=$(record_of two)
kill_app two
check "all learn of the next" wait_for 50 has_said first 2
check "in the same order" wait_for 50 has_said second 2
reader_end first second
same "lmkd is woken for records only" "$expected_one
$expected_two
woken for nothing 0" "$(said first)"
same "both of them" "$(said first)" "$(said second)"
go_on steps
check "who was busy then reads it later" wait_for 50 has_said steps 19
same "one record" "go on
poll in rdnorm
$expected_two
records 1
poll nothing" "$(said steps | sed -n '15,19p')"

echo Y >$parameters/dry_run
start three 900 4
is_chosen() {
	shrink
	[ "$(stat dry_run_kills)" -gt 0 ]
}
check "a dry run chooses" wait_for 100 is_chosen
go_on steps
check "there is nothing to read of it" wait_for 50 has_said steps 22
same "because nobody died" "go on,poll nothing,pread EAGAIN," \
	"$(said steps | sed -n '20,22p' | tr '\n' ',')"
reader_start late records
same "who comes late has missed it all" "records 0" "$(said late)"
same "nothing was lost" 0 "$(stat events_dropped)"
check "a read still waits" sleeps blocked
check "the one of the dry run lives, its memory intact" intact three
kill -9 "$(child_of blocked)"
unload
