# SPDX-License-Identifier: GPL-2.0-only
# Sourced by bench.sh: from what the guests printed to medians, tables and plots.
# shellcheck shell=bash

rival_columns="kernel=kernel alone|earlyoom=earlyoom|module=module|module-N=module, oom_reaper=N"

# What tables show, as table.awk takes it: figure, title, divisor, decimals, how.
foreground_rows="
iterations|iterations in 20 s|1|0|ratio
p50|median iteration, ms|1000|3|ratio
p99|99th percentile, ms|1000|3|ratio
worst|worst iteration, ms|1000|0|ratio
relief|onset to relief, ms|1|0|ratio
psi-full|PSI memory full, ms|1000|0|ratio
kills|kills by the rival|1|0|
oom-kills|kernel OOM kills|1|0|
bystanders-killed|bystanders killed|1|0|
"

surge_times="
longest|onset to relief, ms|1|1|ratio
all|short of memory in all, ms|1|1|ratio
"
surge_rows="$surge_times
kills|kills by the rival|1|0|
oom-kills|kernel OOM kills|1|0|
oom-kills|kernel OOM kills, most in a round|1|0|most
"

killtime_rows="
running|running|1|0|ratio
idle|starved: SCHED_IDLE beside two busy processes|1|0|ratio
quota|throttled: cpu.max 1 %|1|0|ratio
frozen|frozen by cgroup v2|1|0|ratio
held|in state D for 5 s|1|0|ratio
held-read|the same, mmap_lock held for reading|1|0|ratio
held-write|the same, mmap_lock held for writing|1|0|ratio
vfork|its memory lent to a vfork child|1|0|ratio
"

stream_rates="
rate|MB a second|1|1|spread
"
stream_rows="$stream_rates
count-calls|count_objects, calls a second|1|0|spread
count-cost|count_objects, us a call|1000000|2|spread
scan-calls|scan_objects, calls a second|1|0|spread
"

packets_rows="
rate|packets or writes a second|1|0|ratio
p50|burst of 500, median, ms|1000|1|
p99|burst of 500, 99th percentile, ms|1000|1|
worst|burst of 500, worst, ms|1000|1|
new|the same, of 200 processes not heard of before|1000|1|
"

# table SCENARIO COLUMNS ROWS
table() {
	awk -v scenario="$1" -v columns="$2" -f "$bench/table.awk" \
		"$results/summary.csv" - <<<"${3#$'\n'}"
}

# where SCENARIO: the guest it ran in.
where() {
	awk -v qemu="$qemu" '$1 == "guest" {
		printf "Linux %s, %d MB of memory (MemTotal %d MB), %d CPUs, qemu %s without KVM\n",
			$2, memory, $3 / 1024, $4, qemu
	}' memory="$(setting "$bench/scenarios/$1.sh" memory 512)" "$results/$1.out"
}

# of FIGURE: the median of it, of the walks.
of() { awk -F , -v figure="$1" '$1 == "walks" && $2 == figure { print $5 }' "$results/summary.csv"; }

# walk_row TITLE FIGURE YARDSTICK
walk_row() {
	awk -v title="$1" -v ps="$(of "$2")" -v unit="$(of "$3")" 'BEGIN {
		printf "%-46s  %12.2f  %9.2f\n", title, ps / 1e6, ps / unit
	}'
}

# What one walk costs, in microseconds.
walks_table() {
	local processes rule="==============================================  ============  ========="
	echo "$rule"
	printf '%-46s  %12s  %9s\n' "figure" "microseconds" "x getppid"
	echo "$rule"
	walk_row "getppid(2)" getppid getppid
	walk_row "count_objects, plenty of memory" count getppid
	for processes in 100 1000 5000 10000; do
		walk_row "asked again, $processes processes, none eligible" \
			again-$processes getppid-$processes
		walk_row "the bare list of $processes processes" \
			list-$processes getppid-$processes
		walk_row "one walk over $processes processes" \
			walk-$processes getppid-$processes
	done
	echo "$rule"
}

table_of() {
	case $1 in
	foreground | foreground-zram)
		table "$1" "$rival_columns" "$foreground_rows" ;;
	surge) table "$1" "$rival_columns" "$surge_rows" ;;
	killtime)
		table "$1" "signal=SIGKILL|module=module|module-N=module, oom_reaper=N" \
			"$killtime_rows"
		echo
		table "$1" "unmap=munmap(2)" "unmap|by the process itself, running|1|0|" ;;
	stream) table "$1" "without=none loaded|module=module|counted=module that counts" "$stream_rows" ;;
	walks) walks_table ;;
	packets) table "$1" "direct=writing in a loop|shim=lmkd-shim" "$packets_rows" ;;
	esac
}

declare -A titles=(
	[foreground]="What a user feels: a foreground application while memory runs out"
	[foreground-zram]="The same with 200 MB of swap in compressed memory"
	[surge]="A surge of anonymous memory, 600 MB on a machine of 512 MB"
	[killtime]="From the kill to 90 % of 300 MB free, ms"
	[stream]="Plenty of memory: streaming reads of a disk"
	[walks]="microseconds for one walk"
	[packets]="Importance of 200 processes, one after the other"
)

# results.csv has every value, summary.csv the medians, of the last run of each
# scenario, this or an earlier one.
collect() {
	local scenario
	echo "scenario,round,rival,figure,unit,value" >"$results/results.csv"
	for scenario in "${all[@]}"; do
		[ ! -e "$results/$scenario.out" ] ||
			awk -v OFS=, -v scenario="$scenario" \
				'$1 == "data" { print scenario, $2, $3, $4, $5, $6 }' \
				"$results/$scenario.out"
	done >>"$results/results.csv"
	awk -f "$bench/medians.awk" "$results/results.csv" >"$results/summary.csv"
}

