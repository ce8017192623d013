# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: builds the module, and checks what came out.
# shellcheck shell=bash

# build_is_silent NAME MARK VARIABLE=VALUE...: anything but the usual is a
# finding. From nothing: what is not compiled anew is not warned about. MARK is
# what the compiler leaves in objects, because headers may insist on one.
build_is_silent() {
	local directory=$build/$1 log=$build/$1.log mark=$2
	shift 2

	rm -rf "$directory"
	if ! module_build "$kernel_headers" "$directory" "$@" >"$log" 2>&1; then
		cat "$log"
		return 1
	fi
	grep -q '^  LD \[M\].*lowmemorykiller\.ko$' "$log" ||
		echo "no module was linked: see $log"
	grep -qF "$mark" <<<"$(readelf -p .comment "$directory/core/main.o")" ||
		echo "not built by the compiler that was asked for"
	build_lines "$log"
}

# A kernel may be without procfs. Its headers are not to be had, so these have
# to do, and the configuration of theirs is undone behind them.
builds_without_procfs() {
	printf '#undef CONFIG_PROC_FS\n' >"$build/no-procfs.h"
	build_is_silent no-procfs "GCC: " W=1 CONFIG_PROC_FS= \
		KCFLAGS="-include $build/no-procfs.h"
	! nm -u "$build/no-procfs/lowmemorykiller.ko" | grep -w 'proc_.*'
}

# built: nothing can be said about a module that is not there.
built() {
	[ -e "$build/gcc/lowmemorykiller.ko" ] && return
	echo "the module was not built"
	return 1
}

# C=2 would leave out lowmemorykiller.c, whose rule is our own, so it is C=1.
sparse_saw_everything() {
	built || return
	build_unchecked "$build/gcc" "$build/gcc.log"
}

# What each file may call of others. Arrows only point down: see "Layers" in
# Documentation/design.rst. Whatever is not here is not allowed.
declare -A may_call=(
	# The story: calls all, and nobody calls it.
	[main]='lowmem_*'
	# Never chooses.
	[kill]='lowmem_params_* lowmem_stat_add lowmem_victim_shares lowmem_victim_has_sharers lowmem_flight_begin lowmem_reaper_* lowmem_report_*'
	# Never signals.
	[reaper]='lowmem_params_oom_reaper lowmem_stat_add lowmem_victim_has_living_users lowmem_flight_* lowmem_shared_put'
	# Takes nothing that others may have.
	[shared]='lowmem_flight_left'
	# Neither signals nor frees.
	[flight]='lowmem_params_kill_timeout_ms lowmem_stat_*'
	# Gathers; keeps nothing.
	[report]='lowmem_events_push lowmem_history_push'
	# Shows; changes nothing.
	[status]='lowmem_stats_publish lowmem_memory_snapshot lowmem_params_table lowmem_policy_decide lowmem_history_* lowmem_record_explain'
	# Sees no process, only what was gathered of it.
	[events]='lowmem_record_* lowmem_stat_add'
	# Never signals.
	[victim]='lowmem_candidates_* lowmem_stat_add lowmem_params_debug_level'
	[candidates]='lowmem_policy_prefers'
	# Publishes, never acts.
	[params]='lowmem_policy_* lowmem_table_* lowmem_minfree_range lowmem_adj_range'
	[table]='lowmem_policy_*'
	[ceiling]='' [history]='' [memory]='' [pace]='' [policy]='' [record]='' [shrinker]='' [stats]=''
)

# objects: their names, without core/ and .o.
objects() { (cd "$build/gcc/core" && ls -- *.o) | sed 's/\.o$//'; }

# undefined OBJECT / defined OBJECT: its symbols.
undefined() { nm -u "$build/gcc/core/$1.o" | awk '{ print $2 }'; }
defined() { nm -g --defined-only "$build/gcc/core/$1.o" | awk '{ print $3 }'; }

# is_among NAME PATTERN...
is_among() {
	local name=$1 pattern
	shift
	for pattern in "$@"; do
		# shellcheck disable=SC2053 # a pattern indeed
		[[ $name != $pattern ]] || return 0
	done
	return 1
}

