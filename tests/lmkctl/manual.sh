# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: the man page. Its examples, between .EX and .EE, are
# run as they stand there; what they show in between, they have to print.
# shellcheck shell=bash disable=SC2154

manual=$top/Documentation/man/lmkctl.1

# examples_write DIRECTORY: the blocks of the page, a file each.
examples_write() {
	awk -v directory="$1" '
		/^\.EX/ { blocks++; inside = 1; next }
		/^\.EE/ { inside = 0 }
		inside {
			gsub(/\\-/, "-"); gsub(/\\\(aq/, "\047")
			print >(directory "/" blocks)
		}' "$manual"
}

# example_run BLOCK: in a shell that has a process of its own below the root.
example_run() {
	machine_new
	# From this node nothing comes, but the daemon, which has it now, does not
	# mind; watch takes a plain file, that never becomes empty.
	put "$module/parameters/levels" 40960:900
	daemon_start || return 1
	rm "$root/proc/lowmemorykiller"
	printf '1234 10023 1234 1 2 30720 950 900 100\nchrome\n' \
		>"$root/proc/lowmemorykiller"
	sed -n 's/^# //p' "$1" >"$1.sh"
	(
		export LMKD_SOCKET=$socket PATH=$build/bin:$PATH
		machine_process $BASHPID bash
		exec sh -e "$1.sh"
	) >"$out" 2>"$err" </dev/null
}

# example_tells BLOCK: every line it shows is a line that was printed.
example_tells() {
	local line

	grep -q '^# lmkctl' "$1" || return 1
	while IFS= read -r line; do
		grep -qFx -- "$line" "$out" || return 1
	done < <(grep -v '^# ' "$1")
}

manual_cases() {
	local block blocks=$build/examples

	status=0
	mandoc -T lint "$manual" >"$out" 2>"$err" || :
	verdict "the man page: mandoc has no complaint" cmp -s /dev/null "$out"
	call --help
	grep -oE -- '--[0-9a-z-]+' "$out" | LC_ALL=C sort -u >"$build/known"
	sed 's/\\-/-/g' "$manual" | grep -oE -- '--[0-9a-z-]+' | LC_ALL=C sort -u >"$build/told"
	verdict "the man page: all options, and no others" cmp "$build/known" "$build/told"

	rm -rf "$blocks"
	mkdir -p "$blocks" "$build/bin"
	examples_write "$blocks"
	verdict "the man page: it has examples" [ -e "$blocks/1" ]
	printf '#!/bin/bash\nexec timeout 60 %s %s --root %s "$@"\n' "${fixed[*]}" \
		"$build/objects/lmkctl" "$root" >"$build/bin/lmkctl"
	chmod +x "$build/bin/lmkctl"
	for block in "$blocks"/*; do
		status=0
		example_run "$block" || status=$?
		daemon_stop
		verdict "the man page: $(head -n 1 "$block.sh")" [ "$status" = 0 ]
		verdict "the man page: what it shows of it" example_tells "$block"
	done
}

say "lmkctl: man page"
manual_cases
