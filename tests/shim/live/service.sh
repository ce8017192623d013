# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../run.sh: what systemd and Android's init hand to the daemon and
# hear from it. After storms.sh, whose functions it uses.
# shellcheck shell=bash disable=SC2154,SC2034

# What a service says: a line a notification, in $build/notices.
notices_start() {
	rm -f "$build/notify" "$build/notices"
	# shellcheck disable=SC2016 # for perl to expand
	perl -MIO::Socket::UNIX -e '
		my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM,
			Local => $ARGV[0]) or die "$ARGV[0]: $!";
		$| = 1;
		while (defined $socket->recv(my $text, 4096)) {
			$text =~ tr/\n/ /;
			print "$text\n";
		}' "$build/notify" >"$build/notices" &
	notices_pid=$!
	live_until [ -S "$build/notify" ]
}

noticed() { live_until grep -q "$1" "$build/notices"; }

# units: as they are installed, with a program that is there.
units() {
	rm -rf "$build/units"
	mkdir -p "$build/units"
	cp "$top/lmkd-shim/service/lmkd-shim.socket" "$build/units/"
	sed "s|@SBIN@/lmkd-shim|$(type -P true)|" \
		"$top/lmkd-shim/service/lmkd-shim.service" >"$build/units/lmkd-shim.service"
}

units_are_good() {
	local status=0

	systemd-analyze verify --man=no "$build/units"/* >"$build/verify.log" 2>&1 ||
		status=1
	sed 's/^/# /' "$build/verify.log"
	[ "$status" = 0 ] && [ ! -s "$build/verify.log" ]
}

# 2.0 of 10, in tenths; units usually have 9.6.
service_is_hardened() {
	systemd-analyze security --offline=yes --threshold=20 \
		"$build/units/lmkd-shim.service" >"$build/security.log" 2>&1
}

# calls_are_allowed: does systemd have a list of system calls with
# all that the daemon needs before it makes its own?
calls_are_allowed() {
	local call

	sed -n 's/^SystemCallFilter=//p' "$build/units/lmkd-shim.service" |
		tr ' ' '\n' >"$build/filter"
	for call in capset seccomp prctl mlockall prlimit64 signalfd4 pidfd_open; do
		grep -qx "$call" "$build/filter" ||
			systemd-analyze syscall-filter @default @system-service @basic-io \
				@io-event @memlock @process @resources @signal |
			grep -qw "$call" || { echo "# not allowed: $call"; return 1; }
	done
}

# Wakes the daemon: systemd-socket-activate starts it for the first connection.
activated() {
	systemd-socket-activate --seqpacket -l "$live_socket" \
		-E "NOTIFY_SOCKET=$build/notify" -E ASAN_OPTIONS=detect_leaks=0 \
		"${fixed[@]}" "$build/objects/lmkd-shim" --root "$live_root" \
		>"$build/live.log" 2>&1 </dev/null &
	live_pid=$!
	live_until [ -S "$live_socket" ]
}

say "shim: service"
need_packages perl systemd
units
live_check "systemd understands the units" units_are_good
live_check "they leave little to attack" service_is_hardened
live_check "they allow what the daemon needs" calls_are_allowed

live_machine
notices_start
live_check "systemd holds the socket" activated
live_check "the daemon answers who has woken it" storm ask
live_check "it has said that it is ready" noticed '^READY=1'
kill -HUP "$live_pid"
live_check "it says that it reads its settings" noticed '^RELOADING=1'
live_check "and when it has" noticed '^READY=1'
# Nobody reads notifications now, which is no reason to keep clients waiting.
kill -STOP "$notices_pid"
live_check "2,000 clients' wishes to read them again are heard" storm update 2000
live_check "and it answers" storm ask
kill -CONT "$notices_pid"
live_check "the log is not flooded by them" test "$(grep -c 'read again' "$build/live.log")" -lt 30
kill "$live_pid"
live_check "it ends when asked to" wait "$live_pid"
live_check "it says so" noticed '^STOPPING=1'
live_check "the socket stays: it is systemd's" [ -S "$live_socket" ]
kill "$notices_pid"
wait "$notices_pid" || :

# Settings that are read again; the file is wrong at first.
rm -f "$live_socket"
echo "log-level = notice" >"$build/settings"
live_check "it starts with a file of settings" live_start "$shim_directory/lmkd-shim" \
	--socket "$live_socket" --root "$live_root" --config "$build/settings"
echo "protocol-level = 99" >"$build/settings"
kill -HUP "$live_pid"
live_check "a mistake in it is told" live_until grep -q \
	'line 1: protocol-level: "99" .* the settings stay as they were' "$build/live.log"
live_check "and changes nothing" storm ask
echo "log-level = debug" >"$build/settings"
kill -HUP "$live_pid"
live_check "what is right is in force" live_until grep -q 'were read again' "$build/live.log"
live_check "at once" storm ask
live_check "as the log shows" live_until grep -q 'has connected' "$build/live.log"
live_check "it ends in an orderly way with it" live_stop
live_check "a file alone can be checked" grep -q "settings are good" \
	<("$shim_directory/lmkd-shim" --check-config --config "$build/settings")
