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
	if (($1, $2, $4) in median)
		return median[$1, $2, $4]
	return median[$1, $4, $3]
}

function text_of(value, sign) {
	if ($4 == "")
		return value
	return sign sprintf(value < 0.1 ? "%.3f" : "%.2f", value)
}

function judge(   value, sign, met) {
	if (!(($1, $2, $3) in median)) {
		printf "  %-62s not measured\n", $7
		return
	}
	if ($4 == "")
		value = size(most[$1, $2, $3])
	else
		value = size(median[$1, $2, $3]) / (size(base()) ? size(base()) : 1)
	if ($4 != "" && base() ~ /^>/)
		sign = "<"
	met = $5 == "at most" ? value <= $6 : value >= $6
	printf "  %-62s %s, %s %s: %s\n", $7, text_of(value, sign), $5, $6,
		met ? "met" : "MISSED"
}
