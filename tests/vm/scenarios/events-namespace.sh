# SPDX-License-Identifier: GPL-2.0-only
# In a container /proc/lowmemorykiller tells of the container's processes, by the
# process IDs they have there. (A container here: a pid namespace with a /proc of
# its own.)
# shellcheck shell=dash
. /lib/events.sh

# container_start NAME DEPTH ADJ: so many pid namespaces, one in another; in the
# last of them an app and a reader.
container_start() {
	app=$1
	depth=$2
	adj=$3
	set -- unshare -p -f --mount-proc=/proc sh -c \
		"app --name $app --adj $adj --mb 4 >/tmp/$app.app & exec reader lmkd"
	while [ "$depth" -gt 1 ]; do
		set -- unshare -p -f "$@"
		depth=$((depth - 1))
	done
	opens "$app-reader" "$@"
	wait_for 100 grep -q ready "/tmp/$app.app" || note "$app did not start"
}

# inner_pid NAME: what an app calls itself.
inner_pid() { sed -n "s/ready $1 //p" "/tmp/$1.app"; }

all_died() {
	shrink
	[ "$(stat kills)" = 4 ]
}

check "the module loads" load $always_short $patience
reader_start machine lmkd
opens users unshare -U reader records pause records
start outer 950 4
container_start inner 1 940
container_start fourth 3 930
container_start fifth 4 920
inner=$(pidof inner)
fourth=$(pidof fourth)
fifth=$(pidof fifth)
check "in the container process IDs are others" [ "$inner" != "$(inner_pid inner)" ]

check "all of them die" wait_for 100 all_died
check "the machine learns of all" wait_for 50 has_said machine 4
same "by its own process IDs" "$(cat /tmp/outer.pid) outer
$inner inner
$fourth fourth
$fifth fifth" "$(said machine | awk '$1 == "record" { print $2, $11 }')"
same "the leader of a group is itself" "" \
	"$(said machine | awk '$1 == "record" && $2 != $4')"

# sees NAME: a reader in a container, to its end.
sees() {
	# The first of its namespace goes, and the rest of it with it.
	kill -TERM "$(pidof reader | tr ' ' '\n' | while read -r pid; do
		[ "$(readlink "/proc/$pid/fd/1")" != "/tmp/$1-reader.out" ] ||
			echo "$pid"
	done)"
	wait "$(child_of "$1-reader")"
	said "$1-reader" | awk '$1 == "record" { $0 = $2 " " $4 " " $11 } { print }'
}
same "a container learns of its own, by the process ID there, and is not woken for others" \
	"$(inner_pid inner) $(inner_pid inner) inner
woken for nothing 0" "$(sees inner)"
same "so does one three deep" \
	"$(inner_pid fourth) $(inner_pid fourth) fourth
woken for nothing 0" "$(sees fourth)"
same "one that is deeper learns nothing" "woken for nothing 0" "$(sees fifth)"

go_on users
check "a reader in a user namespace reads" wait_for 50 has_said users 7
same "of users it does not know" "65534 65534 65534 65534" \
	"$(echo $(said users | awk '$1 == "record" { print $3 }'))"
reader_end machine
same "the machine's reader was woken for records only" "woken for nothing 0" \
	"$(said machine | tail -n 1)"
unload
