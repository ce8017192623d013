# SPDX-License-Identifier: GPL-2.0-only
# Finds the literal blocks of Markdown, reStructuredText and man pages. With
# -v directory=DIR writes the commands of block N to DIR/N.sh, and prints a line
# a block, "N KIND FILE:LINE WHAT", with KIND what the tag before the block says:
#
#   guest, host       its commands are run there
#   no                not run; WHAT is the reason
#   bad               WHAT is what is wrong with tag or block
#
# A tag is a comment before the block, or before the paragraph whose "::" begins
# it: ".. run: guest" in .rst, "<!-- run: guest -->" in .md, ".\" run: guest" in a
# man page; or with a reason "run: no (REASON)".
#
# A block that begins with "$ " or "# " shows what one types and what comes
# back: only lines that begin so are commands, and what follows one that ends in
# a backslash. In any other block, and in one marked as of the language sh, all
# is commands.
function indentation(line) {
	match(line, /^ */)
	return RLENGTH
}

function report(kind, line, what) {
	print ++blocks, kind, file ":" line, what
}

# A tag that no block has taken would let one think there is a test.
function tag_drop() {
	if (tag != "")
		report("bad", tag_line, "a tag without a block")
	tag = ""
}

function tag_set(text) {
	tag_drop()
	tag = text
	tag_line = FNR
}

function block_begin() {
	in_block = 1
	block_line = FNR
	block_tag = tag
	tag = ""
	first = ""
	lines = 0
}

function block_add(line) {
	if (!lines && line ~ /^ *$/)
		return
	text[++lines] = line
}

# Writes what is to be run; returns how many commands that is.
function commands_write(path,   i, line, typed, count, more) {
	typed = language !~ /^(sh|bash|shell)$/ && text[1] ~ /^ *[$#] /
	for (i = 1; i <= lines; i++) {
		line = substr(text[i], indent + 1)
		if (typed && !more && line !~ /^[$#] /)
			continue
		if (typed)
			sub(more ? "^> " : "^[$#] ", "", line)
		more = line ~ /\\$/
		if (line ~ /[^ ]/ && line !~ /^ *#/)
			count++
		print line >path
	}
	if (count)
		close(path)
	return count + 0
}

function block_end(   kind, what) {
	in_block = 0
	kind = block_tag
	what = ""
	indent = lines ? indentation(text[1]) : 0
	if (kind == "") {
		report("bad", block_line, "a block without a tag")
	} else if (kind ~ /^no \(.+\)$/) {
		what = substr(kind, 5, length(kind) - 5)
		report("no", block_line, what)
	} else if (kind != "guest" && kind != "host") {
		report("bad", block_line, "no such tag: run: " kind)
	} else if (!commands_write(directory "/" (blocks + 1) ".sh")) {
		report("bad", block_line, "a block without commands")
	} else {
		sub(/^ *([$#] )?/, "", text[1])
		report(kind, block_line, text[1])
	}
	language = ""
}

function file_end() {
	if (in_block)
		block_end()
	tag_drop()
}

# A block at the end of a file is reported when the next one has begun.
function file_start() {
	file = FILENAME
	is_markdown = FILENAME ~ /\.md$/
	is_manual = FILENAME ~ /\.[1-8]$/
	waiting = in_block = 0
	tag = last = language = fence = ""
	base = 0
	in_list = 0
}

# A paragraph that ends in "::", a directive for code, or just "::": the next
# line that is indented further begins the block.
function rst_line(line,   directive) {
	directive = line ~ /^ *\.\. (code-block|code|sourcecode|parsed-literal|highlight)::/
	if (line ~ /^ *\.\. run:/) {
		sub(/^ *\.\. run: */, "", line)
		tag_set(line)
		last = ""
		return
	}
	if (line ~ /^ *$/) {
		# A paragraph that leads to no block ends the tag's reach.
		if (last != "" && !waiting)
			tag_drop()
		last = ""
		return
	}
	if (waiting && indentation(line) > base) {
		if (line ~ /^ *:[a-z-]+:/ && last ~ /^ *\.\. /)
			return
		waiting = 0
		block_begin()
		block_add(line)
		return
	}
	waiting = 0
	if (directive || (line ~ /::$/ && line !~ /^ *\.\. /)) {
		waiting = 1
		base = indentation(line)
		language = ""
		if (directive) {
			language = line
			sub(/.*:: */, "", language)
		} else if (match(line, /^ *([-*]|[0-9]+\.|#\.) +/)) {
			base = RLENGTH
		}
	}
	last = line
}

# Between fences. Indented blocks look like any continued line, so that they
# could not be told from lists: they are not to be used.
function markdown_line(line) {
	if (line ~ /^ *<!-- *run:.*-->/) {
		sub(/^ *<!-- *run: */, "", line)
		sub(/ *-->.*$/, "", line)
		tag_set(line)
	} else if (match(line, /^ *(```|~~~)/)) {
		fence = substr(line, RLENGTH - 2, 3)
		language = substr(line, RLENGTH + 1)
		block_begin()
	} else if (line ~ /^ *$/) {
		last = ""
		return
	} else {
		tag_drop()
		if (line ~ /^(    |\t)/ && last == "" && !in_list)
			report("bad", FNR, "an indented block: use a fence")
		else if (line !~ /^ /)
			in_list = line ~ /^([-*+]|[0-9]+[.)]) /
	}
	last = line
}

# What the typesetter would make of it.
function manual_text(line) {
	gsub(/\\-/, "-", line)
	gsub(/\\\(aq/, "\047", line)
	gsub(/\\&/, "", line)
	gsub(/\\e/, "\\", line)
	return line
}

# Between .EX and .EE.
function manual_line(line) {
	if (line ~ /^\.\\" run:/) {
		sub(/^\.\\" run: */, "", line)
		tag_set(line)
	} else if (line ~ /^\.EX/) {
		block_begin()
	}
}

FNR == 1 {
	if (NR > 1)
		file_end()
	file_start()
}

in_block && is_manual {
	if ($0 ~ /^\.EE/)
		block_end()
	else
		block_add(manual_text($0))
	next
}

in_block && is_markdown {
	if (index($0, fence) == indentation($0) + 1)
		block_end()
	else
		block_add($0)
	next
}

in_block {
	if ($0 ~ /^ *$/ || indentation($0) > base) {
		block_add($0)
		next
	}
	block_end()
}

is_manual { manual_line($0) }

is_markdown { markdown_line($0) }

!is_manual && !is_markdown { rst_line($0) }

END { file_end() }
