// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What people wrote into a calendar, as texts of ours. A short description is the summary in lists; LOCATION is one line of free text, of
// which the street and the town are found when it ends as an address does.
#include "core/exchange/ical/calendar.h"
#include "core/model/model.h"
#include "core/text/accept.h"

#include <stdio.h>
#include <string.h>

// A text that may be shown, of no more bytes than its field has: cut between characters.
static const char *shown(struct ical_reading *reading, const char *text, const char *field)
{
    size_t most = model_text_of(KIND_EVENT, field)->bytes_max;
    reading->report->notes[ICAL_CLEANED] += text_count_dropped(text, strlen(text)) > 0;
    char *clean = text_clean(reading->arena, text, strlen(text));
    if (strlen(clean) > most) {
        while (((unsigned char)clean[most] & 0xC0) == 0x80)
            most--;
        clean[most] = '\0';
        reading->report->notes[ICAL_CUT]++;
    }
    return clean;
}

// Blanks at both ends go, and lines that have nothing else.
static char *trimmed(struct arena *arena, const char *text, bool one_line)
{
    char *out = arena_allocate(arena, strlen(text) + 1, 1);
    size_t size = 0;
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n\r");
        const char *begin = line + strspn(line, " \t");
        size_t kept = begin < line + length ? (size_t)(line + length - begin) : 0;
        while (kept > 0 && (begin[kept - 1] == ' ' || begin[kept - 1] == '\t'))
            kept--;
        if (kept > 0 && size > 0)
            out[size++] = one_line ? ' ' : '\n';
        memcpy(out + size, begin, kept);
        size += kept;
        line += length + strspn(line + length, "\n\r");
    }
    return out;
}

// ---- HTML ---------------------------------------------------------------------------------------------------------

// Google and Outlook put HTML into descriptions: its tags go, what ends a line there does so here.
static char *without_tags(struct arena *arena, const char *text)
{
    static const char *const lines[] = {"<br", "</p", "</li", "</div", "<br/"};
    static const char *const entities[][2] = {{"&nbsp;", " "}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    char *out = arena_allocate(arena, strlen(text) + 1, 1);
    size_t size = 0;
    while (*text != '\0') {
        const char *close = *text == '<' && strchr("/abcdefghijklmnopqrstuvwxyz", text[1] | 0x20) != NULL && text[1] != '\0' ? strchr(text, '>') : NULL;
        if (close != NULL) {
            for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
                if (strncasecmp(text, lines[i], strlen(lines[i])) == 0 && (size == 0 || out[size - 1] != '\n'))
                    out[size++] = '\n';
            }
            text = close + 1;
            continue;
        }
        size_t e = 0;
        while (e < sizeof entities / sizeof *entities && strncmp(text, entities[e][0], strlen(entities[e][0])) != 0)
            e++;
        bool entity = e < sizeof entities / sizeof *entities;
        out[size++] = entity ? entities[e][1][0] : *text;
        text += entity ? strlen(entities[e][0]) : 1;
    }
    return out;
}

static bool has_tags(const char *text)
{
    return strcasestr(text, "<br") != NULL || strcasestr(text, "</") != NULL;
}

// ---- place --------------------------------------------------------------------------------------------------------

// The last part of an address: "06844 Dessau-Roßlau".
static bool read_town(struct arena *arena, const char *part, struct content_place *place)
{
    size_t digits = strspn(part, "0123456789");
    const char *town = part + digits + strspn(part + digits, " ");
    if (digits != 5 || part[digits] != ' ' || *town == '\0')
        return false;
    place->postal_code = arena_copy(arena, part, digits);
    place->city = arena_copy_text(arena, town);
    return true;
}

// "Volkshochschule, Erdmannsdorffstr. 3, 06844 Dessau": a note, a street, a town. What is not an address is a note.
static struct content_place place_of(struct ical_reading *reading, const struct ical_component *component)
{
    enum { PARTS_MAX = 8 };
    struct arena *arena = reading->arena;
    struct content_place place = {.point = coordinates_are_known(&component->point) ? component->point : (struct coordinates){0}};
    if (component->location == NULL)
        return place;
    const char *parts[PARTS_MAX];
    size_t count = 0;
    const char *note = NULL;
    reading->report->notes[ICAL_CLEANED] += text_count_dropped(component->location, strlen(component->location)) > 0;
    char *rest = trimmed(arena, text_clean(arena, component->location, strlen(component->location)), false), *part;
    while (count < PARTS_MAX && (part = strsep(&rest, count + 1 < PARTS_MAX ? ",\n" : "")) != NULL) {
        part += strspn(part, " ");
        if (*part != '\0' && strcasecmp(part, "Deutschland") != 0 && strcasecmp(part, "Germany") != 0)
            parts[count++] = part;
    }
    if (count > 0 && read_town(arena, parts[count - 1], &place))
        count--;
    if (place.city != NULL && count > 0 && strpbrk(parts[count - 1], "0123456789") != NULL)
        place.street = parts[--count];
    for (size_t i = 0; i < count; i++)
        note = note == NULL ? parts[i] : arena_format(arena, "%s, %s", note, parts[i]);
    place.note = note;
    return place;
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static void add_text(struct content_event *event, const char *field, const char *text)
{
    struct content_text *texts = event->thing.texts.items;
    texts[event->thing.texts.count++] = (struct content_text){.language = "de", .field = field, .text = text};
}

static bool is_web(const char *url)
{
    return url != NULL && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0) && strpbrk(url, " \t\"<>") == NULL;
}

static void set_source(struct ical_reading *reading, const struct ical_component *component, struct content_event *event)
{
    char day[CLOCK_DAY_BYTES];
    event->url = is_web(component->url) ? component->url : NULL;
    event->source.url = event->url != NULL                     ? event->url
                        : reading->source->url != NULL         ? reading->source->url
                        : is_web(component->zones->url) ? component->zones->url
                                                        : NULL;
    if (component->stamp.time.year != 0)
        event->source.date = arena_copy_text(reading->arena, clock_format_day(component->stamp.time, day));
}

void ical_set_texts(struct ical_reading *reading, const struct ical_component *component, struct content_event *event)
{
    enum { SUMMARY_BYTES = 300 }; // as much as a list shows
    struct arena *arena = reading->arena;
    event->thing.texts.items = arena_allocate(arena, 2, sizeof(struct content_text));
    add_text(event, "title", shown(reading, trimmed(arena, component->title, true), "title"));
    const char *description = component->description;
    if (description != NULL && has_tags(description))
        description = without_tags(arena, description);
    description = description == NULL ? "" : trimmed(arena, description, false);
    bool is_short = strlen(description) <= SUMMARY_BYTES && strchr(description, '\n') == NULL;
    if (*description != '\0')
        add_text(event, is_short ? "summary" : "description", shown(reading, description, is_short ? "summary" : "description"));
    event->location = place_of(reading, component);
    set_source(reading, component, event);
}
