// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass layout: text from standard input, laid out by the kiosk's pipeline, one line a line in visual order. It shows
// the order that Unicode asks for, so that others can be compared; the stage before it, which finds fields, is an
// option.
#include "cli/cli.h"

#include "core/base/memory.h"
#include "core/text/accept.h"
#include "core/text/layout.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES_MAX = 16 * 1024 * 1024, WIDTH_MAX = 1000 };

// All of standard input; the caller frees. NULL, with a problem, when it cannot be read or is too much.
static char *read_input(size_t *size, struct problem *problem)
{
    size_t capacity = 64 * 1024;
    char *text = memory_allocate(capacity, 1);
    *size = 0;
    while (!feof(stdin) && !ferror(stdin) && *size <= TEXT_BYTES_MAX) {
        if (*size == capacity) {
            capacity *= 2;
            text = memory_resize(text, capacity, 1);
        }
        *size += fread(text + *size, 1, capacity - *size, stdin);
    }
    if (!ferror(stdin) && *size <= TEXT_BYTES_MAX)
        return text;
    if (ferror(stdin))
        problem_set_errno(problem, "standard input", "read");
    else
        problem_set(problem, STATUS_LIMIT, "standard input", "give less", "more than %d bytes", TEXT_BYTES_MAX);
    memory_free(&text);
    return NULL;
}

static void print_lines(const char *text, size_t size, const struct text_options *options)
{
    struct arena arena = {0};
    struct text_layout layout;
    text_lay_out(&arena, text_clean(&arena, text, size), options, &layout);
    for (size_t i = 0; i < layout.count; i++)
        printf("%s\n", text_line_to_utf8(&arena, &layout.lines[i]));
    arena_free(&arena);
}

int layout_main(int argc, char **argv)
{
    const char *tag = NULL;
    const char *shaping = "forms";
    long width = 80;
    bool find_fields = false;
    const struct cli_option options[] = {
        {"language", CLI_TEXT, true, "TAG", "the language of the text, which gives the direction", &tag},
        {"width", CLI_NUMBER, true, "N", "columns a line may take", &width},
        {"shaping", CLI_TEXT, false, "HOW", "forms: join Arabic letters; none: leave them; forms if not given",
         &shaping},
        {"find-fields", CLI_FLAG, false, NULL, "keep phone numbers, times and foreign names whole, as the kiosk does",
         &find_fields},
    };
    const struct cli_usage usage = {"layout",
                                    "< TEXT",
                                    "Lays out text as it stands, in the order of UAX #9, and prints its lines as a"
                                    " screen shows them, from left to right.",
                                    options,
                                    sizeof options / sizeof *options,
                                    0,
                                    0};
    int first;
    int code;
    const struct language *language;
    if (!cli_parse(&usage, argc, argv, &first, &code) || !cli_language(&usage, tag, &language, &code))
        return code;
    if (strcmp(shaping, "forms") != 0 && strcmp(shaping, "none") != 0)
        return cli_wrong(&usage, "--shaping", "must be forms or none");
    if (width > WIDTH_MAX)
        return cli_wrong(&usage, "--width", "must be 1000 at most");
    struct problem problem = {0};
    size_t size;
    char *text = read_input(&size, &problem);
    if (text == NULL)
        return cli_exit(problem.status, &problem);
    print_lines(text, size,
                &(struct text_options){.direction = language->direction,
                                       .width = (int)width,
                                       .unshaped = strcmp(shaping, "none") == 0,
                                       .find_fields = find_fields});
    memory_free(&text);
    return CLI_DONE;
}
