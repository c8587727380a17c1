// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass-print: paper of one page of the kiosk, to a file or a printer; and the process that prints for a kiosk.
#include "core/base/log.h"
#include "core/base/settings.h"
#include "core/base/sys.h"
#include "core/print/print_service.h"
#include "core/print/printer.h"
#include "tui/kiosk/paper.h"
#include "tui/kiosk/service.h"
#include "tui/terminal/command_line.h"

#include <assert.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PRINTER_BYTES = 256 };

static const char name[] = "kompass-print";

struct print_options {
    const char *what, *catalog, *language, *at, *to, *printer, *serve, *config;
    char configured[PRINTER_BYTES]; // printer of the settings
    enum paper_format format;
    bool status;
};

static const char usage[] =
    "Usage: kompass-print WHAT [OPTION]...\n"
    "       kompass-print --status {--printer PRINTER | --config FILE}\n"
    "       kompass-print --serve SOCKET {--printer PRINTER | --config FILE}\n"
    "Print an offer or a guide, by its slug, or the page of emergency numbers (WHAT is emergency).\n"
    "\n"
    "  --catalog PATH    a catalog, or a folder of catalogs (default: " RELEASES_SYNCED ", else the one installed)\n"
    "  --language TAG    the reader's language (default: de)\n"
    "  --format FORMAT   slip58, slip80 or a4 (default: slip80)\n"
    "  --to FILE         write FILE, a picture of a slip if it ends in .png, else PDF\n"
    "  --printer PRINTER print there: escpos:/dev/usb/lp0 or ipp://host/ipp/print\n"
    "  --config FILE     printer and format, as in /etc/kompass/print.conf; options win\n"
    "  --at TIME         as at YYYY-MM-DDTHH:MM, in the city's time\n"
    "  --status          say how the printer is\n"
    "  --serve SOCKET    print what kiosks of this machine send there; for kompass-print.service\n"
    "  --help            show this text\n"
    "  --version         show the version\n"
    "\n"
    "Exit status: 0 success, 1 a problem was found, 2 wrong usage.\n";

// Fills *options. Returns -1 to go on, or the status to exit with.
static int read_options(int count, char **arguments, struct print_options *options)
{
    enum { CATALOG = 1, LANGUAGE, FORMAT, TO, PRINTER, CONFIG, SERVE, AT, STATUS, HELP, VERSION };
    static const struct option known[] = {
        {"catalog", required_argument, NULL, CATALOG}, {"language", required_argument, NULL, LANGUAGE},
        {"format", required_argument, NULL, FORMAT},   {"to", required_argument, NULL, TO},
        {"printer", required_argument, NULL, PRINTER}, {"config", required_argument, NULL, CONFIG},
        {"serve", required_argument, NULL, SERVE},     {"at", required_argument, NULL, AT},
        {"status", no_argument, NULL, STATUS},         {"help", no_argument, NULL, HELP},
        {"version", no_argument, NULL, VERSION},       {0},
    };
    *options = (struct print_options){.language = "de", .format = PAPER_FORMATS};
    opterr = 0;
    for (int option; (option = getopt_long(count, arguments, ":", known, NULL)) != -1;) {
        switch (option) {
        case CATALOG:
            options->catalog = optarg;
            break;
        case LANGUAGE:
            options->language = optarg;
            break;
        case FORMAT:
            if (!paper_format_by_name(optarg, &options->format))
                return command_line_refuse(name, optarg, "not a format", "use slip58, slip80 or a4");
            break;
        case TO:
            options->to = optarg;
            break;
        case PRINTER:
            options->printer = optarg;
            break;
        case CONFIG:
            options->config = optarg;
            break;
        case SERVE:
            options->serve = optarg;
            break;
        case AT:
            options->at = optarg;
            break;
        case STATUS:
            options->status = true;
            break;
        case HELP:
            fputs(usage, stdout);
            return EXIT_SUCCESS;
        case VERSION:
            puts("kompass-print " KOMPASS_VERSION);
            return EXIT_SUCCESS;
        default:
            return command_line_refuse_option(name, option, arguments[optind - 1]);
        }
    }
    const bool alone = options->status || options->serve != NULL;
    if (!alone && optind < count)
        options->what = arguments[optind++];
    if (optind < count)
        return command_line_refuse(name, arguments[optind], "not expected here", "see kompass-print --help");
    const bool prints = options->printer != NULL || options->config != NULL;
    if (alone ? !prints || options->to != NULL : options->what == NULL || (options->to == NULL) != prints)
        return command_line_refuse(name, "command line", "what, and where to?", "name WHAT and one of --to, --printer and --config");
    return -1;
}

