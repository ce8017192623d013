// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options and file are read into the same settings by the same code: a name and
 * a value. The file comes first, so that the command line has the last word.
 */
#include "settings.h"

#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <ini.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "protocol.h"

/* The same, in settings and as an option of getopt_long(3). */
struct setting {
	const char *name;
	/* NULL if the value is good, or what it should have been. */
	const char *(*set)(struct settings *settings, const char *value);
};

/* A word and what it stands for. */
struct word {
	const char *text;
	int value;
};

static const struct word log_levels[] = {
	{ "error", LOG_ERR }, { "warning", LOG_WARNING },
	{ "notice", LOG_NOTICE }, { "info", LOG_INFO },
	{ "debug", LOG_DEBUG }, { NULL, 0 },
};

static const struct word log_targets[] = {
	{ "stderr", LOG_TARGET_STDERR },
	{ "syslog", LOG_TARGET_SYSLOG },
	{ "kmsg", LOG_TARGET_KMSG },
	{ NULL, 0 },
};

static const struct word answers[] = {
	{ "yes", 1 }, { "no", 0 }, { NULL, 0 },
};

static int word_find(const struct word *words, const char *text, int *value)
{
	for (; words->text; words++) {
		if (strcmp(words->text, text))
			continue;
		*value = words->value;
		return 1;
	}
	return 0;
}

/* A decimal number and nothing else. */
static int number_read(const char *text, long long max, long long *value)
{
	char *end;

	if (*text < '0' || *text > '9')
		return 0;
	errno = 0;
	*value = strtoll(text, &end, 10);
	return !*end && !errno && *value <= max;
}

static const char *set_socket(struct settings *settings, const char *value)
{
	if (*value != '/' || strlen(value) >= sizeof(settings->socket_path))
		return "an absolute path of at most 107 bytes";
	strcpy(settings->socket_path, value);
	return NULL;
}

/*
 * By the file, and so without the name service switch, which a static program
 * cannot load.
 */
static int user_find(const char *name, uid_t *uid)
{
	FILE *file = fopen("/etc/passwd", "re");
	struct passwd *entry;
	int found = 0;

	while (file && !found && (entry = fgetpwent(file))) {
		found = !strcmp(entry->pw_name, name);
		if (found)
			*uid = entry->pw_uid;
	}
	if (file)
		fclose(file);
	return found;
}

static int group_find(const char *name, gid_t *gid)
{
	FILE *file = fopen("/etc/group", "re");
	struct group *entry;
	int found = 0;

	while (file && !found && (entry = fgetgrent(file))) {
		found = !strcmp(entry->gr_name, name);
		if (found)
			*gid = entry->gr_gid;
	}
	if (file)
		fclose(file);
	return found;
}

/* (uid_t)-1 stands for "no user" in every system call. */
static const char *user_read(const char *value, uid_t *uid)
{
	long long number;

	if (number_read(value, (long long)UINT_MAX - 1, &number))
		*uid = (uid_t)number;
	else if (!user_find(value, uid))
		return "a user in /etc/passwd or a number";
	return NULL;
}

static const char *set_owner(struct settings *settings, const char *value)
{
	return user_read(value, &settings->owner);
}

static const char *set_group(struct settings *settings, const char *value)
{
	long long number;

	if (number_read(value, (long long)UINT_MAX - 1, &number))
		settings->group = (gid_t)number;
	else if (!group_find(value, &settings->group))
		return "a group in /etc/group or a number";
	return NULL;
}

static const char *add_uid(struct settings *settings, const char *value)
{
	if (settings->uid_count == SETTINGS_UIDS_MAX)
		return "given 16 times at most";
	return user_read(value, &settings->uids[settings->uid_count++]);
}

static const char *set_protocol_level(struct settings *settings,
				      const char *value)
{
	long long level;

	if (!number_read(value, LMKD_LEVEL_NEWEST, &level) ||
	    level < LMKD_LEVEL_OLDEST)
		return "an Android release, 9 to 16";
	settings->protocol_level = (int)level;
	return NULL;
}

