# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: building the packages, and what lintian makes of them.
# shellcheck shell=bash disable=SC2154

# As somebody does who has just cloned the repository.
packages_build() {
	local log=$build/deb.log

	chroot_run rm -rf /build /packages
	chroot_run mkdir -p /build
	tar -C "$top" --exclude-vcs --exclude='*.o' --exclude='*.ko' \
		--exclude=./packages --exclude=./demo-output -c . |
		chroot_run tar -x --no-same-owner -C /build
	chroot_run make -C /build deb PACKAGES=/packages >"$log" 2>&1 ||
		{ tail -n 20 "$log"; return 1; }
	chroot_run sh -c 'cd /packages && ls *.deb' |
		sed 's/_.*//' | sort >"$build/built"
	printf '%s\n' lmkd-shim lmkd-shim-dbgsym lowmemorykiller-dkms |
		diff - "$build/built"
}

# Of the source and of all packages, whatever is a warning or worse.
lintian_is_silent() {
	chroot_run sh -c 'lintian --allow-root --tag-display-limit 0 \
		--fail-on error,warning /packages/*.changes'
}
