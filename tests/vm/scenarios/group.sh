# SPDX-License-Identifier: GPL-2.0-only
# Who may set the parameters once they are given to a group, by the lines that the
# packages have for systemd-tmpfiles: here there is none, so they are read and done
# by hand.
# shellcheck shell=dash
member=977
stranger=978

# Lines of type z: path, which may be a pattern, mode, user, group. A static
# program cannot look up names, so those that are expected have their numbers here.
give() {
	lines=0
	while read -r type path mode user group _; do
		[ "$type" = z ] || continue
		[ "$user:$group" = root:lowmemorykiller ] || return 1
		lines=$((lines + 1))
		for file in $path; do
			chown "0:$member" "$file" && chmod "$mode" "$file" || return 1
		done
	done </tmpfiles.conf
	[ $lines -gt 0 ]
}

# may USER NAME TEXT: write it.
may() { echo "$3" | asuser "$1" dd of="$parameters/$2" conv=notrunc 2>/dev/null; }

check "the module loads" load
for name in minfree levels dry_run; do
	check "$name is not for everybody" eval "! may $member $name 0"
done
check "the files take another group and mode" give
for name in "$parameters"/*; do
	same "${name##*/} has them" "664 $member" \
		"$(stat_mode "$name") $(busybox stat -c %g "$name")"
done
check "a member sets minfree" may $member minfree 100,200
check "a member sets adj" may $member adj 100,200
same "both are in force" 100:100,200:200 "$(cat $parameters/levels)"
check "a member sets levels" may $member levels 300:300
same "it is in force" 300:300 "$(cat $parameters/levels)"
check "a member sets dry_run" may $member dry_run Y
same "it is in force as well" Y "$(cat $parameters/dry_run)"
for name in minfree adj levels dry_run enable_lmk; do
	before=$(cat "$parameters/$name")
	check "another user does not set $name" eval "! may $stranger $name 0"
	same "$name is as it was" "$before" "$(cat "$parameters/$name")"
done
check "the module unloads" rmmod lowmemorykiller
check "the module loads again" load
same "it begins with root again" "644 0" \
	"$(stat_mode $parameters/dry_run) $(busybox stat -c %g $parameters/dry_run)"
check "the module unloads in the end" rmmod lowmemorykiller
