// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Finding and running the programs as built.
#include "tests/support/program.h"

#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 24, OUTPUT_MAX = 1 << 20 };

static char *below(struct arena *arena, const char *variable, const char *otherwise, const char *path)
{
    const char *folder = getenv(variable);
    char absolute[4096];
    if (realpath(folder == NULL ? otherwise : folder, absolute) == NULL)
        abort();
    return arena_format(arena, "%s/%s", absolute, path);
}

char *program_built(struct arena *arena, const char *path)
{
    return below(arena, "KOMPASS_BUILD", "build", path);
}

char *program_source(struct arena *arena, const char *path)
{
    return below(arena, "KOMPASS_SOURCE", ".", path);
}

// Reads both pipes to their ends, so that the program never waits for us.
static void read_pipes(const int fds[2], char *texts[2], const char *program)
{
    struct pollfd sources[2] = {{.fd = fds[0], .events = POLLIN}, {.fd = fds[1], .events = POLLIN}};
    size_t sizes[2] = {0, 0};
    for (int open = 2; open > 0;) {
        if (poll(sources, 2, PTY_PATIENCE_MS) <= 0) {
            fprintf(stderr, "program: %s: does not end\n", program);
            abort();
        }
        for (int i = 0; i < 2; i++) {
            if (sources[i].fd < 0 || sources[i].revents == 0)
                continue;
            ssize_t got = read(fds[i], texts[i] + sizes[i], OUTPUT_MAX - 1 - sizes[i]);
            if (got > 0) {
                sizes[i] += (size_t)got;
            } else {
                sources[i].fd = -1;
                open--;
            }
        }
    }
}

struct program_result program_run(struct arena *arena, const char *name, const char *const *arguments)
{
    const char *path = name[0] == '/' ? name : program_built(arena, name);
    const char *vector[ARGUMENTS_MAX] = {path};
    for (size_t i = 0; arguments[i] != NULL && i + 2 < ARGUMENTS_MAX; i++)
        vector[i + 1] = arguments[i];
    int output[2], errors[2];
    if (pipe2(output, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0)
        abort();
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        dup2(errors[1], STDERR_FILENO);
        setsid(); // no terminal
        execv(path, (char *const *)(uintptr_t)vector);
        _exit(127);
    }
    close(output[1]);
    close(errors[1]);
    char *texts[2] = {arena_allocate(arena, OUTPUT_MAX, 1), arena_allocate(arena, OUTPUT_MAX, 1)};
    read_pipes((const int[]){output[0], errors[0]}, texts, path);
    close(output[0]);
    close(errors[0]);
    int status = 0;
    waitpid(process, &status, 0);
    return (struct program_result){
        .exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .output = texts[0],
        .errors = texts[1],
    };
}

struct pty *program_start_kiosk(const struct pty_options *more)
{
    struct arena arena = {0};
    const char *arguments[ARGUMENTS_MAX] = {"--now", "2026-11-23T10:15"};
    size_t count = 2;
    for (size_t i = 0; more->arguments != NULL && more->arguments[i] != NULL && count + 1 < ARGUMENTS_MAX; i++)
        arguments[count++] = more->arguments[i];
    struct pty_options options = *more;
    options.program = program_built(&arena, "kompass-kiosk");
    options.arguments = arguments;
    options.rows = more->rows == 0 ? 30 : more->rows;
    options.columns = more->columns == 0 ? 100 : more->columns;
    struct pty *pty = pty_start(&options);
    pty_settle(pty);
    arena_free(&arena);
    return pty;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

char *program_scratch(struct arena *arena, const char *name)
{
    char *parent = program_built(arena, "scratch");
    char *path = arena_format(arena, "%s/%s.%ld", parent, name, (long)getpid());
    mkdir(parent, 0755);
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (mkdir(path, 0755) != 0)
        abort();
    return path;
}