static void tell_refused(void *context, const struct problem *problem)
{
    (void)context;
    command_line_complain(name, problem, EXIT_FAILURE);
}

// ---- settings ------------------------------------------------------------------------------------------------------

static enum status take_printer(void *target, const char *value, struct problem *problem)
{
    struct print_options *options = target;
    if (strlen(value) >= sizeof options->configured)
        return problem_set(problem, STATUS_INVALID, value, "use a shorter name", "too long for a printer");
    snprintf(options->configured, sizeof options->configured, "%s", value);
    if (options->printer == NULL)
        options->printer = options->configured;
    return STATUS_OK;
}

static enum status take_format(void *target, const char *value, struct problem *problem)
{
    struct print_options *options = target;
    enum paper_format format;
    if (!paper_format_by_name(value, &format))
        return problem_set(problem, STATUS_INVALID, value, "use slip58, slip80 or a4", "%s is not a format", value);
    if (options->format == PAPER_FORMATS)
        options->format = format;
    return STATUS_OK;
}

// Settings first, then what holds without. Returns -1 to go on, or the status to exit with.
static int configure(struct print_options *options)
{
    static const struct setting known[] = {{"printer", take_printer, false}, {"format", take_format, false}};
    struct problem problem;
    if (options->config != NULL &&
        settings_read(options->config, known, sizeof known / sizeof *known, options, tell_refused, NULL) != STATUS_OK)
        return EXIT_FAILURE; // already said
    if (options->format == PAPER_FORMATS)
        options->format = PAPER_SLIP_80;
    if (options->config != NULL && options->printer == NULL)
        return command_line_refuse(name, options->config, "names no printer", "write printer = escpos:/dev/usb/lp0");
    enum paper_format format = options->status ? PAPER_SLIP_80 : options->format;
    if (options->printer != NULL && printer_check(options->printer, format, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_USAGE);
    return -1;
}

// ---- what is printed -----------------------------------------------------------------------------------------------

static enum status open_catalog(struct kiosk *kiosk, const char *asked, const char *data, struct problem *problem)
{
    const char *path = asked != NULL ? asked : sys_is_folder(RELEASES_SYNCED) ? RELEASES_SYNCED : arena_format(&kiosk->arena, "%s/catalog", data);
    return catalog_open_newest(&kiosk->catalog, path, tell_refused, NULL, problem);
}

// The id of the thing with the slug, an offer or a guide.
static enum status find_thing(struct kiosk *kiosk, const char *what, struct page_argument *argument, struct problem *problem)
{
    const char *id = what;
    if (strcmp(what, PAPER_OF_EMERGENCY) != 0)
        id = catalog_id_of_slug(kiosk->catalog, &kiosk->arena, KIND_OFFER, what);
    if (id == NULL)
        id = catalog_id_of_slug(kiosk->catalog, &kiosk->arena, KIND_GUIDE, what);
    if (id == NULL)
        return problem_set(problem, STATUS_NOT_FOUND, what, "kompass search finds what there is", "there is no such offer or guide");
    snprintf(argument->id, sizeof argument->id, "%s", id);
    return STATUS_OK;
}

static enum status put_out(const struct print_options *options, const struct paper *paper, struct problem *problem)
{
    if (options->printer != NULL)
        return printer_print(options->printer, paper, options->format, problem) == PRINT_DONE ? STATUS_OK : STATUS_IO;
    size_t length = strlen(options->to);
    bool picture = length > 4 && strcmp(options->to + length - 4, ".png") == 0;
    int fd = sys_open(options->to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return problem_set_errno(problem, options->to, "create");
    enum status status = picture ? typeset_png(paper, options->format, fd, problem) : typeset_pdf(paper, options->format, fd, NULL, problem);
    if (sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(problem, options->to, "write");
    return status;
}

static enum status print_page(struct kiosk *kiosk, const struct print_options *options, struct problem *problem)
{
    struct clock clock;
    struct view view = {.context = kiosk};
    struct page page = {.view = &view};
    struct paper paper;
    enum status status = clock_open_at(&clock, catalog_release(kiosk->catalog)->zone, options->at, problem);
    if (status != STATUS_OK)
        return status;
    clock_sample(&clock, &view.tick);
    kiosk_set_language(kiosk, &view, kiosk->first_language);
    status = find_thing(kiosk, options->what, &page.argument, problem);
    if (status == STATUS_OK && !paper_of_page(&page, &paper))
        status = problem_set(problem, STATUS_NOT_FOUND, options->what, "", "there is nothing to be printed");
    if (status == STATUS_OK)
        status = put_out(options, &paper, problem);
    arena_free(&page.data);
    return status;
}

static int print_from_catalog(const struct print_options *options, const struct language *language)
{
    struct kiosk kiosk = {0};
    struct arena arena = {0};
    struct problem problem;
    assert(options->what != NULL);
    const char *data = sys_data_folder(&arena);
    enum status status = data == NULL ? problem_set(&problem, STATUS_NOT_FOUND, "share/kompass", "build with make, or install the package again",
                                                    "the program's data folder is missing")
                                      : kiosk_open(&kiosk, arena_format(&arena, "%s/locales", data), language, &problem);
    if (status == STATUS_OK)
        status = open_catalog(&kiosk, options->catalog, data, &problem);
    if (status == STATUS_OK)
        status = print_page(&kiosk, options, &problem);
    kiosk_close(&kiosk);
    arena_free(&arena);
    return status == STATUS_OK ? EXIT_SUCCESS : command_line_complain(name, &problem, EXIT_FAILURE);
}

static int tell_status(const char *printer)
{
    struct problem problem;
    enum print_state state = printer_status(printer, &problem);
    if (state != PRINT_DONE)
        return command_line_complain(name, &problem, EXIT_FAILURE);
    puts(print_state_words(state));
    return EXIT_SUCCESS;
}

static int serve(const struct print_options *options)
{
    struct print_service prints = {.printer = options->printer, .format = options->format, .job_ms = PRINT_SERVICE_JOB_MS};
    struct service manager;
    struct problem problem;
    log_open(STDERR_FILENO, getenv("JOURNAL_STREAM") != NULL);
    typeset_prepare();
    if (print_service_open(&prints, options->serve, &problem) != STATUS_OK)
        return command_line_complain(name, &problem, EXIT_FAILURE);
    service_open(&manager);
    service_ready(&manager, options->printer);
    for (;;)
        print_service_turn(&prints, -1);
}

int main(int count, char **arguments)
{
    struct print_options options;
    int exit_status = read_options(count, arguments, &options);
    if (exit_status < 0)
        exit_status = configure(&options);
    if (exit_status >= 0)
        return exit_status;
    if (options.status)
        return tell_status(options.printer);
    if (options.serve != NULL)
        return serve(&options);
    const struct language *language = language_by_tag(options.language);
    if (language == NULL || !language_is_offered(language, PROGRAM_KIOSK))
        return command_line_refuse(name, options.language, "not a language of the kiosk", "`kompass-kiosk --check` lists them");
    return print_from_catalog(&options, language);
}
