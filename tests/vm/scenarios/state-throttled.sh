# SPDX-License-Identifier: GPL-2.0-only
# A victim whose cgroup may use 1 % of a CPU cannot exit soon. Its memory comes back
# all the same.
# shellcheck shell=dash
. /lib/states.sh
state_frees throttled reaped
