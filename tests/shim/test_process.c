// SPDX-License-Identifier: GPL-2.0-only
/*
 * Real processes and threads: files of ours know nothing of death, and threads
 * are told apart in another way there.
 */
#include "testing.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "../../lmkd-shim/kernel.h"
#include "../../lmkd-shim/process.h"
#include "../../lmkd-shim/processes.h"

static struct processes processes;

static pid_t child_start(void)
{
	pid_t child = fork();

	while (!child)
		pause();
	return child;
}

static void child_end(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void a_process_that_is_gone_is_forgotten(void **state)
{
	int kernel = kernel_root_open("/");
	pid_t child = child_start();

	(void)state;
	processes_open(&processes, kernel, PROCESSES_MAX);
	assert_int_equal(processes_adj_write(&processes, child, 900, 0), 0);
	assert_int_equal(processes_adj_write(&processes, child, 901, 0), 0);
	assert_int_equal(processes.count, 1);
	child_end(child);
	assert_int_equal(processes_adj_write(&processes, child, 902, 0),
			 -ESRCH);
	assert_int_equal(processes.count, 0);
	close(kernel);
}

static void *thread_wait(void *unused)
{
	while (!unused)
		pause();
	return unused;
}

static int real_open(int32_t pid)
{
	int kernel = kernel_root_open("/"), ret;
	char name[32];

	ret = process_open(kernel, pid, name, sizeof(name));
	close(kernel);
	return ret;
}

static void real_threads_are_left_alone(void **state)
{
	pthread_t thread;
	DIR *tasks;
	struct dirent *task;
	int32_t tid = 0;

	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, thread_wait, NULL), 0);
	tasks = opendir("/proc/self/task");
	assert_non_null(tasks);
	while ((task = readdir(tasks)))
		if (atoi(task->d_name) && atoi(task->d_name) != getpid())
			tid = atoi(task->d_name);
	closedir(tasks);
	assert_true(tid > 1);
	assert_int_equal(real_open(tid), -EINVAL);
	pthread_cancel(thread);
	pthread_join(thread, NULL);
}

static void real_zombies_are_left_alone(void **state)
{
	pid_t child = child_start();
	siginfo_t info;

	(void)state;
	kill(child, SIGKILL);
	assert_int_equal(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT),
			 0);
	assert_int_equal(real_open(child), -EPERM);
	waitpid(child, NULL, 0);
	assert_int_equal(real_open(child), -ESRCH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_process_that_is_gone_is_forgotten),
		cmocka_unit_test(real_threads_are_left_alone),
		cmocka_unit_test(real_zombies_are_left_alone),
	};

	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
