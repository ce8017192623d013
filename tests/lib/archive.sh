# SPDX-License-Identifier: GPL-2.0-only
# Sourced: packages of any Debian release and architecture, downloaded into the
# cache by apt with lists of its own. Nothing of it is ever installed here.
# shellcheck shell=bash

# archive_mirror LABEL: where this machine has its Debian from; LABEL is Debian or
# Debian-Security.
archive_mirror() {
	apt_lists
	# shellcheck disable=SC2016 # for apt to expand
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
		"Label: $1" 2>/dev/null | sed 's|/*$||; q' | grep . ||
		echo "http://deb.debian.org/${1,,}"
}

# archive_sources ARCHIVE: its lines for apt; updates to it are in one of their own.
archive_sources() {
	echo "deb $(archive_mirror Debian) $1 main"
	case $1 in
	*-*) ;;
	*) echo "deb $(archive_mirror Debian-Security) $1-security main" ;;
	esac
}

# archive_apt ARCHIVE ARCH COMMAND...: apt-get or apt-cache, with that archive only.
archive_apt() {
	local directory=$cache/apt/$1-$2 arch=$2 command=$3
	shift 3

	"$command" -o Dir::Etc::sourcelist="$directory/sources.list" \
		-o Dir::Etc::sourceparts=- -o Dir::State::lists="$directory/lists" \
		-o Dir::Cache="$directory" -o Dir::State::status=/dev/null \
		-o APT::Architecture="$arch" -o APT::Architectures="$arch" \
		-o APT::Sandbox::User=root "$@"
}

# archive_update ARCHIVE ARCH: have its lists.
archive_update() {
	local directory=$cache/apt/$1-$2

	mkdir -p "$directory/lists/partial" "$directory/archives/partial"
	archive_sources "$1" >"$directory/sources.list"
	archive_apt "$1" "$2" apt-get update -qq >"$directory/log" 2>&1 ||
		die "apt-get could not read the lists of $1 for $2: see $directory/log"
}

# archive_download ARCHIVE ARCH DIRECTORY PACKAGE: its newest version in there.
archive_download() {
	(cd "$3" && archive_apt "$1" "$2" apt-get download -qq "$4" \
		>>"$cache/apt/$1-$2/log" 2>&1) ||
		die "apt-get could not download $4 of $1: see $cache/apt/$1-$2/log"
}
