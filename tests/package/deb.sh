#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make deb: deb.sh DIRECTORY builds Debian's packages, source and binary, and puts
# them there. Installs the packages it takes to build that are missing.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"

output=$(realpath -m "${1:?name a directory}")

# build_dependencies: of debian/control, each on a line of its own there; but for
# what only is another name of the debhelper and dh-dkms below.
build_dependencies() {
	sed -n '/^Build-Depends:/,/^[^ ]*:/s/^ \([a-z0-9.+-]*\).*/\1/p' \
		"$top/debian/control" | grep -v ^dh-sequence-
}

mapfile -t dependencies < <(build_dependencies)
need_packages build-essential debhelper dh-dkms "${dependencies[@]}"

# In a copy, which has what somebody wrote, nothing that was built, and no key.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lowmemorykiller" "$output"
tar -C "$top" --exclude-vcs --exclude='*.o' --exclude='*.ko' --exclude='*.mod' \
	--exclude='*.mod.c' --exclude='*.cmd' --exclude=Module.symvers \
	--exclude=modules.order --exclude=./demo-output --exclude=./packages \
	--exclude='./signing.*' \
	--exclude=./lmkd-shim/lmkd-shim --exclude=./lmkd-shim/lmkctl -c . |
	tar -x --no-same-owner -C "$work/lowmemorykiller"
say "building packages"
(cd "$work/lowmemorykiller" && dpkg-buildpackage -us -uc) \
	>"$cache/deb.log" 2>&1 ||
	{ tail -n 20 "$cache/deb.log" >&2; die "dpkg-buildpackage failed: see $cache/deb.log"; }
rm -f "$output"/{lowmemorykiller,lmkd-shim}*_*
find "$work" -maxdepth 1 -type f -exec mv {} "$output/" \;
say "in $output:"
(cd "$output" && ls -- *.deb)
