// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From files to one transaction. Unlike our own content a calendar is somebody else's, who mends it when he likes: what is right in it goes
// in whatever else is wrong.
#include "core/exchange/ical/ical.h"

#include "core/base/sys.h"
#include "core/database/statement.h"
#include "core/exchange/content/change.h"
#include "core/exchange/content/record.h"
#include "core/exchange/ical/calendar.h"
#include "core/exchange/ical/zone.h"

#include <string.h>

enum { TOLD_MAX = 50 };

const char *ical_note_text(enum ical_note note)
{
    static const char *const texts[ICAL_NOTES] = {
        [ICAL_MOVED] = "dates of a series moved",
        [ICAL_CANCELLED_DATE] = "dates of a series cancelled",
        [ICAL_OWN_DATE] = "dates of a series that are events of their own, as they say something else",
        [ICAL_OTHER_CLOCK] = "series in UTC or in another zone, which go on by the city's clock from their first time on",
        [ICAL_NO_END] = "events whose end cannot be, kept without",
        [ICAL_IDLE_EXCEPTION] = "exceptions on days on which nothing is",
        [ICAL_CUT] = "texts cut, as they are longer than any such text is",
        [ICAL_CLEANED] = "texts with characters that cannot be shown",
        [ICAL_CANCELLED] = "events that are cancelled",
        [ICAL_OLDER] = "older versions of an event",
        [ICAL_PRIVATE] = "events that are not public",
        [ICAL_BAD_LINE] = "lines that are not understood",
    };
    return texts[note];
}

// ---- files --------------------------------------------------------------------------------------------------------

// Who is told: the first problems of the source.
struct telling_of_calendar {
    const struct content_listener *listener;
    long told;
};

static void tell(void *context, const struct problem *problem)
{
    struct telling_of_calendar *telling = context;
    if (telling->told++ < TOLD_MAX && telling->listener->problem != NULL)
        telling->listener->problem(telling->listener->context, problem);
}

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

// A file that cannot be read is told, as one more of the source's faults.
static void read_file(struct ical_reading *reading, const char *path)
{
    char *bytes;
    size_t size;
    struct problem problem;
    reading->file = arena_copy_text(reading->arena, base_of(path));
    reading->report->files++;
    enum status status = sys_read_file(reading->arena, path, ICAL_FILE_BYTES_MAX, &bytes, &size, &problem);
    if (status != STATUS_OK)
        ical_tell(reading, reading->file, 0, NULL, problem.mend, "%s", problem.why);
    reading->report->unread += status != STATUS_OK || !ical_read_file(reading, bytes, size);
}

static enum status read_source(struct ical_reading *reading, struct problem *problem)
{
    const char *path = reading->source->path;
    char **names;
    size_t count;
    if (!sys_is_folder(path)) {
        read_file(reading, path);
        return STATUS_OK;
    }
    enum status status = sys_list_folder(reading->arena, path, ".ics", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        read_file(reading, arena_format(reading->arena, "%s/%s", path, names[i]));
    if (status == STATUS_OK && count == 0)
        status = problem_set(problem, STATUS_NOT_FOUND, path, "name the folder in which the calendars (*.ics) lie, or one of them",
                             "no calendar lies in this folder");
    return status;
}

// ---- the database -------------------------------------------------------------------------------------------------

// One text of the database in the arena; NULL when there is no such row.
static enum status ask(sqlite3 *editorial, struct arena *arena, const char *sql, const char *value, const char **text, struct problem *problem)
{
    struct statement *row = database_query(editorial, sql, problem);
    if (value != NULL)
        statement_bind_text(row, 1, value);
    *text = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
}

static enum status find_zone(struct ical_reading *reading, sqlite3 *editorial, struct problem *problem)
{
    enum status status = ask(editorial, reading->arena, "SELECT zone FROM city", NULL, &reading->zone, problem);
    if (status == STATUS_OK && (reading->zone == NULL || ical_zone_name(reading->arena, reading->zone) == NULL))
        status = problem_set(problem, STATUS_NOT_FOUND, reading->source->path, "import the content of the city first: `kompass import content`",
                             "the database has no city, whose clock the times would be of");
    return status;
}

static enum status find_offer(struct ical_reading *reading, sqlite3 *editorial, const char **id, struct problem *problem)
{
    const char *slug = reading->source->offer;
    enum status status = slug == NULL ? STATUS_OK
                                      : ask(editorial, reading->arena, "SELECT id FROM thing WHERE kind = 'offer' AND slug = ?", slug, id, problem);
    if (status == STATUS_OK && slug != NULL && *id == NULL)
        status = problem_set(problem, STATUS_NOT_FOUND, slug, "write the slug of an offer as the staff's program shows it", "there is no such offer");
    return status;
}

struct putting {
    struct import *import;
    const char *offer_id; // NULL: none
};

static void put(void *context, json_t *record)
{
    struct putting *putting = context;
    if (record_kind(record) == KIND_EVENT && putting->offer_id != NULL)
        json_object_set_new(record, "offer_id", json_string(putting->offer_id));
    import_put(putting->import, record);
}

// What the source said before and does not now stays when not all of it could be read.
static enum status put_unread(struct ical_reading *reading, sqlite3 *editorial, const char *owner, struct import *import, struct problem *problem)
{
    struct statement *rows = database_query(editorial, "SELECT thing, record FROM imported JOIN thing ON id = thing WHERE source = ? ORDER BY kind = 'event'",
                                            problem);
    enum status status = STATUS_OK;
    statement_bind_text(rows, 1, owner);
    while (status == STATUS_OK && statement_next(rows)) {
        bool read = false;
        json_t *record = NULL;
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            const struct content_list *list = &reading->content->lists[kind];
            for (size_t i = 0; !read && i < list->count; i++)
                read = strcmp(list->things[i]->id, statement_text(rows, 0)) == 0;
        }
        status = read ? STATUS_OK : record_read_text(statement_text(rows, 1), &record, problem);
        if (record != NULL)
            import_put(import, record);
    }
    enum status ended = statement_end(&rows);
    return status == STATUS_OK ? ended : status;
}

