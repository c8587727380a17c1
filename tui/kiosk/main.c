// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass-kiosk: reads the options, opens what the kiosk needs, and hands over to the loop.
#include "core/base/confine.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/sandbox.h"
#include "core/base/sys.h"
#include "tui/kiosk/check.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"
#include "tui/kiosk/service.h"
#include "tui/terminal/command_line.h"
#include "tui/terminal/curses_terminal.h"

#include <errno.h>
#include <getopt.h>
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    // Blocks of that size go back to the system as soon as they are free. glibc would raise the limit with the first one
    // that is freed, and keep the screens of large terminals for ever.
    RETURNED_BYTES = 128 * 1024,
    START_BYTES = 768 * 1024, // of small blocks, which a start needs
    WARNING_MS = 20 * 1000, // WCAG 2.2.1 asks for 20 s at least
};

static const char name[] = "kompass-kiosk";
static const char default_zone[] = "Europe/Berlin";

struct options {
    const char *catalog;
    const char *state;
    const char *config;
    const char *language;
    const char *printer;
    const char *now;
    long idle_seconds; // -1: not given
    int ready_fd;
    bool locked;
    bool check;
    bool json;
};

static const char usage[] =
    "Usage: kompass-kiosk [OPTION]...\n"
    "Show help and offers of the city to newcomers, full screen in this terminal.\n"
    "\n"
    "  --catalog PATH    a catalog, or the folder that `kompass sync` keeps\n"
    "                    (default: " RELEASES_SYNCED ", else the one installed);\n"
    "                    without --locked, one that cannot be shown ends the program\n"
    "  --state DIR       the only folder that the kiosk may write to\n"
    "  --config FILE     settings, as in /etc/kompass/kiosk.conf; options win\n"
    "  --language TAG    the language that a visit begins with, such as de, ar or uk; --check names all\n"
    "  --printer SOCKET  where kompass-print listens (default: /run/kompass-print/socket, if it is there)\n"
    "  --now TIME        pin the clock to YYYY-MM-DDTHH:MM\n"
    "  --idle SECONDS    warn an idle visitor after so long, 0 for never (default: 90);\n"
    "                    20 seconds later the visit is wiped\n"
    "  --locked          no way to quit; for kiosk.service\n"
    "  --check           verify everything that the kiosk needs, say so, and exit\n"
    "  --json            with --check: say it in JSON\n"
    "  --ready-fd N      write a byte to N after each frame with no input waiting\n"
    "  --help            show this text\n"
    "  --version         show the version\n"
    "\n"
    "Exit status: 0 success, 1 a problem was found, 2 wrong usage.\n";

// Fills *options. Returns -1 to go on, or the status to exit with.
static int read_options(int count, char **arguments, struct options *options)
{
    enum { CATALOG = 1, STATE, CONFIG, LANGUAGE, PRINTER, NOW, IDLE, LOCKED, CHECK, JSON, READY_FD, HELP, VERSION };
    static const struct option known[] = {
        {"catalog", required_argument, NULL, CATALOG}, {"state", required_argument, NULL, STATE},
        {"config", required_argument, NULL, CONFIG}, {"printer", required_argument, NULL, PRINTER},
        {"language", required_argument, NULL, LANGUAGE}, {"now", required_argument, NULL, NOW},
        {"idle", required_argument, NULL, IDLE}, {"locked", no_argument, NULL, LOCKED},
        {"check", no_argument, NULL, CHECK}, {"json", no_argument, NULL, JSON}, {"ready-fd", required_argument, NULL, READY_FD},
        {"help", no_argument, NULL, HELP}, {"version", no_argument, NULL, VERSION}, {0},
    };
    *options = (struct options){.idle_seconds = -1, .ready_fd = -1, .printer = PRINTER_LINK_PATH};
    opterr = 0;
    for (int option; (option = getopt_long(count, arguments, ":", known, NULL)) != -1;) {
        switch (option) {
        case CATALOG:
            options->catalog = optarg;
            break;
        case STATE:
            options->state = optarg;
            break;
        case CONFIG:
            options->config = optarg;
            break;
        case LANGUAGE:
            options->language = optarg;
            break;
        case PRINTER:
            options->printer = optarg;
            break;
        case NOW:
            options->now = optarg;
            break;
        case IDLE:
            if (!configuration_idle(optarg, &options->idle_seconds))
                return command_line_refuse(name, optarg, "not a number of seconds", "give --idle a whole number from 0 to 86400");
            break;
        case LOCKED:
            options->locked = true;
            break;
        case CHECK:
            options->check = true;
            break;
        case JSON:
            options->json = true;
            break;
        case READY_FD:
            if (!command_line_descriptor(name, optarg, &options->ready_fd))
                return EXIT_USAGE;
            break;
        case HELP:
            fputs(usage, stdout);
            return EXIT_SUCCESS;
        case VERSION:
            puts("kompass-kiosk " KOMPASS_VERSION);
            return EXIT_SUCCESS;
        default:
            return command_line_refuse_option(name, option, arguments[optind - 1]);
        }
    }
    if (optind < count)
        return command_line_refuse(name, arguments[optind], "not expected here", "see kompass-kiosk --help");
    if (options->json && !options->check)
        return command_line_refuse(name, "--json", "only a check is told in JSON", "add --check");
    return -1;
}

