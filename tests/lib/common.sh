# SPDX-License-Identifier: GPL-2.0-only
# Sourced by every script here: where things are, how to talk, what to install,
# what to wait for.
# shellcheck shell=bash
set -euo pipefail

# An ordinary user's PATH lacks what depmod and modprobe are in.
PATH=$PATH:/usr/sbin:/sbin

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${LOWMEM_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME or LOWMEM_CACHE}/.cache}/lowmemorykiller}
mkdir -p "$cache"

say() { printf '%s\n' "$*" >&2; }

die() {
	printf 'error: %s\n' "$*" >&2
	exit 1
}

# as_root COMMAND...: run it as root, through sudo where we are not.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "this needs root or sudo: $*"
	fi
}

# need_packages PACKAGE...: install the Debian packages that are missing.
need_packages() {
	local package ours missing=()

	# Libraries may be there for other architectures.
	ours=$(dpkg --print-architecture 2>/dev/null || :)
	for package in "$@"; do
		dpkg-query -W -f='${Architecture} ${db:Status-Status}\n' "$package" \
			2>/dev/null | grep -qxE "(all|$ours) installed" ||
			missing+=("$package")
	done
	[ ${#missing[@]} -eq 0 ] && return
	command -v apt-get >/dev/null ||
		die "this needs Debian 12, or there these packages: $*"
	[ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
		die "as root, install these packages first: apt-get install ${missing[*]}"
	say "installing ${missing[*]}"
	locked packages missing_install "${missing[@]}"
}

missing_install() {
	apt_lists
	# Old lists name versions that are gone.
	apt_install "$@" ||
		{ as_root apt-get update -qq && apt_install "$@"; } ||
		die "apt-get could not install $*: see $cache/apt.log"
}

# apt_install PACKAGE...
apt_install() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
		--no-install-recommends "$@" >"$cache/apt.log" 2>&1
}

# apt_lists: have package lists at all; a fresh container has none.
apt_lists() {
	apt-cache show linux-image-cloud-amd64 >/dev/null 2>&1 ||
		as_root apt-get update -qq
}

# alone: one run at a time may use the builds in the cache, until this one ends.
alone() {
	exec 7>"$cache/build.lock"
	flock -n 7 || die "another make check or make bench is using $cache"
}

# locked NAME COMMAND...: one process at a time may fill a part of the cache.
locked() {
	local name=$1
	shift
	(
		flock 9
		"$@"
	) 9>"$cache/$name.lock"
}

# jobs_below COUNT: wait until fewer are running.
jobs_below() {
	while [ "$(jobs -rp | wc -l)" -ge "$1" ]; do
		wait -n || :
	done
}
