# SPDX-License-Identifier: GPL-2.0-only
# A victim of 501 threads, each of which must exit.
# shellcheck shell=dash
. /lib/states.sh
state_frees threads reaped
