// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One pass over the lines. Every line ends up as a comment, a setting or a problem.
#include "core/base/settings.h"

#include "core/base/sys.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

struct settings_reading {
    const char *path;
    const struct setting *known;
    size_t count;
    void *target;
    problem_sink *sink;
    void *context;
    size_t line;
    bool seen[SETTINGS_KEYS_MAX];
    enum status status;
};

static void tell(struct settings_reading *reading, struct problem *problem)
{
    if (reading->line > 0)
        snprintf(problem->what, sizeof problem->what, "%s:%zu", reading->path, reading->line);
    if (reading->status == STATUS_OK)
        reading->status = problem->status;
    reading->sink(reading->context, problem);
}

// The text from `begin` up to `end` without the blanks around it; overwrites the byte behind it.
static char *trim(char *begin, char *end)
{
    static const char blanks[] = " \t\r";
    begin += strspn(begin, blanks);
    while (end > begin && strchr(blanks, end[-1]) != NULL)
        end--;
    *end = '\0';
    return begin;
}

static const struct setting *find(const struct settings_reading *reading, const char *key)
{
    for (size_t i = 0; i < reading->count; i++) {
        if (strcmp(reading->known[i].key, key) == 0)
            return &reading->known[i];
    }
    return NULL;
}

static void list_keys(const struct settings_reading *reading, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "use one of:");
    for (size_t i = 0; i < reading->count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, " %s", reading->known[i].key);
}

static void take_setting(struct settings_reading *reading, const char *key, const char *value)
{
    struct problem problem;
    char keys[sizeof problem.mend];
    const struct setting *setting = find(reading, key);
    enum status status;
    if (setting == NULL) {
        list_keys(reading, keys, sizeof keys);
        status = problem_set(&problem, STATUS_INVALID, key, keys, "no such setting: %s", key);
    } else if (reading->seen[setting - reading->known] && !setting->many) {
        status = problem_set(&problem, STATUS_INVALID, key, "keep one of them", "%s was set further up already", key);
    } else {
        reading->seen[setting - reading->known] = true;
        status = value[0] == '\0' ? problem_set(&problem, STATUS_INVALID, key, "give it a value, or put a # before it",
                                                "%s has no value", key)
                                  : setting->take(reading->target, value, &problem);
    }
    if (status != STATUS_OK)
        tell(reading, &problem);
}

static void take_line(struct settings_reading *reading, char *line, size_t size)
{
    struct problem problem;
    if (memchr(line, '\0', size) != NULL || u8_check((const uint8_t *)line, size) != NULL) {
        problem_set(&problem, STATUS_INVALID, reading->path, "save the file as UTF-8 text", "not UTF-8 text");
        tell(reading, &problem);
        return;
    }
    char *text = trim(line, line + size);
    if (text[0] == '\0' || text[0] == '#')
        return;
    char *sign = strchr(text, '=');
    if (sign == NULL) {
        problem_set(&problem, STATUS_INVALID, reading->path, "write key = value, or put a # before it", "not a setting");
        tell(reading, &problem);
        return;
    }
    char *value = trim(sign + 1, text + strlen(text));
    take_setting(reading, trim(text, sign), value);
}

static void take_text(struct settings_reading *reading, char *bytes, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF"; // that some editors begin UTF-8 with
    size_t first = size >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
    for (size_t begin = first; begin < size;) {
        reading->line++;
        const char *end = memchr(bytes + begin, '\n', size - begin);
        size_t length = end == NULL ? size - begin : (size_t)(end - bytes) - begin;
        take_line(reading, bytes + begin, length);
        begin += length + 1;
    }
}

enum status settings_read_text(const char *path, char *bytes, size_t size, const struct setting *known, size_t count,
                               void *target, problem_sink *sink, void *context)
{
    struct settings_reading reading = {
        .path = path, .known = known, .count = count, .target = target, .sink = sink, .context = context};
    take_text(&reading, bytes, size);
    return reading.status;
}

enum status settings_read(const char *path, const struct setting *known, size_t count, void *target, problem_sink *sink,
                          void *context)
{
    struct settings_reading reading = {
        .path = path, .known = known, .count = count, .target = target, .sink = sink, .context = context};
    struct arena arena = {0};
    struct problem problem;
    char *bytes;
    size_t size;
    if (sys_read_file(&arena, path, SETTINGS_BYTES_MAX, &bytes, &size, &problem) == STATUS_OK)
        take_text(&reading, bytes, size);
    else
        tell(&reading, &problem);
    arena_free(&arena);
    return reading.status;
}
