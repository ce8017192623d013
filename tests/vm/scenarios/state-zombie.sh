# SPDX-License-Identifier: GPL-2.0-only
# A victim whose first thread has ended, while another one lives on.
# shellcheck shell=dash
. /lib/states.sh
state_frees zombie reaped
