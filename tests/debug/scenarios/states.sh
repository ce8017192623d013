# SPDX-License-Identifier: GPL-2.0-only
# Every state in which a victim's memory comes back, one behind the other in one guest:
# booting it and looking it through takes four times as long as one of them.
# shellcheck shell=dash
for file in /scenarios/state-*.sh; do
	[ "$file" != /scenarios/state-write.sh ] || continue
	note "${file##*/}"
	# Of the one before, which is none of the next one's business.
	unset hogs group
	# shellcheck source=/dev/null
	. "$file"
	killall -9 app
	[ ! -e /sys/module/holder ] || rmmod holder
done
