// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/golden.h"

#include "core/base/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { SCREEN_BYTES_MAX = 1 << 20 };

int golden_file_differs(const char *file, const char *text)
{
    const char *mode = getenv("KOMPASS_GOLDEN");
    struct arena arena = {0};
    const char *folder = getenv("KOMPASS_SOURCE");
    const char *path = arena_format(&arena, "%s/%s", folder == NULL ? "." : folder, file);
    struct problem problem;
    char *expected = NULL;
    size_t size = 0;
    int differs = 0;
    if (mode != NULL && strcmp(mode, "write") == 0) {
        if (sys_write_file(path, text, strlen(text), 0644, &problem) != STATUS_OK)
            fail_msg("%s: %s", problem.what, problem.why);
    } else if (sys_read_file(&arena, path, SCREEN_BYTES_MAX, &expected, &size, &problem) != STATUS_OK) {
        print_error("%s: %s (make golden)\n", problem.what, problem.why);
        differs = 1;
    } else if (strcmp(expected, text) != 0) {
        print_error("%s differs (make golden)\n", path);
        differs = 1;
    }
    arena_free(&arena);
    return differs;
}

int golden_differs(const char *name, const char *text)
{
    struct arena arena = {0};
    int differs = golden_file_differs(arena_format(&arena, "tests/golden/%s.txt", name), text);
    if (differs > 0)
        print_error("the screen is now:\n%s\n", text);
    arena_free(&arena);
    return differs;
}
