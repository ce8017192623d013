# SPDX-License-Identifier: GPL-2.0-only
# Runs in the guest: has allocations of the kernel fail.
# shellcheck shell=dash

# faults_set NAME VALUE: for both kinds, objects and pages.
faults_set() {
	for kind in failslab fail_page_alloc; do
		echo "$2" >/sys/kernel/debug/$kind/$1
	done
}

# Any allocation may fail, not only those that could not wait; but for pages of
# processes, which the kernel would only ask for again.
faults_prepare() {
	faults_set ignore-gfp-wait N
	echo 0 >/sys/kernel/debug/fail_page_alloc/min-order
}
