# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: checks of the C sources.
# shellcheck shell=bash

# files_find: sets files (all that are not ignored), sources (C and headers),
# module_sources (those the module is made of), and writes $build/code, which
# has all sources as code.pl prints them.
files_find() {
	if git_here rev-parse --git-dir >/dev/null 2>&1; then
		mapfile -t files < <(git_here ls-files -co --exclude-standard |
			sort -u | while read -r file; do
			[ ! -f "$file" ] || printf '%s\n' "$file"
		done)
	else # unpacked from an archive, and so without what is ignored
		mapfile -t files < <(find . -type f -printf '%P\n' | sort |
			grep -vE '\.(k?o|mod|mod\.c|cmd)$|^(demo-output|packages)/')
	fi
	mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep -E '\.[ch]$')
	mapfile -t module_sources < <(printf '%s\n' "${sources[@]}" |
		grep -E '^(core/|trace/|lowmemorykiller\.)')
	perl tests/lint/code.pl "${sources[@]}" >"$build/code"
}

# The tree may belong to somebody else than who runs this.
git_here() { git -c safe.directory="$top" "$@"; }

# code_matching EXPRESSION PERL: code lines whose text has EXPRESSION, and of
# which PERL is true. It may use $file, $function and $text.
code_matching() {
	# shellcheck disable=SC2016 # for perl to expand
	perl -ne '
		chomp;
		my ($file, $line, $kind, $function, $text) = split(/\t/, $_, 5);
		next unless $kind eq "code" && $text =~ /'"$1"'/ && ('"$2"');
		$text =~ s/^\s+//;
		print "$file:$line: $text\n";
		' "$build/code"
}

signals_are_sent_by_kill() {
	local sends='\b(kill_pid|kill_pgrp|send_sig|do_send_sig|group_send|force_sig|force_fatal_sig)'
	# shellcheck disable=SC2016
	code_matching "$sends" \
		'$file =~ m{^(core/|trace/|lowmem)} && $file ne "core/kill.c"'
	grep -qE "$sends" core/kill.c || echo "core/kill.c: no longer found to signal"
}

versions_are_in_compat() {
	# shellcheck disable=SC2016
	code_matching '\b(LINUX_VERSION_CODE|KERNEL_VERSION|LOWMEM_HAVE_)' \
		'$file ne "core/compat.h"'
	grep -nE 'LINUX_VERSION|KERNELVERSION|PATCHLEVEL' Kconfig Makefile || true
}

# Before 6.1 the iterator is a pointer to the first mapping, read where it is declared.
memory_maps_are_locked() {
	# shellcheck disable=SC2016
	code_matching '\b(VMA_ITERATOR|vma_iter_init|for_each_vma)\b' \
		'$file ne "core/compat.h" && $function !~ /_locked$/'
	grep -q 'VMA_ITERATOR' core/reaper.c && grep -q 'VMA_ITERATOR' core/shared.c ||
		echo "core/reaper.c, core/shared.c: no longer found to walk them"
}

# compat_with VERSION: compat.h as a kernel that calls itself that sees it, to which
# all other headers are empty.
compat_with() {
	local headers=$build/headers header
	local major minor patch

	IFS=. read -r major minor patch <<<"$1"
	rm -rf "$headers"
	sed -n 's/^#include <\(.*\)>$/\1/p' core/compat.h | while read -r header; do
		mkdir -p "$headers/$(dirname "$header")"
		: >"$headers/$header"
	done
	cat >"$headers/linux/version.h" <<-END
		#define KERNEL_VERSION(major, minor, patch) \
			(((major) << 16) + ((minor) << 8) + (patch))
		#define LINUX_VERSION_CODE KERNEL_VERSION($major, $minor, $patch)
	END
	sed 's|^#include "\.\./.*||' core/compat.h |
		gcc -E -nostdinc -I"$headers" -o "$headers/compat.i" - 2>&1 || :
}

old_kernels_are_refused() {
	local version

	for version in 4.19.255 5.9.255; do
		compat_with "$version" |
			grep -q '#error "lowmemorykiller needs Linux 5.10 or newer"' ||
			echo "$version is not refused"
	done
	for version in 5.10.0 5.15.255 7.3.0; do
		compat_with "$version"
	done
}

# includes FILE...: "FILE: HEADER" for what they include of ours.
includes() { sed -nE '/^#include "/{s/.*"(.*)".*/\1/;F;p}' "$@" | paste -d ' ' - -; }