static const char *set_log_level(struct settings *settings, const char *value)
{
	if (!word_find(log_levels, value, &settings->log_level))
		return "error, warning, notice, info or debug";
	return NULL;
}

static const char *set_log_target(struct settings *settings, const char *value)
{
	int target;

	if (!word_find(log_targets, value, &target))
		return "stderr, syslog or kmsg";
	settings->log_target = (enum log_target)target;
	return NULL;
}

static const char *set_dry_run(struct settings *settings, const char *value)
{
	if (!word_find(answers, value, &settings->dry_run))
		return "yes or no";
	return NULL;
}

static const struct setting known[] = {
	{ "socket", set_socket },
	{ "owner", set_owner },
	{ "group", set_group },
	{ "allow-uid", add_uid },
	{ "protocol-level", set_protocol_level },
	{ "log-level", set_log_level },
	{ "log-target", set_log_target },
	{ "dry-run", set_dry_run },
};

/* 1 if it was good; the error names what is wrong otherwise. */
static int setting_apply(struct settings *settings, const char *name,
			 const char *value, char error[SETTINGS_ERROR_SIZE])
{
	const char *expected;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++) {
		if (strcmp(known[i].name, name))
			continue;
		expected = known[i].set(settings, value);
		if (!expected)
			return 1;
		snprintf(error, SETTINGS_ERROR_SIZE,
			 "%s: \"%.64s\" is not good, it must be %s", name,
			 value, expected);
		return 0;
	}
	snprintf(error, SETTINGS_ERROR_SIZE, "there is no setting \"%.64s\"",
		 name);
	return 0;
}

struct file_state {
	struct settings *settings;
	char *error;
	int bad;
};

/* The first mistake is the one that is told. 0 tells inih that it is one. */
static int file_handle(void *user, const char *section, const char *name,
		       const char *value)
{
	struct file_state *state = user;

	if (state->bad)
		return 0;
	if (*section)
		snprintf(state->error, SETTINGS_ERROR_SIZE,
			 "sections like [%.64s] have no meaning here", section);
	else if (setting_apply(state->settings, name, value, state->error))
		return 1;
	state->bad = 1;
	return 0;
}

/* The usual file need not be there; one that was named must be. */
static int file_load(struct settings *settings, char *error)
{
	const char *path = settings->file ? settings->file : SETTINGS_FILE;
	struct file_state state = { .settings = settings, .error = error };
	char detail[SETTINGS_ERROR_SIZE / 2];
	struct stat status = { .st_mode = 0 };
	int line;

	if (stat(path, &status) && !settings->file)
		return 1;
	if (!S_ISREG(status.st_mode)) {
		snprintf(error, SETTINGS_ERROR_SIZE,
			 "%.64s: cannot be read, or is no file", path);
		return 0;
	}
	line = ini_parse(path, file_handle, &state);
	if (!line)
		return 1;
	snprintf(detail, sizeof(detail), "%s",
		 state.bad ? error : line < 0 ? "cannot be read" :
						"not of the form NAME = VALUE");
	if (line > 0)
		snprintf(error, SETTINGS_ERROR_SIZE, "%.64s, line %d: %s", path,
			 line, detail);
	else
		snprintf(error, SETTINGS_ERROR_SIZE, "%.64s: %s", path, detail);
	return 0;
}

