# SPDX-License-Identifier: GPL-2.0-only
# Sourced: guests that have booted before. A third of a scenario's time is its kernel's
# boot, which is the same for all that want the same machine: it is done once, and what
# the machine is by then is where each of them begins.
# shellcheck shell=bash

# snapshots: where those of this kernel are.
snapshots() { printf '%s\n' "$cache/build/$kernel_name/snapshots"; }

# snapshots_drop: another kernel or initramfs, or no more use for them.
snapshots_drop() { rm -rf "$(snapshots)"; }

# guest_resume SCENARIO OUTPUT LOG [SECONDS]: as guest_run, from the snapshot of the
# machine the scenario wants. A line "# arguments: WORDS" in its file is for whoever
# runs it in the guest.
guest_resume() {
	local printed=$2 log=$3 seconds=${4:-$guest_seconds} status=0 snapshot
	local file scenario machine boot_options

	guest_settings "$1"
	snapshot=$(snapshots)/$(cksum <<<"${machine[*]} $boot_options" | cut -d ' ' -f 1)
	mkdir -p "$snapshot"
	: >"$printed"
	locked "${snapshot#"$cache/"}" snapshot_take || return
	cp "$snapshot/log" "$log"
	printf '\n\n%s\n' "$scenario $(setting "$file" arguments "")" |
		timeout --kill-after=5 "$seconds" "${machine[@]}" -monitor none \
			-chardev "file,id=console,path=$log,append=on" \
			-chardev stdio,id=output -incoming "exec:cat $snapshot/state" \
			>"$printed" 2>"$log.qemu" || status=$?
	guest_ended
	return $status
}

# snapshot_take: have one, as guest_run has a guest.
snapshot_take() {
	[ ! -e "$snapshot/state" ] || return 0
	snapshot_boot || {
		cat "$snapshot"/{log,output} >"$log.unbooted"
		say "$scenario: its machine did not boot: once more: see $log.unbooted"
		snapshot_boot || die "$scenario: its machine does not boot: see $snapshot"
	}
}

# The state is that of a guest that stands still: of one that goes on meanwhile qemu now
# and then misses a page that has changed, and one that begins there may crash. That it
# stood is not part of the state, or it would go on standing.
snapshot_boot() {
	: >"$snapshot/output"
	snapshot_order |
		timeout --kill-after=5 "$guest_boot_seconds" "${machine[@]}" -monitor stdio \
			-global migration.store-global-state=off \
			-chardev "file,id=console,path=$snapshot/log" \
			-chardev "file,id=output,path=$snapshot/output" \
			-kernel "$kernel_image" -initrd "${initramfs:?}" \
			-append "$boot_options scenario=" >"$snapshot/qemu" 2>&1 || :
	[ -e "$snapshot/state" ]
}

# wait_until SECONDS COMMAND...: until it succeeds.
wait_until() {
	local tries=$(($1 * 10))
	shift

	until "$@"; do
		[ "$tries" -gt 0 ] || return
		sleep 0.1
		tries=$((tries - 1))
	done
}

# snapshot_booted: the guest waits for a scenario. The line is no command; without qemu
# to read it, nobody goes on waiting.
snapshot_booted() {
	echo && grep -q '^# booted' "$snapshot/output"
}

# snapshot_order: what qemu's monitor is told. It ends behind the last byte of the
# state, and no sooner than that has its name.
snapshot_order() {
	wait_until "$guest_boot_seconds" snapshot_booted || return
	echo stop
	echo "migrate_set_parameter max-bandwidth 100G"
	echo "migrate \"exec:cat >$snapshot/state.new && mv $snapshot/state.new $snapshot/state\""
	wait_until 10 [ -e "$snapshot/state" ] || :
	echo quit
}
