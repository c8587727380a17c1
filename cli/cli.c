// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// GNU conventions for command lines, over getopt_long(3): one table per subcommand gives both parsing and usage.
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 16, HELP_OPTION = 256, VERSION_OPTION, FIRST_OPTION };

void cli_tell(const struct problem *problem)
{
    char text[sizeof *problem + 8];
    problem_format(problem, text, sizeof text);
    fprintf(stderr, "kompass: %s\n", text);
}

void cli_sink(void *context, const struct problem *problem)
{
    (void)context;
    cli_tell(problem);
}

int cli_wrong(const struct cli_usage *usage, const char *what, const char *why)
{
    fprintf(stderr, "kompass: %s: %s (see kompass %s --help)\n", what, why, usage->name);
    return CLI_USAGE;
}

int cli_exit(enum status status, const struct problem *problem)
{
    if (status == STATUS_OK)
        return CLI_DONE;
    cli_tell(problem);
    return CLI_PROBLEM;
}

int cli_finish(int code)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return code;
    fprintf(stderr, "kompass: standard output: cannot write: %s\n", strerror(errno));
    return CLI_PROBLEM;
}

bool cli_language(const struct cli_usage *usage, const char *tag, const struct language **language, int *code)
{
    *language = language_by_tag(tag);
    if (*language == NULL)
        *code = cli_wrong(usage, tag, "this language is not known; use a tag such as de, en, ar or uk");
    return *language != NULL;
}

static void print_usage(const struct cli_usage *usage)
{
    printf("Usage: kompass %s", usage->name);
    for (size_t i = 0; i < usage->option_count; i++) {
        const struct cli_option *option = &usage->options[i];
        printf(" %s--%s%s%s%s", option->required ? "" : "[", option->name, option->argument == NULL ? "" : " ",
               option->argument == NULL ? "" : option->argument, option->required ? "" : "]");
    }
    printf("%s%s\n\n%s\n\n", usage->operands[0] == '\0' ? "" : " ", usage->operands, usage->summary);
    for (size_t i = 0; i < usage->option_count; i++) {
        const struct cli_option *option = &usage->options[i];
        int width = printf("  --%s%s%s", option->name, option->argument == NULL ? "" : " ",
                           option->argument == NULL ? "" : option->argument);
        printf("%*s%s\n", width < 26 ? 26 - width : 1, "", option->help);
    }
    printf("  --help                  print this and end\n  --version               print the version and end\n");
}

static bool take_value(const struct cli_usage *usage, const struct cli_option *option, const char *text, int *code)
{
    char *end;
    char what[64];
    snprintf(what, sizeof what, "--%s", option->name);
    switch (option->kind) {
    case CLI_FLAG:
        *(bool *)option->value = true;
        break;
    case CLI_TEXT:
        if (text[0] == '\0') { // as of a variable of the shell that is not set
            *code = cli_wrong(usage, what, "must not be empty");
            return false;
        }
        *(const char **)option->value = text;
        break;
    case CLI_NUMBER:
        errno = 0;
        *(long *)option->value = strtol(text, &end, 10);
        if (errno != 0 || end == text || *end != '\0' || *(long *)option->value < 1) {
            *code = cli_wrong(usage, what, "must be a whole number of at least 1");
            return false;
        }
        break;
    }
    return true;
}

static bool check_complete(const struct cli_usage *usage, const bool *given, int operands, int *code)
{
    for (size_t i = 0; i < usage->option_count; i++) {
        if (!usage->options[i].required || given[i])
            continue;
        char what[64];
        snprintf(what, sizeof what, "--%s", usage->options[i].name);
        *code = cli_wrong(usage, what, "this option is missing");
        return false;
    }
    if (operands >= usage->least && operands <= usage->most)
        return true;
    *code = cli_wrong(usage, usage->name, operands < usage->least ? "an operand is missing" : "too many operands");
    return false;
}

bool cli_parse(const struct cli_usage *usage, int argc, char **argv, int *first, int *code)
{
    struct option table[OPTIONS_MAX] = {{"help", no_argument, NULL, HELP_OPTION},
                                        {"version", no_argument, NULL, VERSION_OPTION}};
    bool given[OPTIONS_MAX] = {false};
    for (size_t i = 0; i < usage->option_count && i + 3 < OPTIONS_MAX; i++)
        table[i + 2] = (struct option){usage->options[i].name,
                                       usage->options[i].kind == CLI_FLAG ? no_argument : required_argument, NULL,
                                       FIRST_OPTION + (int)i};
    opterr = 0; // the messages are ours
    optind = 0; // start again: main() has looked at the command line before
    for (;;) {
        int found = getopt_long(argc, argv, ":", table, NULL);
        if (found == -1)
            break;
        *code = CLI_DONE;
        if (found == HELP_OPTION) {
            print_usage(usage);
            return false;
        }
        if (found == VERSION_OPTION) {
            printf("kompass %s\n", KOMPASS_VERSION);
            return false;
        }
        if (found == '?' || found == ':') {
            *code = cli_wrong(usage, argv[optind - 1],
                              found == ':' ? "this option needs a value" : "this option is not known");
            return false;
        }
        given[found - FIRST_OPTION] = true;
        if (!take_value(usage, &usage->options[found - FIRST_OPTION], optarg, code))
            return false;
    }
    *first = optind;
    return check_complete(usage, given, argc - optind, code);
}

bool cli_parse_options(const struct cli_usage *usage, int argc, char **argv, int *code)
{
    int first;
    return cli_parse(usage, argc, argv, &first, code);
}

enum status cli_time(const struct catalog *catalog, const char *at, struct local_time *now, struct problem *problem)
{
    struct clock clock;
    struct tick tick;
    struct local_time pin;
    enum status status = clock_open(&clock, catalog_release(catalog)->zone, problem);
    if (status == STATUS_OK && at != NULL)
        status = clock_parse(at, &pin, problem);
    if (status != STATUS_OK)
        return status;
    if (at != NULL)
        clock_pin(&clock, pin);
    clock_sample(&clock, &tick);
    *now = tick.now;
    return STATUS_OK;
}
