// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The checks are a table of questions to the database, each with what is wrong and how to mend it; only what SQL cannot
// know (languages, characters) is asked in C.
#include "core/editorial/editorial.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/time/recurrence.h"
#include "core/model/schema.h"
#include "core/language/language.h"
#include "core/text/accept.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// Apart from the schema, as databases made before it lack it: things that an import has changed in their facts while
// the date of their source and that of their verification stayed.
static const char source_older_sql[] =
    "CREATE TABLE IF NOT EXISTS source_older ("
    " kind TEXT NOT NULL, id TEXT NOT NULL,"      // the thing
    " slug TEXT NOT NULL,"                        // its name for people
    " fields TEXT NOT NULL CHECK (fields <> '')," // what changed, as the content files call it
    " PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID";

const struct database_format editorial_format = {
    .application_id = SCHEMA_EDITORIAL_ID,
    .version = EDITORIAL_VERSION,
    .oldest = EDITORIAL_VERSION,
    .changes = true,
    .name = SCHEMA_EDITORIAL_NAME,
    .mend = "restore it from a backup, or import into a new file",
    .upgrading = "`kompass import` into it upgrades it, and puts a copy beside it first",
    .other_id = SCHEMA_CATALOG_ID,
    .other_name = SCHEMA_CATALOG_NAME,
    .schema = {schema_sql, schema_editorial_sql},
};

enum status editorial_open(sqlite3 **editorial, const char *path, struct problem *problem)
{
    enum status status = database_open_writing(editorial, path, &editorial_format, problem);
    if (status == STATUS_OK)
        status = database_run(*editorial, source_older_sql, problem);
    if (status != STATUS_OK)
        database_close(editorial);
    return status;
}

// ---- questions ----------------------------------------------------------------------------------------------------

// Each row that comes back is a problem: its first column says what, an optional second one names the detail.
struct question {
    const char *sql;
    const char *why;
    const char *mend;
};

#define STEP_NAME "'guide ' || guide.slug || ', step ' || guide_step.position"
#define STEPS "guide_step JOIN guide ON guide.id = guide_id"

#define NO_GERMAN(table, field)                                                                                        \
    {                                                                                                                  \
        "SELECT '" table " ' || slug FROM " table " WHERE NOT EXISTS (SELECT 1 FROM " table "_text AS own"             \
        " WHERE own.id = " table ".id AND language = 'de' AND field = '" field "') ORDER BY slug",                     \
            "has no German " field, "add it; all other languages are translated from it"                               \
    }

// date() alone gives back a 31 February as it is; adding nothing makes it count.
#define NO_DAY(text) text " IS NOT date(" text ", '+0 days')"

// A date of which the day, or month and day, may be missing.
#define BAD_DATE NO_DAY("(source_date || substr('0000-01-01', length(source_date) + 1))")

#define SOURCE_OF(name, from, table)                                                                                   \
    {"SELECT " name ", " table ".source_url FROM " from                                                                \
     " WHERE source_url IS NULL OR source_url NOT GLOB 'http*://?*'"                                                   \
     " ORDER BY 1",                                                                                                    \
     "has no source that can be looked up", "name the web page that the facts come from"},                             \
    {                                                                                                                  \
        "SELECT " name ", source_date FROM " from " WHERE source_date IS NOT NULL AND (" BAD_DATE                      \
        " OR length(source_date) NOT IN (4, 7, 10)) ORDER BY 1",                                                       \
            "is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD"                                                       \
    }

#define POSITION_OF(name, table)                                                                                       \
    {                                                                                                                  \
        "SELECT '" table " ' || " name ", coalesce(latitude, '?') || ' ' || coalesce(longitude, '?') FROM " table      \
        " WHERE (latitude IS NULL) <> (longitude IS NULL) OR NOT latitude BETWEEN -90 AND 90"                          \
        " OR NOT longitude BETWEEN -180 AND 180 OR (latitude = 0 AND longitude = 0) ORDER BY 1",                       \
            "is at a place that cannot be", "give latitude and longitude in degrees, or neither"                       \
    }

#define NO_TARGET(table)                                                                                               \
    {                                                                                                                  \
        "SELECT DISTINCT 'article ' || slug, link_kind || ' ' || link_id FROM article_block"                           \
        " JOIN article ON article.id = article_id WHERE link_kind = '" table "' AND link_id NOT IN"                    \
        " (SELECT id FROM " table ") ORDER BY slug, link_id",                                                          \
            "has a link that leads nowhere", "remove the link, or choose another"                                      \
    }

