// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Checked content goes through the door as every change does (core/editorial/import.h).
#include "core/exchange/content/change.h"
#include "core/exchange/content/model.h"
#include "core/exchange/content/record.h"

#include "core/base/clock.h"

static void put(void *import, json_t *record)
{
    import_put(import, record);
}

enum status content_write(sqlite3 *editorial, const struct content *content, const char *source, bool dry_run,
                          const struct content_listener *listener, struct content_report *report,
                          struct problem *problem)
{
    struct content_telling telling = {listener, report};
    const struct change_author author = {.name = source, .reason = "", .now = clock_utc_seconds()};
    const struct import_listener heard = {content_tell_changed, content_tell_kept, listener->problem, &telling};
    struct import_report done;
    struct import *import = import_begin(editorial, &author, &heard);
    content_make_records(content, put, import);
    enum status status = import_end(&import, dry_run, &done, problem);
    report->added = done.added;
    report->changed = done.changed;
    report->unchanged = done.unchanged;
    report->removed = done.removed;
    report->kept = done.kept;
    return status;
}