// A catalog or a theme that was passed over: said to the operator who checks, else to the log.
static void tell_refused(void *context, const struct problem *problem)
{
    const struct options *options = context;
    if (options->check)
        command_line_complain(name, problem, EXIT_FAILURE);
    else
        log_problem(LOG_LEVEL_ERROR, problem);
}

// A wrong line of the settings is no reason to leave newcomers in the dark: the locked kiosk passes it over.
static bool bears_with_settings(const struct options *options)
{
    return options->locked && !options->check;
}

static void tell_setting(void *context, const struct problem *problem)
{
    if (bears_with_settings(context))
        log_problem(LOG_LEVEL_ERROR, problem);
    else
        command_line_complain(name, problem, EXIT_FAILURE);
}

// Settings first, then options, which win. Returns -1 to go on, or the status to exit with.
static int configure(struct options *options, struct configuration *configuration, const struct language **language)
{
    *configuration = configuration_default();
    if (options->config != NULL &&
        configuration_read(configuration, options->config, tell_setting, options) != STATUS_OK &&
        !bears_with_settings(options))
        return EXIT_FAILURE; // already said
    if (options->idle_seconds >= 0)
        configuration->idle_seconds = options->idle_seconds;
    *language = configuration->language_count > 0 ? configuration->languages[0] : language_by_tag("de");
    if (options->language != NULL)
        *language = language_by_tag(options->language);
    if (*language == NULL || !language_is_offered(*language, PROGRAM_KIOSK))
        return command_line_refuse(name, options->language, "not a language of this kiosk",
                              "use one of those that `kompass-kiosk --check` lists");
    return -1;
}

// Whoever names a catalog at the command line wants that one, and would not see at once that another is shown. A locked kiosk
// shows what there is: nobody is there to read an error.
static bool insists_on_catalog(const struct options *options)
{
    return options->catalog != NULL && !options->locked && !options->check;
}

// Opens the newest good catalog of the places it may be in; without any the kiosk still shows the emergency numbers.
// A problem is that the one asked for cannot be opened, or, when none was asked for, that there is none.
static enum status open_catalog(struct kiosk *kiosk, struct options *options, const char *installed, struct problem *problem)
{
    const char *asked = options->catalog;
    enum status status = STATUS_OK;
    if (asked == NULL && sys_is_folder(RELEASES_SYNCED))
        asked = RELEASES_SYNCED;
    else if (asked == NULL) // the first sync makes it
        releases_follow(kiosk, RELEASES_SYNCED);
    if (asked != NULL)
        status = releases_open(kiosk, asked, tell_refused, options, problem);
    if (status != STATUS_OK && !insists_on_catalog(options))
        tell_refused(options, problem);
    if (kiosk->catalog != NULL)
        return status;
    struct problem other;
    enum status second = releases_open_default(kiosk, installed, tell_refused, options, &other);
    if (second != STATUS_OK)
        tell_refused(options, &other);
    return asked != NULL ? status : second;
}

static enum status open_clock(struct clock *clock, const struct kiosk *kiosk, const char *now, struct problem *problem)
{
    const char *zone = kiosk->catalog == NULL ? default_zone : catalog_release(kiosk->catalog)->zone;
    return clock_open_at(clock, zone, now, problem);
}

