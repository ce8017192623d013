# SPDX-License-Identifier: GPL-2.0-only
# memory: 256
# One process takes 600 to 900 MB as fast as it can, twenty times, and is the only
# one that may be killed: whoever's allocation fails is the victim itself.
# shellcheck shell=dash
check "the module loads" load levels=4096:500 $patience
start bystander 100 40
round=1
expected=
while [ $round -le 20 ]; do
	start "burst-$round" 950 4 --limit-mb $((600 + round * 7 % 20 * 15))
	check "round $round: it dies" wait_for 600 dead "burst-$round"
	expected="$expected burst-$round"
	round=$((round + 1))
done
same "each once, and nobody else" "${expected# }" "$(victims)"
same "nobody waited for itself" 0 "$(stat stuck)"
same "the kernel's OOM killer had nothing to do" 0 "$(oom_kills)"
check "the bystander lives, its memory intact" intact bystander
unload
