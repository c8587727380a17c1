// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kit-gallery: reads the options and shows the gallery in this terminal.
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "tui/gallery/gallery.h"
#include "tui/terminal/command_line.h"
#include "tui/terminal/curses_terminal.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char name[] = "kit-gallery";

struct gallery_options {
    const char *language, *now;
    int ready_fd;
};

static const char usage[] =
    "Usage: kit-gallery [OPTION]...\n"
    "Show the widgets of the kit with made-up content, full screen in this terminal.\n"
    "\n"
    "  --language TAG    the content's: de, ar, uk, ti or mixed (default: de)\n"
    "  --now TIME        pin the clock to YYYY-MM-DDTHH:MM\n"
    "  --ready-fd N      write a byte to N after each frame with no input waiting\n"
    "  --help            show this text\n";

// Fills *options. Returns -1 to go on, or the status to exit with.
static int read_options(int count, char **arguments, struct gallery_options *options)
{
    enum { LANGUAGE = 1, NOW, READY_FD, HELP };
    static const struct option known[] = {
        {"language", required_argument, NULL, LANGUAGE}, {"now", required_argument, NULL, NOW},
        {"ready-fd", required_argument, NULL, READY_FD}, {"help", no_argument, NULL, HELP}, {0},
    };
    *options = (struct gallery_options){.language = "de", .ready_fd = -1};
    for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (option) {
        case LANGUAGE:
            options->language = optarg;
            break;
        case NOW:
            options->now = optarg;
            break;
        case READY_FD:
            options->ready_fd = atoi(optarg);
            break;
        case HELP:
            fputs(usage, stdout);
            return EXIT_SUCCESS;
        default:
            return EXIT_USAGE; // getopt_long() has said why
        }
    }
    return -1;
}

static int run(struct gallery *gallery, struct clock *clock, int ready_fd, const char *fonts)
{
    struct problem problem;
    const struct curses_options options = {.pointer = true, .modifiers = true, .pastes = true, .watch = -1, .fonts = fonts};
    struct loop loop = {.sample = loop_sample, .clock = clock, .ready_fd = ready_fd,
                        .view = {.program = &gallery_program, .context = gallery}};
    if (curses_terminal_open(&loop.terminal, &options, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_FAILURE);
    memory_on_exhausted(curses_terminal_restore);
    loop.view.theme = curses_terminal_theme(loop.terminal);
    gallery_speak(gallery, &loop.view);
    loop_init(&loop);
    loop_open(&loop, &screen_start, NULL);
    while (loop_turn(&loop)) {
    }
    loop_free(&loop);
    loop.terminal->operations->close(&loop.terminal);
    return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    struct gallery_options options;
    struct gallery gallery;
    struct clock clock;
    struct problem problem;
    int status = read_options(count, arguments, &options);
    if (status >= 0)
        return status;
    struct arena arena = {0};
    const char *data = sys_data_folder(&arena);
    if (gallery_open(&gallery, arena_format(&arena, "%s/../kit-gallery", data), options.language, &problem) != STATUS_OK)
        status = command_line_complain(name, &problem, EXIT_USAGE);
    else if (clock_open_at(&clock, "Europe/Berlin", options.now, &problem) != STATUS_OK)
        status = command_line_complain(name, &problem, EXIT_USAGE);
    else
        status = run(&gallery, &clock, options.ready_fd, arena_format(&arena, "%s/console", data));
    gallery_close(&gallery);
    arena_free(&arena);
    return status;
}
