# SPDX-License-Identifier: GPL-2.0-only
# memory: 256
# 10,000 rewrites of the tables at a time, and new costs, while memory is short and
# processes die.
# shellcheck shell=dash
check "the module loads" load levels=8192:0 $patience
(while :; do
	app --name victim --adj 950 --mb 10 --limit-mb 900 >/dev/null
done) &
pressure=$!
killed_since() { [ "$(stat kills)" -gt "$1" ]; }

check "processes die" wait_for 300 killed_since 0
before=$(stat kills)
rounds=0
failed=0
while [ $rounds -lt 60 ] && ! killed_since $((before + 2)); do
	rewrite $((10000 / slowness)) >/tmp/rewrite.out || failed=1
	# Each is another shrinker, while the first is being called.
	for cost in 32 1 0; do
		put $parameters/cost $cost || failed=1
	done
	rounds=$((rounds + 1))
done
sed 's/^/# /' /tmp/rewrite.out
note "$rounds rounds, kills: $(stat kills), scans: $(stat scans), walks: $(stat walks)"
same "every table read back whole, every cost was taken" 0 $failed
check "processes died meanwhile" killed_since $((before + 2))
kill $pressure
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
killall -9 app
unload
