# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: a foreground application that uses 100 MB of a disk, four
# applications in the background, and three that each want 300 MB, one after
# another. Sourced by the scenarios that do this with and without swap.
# shellcheck shell=dash

# At once, in megabytes, and at which oom_score_adj.
bystanders_start() {
	bystanders=
	for bystander in -900:20 900:30 910:40 920:50; do
		hog_start "by${bystander%:*}" --adj "${bystander%:*}" --mb "${bystander#*:}"
		bystanders="$bystanders $pid"
	done
}

# Only of a shell that exits does wait -n take notice, not of who is killed.
grower() {
	hog --name "grower-$1" --adj $1 --limit-mb 300 --mb-per-s 50 >/dev/null
	read -r uptime idle </proc/uptime
	echo $uptime >>/tmp/deaths.out
}

# The next one comes when one has died, or after 7 s, more than the way to 300 MB
# takes. They sleep in wait, so that nobody competes for the CPU.
growers_run() {
	for adj in 941 942 943; do
		grower $adj &
		sleep 7 &
		sleeper=$!
		# shellcheck disable=SC3045 # busybox has it
		wait -n
		kill $sleeper
		wait $sleeper
	done
}

bystanders_dead() {
	dead=0
	for bystander in $bystanders; do
		kill -0 $bystander 2>/dev/null || dead=$((dead + 1))
	done
	echo $dead
}

measure() {
	bystanders_start
	rival_start
	foreground /dev/vda 100 20 >/tmp/foreground.out &
	foreground=$!
	wait_for 600 grep -q ready /tmp/foreground.out
	stalled_before=$(stalled_us)
	: >/tmp/deaths.out
	growers_run 2>/dev/null &
	growers=$!
	wait $foreground
	status=$?
	stalled=$(($(stalled_us) - stalled_before))
	check "round $round, $rival: the foreground application lives" [ $status = 0 ]
	data bystanders-killed - "$(bystanders_dead)"
	kill $growers
	foreground_report
	hogs_end
	data psi-full us $stalled
	rival_report
	rival_stop
}

foreground_report() {
	while read -r figure value length; do
		case $figure in
		iterations) data iterations - "$value" ;;
		p50 | p99 | worst) data "$figure" us "$value" ;;
		slow) echo "slow $round $rival $value $length" ;;
		began) echo "began $round $rival $value" ;;
		esac
	done </tmp/foreground.out
	while read -r uptime; do
		echo "died $round $rival $uptime"
	done </tmp/deaths.out
}

# foreground_rounds COUNT [PREPARE CLEAN]: each rival in each round, between these.
foreground_rounds() {
	warm_up
	round=1
	while [ $round -le $1 ]; do
		for rival in $rivals; do
			${2:-:}
			measure
			${3:-:}
			echo 3 >/proc/sys/vm/drop_caches
		done
		rotate
		round=$((round + 1))
	done
}
