// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From a folder of files to one transaction: everything is read and checked before the database is touched.
#include "core/exchange/content.h"

#include "core/base/sys.h"
#include "core/exchange/content_translation.h"

#include <string.h>

enum { FILE_BYTES_MAX = 8 * 1024 * 1024 };

static void read_file(struct content *content, struct json_reader *reader, const char *folder, const char *name)
{
    char *bytes;
    size_t size;
    struct problem problem;
    const char *path = arena_format(&content->arena, "%s/%s", folder, name);
    *reader = (struct json_reader){.arena = &content->arena,
                                   .file = name,
                                   .sink = reader->sink,
                                   .context = reader->context,
                                   .problems = reader->problems};
    if (sys_read_file(&content->arena, path, FILE_BYTES_MAX, &bytes, &size, &problem) == STATUS_OK) {
        content_read(content, reader, bytes, size);
        return;
    }
    reader->problems++;
    if (reader->sink != NULL)
        reader->sink(reader->context, &problem);
}

// Reads the *.json of the folder and of the folders in it, in byte order of their names.
static enum status read_folder(struct content *content, struct json_reader *reader, const char *folder,
                               struct problem *problem)
{
    char **names;
    char **below;
    size_t count;
    size_t below_count;
    size_t files = 0;
    enum status status = sys_list_folder(&content->arena, folder, "", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *path = arena_format(&content->arena, "%s/%s", folder, names[i]);
        size_t length = strlen(names[i]);
        if (sys_is_folder(path)) {
            status = sys_list_folder(&content->arena, path, ".json", &below, &below_count, problem);
            for (size_t b = 0; status == STATUS_OK && b < below_count; b++, files++)
                read_file(content, reader, folder, arena_format(&content->arena, "%s/%s", names[i], below[b]));
        } else if (length >= 5 && strcmp(names[i] + length - 5, ".json") == 0) {
            read_file(content, reader, folder, names[i]);
            files++;
        }
    }
    if (status == STATUS_OK && files == 0)
        return problem_set(problem, STATUS_NOT_FOUND, folder,
                           "name the folder that has city.json, areas.json and so on",
                           "no content file in this folder");
    return status;
}

static void count_read(const struct content *content, struct content_report *report)
{
    const struct content_list *lists = content->lists;
    report->areas = (long)lists[CONTENT_AREA].count;
    report->topics = (long)lists[CONTENT_TOPIC].count;
    report->offers = (long)lists[CONTENT_OFFER].count;
    report->articles = (long)lists[CONTENT_ARTICLE].count;
    report->guides = (long)lists[CONTENT_GUIDE].count;
    for (size_t i = 0; i < lists[CONTENT_GUIDE].count; i++)
        report->guide_steps +=
            (long)((const struct content_guide *)(const void *)lists[CONTENT_GUIDE].things[i])->steps.count;
    report->emergency_numbers = (long)lists[CONTENT_EMERGENCY].count;
    report->holidays = (long)lists[CONTENT_HOLIDAY].count;
    report->events = (long)lists[CONTENT_EVENT].count;
    report->terms = (long)lists[CONTENT_TERM].count;
}

enum status content_import(sqlite3 *editorial, const char *folder, bool dry_run, problem_sink *sink, void *context,
                           struct content_report *report, struct problem *problem)
{
    struct content content = {0};
    struct json_reader reader = {.sink = sink, .context = context};
    *report = (struct content_report){0};
    enum status status = read_folder(&content, &reader, folder, problem);
    if (status == STATUS_OK) {
        reader.arena = &content.arena;
        reader.file = folder;
        content_sort(&content);
        content_check_city(&content, &reader);
        content_check(&content, &reader);
        count_read(&content, report);
        report->problems = reader.problems;
        if (reader.problems > 0)
            status =
                problem_set(problem, STATUS_INVALID, folder, "correct them and import again",
                            "%ld problem%s; nothing was imported", reader.problems, reader.problems == 1 ? "" : "s");
        else
            status = content_write(editorial, &content, "content", dry_run, report, problem);
    }
    arena_free(&content.arena);
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
    translation_apply(&content, &reader);
    enum status status = STATUS_OK;
    if (reader.problems > 0)
        status = problem_set(problem, STATUS_INVALID, name, "correct them", "%ld problem%s", reader.problems,
                             reader.problems == 1 ? "" : "s");
    arena_free(&content.arena);
    return status;
}
