// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass publish: an editorial database becomes a signed release.
#include "cli/cli.h"

#include "core/editorial/login.h"
#include "core/publish/publish.h"

#include <stdio.h>

enum { EXPIRES_DAYS = 90 };

int publish_main(int argc, char **argv)
{
    struct publish_options what = {.expires_days = EXPIRES_DAYS};
    const struct cli_option options[] = {
        {"from", CLI_TEXT, true, "FILE", "the editorial database", &what.editorial},
        {"to", CLI_TEXT, true, "DIR", "the release directory; made when it is missing", &what.directory},
        {"key", CLI_TEXT, true, "SECRET", "the secret key to sign with", &what.secret_key},
        {"expires", CLI_NUMBER, false, "DAYS", "days until kiosks ask for a newer release; 90 if not given",
         &what.expires_days},
        {"number", CLI_NUMBER, false, "N", "begin with release N, above the one in place; the next one if not given",
         &what.number},
        {"next-key", CLI_TEXT, false, "PUBLIC", "announce the key that will sign later; kiosks accept it from then on",
         &what.next_key},
        {"former-key", CLI_TEXT, false, "PUBLIC", "the key that signed until now, when --key is new", &what.former_key},
        {"bare", CLI_TEXT, false, "FILE.db", "write the catalog by itself, too, and FILE.db.minisig beside it",
         &what.bare},
    };
    const struct cli_usage usage = {
        .name = "publish",
        .operands = "",
        CLI_OPTIONS(options),
        .summary =
            "Checks the content and publishes it as the next release. Content that has not changed is renewed: the\n"
            "release keeps its number and lasts longer."};
    int code;
    if (!cli_parse_options(&usage, argc, argv, &code))
        return code;
    struct problem problem;
    struct publish_result result;
    struct arena arena = {0};
    struct login login;
    login_look(&arena, NULL, &login, &problem); // cannot fail where no key is asked for
    what.author = login.user;
    enum status status = publish(&what, cli_sink, NULL, &result, &problem);
    if (status == STATUS_OK)
        printf(result.renewed ? "release %ld renewed; its content has not changed\n" : "release %ld published\n",
               result.release);
    arena_free(&arena);
    return cli_exit(status, &problem);
}
