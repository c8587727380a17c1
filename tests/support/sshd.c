// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The listening is done here, as inetd does it: the port is one that was free, nobody waits for a server to be up, and each
// connection has an sshd of its own.
#include "tests/support/sshd.h"

#include "core/base/memory.h"
#include "core/base/sys.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20 };

static const char server[] = "/usr/sbin/sshd";
static const char session_variable[] = "KOMPASS_SESSION";

struct sshd {
    struct arena arena;
    const char *folder;
    const char *people[SSHD_PEOPLE_MAX];
    int started[SSHD_PEOPLE_MAX]; // a fifo for each, through which the process of the program comes
    size_t count;
    pid_t listener;
    int port;
};

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "sshd: %s: %s\n", what, strerror(errno));
    abort();
}

static void write_file(const char *path, const char *text, mode_t mode)
{
    struct problem problem;
    if (sys_write_file(path, text, strlen(text), mode, &problem) != STATUS_OK)
        give_up(path);
}

static char *read_file(struct arena *arena, const char *path)
{
    struct problem problem;
    char *text;
    size_t size;
    if (sys_read_file(arena, path, FILE_MAX, &text, &size, &problem) != STATUS_OK)
        give_up(path);
    return text;
}

static const char *path_of(const struct sshd *sshd, struct arena *arena, const char *name, const char *suffix)
{
    return arena_format(arena, "%s/%s%s", sshd->folder, name, suffix);
}

static void make_key(struct sshd *sshd, const char *name)
{
    const char *path = path_of(sshd, &sshd->arena, name, "");
    const char *const arguments[] = {"-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path, NULL};
    if (program_run(&sshd->arena, "/usr/bin/ssh-keygen", arguments).exit_status != 0)
        give_up("ssh-keygen");
}

// The one place of `old` in the text becomes `new`.
static char *replace(struct arena *arena, const char *text, const char *old, const char *new)
{
    const char *place = strstr(text, old);
    if (place == NULL || strstr(place + 1, old) != NULL)
        give_up(old);
    return arena_format(arena, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
}

static const char *login_name(void)
{
    const struct passwd *user = getpwuid(getuid());
    if (user == NULL)
        give_up("user");
    return user->pw_name;
}

// What Debian's sshd_config says comes behind, and more that a careless administrator may have allowed.
static void configure_server(struct sshd *sshd)
{
    struct arena *arena = &sshd->arena;
    char *snippet = read_file(arena, program_source(arena, "deploy/staff/sshd.conf"));
    snippet = replace(arena, snippet, "Match Group kompass-staff", arena_format(arena, "Match User %s", login_name()));
    snippet = replace(arena, snippet, "/usr/bin/kompass-staff", arena_format(arena, "/bin/sh %s/session", sshd->folder));
    write_file(path_of(sshd, arena, "server", ".conf"),
               arena_format(arena,
                            "HostKey %s/host\nAuthorizedKeysFile %s/authorized\nPidFile none\nStrictModes no\nUsePAM no\n"
                            "AcceptEnv LANG LC_* COLUMNS LINES EDITOR VISUAL PAGER LESSOPEN NCURSES_NO_UTF8_ACS TERMINFO\nPrintMotd no\nPermitUserEnvironment %s\nSubsystem sftp internal-sftp\n"
                            "X11Forwarding yes\nAllowTcpForwarding yes\nGatewayPorts yes\nPermitTunnel yes\n%s",
                            sshd->folder, sshd->folder, session_variable, snippet),
               0600);
}

static void configure_client(struct sshd *sshd)
{
    struct arena *arena = &sshd->arena;
    write_file(path_of(sshd, arena, "known", ""),
               arena_format(arena, "[127.0.0.1]:%d %s", sshd->port, read_file(arena, path_of(sshd, arena, "host", ".pub"))), 0600);
    // Clients from OpenSSH 9.5 on send keys every 20 ms, which is not ours to measure.
    write_file(path_of(sshd, arena, "client", ".conf"),
               arena_format(arena,
                            "IgnoreUnknown ObscureKeystrokeTiming\nObscureKeystrokeTiming no\nHost HOST\nHostName 127.0.0.1\n"
                            "Port %d\nUser %s\nUserKnownHostsFile %s/known\nGlobalKnownHostsFile none\nIdentitiesOnly yes\n"
                            "StrictHostKeyChecking yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nLogLevel ERROR\n",
                            sshd->port, login_name(), sshd->folder),
               0600);
}

// Everybody's key leads to a fifo of his own.
static void add_people(struct sshd *sshd, const char *const *people)
{
    struct arena *arena = &sshd->arena;
    const char *authorized = "";
    for (; people[sshd->count] != NULL && sshd->count < SSHD_PEOPLE_MAX; sshd->count++) {
        const char *person = people[sshd->count];
        make_key(sshd, person);
        const char *fifo = path_of(sshd, arena, person, ".started");
        sshd->people[sshd->count] = person;
        if (mkfifo(fifo, 0600) != 0 || (sshd->started[sshd->count] = open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC)) < 0)
            give_up(fifo);
        authorized = arena_format(arena, "%senvironment=\"%s=%s\" %s", authorized, session_variable, fifo,
                                  read_file(arena, path_of(sshd, arena, person, ".pub")));
    }
    write_file(path_of(sshd, arena, "authorized", ""), authorized, 0600);
}

// ---- listening ----------------------------------------------------------------------------------------------------

static int open_port(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, SSHD_PEOPLE_MAX) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0)
        give_up("port");
    *port = ntohs(address.sin_port);
    return fd;
}

