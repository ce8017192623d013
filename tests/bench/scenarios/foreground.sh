# SPDX-License-Identifier: GPL-2.0-only
# disk: 128
# Runs in the guest: what a user feels while others use up the memory.
# shellcheck shell=dash
. /lib/bench.sh
. /lib/foreground.sh
foreground_rounds 3
