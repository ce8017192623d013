// SPDX-License-Identifier: GPL-2.0-only
/* Where the listening socket comes from, and what is refused. */
#include "testing.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../../lmkd-shim/socket.h"

static struct settings settings;
static struct listening_socket listening;
static char error[SETTINGS_ERROR_SIZE];

static int setup(void **state)
{
	(void)state;
	machine_open();
	settings = (struct settings){ .owner = (uid_t)-1, .group = (gid_t)-1 };
	snprintf(settings.socket_path, sizeof(settings.socket_path), "%s",
		 machine_path("lmkd"));
	error[0] = '\0';
	unsetenv("ANDROID_SOCKET_lmkd");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	if (listening.fd >= 0)
		close(listening.fd);
	machine_close();
	return 0;
}

static int obtain(void)
{
	return socket_obtain(&settings, &listening, error);
}

static void expect_error(const char *part)
{
	assert_int_not_equal(obtain(), 0);
	assert_int_equal(listening.fd, -1);
	if (!strstr(error, part))
		fail_msg("expected \"%s\" in \"%s\"", part, error);
}

static int option_of(int name)
{
	int value = -1;
	socklen_t size = sizeof(value);

	getsockopt(listening.fd, SOL_SOCKET, name, &value, &size);
	return value;
}

static void a_path_is_created(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(obtain(), 0);
	assert_int_equal(stat(settings.socket_path, &status), 0);
	assert_true(S_ISSOCK(status.st_mode));
	assert_int_equal(status.st_mode & 07777, 0660);
	assert_int_equal(listening.owner, getuid());
	assert_int_equal(option_of(SO_ACCEPTCONN), 1);
	assert_int_equal(option_of(SO_PASSCRED), 1);
	assert_int_equal(option_of(SO_TYPE), SOCK_SEQPACKET);
	assert_true(fcntl(listening.fd, F_GETFD) & FD_CLOEXEC);
	assert_true(fcntl(listening.fd, F_GETFL) & O_NONBLOCK);
	socket_remove(&settings, &listening);
	assert_int_not_equal(stat(settings.socket_path, &status), 0);
}

static void the_group_is_set(void **state)
{
	struct stat status;

	(void)state;
	settings.group = getgid();
	settings.owner = getuid();
	assert_int_equal(obtain(), 0);
	assert_int_equal(stat(settings.socket_path, &status), 0);
	assert_int_equal(status.st_gid, getgid());
}

static void what_a_dead_daemon_left_is_replaced(void **state)
{
	(void)state;
	assert_int_equal(obtain(), 0);
	close(listening.fd);
	assert_int_equal(obtain(), 0);
}

static void a_living_one_is_left_alone(void **state)
{
	int other;

	(void)state;
	assert_int_equal(obtain(), 0);
	other = listening.fd;
	expect_error("another program is listening");
	close(other);
}

static void another_type_of_socket_is_left_alone(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	strcpy(address.sun_path, settings.socket_path);
	bind(fd, (struct sockaddr *)&address, sizeof(address));
	listen(fd, 1);
	expect_error("another program is listening");
	close(fd);
}

static void a_file_is_left_alone(void **state)
{
	(void)state;
	machine_write("lmkd", "precious");
	expect_error("is no socket");
	assert_string_equal(machine_read("lmkd"), "precious");
}

static void a_link_is_left_alone(void **state)
{
	(void)state;
	assert_int_equal(symlink("/tmp/elsewhere", settings.socket_path), 0);
	expect_error("is no socket");
}

static void no_directory(void **state)
{
	(void)state;
	strcat(settings.socket_path, "/deeper/lmkd");
	expect_error("No such file or directory");
}

static void a_directory_for_everybody(void **state)
{
	(void)state;
	assert_int_equal(chmod(machine, 0777), 0);
	expect_error("anybody may write");
	assert_int_equal(chmod(machine, 01777), 0);
	assert_int_equal(obtain(), 0);
}

static void none_at_all(void **state)
{
	(void)state;
	settings.socket_path[0] = '\0';
	expect_error("--socket PATH");
}

static int inherit(int type)
{
	char number[16];
	int fd = socket(AF_UNIX, type, 0);

	snprintf(number, sizeof(number), "%d", fd);
	setenv("ANDROID_SOCKET_lmkd", number, 1);
	settings.socket_path[0] = '\0';
	return fd;
}

static void one_of_androids_init(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	/* Only root may give a file away. */
	uid_t owner = getuid() ? getuid() : 1234;
	int fd;

	(void)state;
	strcpy(address.sun_path, settings.socket_path);
	fd = inherit(SOCK_SEQPACKET);
	bind(fd, (struct sockaddr *)&address, sizeof(address));
	assert_int_equal(chown(address.sun_path, owner, getgid()), 0);
	assert_int_equal(obtain(), 0);
	assert_int_equal(listening.fd, fd);
	assert_int_equal(listening.owner, owner);
	assert_int_equal(option_of(SO_PASSCRED), 1);
	assert_int_equal(option_of(SO_ACCEPTCONN), 1);
	/* Not ours to remove. */
	socket_remove(&settings, &listening);
	assert_int_equal(access(address.sun_path, F_OK), 0);
}

static void an_inherited_stream(void **state)
{
	int fd;

	(void)state;
	fd = inherit(SOCK_STREAM);
	expect_error("no Unix socket of type SOCK_SEQPACKET");
	close(fd);
}

static void an_inherited_nonsense(void **state)
{
	(void)state;
	settings.socket_path[0] = '\0';
	setenv("ANDROID_SOCKET_lmkd", "7x", 1);
	expect_error("7x is not the number");
	setenv("ANDROID_SOCKET_lmkd", "999", 1);
	expect_error("descriptor 999");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_path_is_created),
		TEST(the_group_is_set),
		TEST(what_a_dead_daemon_left_is_replaced),
		TEST(a_living_one_is_left_alone),
		TEST(another_type_of_socket_is_left_alone),
		TEST(a_file_is_left_alone),
		TEST(a_link_is_left_alone),
		TEST(no_directory),
		TEST(a_directory_for_everybody),
		TEST(none_at_all),
		TEST(one_of_androids_init),
		TEST(an_inherited_stream),
		TEST(an_inherited_nonsense),
	};

	return cmocka_run_group_tests_name("socket", tests, NULL, NULL);
}
