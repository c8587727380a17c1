// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// upgrade FILE: an editorial database of version 1 becomes one of version 2, as opening it will.
#include "core/database/database.h"
#include "core/editorial/upgrade.h"

#include <stdio.h>

int main(int count, char **arguments)
{
    sqlite3 *editorial = NULL;
    struct problem problem = {0};
    if (count != 2 || sqlite3_open(arguments[1], &editorial) != SQLITE_OK)
        return 2;
    enum status status = database_run(editorial, "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE", &problem);
    if (status == STATUS_OK)
        status = upgrade_2(editorial, &problem);
    if (status == STATUS_OK)
        status = database_run(editorial, "PRAGMA user_version = 2; COMMIT", &problem);
    if (status != STATUS_OK)
        fprintf(stderr, "%s: %s (%s)\n", problem.what, problem.why, problem.mend);
    sqlite3_close(editorial);
    return status == STATUS_OK ? 0 : 1;
}
