# SPDX-License-Identifier: GPL-2.0-only
# memory: 400
# disk: 256
# Whoever asks for the kernel's OOM killer by hand, where page cache is all that memory is
# used for, gets what it does and no more.
# shellcheck shell=dash

exec 9</dev/vda
cat <&9 >/dev/null
check "the module loads" load levels=40000:0 $patience
start previous 600 10
start cached 900 10
check "little is free" [ "$(stat free_pages)" -lt 40000 ]
check "as page cache has it" [ "$(stat file_pages)" -gt 40000 ]
echo f >/proc/sysrq-trigger
check "the least important dies" wait_for 100 dead cached
same "by the kernel's OOM killer" 1 "$(oom_kills)"
same "not by us" "" "$(victims)"
check "the next one lives, its memory intact" intact previous
exec 9<&-
unload
