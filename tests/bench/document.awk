# SPDX-License-Identifier: GPL-2.0-only
# document.awk DOCUMENT: prints it, with what stands between ".. begin NAME" and
# ".. end NAME" replaced by the file NAME.rst in the directory "tables", if there
# is one.
/^\.\. begin / {
	print
	file = tables "/" $3 ".rst"
	if ((getline line <file) > 0) {
		skipping = 1
		print ""
		do {
			print line
		} while ((getline line <file) > 0)
		print ""
	}
	next
}

/^\.\. end / { skipping = 0 }

!skipping { print }
