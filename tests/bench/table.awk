# SPDX-License-Identifier: GPL-2.0-only
# table.awk SUMMARY ROWS: one scenario as a table in reStructuredText, which is
# as good to read on a terminal. "columns" is RIVAL=TITLE|RIVAL=TITLE|..., and
# ROWS has lines FIGURE|TITLE|DIVISOR|DECIMALS|HOW. HOW is "ratio", each cell
# against the first column, "spread", with the least and the most, "most", that
# alone, or nothing.
BEGIN {
	FS = ","
	columns_count = split(columns, column, "|")
	title[0] = "figure"
	for (c = 1; c <= columns_count; c++) {
		rival[c] = substr(column[c], 1, index(column[c], "=") - 1)
		title[c] = substr(column[c], index(column[c], "=") + 1)
	}
}

# Of the summary, the lines of this scenario.
NR == FNR {
	if ($1 == scenario) {
		median[$2, $4] = $5
		least[$2, $4] = $6
		most[$2, $4] = $7
	}
	next
}

!NF { next }

{
	split($0, row, "|")
	cell[++rows, 0] = row[2]
	for (c = 1; c <= columns_count; c++)
		cell[rows, c] = cell_of(row[1], rival[c], row[3], row[4], row[5])
}

function size(text) { return text ~ /^>/ ? substr(text, 2) + 0 : text + 0 }

function number(text, divisor, decimals) {
	return (text ~ /^>/ ? ">" : "") sprintf("%.*f", decimals, size(text) / divisor)
}

function ratio(text, base,   sign) {
	sign = text ~ /^>/ ? ">" : base ~ /^>/ ? "<" : ""
	if (text ~ /^>/ && base ~ /^>/ || !size(base))
		return "-"
	text = size(text) / size(base)
	return sign sprintf(text < 0.1 ? "%.3f" : "%.2f", text)
}

function cell_of(figure, who, divisor, decimals, how,   text) {
	if (!((figure, who) in median))
		return "-"
	text = number(median[figure, who], divisor, decimals)
	if (how == "ratio" && who != rival[1])
		return text " (" ratio(median[figure, who], median[figure, rival[1]]) ")"
	if (how == "spread")
		return text " (" number(least[figure, who], divisor, decimals) \
			" to " number(most[figure, who], divisor, decimals) ")"
	if (how == "most")
		return number(most[figure, who], divisor, decimals)
	return text
}

function rule(   c, line) {
	for (c = 0; c <= columns_count; c++) {
		line = line (c ? "  " : "")
		for (i = 0; i < width[c]; i++)
			line = line "="
	}
	print line
}

function line_of(r,   c, line) {
	for (c = 0; c <= columns_count; c++)
		line = line (c ? "  " : "") sprintf("%-" width[c] "s", r ? cell[r, c] : title[c])
	sub(/ +$/, "", line)
	print line
}

END {
	for (c = 0; c <= columns_count; c++) {
		width[c] = length(title[c])
		for (r = 1; r <= rows; r++)
			if (length(cell[r, c]) > width[c])
				width[c] = length(cell[r, c])
	}
	rule()
	line_of(0)
	rule()
	for (r = 1; r <= rows; r++)
		line_of(r)
	rule()
}
