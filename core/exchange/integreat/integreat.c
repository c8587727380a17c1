// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From the answers of a region to one transaction: everything is read and checked before the database is touched.
#include "core/exchange/integreat/model.h"

#include "core/database/statement.h"
#include "core/catalog/emergency.h"

#include <string.h>

enum { FOLDERS_MAX = 64 };

static const unsigned char holidays_json[] = {
#include "generated/holidays.inc"
};

const char *integreat_note_text(enum integreat_note note)
{
    static const char *const texts[INTEGREAT_NOTES] = {
        [INTEGREAT_ICON] = "icons replaced by a word",
        [INTEGREAT_IMAGE] = "pictures replaced by their description",
        [INTEGREAT_LINK] = "links to other pages made links by id",
        [INTEGREAT_ADDRESS] = "web addresses written out",
        [INTEGREAT_FOLDED] = "pages below the third level folded into the article above",
        [INTEGREAT_ORPHAN] = "pages whose parent is not there moved to the first level",
        [INTEGREAT_OWN_TOPIC] = "pages of the first level with a text of their own given a topic",
        [INTEGREAT_CLOSED] = "places closed for the time being",
        [INTEGREAT_BAD_RULE] = "events with a recurrence that is not understood, kept with their first date",
        [INTEGREAT_CUT] = "texts cut, as they are longer than any such text is",
        [INTEGREAT_NO_PICTURE] = "pictures without description",
        [INTEGREAT_EMBEDDED] = "embedded videos and pages",
        [INTEGREAT_MAP] = "links to maps",
        [INTEGREAT_LOST_LINK] = "links that lead to nothing that is here",
        [INTEGREAT_EMPTY] = "pages without text of their own or below them",
        [INTEGREAT_COPY] = "copies of the default language that are no translation",
        [INTEGREAT_NO_GERMAN] = "pages in another language without a German page",
        [INTEGREAT_UNKNOWN_LANGUAGE] = "pages in languages that are not known here",
        [INTEGREAT_NO_TITLE] = "translations without title",
        [INTEGREAT_BAD_HOURS] = "opening times that begin and end at once",
        [INTEGREAT_NO_TIME] = "events that do not say when they are",
        [INTEGREAT_TEXT_LINK] = "links from places and events to other pages",
        [INTEGREAT_NO_POINT] = "coordinates that stand for none or cannot be",
    };
    return texts[note];
}

// ---- reading ------------------------------------------------------------------------------------------------------

// An answer that may be missing: then *bytes is NULL.
static enum status read_answer(struct integreat *source, const char *language, const char *answer, char **bytes,
                               size_t *size, struct problem *problem)
{
    struct json_reader *reader = source->reader;
    json_leave(reader, 0);
    enum status status =
        integreat_origin_read(reader->arena, source->origin, language, answer, &reader->file, bytes, size, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

// Our tag of Integreat's name of a language; NULL when the language is not known here.
static const char *language_of(const char *code)
{
    static const char *const others[][2] = {{"ku", "kmr"}, {"pes", "fa"}, {"de-si", "de-simple"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i][0], code) == 0)
            code = others[i][1];
    }
    const struct language *language = language_by_tag(code);
    return language == NULL ? NULL : language->tag;
}

static enum status read_language(struct integreat *source, const char *code, struct problem *problem)
{
    static const struct {
        const char *name;
        void (*read)(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder);
    } answers[] = {
        {"pages", integreat_read_pages}, {"locations", integreat_read_places}, {"events", integreat_read_events}};
    struct integreat_folder folder = {.code = code, .language = language_of(code)};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        char *bytes;
        size_t size;
        enum status status = read_answer(source, code, answers[i].name, &bytes, &size, problem);
        if (status != STATUS_OK)
            return status;
        if (bytes != NULL)
            answers[i].read(source->reader, bytes, size, &folder);
    }
    size_t read = folder.pages.count + folder.places.count + folder.events.count;
    source->report->pages += (long)folder.pages.count;
    source->report->places += (long)folder.places.count;
    source->report->events += (long)folder.events.count;
    if (folder.language == NULL)
        source->report->notes[INTEGREAT_UNKNOWN_LANGUAGE] += (long)read;
    else if (read > 0)
        source->folders[source->folder_count++] = folder;
    return STATUS_OK;
}

