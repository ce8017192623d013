# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: the completion, as bash calls it; and whether it knows
# what lmkctl knows.
# shellcheck shell=bash disable=SC2154

completion=$top/lmkd-shim/lmkctl.bash-completion

# completed WORD...: what bash would offer for the last of these words.
completed() {
	# shellcheck disable=SC2016 # for that bash to expand
	LC_ALL=C bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_lmkctl; printf "%s\n" "${COMPREPLY[@]}" | sort | xargs' - \
		"$completion" "$@"
}

# offers WHAT EXPECTED WORD...: just that.
offers() {
	local what=$1 expected=$2
	shift 2

	status=0
	completed "$@" >"$out" 2>"$err" || status=$?
	verdict "completion: $what" [ "$status $(cat "$out" "$err")" = "0 $expected" ]
}

general="--help --json --root --socket --version"

# What --help names, completion offers, and the other way round.
completion_is_complete() {
	call --help
	grep -oE '^  [a-z]+|^ +--[0-9a-z-]+' "$out" | tr -d ' ' | LC_ALL=C sort -u >"$build/known"
	{
		completed lmkctl ''
		for command in watch set prio suggest; do
			completed lmkctl "$command" -
		done
	} 2>"$err" | tr ' ' '\n' | LC_ALL=C sort -u >"$build/offered"
	verdict "completion: all that --help names" cmp "$build/known" "$build/offered"
}

completion_cases() {
	offers "commands and options" \
		"--help --json --root --socket --version prio set status suggest watch why" \
		lmkctl ''
	offers "commands that begin so" "set status suggest" lmkctl s
	offers "options that begin so" "--json" lmkctl --j
	offers "a command behind an option" "watch why" lmkctl --json w
	offers "a command behind an option's value" "watch why" lmkctl --socket status w
	offers "options of watch" "--count $general" lmkctl watch -
	offers "options of set" "--direct $general" lmkctl set -
	offers "options of suggest" \
		"--32bit --display --help --json --root --socket --total-mb --version" \
		lmkctl suggest -
	offers "options of status" "$general" lmkctl status ''
	offers "options of why" "$general" lmkctl why ''
	offers "no process of another command" "" lmkctl status 1
	offers "this process" "$$" lmkctl prio "$$"
	mkdir -p "$build/places/one two"
	: >"$build/places/only-a-file"
	offers "a directory" "$build/places/one two" lmkctl --root "$build/places/o"
	offers "a socket" "$build/places/only-a-file" \
		lmkctl status --socket "$build/places/only"
	offers "no number" "" lmkctl watch --count ''
	offers "nothing for an unknown command" "" lmkctl dance ''
	verdict "completion: bash knows of it" bash -c \
		". '$completion' && complete -p lmkctl >/dev/null"
	completion_is_complete
}

say "lmkctl: completion"
completion_cases