static _Noreturn void serve(int connection, const char *configuration, const char *log)
{
    dup2(connection, STDIN_FILENO);
    dup2(connection, STDOUT_FILENO);
    signal(SIGCHLD, SIG_DFL);
    execl(server, server, "-i", "-f", configuration, "-E", log, (char *)NULL);
    _exit(127);
}

static _Noreturn void accept_connections(const struct sshd *sshd, int fd)
{
    struct arena arena = {0};
    const char *configuration = path_of(sshd, &arena, "server", ".conf");
    const char *log = path_of(sshd, &arena, "log", "");
    prctl(PR_SET_PDEATHSIG, SIGTERM); // with the test program, however that ends
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int connection = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
        if (connection >= 0 && fork() == 0)
            serve(connection, configuration, log);
        close(connection);
    }
}

struct sshd *sshd_start(const char *folder, const char *const *people, const char *command)
{
    struct sshd *sshd = memory_allocate(1, sizeof *sshd);
    struct arena *arena = &sshd->arena;
    if (geteuid() == 0 && mkdir("/run/sshd", 0755) != 0 && errno != EEXIST) // as the server's unit has it
        give_up("/run/sshd");
    sshd->folder = arena_copy_text(arena, folder);
    int fd = open_port(&sshd->port);
    make_key(sshd, "host");
    add_people(sshd, people);
    write_file(path_of(sshd, arena, "session", ""), arena_format(arena, "echo $$ >>\"$%s\"\nexec %s\n", session_variable, command), 0600);
    configure_server(sshd);
    configure_client(sshd);
    fflush(NULL);
    sshd->listener = fork();
    if (sshd->listener == 0)
        accept_connections(sshd, fd);
    close(fd);
    return sshd;
}

void sshd_stop(struct sshd **sshd_pointer)
{
    struct sshd *sshd = *sshd_pointer;
    if (sshd == NULL)
        return;
    kill(sshd->listener, SIGTERM);
    waitpid(sshd->listener, NULL, 0);
    for (size_t i = 0; i < sshd->count; i++)
        close(sshd->started[i]);
    arena_free(&sshd->arena);
    memory_free(sshd_pointer);
}

// ---- clients ------------------------------------------------------------------------------------------------------

const char *sshd_fingerprint(const struct sshd *sshd, struct arena *arena, const char *person)
{
    const char *const arguments[] = {"-l", "-f", path_of(sshd, arena, person, ""), NULL};
    const char *line = program_run(arena, "/usr/bin/ssh-keygen", arguments).output;
    const char *start = strstr(line, "SHA256:");
    if (start == NULL)
        give_up("fingerprint");
    return arena_copy(arena, start, strcspn(start, " "));
}

struct pty *sshd_log_in(const struct sshd *sshd, const char *person, const struct pty_options *more)
{
    enum { ARGUMENTS_MAX = 24 };
    struct arena arena = {0};
    const char *arguments[ARGUMENTS_MAX + 2] = {"-F", path_of(sshd, &arena, "client", ".conf"), "-i", path_of(sshd, &arena, person, "")};
    size_t count = 4;
    for (size_t i = 0; more->arguments != NULL && more->arguments[i] != NULL && count < ARGUMENTS_MAX; i++)
        arguments[count++] = more->arguments[i];
    arguments[count] = "HOST";
    struct pty_options options = *more;
    options.program = "/usr/bin/ssh";
    options.arguments = arguments;
    options.without_ready = true;
    struct pty *pty = pty_start(&options);
    arena_free(&arena);
    return pty;
}

struct program_result sshd_run(const struct sshd *sshd, struct arena *arena, const char *person, const char *client,
                               const char *const *arguments)
{
    enum { ARGUMENTS_MAX = 18 };
    const char *all[ARGUMENTS_MAX + 1] = {"-F", path_of(sshd, arena, "client", ".conf"), "-i", path_of(sshd, arena, person, "")};
    for (size_t i = 0; arguments[i] != NULL && i + 4 < ARGUMENTS_MAX; i++)
        all[i + 4] = arguments[i];
    return program_run(arena, arena_format(arena, "/usr/bin/%s", client), all);
}

pid_t sshd_program(struct sshd *sshd, const char *person)
{
    for (size_t i = 0; i < sshd->count; i++) {
        if (strcmp(sshd->people[i], person) != 0)
            continue;
        struct pollfd started = {.fd = sshd->started[i], .events = POLLIN};
        char digit = '0';
        pid_t process = 0;
        while (digit != '\n') {
            process = process * 10 + (digit - '0');
            if (poll(&started, 1, PTY_PATIENCE_MS) <= 0 || read(started.fd, &digit, 1) != 1)
                give_up("the program does not start");
        }
        return process;
    }
    give_up(person);
}

void sshd_wait_ended(pid_t program)
{
    int fd = (int)syscall(SYS_pidfd_open, program, 0);
    struct pollfd ended = {.fd = fd, .events = POLLIN};
    if (fd < 0)
        return; // it has
    if (poll(&ended, 1, PTY_PATIENCE_MS) <= 0)
        give_up("the program does not end");
    close(fd);
}

int sshd_port(const struct sshd *sshd)
{
    return sshd->port;
}

char *sshd_log(const struct sshd *sshd, struct arena *arena)
{
    return read_file(arena, path_of(sshd, arena, "log", ""));
}
