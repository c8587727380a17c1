// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From a folder of files to one transaction: everything is read and checked before the database is touched.
#include "core/exchange/content/content.h"

#include "core/base/sys.h"
#include "core/exchange/content/record.h"
#include "core/exchange/content/situation.h"
#include "core/exchange/content/translation.h"
#include "core/exchange/json/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    FILE_BYTES_MAX = 8 * 1024 * 1024,
    TOLD_MAX = 50, // problems: whoever has mended so many imports again
};

struct file {
    const char *name; // below the folder
    char *bytes;      // NULL when it could not be read
    size_t size;
    struct problem problem; // then
};

// What somebody meant to be read and is not: otherwise an offer would be missed quietly.
struct unread {
    const char *name, *mend, *why;
    struct unread *next;
};

// The folder that is being read.
struct content_folder {
    struct content content;
    struct json_reader reader;
    const char *path;
    const struct content_listener *listener;
    struct file *files;
    size_t file_count;
    struct unread *unread; // the last first
    long told;
};

// "offers/arrival.json: offers[3].phone" becomes "offers/arrival.json:104: offers[3].phone".
static void add_line(const struct content_folder *folder, struct problem *problem)
{
    char place[sizeof problem->what];
    for (size_t i = 0; i < folder->file_count; i++) {
        const struct file *file = &folder->files[i];
        size_t length = strlen(file->name);
        if (file->bytes == NULL || strncmp(problem->what, file->name, length) != 0 ||
            strncmp(problem->what + length, ": ", 2) != 0)
            continue;
        const char *path = problem->what + length + 2;
        snprintf(place, sizeof place, "%s:%zu: %s", file->name, json_line_of(file->bytes, file->size, path), path);
        memcpy(problem->what, place, sizeof place);
        return;
    }
}

static void tell(void *context, const struct problem *problem)
{
    struct content_folder *folder = context;
    if (folder->listener->problem != NULL && folder->told < TOLD_MAX) {
        struct problem placed = *problem;
        add_line(folder, &placed);
        folder->listener->problem(folder->listener->context, &placed);
    }
    folder->told++;
}

// ---- files ------------------------------------------------------------------------------------------------------

struct names {
    const char **items;
    size_t count, capacity;
};

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name);
    return length >= strlen(ending) && strcasecmp(name + length - strlen(ending), ending) == 0;
}

static void add_unread(struct content_folder *folder, const char *name, const char *mend, const char *why)
{
    struct unread *unread = arena_allocate(&folder->content.arena, 1, sizeof *unread);
    *unread = (struct unread){name, mend, why, folder->unread};
    folder->unread = unread;
}

static void report_unread(struct content_folder *folder)
{
    struct problem problem;
    for (const struct unread *unread = folder->unread; unread != NULL; unread = unread->next) {
        folder->reader.problems++;
        problem_set(&problem, STATUS_INVALID, unread->name, unread->mend, "%s", unread->why);
        tell(folder, &problem);
    }
}

static void take_file(struct content_folder *folder, struct names *names, const char *name)
{
    struct arena *arena = &folder->content.arena;
    size_t length = strlen(name);
    if (ends_with(name, ".json.txt") || (ends_with(name, ".json") && strcmp(name + length - 5, ".json") != 0)) {
        size_t stem = strlen(name) - (ends_with(name, ".txt") ? strlen(".json.txt") : strlen(".json"));
        add_unread(folder, name, arena_format(arena, "rename it to %.*s.json, or remove it", (int)stem, name),
                   "is not read, as its name does not end in .json");
        return;
    }
    if (!ends_with(name, ".json") && !ends_with(name, SITUATION_ENDING))
        return;
    names->items = arena_grow(arena, names->items, names->count, &names->capacity, sizeof *names->items);
    names->items[names->count++] = name;
}

