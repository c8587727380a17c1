// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is the same for every kind is asked by its model (check_model.c). Here is what only one kind can get wrong, as questions to
// the database; and what SQL cannot know (rules of recurrence, characters), which is asked in C.
#include "core/editorial/check_private.h"

#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/editorial/shown.h"
#include "core/language/language.h"
#include "core/model/schema.h"
#include "core/text/accept.h"
#include "core/time/recurrence.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// ---- questions ----------------------------------------------------------------------------------------------------

// A condition on a row of hours: between its days none lies.
#define CHECK_NO_SEASON                                                                                                \
    "(length(valid_from) = 5 AND valid_until IS NULL OR length(valid_until) = 5 AND valid_from IS NULL"                \
    " OR length(valid_from) <> length(valid_until) OR (length(valid_from) = 10 AND valid_until < valid_from))"

// A kind's rows with their slugs.
#define ROWS(kind) " FROM " kind " JOIN thing USING (id) "

static const struct check_question questions[] = {
    {"SELECT 'offer ' || slug" ROWS("offer") "WHERE NOT EXISTS (SELECT 1 FROM offer_topic WHERE offer_id = offer.id) ORDER BY slug",
     "stands under no topic, so nobody finds it", "choose at least one topic"},
    {"SELECT 'offer ' || thing.slug, shown.slug" ROWS("offer") "JOIN offer AS original ON original.id = offer.duplicate_of"
     " JOIN thing AS shown ON shown.id = original.id WHERE original.duplicate_of IS NOT NULL ORDER BY 1",
     "repeats an offer that is a duplicate itself", "name the offer that is shown"},
    {"SELECT 'offer ' || slug FROM contact JOIN thing ON thing.id = offer_id"
     " WHERE coalesce(phone, printed, email, url) IS NULL ORDER BY slug",
     "has a contact without number and address", "add one, or remove the contact"},
    {"SELECT 'offer ' || slug FROM schedule JOIN thing ON thing.id = offer_id WHERE weekday NOT BETWEEN 0 AND 6"
     " OR open_minute NOT BETWEEN 0 AND 1439 OR close_minute NOT BETWEEN open_minute + 1 AND open_minute + 1440 ORDER BY slug",
     "has opening hours that cannot be", "correct them"},
    {"SELECT 'offer ' || slug, coalesce(valid_from, 'no day') || ' to ' || coalesce(valid_until, 'no day') FROM schedule"
     " JOIN thing ON thing.id = offer_id WHERE " CHECK_NO_SEASON " ORDER BY slug",
     "has opening hours of days between which they could never hold", "correct the days, or write both for each year"},
    {"SELECT 'offer ' || slug, schedule.contact FROM schedule JOIN thing ON thing.id = offer_id WHERE schedule.contact IS NOT NULL"
     " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.offer_id = schedule.offer_id AND role = schedule.contact) ORDER BY slug",
     "has opening hours of a contact that it has not", "name the role of one of its contacts"},
    {"SELECT 'closure ' || slug" ROWS("closure") "WHERE offer_id IS NOT NULL AND organization_id IS NOT NULL ORDER BY slug",
     "is of an offer and of an organization", "name one of them, or none for all offices"},
    {"SELECT 'closure ' || slug, day FROM (SELECT slug, first_day AS day" ROWS("closure") "UNION SELECT slug, last_day"
     ROWS("closure") ") WHERE " CHECK_NO_DAY("day") " ORDER BY slug, day",
     "begins or ends on a day that does not exist", "write YYYY-MM-DD"},
    {"SELECT 'closure ' || slug, first_day || ' to ' || last_day" ROWS("closure") "WHERE last_day < first_day ORDER BY slug",
     "ends before it begins", "correct the days"},
    {"SELECT 'closure ' || slug" ROWS("closure") "WHERE every_year = 1 AND (last_day IS NULL OR last_day >= date(first_day, '+1 year'))"
     " ORDER BY slug",
     "holds every year and lasts for a year or more", "write its last day in the same year, or let it hold once"},
    {"SELECT 'closure ' || slug FROM closure_schedule JOIN thing ON thing.id = closure_id WHERE weekday NOT BETWEEN 0 AND 6"
     " OR open_minute NOT BETWEEN 0 AND 1439 OR close_minute NOT BETWEEN open_minute + 1 AND open_minute + 1440 ORDER BY slug",
     "has opening hours that cannot be", "correct them"},
    {"SELECT 'closure ' || slug, coalesce(valid_from, 'no day') || ' to ' || coalesce(valid_until, 'no day') FROM closure_schedule"
     " JOIN thing ON thing.id = closure_id WHERE " CHECK_NO_SEASON " ORDER BY slug",
     "has opening hours of days between which they could never hold", "correct the days, or write both for each year"},
    {"SELECT 'closure ' || slug, own.contact FROM closure_schedule AS own JOIN thing ON thing.id = closure_id JOIN closure ON closure.id = closure_id"
     " WHERE own.contact IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contact JOIN offer ON offer.id = contact.offer_id WHERE role = own.contact AND"
     " (offer.id = closure.offer_id OR offer.organization_id = closure.organization_id"
     "  OR (closure.offer_id IS NULL AND closure.organization_id IS NULL AND type = 'office'))) ORDER BY slug",
     "has opening hours of a contact that none of its offers has", "name the role of one of their contacts"},
    {"SELECT 'guide ' || slug" ROWS("guide") "WHERE NOT EXISTS (SELECT 1 FROM guide_step WHERE guide_id = guide.id) ORDER BY slug",
     "has no step", "add steps, or remove the guide"},
    {"SELECT 'holiday ' || slug" ROWS("holiday") "WHERE month IS NOT NULL AND "
     CHECK_NO_DAY("printf('2000-%02d-%02d', month, day)") " ORDER BY slug",
     "is on a day that does not exist", "correct month and day"},
    {"SELECT 'event ' || slug, starts" ROWS("event") "WHERE " CHECK_NO_DAY("substr(starts, 1, 10)")
     " OR substr(starts, 12) > '23:59' OR time(substr(starts, 12)) IS NULL ORDER BY slug",
     "begins at a time that does not exist", "write YYYY-MM-DDTHH:MM"},
    {"SELECT 'event ' || slug, day" ROWS("event") "JOIN event_exception ON event_id = event.id"
     " WHERE rule IS NULL OR " CHECK_NO_DAY("day") " ORDER BY slug, day",
     "names an exception, but does not repeat, or not on this day", "correct the day, or remove it"},
    {"SELECT 'event ' || slug, event_extra.starts" ROWS("event") "JOIN event_extra ON event_id = event.id"
     " WHERE " CHECK_NO_DAY("substr(event_extra.starts, 1, 10)") " OR substr(event_extra.starts, 12) > '23:59'"
     " OR time(substr(event_extra.starts, 12)) IS NULL OR (all_day = 1 AND event_extra.starts NOT GLOB '*T00:00') ORDER BY slug",
     "has an extra time that does not exist, or is no whole day as its others are", "write YYYY-MM-DDTHH:MM, of whole days T00:00"},
    {"SELECT 'event ' || slug" ROWS("event") "WHERE (SELECT count(*) FROM event_extra WHERE event_id = event.id) > 200 ORDER BY slug",
     "has more extra times than can be followed", "write another event for the others"},
};

