# SPDX-License-Identifier: GPL-2.0-only
# disk: 256
# A kill is due all the time and nobody may be killed, until somebody's
# oom_score_adj is raised: that one dies, and at once.
# shellcheck shell=dash
check "the module loads" load levels=100000000:500
start raised 100 40
start other 100 40
start filler -900 240
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
asked() { [ "$(stat walks_empty)" -gt 0 ]; }
check "reclaim asks and finds nobody" wait_for 300 asked
usleep 3000000
same "nobody dies" "" "$(victims)"
note "3 s of it: $(stat walks) walks, $(stat scans) scans"
echo 900 >"/proc/$(cat /tmp/raised.pid)/oom_score_adj"
check "the one that was raised dies" wait_for 100 dead raised
same "and nobody else" raised "$(victims)"
check "a child born unimportant dies too" sh -c \
	"app --name newborn --adj 600 --mb 1; [ \$? = 137 ]"
same "in this order" "raised newborn" "$(victims)"
kill $reader
check "the other lives, its memory intact" intact other
unload
