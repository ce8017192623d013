# SPDX-License-Identifier: GPL-2.0-only
# Reads what code.pl prints. Prints a table of sizes, each line marked with
# "#", and an unmarked line for everything above a maximum. Module code and
# tests have budgets of their own; tables of data do not count.
function limit(module, test) { return file ~ /^tests\// ? test : module }

function over(what, value, max) {
	if (value > max)
		printf "%s: %s is %d, more than %d\n", file, what, value, max
}

function function_end() {
	lengths[++functions] = length_now
	over(name " in lines", length_now, limit(70, 60))
	over(name " in nesting", deepest, limit(3, 3))
	name = ""
}

# Insertion sort; a file has a few dozen functions.
function percentile(percent,   i, j, value) {
	for (i = 2; i <= functions; i++) {
		value = lengths[i]
		for (j = i - 1; j > 0 && lengths[j] > value; j--)
			lengths[j + 1] = lengths[j]
		lengths[j + 1] = value
	}
	i = int(functions * percent / 100 + 0.999)
	return functions ? lengths[i ? i : 1] : 0
}

function file_end() {
	if (name != "")
		function_end()
	over("the file in lines of code", code, limit(350, 300))
	printf "# %-34s %5d %7d%% %9d %6d %6d %4d\n", file, code,
		code + comments ? 100 * comments / (code + comments) : 0,
		functions, percentile(50), percentile(95), percentile(100)
}

function file_start() {
	file = $1
	code = comments = functions = in_table = 0
	name = ""
}

# A brace opens a block, unless it starts or continues a table of data.
function braces(text,   i, c, before) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "{") {
			before = substr(text, 1, i - 1)
			is_block[++depth] = before ~ /(\)|else|do|:)[ \t]*$/
			blocks += is_block[depth]
			if (blocks > deepest)
				deepest = blocks
		} else if (c == "}" && depth > 0) {
			blocks -= is_block[depth--]
		}
	}
}

BEGIN {
	FS = "\t"
	printf "# %-34s %5s %8s %9s %6s %6s %4s\n", "file", "code",
		"comment", "functions", "median", "p95", "max"
}

# Not $5: the text has tabs of its own.
{ text = substr($0, length($1 $2 $3 $4) + 5) }

$1 != file {
	if (file != "")
		file_end()
	file_start()
}

$3 == "comment" { comments++ }

$4 != name && name != "" { function_end() }

$4 != "-" && name == "" {
	name = $4
	length_now = depth = blocks = deepest = 0
}

name != "" {
	length_now++
	braces(text)
	if (text ~ /^}/)
		function_end()
}

# A line of code, but not one of a table at the top level of a file.
$3 == "code" {
	if ($4 == "-" && text ~ /= *{[^}]*$/ && text !~ /\\$/)
		in_table = 1
	else if (!in_table)
		code++
	if (text ~ /^}/)
		in_table = 0
}

END { if (file != "") file_end() }
