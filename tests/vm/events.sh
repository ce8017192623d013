# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: readers of /proc/lowmemorykiller, and kills for them to read
# of, at the moment a scenario wants them.
# shellcheck shell=dash
node=/proc/lowmemorykiller

# By this table memory is always short: who stands at 850 or above dies as soon
# as the kernel asks.
always_short=levels=100000000:850

# opens NAME COMMAND...: in the background, and with the node open.
opens() {
	name=$1
	shift
	"$@" >"/tmp/$name.out" 2>&1 &
	echo $! >"/tmp/$name.child"
	wait_for 100 grep -q '^open$' "/tmp/$name.out" ||
		note "$name did not start: $(cat "/tmp/$name.out")"
}

# reader_start NAME [OPTION] STEP...
reader_start() {
	name=$1
	shift
	opens "$name" reader "$@"
}

# said NAME: all that a reader said, but that it was open.
said() { sed 1d "/tmp/$1.out"; }

# lines NAME: how many lines that are.
lines() { said "$1" | wc -l; }

# has_said NAME LINES: a reader has said so many lines.
has_said() { [ "$(lines "$1")" -ge "$2" ]; }

# go_on NAME: beyond its step "pause".
go_on() { kill -USR1 "$(child_of "$1")"; }

# reader_end NAME...: of readers like lmkd, which then say how it went.
reader_end() {
	for name in "$@"; do
		kill -TERM "$(child_of "$name")"
		wait "$(child_of "$name")"
	done
}

# shrink: the kernel asks for whatever can be freed, as in reclaim.
shrink() { echo 2 >/proc/sys/vm/drop_caches; }

is_killed() {
	shrink
	dead "$1"
}

# kill_app NAME: the only one that may die dies.
kill_app() {
	check "$1 dies" wait_for 100 is_killed "$1"
	# Its shell is told, too.
	wait "$(child_of "$1")"
}

# sleeps NAME: it waits for something.
sleeps() { grep -q '^State:.S' "/proc/$(child_of "$1")/status"; }

# record_of NAME: what is to be read of an app that is about to die, in the
# words of reader: from what the kernel says of it while it lives.
record_of() {
	awk -v name="$1" '{
		print "record", $1, 0, $1, $10, $12, $24, 900, 850, $22, name
	}' "/proc/$(cat "/tmp/$1.pid")/stat"
}

# raw_of RECORD: as it is in the file, with line feeds as "|".
raw_of() { echo "$1" | sed 's/^record //; s/ \([^ ]*\)$/|\1|/'; }
