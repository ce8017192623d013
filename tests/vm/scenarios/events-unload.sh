# SPDX-License-Identifier: GPL-2.0-only
# minutes: 1
# memory: 256
# rmmod while somebody waits for /proc/lowmemorykiller, in every way there is to
# wait: all but epoll are told, epoll is left in peace, and nothing is left of the
# queue they waited in. See Documentation/design.rst, "Removal of the node".
# shellcheck shell=dash
. /lib/events.sh

# ends NAME: a reader that is done.
ends() { check "$1 ends" wait_for 100 dead "$1"; }

# quiet_round: nobody is killed, so everybody waits.
quiet_round() {
	check "round $round: the module loads" load
	reader_start "epoll-$round" lmkd
	reader_start poll wait read=255
	reader_start blocked --block read=0
	reader_start open pause poll read=255
	opens aio poller aio
	opens uring poller uring
	for waiter in "epoll-$round" poll blocked open aio uring; do
		check "$waiter waits" wait_for 50 sleeps $waiter
	done
	check "the module unloads" rmmod lowmemorykiller
	for waiter in poll blocked aio uring; do
		ends $waiter
	done
	same "poll says there is something, and that is an error" \
		"wait in rdnorm read EIO" "$(echo $(said poll))"
	same "a read that waited has nothing" "read end" "$(said blocked)"
	same "aio says as poll does" "aio in" "$(said aio)"
	same "io_uring says that it is off" "uring ECANCELED" "$(said uring)"
	go_on open
	ends open
	same "who has it open finds out when he looks" \
		"go on poll in rdnorm read EIO" "$(echo $(said open))"
}

# What epoll has been told of it asks again: a file that is ready for ever by then
# would keep it from ever sleeping.
told_round() {
	check "told: the module loads" load $always_short $patience
	reader_start told lmkd=1
	start victim 900 4
	record=$(record_of victim)
	kill_app victim
	rmmod lowmemorykiller &
	unloading=$!
	while ! grep -q going /sys/module/lowmemorykiller/initstate 2>/dev/null &&
		kill -0 $unloading 2>/dev/null; do :; done
	go_on told
	check "the module unloads" wait $unloading
	reader_end told
	same "epoll has read the last record, and sleeps" "$record
woken for nothing 0" "$(said told)"
}

killed() { [ "$(stat kills)" -gt 1 ]; }

# has_records NAME COUNT: a reader has read so many.
has_records() { [ "$(said "$1" | grep -c '^record ')" -ge "$2" ]; }

# busy_round: processes die, and readers are busy reading of it.
busy_round() {
	check "round $round: the module loads" insmod /lowmemorykiller.ko levels=8192:500
	reader_start "epoll-$round" lmkd
	reader_start poll watch
	reader_start blocked --block read=0
	check "some are killed" wait_for 300 killed
	kills=$(stat kills)
	check "epoll reads of them" wait_for 100 has_records "epoll-$round" "$kills"
	check "poll too" wait_for 100 has_records poll "$kills"
	check "the module unloads" rmmod lowmemorykiller
	ends poll
	ends blocked
	same "and nothing else, but the end" "error EIO" "$(said poll | grep -v '^record ')"
	same "a read had the end, too" "" \
		"$(said blocked | grep -v -e '^read [0-9]' -e '^read end$' -e '^read EIO$')"
}

quiet_rounds=$((4 / slowness + 1))
rounds=$((2 * quiet_rounds))
round=1
while [ $round -le $quiet_rounds ]; do
	quiet_round
	round=$((round + 1))
done
told_round
spares 5
(while :; do
	app --name victim --adj 950 --mb 10 --limit-mb 900 >/dev/null
done) &
pressure=$!
while [ $round -le $rounds ]; do
	busy_round
	round=$((round + 1))
done
kill $pressure
killall -9 app

round=1
while [ $round -le $rounds ]; do
	check "epoll of round $round still waits" sleeps epoll-$round
	reader_end epoll-$round
	same "and has not been woken for nothing" "woken for nothing 0" \
		"$(said epoll-$round | grep -v '^record ')"
	round=$((round + 1))
done
same "nobody was left in the queue" 0 "$(dmesg | grep -c 'still polls')"

check "once more: the module loads" load $always_short $patience
reader_start urgent urgent
reader_start leaver urgent
check "who does not ask for records waits" wait_for 50 sleeps urgent
check "another one, too" wait_for 50 sleeps leaver
check "the module unloads" rmmod lowmemorykiller
check "he does not hear of it" sleeps urgent
check "nor does the other one" sleeps leaver
same "so the queue is left to him" 1 \
	"$(dmesg | grep -c 'somebody still polls /proc/lowmemorykiller')"
# The lock of the queue is taken by who leaves it, and the module is not there.
kill -9 "$(child_of leaver)"
ends leaver
check "and the module loads beside it" load $always_short $patience
kill -9 "$(child_of urgent)"
reader_start fresh records pause records
start victim 900 4
expected=$(record_of victim)
kill_app victim
go_on fresh
ends fresh
same "a fresh reader reads as always" "$expected" "$(said fresh | sed -n 3p)"
unload
