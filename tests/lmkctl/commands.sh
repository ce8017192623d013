# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: what each command prints, in words and in JSON, on
# machines of all kinds, without a daemon.
# shellcheck shell=bash disable=SC2154

usage_cases() {
	machine_new
	tells "help" "usage: lmkctl [OPTION]... COMMAND [ARGUMENT]..." --help
	tells "the version" "lmkctl 0.1.0" --version
	complains "no command" 2 "command: none is given; see --help"
	complains "a command nobody knows" 2 \
		"dance: there is no such command; see --help" dance
	complains "an operand too much" 2 "status: it goes: lmkctl status" status now
	complains "an operand too few" 2 "prio: it goes: lmkctl prio PID ADJ" prio 5
	complains "another command's option" 2 \
		"--count: it has no meaning for this command; see --help" \
		status --count 5
	complains "an option nobody knows" 2 \
		"command line: --fast: there is no such option, or its value is missing, or it has none; see --help" \
		--fast
	complains "escape sequences that were typed" 2 \
		"?[31mred: there is no such command; see --help" $'\033[31mred'
	complains "a root that is not there" 1 \
		"/nowhere: No such file or directory" --root /nowhere status
}

# What is printed must be known to be printed.
output_cases() {
	machine_new
	status=0
	lmkctl status >/dev/full 2>"$err" || status=$?
	: >"$out"
	verdict "a full disk" has_complaint 1 \
		"standard output: No space left on device"
	status=0
	lmkctl watch --json >/dev/full 2>"$err" || status=$?
	verdict "a full disk ends watching" has_complaint 1 \
		"standard output: No space left on device"
	status=0
	lmkctl --version >&- 2>"$err" || status=$?
	verdict "no output at all" has_complaint 1 \
		"standard output: Bad file descriptor"
}

status_text() {
	cat <<-'END'
	lowmemorykiller 0.1.0: enabled
	free memory: 156.3 MB, page cache: 234.4 MB
	row in force: 6, oom_score_adj 950 and above may go

	  row     minfree            MB  oom_score_adj  now
	    1       18432       72.0 MB              0  41569 pages (162.4 MB) away
	    2       23040       90.0 MB            100  36961 pages (144.4 MB) away
	    3       27648      108.0 MB            200  32353 pages (126.4 MB) away
	    4       32256      126.0 MB            250  27745 pages (108.4 MB) away
	    5       55296      216.0 MB            900  4705 pages (18.4 MB) away
	    6       80640      315.0 MB            950  in force

	counters:
	  kills                    12
	  walks                    340

	last kills:
	  chr?ome (pid 1234, uid 10023, oom_score_adj 950, 120.0 MB) was killed 3 min 20 s ago by row 6
	  tail (pid 99, uid 0, oom_score_adj 900, 1.0 MB) would have been killed (dry run) 16 min 40 s ago by row 2
	END
}

status_cases() {
	machine_new
	call status
	status_text >"$build/expected"
	verdict "status: all of it" cmp -s "$build/expected" "$out"
	answers "status in JSON: who it is" \
		'.loaded and .version == "0.1.0" and .enabled and .dry_run == false and .missing == []' \
		status
	answers "status in JSON: memory" \
		'.free_pages == 40000 and .file_pages == 60000 and .row == 6 and .min_score_adj == 950 and .page_size > 0' \
		status
	answers "status in JSON: rows" \
		'.rows | length == 6 and .[5].in_force and (.[4].in_force | not) and .[4] == {row: 5, minfree_pages: 55296, oom_score_adj: 900, away_pages: 4705, in_force: false}' \
		status
	answers "status in JSON: counters and kills" \
		'.counters == {kills: 12, walks: 340} and [.last_kills[].pid] == [1234, 99]' \
		status

	put "$module/parameters/dry_run" Y
	tells "a dry run" "lowmemorykiller 0.1.0: dry run, kills nobody" status
	put "$module/parameters/enable_lmk" N
	tells "disabled" "lowmemorykiller 0.1.0: disabled, kills nobody" status
	put "$module/stats/row" 0
	put "$module/stats/min_score_adj" 1001
	tells "no row in force" "row in force: none" status
	put "$module/parameters/levels" 1:0,100000:1001
	put "$module/stats/row" 2
	tells "a row that never kills in force" "row in force: 2, nobody may go" status
	tells "such a row in the table" \
		"    2      100000      390.6 MB          never  in force" status
	put "$module/stats/row" 1
	tells "a row that was reached, behind one in force" \
		"    2      100000      390.6 MB          never  reached" status
	: >"$module/stats/last_kills"
	tells "no kills yet" "last kills: none" status
	put "$module/parameters/levels" blue
	complains "rows that make no sense" 1 \
		"levels: what is there is no table of rows" status
}

