# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: a phone full of apps, and a camera that wants the memory
# of most of them. What Android's framework would say, and hear, goes through
# lmkd-shim. Prints notes and kills as they come, and in the end the trace:
# kills, samples and marks, from which all figures are taken.
# disk: 128
# What is not set here, and holds no blanks, is from tests/vm/guest.sh and shim.sh.
# shellcheck shell=dash disable=SC2154,SC2086
. /lib/shim.sh

# In megabytes 4, 8, 16, 32, 48 and 64.
levels=1024:0,2048:100,4096:200,8192:250,12288:900,16384:950

# Who is on the phone: name, oom_score_adj as Android gives it, megabytes.
apps="
system-ui 50 16
keyboard 100 10
music 200 14
navigation 250 20
launcher 600 20
browser 700 40
sync 800 12
mail 900 16
chat 910 18
maps 920 30
gallery 930 24
shop 940 20
news 950 14
game 950 44
"
# The camera grows until the page cache has been below three thresholds.
camera_mb=20
camera_limit_mb=290

# mark TEXT: write it into the trace.
mark() { echo "$*" >$tracing/trace_marker; }

# Reading trace_pipe takes events away, so what is shown live has its own
# buffers. One clock for all CPUs.
trace_start() {
	mkdir $tracing/instances/live
	for buffer in $tracing $tracing/instances/live; do
		echo 512 >$buffer/buffer_size_kb
		echo mono >$buffer/trace_clock
	done
	echo 1 >$tracing/instances/live/events/lowmemorykiller/lowmemory_kill/enable
	cat $tracing/instances/live/trace_pipe &
	live=$!
	mark "levels: $(cat $parameters/levels)"
}

# each_app COMMAND: call it with name, oom_score_adj and megabytes of each.
each_app() {
	action=$1
	set -- $apps
	while [ $# -gt 0 ]; do
		$action "$1" "$2" "$3"
		shift 3
	done
}

app_start() {
	mark "app: $1 $2 $3"
	start "$1" 0 "$3"
	tell framework "procprio $(pid_of "$1") 10000 $2"
	wait_for 50 adj_is "$1" "$2"
}

# What the framework is told, as a note for whoever watches.
hear_live() {
	tail -n +1 -f /tmp/framework.heard | while read -r what pid _ _ _ rss_kb; do
		[ "$what" != kill ] ||
			note "the framework hears: process $pid was killed, it had $((rss_kb / 1024)) MB"
	done &
}

all_are_heard() {
	[ "$(heard_times framework '^kill ')" = "$(stat kills)" ]
}

# Whoever lives tells whether its memory is what it wrote there.
app_end() {
	alive "$1" || return 0
	if intact "$1"; then
		mark "lived: $1 $2 $3 intact"
	else
		mark "lived: $1 $2 $3 damaged"
	fi
}

camera_has_grown() {
	rss_kb=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' \
		"/proc/$(cat /tmp/camera.pid)/status")
	[ "${rss_kb:-0}" -ge $((camera_limit_mb * 1024)) ]
}

check "the module loads" load
shim_start --log-level notice
client framework
tell framework "subscribe 0"
tell framework "target $(echo $levels | tr ':' ',')"
check "the framework's tables are in force" wait_for 50 levels_are $levels
trace_start
hear_live

note "starting the apps of a phone, from oom_score_adj 50 to 950"
each_app app_start

sampler 25 &
sampler=$!
usleep 500000
note "reading 128 MB of files, which fills the page cache"
mark "phase: files are read"
# Kept open: the last one to close a disk takes its page cache along.
exec 3</dev/vda
cat <&3 >/dev/null
usleep 500000

note "opening the camera in the foreground: it takes $camera_limit_mb MB"
note "those killed for it, as ftrace prints them:"
mark "phase: the camera takes $camera_limit_mb MB"
mark "app: camera 0 $camera_limit_mb"
start camera 0 $camera_mb --limit-mb $camera_limit_mb --interval-ms 40
check "the camera gets its memory" wait_for 900 camera_has_grown
mark "phase: it has them"
usleep 1500000

check "the framework has heard of every kill" wait_for 50 all_are_heard
kill $sampler $live
wait $sampler $live
app_end camera 0 $camera_limit_mb
each_app app_end
mark "kernel OOM kills: $(oom_kills)"
note "the trace follows"
cat $tracing/trace
note "the trace ends"
