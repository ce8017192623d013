# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: checks of the patches for kernels.
# shellcheck shell=bash

patches=Documentation/patches/oom_adopt_victim
patch_releases=(5.10 6.1 6.12 7.3)

# Applied is the one for the kernel we have the source of. The others are to be
# whole, and to add the same.
patches_apply() {
	local release

	patch_applies "$patches-6.1.patch"
	lines_added "$patches-6.1.patch" >"$build/added"
	[ -s "$build/added" ] || echo "$patches-6.1.patch: adds nothing"
	for release in "${patch_releases[@]}"; do
		git_here apply --numstat "$patches-$release.patch" >/dev/null || :
		lines_added "$patches-$release.patch" |
			diff "$build/added" - | sed "s/^/$release: /" || :
		patch_has_style "$patches-$release.patch"
	done
}

# patch_applies FILE: to copies of what it changes. Lines may have moved, as
# Debian's source goes on, but those around the change must be the same.
patch_applies() {
	local file work=$build/patched

	rm -rf "$work"
	sed -n 's|^+++ b/||p' "$1" >"$build/patched.list"
	while read -r file; do
		mkdir -p "$work/$(dirname "$file")"
		cp "$kernel_source/$file" "$work/$file"
	done <"$build/patched.list"
	patch -d "$work" -p1 --dry-run --fuzz=0 <"$1" >"$build/patch.log" 2>&1 ||
		cat "$build/patch.log"
}

lines_added() { sed -n '/^+++ /d; s/^+//p' "$1"; }

# Whoever passes a patch on signs it off. By way of standard input: a file that
# git knows would be taken for a source.
patch_has_style() {
	perl "$kernel_source/scripts/checkpatch.pl" --no-tree --no-signoff \
		--strict --terse - <"$1" | grep -v '^total: ' | sed "s|^|$1: |" || :
}
