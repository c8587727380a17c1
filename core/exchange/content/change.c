// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Both sides come from the import itself, before and after writing: so nothing is told that is not done, and a new
// column is told of by itself.
#include "core/exchange/content/change.h"

#include "core/base/clock.h"
#include "core/exchange/content/fields.h"

#include <string.h>
#include <time.h>

// ---- telling ------------------------------------------------------------------------------------------------------

struct difference {
    struct arena arena;
    const struct content_telling *telling;
    struct content_fields before, after;
    const char *facts; // that changed, for a warning
    size_t fields;
};

static void tell(struct difference *difference, const char *field, const char *before, const char *after)
{
    const struct content_fields *named = difference->after.count > 0 ? &difference->after : &difference->before;
    const struct content_change change = {named->kind, named->slug, field, before, after};
    if (difference->telling->listener->change != NULL)
        difference->telling->listener->change(difference->telling->listener->context, &change);
}

static void tell_field(struct difference *difference, const struct content_field *field, const char *before,
                       const char *after)
{
    if (before != NULL && after != NULL && strcmp(before, after) == 0)
        return;
    tell(difference, field->name, before, after);
    difference->fields++;
    if (field->fact)
        difference->facts = difference->facts == NULL
                                ? field->name
                                : arena_format(&difference->arena, "%s, %s", difference->facts, field->name);
}

static void tell_fields(struct difference *difference)
{
    const struct content_fields *before = &difference->before, *after = &difference->after;
    for (size_t i = 0; i < before->count; i++)
        tell_field(difference, &before->items[i], before->items[i].value,
                   content_fields_find(after, before->items[i].name));
    for (size_t i = 0; i < after->count; i++) {
        if (content_fields_find(before, after->items[i].name) == NULL)
            tell_field(difference, &after->items[i], NULL, after->items[i].value);
    }
}

static void warn(const struct difference *difference, const char *date, const char *verified)
{
    struct arena arena = {0};
    struct problem problem;
    problem_set(&problem, STATUS_INVALID,
                arena_format(&arena, "warning: %s %s", difference->after.kind, difference->after.slug),
                "set source.date to the day of what says so now, or verified_on to the day on which the office did",
                "the source is older than the fact: it is still of %s, verified %s, but this changed: %.300s",
                date == NULL ? "no date" : date, verified == NULL ? "never" : verified, difference->facts);
    if (difference->telling->listener->warning != NULL)
        difference->telling->listener->warning(difference->telling->listener->context, &problem);
    arena_free(&arena);
}

// A fact that changed must have a newer source; a kind that states none has no source at all. Today is that of people,
// whatever stamp a release gets.
static void check_dates(struct difference *difference, struct import *import, json_t *before, json_t *after)
{
    char today[CLOCK_STAMP_BYTES];
    clock_format_utc((int64_t)time(NULL), today);
    today[strlen("YYYY-MM-DD")] = '\0';
    json_t *source = json_object_get(after, "source");
    const char *date = record_string(source, "date");
    const char *verified = record_string(source, "verified_on");
    bool fresh = record_is_dated_anew(before, after, today);
    if (fresh)
        import_note_older(import, record_id(after), NULL);
    if (difference->facts == NULL || fresh || source == NULL)
        return;
    import_note_older(import, record_id(after), difference->facts);
    difference->telling->report->warnings++;
    warn(difference, date, verified);
}

static bool is_within(json_t *record)
{
    return model_kind(record_kind(record))->within;
}

void content_tell_changed(void *context, struct import *import, json_t *before, json_t *after)
{
    struct difference difference = {.telling = context};
    difference.before = content_fields_of(&difference.arena, import, before);
    difference.after = content_fields_of(&difference.arena, import, after);
    const char *slug = (after == NULL ? &difference.before : &difference.after)->slug;
    bool whole = before == NULL || after == NULL;
    if (!whole || is_within(after == NULL ? before : after))
        tell_fields(&difference);
    if (difference.fields == 0)
        tell(&difference, NULL, before == NULL ? NULL : slug, after == NULL ? NULL : slug);
    if (after != NULL)
        check_dates(&difference, import, before, after);
    arena_free(&difference.arena);
}

// ---- what was kept ------------------------------------------------------------------------------------------------

enum {
    EXCERPT_BYTES = 120, // of a long text that are told,
    EXCERPT_LEAD = 40,   // of these before what differs
};

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