static const struct question questions[] = {
    {"SELECT 'city' WHERE (SELECT count(*) FROM city) <> 1", "there must be exactly one city",
     "import the city's content"},
    {"SELECT 'areas' WHERE NOT EXISTS (SELECT 1 FROM area)", "there is no life area", "import the city's content"},
    {"SELECT 'emergency numbers' WHERE NOT EXISTS (SELECT 1 FROM emergency)", "there is none",
     "add them; they are shown everywhere"},
    NO_GERMAN("area", "name"),
    NO_GERMAN("topic", "name"),
    NO_GERMAN("offer", "summary"),
    NO_GERMAN("article", "title"),
    NO_GERMAN("article", "summary"),
    NO_GERMAN("guide", "title"),
    NO_GERMAN("guide", "summary"),
    NO_GERMAN("emergency", "name"),
    NO_GERMAN("emergency", "when"),
    NO_GERMAN("holiday", "name"),
    NO_GERMAN("term", "name"),
    NO_GERMAN("term", "explanation"),
    NO_GERMAN("event", "title"),
    {"SELECT " STEP_NAME " FROM " STEPS " WHERE NOT EXISTS (SELECT 1 FROM guide_step_text AS own"
     " WHERE own.id = guide_step.id AND language = 'de' AND field = 'text') ORDER BY 1",
     "has no German text", "add it; all other languages are translated from it"},
    {"SELECT 'article ' || slug FROM article WHERE NOT EXISTS (SELECT 1 FROM article_block"
     " WHERE article_id = article.id AND language = 'de') ORDER BY slug",
     "has no German blocks", "add them; all other languages are translated from them"},
    {"SELECT 'article ' || slug, language FROM article_body JOIN article ON article.id = article_id"
     " WHERE NOT EXISTS (SELECT 1 FROM article_block WHERE article_block.article_id = article.id"
     " AND article_block.language = article_body.language) ORDER BY slug",
     "has no blocks in this language", "add blocks, or remove the language"},
    {"SELECT 'offer ' || slug, own.language || ' ' || own.field FROM offer_text AS own JOIN offer USING (id)"
     " WHERE own.field IN ('bring', 'next_step') AND NOT EXISTS (SELECT 1 FROM offer_text AS german"
     " WHERE german.id = own.id AND german.field = own.field AND german.language = 'de') ORDER BY slug, language",
     "is translated from a German text that is not there", "add the German text, or remove the translation"},
    {"SELECT 'offer ' || slug FROM offer WHERE NOT EXISTS (SELECT 1 FROM offer_topic WHERE offer_id = offer.id) ORDER "
     "BY slug",
     "stands under no topic, so nobody finds it", "choose at least one topic"},
    {"SELECT 'offer ' || offer.slug, original.slug FROM offer JOIN offer AS original ON original.id = "
     "offer.duplicate_of"
     " WHERE original.duplicate_of IS NOT NULL ORDER BY offer.slug",
     "repeats an offer that is a duplicate itself", "name the offer that is shown"},
    {"SELECT 'offer ' || slug FROM contact JOIN offer ON offer.id = offer_id"
     " WHERE coalesce(phone, printed, email, url) IS NULL ORDER BY slug",
     "has a contact without number and address", "add one, or remove the contact"},
    {"SELECT 'offer ' || slug FROM offer WHERE verified_on IS NOT NULL AND " NO_DAY("verified_on") " ORDER "
                                                                                                   "BY slug",
     "was verified on a day that does not exist", "correct the date"},
    {"SELECT 'offer ' || slug FROM schedule JOIN offer ON offer.id = offer_id WHERE weekday NOT BETWEEN 0 AND 6"
     " OR open_minute NOT BETWEEN 0 AND 1439 OR close_minute NOT BETWEEN open_minute + 1 AND open_minute + 1440 ORDER "
     "BY slug",
     "has opening hours that cannot be", "correct them"},
    {"SELECT 'guide ' || slug FROM guide WHERE NOT EXISTS (SELECT 1 FROM guide_step WHERE guide_id = guide.id) ORDER "
     "BY slug",
     "has no step", "add steps, or remove the guide"},
    {"SELECT 'holiday ' || slug FROM holiday WHERE month IS NOT NULL"
     " AND " NO_DAY("printf('2000-%02d-%02d', month, day)") " ORDER BY slug",
     "is on a day that does not exist", "correct month and day"},
    SOURCE_OF("'offer ' || slug", "offer", "offer"),
    SOURCE_OF("'article ' || slug", "article", "article"),
    SOURCE_OF("'emergency ' || slug", "emergency", "emergency"),
    {"SELECT 'event ' || slug, starts FROM event WHERE " NO_DAY(
         "substr(starts, 1, 10)") " OR substr(starts, 12) > '23:59' OR time(substr(starts, 12)) IS NULL ORDER BY slug",
     "begins at a time that does not exist", "write YYYY-MM-DDTHH:MM"},
    {"SELECT 'event ' || slug, day FROM event_exception JOIN event ON event.id = event_id"
     " WHERE rule IS NULL OR " NO_DAY("day") " ORDER BY slug, day",
     "names an exception, but does not repeat, or not on this day", "correct the day, or remove it"},
    SOURCE_OF("'holiday ' || slug", "holiday", "holiday"),
    SOURCE_OF("'event ' || slug", "event", "event"),
    SOURCE_OF(STEP_NAME, STEPS, "guide_step"),
    POSITION_OF("slug", "city"),
    POSITION_OF("coalesce(street, city, district, note, id)", "place"),
    NO_TARGET("offer"),
    NO_TARGET("article"),
    NO_TARGET("guide"),
    NO_TARGET("topic"),
};

