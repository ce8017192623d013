# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: the scenario that debug= names on the kernel's command line,
# with what has to be around it for the gate.
# shellcheck shell=dash
. /lib/debug.sh
name=$(sed -n 's/.*debug=\([^ ]*\).*/\1/p' /proc/cmdline)
# Each takes several times as long, and as much memory.
crowd_size=1000
debug_begin
. "/scenarios/$name.sh"
debug_end
