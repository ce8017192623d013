# SPDX-License-Identifier: GPL-2.0-only
# Reads results.csv (scenario,round,rival,figure,unit,value) and prints
# scenario,figure,unit,rival,median,least,most,rounds. A value ">60000" was cut
# off there and is the largest of its size.
BEGIN {
	FS = OFS = ","
	print "scenario", "figure", "unit", "rival", "median", "least", "most", "rounds"
}

NR > 1 {
	key = $1 OFS $4 OFS $5 OFS $3
	if (!(key in count))
		order[++keys] = key
	value[key, ++count[key]] = $6
}

function size(text) { return text ~ /^>/ ? substr(text, 2) + 0.5 : text + 0 }

function sort(key,   i, j, swap) {
	for (i = 2; i <= count[key]; i++)
		for (j = i; j > 1 && size(value[key, j]) < size(value[key, j - 1]); j--) {
			swap = value[key, j]
			value[key, j] = value[key, j - 1]
			value[key, j - 1] = swap
		}
}

END {
	for (k = 1; k <= keys; k++) {
		key = order[k]
		sort(key)
		n = count[key]
		print key, value[key, int((n + 1) / 2)], value[key, 1], value[key, n], n
	}
}
