# SPDX-License-Identifier: GPL-2.0-only
# A victim of class SCHED_IDLE gets next to no CPU time to exit in, while others use
# both CPUs. Its memory comes back all the same.
# shellcheck shell=dash
. /lib/states.sh
state_frees idle reaped
