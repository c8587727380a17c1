// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass-staff: reads the options, opens the editorial database, and hands over to the loop.
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/sandbox.h"
#include "core/base/sys.h"
#include "core/publish/published.h"
#include "core/publish/publisher.h"
#include "tui/staff/arrival.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"
#include "tui/terminal/command_line.h"
#include "tui/terminal/curses_terminal.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { EXPIRES_DAYS = 90 };

static const char name[] = "kompass-staff";

static const char default_editorial[] = "/var/lib/kompass-editorial/editorial.db";
static const char default_config[] = "/etc/kompass/staff.conf";
static const char default_publish[] = "/etc/kompass/publish.conf";
static const char default_zone[] = "Europe/Berlin";

struct staff_options {
    const char *editorial, *config, *publish, *language, *now;
    int ready_fd;
};

static const char usage[] =
    "Usage: kompass-staff [OPTION]...\n"
    "Keep the offers of the city true, full screen in this terminal.\n"
    "\n"
    "  --editorial PATH  the editorial database (default: /var/lib/kompass-editorial/editorial.db)\n"
    "  --config FILE     who may what (default: /etc/kompass/staff.conf)\n"
    "  --publish FILE    where to publish to (default: /etc/kompass/publish.conf)\n"
    "  --language TAG    de or en (default: what LANG says, else de)\n"
    "  --now TIME        pin the clock to YYYY-MM-DDTHH:MM\n"
    "  --ready-fd N      write a byte to N after each frame with no input waiting\n"
    "  --help            show this text\n"
    "  --version         show the version\n"
    "\n"
    "Exit status: 0 success, 1 a problem was found, 2 wrong usage.\n";

// Fills *options, which holds the defaults. Returns -1 to go on, or the status to exit with.
static int read_options(int count, char **arguments, struct staff_options *options)
{
    enum { EDITORIAL = 1, CONFIG, PUBLISH, LANGUAGE, NOW, READY_FD, HELP, VERSION };
    static const struct option known[] = {
        {"editorial", required_argument, NULL, EDITORIAL}, {"config", required_argument, NULL, CONFIG},
        {"publish", required_argument, NULL, PUBLISH}, {"language", required_argument, NULL, LANGUAGE},
        {"now", required_argument, NULL, NOW}, {"ready-fd", required_argument, NULL, READY_FD},
        {"help", no_argument, NULL, HELP}, {"version", no_argument, NULL, VERSION}, {0},
    };
    opterr = 0;
    for (int option; (option = getopt_long(count, arguments, ":", known, NULL)) != -1;) {
        switch (option) {
        case EDITORIAL:
            options->editorial = optarg;
            break;
        case CONFIG:
            options->config = optarg;
            break;
        case PUBLISH:
            options->publish = optarg;
            break;
        case LANGUAGE:
            options->language = optarg;
            break;
        case NOW:
            options->now = optarg;
            break;
        case READY_FD:
            if (!command_line_descriptor(name, optarg, &options->ready_fd))
                return EXIT_USAGE;
            break;
        case HELP:
            fputs(usage, stdout);
            return EXIT_SUCCESS;
        case VERSION:
            puts("kompass-staff " KOMPASS_VERSION);
            return EXIT_SUCCESS;
        default:
            return command_line_refuse_option(name, option, arguments[optind - 1]);
        }
    }
    return optind < count ? command_line_refuse(name, arguments[optind], "not expected here", "see kompass-staff --help") : -1;
}

// What is wrong with the file of rights or with a theme is told to whoever starts the program; it gives nobody a right, or is not
// drawn.
static void tell(void *context, const struct problem *problem)
{
    (void)context;
    command_line_complain(name, problem, EXIT_FAILURE);
}

// The program keeps itself in: it writes beside the editorial database and nowhere else, and starts nothing. A kernel that lacks a part
// of it is no reason to keep people from their work; `kompass status` tells of it.
static void lock_in(const char *editorial)
{
    struct arena arena = {0};
    struct problem ignored;
    const char *const readable[] = {CLOCK_ZONES, SPELLING_FOLDER, sys_data_folder(&arena), NULL};
    sandbox_enter(&(struct sandbox){.readable = readable, .writable = sys_folder_of(&arena, editorial)}, &ignored);
    arena_free(&arena);
}

static void tell_setting(void *context, const struct problem *problem)
{
    *(bool *)context = true;
    command_line_complain(name, problem, EXIT_FAILURE);
}

