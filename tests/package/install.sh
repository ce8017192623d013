# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: the packages as they are installed.
# shellcheck shell=bash disable=SC2016,SC2154 # variables are for the shell in there

packages_install() {
	local log=$build/install.log

	chroot_run sh -c 'apt-get install -q -y --no-install-recommends \
		/packages/lmkd-shim_*.deb /packages/lowmemorykiller-dkms_*.deb' \
		>"$log" 2>&1 || { tail -n 20 "$log"; return 1; }
}

# Mode, owner and place; modules end as the distribution compresses them.
files_have_modes() {
	chroot_run xargs -d '\n' stat -c '%a %U:%G %n' <<-END >"$build/modes"
		$(file_cases | cut -d ' ' -f 3)
	END
	file_cases | diff - "$build/modes"
}

file_cases() {
	cat <<-END
		644 root:root /etc/modprobe.d/lowmemorykiller.conf
		644 root:root /lib/systemd/system/lmkd-shim.service
		644 root:root /lib/systemd/system/lmkd-shim.socket
		644 root:root /lib/udev/rules.d/60-lowmemorykiller.rules
		755 root:root /usr/bin/lmkctl
		644 root:root /usr/lib/modules-load.d/lowmemorykiller.conf
		644 root:root /usr/lib/sysusers.d/lowmemorykiller.conf
		644 root:root /usr/lib/tmpfiles.d/lowmemorykiller.conf
		755 root:root /usr/sbin/lmkd-shim
		644 root:root /usr/share/bash-completion/completions/lmkctl
		644 root:root /usr/share/man/man1/lmkctl.1.gz
		644 root:root /usr/share/man/man4/lowmemorykiller.4.gz
		644 root:root /usr/share/man/man8/lmkd-shim.8.gz
		644 root:root /usr/src/lowmemorykiller-$(package_version)/dkms.conf
	END
}

package_version() { sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' "$top/dkms.conf"; }

# package_kernels: those with headers, one a line: one 6.1 at least, and one 6.12.
package_kernels() {
	chroot_run sh -c 'cd /lib/modules && ls -d */build' | cut -d / -f 1
}

module_is_installed() {
	local release state

	package_kernels >"$build/kernels"
	grep -q '^6\.1\.' "$build/kernels" || echo "no kernel 6.1"
	grep -q '^6\.12\.' "$build/kernels" || echo "no kernel 6.12"
	chroot_run dkms status lowmemorykiller >"$build/status" 2>"$build/status.log"
	while read -r release; do
		state=$(grep -F ", $release, " "$build/status" || :)
		case $state in
		"lowmemorykiller/$(package_version), $release, x86_64: installed") ;;
		*) echo "$release: dkms status: ${state:-nothing}" ;;
		esac
		module_is_right "$release" </dev/null
	done <"$build/kernels"
}

