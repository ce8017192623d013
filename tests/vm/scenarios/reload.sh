# SPDX-License-Identifier: GPL-2.0-only
# memory: 256
# insmod and rmmod a hundred times, half of them while memory is short.
# shellcheck shell=dash
times=$((50 / slowness))
reload() {
	count=0
	while [ $count -lt $times ]; do
		insmod /lowmemorykiller.ko levels=8192:0 || return
		usleep "$1"
		rmmod lowmemorykiller || return
		count=$((count + 1))
	done
}

check "$times times at rest" reload 0
spares 20
(while :; do
	app --name victim --adj 950 --mb 10 --limit-mb 900 >/dev/null
done) &
pressure=$!
check "$times times under pressure" reload 40000
# And while a victim is in flight.
killed() { [ "$(stat kills)" -gt 0 ]; }
count=0
while [ $count -lt 5 ]; do
	insmod /lowmemorykiller.ko levels=8192:0
	check "it kills" wait_for 300 killed
	check "and unloads behind the signal" rmmod lowmemorykiller
	count=$((count + 1))
done
kill $pressure
killall -9 app
check "nothing is left of it" [ ! -e /sys/module/lowmemorykiller ]
check "no work queue either" sh -c "! ps | grep -q '[[]lowmemorykiller'"
