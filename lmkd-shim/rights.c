// SPDX-License-Identifier: GPL-2.0-only
/*
 * Two capabilities, no new ones, and a list of system calls. What a client can
 * make us do with a packet we misread is then what a packet can ask for anyway.
 */
#include "rights.h"

#include <cap-ng.h>
#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "log.h"

static const unsigned int capabilities[] = {
	CAP_SYS_RESOURCE, /* an oom_score_adj may be lowered */
	CAP_DAC_OVERRIDE, /* that of another user's process may be written */
};

/*
 * What the loop does, a line for each purpose. Anything else fails with ENOSYS
 * rather than ending the daemon: for a call it does not know the C library has
 * another way, and Android's init has no reason to restart the machine.
 */
static const int calls[] = {
	/* waiting, timers, signals */
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_ctl),
	SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(timerfd_settime), SCMP_SYS(clock_gettime), SCMP_SYS(time),
	SCMP_SYS(gettimeofday), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
	SCMP_SYS(restart_syscall),
	/* clients, word from the kernel, notices to systemd and syslog */
	SCMP_SYS(accept4), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt),
	SCMP_SYS(recvmmsg), SCMP_SYS(recvmsg), SCMP_SYS(recvfrom),
	SCMP_SYS(sendmsg), SCMP_SYS(sendto), SCMP_SYS(socket),
	SCMP_SYS(connect), SCMP_SYS(getsockname), SCMP_SYS(dup),
	/* files of the kernel, settings, the log */
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(read), SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(lseek),
	SCMP_SYS(fcntl), SCMP_SYS(stat), SCMP_SYS(fstat),
	SCMP_SYS(newfstatat), SCMP_SYS(fstatat64), SCMP_SYS(statx),
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(pidfd_open),
	/* memory of the C library, and the end */
	SCMP_SYS(brk), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
	SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(getrandom),
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/**
 * rights_lock_memory - stay in memory when there is none
 *
 * What is in use so far; the loop allocates nothing. Not having the right to is
 * no reason not to start.
 */
void rights_lock_memory(void)
{
	if (mlockall(MCL_CURRENT | MCL_ONFAULT))
		log_line(LOG_NOTICE,
			 "cannot lock memory (%s): ignoring it, under memory pressure answers may be late",
			 strerror(errno));
}

/**
 * rights_raise_descriptors - allow ourselves all we may have
 *
 * Return: how many file descriptors that is.
 */
unsigned long rights_raise_descriptors(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return 0;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		getrlimit(RLIMIT_NOFILE, &limit);
	return limit.rlim_cur;
}

/*
 * Those of the list that we have. They could not come back by executing a file
 * with capabilities either: that would take the bounding set, where we may
 * reduce it, and new privileges.
 */
static int capabilities_reduce(void)
{
	int bounds, have;
	size_t i;

	capng_get_caps_process();
	bounds = capng_have_capability(CAPNG_EFFECTIVE, CAP_SETPCAP);
	have = 0;
	for (i = 0; i < ARRAY_SIZE(capabilities); i++) {
		if (capng_have_capability(CAPNG_PERMITTED, capabilities[i]))
			have |= 1 << i;
		else
			log_line(LOG_WARNING,
				 "capability %s is missing: some oom_score_adj cannot be written",
				 capng_capability_to_name(capabilities[i]));
	}
	capng_clear(CAPNG_SELECT_BOTH);
	for (i = 0; i < ARRAY_SIZE(capabilities); i++)
		if (have & 1 << i)
			capng_update(CAPNG_ADD,
				     CAPNG_EFFECTIVE | CAPNG_PERMITTED,
				     capabilities[i]);
	return capng_apply(bounds ? CAPNG_SELECT_BOTH : CAPNG_SELECT_CAPS) ?
		       -EPERM : 0;
}

static int calls_reduce(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	int ret = filter ? 0 : -ENOMEM;
	size_t i;

	for (i = 0; !ret && i < ARRAY_SIZE(calls); i++)
		ret = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	if (!ret)
		ret = seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return ret;
}

/**
 * rights_reduce - keep what serving clients takes
 *
 * Return: 0 or a negative errno; then too much may still be allowed.
 */
int rights_reduce(void)
{
	int ret = capabilities_reduce();

	if (!ret && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		ret = -errno;
	return ret ? ret : calls_reduce();
}
