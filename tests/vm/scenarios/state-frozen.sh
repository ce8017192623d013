# SPDX-License-Identifier: GPL-2.0-only
# A victim frozen by a version 2 cgroup, which SIGKILL thaws.
# shellcheck shell=dash
. /lib/states.sh
state_frees frozen reaped
