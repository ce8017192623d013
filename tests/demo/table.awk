# SPDX-License-Identifier: GPL-2.0-only
# Reads the recorded trace; prints who was killed, when and why, and who lived;
# and writes what the plot is drawn from into files in the directory "out":
#   memory.dat  seconds, free MB, page cache MB
#   kills.dat   seconds, name, oom_score_adj, MB that came back
#   levels.dat  MB, oom_score_adj, MB where its label goes
#   apps.dat    row, name, oom_score_adj, MB, first second, last second, killed,
#               MB that came back
#   phases.dat  seconds, text

# How long after a kill memory may take to count as what came back.
BEGIN { window = 0.5 }

# Labels closer than this many MB would overlap in the plot.
BEGIN { label_gap = 4.7 }

function mb(kb) { return sprintf("%.0f", kb / 1024) }

# The event's time stands before the colon that ends the third or fourth word.
function seconds_of(line,   words, n, i) {
	n = split(line, words, " ")
	for (i = 1; i <= n; i++)
		if (words[i] ~ /^[0-9]+\.[0-9]+:$/)
			return words[i] + 0
}

function text_after(word) { return substr($0, index($0, word) + length(word)) }

function number_after(word) { return text_after(word) + 0 }

/lowmemory_kill: / {
	k = ++kills
	kill_at[k] = seconds_of($0)
	who = text_after("lowmemory_kill: ")
	kill_name[k] = substr(who, 1, index(who, " (") - 1)
	kill_pid[k] = number_after(kill_name[k] " (")
	kill_file[k] = number_after("page cache ")
	kill_limit[k] = number_after("(limit ")
	kill_free[k] = number_after(", free ")
	kill_adj[k] = number_after(", adj ")
	kill_min[k] = number_after("min_score_adj ")
	kill_rss[k] = number_after(", rss ")
	kill_reason[k] = text_after("reason ")
	killed_at[kill_name[k]] = kill_at[k]
	# The event is a sample as well.
	sample_add(kill_at[k], kill_free[k], kill_file[k])
	next
}

/tracing_mark_write: / {
	mark = text_after("tracing_mark_write: ")
	split(mark, word, " ")
}

mark ~ /^memory: / {
	sample_add(seconds_of($0), number_after("free "), number_after("page cache "))
}

mark ~ /^app: / {
	a = ++apps
	app_name[a] = word[2]
	app_adj[a] = word[3]
	app_mb[a] = word[4]
	app_at[a] = seconds_of($0)
}

mark ~ /^lived: / { memory_of[word[2]] = word[5] }
mark ~ /^phase: / { phase_at[++phases] = seconds_of($0); phase[phases] = substr(mark, 8) }
mark ~ /^levels: / { levels = word[2] }
mark ~ /^kernel OOM kills: / { oom_kills = word[4] }
{ mark = "" }

function sample_add(at, free, file) {
	samples++
	sample_at[samples] = at
	sample_free[samples] = free
	sample_file[samples] = file
}

# What was free or could be freed at the kill, against the most there was up to
# the next one, or within the window: sets back_kb and back_ms.
function what_came_back(k,   start, until, s, sum) {
	start = kill_free[k] + kill_file[k]
	until = kill_at[k] + window
	if (k < kills && kill_at[k + 1] < until)
		until = kill_at[k + 1]
	back_kb = 0
	for (s = 1; s <= samples; s++) {
		if (sample_at[s] <= kill_at[k] || sample_at[s] > until)
			continue
		sum = sample_free[s] + sample_file[s]
		if (sum - start > back_kb)
			back_kb = sum - start
	}
	back_ms = 0
	for (s = 1; s <= samples && !back_ms; s++)
		if (sample_at[s] > kill_at[k] &&
		    sample_free[s] + sample_file[s] - start >= 0.9 * back_kb)
			back_ms = (sample_at[s] - kill_at[k]) * 1000
}

function print_kills(   k) {
	printf "%8s  %-16s %4s %6s  %-16s %s\n", "second", "killed", "adj",
	       "size", "came back", "why"
	for (k = 1; k <= kills; k++) {
		what_came_back(k)
		back = sprintf("%d MB in %.0f ms", mb(back_kb), back_ms)
		printf "%8.2f  %-16s %4d %3d MB  %-16s %s\n", kill_at[k],
		       kill_name[k] " (" kill_pid[k] ")", kill_adj[k],
		       mb(kill_rss[k]), back, why(k)
		print kill_at[k], kill_name[k], kill_adj[k], mb(back_kb) >out "/kills.dat"
		back_of[kill_name[k]] = mb(back_kb)
	}
}

function why(k,   text) {
	text = sprintf("free %d MB and cache %d MB, both below %d MB: adj >= %d",
		       mb(kill_free[k]), mb(kill_file[k]), mb(kill_limit[k]), kill_min[k])
	return kill_reason[k] == "oom" ? "an allocation failed; " text : text
}

function print_lived(   a) {
	printf "\n%8s  %-16s %4s %6s  %s\n", "", "lived", "adj", "size", "its memory"
	for (a = apps; a >= 1; a--)
		if (app_name[a] in memory_of)
			printf "%8s  %-16s %4d %3d MB  %s\n", "", app_name[a],
			       app_adj[a], app_mb[a], memory_of[app_name[a]]
}

# The least important at the top, as they die.
function write_apps(   i, j, swap, order, row) {
	for (i = 1; i <= apps; i++)
		order[i] = i
	for (i = 2; i <= apps; i++)
		for (j = i; j > 1 && app_adj[order[j]] < app_adj[order[j - 1]]; j--) {
			swap = order[j]
			order[j] = order[j - 1]
			order[j - 1] = swap
		}
	for (row = 1; row <= apps; row++) {
		i = order[row]
		killed = app_name[i] in killed_at
		print row, app_name[i], app_adj[i], app_mb[i],
		      app_at[i] < sample_at[1] ? sample_at[1] : app_at[i],
		      killed ? killed_at[app_name[i]] : sample_at[samples],
		      killed, back_of[app_name[i]] + 0 >out "/apps.dat"
	}
}

function write_rest(   s, i, n, row, pair) {
	for (s = 1; s <= samples; s++)
		print sample_at[s], sample_free[s] / 1024, sample_file[s] / 1024 >out "/memory.dat"
	n = split(levels, row, ",")
	label_at = 1000
	for (i = n; i >= 1; i--) {
		split(row[i], pair, ":")
		label_at -= label_gap
		if (label_at > pair[1] / 256)
			label_at = pair[1] / 256
		print pair[1] / 256, pair[2], label_at >out "/levels.dat"
	}
	for (i = 1; i <= phases; i++)
		print phase_at[i], "\"" phase[i] "\"" >out "/phases.dat"
}

END {
	print_kills()
	print_lived()
	print "\nSize is the event's rss. What came back is how much free memory and page cache"
	print "grew within half a second, or until the next kill, less what the camera took"
	print "meanwhile; the time is that to nine tenths of it. Free is above the kernel's"
	print "reserve, so it can be below 0."
	print "\nkernel OOM kills: " oom_kills
	write_apps()
	write_rest()
}
