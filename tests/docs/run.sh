#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Runs the commands in README.md, Documentation/ and the man pages there, those
# for building on a copy of the tree here, those for using the module in a guest.
# Prints TAP, one line a block; a block without a tag is a failure. See blocks.awk
# for tags.
here=$(dirname "$0")
# shellcheck source=tests/lib/common.sh
. "$here/../lib/common.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/guest.sh
. "$top/tests/lib/guest.sh"
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"

work=$cache/build/docs
log=$cache/results/docs

# documents: in the order somebody would read them.
documents() {
	(cd "$top" && ls README.md &&
		find Documentation tests -name '*.rst' -o -name '*.md' | sort
		# The examples of lmkctl(1) are run by tests/lmkctl.
		find Documentation/man -name '*.[1-8]' ! -name lmkctl.1 | sort)
}

# blocks_of KIND: those lines of the list.
blocks_of() { awk -v kind="$1" '$2 == kind' "$work/list"; }

# command_fake NAME: a command for host blocks; its script is on stdin.
command_fake() {
	cat >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# host_prepare: a tree as from git clone, and a machine that runs Debian's
# kernel, to whose packages and modules nothing happens.
host_prepare() {
	mkdir -p "$work"/{bin,root,tree}
	rsync -a --exclude=.git --exclude='*.o' --exclude='*.ko' \
		--exclude='*.cmd' --exclude='*.mod' --exclude='*.mod.c' \
		--exclude=Module.symvers --exclude=modules.order \
		--exclude=demo-output "$top/" "$work/tree/"
	# shellcheck disable=SC2016 # for the commands to expand
	{
		printf '#!/bin/sh\nexec env "$@"\n' | command_fake sudo
		printf '#!/bin/sh\n[ "$*" = -r ] && echo %s || exec /bin/uname "$@"\n' \
			"$kernel_release" | command_fake uname
		# Are there packages of these names?
		printf '#!/bin/sh\nexec /usr/bin/apt-get --simulate "$@"\n' |
			tee "$work/bin/apt" | command_fake apt-get
		chmod +x "$work/bin/apt"
		printf '#!/bin/sh\nexec %s -b %s "$@" %s\n' "$(command -v depmod)" \
			"$work/root" "$kernel_release" | command_fake depmod
	}
}

host_block() {
	(
		cd "$work/tree" || exit 1
		export KDIR=$kernel_headers INSTALL_MOD_PATH=$work/root DESTDIR=$work/root
		export PATH=$work/bin:$PATH
		unset KERNELRELEASE MAKEFLAGS MAKELEVEL MFLAGS
		timeout 600 nice sh -e -x "$work/blocks/$1.sh"
	) >"$log/host-$1.log" 2>&1 </dev/null
}

host_run() {
	local block place what status

	apt_lists
	host_prepare
	while read -r block _ place what; do
		say "docs: $place"
		status=0
		host_block "$block" || status=$?
		result "$status" "$place: $what"
		[ "$status" = 0 ] || tail -n 20 "$log/host-$block.log" | sed 's/^/# /'
	done < <(blocks_of host)
	[ -z "$(blocks_of host)" ] || {
		status=0
		find "$work/root/lib/modules/$kernel_release" \
			-name lowmemorykiller.ko | grep -q . || status=1
		result "$status" "building as documented installs the module"
	}
}

guest_blocks() {
	local add=() block

	module_stock
	blocks_of guest >"$work/guest.list"
	# shellcheck disable=SC2016
	printf '#!/bin/sh\nexec env "$@"\n' >"$work/sudo"
	chmod +x "$work/sudo"
	add=("$here/docs.sh=scenarios/docs.sh" "$work/guest.list=blocks/list"
		"$work/sudo=bin/sudo")
	while read -r block _; do
		add+=("$work/blocks/$block.sh=blocks/$block.sh")
	done <"$work/guest.list"
	initramfs_build "$module_ko" "${add[@]}"
	say "docs: guest"
	guest_run "$here/docs.sh" "$log/guest.tap" "$log/guest.log" 120 || :
	results_of "$log/guest.tap" ""
	tap_is_whole "$log/guest.tap" || {
		result 1 "the guest ran to its end"
		tail -n 20 "$log/guest.log" | sed 's/^/# /'
	}
}

need_packages "${guest_packages[@]}" openssl
kernel_prepare "$kernel_default"
rm -rf "$work" "$log"
mkdir -p "$work/blocks" "$log"
documents >"$work/documents"
(cd "$top" && xargs awk -v directory="$work/blocks" \
	-f tests/docs/blocks.awk) <"$work/documents" >"$work/list"
[ -s "$work/list" ] || die "docs: no blocks found"

while read -r _ kind place what; do
	case $kind in
	bad) result 1 "$place: $what" ;;
	no) printf '# not run: %s: %s\n' "$place" "$what" ;;
	esac
done <"$work/list"
host_run
guest_blocks
results_end