// The region's slug is what its paths begin with.
static const char *region_of(struct integreat *source)
{
    const struct integreat_folder *german = &source->folders[0];
    const struct integreat_page *page = german->pages.count > 0    ? german->pages.items
                                        : german->places.count > 0 ? german->places.items
                                                                   : german->events.items;
    const char *path = page == NULL || page->path == NULL ? "" : page->path + strspn(page->path, "/");
    const char *part = arena_copy(source->reader->arena, path, strcspn(path, "/"));
    return strspn(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(part) && part[0] != '\0' && strlen(part) < 40
               ? part
               : "region";
}

static enum status read_languages(struct integreat *source, struct problem *problem)
{
    char **names;
    size_t count;
    enum status status = integreat_origin_languages(source->reader->arena, source->origin, &names, &count, problem);
    if (status != STATUS_OK)
        return status;
    source->folders = arena_allocate(source->reader->arena, FOLDERS_MAX, sizeof *source->folders);
    status = read_language(source, "de", problem);
    if (status == STATUS_OK && source->folder_count == 0 && source->reader->problems == 0)
        return problem_set(problem, STATUS_NOT_FOUND, source->origin->transport.place,
                           "name the folder that has de/pages.json and the other languages beside it, or the address of a "
                           "region",
                           "no German pages, places or events here; everything else is translated from them");
    for (size_t i = 0; status == STATUS_OK && i < count && source->folder_count < FOLDERS_MAX; i++) {
        if (strcmp(names[i], "de") != 0)
            status = read_language(source, names[i], problem);
    }
    return status;
}

// ---- what a catalog needs besides ---------------------------------------------------------------------------------

// Whether there are things of the kind that another source owns, or an editor.
static bool is_filled(sqlite3 *editorial, enum kind kind, const char *owner)
{
    struct problem ignored; // comes again with the import
    struct statement *row = database_query(editorial,
                                           "SELECT 1 FROM thing WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM imported"
                                           " WHERE imported.thing = thing.id AND source = ?)",
                                           &ignored);
    statement_bind_text(row, 1, model_kind(kind)->name);
    statement_bind_text(row, 2, owner);
    bool filled = statement_next(row);
    statement_end(&row);
    return filled;
}

static enum status add_city(struct integreat *source, struct problem *problem)
{
    char *bytes;
    size_t size;
    const struct integreat_region *region = NULL;
    enum status status = read_answer(source, NULL, "regions", &bytes, &size, problem);
    if (status != STATUS_OK)
        return status;
    if (bytes != NULL)
        region = integreat_read_region(source->reader, bytes, size, source->region);
    struct content_city *city = arena_allocate(source->reader->arena, 1, sizeof *city);
    struct content_texts none = {0};
    *city = (struct content_city){
        .name = region == NULL || region->name == NULL ? source->region : region->name,
        .zone = "Europe/Berlin",
        .country = "DE",
        .subdivision = "DE"};
    if (region != NULL)
        city->point = integreat_coordinates(source, &region->point);
    city->thing = integreat_thing(source, KIND_CITY, source->region, NULL, &none);
    content_add(source->content, &city->thing);
    return STATUS_OK;
}

// One of our own files, which the build has checked.
static struct content read_own(struct integreat *source, const char *name, const char *bytes, size_t size)
{
    struct content own = {0};
    struct json_reader reader = {.arena = &source->content->arena, .file = name};
    content_read(&own, &reader, bytes, size);
    return own;
}

// Of our emergency numbers those that are the same in all of Germany.
static void add_emergency_numbers(struct integreat *source)
{
    size_t size;
    const char *bytes = emergency_file(&size);
    struct content known = read_own(source, "emergency.json", bytes, size);
    for (size_t i = 0; i < known.lists[KIND_EMERGENCY].count; i++) {
        struct content_emergency *number = (struct content_emergency *)(void *)known.lists[KIND_EMERGENCY].things[i];
        number->offer = NULL;
        if (strncmp(number->number, "11", 2) == 0 || strncmp(number->number, "0800", 4) == 0)
            content_add(source->content, &number->thing);
    }
    arena_free(&known.arena);
}

// The public holidays of all of Germany. What only its own state has, a region does not say: on such a day its hours
// may be wrong, but no day of all is called a holiday that is none.
static void add_holidays(struct integreat *source)
{
    struct content known = read_own(source, "holidays.json", (const char *)holidays_json, sizeof holidays_json);
    for (size_t i = 0; i < known.lists[KIND_HOLIDAY].count; i++)
        content_add(source->content, known.lists[KIND_HOLIDAY].things[i]);
    arena_free(&known.arena);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static enum status convert(struct integreat *source, sqlite3 *editorial, const char *owner, struct problem *problem)
{
    struct content *content = source->content;
    integreat_join(source);
    integreat_add_pages(source);
    integreat_add_places(source);
    integreat_add_events(source);
    enum status status = STATUS_OK;
    if (!is_filled(editorial, KIND_CITY, owner))
        status = add_city(source, problem);
    if (!is_filled(editorial, KIND_EMERGENCY, owner))
        add_emergency_numbers(source);
    if (!is_filled(editorial, KIND_HOLIDAY, owner))
        add_holidays(source);
    if (source->reader->problems == 0)
        content_check(content, source->reader);
    struct content_report *report = &source->report->content;
    report->areas = (long)content->lists[KIND_AREA].count;
    report->topics = (long)content->lists[KIND_TOPIC].count;
    report->articles = (long)content->lists[KIND_ARTICLE].count;
    report->offers = (long)content->lists[KIND_OFFER].count;
    report->events = (long)content->lists[KIND_EVENT].count;
    report->holidays = (long)content->lists[KIND_HOLIDAY].count;
    report->emergency_numbers = (long)content->lists[KIND_EMERGENCY].count;
    return status;
}

enum status integreat_import(sqlite3 *editorial, const char *from, bool dry_run,
                             const struct content_listener *listener, struct integreat_report *report,
                             struct problem *problem)
{
    struct content content = {0};
    struct integreat_origin origin = {0};
    struct json_reader reader = {.arena = &content.arena,
                                 .file = from,
                                 .manual = "the description of Integreat's API, version 3,",
                                 .sink = listener->problem,
                                 .context = listener->context};
    struct integreat source = {.content = &content, .reader = &reader, .report = report, .origin = &origin};
    const char *owner = "";
    *report = (struct integreat_report){0};
    enum status status = integreat_origin_open(&content.arena, &origin, from, problem);
    if (status == STATUS_OK)
        status = read_languages(&source, problem);
    if (status == STATUS_OK && reader.problems == 0) {
        source.region = region_of(&source);
        owner = arena_format(&content.arena, "integreat/%s", source.region);
        status = convert(&source, editorial, owner, problem);
    }
    integreat_origin_close(&origin);
    report->content.problems = reader.problems;
    if (status == STATUS_OK && reader.problems > 0)
        status = problem_set(problem, STATUS_INVALID, from, "correct them and import again",
                             "%ld problem%s; nothing was imported", reader.problems, reader.problems == 1 ? "" : "s");
    if (status == STATUS_OK)
        status = content_write(editorial, &content, owner, dry_run, listener, &report->content, problem);
    arena_free(&content.arena);
    return status;
}
