# SPDX-License-Identifier: GPL-2.0-only
# Scenario for the guest: runs the blocks in /blocks in order, as somebody would
# type them who has built and installed the module.
# shellcheck shell=dash

mkdir -p "/lib/modules/$(uname -r)/extra" /etc/modprobe.d /etc/modules-load.d
cp /lowmemorykiller.ko "/lib/modules/$(uname -r)/extra/"
depmod -a

# A block that waits for ever is as wrong as one that fails.
block_run() {
	timeout 60 sh -e -x "/blocks/$1.sh" >/tmp/block.out 2>&1 </dev/null && return
	sed 's/^/# /' /tmp/block.out
	return 1
}

# Each document is read for itself.
document=
document_begin() {
	[ "${1%:*}" != "$document" ] || return 0
	document=${1%:*}
	[ ! -e /sys/module/lowmemorykiller ] || rmmod lowmemorykiller
}

while read -r number _ place what; do
	document_begin "$place"
	check "$place: $what" block_run "$number"
done </blocks/list

[ ! -e /sys/module/lowmemorykiller ] ||
	check "the module unloads" rmmod lowmemorykiller
