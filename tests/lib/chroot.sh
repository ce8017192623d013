# SPDX-License-Identifier: GPL-2.0-only
# Sourced: Debian releases of their own in the cache, to build and install in what
# must not depend on, or stay on, this machine. Needs root or sudo.
# shellcheck shell=bash
# shellcheck source=tests/lib/archive.sh
. "$top/tests/lib/archive.sh"

# chroot_prepare SUITE[,SUITE...] PACKAGE...: Debian's first SUITE with these
# packages, apt knowing the others too (bookworm,bookworm-backports). Made once
# and kept; one of its own if chroot_for says what for. Sets chroot_root, where it is.
chroot_prepare() {
	local suites=$1
	shift

	need_packages debootstrap debian-archive-keyring util-linux
	chroot_root=$cache/chroots/${suites%%,*}${chroot_for:+-$chroot_for}
	mkdir -p "$cache/chroots"
	locked "chroot-${suites%%,*}" chroot_fill "$suites" "$@"
}

# chroot_run COMMAND...: as root in there. Its mounts, its processes and its /tmp end
# with it.
chroot_run() {
	chroot_enter "$chroot_root" 0:0 "" "$@"
}

# chroot_build ROOT COMMAND...: in that one, as ourselves, with our tree and our
# cache where they are here.
chroot_build() {
	chroot_enter "$1" "$(id -u):$(id -g)" "$top $cache" "${@:2}"
}

# chroot_enter ROOT USER DIRECTORIES COMMAND...
# shellcheck disable=SC2016 # for the shell in the new namespace to expand
chroot_enter() {
	as_root unshare --mount --pid --fork --kill-child sh -eu -c '
		root=$1 user=$2 shared=$3
		shift 3
		mount -t proc proc "$root/proc"
		mount --rbind /dev "$root/dev"
		mount -t tmpfs tmpfs "$root/run"
		# make names a pipe there by its process, which is number 1 in each.
		mount -t tmpfs tmpfs "$root/tmp"
		for directory in $shared; do
			mkdir -p "$root$directory"
			mount --bind "$directory" "$root$directory"
		done
		exec chroot --userspec="$user" "$root" /usr/bin/env -i "$@"' sh \
		"$1" "$2" "$3" HOME=/root LC_ALL=C.UTF-8 \
		PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
		"${@:4}"
}

# chroot_fill SUITES PACKAGE...: make it and install what is missing.
chroot_fill() {
	local suites=$1 suite=${1%%,*} package missing=() log
	shift

	log=$cache/chroot-$suite.log
	[ -e "$chroot_root" ] || { say "making a Debian $suite in $chroot_root" &&
		chroot_make "$suite" >"$log" 2>&1; } ||
		die "debootstrap could not make a Debian $suite: see $log"
	for package in "$@"; do
		dpkg-query --admindir="$chroot_root/var/lib/dpkg" -W \
			-f='${db:Status-Status}\n' "$package" 2>/dev/null |
			grep -qx installed || missing+=("$package")
	done
	[ ${#missing[@]} -eq 0 ] && return
	say "installing in a Debian $suite: ${missing[*]}"
	{ chroot_lists "${suites//,/ }" && chroot_run apt-get update -qq &&
		chroot_run apt-get install -qq -y -o Acquire::Retries=3 \
			--no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
		die "apt-get could not install in a Debian $suite: see $log"
}

# chroot_make SUITE: what debootstrap leaves half done is not taken for whole.
chroot_make() {
	local work=$chroot_root.new proxy=

	eval "$(apt-config shell proxy Acquire::http::Proxy)"
	as_root rm -rf "$work" &&
		as_root env ${proxy:+"http_proxy=$proxy"} debootstrap \
			--variant=minbase "$1" "$work" "$(archive_mirror Debian)" &&
		# Nothing that is installed in there is to be started.
		printf '#!/bin/sh\nexit 101\n' |
		as_root install -m 755 /dev/stdin "$work/usr/sbin/policy-rc.d" &&
		as_root mv "$work" "$chroot_root"
}

# chroot_lists SUITES: packages come from this machine's mirror, in its ways.
chroot_lists() {
	local suite mirror

	mirror=$(archive_mirror Debian)
	for suite in $1; do
		printf 'deb %s %s main\n' "$mirror" "$suite"
	done | as_root tee "$chroot_root/etc/apt/sources.list" &&
		apt-config dump Acquire | grep -v ^Acquire::IndexTargets |
		as_root tee "$chroot_root/etc/apt/apt.conf.d/99host" &&
		as_root cp -L --remove-destination /etc/resolv.conf /etc/hosts "$chroot_root/etc/" &&
		as_root mkdir -p "$chroot_root/etc/ssl/certs" &&
		{ [ ! -d /etc/ssl/certs ] ||
			# Links there lead to files of this machine.
			as_root cp -Lr --remove-destination /etc/ssl/certs/. \
				"$chroot_root/etc/ssl/certs/"; }
}
