# SPDX-License-Identifier: GPL-2.0-only
# Who is never chosen, however large; and who is, though it is process 1 of a
# pid namespace.
# shellcheck shell=dash
check "the module loads" load levels=4096:-1000 $patience
start protected -1000 100
start sharer 900 60 --vfork-adj -1000
start container 800 30 --namespace-init
start plain 700 30
start grower -1000 20 --limit-mb 248 --interval-ms 10
wait_for 600 dead plain
same "the process that shares its memory with a protected one is passed over" \
	"container plain" "$(victims)"
check "init and kernel threads live" [ -d /proc/1 -a -d /proc/2 ]
check "the sharer lives, its child too" alive sharer
check "the protected process lives, its memory intact" intact protected
check "the grower lives, its memory intact" intact grower
ended container
same "the namespace's init died of SIGKILL" 0 "$status"
grep namespace-init /tmp/container.out | sed 's/^/# /'
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
