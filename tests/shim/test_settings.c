// SPDX-License-Identifier: GPL-2.0-only
/* Options and the file of settings. */
#include "testing.h"

#include "../../lmkd-shim/settings.h"

#define ARGUMENTS_MAX 8
#define FIFTY "01234567890123456789012345678901234567890123456789"

static const struct settings_case {
	const char *name;
	const char *arguments[ARGUMENTS_MAX];
	const char *file; /* what is in the file "FILE" of the arguments */
	enum settings_verdict expected;
	const char *error; /* a part of it */
} settings_cases[] = {
	{ "nothing", { NULL }, NULL, SETTINGS_GOOD, NULL },
	{ "help", { "--help" }, NULL, SETTINGS_HELP, NULL },
	{ "version", { "--version" }, NULL, SETTINGS_VERSION, NULL },
	{ "all of them",
	  { "--socket=/run/x", "--owner=root", "--group=0", "--allow-uid=1000",
	    "--protocol-level=9", "--log-level=debug", "--log-target=kmsg",
	    "--dry-run" }, NULL, SETTINGS_GOOD, NULL },
	{ "an unknown option", { "--bogus" }, NULL, SETTINGS_BAD,
	  "no such option" },
	{ "a missing value", { "--socket" }, NULL, SETTINGS_BAD, "missing" },
	{ "an argument", { "something" }, NULL, SETTINGS_BAD,
	  "\"something\" is not an option" },
	{ "a relative socket", { "--socket=x" }, NULL, SETTINGS_BAD,
	  "absolute path" },
	{ "a socket path too long", { "--socket=/" FIFTY FIFTY "01234567" },
	  NULL, SETTINGS_BAD, "107 bytes" },
	{ "an unknown user", { "--owner=nobody-has-this-name" }, NULL,
	  SETTINGS_BAD, "owner: \"nobody-has-this-name\"" },
	{ "an unknown group", { "--group=nobody-has-this-name" }, NULL,
	  SETTINGS_BAD, "group" },
	{ "the user that is none", { "--allow-uid=4294967295" }, NULL,
	  SETTINGS_BAD, "allow-uid" },
	{ "a negative user", { "--allow-uid=-1" }, NULL, SETTINGS_BAD,
	  "allow-uid" },
	{ "a release before all", { "--protocol-level=8" }, NULL, SETTINGS_BAD,
	  "9 to 16" },
	{ "a release to come", { "--protocol-level=17" }, NULL, SETTINGS_BAD,
	  "9 to 16" },
	{ "a release with a tail", { "--protocol-level=12b" }, NULL,
	  SETTINGS_BAD, "9 to 16" },
	{ "a log level", { "--log-level=loud" }, NULL, SETTINGS_BAD,
	  "error, warning" },
	{ "a log target", { "--log-target=tape" }, NULL, SETTINGS_BAD,
	  "stderr, syslog" },
	{ "a file", { "--config", "FILE" },
	  "# comment\nsocket = /run/y\nallow-uid = 1000\nallow-uid = 1001\ndry-run = yes\n",
	  SETTINGS_GOOD, NULL },
	{ "a file that is not there", { "--config", "/nowhere" }, NULL,
	  SETTINGS_BAD, "/nowhere: cannot be read" },
	{ "a file that is a directory", { "--config", "/tmp" }, NULL,
	  SETTINGS_BAD, "/tmp: cannot be read" },
	{ "a file with an unknown setting", { "--config", "FILE" },
	  "socket = /run/y\n\nvolume = 11\n", SETTINGS_BAD,
	  "line 3: there is no setting \"volume\"" },
	{ "a file with a bad value", { "--config", "FILE" },
	  "protocol-level = new\n", SETTINGS_BAD,
	  "line 1: protocol-level: \"new\"" },
	{ "a file with a section", { "--config", "FILE" },
	  "[socket]\nowner = 0\n", SETTINGS_BAD, "[socket]" },
	{ "a file that is none", { "--config", "FILE" }, "what is this\n",
	  SETTINGS_BAD, "NAME = VALUE" },
	{ "a file with neither yes nor no", { "--config", "FILE" },
	  "dry-run = maybe\n", SETTINGS_BAD, "yes or no" },
};

static struct settings settings;
static char error[SETTINGS_ERROR_SIZE];

static enum settings_verdict load(const char *const *arguments,
				  const char *file)
{
	static char *argv[ARGUMENTS_MAX + 2];
	static char path[256];
	int argc = 1, i;

	argv[0] = (char *)(uintptr_t)"lmkd-shim";
	for (i = 0; i < ARGUMENTS_MAX && arguments[i]; i++) {
		int is_file = !strcmp(arguments[i], "FILE");

		snprintf(path, sizeof(path), "%s", machine_path("file"));
		argv[argc++] = is_file ? path :
					 (char *)(uintptr_t)arguments[i];
	}
	argv[argc] = NULL;
	if (file)
		machine_write("file", file);
	error[0] = '\0';
	return settings_load(&settings, argc, argv, error);
}

static void every_setting(void **state)
{
	const struct settings_case *row = *state;

	machine_open();
	assert_int_equal(load(row->arguments, row->file), row->expected);
	if (row->error && !strstr(error, row->error))
		fail_msg("expected \"%s\" in \"%s\"", row->error, error);
	machine_close();
}

static void defaults_are_as_documented(void **state)
{
	const char *const none[] = { NULL };

	(void)state;
	assert_int_equal(load(none, NULL), SETTINGS_GOOD);
	assert_string_equal(settings.socket_path, "");
	assert_int_equal(settings.owner, (uid_t)-1);
	assert_int_equal(settings.group, (gid_t)-1);
	assert_int_equal(settings.uid_count, 0);
	assert_int_equal(settings.protocol_level, 16);
	assert_int_equal(settings.log_level, LOG_INFO);
	assert_int_equal(settings.log_target, LOG_TARGET_STDERR);
	assert_false(settings.dry_run);
}

static void the_command_line_has_the_last_word(void **state)
{
	const char *const arguments[] = { "--protocol-level=12", "--config",
					  "FILE", NULL };

	(void)state;
	machine_open();
	assert_int_equal(load(arguments,
			      "protocol-level = 15\nlog-level = error\nallow-uid=7\n"),
			 SETTINGS_GOOD);
	assert_int_equal(settings.protocol_level, 12);
	assert_int_equal(settings.log_level, LOG_ERR);
	assert_int_equal(settings.uid_count, 1);
	assert_int_equal(settings.uids[0], 7);
	machine_close();
}

static void sixteen_users_and_no_more(void **state)
{
	char file[1024] = "";
	const char *const arguments[] = { "--config", "FILE", NULL };
	int i;

	(void)state;
	machine_open();
	for (i = 0; i < 16; i++)
		sprintf(file + strlen(file), "allow-uid = %d\n", 1000 + i);
	assert_int_equal(load(arguments, file), SETTINGS_GOOD);
	assert_int_equal(settings.uid_count, 16);
	strcat(file, "allow-uid = 5\n");
	assert_int_equal(load(arguments, file), SETTINGS_BAD);
	assert_non_null(strstr(error, "16 times"));
	machine_close();
}

int main(void)
{
	ROWS_ADD(settings_cases, every_setting);
	test_add("defaults are as documented", defaults_are_as_documented);
	test_add("the command line has the last word",
		 the_command_line_has_the_last_word);
	test_add("sixteen users and no more", sixteen_users_and_no_more);
	return rows_run("settings");
}