old_status_cases() {
	machine_old
	tells "an older driver: who it is" \
		"lowmemorykiller of unknown version: enabled" status
	tells "an older driver: its rows" \
		"    6       80640      315.0 MB            950  unknown" status
	tells "an older driver: what is missing" \
		"not told by this driver: version, levels, memory now, row in force, counters, last kills" \
		status
	answers "an older driver in JSON" \
		'.loaded and .version == null and .row == null and .counters == {} and .last_kills == null and (.rows | length == 6) and .rows[0].away_pages == null and .rows[0].in_force == null and (.missing | length == 6)' \
		status
	machine_bare
	complains "no module" 3 "lowmemorykiller: the module is not loaded" status
	call status --json
	verdict "no module in JSON" [ "$status $(jq -c . "$out")" = '3 {"loaded":false}' ]
}

why_sentence='chr?ome (pid 1234, uid 10023, oom_score_adj 950, 120.0 MB) was killed 3 min 20 s ago because row 6 matched: free memory was 4.0 MB and page cache 273.4 MB against a threshold of 315.0 MB, which allows oom_score_adj 950 and above; on behalf of kswapd0 (pid 45); not chosen: Web Content (pid 2000, oom_score_adj 950, 1.0 MB: same oom_score_adj and smaller) and baz (pid 2001, oom_score_adj 900, 156.3 MB: lower oom_score_adj).'
why_dry_sentence='tail (pid 99, uid 0, oom_score_adj 900, 1.0 MB) would have been killed (dry run) 16 min 40 s ago because the kernel was about to call its OOM killer and row 2 matched: free memory was -1.0 MB and page cache 0.0 MB against a threshold of 90.0 MB, and the first row allows oom_score_adj 0 and above; on behalf of init (pid 1); no other candidate is recorded.'

why_cases() {
	machine_new
	call why
	verdict "why: the last kill" [ "$status $(cat "$out")" = "0 $why_sentence" ]
	call why 16
	verdict "why: all there are" \
		[ "$(cat "$out")" = "$why_sentence"$'\n'"$why_dry_sentence" ]
	answers "why in JSON" \
		'length == 1 and .[0].pid == 1234 and .[0].name == "chr?ome" and .[0].ago_ms == 200000 and .[0].dry_run == false and .[0].reason == "minfree" and .[0].by == {pid: 45, name: "kswapd0"} and (.[0].sentence | test("was killed 3 min 20 s ago"))' \
		why
	answers "why in JSON: candidates" \
		'.[0].candidates | length == 2 and .[1] == {pid: 2001, name: "baz", oom_score_adj: 900, rss_pages: 40000, not_chosen: "lower oom_score_adj"}' \
		why
	answers "why in JSON: sizes" '.[0].rss_pages == 30720 and .[0].rss_bytes == 125829120' why
	for operand in 0 17 x -1 ''; do
		complains "why \"$operand\"" 2 \
			"why: \"$operand\" is not a number of kills from 1 to 16" why "$operand"
	done
	put "$module/stats/last_kills" "pid=7	colour=red"
	answers "why with fields nobody knows, and without most" \
		'.[0].pid == 7 and .[0].name == null and .[0].rss_bytes == null and .[0].dry_run == null and .[0].reason == null' \
		why
	rm "$root/proc/uptime"
	answers "why without a clock" '.[0].ago_ms == null' why
	: >"$module/stats/last_kills"
	tells "why with nothing to tell" \
		"Nobody was killed since the module was loaded." why
	answers "why with nothing to tell in JSON" '. == []' why
	machine_old
	complains "why with an older driver" 1 \
		"last kills: this driver does not remember them" why
	machine_bare
	complains "why without the module" 3 \
		"lowmemorykiller: the module is not loaded" why
}

