// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Both kinds are read by the transport that releases come by, so that the network is another process's here, too.
#include "core/exchange/integreat/origin.h"

#include "core/base/clock.h"
#include "core/base/sys.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ANSWER_BYTES_MAX = 64 * 1024 * 1024,
    ALL_BYTES_MAX = 256 * 1024 * 1024,
    MINUTES_MAX = 10,
    LANGUAGES_MAX = 64,
    NAME_MAX_BYTES = 20, // of a language
};

static int64_t now_ms(void)
{
    static const struct clock clock = {0};
    struct tick tick;
    clock_sample(&clock, &tick);
    return tick.elapsed_ms;
}

enum status integreat_origin_open(struct arena *arena, struct integreat_origin *origin, const char *from,
                                  struct problem *problem)
{
    static const char mend[] = "write it as https://host/…/region";
    *origin = (struct integreat_origin){.begun_ms = now_ms(), .left = ALL_BYTES_MAX};
    if (strncmp(from, "https://", strlen("https://")) != 0)
        return transport_open(arena, &origin->transport, from, problem);
    size_t length = strlen(from);
    while (from[length - 1] == '/')
        length--;
    char *place = arena_copy(arena, from, length);
    char *slash = strrchr(place, '/');
    if (slash < place + strlen("https://") || strpbrk(place, "?#") != NULL)
        return problem_set(problem, STATUS_INVALID, from, mend, "not the address of a region");
    *slash = '\0';
    origin->region = slash + 1;
    return transport_open(arena, &origin->transport, place, problem);
}

void integreat_origin_close(struct integreat_origin *origin)
{
    transport_close(&origin->transport);
}

// ---- reading ------------------------------------------------------------------------------------------------------

struct answer_reading {
    struct integreat_origin *origin;
    const char *name;
    FILE *stream;
    size_t size;
};

static enum status take(void *context, const void *bytes, size_t size, struct problem *problem)
{
    struct answer_reading *reading = context;
    if (size > ANSWER_BYTES_MAX - reading->size || size > reading->origin->left)
        return problem_set(problem, STATUS_LIMIT, reading->name, "import a smaller region", "more than a region can have");
    if (now_ms() - reading->origin->begun_ms > (int64_t)MINUTES_MAX * 60 * 1000)
        return problem_set(problem, STATUS_IO, reading->name, "try again later", "the server took more than %d minutes",
                           MINUTES_MAX);
    reading->size += size;
    reading->origin->left -= size;
    if (fwrite(bytes, 1, size, reading->stream) != size)
        return problem_set(problem, STATUS_LIMIT, reading->name, "end other programs or add memory", "no memory left");
    return STATUS_OK;
}

static enum status read_name(struct arena *arena, struct integreat_origin *origin, const char *name, char **bytes,
                             size_t *size, struct problem *problem)
{
    char *text = NULL;
    size_t length = 0;
    struct answer_reading reading = {.origin = origin, .name = name, .stream = open_memstream(&text, &length)};
    struct transport_answer answer;
    const struct transport_request request = {
        .name = name, .limit = ANSWER_BYTES_MAX, .validator = "", .take = take, .context = &reading};
    if (reading.stream == NULL)
        return problem_set_errno(problem, name, "read");
    enum status status = origin->transport.fetch(&origin->transport, &request, &answer, problem);
    fclose(reading.stream);
    *size = length;
    *bytes = status == STATUS_OK ? arena_copy(arena, text, length) : NULL;
    free(text);
    return status;
}

enum status integreat_origin_read(struct arena *arena, struct integreat_origin *origin, const char *language,
                                  const char *answer, const char **name, char **bytes, size_t *size,
                                  struct problem *problem)
{
    // Without that, a server tells each date of a recurring event, but only those of the next 31 days.
    const char *how = strcmp(answer, "events") == 0 ? "?combine_recurring=True" : "";
    const char *part = language == NULL ? "" : arena_format(arena, "%s/", language);
    *name = arena_format(arena, "%s%s.json", part, answer);
    if (origin->region == NULL)
        return read_name(arena, origin, *name, bytes, size, problem);
    const char *region = language == NULL ? "" : arena_format(arena, "%s/", origin->region);
    return read_name(arena, origin, arena_format(arena, "%s%s%s/%s", region, part, answer, how), bytes, size, problem);
}

// ---- languages ----------------------------------------------------------------------------------------------------

// What is safe as a part of an address, and long enough for every language.
static bool is_name(const char *code)
{
    return code != NULL && code[0] != '\0' && strlen(code) <= NAME_MAX_BYTES &&
           code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static enum status read_languages(struct arena *arena, struct integreat_origin *origin, char ***names, size_t *count,
                                  struct problem *problem)
{
    char *bytes = NULL;
    size_t size = 0;
    json_error_t error;
    const char *name = arena_format(arena, "%s/languages/", origin->region);
    enum status status = read_name(arena, origin, name, &bytes, &size, problem);
    if (status != STATUS_OK)
        return status;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    *names = arena_allocate(arena, LANGUAGES_MAX, sizeof **names);
    for (size_t i = 0; i < json_array_size(root) && *count < LANGUAGES_MAX; i++) {
        const char *code = json_string_value(json_object_get(json_array_get(root, i), "code"));
        if (is_name(code))
            (*names)[(*count)++] = arena_copy_text(arena, code);
    }
    json_decref(root);
    if (*count > 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, transport_path(arena, &origin->transport, name),
                       "check the address; it must be that of the region in the API, version 3",
                       "no list of languages");
}

enum status integreat_origin_languages(struct arena *arena, struct integreat_origin *origin, char ***names, size_t *count,
                                       struct problem *problem)
{
    *count = 0;
    if (origin->region != NULL)
        return read_languages(arena, origin, names, count, problem);
    char **found;
    size_t found_count;
    enum status status = sys_list_folder(arena, origin->transport.place, "", &found, &found_count, problem);
    if (status != STATUS_OK)
        return status;
    *names = found;
    for (size_t i = 0; i < found_count; i++) {
        if (sys_is_folder(transport_path(arena, &origin->transport, found[i])))
            found[(*count)++] = found[i];
    }
    return STATUS_OK;
}