# module_is_right RELEASE: the file there is for that kernel, and this version.
module_is_right() {
	local directory=/lib/modules/$1/updates/dkms got

	got=$(chroot_run sh -c 'modinfo -F vermagic "$1"/lowmemorykiller.ko* | cut -d " " -f 1
		modinfo -F version "$1"/lowmemorykiller.ko*' sh "$directory" | paste -s -d ' ')
	[ "$got" = "$1 $(package_version)" ] ||
		echo "$directory: module for and of version: ${got:-none}"
}

# As the kernel's own packages call it once they are unpacked.
later_kernel_gets_it() {
	local log=$build/later.log

	chroot_run dkms unbuild "lowmemorykiller/$(package_version)" -k "$package_kernel" \
		>"$log" 2>&1
	! chroot_run sh -c 'ls /lib/modules/"$1"/updates/dkms/lowmemorykiller.ko*' sh \
		"$package_kernel" 2>/dev/null
	chroot_run /etc/kernel/header_postinst.d/dkms "$package_kernel" >>"$log" 2>&1 ||
		tail -n 20 "$log"
	module_is_right "$package_kernel"
}

# 77 is how dkms says so, in contrast to a build that failed.
other_kernel_is_left_out() {
	local status=0 log=$build/other.log

	chroot_run dkms build "lowmemorykiller/$(package_version)" -k 5.4.0-1-amd64 \
		--kernelsourcedir "/usr/src/linux-headers-$package_kernel" \
		>"$log" 2>&1 || status=$?
	[ "$status" = 77 ] || { echo "exit status $status"; tail -n 20 "$log"; }
}

# As the documentation tells those whose dkms takes that for a failure, which it does
# here.
other_kernel_can_be_installed() {
	local release=5.4.0-1-amd64 log=$build/other-hook.log
	local hook=(/etc/kernel/header_postinst.d/dkms "$release")

	chroot_run sh -c 'mkdir -p "/lib/modules/$1" &&
		ln -s "/usr/src/linux-headers-$2" "/lib/modules/$1/build"' sh \
		"$release" "$package_kernel"
	! chroot_run "${hook[@]}" >"$log" 2>&1 || echo "there is nothing to get around"
	chroot_run touch /etc/dkms/no-autoinstall
	chroot_run "${hook[@]}" >"$log" 2>&1 || tail -n 20 "$log"
	chroot_run rm -r "/lib/modules/$release" /etc/dkms/no-autoinstall
}

# By hand, beside DKMS's, which has to be all that is left then; and headers that do
# not say what kernel they are for are none to remove from.
make_leaves_dkms_alone() {
	local release=$package_kernel log=$build/by-hand.log

	modules_of "$release" >"$build/by-dkms"
	chroot_run sh -ec 'rm -rf /var/tmp/by-hand
		cp -r "/usr/src/lowmemorykiller-$2" /var/tmp/by-hand
		cd /var/tmp/by-hand
		headers=/lib/modules/$1/build
		make KDIR="$headers"
		make KDIR="$headers" install
		find "/lib/modules/$1" -name "lowmemorykiller.ko*" >installed
		mkdir unprepared
		touch unprepared/Makefile
		! make KDIR=/var/tmp/by-hand/unprepared uninstall
		find "/lib/modules/$1" -name "lowmemorykiller.ko*" | cmp - installed
		make KDIR="$headers" uninstall' sh \
		"$release" "$(package_version)" >"$log" 2>&1 || tail -n 20 "$log"
	grep -q 'is not prepared' "$log" || echo "no word of what is wrong with headers"
	chroot_run sort /var/tmp/by-hand/installed | diff "$build/by-dkms" - >/dev/null &&
		echo "nothing was installed by hand"
	modules_of "$release" | diff "$build/by-dkms" -
	chroot_run modinfo -k "$release" -n lowmemorykiller | diff "$build/by-dkms" -
	chroot_run rm -r /var/tmp/by-hand
}

# modules_of RELEASE: where they are for it.
modules_of() { chroot_run find "/lib/modules/$1" -name 'lowmemorykiller.ko*'; }

# What the documentation tells to enroll has to be what it was signed with.
module_is_signed() {
	local release signer

	while read -r release; do
		signer=$(chroot_run sh -c 'modinfo -F signer "$1"/lowmemorykiller.ko*' sh \
			"/lib/modules/$release/updates/dkms" </dev/null)
		[ "$signer" = "DKMS module signing key" ] ||
			echo "$release: signed by: ${signer:-nobody}"
	done <"$build/kernels"
	chroot_run openssl x509 -inform DER -in /var/lib/dkms/mok.pub -noout -subject |
		diff <(echo "subject=CN = DKMS module signing key") -
}

group_exists() { chroot_run getent group lowmemorykiller >"$build/group"; }

units_are_good() {
	chroot_run systemd-analyze verify --man=no \
		/lib/systemd/system/lmkd-shim.socket /lib/systemd/system/lmkd-shim.service
}

socket_is_enabled() {
	local state

	for state in socket:enabled service:static; do
		chroot_run systemctl is-enabled "lmkd-shim.${state%:*}" >"$build/enabled" || :
		grep -qx "${state#*:}" "$build/enabled" ||
			echo "lmkd-shim.${state%:*}: $(cat "$build/enabled"), not ${state#*:}"
	done
}

# On files that stand for the module's.
parameters_go_to_group() {
	chroot_run sh -eu -c '
		root=$(mktemp -d)
		parameters=$root/sys/module/lowmemorykiller/parameters
		mkdir -p "$parameters" "$root/etc"
		cp /etc/passwd /etc/group "$root/etc/"
		touch "$parameters/levels" "$parameters/dry_run"
		chmod 644 "$parameters"/*
		cp -r --parents /usr/lib/tmpfiles.d/lowmemorykiller.conf "$root"
		systemd-tmpfiles --root="$root" --create lowmemorykiller.conf
		stat -c "%a %U:%G" "$parameters"/*
		rm -rf "$root"' >"$build/parameters" 2>&1
	printf '664 root:lowmemorykiller\n664 root:lowmemorykiller\n' |
		diff - "$build/parameters"
}

# udev runs it for the module; here it is asked of one that each kernel has.
udev_runs_tmpfiles() {
	chroot_run sh -eu -c '
		mount -t sysfs sysfs /sys
		mkdir -p /run/udev/rules.d
		sed "s/KERNEL==\"lowmemorykiller\"/KERNEL==\"printk\"/" \
			/lib/udev/rules.d/60-lowmemorykiller.rules >/run/udev/rules.d/60-test.rules
		udevadm test --action=add /sys/module/printk' >"$build/udev" 2>&1 || :
	grep -qx "run: '/usr/bin/systemd-tmpfiles --create lowmemorykiller.conf'" "$build/udev" ||
		tail -n 20 "$build/udev"
}

# Those that stand there as comments, but for the table, which is an example.
options_are_current() {
	local name value

	chroot_run sh -c 'modinfo -p /lib/modules/6.12.*/updates/dkms/lowmemorykiller.ko*' |
		sort >"$build/described"
	chroot_run sed -n 's/^#options lowmemorykiller //p' \
		/etc/modprobe.d/lowmemorykiller.conf | sort >"$build/options"
	# The two lists are what levels sets, and default to the classic ones.
	diff <(cut -d : -f 1 "$build/described" | grep -vxE 'minfree|adj') \
		<(cut -d = -f 1 "$build/options") || :
	while IFS='=' read -r name value; do
		[ "$name" = levels ] || grep -q "^$name:.*(default $value)" "$build/described" ||
			echo "$name=$value is not the default"
	done <"$build/options"
}

boot_loads_module() {
	chroot_run grep -v '^#' /usr/lib/modules-load.d/lowmemorykiller.conf |
		diff <(echo lowmemorykiller) -
}

programs_run() {
	chroot_run lmkctl --version | diff <(echo "lmkctl $(package_version)") -
	chroot_run lmkd-shim --version | diff <(echo "lmkd-shim $(package_version) (+systemd)") -
}