calls_point_down() {
	local object symbol allowed
	built || return

	for object in $(objects); do
		[ -n "${may_call[$object]+known}" ] ||
			echo "core/$object.o: not in the table of layers"
		read -r -a allowed <<<"${may_call[$object]-}"
		for symbol in $(undefined "$object" | grep '^lowmem_'); do
			is_among "$symbol" "${allowed[@]}" ||
				echo "core/$object.o calls $symbol"
		done
	done
	for object in "${!may_call[@]}"; do
		[ -e "$build/gcc/core/$object.o" ] || echo "no core/$object.o"
	done
	defined main | grep '^lowmem_' | sed 's/^/lowmemorykiller.c offers /' || true
}

# What compilers add on their own.
compiler_helpers=(__fentry__ __x86_return_thunk '__x86_indirect_thunk_*'
	'__ubsan_handle_*' __stack_chk_fail)

# What pure files may need beyond that.
declare -A pure_needs=(
	[candidates]='lowmem_policy_*'
	[policy]=''
	[record]='scnprintf'
	[table]='scnprintf memchr strlen lowmem_policy_*'
)

pure_files_are_pure() {
	local object symbol allowed
	built || return
	for object in "${!pure_needs[@]}"; do
		read -r -a allowed <<<"${pure_needs[$object]}"
		for symbol in $(undefined "$object"); do
			is_among "$symbol" "${compiler_helpers[@]}" "${allowed[@]}" ||
				echo "core/$object.o needs $symbol"
		done
	done
}

# Built in, all of the kernel is one name space. What the trace macros define
# is named after the event.
names_are_prefixed() {
	local object symbol
	built || return
	for object in $(objects); do
		for symbol in $(defined "$object"); do
			is_among "$symbol" 'lowmem_*' init_module cleanup_module \
				'__SC[KT]__tp_func_lowmemory_*' \
				'__trace*_lowmemory_*' || echo "core/$object.o defines $symbol"
		done
	done
}

functions_are_documented() {
	local object functions
	built || return
	for object in $(objects); do
		functions=$(nm "$build/gcc/core/$object.o" |
			awk '$2 == "T" && $3 ~ /^lowmem_/ { print $3 }')
		[ -z "$functions" ] || printf '%s\n' "$functions" |
			perl tests/lint/documented.pl "core/$object.c"
	done
}

symbols_are_known() {
	local ko=$build/gcc/lowmemorykiller.ko symbol
	built || return
	nm "$ko" >"$build/symbols"
	for symbol in init_module cleanup_module; do
		grep -q " T $symbol\$" "$build/symbols" || echo "no $symbol"
	done
	nm -u "$ko" | awk '{ print $2 }' | sort >"$build/needed"
	[ -s "$build/needed" ] || echo "needs nothing: not a module"
	awk '{ print $2 }' "$kernel_headers/Module.symvers" | sort >"$build/exported"
	comm -23 "$build/needed" "$build/exported" | sed 's/^/not exported: /'
}

# about FIELD: from the module.
about() { modinfo -F "$1" "$build/gcc/lowmemorykiller.ko"; }

module_is_described() {
	local field
	built || return
	[ "$(about name)" = lowmemorykiller ] || echo "name: $(about name)"
	[ "$(about license)" = GPL ] || echo "license: $(about license)"
	for field in description author version; do
		[ -n "$(about "$field")" ] || echo "no $field"
	done
	[ -z "$(about depends)" ] || echo "depends on $(about depends)"
	[ -z "$(about intree)" ] || echo "claims to be part of the kernel"
}

# parameters: from the source, because an undescribed one is not in "parm".
parameters() {
	sed -nE 's/^module_param(_cb|_named|_array)?\(([a-z_]+),.*/\2/p' \
		core/*.c lowmemorykiller.c
}

parameters_are_described() {
	local name
	built || return
	[ -n "$(parameters)" ] || echo "no parameters found"
	for name in $(parameters); do
		grep -q "^$name:[A-Z]" <<<"$(about parm)" ||
			echo "$name: no description"
	done
	# The other way round, and also that the source was read rightly.
	about parm | sed 's/:.*//' | grep -vxF "$(parameters)" || true
}
