# SPDX-License-Identifier: GPL-2.0-only
# Sourced by ../lmkctl.sh: what make install puts where, and make uninstall takes
# away again.
# shellcheck shell=bash disable=SC2154

installed() { (cd "$build/installed" && find . ! -type d | sort); }

install_cases() {
	status=0
	: >"$out"
	rm -rf "$build/installed"
	shim_build "$build/plain" CFLAGS="-O2 -g -Werror" install \
		DESTDIR="$build/installed" PREFIX=/usr >"$out" 2>"$err" || status=$?
	verdict "make install" [ "$status" = 0 ]
	installed >"$build/known"
	for path in usr/bin/lmkctl usr/sbin/lmkd-shim usr/share/man/man1/lmkctl.1 \
		usr/share/bash-completion/completions/lmkctl \
		usr/lib/systemd/system/lmkd-shim.service \
		usr/lib/systemd/system/lmkd-shim.socket; do
		verdict "make install: $path" grep -qFx "./$path" "$build/known"
	done
	verdict "make install: the unit starts what is installed" grep -qFx \
		ExecStart=/usr/sbin/lmkd-shim \
		"$build/installed/usr/lib/systemd/system/lmkd-shim.service"
	verdict "make install: the program works there" \
		[ "$("$build/installed/usr/bin/lmkctl" --version)" = "lmkctl 0.1.0" ]
	shim_build "$build/plain" uninstall \
		DESTDIR="$build/installed" PREFIX=/usr >"$out" 2>"$err" || status=$?
	installed >"$out"
	verdict "make uninstall leaves nothing" cmp -s /dev/null "$out"
}

# units_go ARGUMENT...: where make install would put them.
units_go() {
	shim_build "$build/plain" -n install PREFIX=/opt "$@" 2>"$err" |
		grep -o 'install -m 644 [^ ]*/lmkd-shim.socket [^ ]*' | sed 's/.* //' >"$out" || :
}

# What is only printed has been built or needs not be.
unit_cases() {
	status=0
	units_go
	verdict "units go below the prefix" \
		[ "$(cat "$out")" = /opt/lib/systemd/system/lmkd-shim.socket ]
	units_go DESTDIR=/stage UNITDIR=/etc/systemd/system
	verdict "or where UNITDIR says, below DESTDIR" \
		[ "$(cat "$out")" = /stage/etc/systemd/system/lmkd-shim.socket ]
	units_go STATIC=1
	verdict "without libsystemd there are none" cmp -s /dev/null "$out"
}

# The program for a guest, or a phone.
static_cases() {
	status=0
	shim_static >"$out" 2>"$err" || status=$?
	verdict "make STATIC=1" [ "$status" = 0 ]
	call --version
	file -b "$shim_directory/lmkctl" >"$out"
	verdict "it is static" grep -q static "$out"
	machine_new
	"$shim_directory/lmkctl" --root "$root" status >"$out" 2>"$err" || status=$?
	status_text >"$build/expected"
	verdict "it tells the same" cmp -s "$build/expected" "$out"
}

say "lmkctl: make install"
install_cases
unit_cases
static_cases