static enum status write(struct ical_reading *reading, sqlite3 *editorial, const char *offer_id, bool dry_run, const struct content_listener *listener,
                         struct problem *problem)
{
    struct content_report *report = &reading->report->content;
    struct content_telling telling = {listener, report};
    const char *name = base_of(reading->source->path);
    const char *owner = arena_format(reading->arena, "ical/%.*s", (int)(strcasestr(name, ".ics") == NULL ? strlen(name) : strlen(name) - 4), name);
    const struct change_author author = {.name = owner, .reason = "", .now = clock_utc_seconds()};
    const struct import_listener heard = {content_tell_changed, content_tell_kept, listener->problem, &telling};
    struct import_report done;
    struct putting putting = {import_begin(editorial, &author, &heard), offer_id};
    content_make_records(reading->content, put, &putting);
    struct problem unread;
    enum status kept = reading->report->unread == 0 ? STATUS_OK : put_unread(reading, editorial, owner, putting.import, &unread);
    enum status status = import_end(&putting.import, dry_run || kept != STATUS_OK, &done, problem);
    if (kept != STATUS_OK) {
        *problem = unread;
        return kept;
    }
    report->added = done.added;
    report->changed = done.changed;
    report->unchanged = done.unchanged;
    report->removed = done.removed;
    report->kept = done.kept;
    return status;
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static enum status refuse(const struct ical_reading *reading, struct problem *problem)
{
    return problem_set(problem, STATUS_INVALID, reading->source->path, "correct them and import again", "%ld problem%s, and nothing that is right; nothing was imported",
                       reading->reader->problems, reading->reader->problems == 1 ? "" : "s");
}

// Nothing is published without a source that people can look up.
static enum status check_sources(const struct ical_reading *reading, struct problem *problem)
{
    const struct content_list *events = &reading->content->lists[KIND_EVENT];
    for (size_t i = 0; i < events->count; i++) {
        if (((const struct content_event *)(const void *)events->things[i])->source.url == NULL)
            return problem_set(problem, STATUS_INVALID, events->things[i]->place, "say where the calendar is published: --url https://...",
                               "neither this event nor its calendar has an address on the web, so nobody could look it up; nothing was imported");
    }
    return STATUS_OK;
}

enum status ical_import(sqlite3 *editorial, const struct ical_source *source, bool dry_run, const struct content_listener *listener,
                        struct ical_report *report, struct problem *problem)
{
    struct content content = {0};
    struct telling_of_calendar telling = {.listener = listener};
    struct json_reader reader = {.arena = &content.arena, .file = source->path, .sink = tell, .context = &telling};
    struct ical_reading reading = {.arena = &content.arena, .content = &content, .reader = &reader, .source = source, .report = report};
    const char *offer_id = NULL;
    *report = (struct ical_report){0};
    enum status status = find_zone(&reading, editorial, problem);
    if (status == STATUS_OK)
        status = find_offer(&reading, editorial, &offer_id, problem);
    if (status == STATUS_OK)
        status = read_source(&reading, problem);
    if (status == STATUS_OK) {
        ical_join(&reading);
        report->content.problems = reader.problems;
        report->content.events = (long)content.lists[KIND_EVENT].count;
        content_complete(&content, &reader);
        if (reader.problems > 0 && content.lists[KIND_EVENT].count == 0)
            status = refuse(&reading, problem);
        else
            status = check_sources(&reading, problem);
    }
    if (status == STATUS_OK)
        status = write(&reading, editorial, offer_id, dry_run, listener, problem);
    arena_free(&content.arena);
    return status;
}

void ical_check_bytes(const char *name, const char *bytes, size_t size, const char *zone, problem_sink *sink, void *context)
{
    struct content content = {0};
    struct ical_report report = {0};
    struct json_reader reader = {.arena = &content.arena, .file = name, .sink = sink, .context = context};
    const struct ical_source source = {.path = name};
    struct ical_reading reading = {
        .arena = &content.arena, .content = &content, .reader = &reader, .file = name, .zone = zone, .source = &source, .report = &report};
    if (size <= ICAL_FILE_BYTES_MAX && ical_read_file(&reading, bytes, size)) {
        ical_join(&reading);
        content_complete(&content, &reader);
    }
    arena_free(&content.arena);
}