report() {
	local scenario qemu

	qemu=$(qemu-system-x86_64 --version | sed -n 's/.*version \([0-9.]*\).*/\1/p')
	collect
	for scenario in "${scenarios[@]}"; do
		{
			echo "$(where "$scenario"), $(date +%F)"
			echo
			table_of "$scenario"
		} >"$results/$scenario.rst"
		printf '\n%s\n\n' "${titles[$scenario]}"
		cat "$results/$scenario.rst"
		echo
		awk -v scenario="$scenario" -f "$bench/goals.awk" \
			"$results/summary.csv" "$bench/goals"
		draw "$scenario"
	done
	echo
	echo "In brackets: the ratio to the first column, or the least and the most."
	echo "figures: $results/results.csv, medians: $results/summary.csv"
	echo "plots:   $results/*.svg, tables for the documentation: $results/*.rst"
	[ -z "${BENCH_DOC:-}" ] || document
}

# plot SCENARIO GNUPLOT-FILE [VARIABLE=VALUE...]
plot() {
	local scenario=$1 script=$2 variable settings=
	shift 2
	for variable in "data=$results/$scenario.dat" \
		"output_file=$results/$scenario.svg" "title=${titles[$scenario]}" \
		"subtitle=$(where "$scenario")" "$@"; do
		settings+="${variable%%=*} = '${variable#*=}'; "
	done
	gnuplot -e "$settings" "$bench/$script" 2>"$results/gnuplot.log" ||
		die "gnuplot failed: $(cat "$results/gnuplot.log")"
}

# One block for each rival, of the round whose worst iteration is the median: what
# was slow, and behind these one with the deaths of the processes that grew.
foreground_data() {
	local rival worst round
	for rival in kernel earlyoom module module-N; do
		worst=$(awk -F , -v scenario="$1" -v rival=$rival \
			'$1 == scenario && $2 == "worst" && $4 == rival { print $5 }' \
			"$results/summary.csv")
		round=$(awk -F , -v scenario="$1" -v rival=$rival -v worst="$worst" \
			'$1 == scenario && $4 == "worst" && $3 == rival && $6 == worst { print $2; exit }' \
			"$results/results.csv")
		# When it began, in seconds, and what it took, in ms.
		awk -v rival=$rival -v round="$round" '
			$2 == round && $3 == rival && $1 == "slow" {
				print $4 / 1e6, $5 / 1e3
			}
			$2 == round && $3 == rival && $1 == "began" { began = $4 }
			$2 == round && $3 == rival && $1 == "died" { died[++deaths] = $4 }
			END {
				print "0 0\n\n"
				for (i = 1; i <= deaths; i++)
					print died[i] - began
				print "-1\n\n"
			}' "$results/$1.out"
	done
}

# bars_data SCENARIO RIVALS ROWS: one block for each rival: the row's number and
# title, the median, the least and the most.
bars_data() {
	local rival
	for rival in $2; do
		awk -F , -v scenario="$1" -v rival="$rival" '
			function size(text) { return text ~ /^>/ ? substr(text, 2) + 0 : text + 0 }
			function label(text) { return text ~ /^>/ ? text : sprintf("%.0f", text) }
			NR == FNR {
				if ($1 == scenario && $4 == rival)
					line[$2] = size($5) " " size($6) " " size($7) " " label($5)
				next
			}
			split($0, row, "|") && row[1] in line {
				print ++rows, "\"" row[2] "\"", line[row[1]]
			}
			END { print "\n" }' "$results/summary.csv" - <<<"${3#$'\n'}"
	done
}

# As gnuplot is to be told: a name's blanks as "~", and each rival's colour.
rival_names="kernel~alone earlyoom module module,~oom_reaper=N"
kernel_colour="#c53030"
earlyoom_colour="#b7791f"
module_colour="#1b9e4b"
module_N_colour="#2b6cb0"
rival_colours="$kernel_colour $earlyoom_colour $module_colour $module_N_colour"

draw() {
	case $1 in
	foreground | foreground-zram)
		foreground_data "$1" >"$results/$1.dat"
		plot "$1" foreground.gp "names=$rival_names" "colours=$rival_colours"
		;;
	surge)
		bars_data surge "kernel earlyoom module module-N" "$surge_times" \
			>"$results/surge.dat"
		plot surge bars.gp "names=$rival_names" "colours=$rival_colours" unit=ms
		;;
	killtime)
		bars_data killtime "signal module module-N" "$killtime_rows" \
			>"$results/killtime.dat"
		plot killtime bars.gp "names=SIGKILL module module,~oom_reaper=N" \
			"colours=$kernel_colour $module_colour $module_N_colour" \
			"unit=ms, logarithmic"
		;;
	stream)
		bars_data stream "without module" "$stream_rates" >"$results/stream.dat"
		plot stream bars.gp "names=none~loaded module" \
			"colours=$kernel_colour $module_colour" "unit=MB a second"
		;;
	esac
}

# Its tables and plots in place of those the documentation has.
document() {
	local document=$top/Documentation/benchmarks.rst scenario

	awk -v tables="$results" -f "$bench/document.awk" "$document" >"$results/document"
	cp "$results/document" "$document"
	for scenario in foreground foreground-zram killtime; do
		[ ! -e "$results/$scenario.svg" ] ||
			cp "$results/$scenario.svg" "$top/Documentation/bench-$scenario.svg"
	done
	echo "replaced: the tables and plots of $document"
}
