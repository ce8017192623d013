#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The packages: built, installed, used and removed again in a Debian 12 of their
# own, where DKMS builds the module for two kernels. Nothing here depends on what
# this machine has, nor stays on it. Prints TAP, one line a check.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/check.sh
. "$top/tests/lib/check.sh"
# shellcheck source=tests/lib/chroot.sh
. "$top/tests/lib/chroot.sh"
# shellcheck source=tests/package/kernels.sh
. "$top/tests/package/kernels.sh"
# shellcheck source=tests/package/build.sh
. "$top/tests/package/build.sh"
# shellcheck source=tests/package/install.sh
. "$top/tests/package/install.sh"
# shellcheck source=tests/package/remove.sh
. "$top/tests/package/remove.sh"

build=$cache/build/package
mkdir -p "$build"
check "DKMS takes the kernels that are supported, and no other" kernels_are_told_apart

# Apart from those with compilers, of which packages could come to depend.
# shellcheck disable=SC2034 # for chroot_prepare
chroot_for=packages
# make is what make deb needs of a bare Debian; the rest are the tests'.
chroot_prepare bookworm,bookworm-backports make
package_kernel=$(newest_kernel_612)
chroot_prepare bookworm,bookworm-backports dkms lintian openssl systemd udev \
	linux-headers-cloud-amd64 "linux-headers-$package_kernel"
# A run at a time may install there.
exec 8>"$cache/package.lock"
flock -n 8 || die "another test of packages is using $cache"
packages_remove

check "make deb builds them on a Debian 12" packages_build
check "lintian finds nothing" lintian_is_silent
# With what building took, which stays.
files_in_chroot >"$build/before"
check "apt installs them" packages_install
check "files are where they belong, with their modes" files_have_modes
check "DKMS has built and installed for both kernels" module_is_installed
check "DKMS builds for a kernel that comes later" later_kernel_gets_it
check "DKMS leaves out a kernel that is not supported" other_kernel_is_left_out
check "which can be installed nevertheless" other_kernel_can_be_installed
check "make install and uninstall leave DKMS's alone" make_leaves_dkms_alone
check "DKMS has signed it with its own key" module_is_signed
check "there is a group" group_exists
check "systemd finds nothing wrong with the units" units_are_good
check "the socket is enabled, and the daemon left to it" socket_is_enabled
check "the parameters go to the group" parameters_go_to_group
check "they do whenever the module is loaded" udev_runs_tmpfiles
check "the options are those of the module, with its defaults" options_are_current
check "the module is loaded at boot" boot_loads_module
check "the programs run" programs_run
check "what is removed is gone from both kernels" packages_are_removed
check "what is purged leaves nothing behind" nothing_is_left
results_end
