# SPDX-License-Identifier: GPL-2.0-only
# disk: 512
# Everything but the signal. A disk that is being read keeps reclaim busy without
# an allocation ever failing; all of memory is less than the row wants free.
# shellcheck shell=dash
check "the module loads" load levels=262144:0 dry_run=Y
same "dry_run reads back" Y "$(cat $parameters/dry_run)"
start candidate 900 100 --shared
start bystander -900 100
(while :; do cat /dev/vda >/dev/null; done) &
reader=$!
chosen() { [ "$(stat dry_run_kills)" -gt 0 ]; }
check "it chooses" wait_for 600 chosen
usleep 1000000
kill $reader
# From here on the figures stand still.
echo N >$parameters/enable_lmk
usleep 100000
check "the candidate was chosen" sh -c \
	"grep -q 'lowmemory_kill: candidate ([0-9]*), .* dry run' $tracing/trace"
check "nobody else was" sh -c \
	"! grep lowmemory_kill $tracing/trace | grep -v candidate | grep -q ' dry run'"
check "the candidate lives, its memory intact" intact candidate
same "no kill is counted" 0 "$(stat kills)"
check "but dry runs are" [ "$(stat dry_run_kills)" -gt 0 ]
same "as many as were traced" "$(stat dry_run_kills)" \
	"$(grep -c lowmemory_kill $tracing/trace)"
check "the log says so" sh -c "dmesg | grep -q \"Would kill 'candidate'\""
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "so does the bystander, who matters more" intact bystander
unload
