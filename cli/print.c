// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass print: another program, so that all other subcommands start without fonts and printers in their memory.
#include "cli/cli.h"

#include "core/base/sys.h"

#include <limits.h>
#include <unistd.h>

int print_main(int argc, char **argv)
{
    static const char program[] = "kompass-print";
    char self[PATH_MAX];
    struct arena arena = {0};
    struct problem problem;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length < 0 ? 0 : length] = '\0';
    const char *path = arena_format(&arena, "%s/%s", sys_folder_of(&arena, self), program);
    (void)argc;
    argv[0] = arena_copy_text(&arena, program);
    execv(path, argv);
    int code = cli_exit(problem_set(&problem, STATUS_NOT_FOUND, path, "install kompass-kiosk, which has it", "cannot be started"), &problem);
    arena_free(&arena);
    return code;
}
