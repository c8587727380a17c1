// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What all subcommands of `kompass` share: options by table, messages on standard error, exit codes.
#ifndef KOMPASS_CLI_CLI_H
#define KOMPASS_CLI_CLI_H

#include "core/base/arena.h"
#include "core/catalog/catalog.h"
#include "core/base/status.h"
#include "core/language/language.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CLI_DONE = 0,    // all is well
    CLI_PROBLEM = 1, // a problem was found, or the operation failed
    CLI_USAGE = 2,   // the command line is wrong
};

enum cli_option_kind {
    CLI_FLAG,   // bool
    CLI_TEXT,   // const char *
    CLI_NUMBER, // long, at least 1
};

struct cli_option {
    const char *name; // without dashes
    enum cli_option_kind kind;
    bool required;
    const char *argument; // its name in the usage; NULL for a flag
    const char *help;     // one line
    void *value;          // bool *, const char ** or long *, holding the default
};

// A subcommand's command line. It lives on the subcommand's stack, because `value` points there.
struct cli_usage {
    const char *name;     // "import"
    const char *operands; // as written in the usage: "content SOURCE", "[OFFER]", ""
    const char *summary;  // one or two sentences
    const struct cli_option *options;
    size_t option_count;
    int least, most; // operands
};

// The two members for a table of options.
#define CLI_OPTIONS(table) .options = (table), .option_count = sizeof(table) / sizeof *(table)

struct cli_command {
    const char *name;
    const char *help;                  // one line for `kompass --help`
    int (*run)(int argc, char **argv); // argv[0] is the subcommand's name; gives the exit code
};

// Reads options, anywhere among the operands, and puts operands last, from argv[*first] on. Answers --help and
// --version. False when the subcommand is to end with *code at once.
bool cli_parse(const struct cli_usage *usage, int argc, char **argv, int *first, int *code);

// The same for a subcommand without operands.
bool cli_parse_options(const struct cli_usage *usage, int argc, char **argv, int *code);

// Writes `kompass: what: why (mend)` to standard error.
void cli_tell(const struct problem *problem);

// The same as a sink; the context is not used.
problem_sink cli_sink;

// Tells a wrong command line and gives CLI_USAGE.
int cli_wrong(const struct cli_usage *usage, const char *what, const char *why);

// Tells the problem unless the status is fine, and gives the exit code of the status.
int cli_exit(enum status status, const struct problem *problem);

// The language of a tag. False, with *code, when it is not known.
bool cli_language(const struct cli_usage *usage, const char *tag, const struct language **language, int *code);

// Ends what was printed on standard output. A full disk or a closed pipe is a problem, too.
int cli_finish(int code);

int import_main(int argc, char **argv);
int export_main(int argc, char **argv);
int publish_main(int argc, char **argv);
int sync_main(int argc, char **argv);
int status_main(int argc, char **argv);
int check_main(int argc, char **argv);
int search_main(int argc, char **argv);
int hours_main(int argc, char **argv);
int report_main(int argc, char **argv);
int layout_main(int argc, char **argv);
int keygen_main(int argc, char **argv);
int backup_main(int argc, char **argv);
int collect_main(int argc, char **argv);
int print_main(int argc, char **argv);

// The time in the city of a catalog: `at` ("2026-11-23T10:15"), or now when it is NULL.
enum status cli_time(const struct catalog *catalog, const char *at, struct local_time *now, struct problem *problem);

#endif
