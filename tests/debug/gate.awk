# SPDX-License-Identifier: GPL-2.0-only
# gate.awk ALLOWED LOG: what is wrong in a kernel's log, one line each, with its
# class in front; nothing if nothing is. Only what comes after the guest is up.
#	-v kernel=NAME	for ALLOWED
#	-v alive=WORDS	what must have been at work until the end: kmemleak lockdep
#			kcsan
# A line of ALLOWED is KERNEL CLASS EXPRESSION, each behind a comment that says why:
# reports of the kernel's about itself. One that names the module is never allowed.

# class_of LINE: of the report that begins here; "" if none does.
function class_of(line) {
	if (line ~ /BUG: KASAN: /) return "kasan"
	if (line ~ /BUG: KFENCE: /) return "kfence"
	if (line ~ /BUG: KCSAN: /) return "kcsan"
	if (line ~ /UBSAN: /) return "ubsan"
	if (line ~ /ODEBUG: /) return "odebug"
	if (line ~ /refcount_t: /) return "refcount"
	if (line ~ /list_(add|del) corruption/) return "list"
	if (line ~ /WARNING: suspicious RCU usage/) return "rcu"
	if (line ~ /Invalid wait context/) return "wait-context"
	if (line ~ /WARNING: .*(lock|held|dependency)|inconsistent lock state/) return "lockdep"
	if (line ~ /trying to register non-static key|still has locks held/) return "lockdep"
	if (line ~ /BUG: sleeping function|BUG: scheduling while atomic/) return "atomic"
	if (line ~ /soft lockup|hard LOCKUP|workqueue lockup|blocked for more than|detected .*stall/) return "hang"
	if (line ~ /Kernel panic|Oops|kernel BUG at|general protection fault|unable to handle/) return "crash"
	if (line ~ /WARNING: /) return "warning"
	if (line ~ /BUG: /) return "bug"
	# Of kmem_cache_free() and the like, without a colon behind BUG.
	if (line ~ /BUG [^:]+ \([^()]*\): /) return "slab"
	if (line ~ /cannot create duplicate filename|tried to init an initialized object/) return "kobject"
	if (line ~ /printk messages dropped/) return "log"
	return ""
}

# is_library FRAME: a function that works on what its caller hands it.
function is_library(frame) {
	return frame ~ /^(_*mem(cpy|set|move|cmp|chr)|_*str[a-z]+|string(_nocheck)?|number|pointer|v?s[cn]*printf|format_decode|seq_[a-z_]+|_*copy_[a-z_]+|_*v?printk[a-z_]*)(\.[a-z0-9.]+)?\+/
}

# A warning is how the kernel prints what a line before it has named already.
function is_same(class, line) {
	return class == "warning" && line ~ /WARNING: CPU: / &&
		report ~ /^(odebug|refcount|list)$/ && NR_cut == cut
}

function is_allowed(  i) {
	for (i = 1; i <= allowed; i++)
		if ((allowed_kernel[i] == "*" || allowed_kernel[i] == kernel) &&
		    allowed_class[i] == report && head ~ allowed_head[i])
			return 1
	return 0
}

function report_end() {
	if (report == "")
		return
	# A race counts if one of the two is ours: the kernel has its own.
	if (ours && (report != "kcsan" || raced))
		print report ": " head " (in the module)"
	else if (report != "kcsan" && !is_allowed())
		print report ": " head
	report = ""
}

function report_begin(class, line) {
	report_end()
	report = class
	head = line
	ours = 0
	raced = line ~ /\[lowmemorykiller\]/
	NR_cut = cut
}

# kmemleak, in the words of debug_end: one object after the other. The module is
# gone by then, so nothing else has no name in a backtrace: a number there, behind the
# address in brackets that kernels before 6.9 begin the line with.
function leak(line) {
	if (line ~ /^unreferenced object/) {
		leak_end()
		leaked = line
	} else if (line ~ /\[lowmemorykiller\]|(^|\] )0x[0-9a-f]+$/) {
		leak_ours = 1
	}
}

function leak_end() {
	if (leaked != "" && leak_ours)
		print "kmemleak: " leaked " (in the module)"
	leaked = ""
	leak_ours = 0
}

FILENAME == ARGV[1] {
	if (/^(#|$)/)
		next
	allowed_kernel[++allowed] = $1
	allowed_class[allowed] = $2
	sub(/^[^ ]+ +[^ ]+ +/, "")
	allowed_head[allowed] = $0
	next
}

{
	sub(/\r$/, "")
	sub(/^\[ *[0-9]+\.[0-9]+\] ?/, "")
}

/^tests: the guest is up/ { up = 1; next }
!up { next }
/^tests: the guest has been looked through/ { ended = 1 }
/^tests: kmemleak: / { sub(/^tests: kmemleak: /, ""); leak($0); next }
/^tests: kmemleak has scanned/ { at_work["kmemleak"] = 1 }
/^tests: lockdep is on/ { at_work["lockdep"] = 1 }
/^tests: kcsan is on/ { at_work["kcsan"] = 1 }
/^(tests|FAULT_INJECTION): / { report_end(); next }
/-+\[ cut here \]-+/ { cut++ }

{
	class = class_of($0)
	if (class != "" && !is_same(class, $0))
		report_begin(class, $0)
	if (/\[lowmemorykiller\]/)
		ours = 1
	# What comes behind is not of this report: memory that is missing on purpose has
	# backtraces, too.
	if (/-+\[ end trace /)
		report_end()
	# Who raced: a function of ours, or one it has called itself, as for text. What
	# the kernel does with its own data deep below is its own.
	if (/ of [0-9]+ bytes by (task|interrupt)/)
		frame = 0
	else if (!is_library($1) && ++frame <= 2 && /\[lowmemorykiller\]/)
		raced = 1
}

END {
	report_end()
	leak_end()
	if (!up)
		print "log: the guest did not come up"
	else if (!ended)
		print "log: the scenario did not end"
	count = split(alive, words, " ")
	for (i = 1; ended && i <= count; i++)
		if (!at_work[words[i]])
			print "off: " words[i] " was not at work until the end"
}