static const struct question warnings[] = {
    {"SELECT 'offer ' || slug FROM offer WHERE duplicate_of IS NULL AND NOT " SCHEMA_OFFER_HAS_CONTACT
     " AND NOT " SCHEMA_OFFER_HAS_STREET " ORDER BY slug",
     "can be neither called, written to, looked up nor visited, so it is listed as information",
     "add a number, an e-mail, a web page or a street, or make it an article"},
    {"SELECT 'offer ' || slug FROM offer WHERE duplicate_of IS NULL AND by_appointment = 1 AND "
     "NOT " SCHEMA_OFFER_HAS_CONTACT " AND " SCHEMA_OFFER_HAS_STREET " ORDER BY slug",
     "needs an appointment and names no way to make one", "add a number, an e-mail or a web page"},
};

struct check {
    sqlite3 *database;
    problem_sink *sink;
    void *context;
    size_t problems;
    struct arena arena; // of the present row
    struct problem *problem;
};

static void tell(struct check *check, const char *what, const char *why, const char *mend, const char *detail)
{
    struct problem found;
    problem_set(&found, STATUS_INVALID, what == NULL ? "?" : what, mend, "%s%s%s", why, detail == NULL ? "" : ": ",
                detail == NULL ? "" : detail);
    check->problems++;
    if (check->sink != NULL)
        check->sink(check->context, &found);
}

// Texts of a foreign file are cleaned before they are shown.
static const char *shown(struct check *check, struct statement *row, int column)
{
    const char *text = statement_copy(&check->arena, row, column);
    return text == NULL ? NULL : text_clean(&check->arena, text, strlen(text));
}

static enum status ask(struct check *check, const struct question *question)
{
    struct statement *rows = database_query(check->database, question->sql, check->problem);
    while (statement_next(rows)) {
        tell(check, shown(check, rows, 0), question->why, question->mend,
             statement_columns(rows) > 1 ? shown(check, rows, 1) : NULL);
        arena_reset(&check->arena);
    }
    return statement_end(&rows);
}

// ---- languages and characters -------------------------------------------------------------------------------------

static const char *const language_tables[] = {
    "city_text",       "area_text",      "topic_text",   "offer_text",   "article_text", "guide_text",
    "guide_step_text", "emergency_text", "holiday_text", "article_body", "event_text",
    "term_text",
};

static enum status check_languages(struct check *check)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(language_tables); i++) {
        const char *sql =
            arena_format(&check->arena, "SELECT DISTINCT language FROM %s ORDER BY 1", language_tables[i]);
        struct statement *rows = database_query(check->database, sql, check->problem);
        while (statement_next(rows)) {
            const char *tag = shown(check, rows, 0);
            if (tag == NULL || language_by_tag(tag) == NULL)
                tell(check, language_tables[i], "this language is not known here", "use a tag of locales/languages.txt",
                     tag);
        }
        status = statement_end(&rows);
        arena_reset(&check->arena);
    }
    return status;
}

// What the kiosk could not follow, or what never happens, would never be shown.
static void check_rule(struct check *check, struct statement *row)
{
    struct recurrence times = {.rule = statement_text(row, 1)};
    const char *starts = statement_text(row, 2);
    struct problem found;
    if (statement_number(row, 3) > RECURRENCE_EXCEPTIONS_MAX)
        tell(check, shown(check, row, 0), "has more exceptions than can be followed",
             "end the rule, and begin another event", NULL);
    if (times.rule == NULL || starts == NULL || clock_parse(starts, &times.starts, &found) != STATUS_OK ||
        recurrence_check(&times, &found) == STATUS_OK)
        return;
    tell(check, shown(check, row, 0), "has a recurrence that cannot be followed", found.mend,
         arena_format(&check->arena, "%s: %s", shown(check, row, 1), found.why));
}

