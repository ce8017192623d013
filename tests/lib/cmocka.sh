# SPDX-License-Identifier: GPL-2.0-only
# Sourced: files of lmkd-shim and lmkctl one by one against cmocka, under ASan and
# UBSan: test_*.c in the stage's folder. Needs $build, a directory.
# shellcheck shell=bash disable=SC2154
# shellcheck source=tests/lib/tap.sh
. "$top/tests/lib/tap.sh"
# shellcheck source=tests/lib/sanitize.sh
. "$top/tests/lib/sanitize.sh"
# shellcheck source=tests/lib/shim.sh
. "$top/tests/lib/shim.sh"

# Of the libraries, which a test takes what it needs of.
cmocka_packages=("${shim_packages[@]}" libcmocka-dev)

# cmocka_run: a line for each of their cases.
cmocka_run() {
	local file

	say "$stage: compiling"
	archive_build
	for file in "$top/tests/$stage"/test_*.c; do
		jobs_below "$(nproc)"
		case_compile "$file" &
	done
	wait
	for file in "$top/tests/$stage"/test_*.c; do
		cases_run "$(case_name "$file")"
	done
}

# archive_build: all but what has a main(), so that no list of what each test takes
# has to be kept.
archive_build() {
	shim_build "$build/objects" CFLAGS="-Werror ${sanitize[*]}" \
		>"$build/make.log" 2>&1 ||
		{ tail -n 20 "$build/make.log" >&2; die "$stage: does not compile"; }
	rm -f "$build/all.a"
	find "$build/objects" -name '*.o' ! -name main.o ! -name lmkctl.o -exec \
		ar rc "$build/all.a" {} +
}

# case_name FILE: test_NAME.c
case_name() {
	local name=${1##*/test_}
	printf '%s\n' "${name%.c}"
}

# case_compile FILE: without a word, or there is no program.
case_compile() {
	local name libraries
	name=$(case_name "$1")
	read -r -a libraries < <(pkg-config --libs cmocka libcap-ng libseccomp inih \
		libsystemd jansson)

	rm -f "$build/$name"
	gcc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Werror \
		"${sanitize[@]}" -o "$build/$name" "$1" "$build/all.a" \
		"${libraries[@]}" >"$build/$name.make.log" 2>&1 || :
}

# cases_run NAME: what cmocka prints in its own TAP, and that it ends well.
cases_run() {
	local status=0

	[ -x "$build/$1" ] || {
		result 1 "$1: compiles"
		sed 's/^/# /' "$build/$1.make.log"
		return
	}
	CMOCKA_MESSAGE_OUTPUT=TAP timeout 120 "${fixed[@]}" "$build/$1" \
		</dev/null 2>"$build/$1.log" >"$build/$1.tap" || status=$?
	# The names once more, without a number.
	sed -i '/^# ok/d' "$build/$1.tap"
	results_of "$build/$1.tap" "$1: "
	[ "$failed_there" = 0 ] || return 0
	[ "$status" = 0 ] && [ "$passed_there" -gt 0 ] && return
	result 1 "$1: ended with status $status"
	tail -n 20 "$build/$1.log" | sed 's/^/# /'
}
