# SPDX-License-Identifier: GPL-2.0-only
# disk: 512
# Two readers go over a disk, all of which fits into no memory, while three
# processes grow at once: the least important dies for the others, each time.
# shellcheck shell=dash
check "the module loads" load levels=8192:0 $patience
for reader in 1 2; do
	(while :; do cat /dev/vda >/dev/null; done) &
	readers="$readers $!"
done
start foreground 0 40
start service 300 40
for adj in 910 920 930; do
	start "grower-$adj" $adj 4 --limit-mb 250 --interval-ms 10
done
check "the most important grower gets what it needs" wait_for 900 grown grower-910
same "the others died, in order" "grower-930 grower-920" "$(victims)"
kill $readers
check "it lives, its memory intact" intact grower-910
check "the service lives, its memory intact" intact service
check "the foreground app lives, its memory intact" intact foreground
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
unload
