# SPDX-License-Identifier: GPL-2.0-only
# What scenarios with lmkd-shim are written in. Sourced by those that need it.
# shellcheck shell=dash disable=SC2154

socket=/run/lmkd

# shim_start [OPTION...]: run the daemon, and wait until clients can connect.
shim_start() {
	lmkd-shim --socket $socket "$@" >/tmp/shim.log 2>&1 &
	shim=$!
	check "lmkd-shim starts" wait_for 100 grep -q ready /tmp/shim.log
}

# shim_stop: SIGTERM ends it, its socket is gone.
shim_stop() {
	kill $shim
	wait $shim
	same "lmkd-shim ends when it is asked to" 0 $?
	check "its socket is gone" [ ! -e $socket ]
}

shim_said() { grep -q "$1" /tmp/shim.log; }

# How often it has said so.
shim_said_times() { grep -c "$1" /tmp/shim.log; }

# client NAME [OPTION...]: connect a framework that stays; see tell and heard.
client() {
	mkfifo "/tmp/$1.in"
	# It writes to the pipe as well as it reads from it, as far as the kernel
	# knows, so that its input does not end with whoever tells it something.
	# shellcheck disable=SC2086
	framework $socket --stay $2 <>"/tmp/$1.in" >>"/tmp/$1.heard" &
	echo $! >"/tmp/$1.client"
}

# tell NAME LINE: have it send a packet, or several, a line each.
tell() { printf '%b\n' "$2" >"/tmp/$1.in"; }

# heard NAME EXPRESSION: has such a line come back?
heard() { grep -qE "$2" "/tmp/$1.heard"; }

heard_times() { grep -cE "$2" "/tmp/$1.heard"; }

adj_of() { cat "/proc/$(cat "/tmp/$1.pid")/oom_score_adj"; }

# adj_is NAME ADJ: of a process started by start.
adj_is() { [ "$(adj_of "$1")" = "$2" ]; }

levels_are() { [ "$(cat $parameters/levels 2>/dev/null)" = "$1" ]; }

# pid_of NAME: of a process started by start.
pid_of() { cat "/tmp/$1.pid"; }
