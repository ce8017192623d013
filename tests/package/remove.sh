# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: the packages as they go.
# shellcheck shell=bash disable=SC2154

# packages_remove: what an earlier run left, so that this one can tell.
packages_remove() {
	chroot_run sh -c '
		dpkg --purge lmkd-shim-dbgsym lmkd-shim lowmemorykiller-dkms
		rm -rf /build /packages
		! getent group lowmemorykiller || groupdel lowmemorykiller' \
		>"$build/clean.log" 2>&1
}

# files_in_chroot: all that somebody would notice. Not there are logs and caches,
# what apt, dpkg and depmod write down, the key that dkms makes for itself once,
# and what these tests put there.
files_in_chroot() {
	chroot_run find / -xdev \( -path /proc -o -path /dev -o -path /run -o -path /tmp \
		-o -path /build -o -path /packages -o -path /root -o -path /var/cache \
		-o -path /var/log -o -path /var/lib/apt -o -path /var/lib/dpkg \) -prune \
		-o ! -path '/lib/modules/*/modules.*' ! -path '/usr/lib/modules/*/modules.*' \
		! -path '/var/lib/dkms/mok.*' ! -path '/etc/*-' -print | sort
}

packages_are_removed() {
	local log=$build/remove.log

	chroot_run apt-get remove -q -y lmkd-shim lowmemorykiller-dkms >"$log" 2>&1 ||
		{ tail -n 20 "$log"; return 1; }
	chroot_run dkms status
	chroot_run find /lib/modules/ /usr/src/ /var/lib/dkms -name 'lowmemorykiller*'
}

# The group stays, as groups do: files may belong to it.
nothing_is_left() {
	local log=$build/purge.log

	chroot_run apt-get purge -q -y --auto-remove lmkd-shim lowmemorykiller-dkms >"$log" 2>&1 ||
		{ tail -n 20 "$log"; return 1; }
	files_in_chroot | diff "$build/before" -
}