static const struct check_question warnings[] = {
    {"SELECT 'offer ' || slug" ROWS("offer") "WHERE duplicate_of IS NULL AND NOT " SCHEMA_OFFER_HAS_CONTACT
     " AND NOT " SCHEMA_OFFER_HAS_STREET " ORDER BY slug",
     "can be neither called, written to, looked up nor visited, so it is listed as information",
     "add a number, an e-mail, a web page or a street, or make it an article"},
    {"SELECT 'offer ' || slug" ROWS("offer") "WHERE duplicate_of IS NULL AND by_appointment = 1 AND "
     "NOT " SCHEMA_OFFER_HAS_CONTACT " AND " SCHEMA_OFFER_HAS_STREET " ORDER BY slug",
     "needs an appointment and names no way to make one", "add a number, an e-mail or a web page"},
    {"SELECT 'offer ' || slug, valid_from || ' to ' || valid_until FROM schedule JOIN thing ON thing.id = offer_id"
     " WHERE length(valid_until) = 10 AND length(valid_from) = 10"
     " AND (weekday + 8 - strftime('%w', valid_from)) % 7 > julianday(valid_until) - julianday(valid_from) ORDER BY slug",
     "has opening hours of a weekday that is not among their days, so they never hold", "correct the weekday or the days"},
    {"SELECT DISTINCT 'offer ' || slug FROM schedule AS own JOIN thing ON thing.id = own.offer_id JOIN schedule AS other"
     " ON other.offer_id = own.offer_id AND other.weekday = own.weekday AND other.position > own.position"
     " WHERE other.open_minute < own.close_minute AND own.open_minute < other.close_minute AND other.by_appointment = own.by_appointment"
     " AND coalesce(other.by_phone, 0) = coalesce(own.by_phone, 0) AND other.weeks IS own.weeks AND other.languages IS own.languages"
     " AND other.contact IS own.contact AND other.valid_from IS own.valid_from AND other.valid_until IS own.valid_until ORDER BY 1",
     "has opening hours that overlap on the same day", "write them as one, or correct the times"},
    {"SELECT 'closure ' || slug, first_day FROM closure AS own JOIN thing USING (id) WHERE EXISTS (SELECT 1 FROM closure AS other WHERE other.id <> own.id"
     " AND other.offer_id IS own.offer_id AND other.organization_id IS own.organization_id"
     " AND own.every_year = 0 AND other.every_year = 0 AND other.first_day < own.first_day"
     " AND coalesce(other.last_day, '9999-12-31') BETWEEN own.first_day AND coalesce(own.last_day, '9999-12-30')"
     " AND coalesce(other.last_day, '9999-12-31') < coalesce(own.last_day, '9999-12-31')) ORDER BY slug",
     "begins before another one of the same has ended, and holds from that day on", "end the other one the day before"},
};