// Starts the process that plans and publishes, before a database is open. Without one everything else goes on.
static void start_publisher(struct publisher **publisher, struct arena *arena, const struct staff_options *options,
                            const struct roster *roster)
{
    struct publisher_place place = {.editorial = options->editorial, .expires_days = EXPIRES_DAYS, .roster = roster};
    struct problem problem;
    bool wrong = false;
    publisher_configure(&place, arena, options->publish, tell_setting, &wrong);
    if (wrong) // half a setting is none
        place = (struct publisher_place){.editorial = options->editorial, .expires_days = EXPIRES_DAYS, .roster = roster};
    if (publisher_start(publisher, &place, &problem) != STATUS_OK)
        command_line_complain(name, &problem, EXIT_FAILURE);
}

// One descriptor that is readable while one of them is; -1 stands for none.
static int watch(const int *descriptors, size_t count)
{
    int all = epoll_create1(EPOLL_CLOEXEC);
    for (size_t i = 0; i < count; i++) {
        struct epoll_event readable = {.events = EPOLLIN};
        if (descriptors[i] >= 0)
            epoll_ctl(all, EPOLL_CTL_ADD, descriptors[i], &readable);
    }
    return all;
}

// A change of a later day than today was saved by another clock, or by this one when it was right. A pinned one is meant so.
static void watch_clock(struct staff *staff, const char *pinned)
{
    struct clock_record record = {0};
    struct problem problem;
    if (pinned == NULL && published_last_day(staff->editorial, &record.seen, &problem) == STATUS_OK)
        staff->clock_doubt = clock_doubt_of(&record, clock_utc_seconds(), 0, clock_discipline() == CLOCK_SYNCHRONISED);
}

static int run(struct staff *staff, const struct rights *rights, const struct roster *roster, struct clock *clock, int ready_fd, const char *fonts)
{
    struct problem problem;
    const int watched[] = {spelling_descriptor(staff->spelling), publisher_descriptor(staff->publisher)};
    const struct curses_options options = {.pointer = true, .modifiers = true, .pastes = true, .watch = watch(watched, 2), .fonts = fonts};
    struct loop loop = {.sample = loop_sample, .clock = clock, .ready_fd = ready_fd,
                        .view = {.program = &staff_program, .context = staff}};
    if (curses_terminal_open(&loop.terminal, &options, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_USAGE);
    memory_on_exhausted(curses_terminal_restore);
    lock_in(staff->path);
    staff->theme = loop.view.theme = curses_terminal_theme(loop.terminal);
    staff->rights = rights;
    staff->roster = roster;
    staff_speak(staff, &loop.view);
    loop_init(&loop);
    loop_set_language(&loop, messages_language(loop.view.messages));
    staff_begin(&loop);
    while (loop_turn(&loop))
        continue;
    loop_free(&loop);
    loop.terminal->operations->close(&loop.terminal);
    return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    struct arena arena = {0};
    struct arrival arrival;
    struct staff staff = {0};
    struct clock clock = {0};
    struct problem problem;
    if (!isatty(STDERR_FILENO)) // a line on the terminal would stand in the middle of the screen
        log_open(STDERR_FILENO, getenv("JOURNAL_STREAM") != NULL);
    arrival_take(&arrival, &arena);
    struct staff_options options = {.editorial = default_editorial, .config = default_config, .publish = default_publish, .language = arrival.language, .ready_fd = -1};
    int status = read_options(count, arguments, &options);
    if (status < 0 && arrival_check(&arrival, &problem) != STATUS_OK)
        status = command_line_complain(name, &problem, EXIT_USAGE);
    if (status >= 0) {
        arena_free(&arena);
        return status;
    }
    spelling_start(&staff.spelling, SPELLING_FOLDER, &problem); // before anything is open that the other process could have
    const char *data = sys_data_folder(&arena);
    const char *locales = arena_format(&arena, "%s/locales", data);
    struct login login;
    struct roster *roster;
    if (login_look(&arena, arrival.authentication, &login, &problem) != STATUS_OK)
        command_line_complain(name, &problem, EXIT_FAILURE);
    roster_read(&roster, options.config, tell, NULL);
    themes_read(arena_format(&arena, "%s/themes", data), tell, NULL);
    const struct rights rights = rights_of(roster, &login);
    start_publisher(&staff.publisher, &arena, &options, roster);
    if (clock_open_at(&clock, default_zone, options.now, &problem) != STATUS_OK)
        status = command_line_complain(name, &problem, EXIT_USAGE);
    else if (staff_open(&staff, options.editorial, rights.name, locales, options.language, &clock, &problem) != STATUS_OK)
        status = command_line_complain(name, &problem, problem.status == STATUS_NOT_FOUND ? EXIT_USAGE : EXIT_FAILURE);
    else {
        watch_clock(&staff, options.now);
        status = run(&staff, &rights, roster, &clock, options.ready_fd, arena_format(&arena, "%s/console", data));
    }
    staff_close(&staff);
    roster_free(&roster);
    arena_free(&arena);
    return status;
}