suggest_cases() {
	machine_new
	tells "suggest for this machine" \
		"for 3936 MB of memory, a display of 0x0, 64-bit programs and pages of 4096 bytes:" \
		suggest
	tells "suggest: a row" "    5       55296      216.0 MB            900" suggest
	tells "suggest: to use it now" \
		"to use it now:          lmkctl set $phone_levels" suggest
	tells "suggest: as an option" "as the module's option: levels=$phone_levels" suggest
	answers "suggest for a machine that was described" \
		'.levels == "10181:0,13139:100,16097:200,19880:250,22838:900,27928:950" and .total_mb == 512 and .bits == 32 and .display == {width: 480, height: 800} and (.rows | length == 6)' \
		suggest --total-mb 512 --display 480x800 --32bit
	rm -rf "$module"
	tells "suggest works without the module" \
		"as the module's option: levels=$phone_levels" suggest
	rm "$root/proc/meminfo"
	complains "suggest for nobody knows what" 1 \
		"proc/meminfo: it does not say how much memory there is; see --total-mb" \
		suggest
}

set_cases() {
	machine_new
	: >"$module/parameters/levels"
	tells "set --direct" "in force: 4096:0,8192:500" set --direct 4096:0,8192:500
	verdict "set --direct: it was written" \
		[ "$(cat "$module/parameters/levels")" = 4096:0,8192:500 ]
	: >"$module/parameters/levels"
	answers "set --direct in JSON" \
		'.levels == "1:0,2:1001" and .by == "lmkctl" and (.rows | length == 2)' \
		set --direct 1:0,2:1001
	# Files do not become shorter by writing to them: what is behind it stays.
	put "$module/parameters/levels" 1:0,2:100,3:200
	complains "set --direct and something else is in force" 1 \
		"set: the module did not take these rows; in force: 7:9,2:100,3:200" \
		set --direct 7:9
	rm "$module/parameters/levels"
	mkdir "$module/parameters/levels"
	complains "set --direct and it cannot be written" 1 \
		"levels: Is a directory" set --direct 7:9
	complains "set and a row is wrong" 2 \
		'set: row 2: minfree "x" is not a number of pages from 0 to 2147483647' \
		set --direct 1:0,x:3
	complains "set and the daemon could not take it" 2 \
		"set: row 2: adj 1001 is nothing the daemon takes; see --direct" \
		set 1:0,2:1001
	complains "set without a daemon" 4 "$socket: no daemon listens there" \
		set 1:0 --socket "$socket"
	machine_old
	: >"$module/parameters/minfree"
	: >"$module/parameters/adj"
	tells "set --direct with an older driver" "in force: 4096:0,8192:500" \
		set --direct 4096:0,8192:500
	machine_bare
	complains "set without the module" 3 \
		"lowmemorykiller: the module is not loaded" set 1:0
}

