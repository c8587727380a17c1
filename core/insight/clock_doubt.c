// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A day is enough: what is wrong by less shows nowhere, and more would say when somebody was there.
#include "core/insight/clock_doubt.h"

#include "core/base/arena.h"
#include "core/base/sys.h"

#include <stdio.h>
#include <string.h>

enum { RECORD_BYTES_MAX = 256, DAY_SECONDS = 86400 };

enum clock_doubt clock_doubt_of(const struct clock_record *record, int64_t now, int64_t created, bool synchronised)
{
    int64_t today = now / DAY_SECONDS;
    if (created > 0 && now < created - CLOCK_SLACK_SECONDS)
        return CLOCK_BEFORE_RELEASE;
    if (synchronised)
        return CLOCK_SURE;
    if (today < record->seen)
        return CLOCK_BEHIND;
    return record->synchronised > 0 && today - record->synchronised > CLOCK_ALONE_DAYS ? CLOCK_ALONE : CLOCK_SURE;
}

static bool read_day(const char *text, int64_t *day)
{
    struct local_time midnight;
    if (!clock_is_day(text) || !clock_parse_day(text, &midnight))
        return false;
    *day = clock_day_number(midnight.year, midnight.month, midnight.day);
    return *day > 0;
}

enum status clock_record_read(const char *folder, struct clock_record *record, struct problem *problem)
{
    struct arena arena = {0};
    char *text = NULL, seen[11] = "", synchronised[11] = "";
    size_t size;
    int length = 0;
    const char *path = arena_format(&arena, "%s/" CLOCK_RECORD_FILE, folder);
    enum status status = sys_read_file(&arena, path, RECORD_BYTES_MAX, &text, &size, problem);
    *record = (struct clock_record){0};
    if (status == STATUS_OK && (sscanf(text, "kompass-kiosk-clock 1\nseen %10s\nsynchronised %10s\n%n", seen, synchronised, &length) != 2 ||
                                (size_t)length != size || !read_day(seen, &record->seen) ||
                                !read_day(synchronised, &record->synchronised)))
        status = problem_set(problem, STATUS_INVALID, path, "the kiosk writes it anew", "not what a kiosk remembers of its clock");
    if (status != STATUS_OK)
        *record = (struct clock_record){0};
    arena_free(&arena);
    return status;
}

static enum status write_record(const char *folder, const struct clock_record *record, struct problem *problem)
{
    struct arena arena = {0};
    char seen[CLOCK_DAY_BYTES], synchronised[CLOCK_DAY_BYTES];
    const char *path = arena_format(&arena, "%s/" CLOCK_RECORD_FILE, folder);
    const char *text = arena_format(&arena, "kompass-kiosk-clock 1\nseen %s\nsynchronised %s\n",
                                    clock_format_day(clock_from_day_number(record->seen), seen),
                                    clock_format_day(clock_from_day_number(record->synchronised), synchronised));
    enum status status = sys_replace_file(path, text, strlen(text), problem);
    arena_free(&arena);
    return status;
}

enum status clock_record_note(const char *folder, int64_t now, bool synchronised, struct clock_record *before,
                              struct problem *problem)
{
    int64_t today = now / DAY_SECONDS;
    enum status status = clock_record_read(folder, before, problem);
    if (status == STATUS_IO)
        return status; // what cannot be read now is not to be lost
    struct clock_record after = *before;
    if (synchronised || today > after.seen)
        after.seen = today;
    if (synchronised || after.synchronised == 0)
        after.synchronised = today;
    bool same = after.seen == before->seen && after.synchronised == before->synchronised;
    return same ? STATUS_OK : write_record(folder, &after, problem);
}
