// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reads Unicode's own test files as Debian's unicode-data has them.
#ifndef KOMPASS_TESTS_CORE_UNICODE_FILES_H
#define KOMPASS_TESTS_CORE_UNICODE_FILES_H

#include "tests/core/text_lines.h"

#include <errno.h>
#include <stdio.h>

struct file {
    FILE *stream;
    char line[8192];
};

static inline void open_file(struct file *file, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "/usr/share/unicode/%s", name);
    file->stream = fopen(path, "r");
    if (file->stream == NULL)
        fail_msg("%s: %s (apt-get install unicode-data)", path, strerror(errno));
}

// The next line with something before its comment; false at the end of the file, which is then closed.
static inline bool read_line(struct file *file)
{
    while (fgets(file->line, sizeof file->line, file->stream) != NULL) {
        assert_true(strlen(file->line) < sizeof file->line - 1);
        file->line[strcspn(file->line, "#\n")] = '\0';
        if (file->line[strspn(file->line, " \t")] != '\0')
            return true;
    }
    fclose(file->stream);
    return false;
}

// The next field of a line, up to its semicolon, without spaces around it; moves *at behind it.
static inline char *next_field(char **at)
{
    char *field = *at + strspn(*at, " \t");
    size_t length = strcspn(field, ";");
    *at = field + length + (field[length] == ';');
    while (length > 0 && field[length - 1] == ' ')
        length--;
    field[length] = '\0';
    return field;
}

#endif
