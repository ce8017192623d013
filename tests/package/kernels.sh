# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: for which kernels dkms.conf says the module is.
# shellcheck shell=bash disable=SC2154

# Releases as uname -r prints them, and whether they are built for.
kernel_cases() {
	cat <<-END
		4.19.0-27-amd64 no
		5.1 no
		5.1.0 no
		5.4.0-216-generic no
		5.9.0-5-amd64 no
		5.9.16 no
		5.10 yes
		5.10.0-32-cloud-amd64 yes
		5.10.223-android12 yes
		5.15.0-1071-raspi yes
		5.19.17 yes
		5.20.0 no
		5.100.1 no
		6.0.0 yes
		6.1.0-50-cloud-amd64 yes
		6.1.0-rt-amd64 yes
		6.12.95+deb12-cloud-amd64 yes
		6.19-rc3 yes
		7.0.1 yes
		7.3 yes
		7.3-rc1 yes
		7.3.4-amd64 yes
		7.3+unreleased-arm64 yes
		7.4 no
		7.4.0-rc1 no
		7.10.0 no
		7.30.1 no
		8.0.0 no
		15.10.0 no
		26.1.0 no
		2.6.12 no
	END
}

# matches RELEASE: as dkms(8) has it, with the bash it is written in.
matches() (
	# shellcheck disable=SC2034 # for dkms.conf
	kernel_source_dir=/nowhere
	# shellcheck source=dkms.conf
	. "$top/dkms.conf"
	[[ $1 =~ $BUILD_EXCLUSIVE_KERNEL ]]
)

kernels_are_told_apart() {
	local release expected got

	while read -r release expected; do
		got=no
		! matches "$release" || got=yes
		[ "$got" = "$expected" ] ||
			echo "$release: is built for: $got, expected: $expected"
	done < <(kernel_cases)
}

# newest_kernel_612: the 6.12 whose headers are there, or else can be had.
newest_kernel_612() {
	chroot_run sh -c '
		ls -d /usr/src/linux-headers-6.12.*-cloud-amd64 2>/dev/null ||
			{ apt-get update -qq >/dev/null 2>&1 && apt-cache pkgnames linux-headers-6.12.; }' |
		sed -n 's/^.*linux-headers-\(6\.12\..*-cloud-amd64\)$/\1/p' |
		sort -V | tail -n 1
}
