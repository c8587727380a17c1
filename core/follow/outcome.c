// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lines of a word and a value, in one order: a shell script reads them as easily as this program.
#include "core/follow/outcome.h"

#include "core/base/sys.h"
#include "core/release/file.h"

#include <stdio.h>
#include <string.h>

enum { OUTCOME_BYTES_MAX = 2048 };

static const char *const names[OUTCOME_KINDS] = {
    [OUTCOME_ADOPTED] = "adopted",
    [OUTCOME_UNCHANGED] = "unchanged",
    [OUTCOME_UNREACHABLE] = "unreachable",
    [OUTCOME_REFUSED] = "refused",
};

const char *outcome_name(enum outcome_kind kind)
{
    return names[kind];
}

const char *outcome_path(struct arena *arena, const char *state_path)
{
    return arena_format(arena, "%s.outcome", state_path);
}

static enum outcome_kind kind_of(enum status status, const struct sync_result *result)
{
    if (status == STATUS_OK)
        return result->adopted ? OUTCOME_ADOPTED : OUTCOME_UNCHANGED;
    return status == STATUS_IO || status == STATUS_NOT_FOUND ? OUTCOME_UNREACHABLE : OUTCOME_REFUSED;
}

// Names of files may hold anything; the file of the outcome has one line for them.
static void make_one_line(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ')
            *text = ' ';
    }
}

static const char *or_dash(const char *text)
{
    return text[0] == '\0' ? "-" : text;
}

enum status outcome_write(const char *path, enum status status, const struct sync_result *result,
                          const struct problem *why, struct problem *problem)
{
    struct outcome outcome;
    struct problem ignored;
    if (outcome_read(path, &outcome, &ignored) != STATUS_OK)
        outcome = (struct outcome){0};
    outcome.kind = kind_of(status, result);
    outcome.why[0] = '\0';
    clock_format_utc(clock_utc_seconds(), outcome.ended);
    if (status == STATUS_OK) {
        memcpy(outcome.success, outcome.ended, sizeof outcome.success);
        memcpy(outcome.expires, result->expires, sizeof outcome.expires);
        outcome.release = result->release;
    } else {
        problem_format(why, outcome.why, sizeof outcome.why);
        make_one_line(outcome.why);
    }
    struct arena arena = {0};
    const char *text = arena_format(
        &arena, "kompass-sync-outcome 1\nended %s\nresult %s\nrelease %ld\nexpires %s\nsuccess %s\nwhy %s\n",
        outcome.ended, names[outcome.kind], outcome.release, or_dash(outcome.expires), or_dash(outcome.success),
        or_dash(outcome.why));
    enum status written = sys_write_file(path, text, strlen(text), 0644, problem);
    arena_free(&arena);
    return written;
}

// A stamp, or a dash for none.
static bool take_stamp(char stamp[CLOCK_STAMP_BYTES])
{
    if (strcmp(stamp, "-") == 0)
        stamp[0] = '\0';
    return stamp[0] == '\0' || clock_parse_utc(stamp, &(int64_t){0});
}

static bool parse(const char *text, size_t size, struct outcome *outcome)
{
    char name[16];
    int length = 0;
    if (sscanf(text,
               "kompass-sync-outcome 1\nended %20[0-9TZ:-]\nresult %15[a-z]\nrelease %9ld\nexpires %20[0-9TZ:-]\n"
               "success %20[0-9TZ:-]\nwhy %1399[^\n]\n%n",
               outcome->ended, name, &outcome->release, outcome->expires, outcome->success, outcome->why,
               &length) != 6 ||
        (size_t)length != size || text[size - 1] != '\n' || outcome->release < 0)
        return false;
    for (outcome->kind = 0; outcome->kind < OUTCOME_KINDS; outcome->kind++) {
        if (strcmp(name, names[outcome->kind]) == 0)
            break;
    }
    if (strcmp(outcome->why, "-") == 0)
        outcome->why[0] = '\0';
    return outcome->kind < OUTCOME_KINDS && take_stamp(outcome->ended) && outcome->ended[0] != '\0' &&
           take_stamp(outcome->expires) && take_stamp(outcome->success);
}

enum status outcome_read(const char *path, struct outcome *outcome, struct problem *problem)
{
    struct arena arena = {0};
    char *text = NULL;
    size_t size;
    enum status status = file_read_regular(&arena, path, OUTCOME_BYTES_MAX, &text, &size, problem);
    *outcome = (struct outcome){0};
    if (status == STATUS_OK && !parse(text, size, outcome))
        status =
            problem_set(problem, STATUS_INVALID, path, "the next sync writes it anew", "not the outcome of a sync");
    arena_free(&arena);
    return status;
}
