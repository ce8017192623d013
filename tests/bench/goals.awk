# SPDX-License-Identifier: GPL-2.0-only
# goals.awk SUMMARY GOALS: for one scenario, what it was to reach, and whether
# it did.
BEGIN { FS = "," }

NR == FNR {
	median[$1, $2, $4] = $5
	most[$1, $2, $4] = $7
	next
}

FNR == 1 { FS = "|" }

/^#/ { next }

$1 == scenario { judge() }

function size(text) { return text ~ /^>/ ? substr(text, 2) + 0 : text + 0 }

# Where it is a figure's cost in units of another, AGAINST is a figure.
function base() {
	return ($1, $2, $4) in median ? median[$1, $2, $4] : median[$1, $4, $3]
}

function judge(   value, sign, met) {
	if (!(($1, $2, $3) in median)) {
		printf "  %-62s not measured\n", $7
		return
	}
	value = $4 == "" ? size(most[$1, $2, $3]) :
		size(median[$1, $2, $3]) / (size(base()) ? size(base()) : 1)
	sign = $4 != "" && base() ~ /^>/ ? "<" : ""
	met = $5 == "at most" ? value <= $6 : value >= $6
	printf "  %-62s %s%s, %s %s: %s\n", $7, sign,
		$4 == "" ? value : sprintf(value < 0.1 ? "%.3f" : "%.2f", value),
		$5, $6, met ? "met" : "MISSED"
}
