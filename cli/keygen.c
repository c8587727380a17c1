// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass keygen: a pair of keys in minisign's format.
#include "cli/cli.h"

#include "core/release/key.h"

#include <stdio.h>

int keygen_main(int argc, char **argv)
{
    const char *public_path = NULL;
    const char *secret_path = NULL;
    const struct cli_option options[] = {
        {"public", CLI_TEXT, true, "FILE", "where the public key goes; every kiosk needs it", &public_path},
        {"secret", CLI_TEXT, true, "FILE", "where the secret key goes; keep it safe, it is not encrypted",
         &secret_path},
    };
    const struct cli_usage usage = {
        .name = "keygen",
        .operands = "",
        CLI_OPTIONS(options),
        .summary = "Makes a pair of Ed25519 keys in the format of minisign. Files that exist are not overwritten."};
    int code;
    if (!cli_parse_options(&usage, argc, argv, &code))
        return code;
    struct problem problem;
    struct public_key key;
    char id[KEY_ID_TEXT_BYTES];
    enum status status = key_generate(public_path, secret_path, &problem);
    if (status == STATUS_OK)
        status = key_read_public(&key, public_path, &problem);
    if (status == STATUS_OK) {
        key_format_id(key.id, id);
        printf("key %s made\n", id);
    }
    return cli_exit(status, &problem);
}
