// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Days that cannot have been yet. A machine whose clock is behind must not refuse a whole city for it: when most of
// what is dated lies ahead, it is the clock that is wrong.
#include "core/exchange/content/model.h"

#include "core/base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    SECONDS_PER_DAY = 86400,
    MANY = 20, // dates that are needed to doubt the clock
};

struct dates {
    const struct content *content;
    struct json_reader *reader; // NULL: only counted
    char today[CLOCK_STAMP_BYTES];
    long dated, ahead;
};

static void look(struct dates *dates, const char *place, const char *part, const char *date)
{
    if (date == NULL)
        return;
    bool ahead = strncmp(date, dates->today, strlen(date)) > 0;
    dates->dated++;
    dates->ahead += ahead;
    if (!ahead || dates->reader == NULL)
        return;
    struct json_reader *reader = dates->reader;
    reader->file = arena_format(reader->arena, "%s.%s", place, part);
    reader->length = 0;
    json_report(reader, "correct the date, or this machine's clock", "%s is in the future", date);
}

static void look_at(struct dates *dates, const struct content_thing *thing)
{
    switch (thing->kind) {
    case KIND_OFFER:
        look(dates, thing->place, "source.date", ((const struct content_offer *)(const void *)thing)->source.date);
        look(dates, thing->place, "verified_on", ((const struct content_offer *)(const void *)thing)->verified_on);
        break;
    case KIND_ARTICLE:
        look(dates, thing->place, "source.date", ((const struct content_article *)(const void *)thing)->source.date);
        look(dates, thing->place, "verified_on", ((const struct content_article *)(const void *)thing)->verified_on);
        break;
    case KIND_GUIDE: {
        const struct json_items *steps = &((const struct content_guide *)(const void *)thing)->steps;
        for (size_t i = 0; i < steps->count; i++) {
            char part[40];
            snprintf(part, sizeof part, "steps[%zu].source.date", i);
            look(dates, thing->place, part, ((const struct content_step *)steps->items)[i].source.date);
        }
        break;
    }
    case KIND_EMERGENCY:
        look(dates, thing->place, "source.date", ((const struct content_emergency *)(const void *)thing)->source.date);
        break;
    case KIND_HOLIDAY:
        look(dates, thing->place, "source.date", ((const struct content_holiday *)(const void *)thing)->source.date);
        break;
    case KIND_EVENT:
        look(dates, thing->place, "source.date", ((const struct content_event *)(const void *)thing)->source.date);
        break;
    case KIND_CLOSURE:
        look(dates, thing->place, "source.date", ((const struct content_closure *)(const void *)thing)->source.date);
        break;
    default:
        break; // has no date
    }
}

static void look_at_all(struct dates *dates)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < dates->content->lists[kind].count; i++)
            look_at(dates, dates->content->lists[kind].things[i]);
}

void content_check_dates(const struct content *content, struct json_reader *reader)
{
    struct dates dates = {.content = content};
    // A build may stand still at an older time; a day more for those who are ahead of UTC.
    int64_t now = clock_utc_seconds();
    int64_t clock = (int64_t)time(NULL);
    clock_format_utc((now > clock ? now : clock) + SECONDS_PER_DAY, dates.today);
    look_at_all(&dates);
    if (dates.ahead == 0 || (dates.dated >= MANY && dates.ahead > dates.dated / 2))
        return;
    dates.reader = reader;
    look_at_all(&dates);
}