// A short text whole; of a long one the part in which it differs from the other one. Cut between characters.
static const char *excerpt(struct arena *arena, const char *text, const char *other)
{
    size_t length = strlen(text), from = 0;
    if (length <= EXCERPT_BYTES)
        return text;
    while (text[from] != '\0' && text[from] == other[from])
        from++;
    from = from > EXCERPT_LEAD ? from - EXCERPT_LEAD : 0;
    from = from < length - EXCERPT_BYTES ? from : length - EXCERPT_BYTES;
    while (!begins_character(text[from]))
        from--;
    size_t to = from + EXCERPT_BYTES;
    while (!begins_character(text[to]))
        to--;
    return arena_format(arena, "%s%.*s%s", from > 0 ? "…" : "", (int)(to - from), text + from, to < length ? "…" : "");
}

static void tell_kept(const struct content_telling *telling, const char *kind, const char *slug, const char *mend,
                      const char *why)
{
    struct arena arena = {0};
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, arena_format(&arena, "warning: %s %s", kind, slug), mend, "%s", why);
    if (telling->listener->kept != NULL)
        telling->listener->kept(telling->listener->context, &problem);
    arena_free(&arena);
}

static void tell_kept_field(const struct content_telling *telling, enum import_reason reason, const char *name,
                            const struct content_fields *ours, const struct content_fields *theirs)
{
    struct arena arena = {0};
    const char *before = content_fields_find(ours, name);
    const char *after = content_fields_find(theirs, name);
    if (before != NULL && after != NULL && strcmp(before, after) == 0)
        return;
    before = before == NULL ? "(nothing)" : before;
    after = after == NULL ? "(nothing)" : after;
    const char *kept = excerpt(&arena, before, after), *other = excerpt(&arena, after, before);
    if (reason == IMPORT_FIELD)
        tell_kept(telling, ours->kind, ours->slug, "correct one of them",
                  arena_format(&arena, "kept what was changed by hand: %s: %s; the source says: %s", name, kept, other));
    else
        tell_kept(telling, ours->kind, ours->slug, "look whether it was changed by hand",
                  arena_format(&arena, "what the source said before is not known; replaced: %s: %s; by: %s", name, kept,
                               other));
    arena_free(&arena);
}

// A field of the record may be many of the files: of a list only the entries that differ are told.
static void tell_kept_fields(const struct content_telling *telling, struct import *import,
                             const struct import_kept *kept)
{
    struct arena arena = {0};
    json_t *sides[] = {record_of_field(kept->record, kept->path, kept->ours),
                       record_of_field(kept->record, kept->path, kept->theirs)};
    struct content_fields named = content_fields_of(&arena, import, kept->record);
    struct content_fields ours = content_fields_of(&arena, import, sides[0]);
    struct content_fields theirs = content_fields_of(&arena, import, sides[1]);
    ours.kind = named.kind;
    ours.slug = named.slug;
    for (size_t i = 0; i < ours.count; i++)
        tell_kept_field(telling, kept->reason, ours.items[i].name, &ours, &theirs);
    for (size_t i = 0; i < theirs.count; i++) {
        if (content_fields_find(&ours, theirs.items[i].name) == NULL)
            tell_kept_field(telling, kept->reason, theirs.items[i].name, &ours, &theirs);
    }
    json_decref(sides[0]);
    json_decref(sides[1]);
    arena_free(&arena);
}

void content_tell_kept(void *context, struct import *import, const struct import_kept *kept)
{
    static const struct {
        const char *why, *mend;
    } whole[] = {
        [IMPORT_WHOLE] = {"kept whole as it was changed by hand: it does not fit with what the source says now",
                          "change it by hand to what is right"},
        [IMPORT_LEFT] = {"kept as it was changed by hand: the source has it no more",
                         "remove it by hand if it is to go"},
        [IMPORT_NEEDED] = {"kept: the source has it no more, but this leads to it",
                           "remove it by hand when nothing does"},
        [IMPORT_REMOVED] = {"left out: it was removed by hand, and the source still has it",
                            "remove it from the source, too"},
        [IMPORT_NOWHERE] = {"left out: it needs what was removed by hand", "remove it from the source, too"},
        [IMPORT_LOCKED] = {"left as it is: somebody works on it just now", "import again later"},
    };
    struct arena arena = {0};
    if (kept->path != NULL) {
        tell_kept_fields(context, import, kept);
        return;
    }
    struct content_fields fields = content_fields_of(&arena, import, kept->record);
    const char *why = whole[kept->reason].why;
    if (kept->other != NULL)
        why = arena_format(&arena, "%s: %s", why, content_name_of(&arena, import, kept->other));
    tell_kept(context, fields.kind, fields.slug, whole[kept->reason].mend, why);
    arena_free(&arena);
}
