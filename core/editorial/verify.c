// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A stamp goes through the door like a change, so it is in the history and can be taken back; what is noted besides stays, as the
// question was asked all the same.
#include "core/editorial/verify.h"

#include "core/editorial/private.h"

static const char *const names[VERIFY_METHODS] = {"phone", "visit", "letter", "mail", "website"};

const char *verify_method_name(enum verify_method method)
{
    return names[method];
}

const char *verify_months_after(struct arena *arena, struct local_time day, int months)
{
    int month = day.month - 1 + months;
    int year = day.year + month / 12;
    month = month % 12 + 1;
    int64_t next = clock_day_number(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    struct local_time last = clock_from_day_number(next - 1);
    char text[CLOCK_DAY_BYTES];
    last.day = day.day < last.day ? day.day : last.day;
    return arena_copy_text(arena, clock_format_day(last, text));
}

static enum status note(struct change *change, const char *id, const char *day, const struct verify_stamp *stamp,
                        struct problem *problem)
{
    struct statement *row = change_begin_statement(change, VERIFICATION_ADD, problem);
    statement_bind_text(row, 1, id);
    statement_bind_text(row, 2, day);
    statement_bind_text(row, 3, change->author.name);
    statement_bind_text(row, 4, names[stamp->method]);
    statement_bind_text(row, 5, stamp->note != NULL && stamp->note[0] != '\0' ? stamp->note : NULL);
    statement_run(row);
    return statement_end(&row);
}

enum status verify_thing(struct change *change, const char *id, int64_t seen, const struct verify_stamp *stamp,
                         struct change_outcome *outcome, struct problem *problem)
{
    struct arena arena = {0};
    json_t *record;
    int64_t revision;
    char day[CLOCK_DAY_BYTES];
    clock_format_day(stamp->day, day);
    enum status status = record_read(change->records, id, &record, &revision, problem);
    if (status == STATUS_OK && record == NULL) { // it was removed: a conflict with nothing
        *outcome = (struct change_outcome){.result = CHANGE_CONFLICT};
    } else if (status == STATUS_OK && change->author.rights != NULL && !rights_include(change->author.rights, RIGHT_WRITE)) {
        static const char *paths[] = {"source.verified_on"}; // asked here, as a second stamp of a day changes no field
        *outcome = (struct change_outcome){.result = CHANGE_FORBIDDEN, .revision = revision, .paths = paths, .path_count = 1};
    } else if (status == STATUS_OK) {
        record_put_at(record, "source.verified_on", json_string(day));
        record_put_at(record, "source.review_after", json_string(verify_months_after(&arena, stamp->day, stamp->review_months)));
        status = change_put(change, record, seen, outcome, problem);
        if (status == STATUS_OK && (outcome->result == CHANGE_DONE || outcome->result == CHANGE_UNCHANGED))
            status = note(change, id, day, stamp, problem);
    }
    change->status = change->status == STATUS_OK ? status : change->status;
    json_decref(record);
    arena_free(&arena);
    return status;
}

enum status verify_list(sqlite3 *editorial, const char *id, struct arena *arena, struct verify_note **notes, size_t *count,
                        struct problem *problem)
{
    size_t capacity = 0;
    struct statement *rows = database_query(
        editorial, "SELECT verified_on, verified_by, method, note FROM verification WHERE thing = ? ORDER BY number DESC", problem);
    statement_bind_text(rows, 1, id);
    *notes = NULL;
    *count = 0;
    while (statement_next(rows)) {
        *notes = arena_grow(arena, *notes, *count, &capacity, sizeof **notes);
        (*notes)[(*count)++] = (struct verify_note){statement_copy(arena, rows, 0), statement_copy(arena, rows, 1),
                                                    statement_copy(arena, rows, 2), statement_copy(arena, rows, 3)};
    }
    return statement_end(&rows);
}