static int check(struct kiosk *kiosk, bool json, const char *fonts)
{
    struct problem problem;
    if (check_kiosk(kiosk, stdout, json, fonts, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_FAILURE);
    return EXIT_SUCCESS;
}

// What a turn of the loop tells the service manager.
struct watched {
    struct service service;
    struct loop *loop;
    struct options *options;
    const char *installed; // where the catalog is that came with the program
    bool ready;
};

static const char *describe(struct kiosk *kiosk)
{
    if (kiosk->catalog == NULL)
        return "no catalog: emergency numbers only";
    const struct catalog_release *release = catalog_release(kiosk->catalog);
    return arena_format(&kiosk->arena, "release %ld of %s", release->number, release->city);
}

// Looks whether the catalog has the bytes that were adopted: it takes longer than all else at a start, so the first frame
// comes before.
static void prove_catalog(struct watched *watched)
{
    struct kiosk *kiosk = watched->loop->view.context;
    struct problem problem;
    sched_yield(); // to the terminal, which draws that frame: else it may wait for all the hashing
    if (releases_prove(kiosk, tell_refused, watched->options))
        return;
    open_catalog(kiosk, watched->options, watched->installed, &problem);
    kiosk_set_language(kiosk, &watched->loop->view, messages_language(watched->loop->view.messages));
    loop_reload(watched->loop);
    service_ready(&watched->service, describe(kiosk));
}

static void tell_turn(void *context)
{
    struct watched *watched = context;
    bool first = !watched->ready;
    watched->ready = true;
    if (first)
        service_ready(&watched->service, describe(watched->loop->view.context));
    service_turned(&watched->service, watched->loop->view.tick.elapsed_ms);
    if (first)
        prove_catalog(watched);
}

// A locked kiosk keeps itself in. A kernel that lacks a part of it is no reason to leave newcomers without help.
static void lock_in(const struct options *options, const struct kiosk *kiosk)
{
    struct arena arena = {0};
    struct problem problem;
    // The state is replaced by rename, so its folder it must be.
    const char *state = kiosk->releases.state_path;
    const char *folder = kiosk->releases.folder; // may come later, or be another one then
    const char *const readable[] = {sys_data_folder(&arena), CLOCK_ZONES, folder == NULL ? options->catalog : folder,
                                    folder == NULL ? options->catalog : sys_folder_of(&arena, folder),
                                    state[0] == '\0' ? NULL : sys_folder_of(&arena, state), NULL};
    const struct sandbox sandbox = {.readable = readable, .writable = options->state};
    enum status status = sandbox_enter(&sandbox, &problem);
    if (status == STATUS_UNSUPPORTED)
        confine_check(&problem); // all of it, if it is more than one thing
    if (status != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    arena_free(&arena);
}

// Before it is locked in, where it may look at no other process, nor at the machine's id.
static void begin_state(struct kiosk *kiosk)
{
    if (kiosk->state == NULL)
        return;
    sys_remove_unfinished(arena_format(&kiosk->arena, "%s/" DEMAND_FILE, kiosk->state));
    sys_remove_unfinished(arena_format(&kiosk->arena, "%s/" USAGE_EXPORT, kiosk->state));
    kiosk->usage = usage_open(kiosk->state, USAGE_MACHINE_FILE);
}

// One descriptor that is readable when either is, each of which may be -1. The second may be closed while it is watched, and then is no
// more: a terminal that waits for a closed one would never wait again.
static int watch_both(int first, int second)
{
    struct epoll_event readable = {.events = EPOLLIN};
    int both = second < 0 ? -1 : epoll_create1(EPOLL_CLOEXEC);
    if (both < 0)
        return first;
    epoll_ctl(both, EPOLL_CTL_ADD, second, &readable);
    if (first >= 0)
        epoll_ctl(both, EPOLL_CTL_ADD, first, &readable);
    return both;
}

static int run(struct kiosk *kiosk, struct clock *clock, struct options *options, const char *installed,
               const char *fonts)
{
    struct problem problem;
    struct watched watched = {.options = options, .installed = installed};
    struct loop loop = {
        .sample = loop_sample,
        .clock = clock,
        .turned = tell_turn,
        .turned_context = &watched,
        .idle_ms = (int)kiosk->configuration.idle_seconds * 1000,
        .warning_ms = WARNING_MS,
        .ready_fd = options->ready_fd,
        .view = {.program = &kiosk_program, .context = kiosk, .key_print = kiosk->configuration.key_print},
    };
    printer_link_open(&kiosk->printer, options->printer);
    const int watch = watch_both(kiosk->releases.watch, kiosk->printer.socket);
    struct curses_options terminal = {.locked = options->locked, .pointer = true, .watch = watch, .fonts = fonts};
    if (curses_terminal_open(&loop.terminal, &terminal, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_FAILURE);
    memory_on_exhausted(curses_terminal_restore);
    if (!kiosk->configuration.theme_is_set)
        kiosk->configuration.theme = curses_terminal_theme(loop.terminal);
    loop.view.theme = kiosk->configuration.theme;
    watched.loop = &loop;
    service_open(&watched.service);
    begin_state(kiosk);
    if (options->locked)
        lock_in(options, kiosk);
    kiosk_count(kiosk, 1, 0);
    kiosk->watches_clock = !clock->pinned;
    kiosk_watch_clock(kiosk);
    kiosk->terminal = curses_terminal_probe(loop.terminal);
    loop_init(&loop);
    kiosk_set_language(kiosk, &loop.view, kiosk->first_language);
    kiosk_see_terminal(kiosk, loop.terminal);
    loop_set_language(&loop, kiosk->first_language);
    loop_open(&loop, &screen_attract, NULL);
    kiosk_begin(&loop);
    while (loop_turn(&loop))
        continue;
    loop_free(&loop);
    kiosk_forget(kiosk, loop.view.tick.now);
    usage_close(&kiosk->usage);
    kiosk->terminal = NULL;
    loop.terminal->operations->close(&loop.terminal);
    service_close(&watched.service);
    return EXIT_SUCCESS;
}

// Takes the memory of a start from the system at once: page by page, as each is touched, the kernel would be entered 200
// times. A kernel that cannot, and an allocator that has its memory elsewhere, do as before.
static void take_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, RETURNED_BYTES);
    mallopt(M_TOP_PAD, START_BYTES); // what the heap grows by
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *first = malloc(RETURNED_BYTES / 2); // more than there is: the heap grows
    uintptr_t begin = ((uintptr_t)first + page - 1) / page * page;
    uintptr_t end = (uintptr_t)sbrk(0);
    if (first != NULL && begin < end && end - begin < 2 * START_BYTES)
        madvise((void *)begin, end - begin, MADV_POPULATE_WRITE);
    free(first);
}

int main(int count, char **arguments)
{
    struct options options;
    take_memory();
    int exit_status = read_options(count, arguments, &options);
    if (exit_status >= 0)
        return exit_status;
    if (options.state != NULL && !sys_is_folder(options.state))
        return command_line_refuse(name, options.state, "not a folder", "give --state a folder that exists");
    if (!isatty(STDERR_FILENO)) // a line on the terminal would stand in the middle of the screen
        log_open(STDERR_FILENO, getenv("JOURNAL_STREAM") != NULL);
    struct configuration configuration;
    const struct language *language;
    exit_status = configure(&options, &configuration, &language);
    if (exit_status >= 0)
        return exit_status;

    struct arena arena = {0};
    struct kiosk kiosk = {0};
    struct clock clock;
    struct problem problem;
    const char *data = sys_data_folder(&arena);
    if (data == NULL) {
        problem_set(&problem, STATUS_NOT_FOUND, "share/kompass", "build with make, or install the package again",
                    "the program's data folder is missing");
        exit_status = command_line_complain(name, &problem, EXIT_FAILURE);
    } else if (kiosk_open(&kiosk, arena_format(&arena, "%s/locales", data), language, &problem) != STATUS_OK) {
        exit_status = command_line_complain(name, &problem, EXIT_FAILURE);
    } else {
        const char *fonts = arena_format(&arena, "%s/console", data);
        kiosk.locked = options.locked;
        kiosk.configuration = configuration;
        kiosk.releases.city = kiosk.configuration.city;
        kiosk.releases.state_path = kiosk.configuration.sync_state;
        kiosk.state = options.state;
        kiosk.releases.hurried = !options.check;
        const char *installed = arena_format(&arena, "%s/catalog", data);
        enum status themes = themes_read(arena_format(&arena, "%s/themes", data), tell_refused, &options);
        enum status catalog = open_catalog(&kiosk, &options, installed, &problem);
        if (options.check && (catalog != STATUS_OK || themes != STATUS_OK))
            exit_status = EXIT_FAILURE; // already said
        else if (catalog != STATUS_OK && insists_on_catalog(&options))
            exit_status = command_line_complain(name, &problem, EXIT_FAILURE);
        else if (open_clock(&clock, &kiosk, options.now, &problem) != STATUS_OK)
            exit_status = command_line_complain(name, &problem, options.now != NULL ? EXIT_USAGE : EXIT_FAILURE);
        else
            exit_status = options.check ? check(&kiosk, options.json, fonts) : run(&kiosk, &clock, &options, installed, fonts);
    }
    kiosk_close(&kiosk);
    arena_free(&arena);
    return exit_status;
}
