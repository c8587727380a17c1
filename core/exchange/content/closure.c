// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The conditions of the table closure, told with the file's names before the database is touched.
#include "core/exchange/content/closure.h"

#include "core/exchange/content/value.h"

#include <string.h>

void closure_read_every_year(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    enum three_valued flag = VALUE_UNKNOWN;
    value_read_flag(reader, value, detail, &flag);
    *(bool *)place = flag == VALUE_YES;
}

static void tell(struct json_reader *reader, const struct content_closure *closure, const char *part, const char *mend,
                 const char *why)
{
    reader->file = arena_format(reader->arena, "%s.%s", closure->thing.place, part);
    reader->length = 0;
    json_report(reader, mend, "%s", why);
}

static bool has_organization(const struct content *content, const char *name)
{
    const struct content_list *offers = &content->lists[KIND_OFFER];
    for (size_t i = 0; i < offers->count; i++) {
        const char *organization = ((const struct content_offer *)(const void *)offers->things[i])->organization;
        if (organization != NULL && strcmp(organization, name) == 0)
            return true;
    }
    return false;
}

// The same day a year after a day, as text.
static const char *year_after(struct arena *arena, const char *day)
{
    struct local_time date;
    char text[CLOCK_DAY_BYTES];
    clock_parse_day(day, &date);
    date = clock_from_day_number(clock_day_number(date.year + 1, date.month, date.day)); // after 29 February comes 1 March
    return arena_copy_text(arena, clock_format_day(date, text));
}

void closure_check(struct json_reader *reader, const struct content *content, const struct content_closure *closure)
{
    const char *first = closure->first_day;
    const char *last = closure->last_day;
    if (closure->offer != NULL && closure->organization != NULL)
        tell(reader, closure, "organization", "remove one of them, or make two closures",
             "names both an offer and an organization");
    else if (closure->organization != NULL && !has_organization(content, closure->organization))
        tell(reader, closure, "organization", "write it as the offers do",
             arena_format(reader->arena, "no offer is of the organization \"%s\"", closure->organization));
    if (first == NULL)
        return; // reported
    if (last != NULL && strcmp(last, first) < 0)
        tell(reader, closure, "until", "write the later day in \"until\", or the same in both", "ends before it begins");
    else if (closure->every_year && last == NULL)
        tell(reader, closure, "until", "write its last day, or remove \"every_year\"", "holds every year and never ends");
    else if (closure->every_year && strcmp(last, year_after(reader->arena, first)) >= 0)
        tell(reader, closure, "until", "make it shorter than a year, or remove \"every_year\"",
             "holds every year and lasts for a year or more");
}
