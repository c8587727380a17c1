// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The `kompass` command: one table of subcommands, one file each.
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct cli_command commands[] = {
    {"import", "read content into an editorial database", import_main},
    {"export", "write the events of a database as a calendar", export_main},
    {"keygen", "make a pair of keys for signing releases", keygen_main},
    {"publish", "make a signed release of an editorial database", publish_main},
    {"backup", "copy an editorial database while it is in use, checked", backup_main},
    {"sync", "follow a publisher: verify its release and adopt it", sync_main},
    {"status", "how a kiosk is: release, sync, space, clock", status_main},
    {"check", "find every problem of a catalog, an editorial database or a release", check_main},
    {"search", "look for words in a catalog", search_main},
    {"hours", "tell what is open, and when that changes", hours_main},
    {"print", "print a page of the kiosk, or say how a printer is", print_main},
    {"collect", "bring together what kiosks have counted", collect_main},
    {"report", "how whole each language is; what is used; what was looked for in vain", report_main},
    {"layout", "lay out text from standard input as the kiosk would", layout_main},
};

static void print_help(void)
{
    printf("Usage: kompass COMMAND [OPTION]... [OPERAND]...\n\n"
           "Keeps and publishes what the Kompass kiosk shows.\n\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("  %-10s%s\n", commands[i].name, commands[i].help);
    printf("\n  --help    print this and end; kompass COMMAND --help tells more\n"
           "  --version print the version and end\n");
}

int main(int argc, char **argv)
{
    if (argc >= 2 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return cli_finish(CLI_DONE);
    }
    if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
        printf("kompass %s\n", KOMPASS_VERSION);
        return cli_finish(CLI_DONE);
    }
    for (size_t i = 0; argc >= 2 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            return cli_finish(commands[i].run(argc - 1, argv + 1));
    }
    fprintf(stderr, "kompass: %s: %s (see kompass --help)\n", argc >= 2 ? argv[1] : "command",
            argc >= 2 ? "there is no such command" : "which command?");
    return CLI_USAGE;
}
