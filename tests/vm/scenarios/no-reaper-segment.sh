# SPDX-License-Identifier: GPL-2.0-only
# oom_reaper=N: a victim whose memory is a segment of System V's kind gives that back
# behind its address space, and its end is when it has.
# shellcheck shell=dash
. /lib/states.sh
state_frees segment exited 9 oom_reaper=N
