#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What can be said about the module without running it. Prints TAP, one line a
# check.
# shellcheck source=tests/lib/common.sh
. "$(dirname "$0")/../lib/common.sh"
# shellcheck source=tests/lib/check.sh
. "$top/tests/lib/check.sh"
# shellcheck source=tests/lib/kernel.sh
. "$top/tests/lib/kernel.sh"
# shellcheck source=tests/lib/build.sh
. "$top/tests/lib/build.sh"
# shellcheck source=tests/lint/source.sh
. "$top/tests/lint/source.sh"
# shellcheck source=tests/lint/text.sh
. "$top/tests/lint/text.sh"
# shellcheck source=tests/lint/patch.sh
. "$top/tests/lint/patch.sh"
# shellcheck source=tests/lint/object.sh
. "$top/tests/lint/object.sh"
# shellcheck source=tests/lint/document.sh
. "$top/tests/lint/document.sh"

need_packages bc binutils clang gcc git kmod libc6-dev libelf-dev \
	make patch perl rsync shellcheck sparse xz-utils
kernel_prepare "$kernel_default"
source_prepare 6.1 bookworm
build=$cache/build/lint
mkdir -p "$build"
cd "$top"
files_find

check "only core/kill.c sends signals" signals_are_sent_by_kill
check "only core/compat.h and Kbuild know kernel versions" versions_are_in_compat
check "core/compat.h refuses what is older than 5.10, and says so" old_kernels_are_refused
check "memory maps are walked with mmap_lock held" memory_maps_are_locked
check "files in core/ include only headers of theirs" includes_are_ours
check "what runs in reclaim neither sleeps nor waits for a lock" reclaim_does_not_sleep
check "there is no BUG_ON" nothing_crashes_on_purpose
check "there is no #if in a function" functions_have_no_ifs
check "sizes are within budget" sizes_are_within_budget
cat "$build/budget.table"
check "kernel-doc has no warning" kernel_doc_is_clean
check "checkpatch has no complaint" checkpatch_is_clean
check "no trailing blanks, a line feed at the end" text_is_tidy
check "lines of C are no longer than 100" lines_are_short
check "every file names its licence" licences_are_named
check "shellcheck has no complaint" shellcheck_is_clean
check "no program of the shell has a variable that nobody sets" variables_are_set
check "no text depends on a home directory or a tracker" texts_speak_for_themselves
check "patches apply" patches_apply

check "builds with gcc, W=1 and sparse, without a word" build_is_silent gcc \
	"GCC: " W=1 C=1
check "sparse has looked at every file" sparse_saw_everything
# clang cannot keep objtool's rules with the flags it does not have.
check "builds with clang, W=1, without a word" build_is_silent clang \
	"clang version" W=1 CC="$top/tests/lib/clang.sh" OBJECT_FILES_NON_STANDARD=y
check "builds without procfs, without a word" builds_without_procfs
check "calls between the files only point down" calls_point_down
check "candidates, policy, records and table are pure" pure_files_are_pure
check "names other files may see begin with lowmem_" names_are_prefixed
check "external functions have kernel-doc with a context" functions_are_documented
check "the module has an entry, an exit, and no unknown symbol" symbols_are_known
check "the module says who it is" module_is_described
check "every parameter has a description" parameters_are_described

check "every file has its layer in the design" files_have_a_layer
check "the admin guide has a section for every parameter" parameters_have_sections
check "the ABI lists every parameter" parameters_are_in_abi
check "the ABI lists every counter" counters_are_in_abi
check "texts name only parameters and counters that exist" texts_are_current
check "all that has a version has that of the module" versions_agree
results_end