void check_tell(struct check *check, const char *what, const char *why, const char *mend, const char *detail)
{
    struct problem found;
    problem_set(&found, STATUS_INVALID, what == NULL ? "?" : what, mend, "%s%s%s", why, detail == NULL ? "" : ": ",
                detail == NULL ? "" : detail);
    check->problems++;
    if (check->sink != NULL)
        check->sink(check->context, &found);
}

const char *check_shown(struct check *check, struct statement *row, int column)
{
    const char *text = statement_text(row, column);
    return text == NULL ? NULL : text_clean(&check->row, text, strlen(text));
}

enum status check_ask(struct check *check, const struct check_question *question)
{
    struct statement *rows = database_query(check->database, question->sql, check->problem);
    while (statement_next(rows)) {
        check_tell(check, check_shown(check, rows, 0), question->why, question->mend,
                   statement_columns(rows) > 1 ? check_shown(check, rows, 1) : NULL);
        arena_reset(&check->row);
    }
    return statement_end(&rows);
}

// ---- what SQL cannot know -----------------------------------------------------------------------------------------

// What the kiosk could not follow, or what never happens, would never be shown.
static void check_rule(struct check *check, struct statement *row)
{
    struct recurrence times = {.rule = statement_text(row, 1)};
    const char *starts = statement_text(row, 2);
    struct problem found;
    if (statement_number(row, 3) > RECURRENCE_EXCEPTIONS_MAX)
        check_tell(check, check_shown(check, row, 0), "has more exceptions than can be followed",
                   "end the rule, and begin another event", NULL);
    if (times.rule == NULL || starts == NULL || clock_parse(starts, &times.starts, &found) != STATUS_OK ||
        recurrence_check(&times, &found) == STATUS_OK)
        return;
    check_tell(check, check_shown(check, row, 0), "has a recurrence that cannot be followed", found.mend,
               arena_format(&check->row, "%s: %s", check_shown(check, row, 1), found.why));
}

static enum status check_rules(struct check *check)
{
    struct statement *rows = database_query(check->database,
                                            "SELECT 'event ' || slug, rule, starts, (SELECT count(*) FROM event_exception"
                                            " WHERE event_id = event.id)" ROWS("event") "WHERE rule IS NOT NULL ORDER BY slug",
                                            check->problem);
    while (statement_next(rows)) {
        check_rule(check, rows);
        arena_reset(&check->row);
    }
    return statement_end(&rows);
}

// In an emergency nobody should have to read a foreign language.
static enum status check_emergency(struct check *check)
{
    size_t count;
    const struct language *languages = language_table(&count);
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        const struct check_question question = {
            arena_format(&check->arena,
                         "SELECT 'emergency ' || slug, '%s'" ROWS("emergency") "WHERE 2 > (SELECT count(*) FROM text"
                         " WHERE text.thing = emergency.id AND language = '%s') ORDER BY slug",
                         languages[i].tag, languages[i].tag),
            "does not say its name and when to call in this language of the interface", "add both texts"};
        status = check_ask(check, &question);
    }
    arena_reset(&check->arena);
    return status;
}