// The names of the *.json in a folder below that of the content, "" for this itself, and in the folders in it, in byte
// order.
static enum status list_files(struct content_folder *folder, const char *below, int depth, struct names *names,
                              struct problem *problem)
{
    struct arena *arena = &folder->content.arena;
    char **found;
    char **files;
    size_t count;
    size_t file_count;
    enum status status =
        sys_list_folder(arena, arena_format(arena, "%s/%s", folder->path, below), "", &found, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *name = below[0] == '\0' ? found[i] : arena_format(arena, "%s/%s", below, found[i]);
        const char *path = arena_format(arena, "%s/%s", folder->path, name);
        if (access(path, F_OK) != 0) // as of the glossary when the content was copied without it
            add_unread(folder, name, "copy what it led to there, too, or correct the link", "is a link that leads nowhere");
        else if (!sys_is_folder(path))
            take_file(folder, names, name);
        else if (depth == 0)
            status = list_files(folder, name, depth + 1, names, problem);
        else if (sys_list_folder(arena, path, ".json", &files, &file_count, problem) == STATUS_OK &&
                 file_count > 0)
            add_unread(folder, name, "move its files to the folder above, or the whole out of the content",
                       "is a folder in a folder, of which nothing is read");
    }
    return status;
}

// ---- a wrong folder -----------------------------------------------------------------------------------------------

static bool has_city(struct arena *arena, const char *folder)
{
    return access(arena_format(arena, "%s/city.json", folder), F_OK) == 0;
}

// Where the content is, when it is near the folder that was given; NULL when it is not.
static const char *find_near(struct content_folder *folder)
{
    static const char *const places[] = {"content", "data/content", "..", "../content"};
    struct arena *arena = &folder->content.arena;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *near = arena_format(arena, "%s/%s", folder->path, places[i]);
        char *whole = has_city(arena, near) ? realpath(near, NULL) : NULL;
        if (whole != NULL) {
            near = arena_copy_text(arena, whole);
            free(whole);
            return near;
        }
    }
    return NULL;
}

static enum status refuse_folder(struct content_folder *folder, const char *why, struct problem *problem)
{
    const char *near = find_near(folder);
    return problem_set(problem, STATUS_NOT_FOUND, folder->path,
                       near == NULL
                           ? "name the folder that holds city.json, areas.json and offers/, as data/content does"
                           : arena_format(&folder->content.arena, "name %s, which holds city.json", near),
                       "%s", why);
}

// Loads a file's bytes; true when they may be of our format: files of another kind are wrong in too many ways to tell.
static bool load(struct content_folder *folder, struct file *file)
{
    struct arena *arena = &folder->content.arena;
    const char *path = arena_format(arena, "%s/%s", folder->path, file->name);
    if (sys_read_file(arena, path, FILE_BYTES_MAX, &file->bytes, &file->size, &file->problem) != STATUS_OK)
        file->bytes = NULL;
    return file->bytes == NULL || memmem(file->bytes, file->size, "kompass-content-", 16) != NULL;
}

static void read_file(struct content_folder *folder, const struct file *file)
{
    struct json_reader *reader = &folder->reader;
    *reader = (struct json_reader){.arena = &folder->content.arena,
                                   .file = file->name,
                                   .sink = tell,
                                   .context = folder,
                                   .problems = reader->problems};
    if (file->bytes != NULL && ends_with(file->name, SITUATION_ENDING)) {
        situation_read(&folder->content, reader, file->bytes, file->size);
        return;
    }
    if (file->bytes != NULL) {
        content_read(&folder->content, reader, file->bytes, file->size);
        return;
    }
    reader->problems++;
    tell(folder, &file->problem);
}

static enum status read_folder(struct content_folder *folder, struct problem *problem)
{
    struct names names = {0};
    bool any = false;
    if (!has_city(&folder->content.arena, folder->path) && find_near(folder) != NULL)
        return refuse_folder(folder, "this is not the folder of the content, but one above or below it", problem);
    if (access(folder->path, F_OK) == 0 && !sys_is_folder(folder->path))
        return problem_set(problem, STATUS_INVALID, folder->path, "name the folder that it lies in",
                           "this is a file, not a folder of content");
    enum status status = list_files(folder, "", 0, &names, problem);
    struct file *files = arena_allocate(&folder->content.arena, names.count, sizeof *files);
    folder->files = files;
    folder->file_count = names.count;
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++) {
        files[i].name = names.items[i];
        any = load(folder, &files[i]) || any;
    }
    if (status == STATUS_OK && !any)
        return refuse_folder(folder, "no content file (\"format\": \"kompass-content-1\") lies in this folder",
                             problem);
    report_unread(folder);
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++)
        read_file(folder, &files[i]);
    return status;
}

