# SPDX-License-Identifier: GPL-2.0-only
# Sourced: "${fixed[@]}" runs a program with its memory where it always is. Not every
# container may say so; then there is nothing in it.
# shellcheck shell=bash disable=SC2034

fixed=()
! setarch -R true 2>/dev/null || fixed=(setarch -R)