static void check_characters_of(struct check *check, const char *table, struct statement *row)
{
    for (int column = 0; column < statement_columns(row); column++) {
        struct problem found;
        char *accepted;
        if (!statement_is_text(row, column))
            continue;
        const char *text = statement_text(row, column);
        size_t size = statement_bytes(row, column);
        const char *what = arena_format(&check->row, "%s.%s", table, statement_column_name(row, column));
        if (text != NULL && text_accept(&check->row, text, size, what, &accepted, &found) != STATUS_OK)
            check_tell(check, what, found.why, "write the text again without it",
                       text_clean(&check->row, text, size < 60 ? size : 60));
    }
    arena_reset(&check->row);
}

// Every text of every table passes the gate that imported text has passed. The index holds folded copies, the history what was.
static enum status check_characters(struct check *check)
{
    enum status status = STATUS_OK;
    struct statement *tables = database_query(check->database,
                                              "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                              " AND name NOT GLOB '*[^a-z_]*' AND name NOT GLOB 'search*'"
                                              " AND name NOT GLOB 'change*' ORDER BY name",
                                              check->problem);
    while (status == STATUS_OK && statement_next(tables)) {
        const char *table = statement_copy(&check->arena, tables, 0);
        struct statement *rows =
            database_query(check->database, arena_format(&check->arena, "SELECT * FROM \"%s\"", table), check->problem);
        while (statement_next(rows))
            check_characters_of(check, table, rows);
        status = statement_end(&rows);
        arena_reset(&check->arena);
    }
    enum status end = statement_end(&tables);
    return status == STATUS_OK ? end : status;
}

// ---- all of them --------------------------------------------------------------------------------------------------

static enum status ask_all(struct check *check, const struct check_question *all, size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = check_ask(check, &all[i]);
    return status;
}

// The count of what was told.
static size_t end_check(struct check *check)
{
    arena_free(&check->row);
    arena_free(&check->arena);
    return check->problems;
}

enum status editorial_check(sqlite3 *editorial, problem_sink *sink, void *context, size_t *problems,
                            struct problem *problem)
{
    struct check check = {.database = editorial, .sink = sink, .context = context, .problem = problem};
    bool began;
    enum status status = shown_begin(editorial, &began, problem);
    if (status == STATUS_OK)
        status = check_by_model(&check);
    if (status == STATUS_OK)
        status = ask_all(&check, questions, COUNT_OF(questions));
    if (status == STATUS_OK)
        status = check_emergency(&check);
    if (status == STATUS_OK)
        status = check_rules(&check);
    if (status == STATUS_OK)
        status = check_characters(&check);
    if (began)
        shown_end(editorial);
    *problems = end_check(&check);
    return status;
}

// Only the editorial database knows what was changed.
static enum status warn_of_sources(struct check *check)
{
    static const struct check_question question = {
        "SELECT kind || ' ' || coalesce(slug, id), fields FROM source_older JOIN thing ON thing.id = source_older.thing ORDER BY 1",
        "the source is older than the fact, since this changed",
        "set source.date to the day of what says so now, or verified_on to the day on which the office did"};
    int64_t there;
    enum status status = database_number(check->database, "SELECT count(*) FROM sqlite_schema WHERE name = 'source_older'", &there,
                                         check->problem);
    return status == STATUS_OK && there > 0 ? check_ask(check, &question) : status;
}

enum status editorial_warn(sqlite3 *editorial, problem_sink *sink, void *context, size_t *found,
                           struct problem *problem)
{
    struct check check = {.database = editorial, .sink = sink, .context = context, .problem = problem};
    bool began;
    enum status status = shown_begin(editorial, &began, problem);
    if (status == STATUS_OK)
        status = ask_all(&check, warnings, COUNT_OF(warnings));
    if (began)
        shown_end(editorial);
    if (status == STATUS_OK) // of the texts as they are: bodies have other hashes without links
        status = check_hashes(&check);
    if (status == STATUS_OK)
        status = warn_of_sources(&check);
    *found = end_check(&check);
    return status;
}