static void count_read(const struct content *content, struct content_report *report)
{
    const struct content_list *lists = content->lists;
    report->areas = (long)lists[KIND_AREA].count;
    report->topics = (long)lists[KIND_TOPIC].count;
    report->offers = (long)lists[KIND_OFFER].count;
    report->articles = (long)lists[KIND_ARTICLE].count;
    report->guides = (long)lists[KIND_GUIDE].count;
    for (size_t i = 0; i < lists[KIND_GUIDE].count; i++)
        report->guide_steps +=
            (long)((const struct content_guide *)(const void *)lists[KIND_GUIDE].things[i])->steps.count;
    report->emergency_numbers = (long)lists[KIND_EMERGENCY].count;
    report->holidays = (long)lists[KIND_HOLIDAY].count;
    report->events = (long)lists[KIND_EVENT].count;
    report->terms = (long)lists[KIND_TERM].count;
    report->closures = (long)lists[KIND_CLOSURE].count;
    report->situations = (long)lists[KIND_SITUATION].count;
}

// What does not fit together, once each file is right by itself: otherwise all that a wrong file should have brought
// would be missed, too.
static void check_whole(struct content_folder *folder)
{
    struct json_reader *reader = &folder->reader;
    struct content *content = &folder->content;
    reader->arena = &content->arena;
    reader->file = folder->path;
    if (reader->problems > 0)
        return;
    content_sort(content);
    content_check_city(content, reader);
    if (reader->problems == 0)
        content_check(content, reader);
    content_check_dates(content, reader);
}

enum status content_import(sqlite3 *editorial, const char *folder, bool dry_run,
                           const struct content_listener *listener, struct content_report *report,
                           struct problem *problem)
{
    struct content_folder read = {.path = folder, .listener = listener};
    *report = (struct content_report){0};
    enum status status = read_folder(&read, problem);
    if (status == STATUS_OK) {
        check_whole(&read);
        long problems = read.reader.problems;
        count_read(&read.content, report);
        report->problems = problems;
        const char *more =
            problems > TOLD_MAX ? arena_format(&read.content.arena, ", the first %d are told", TOLD_MAX) : "";
        if (problems > 0)
            status = problem_set(problem, STATUS_INVALID, folder, "correct them and import again",
                                 "%ld problem%s%s; nothing was imported", problems, problems == 1 ? "" : "s", more);
        else
            status = content_write(editorial, &read.content, "content", dry_run, listener, report, problem);
    }
    arena_free(&read.content.arena);
    return status;
}

enum status content_read_records(const char *path, problem_sink *sink, void *sink_context,
                                 void (*take)(void *context, json_t *record), void *context, struct problem *problem)
{
    struct content_folder folder = {.path = path, .listener = &(struct content_listener){.problem = sink, .context = sink_context}};
    struct file file = {.name = path};
    struct arena *arena = &folder.content.arena;
    enum status status = sys_read_file(arena, path, FILE_BYTES_MAX, &file.bytes, &file.size, problem);
    if (status == STATUS_OK) {
        folder.files = &file;
        folder.file_count = 1;
        read_file(&folder, &file);
        if (folder.reader.problems == 0)
            content_complete(&folder.content, &folder.reader);
        if (folder.reader.problems > 0)
            status = problem_set(problem, STATUS_INVALID, path, "correct them and send it again", "%ld problem%s", folder.reader.problems,
                                 folder.reader.problems == 1 ? "" : "s");
        else
            content_make_records(&folder.content, take, context);
    }
    arena_free(arena);
    return status;
}

enum status content_check_bytes(const char *name, const char *bytes, size_t size, problem_sink *sink, void *context,
                                struct problem *problem)
{
    struct content content = {0};
    struct json_reader reader = {.arena = &content.arena, .file = name, .sink = sink, .context = context};
    content_read(&content, &reader, bytes, size);
    content_sort(&content);
    content_check_slugs(&content, &reader);
    content_translations_apply(&content, &reader);
    enum status status = STATUS_OK;
    if (reader.problems > 0)
        status = problem_set(problem, STATUS_INVALID, name, "correct them", "%ld problem%s", reader.problems,
                             reader.problems == 1 ? "" : "s");
    arena_free(&content.arena);
    return status;
}