prio_cases() {
	local adj=$root/proc/1234/oom_score_adj

	# Also without the module: an oom_score_adj is the kernel's.
	machine_bare
	tells "prio --direct" "com.example.app (pid 1234): oom_score_adj 900, was 0" \
		prio 1234 900 --direct
	verdict "prio --direct: it was written" [ "$(cat "$adj")" = 900 ]
	answers "prio --direct in JSON, negative" \
		'. == {pid: 1234, name: "com.example.app", oom_score_adj: -1000, before: 900, by: "lmkctl"}' \
		prio 1234 -1000 --direct
	put "$adj" 500
	complains "prio and something else is there then" 1 \
		"prio: the kernel did not keep it; oom_score_adj of pid 1234: 700" \
		prio 1234 7 --direct
	complains "prio of nobody" 1 "pid 77: there is no such process" prio 77 0
	complains "prio of process 1" 2 \
		'prio: "1" is not the pid of a process, from 2 to 2147483647' prio 1 0
	complains "prio of a word" 2 \
		'prio: "init" is not the pid of a process, from 2 to 2147483647' prio init 0
	complains "prio too high" 2 \
		'prio: "1001" is not an oom_score_adj, from -1000 to 1000' prio 1234 1001
	complains "prio too low" 2 \
		'prio: "-1001" is not an oom_score_adj, from -1000 to 1000' prio 1234 -1001
	complains "prio with a daemon that is not there" 4 \
		"$socket: no daemon listens there" prio 1234 5 --socket "$socket"
	machine_process 77 $'a\033b'
	tells "prio of a process with an odd name" \
		"a?b (pid 77): oom_score_adj 10, was 0" prio 77 10 --direct
	: >"$root/proc/77/cmdline"
	put "$root/proc/77/comm" "short name"
	put "$root/proc/77/oom_score_adj" 0
	tells "prio of a process without a command line" \
		"short name (pid 77): oom_score_adj 20, was 0" prio 77 20 --direct
	rm "$root/proc/77/comm"
	put "$root/proc/77/oom_score_adj" 0
	tells "prio of a process without a name" \
		"? (pid 77): oom_score_adj 30, was 0" prio 77 30 --direct
	: >"$root/proc/77/oom_score_adj"
	complains "prio of one whose oom_score_adj makes no sense" 1 \
		"pid 77: its oom_score_adj is no number" prio 77 0
	rm "$root/proc/77/oom_score_adj"
	complains "prio of one that has just ended" 1 \
		"pid 77: there is no such process" prio 77 0
	put "$root/proc/77/statm" "0 0 0"
	complains "prio of a kernel thread" 1 \
		"pid 77: it is a kernel thread or has ended" prio 77 0
	printf 'Name:\tx\nTgid:\t5\n' >"$root/proc/77/status"
	complains "prio of a thread" 1 \
		"pid 77: it is a thread, not a process" prio 77 0
}

watch_cases() {
	local line='chr?ome (pid 1234, uid 10023, oom_score_adj 950, 120.0 MB) was killed, oom_score_adj 900 and above could go'

	# A plain file never becomes empty: the same kill again and again.
	machine_new
	call watch --count 3
	verdict "watch: a line each" [ "$status $(wc -l <"$out")" = "0 3" ]
	verdict "watch: when and who" grep -qxE \
		"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} ${line//[()?]/.}" "$out"
	call watch --count 2 --json
	verdict "watch in JSON: an object a line" [ "$(grep -c '^{.*}$' "$out")" = 2 ]
	answers "watch in JSON" \
		'.pid == 1234 and .uid == 10023 and .name == "chr?ome" and .oom_score_adj == 950 and .min_score_adj == 900 and .rss_pages == 30720 and .dry_run == false and .time_ms == 5000000 and (.time | test("^[0-9T:-]+Z$"))' \
		watch --count 1
	machine_bare
	complains "watch without the module and a daemon" 3 \
		"lowmemorykiller: the module is not loaded" watch --socket "$socket"
	machine_old
	complains "watch with an older driver and no daemon" 4 \
		"$socket: no daemon listens there, and this driver does not tell of kills" \
		watch --socket "$socket"
}

say "lmkctl: commands"
usage_cases
output_cases
status_cases
old_status_cases
why_cases
suggest_cases
set_cases
prio_cases
watch_cases