includes_are_ours() {
	includes core/*.c |
		grep -vE ' (candidates\.h|lowmem\.h|policy\.h|record\.h|table\.h|\.\./lowmemorykiller\.h|\.\./trace/lowmemorykiller\.h)$' || true
	# Pure files do without the kernel's insides from the start.
	includes core/{candidates,policy,record,table}.[ch] |
		grep -vE ' (candidates\.h|policy\.h|record\.h|table\.h|\.\./lowmemorykiller\.h)$' || true
	includes lowmemorykiller.[ch] |
		grep -v '^lowmemorykiller\.c core/lowmem\.h$' || true
	includes core/lowmem.h |
		grep -vE ' (compat\.h|policy\.h|record\.h)$' || true
}

# What may sleep, and what may wait for a lock somebody else holds. Of ours only
# events_lock and history_lock may be waited for: see "Locks" in lowmemorykiller.c.
reclaim_does_not_sleep() {
	local words

	words='\b('
	words+='GFP_KERNEL|GFP_NOIO|GFP_NOFS|k[mzv]*alloc\w*|kcalloc|vmalloc|alloc_page\w*'
	words+='|alloc_workqueue|kthread_\w+|kobject_\w+|sysfs_(create|remove)\w*'
	words+='|mutex_lock\w*|DEFINE_MUTEX|down(_read|_write)?|mmap_(read|write)_lock|mmput'
	words+='|spin_lock\w*|raw_spin_lock\w*|(read|write)_lock\w*|task_lock|lock_task_sighand'
	words+='|[mu]sleep\w*|schedule(_timeout\w*)?|cond_resched|might_sleep|wait_\w+'
	words+='|\w*synchronize_\w+|rcu_barrier|flush_\w+|cancel_\w+_sync|destroy_workqueue'
	words+=')\s*\('
	words+='|\bGFP_KERNEL\b|\bDEFINE_MUTEX\b'
	# A "+" behind the name: documented to run in process context. params,
	# shrinker and stats serve user space, but for reads of single words.
	# shellcheck disable=SC2016
	code_matching "$words" \
		'$file =~ m{^(core/(?!params|shrinker|stats)\w+|lowmemorykiller)\.c$} && $function !~ /\+$/
		 && $text !~ /\bspin_lock\(&(events|history)_lock\)/'
}

nothing_crashes_on_purpose() {
	code_matching '\b(BUG_ON|BUG|VM_BUG_ON\w*)\s*\(|\bpanic\s*\(' 1
}

functions_have_no_ifs() {
	# shellcheck disable=SC2016
	code_matching '^\s*#\s*(if|ifdef|ifndef)\b' \
		'$function ne "-" && $file ne "core/compat.h"'
}

# The table is for run.sh to show, whatever the verdict.
sizes_are_within_budget() {
	awk -f tests/lint/budget.awk "$build/code" >"$build/budget"
	grep '^#' "$build/budget" >"$build/budget.table"
	grep -v '^#' "$build/budget" || true
}

kernel_doc_is_clean() {
	perl "$kernel_source/scripts/kernel-doc" -none -Werror "${module_sources[@]}"
}

# What checkpatch says and we do otherwise, with the reason.
checkpatch_allowed=(
	# The one place for it. The check is for code on its way into a tree.
	'^core/compat\.h:[0-9]+: WARNING: LINUX_VERSION_CODE should be avoided'
	# The macro is the constant: checkpatch takes KERNEL_VERSION() for it.
	'^core/compat\.h:[0-9]+: WARNING: Comparisons should place the constant'
	# Of a function with a function among its parameters, wrongly.
	'^core/compat\.h:[0-9]+: ERROR: that open brace { should be on the previous line'
	# What C asks for in a variable a signal handler writes.
	'^tests/(vm|bench)/programs/[a-z]+\.c:[0-9]+: WARNING: Use of volatile is usually wrong'
	# User space has no such macro.
	'^tests/(vm/programs|demo|bench/programs)/[a-z]+\.c:[0-9]+: WARNING: Prefer ARRAY_SIZE'
	# For a call that is filtered away to look like one there is not.
	'^lmkd-shim/rights\.c:[0-9]+: WARNING: ENOSYS means'
	# The one place for that.
	'^lmkd-shim/compiler\.h:[0-9]+: WARNING: Prefer __printf'
	# Reads the kernel's fixed formats; a variable keeps what it had.
	'^tests/demo/[a-z]+\.c:[0-9]+: WARNING: unchecked sscanf return value'
	# Stands in for the kernel's header of that name.
	'^tests/host/include/.*: WARNING: (Use #include <linux|do not add new typedefs)'
)

checkpatch_is_clean() {
	local file arguments=()

	for file in "${checkpatch_allowed[@]}"; do
		arguments+=(-e "$file")
	done
	# Its exit status only says that it found something.
	printf '%s\0' "${sources[@]}" Kbuild Kconfig |
		xargs -0 -n 1 -P "$(nproc)" perl "$kernel_source/scripts/checkpatch.pl" \
			--no-tree --terse --max-line-length=100 -f \
			>"$build/checkpatch" 2>&1 || :
	grep -vE -e '^total: ' "${arguments[@]}" "$build/checkpatch" || true
}
