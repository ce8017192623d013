# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: files that stand for a kernel, and ways to call lmkctl
# there and to say what has to come of it.
# shellcheck shell=bash disable=SC2034,SC2154

root=$build/root
module=$root/sys/module/lowmemorykiller
socket=$build/socket

phone_levels=18432:0,23040:100,27648:200,32256:250,55296:900,80640:950

# put FILE TEXT: a line.
put() { printf '%s\n' "$2" >"$1"; }

# machine_process PID NAME: one that can be given an oom_score_adj.
machine_process() {
	local directory=$root/proc/$1

	mkdir -p "$directory"
	printf 'Name:\tx\nTgid:\t%d\n' "$1" >"$directory/status"
	put "$directory/statm" "100 10 5"
	printf '%s\0--flag' "$2" >"$directory/cmdline"
	put "$directory/oom_score_adj" 0
}

# machine_kills: what the module says of two kills, one of them in a dry run.
# The names are what processes could choose to annoy whoever looks.
machine_kills() {
	printf '%s\t' time_ms=4800000 pid=1234 uid=10023 adj=950 \
		rss_pages=30720 reason=minfree dry_run=0 row=6 \
		minfree_pages=80640 min_score_adj=950 free_pages=1024 \
		file_pages=70000 by_pid=45 $'name=chr\033ome' by_name=kswapd0 \
		'candidate=2000 950 256 Web Content'
	printf '%s\n' 'candidate=2001 900 40000 baz'
	printf '%s\t' time_ms=4000000 pid=99 uid=0 adj=900 rss_pages=256 \
		reason=oom dry_run=1 row=2 minfree_pages=23040 \
		min_score_adj=0 free_pages=-256 file_pages=0 by_pid=1 name=tail
	printf '%s\n' by_name=init
}

# machine_new: a phone under some pressure.
machine_new() {
	rm -rf "$root"
	mkdir -p "$module"/{parameters,stats}
	put "$module/version" 0.1.0
	put "$module/parameters/levels" $phone_levels
	put "$module/parameters/minfree" 18432,23040,27648,32256,55296,80640
	put "$module/parameters/adj" 0,100,200,250,900,950
	put "$module/parameters/enable_lmk" Y
	put "$module/parameters/dry_run" N
	put "$module/stats/free_pages" 40000
	put "$module/stats/file_pages" 60000
	put "$module/stats/row" 6
	put "$module/stats/min_score_adj" 950
	put "$module/stats/kills" 12
	put "$module/stats/walks" 340
	mkdir "$root/proc"
	machine_kills >"$module/stats/last_kills"
	machine_process 1234 com.example.app
	put "$root/proc/uptime" "5000.00 9000.00"
	printf 'MemTotal:        4030464 kB\nMemFree:  1 kB\n' >"$root/proc/meminfo"
	printf '1234 10023 1234 1 2 30720 950 900 100\nchr\033ome\n' \
		>"$root/proc/lowmemorykiller"
}

# machine_old: with the driver of old, which has two lists and nothing else.
machine_old() {
	machine_new
	rm -rf "$module/version" "$module/stats" "$root/proc/lowmemorykiller" \
		"$module"/parameters/{levels,enable_lmk,dry_run}
}

# machine_bare: without any.
machine_bare() {
	machine_new
	rm -rf "$module" "$root/proc/lowmemorykiller"
}

# lmkctl ARGUMENT...: below that root; whatever it is told leaves no leak.
lmkctl() {
	timeout 60 "${fixed[@]}" "$build/objects/lmkctl" --root "$root" "$@"
}

# call ARGUMENT...: leaves its output in $out and $err, and sets status.
out=$build/out
err=$build/err
call() {
	status=0
	lmkctl "$@" >"$out" 2>"$err" </dev/null || status=$?
}

# verdict WHAT COMMAND...: a line of TAP, and what was printed if it fails.
verdict() {
	local what=$1 holds=0
	shift

	"$@" || holds=1
	result "$holds" "$what"
	[ "$holds" = 0 ] || {
		printf '# failed: %s; exit status %s\n' "$*" "$status"
		sed 's/^/# stdout: /' "$out"
		sed 's/^/# stderr: /' "$err"
	}
}

has_line() {
	[ "$status" = "$1" ] && grep -qFx -- "$3" "$2"
}

# Nothing but this one complaint.
has_complaint() {
	[ "$status" = "$1" ] && [ ! -s "$out" ] && [ "$(cat "$err")" = "lmkctl: $2" ]
}

has_json() {
	[ "$status" = 0 ] && [ ! -s "$err" ] && jq -e "$1" "$out" >"$build/jq"
}

# tells WHAT LINE ARGUMENT...: it succeeds, and this is a line of what it prints.
tells() {
	local what=$1 line=$2
	shift 2

	call "$@"
	verdict "$what" has_line 0 "$out" "$line"
}

# complains WHAT STATUS TEXT ARGUMENT...: it fails so, and says just this.
complains() {
	local what=$1 expected=$2 text=$3
	shift 3

	call "$@"
	verdict "$what" has_complaint "$expected" "$text"
}

# answers WHAT EXPRESSION ARGUMENT...: it succeeds, and of the JSON it prints
# this is true, as jq(1) sees it.
answers() {
	local what=$1 expression=$2
	shift 2

	call "$@" --json
	verdict "$what" has_json "$expression"
}