static enum status check_rules(struct check *check)
{
    struct statement *rows = database_query(check->database,
                                            "SELECT 'event ' || slug, rule, starts, (SELECT count(*) FROM event_exception"
                                            " WHERE event_id = event.id) FROM event WHERE rule IS NOT NULL ORDER BY slug",
                                            check->problem);
    while (statement_next(rows)) {
        check_rule(check, rows);
        arena_reset(&check->arena);
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
        struct arena arena = {0};
        const struct question question = {
            arena_format(
                &arena,
                "SELECT 'emergency ' || slug, '%s' FROM emergency WHERE 2 > (SELECT count(*) FROM emergency_text"
                " WHERE emergency_text.id = emergency.id AND language = '%s') ORDER BY slug",
                languages[i].tag, languages[i].tag),
            "does not say its name and when to call in this language of the interface", "add both texts"};
        status = ask(check, &question);
        arena_free(&arena);
    }
    return status;
}

static void check_row(struct check *check, const char *table, struct statement *row)
{
    for (int column = 0; column < statement_columns(row); column++) {
        struct problem found;
        char *accepted;
        if (!statement_is_text(row, column))
            continue;
        const char *text = statement_text(row, column);
        size_t size = statement_bytes(row, column);
        const char *what = arena_format(&check->arena, "%s.%s", table, statement_column_name(row, column));
        if (text != NULL && text_accept(&check->arena, text, size, what, &accepted, &found) != STATUS_OK)
            tell(check, what, found.why, "write the text again without it",
                 text_clean(&check->arena, text, size < 60 ? size : 60));
    }
    arena_reset(&check->arena);
}

static enum status check_table(struct check *check, const char *table)
{
    struct arena arena = {0};
    struct statement *rows =
        database_query(check->database, arena_format(&arena, "SELECT * FROM \"%s\"", table), check->problem);
    while (statement_next(rows))
        check_row(check, table, rows);
    arena_free(&arena);
    return statement_end(&rows);
}

// Every text of every table passes the gate that imported text has passed.
static enum status check_characters(struct check *check)
{
    enum status status = STATUS_OK;
    struct statement *tables = database_query(
        check->database,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*[^a-z_]*'"
        " AND name NOT GLOB 'search*' ORDER BY name", // the index holds folded copies
        check->problem);
    while (status == STATUS_OK && statement_next(tables))
        status = check_table(check, statement_text(tables, 0));
    enum status listed = statement_end(&tables);
    return status == STATUS_OK ? listed : status;
}

enum status editorial_check(sqlite3 *editorial, problem_sink *sink, void *context, size_t *problems,
                            struct problem *problem)
{
    struct check check = {.database = editorial, .sink = sink, .context = context, .problem = problem};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(questions); i++)
        status = ask(&check, &questions[i]);
    if (status == STATUS_OK)
        status = check_languages(&check);
    if (status == STATUS_OK)
        status = check_emergency(&check);
    if (status == STATUS_OK)
        status = check_rules(&check);
    if (status == STATUS_OK)
        status = check_characters(&check);
    arena_free(&check.arena);
    *problems = check.problems;
    return status;
}

// Only the editorial database knows what was changed.
static enum status warn_of_sources(struct check *check)
{
    static const struct question question = {
        "SELECT kind || ' ' || slug, fields FROM source_older ORDER BY kind, slug",
        "the source is older than the fact, since this changed",
        "set source.date to the day of what says so now, or verified_on to the day on which the office did"};
    int64_t there;
    enum status status = database_number(
        check->database, "SELECT count(*) FROM sqlite_schema WHERE name = 'source_older'", &there, check->problem);
    return status == STATUS_OK && there > 0 ? ask(check, &question) : status;
}

enum status editorial_warn(sqlite3 *editorial, problem_sink *sink, void *context, size_t *found,
                           struct problem *problem)
{
    struct check check = {.database = editorial, .sink = sink, .context = context, .problem = problem};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(warnings); i++)
        status = ask(&check, &warnings[i]);
    if (status == STATUS_OK)
        status = warn_of_sources(&check);
    arena_free(&check.arena);
    *found = check.problems;
    return status;
}
