# SPDX-License-Identifier: GPL-2.0-only
# One process takes memory as fast as it can, five times, and is the only one
# that may be killed: whoever's allocation fails is the victim itself.
# shellcheck shell=dash
check "the module loads" load levels=4096:500 $patience
start bystander 100 40
for round in 1 2 3 4 5; do
	start "burst-$round" 950 4 --limit-mb 900
	check "round $round: it dies" wait_for 600 dead "burst-$round"
done
same "each once, and nobody else" "burst-1 burst-2 burst-3 burst-4 burst-5" \
	"$(victims)"
same "nobody waited for itself" 0 "$(stat stuck)"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the bystander lives, its memory intact" intact bystander
unload
