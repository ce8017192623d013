# SPDX-License-Identifier: GPL-2.0-only
# Sourced by run.sh: whether texts agree with the module.
# shellcheck shell=bash

guide=Documentation/admin-guide/lowmemorykiller.rst
abi=Documentation/ABI/sysfs-module-lowmemorykiller
directory=/sys/module/lowmemorykiller

design=Documentation/design.rst

files_have_a_layer() {
	local name
	[ -e "$design" ] || {
		echo "no $design"
		return
	}
	for name in core/*.[ch] lowmemorykiller.[ch]; do
		section "$design" Layers | grep -E '^    [0-9 ] ' >"$build/layers" || :
		grep -qwF "${name#core/}" "$build/layers" ||
			echo "$design: no $name in the picture of the layers"
	done
}

# section FILE TITLE: the text below that heading, up to the next.
section() {
	awk -v title="$2" '
		function rule(line) { return line ~ /^(=+|-+|~+|\^+|"+|\*+)$/ }
		NR > 1 && rule($0) && length($0) >= length(last) && last != "" {
			inside = last == title
			last = ""
			next
		}
		inside && NR > 1 { print last }
		{ last = $0 }
		END { if (inside) print last }
	' "$1"
}

parameters_have_sections() {
	local name text default
	built || return
	[ -e "$guide" ] || {
		echo "no $guide"
		return
	}
	for name in $(parameters); do
		text=$(section "$guide" "$name")
		[ -n "$text" ] || text=$(section "$guide" "\`\`$name\`\`")
		[ -n "$text" ] || {
			echo "$guide: no section $name"
			continue
		}
		grep -q "by default" <<<"$text" ||
			echo "$guide: $name: does not say what it is by default"
		default=$(about parm |
			sed -nE "s/^$name:.*\(default ([^)]*)\).*/\1/p")
		[ -z "$default" ] || grep -qE "\b$default by default\b" <<<"$text" ||
			echo "$guide: $name: does not say \"$default by default\""
	done
}

# is_in_abi PATH
is_in_abi() { grep -qE "^What:[[:blank:]]+$1\$" "$abi"; }

parameters_are_in_abi() {
	local name
	[ -e "$abi" ] || {
		echo "no $abi"
		return
	}
	for name in $(parameters); do
		is_in_abi "$directory/parameters/$name" ||
			echo "$abi: no $directory/parameters/$name"
	done
}

# counters: and what else is in that directory.
counters() {
	sed -nE 's/^STAT_ATTRIBUTE\(([a-z_]+),.*/\1/p' core/stats.c
	sed -nE 's/.* = __ATTR_RO\(([a-z_]+)\);/\1/p' core/status.c
}

counters_are_in_abi() {
	local name
	[ -e "$abi" ] || {
		echo "no $abi"
		return
	}
	[ -n "$(counters)" ] || echo "core/stats.c: no counters found"
	for name in $(counters); do
		is_in_abi "$directory/stats/$name" ||
			echo "$abi: no $directory/stats/$name"
	done
}

# The other way round: what texts name has to be there.
texts_are_current() {
	local file line place name known
	printf '%s\n' "${files[@]}" |
		grep -E '^README|^Documentation/' >"$build/documents" ||
		echo "no documents"
	xargs -r grep -noHE "lowmemorykiller/(parameters|stats)/[a-z_]+" \
		<"$build/documents" | while IFS=: read -r file line place; do
		name=${place##*/}
		case $place in
		*/parameters/*) known=$(parameters) ;;
		*/stats/*) known=$(counters) ;;
		esac
		grep -qx "$name" <<<"$known" || echo "$file:$line: no $place"
	done
}

# versions_agree: what is one version is written in five places, as C, dkms and
# Debian each want it in a file of their own.
versions_agree() {
	local version where found
	version=$(sed -n 's/^MODULE_VERSION("\(.*\)");$/\1/p' lowmemorykiller.c)
	[ -n "$version" ] || echo "lowmemorykiller.c: no MODULE_VERSION"
	while read -r where found; do
		[ "$found" = "$version" ] ||
			echo "$where: version '$found', the module has '$version'"
	done <<-END
		dkms.conf $(sed -n 's/^PACKAGE_VERSION="\(.*\)"$/\1/p' dkms.conf)
		debian/changelog $(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
		lmkd-shim/main.c $(sed -n 's/^#define VERSION "\(.*\)"$/\1/p' lmkd-shim/main.c)
		lmkd-shim/lmkctl.c $(sed -n 's/^#define VERSION "\(.*\)"$/\1/p' lmkd-shim/lmkctl.c)
	END
}
