// SPDX-License-Identifier: GPL-2.0-only
/*
 * lmkd-shim: the Android framework's lmkd socket in front of the lowmemorykiller
 * kernel module. This file is the story: settings, socket, what is followed,
 * rights given away, and the loop until a signal ends it.
 *
 * One thread, no lock. All memory is had at the start; the loop allocates
 * nothing and waits for nobody but in epoll_wait(2).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "kernel.h"
#include "rights.h"
#include "service.h"
#include "shim.h"

#define VERSION "0.1.0"

/* Exit statuses, in the man page. */
#define EXIT_SETTINGS 2

/* Not for processes: connections, timers, the log, files being written. */
#define DESCRIPTORS_OF_OURS 64

static struct shim shim;
static int saved_argc;
static char *const *saved_argv;

/* Root, the socket's owner and those on the list. */
static int user_may(void *owner, uid_t uid)
{
	const struct shim *self = owner;
	unsigned int i;

	if (!uid || uid == self->socket.owner)
		return 1;
	for (i = 0; i < self->settings.uid_count; i++)
		if (self->settings.uids[i] == uid)
			return 1;
	return 0;
}

static int wants_new_socket(const struct settings *new,
			    const struct settings *old)
{
	return strcmp(new->socket_path, old->socket_path) ||
	       new->owner != old->owner || new->group != old->group ||
	       new->log_target != old->log_target;
}

/* All but what is decided at the start. */
static void settings_change(struct shim *self, struct settings *settings)
{
	int writes_again = self->settings.dry_run && !settings->dry_run;

	memcpy(settings->socket_path, self->settings.socket_path,
	       sizeof(settings->socket_path));
	settings->owner = self->settings.owner;
	settings->group = self->settings.group;
	settings->log_target = self->settings.log_target;
	self->settings = *settings;
	self->processes.dry_run = settings->dry_run;
	self->module.dry_run = settings->dry_run;
	log_set_level(settings->log_level);
	server_recheck_users(&self->server);
	if (writes_again)
		module_rewrite(&self->module);
}

/*
 * A bad file changes nothing. Clients may ask for it as often as they like, so
 * the log is limited.
 */
static int reload(struct shim *self)
{
	static struct log_limit limit;
	char error[SETTINGS_ERROR_SIZE];
	struct settings settings;

	if (settings_load(&settings, saved_argc, saved_argv, error) !=
	    SETTINGS_GOOD) {
		log_limited(&limit, LOG_ERR,
			    "%s: the settings stay as they were", error);
		return -EINVAL;
	}
	if (wants_new_socket(&settings, &self->settings))
		log_limited(&limit, LOG_WARNING,
			    "socket, owner, group and log-target stay as they are until the next start");
	settings_change(self, &settings);
	log_limited(&limit, LOG_INFO, "the settings were read again");
	return 0;
}

/*
 * Who sends the signal is waiting for systemd to hear of it. A client is not,
 * and telling systemd might wait.
 */
static void reload_for_systemd(void)
{
	service_reloading();
	reload(&shim);
	service_ready();
}

static void signal_ready(struct source *source, uint32_t events)
{
	struct signalfd_siginfo info;

	(void)events;
	if (read(source->fd, &info, sizeof(info)) != sizeof(info))
		return;
	if (info.ssi_signo == SIGHUP)
		reload_for_systemd();
	else if (info.ssi_signo == SIGUSR1)
		report_counts(&shim);
	else
		loop_stop(&shim.loop);
}

static int signals_open(struct source *source, struct loop *loop)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);
	/* The reader of the log may go. */
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &set, NULL))
		return -errno;
	*source = (struct source){ .ready = signal_ready };
	source->fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	return source->fd < 0 ? -errno : loop_add(loop, source, EPOLLIN);
}

static int fail(const char *what, int error)
{
	log_line(LOG_ERR, "%s: %s", what, strerror(-error));
	return EXIT_FAILURE;
}

/* How many descriptors may be kept open for processes. */
static size_t processes_limit(void)
{
	unsigned long all = rights_raise_descriptors();

	return all > DESCRIPTORS_OF_OURS ? all - DESCRIPTORS_OF_OURS : 1;
}

/* All the rest, while the socket is there: 0 or an exit status. */
static int serve(struct source *signals)
{
	int ret;

	shim.root = kernel_root_open(shim.settings.root);
	if (shim.root < 0)
		return fail(shim.settings.root, shim.root);
	ret = loop_open(&shim.loop);
	if (!ret)
		ret = signals_open(signals, &shim.loop);
	if (ret)
		return fail("cannot wait for signals", ret);
	processes_open(&shim.processes, shim.root, processes_limit());
	shim.processes.dry_run = shim.settings.dry_run;
	ret = server_open(&shim.server, &shim.loop, shim.socket.fd);
	if (ret)
		return fail("cannot wait for clients", ret);
	ret = module_open(&shim.module, &shim.loop, shim.root);
	if (ret)
		return fail("cannot follow the module", ret);
	rights_lock_memory();
	ret = rights_reduce();
	if (ret)
		return fail("cannot give away rights", ret);
	service_ready();
	log_line(LOG_NOTICE, "ready, protocol of Android %d%s",
		 shim.settings.protocol_level,
		 shim.settings.dry_run ? ", dry run: nothing is written" : "");
	ret = loop_run(&shim.loop);
	if (ret)
		return fail("cannot wait", ret);
	return EXIT_SUCCESS;
}

static void finish(struct source *signals)
{
	service_stopping();
	report_counts(&shim);
	module_close(&shim.module);
	server_close(&shim.server);
	socket_remove(&shim.settings, &shim.socket);
	processes_forget_all(&shim.processes);
	loop_remove(&shim.loop, signals);
	loop_close(&shim.loop);
	close(shim.root);
}

static int start(void)
{
	char error[SETTINGS_ERROR_SIZE];
	struct source signals = { .fd = -1 };
	int status;

	status = log_open(shim.settings.log_target, shim.settings.log_level);
	if (status)
		return fail("cannot open the log", status);
	if (socket_obtain(&shim.settings, &shim.socket, error)) {
		log_line(LOG_ERR, "%s", error);
		return EXIT_FAILURE;
	}
	shim.server.user_may = user_may;
	shim.server.packet = dispatch_packet;
	shim.server.owner = &shim;
	shim.module.killed = announce_kill;
	shim.module.owner = &shim;
	shim.module.dry_run = shim.settings.dry_run;
	shim.reload = reload;
	status = serve(&signals);
	if (status) {
		socket_remove(&shim.settings, &shim.socket);
		return status;
	}
	finish(&signals);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	char error[SETTINGS_ERROR_SIZE];

	saved_argc = argc;
	saved_argv = argv;
	switch (settings_load(&shim.settings, argc, argv, error)) {
	case SETTINGS_HELP:
		settings_print_help();
		return EXIT_SUCCESS;
	case SETTINGS_VERSION:
		printf("lmkd-shim %s (%s)\n", VERSION, service_features());
		return EXIT_SUCCESS;
	case SETTINGS_BAD:
		fprintf(stderr, "lmkd-shim: %s\n", error);
		return EXIT_SETTINGS;
	case SETTINGS_GOOD:
		break;
	}
	if (shim.settings.check_config) {
		puts("the settings are good");
		return EXIT_SUCCESS;
	}
	return start();
}
