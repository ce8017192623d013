# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: checks of every file that is text.
# shellcheck shell=bash

# texts: files people wrote, one a line. The corpus of the fuzzer is data to
# the byte, the licence is not ours; a patch has blanks of its own, and the
# licence of what it changes.
texts() {
	printf '%s\n' "${files[@]}" |
		grep -vE '^COPYING$|\.(json|patch|png|svg|jpg|gif)$|^tests/fuzz/corpus/'
}

text_is_tidy() {
	local file
	texts | xargs grep -nE '[[:blank:]]+$' || true
	texts | while read -r file; do
		[ -z "$(tail -c 1 "$file")" ] || echo "$file: no line feed at the end"
	done
}

# A text in quotes is not to be broken up: one searches for it.
lines_are_short() {
	local file
	for file in "${sources[@]}"; do
		expand "$file" | awk -v file="$file" \
			'length($0) > 100 && !/^[ \t]*[A-Za-z_(,0-9 &-]*".*"[,;) \\]*$/ {
				print file ":" NR ": " length($0) " columns"
			}'
	done
}

# The packaging's changelog, copyright and format have no room for it.
licences_are_named() {
	local file
	texts | grep -vE '^debian/(changelog|copyright|source/format)$' | while read -r file; do
		head -n 3 "$file" |
			grep -qE 'SPDX-License-Identifier: GPL-2\.0(-only)?( |$)' ||
			echo "$file: no SPDX-License-Identifier: GPL-2.0-only"
	done
}

# Somebody's home directory, or the number of a tracker the text does not name,
# says nothing to a reader elsewhere.
texts_speak_for_themselves() {
	texts | xargs grep -nE \
		-e '(^|[^[:alnum:]_$}])/(root|hom[e])/[[:alnum:]_.]' \
		-e '(^|[^&[:alnum:]_$])#[0-9]{1,4}\b' || true
}

# Parts of a program have their variables from, and for, other files.
shellcheck_part=SC2034,SC2154
# In the guest numbers and paths have no blanks; its files are elsewhere here.
shellcheck_guest=$shellcheck_part,SC1090,SC1091,SC2005,SC2012,SC2013,SC2046,SC2086,SC2187,SC3045

# scripts: of the shell, named so or not, one a line.
scripts() {
	local file line
	for file in "${files[@]}"; do
		read -r line <"$file" || :
		case $file:$line in
		*.sh:* | *:'#!/bin/bash'* | *:'#!/bin/busybox sh'* | *:'#!/bin/sh'*)
			printf '%s\n' "$file" ;;
		esac
	done 2>/dev/null
}

# Takes what shellcheck(1) takes; beside others, for which to wait.
shellcheck_start() {
	jobs_below "$(nproc)"
	shellcheck -x -P "$top" -f gcc "$@" &
}

shellcheck_is_clean() {
	local file excluded
	scripts >"$build/scripts"
	[ "$(wc -l <"$build/scripts")" -gt 10 ] || echo "hardly any script found"
	while read -r file; do
		case $file in
		tests/vm/run.sh) excluded=SC0000 ;;
		tests/*/init | tests/vm/*.sh | tests/*/scenario.sh | \
			tests/bench/guest/*.sh | tests/bench/scenarios/*.sh | \
			tests/debug/guest/*.sh | tests/debug/scenarios/*.sh | \
			tests/coverage/kunit.sh)
			excluded=$shellcheck_guest ;;
		tests/lib/*.sh | tests/debug/guests.sh | tests/lint/[!r]*.sh | tests/bench/report.sh)
			excluded=$shellcheck_part ;;
		*) excluded=SC0000 ;;
		esac
		shellcheck_start -e "$excluded" "$file"
	done <"$build/scripts"
	wait
}

# A part may have variables from others, but a program has somebody set each of them.
variables_are_set() {
	local file
	scripts | xargs grep -l '^#!/bin/bash' >"$build/programs"
	[ "$(wc -l <"$build/programs")" -gt 10 ] || echo "hardly any program found"
	while read -r file; do
		shellcheck_start -a -i SC2154 "$file"
	done <"$build/programs"
	wait
}
