# SPDX-License-Identifier: GPL-2.0-only
# The console of a kernel that ran KUnit suites -> TAP, one line a test
# function, the plan at the end. Fails unless every plan in the log was kept.

function report(passed, what) {
	printf "%s %d - kunit %s\n", passed ? "ok" : "not ok", ++lines, what
	if (!passed)
		failed++
}

# What a suite or the whole run announced against what came.
function plan_kept(planned, seen, what) {
	if (planned == "" || planned != seen)
		report(0, what " announced " planned + 0 ", ran " seen + 0)
}

# Levels of KTAP are four columns apart: 0 suites, 1 functions, 2 their rows.
{ match($0, /^ */); level = RLENGTH / 4; text = substr($0, RLENGTH + 1) }

# Memory, locking or arithmetic gone wrong, from the first line of the boot on.
/(BUG|WARNING|INFO|KASAN|UBSAN): |suspicious RCU usage|Kernel panic/ {
	complaints[++complaint_count] = text
}

/lowmemorykiller.levels: element 3 "bad" is not of the form minfree:adj/ {
	boot_parameter = 1
}

text ~ /^KTAP version/ { started = 1 }
!started { next }

text ~ /^1\.\.[0-9]+$/ { planned[level] = substr(text, 4) + 0; seen[level] = 0 }
level == 1 && text ~ /^# Subtest: / { suite = substr(text, 12) }

# Why something failed; KUnit says it before the verdict.
text ~ /^# .*(EXPECTATION|ASSERTION) FAILED/ { detail = 1 }
detail && text ~ /^(not )?ok / { detail = 0 }
detail { print "# " text }

text ~ /^(not )?ok [0-9]+/ {
	passed = text ~ /^ok /
	name = text
	sub(/^(not )?ok [0-9]+( -)? */, "", name)
	seen[level]++
	if (level == 2) {
		rows++
		if (!passed)
			print "# failed: " name
	} else if (level == 1) {
		report(passed, suite " " name (rows ? " (" rows " cases)" : ""))
		rows = 0
	} else if (level == 0) {
		plan_kept(planned[1], seen[1], name)
		delete planned[1]
		if (!passed)
			report(0, name)
	}
}

END {
	plan_kept(planned[0], seen[0], "the kernel")
	report(seen[0] == suites_wanted,
	       "suites that ran: " seen[0] + 0 " of " suites_wanted)
	report(boot_parameter, "parameters are parsed at boot")
	report(kunit_py == 1, "tools/testing/kunit/kunit.py says so too")
	report(!complaint_count, "no complaint from the kernel")
	for (i = 1; i <= complaint_count && i <= 10; i++)
		print "# " complaints[i]
	# Without an end there is no plan either, whatever ran until then.
	if (started && planned[0] != "" && planned[0] == seen[0])
		printf "1..%d\n", lines
	exit failed > 0
}