static const struct option options[] = {
	{ "socket", required_argument, NULL, 's' },
	{ "owner", required_argument, NULL, 's' },
	{ "group", required_argument, NULL, 's' },
	{ "allow-uid", required_argument, NULL, 's' },
	{ "protocol-level", required_argument, NULL, 's' },
	{ "log-level", required_argument, NULL, 's' },
	{ "log-target", required_argument, NULL, 's' },
	{ "dry-run", no_argument, NULL, 'd' },
	{ "config", required_argument, NULL, 'f' },
	{ "root", required_argument, NULL, 'r' },
	{ "check-config", no_argument, NULL, 'c' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static int option_apply(struct settings *settings, int option, int index,
			char *error)
{
	switch (option) {
	case 's':
		return setting_apply(settings, options[index].name, optarg,
				     error);
	case 'd':
		settings->dry_run = 1;
		return 1;
	case 'c':
		settings->check_config = 1;
		return 1;
	case 'f':
	case 'r':
		return 1;
	default:
		snprintf(error, SETTINGS_ERROR_SIZE,
			 "there is no such option, or its value is missing; see --help");
		return 0;
	}
}

/* What has to be known before the file is read. */
static enum settings_verdict options_scan(struct settings *settings, int argc,
					  char *const *argv)
{
	int option;

	optind = 0;
	opterr = 0;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h')
			return SETTINGS_HELP;
		if (option == 'V')
			return SETTINGS_VERSION;
		if (option == 'f')
			settings->file = optarg;
		if (option == 'r')
			settings->root = optarg;
	}
	return SETTINGS_GOOD;
}

static int options_apply(struct settings *settings, int argc,
			 char *const *argv, char *error)
{
	int option, index = 0;

	optind = 0;
	while ((option = getopt_long(argc, argv, "", options, &index)) != -1)
		if (!option_apply(settings, option, index, error))
			return 0;
	if (optind == argc)
		return 1;
	snprintf(error, SETTINGS_ERROR_SIZE, "\"%.64s\" is not an option",
		 argv[optind]);
	return 0;
}

/**
 * settings_load - read the file and the options
 * @settings: filled in, also with what is not given
 * @argc: of main()
 * @argv: of main(); must stay
 * @error: what is wrong, with SETTINGS_BAD
 *
 * May be called again, to read the file anew.
 *
 * Return: what to do next.
 */
enum settings_verdict settings_load(struct settings *settings, int argc,
				    char *const *argv,
				    char error[SETTINGS_ERROR_SIZE])
{
	enum settings_verdict verdict;

	*settings = (struct settings){
		.root = "/",
		.owner = (uid_t)-1,
		.group = (gid_t)-1,
		.protocol_level = LMKD_LEVEL_NEWEST,
		.log_level = LOG_INFO,
		.log_target = LOG_TARGET_STDERR,
	};
	verdict = options_scan(settings, argc, argv);
	if (verdict != SETTINGS_GOOD)
		return verdict;
	if (!file_load(settings, error) ||
	    !options_apply(settings, argc, argv, error))
		return SETTINGS_BAD;
	return SETTINGS_GOOD;
}

/**
 * settings_print_help - to standard output
 */
void settings_print_help(void)
{
	puts("usage: lmkd-shim [OPTION]...\n"
	     "Take the Android framework's packets on the lmkd socket and turn them into\n"
	     "writes to the parameters of the lowmemorykiller kernel module and to\n"
	     "/proc/PID/oom_score_adj.\n"
	     "\n"
	     "  --socket PATH         create the socket there, instead of using the one\n"
	     "                        inherited from init (ANDROID_SOCKET_lmkd) or systemd\n"
	     "  --owner USER          its owner, by name or number; the mode is 0660\n"
	     "  --group GROUP         its group; its members need --allow-uid as well\n"
	     "  --allow-uid USER      may connect, beside root and the owner of the socket;\n"
	     "                        16 times at most\n"
	     "  --protocol-level N    the Android release clients speak, 9 to 16 (16)\n"
	     "  --log-level LEVEL     error, warning, notice, info or debug (info)\n"
	     "  --log-target TARGET   stderr, syslog or kmsg (stderr)\n"
	     "  --dry-run             check everything, write nothing\n"
	     "  --config FILE         read these settings there too, one \"NAME = VALUE\" a\n"
	     "                        line (" SETTINGS_FILE ", if it is there)\n"
	     "  --root DIRECTORY      look for proc and sys there (/); for tests\n"
	     "  --check-config        say whether the settings are good, and exit\n"
	     "  --help                show this\n"
	     "  --version             show the version\n"
	     "\n"
	     "SIGHUP reads the settings again, SIGUSR1 writes the counters to the log,\n"
	     "SIGTERM ends it.");
}
