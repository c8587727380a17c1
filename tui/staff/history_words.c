// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/staff/history_words.h"

#include "tui/staff/record_form.h"

#include <string.h>

static const char nothing[] = "–";

const char *history_when(struct arena *arena, const char *stamp)
{
    int64_t seconds;
    struct local_time time;
    if (!clock_parse_utc(stamp, &seconds) || !clock_local(seconds, &time))
        return stamp;
    return arena_format(arena, "%02d.%02d.%04d %02d:%02d", time.day, time.month, time.year, time.hour, time.minute);
}

const char *history_door(const struct view *view, const char *door)
{
    return door == NULL ? "" : staff_label(view, "door_", door);
}

const char *history_thing_name(struct arena *arena, const struct view *view, const char *kind, const char *title, const char *slug)
{
    const char *name = title != NULL ? title : slug;
    const char *label = staff_label(view, "kind_", kind);
    return name == NULL ? label : arena_format(arena, "%s: %s", label, name);
}

const char *history_value_of(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                             const char *path, json_t *value)
{
    const char *text = record_value_text(arena, view, staff, kind, path, value);
    size_t length = strlen(text);
    if (length == 0)
        return nothing;
    if (length <= HISTORY_VALUE_BYTES)
        return text;
    length = HISTORY_VALUE_BYTES;
    while (((unsigned char)text[length] & 0xC0) == 0x80) // not within a character
        length--;
    return arena_format(arena, "%.*s …", (int)length, text);
}

const char *history_value(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                          const char *path, const char *json)
{
    json_error_t error;
    json_t *value = json == NULL ? NULL : json_loads(json, JSON_DECODE_ANY, &error);
    const char *text = arena_copy_text(arena, history_value_of(arena, view, staff, kind, path, value));
    json_decref(value);
    return text;
}

// What leads to a thing, as the door calls it, "offer amt": by the kind's name, without an id.
static const char *leading(struct arena *arena, const struct view *view, const char *other)
{
    size_t length = strcspn(other, " ");
    const char *kind = staff_label(view, "kind_", arena_copy(arena, other, length));
    bool named = other[length] == ' ' && strlen(other + length + 1) != MODEL_ID_BYTES - 1;
    return named ? arena_format(arena, "%s %s", kind, other + length + 1) : kind;
}

// Why the first thing that is left is left.
static const char *why_left(struct arena *arena, const struct view *view, const struct undo_left *left)
{
    static const enum staff_message words[] = {
        [UNDO_FIELD] = MESSAGE_UNDO_FIELD,     [UNDO_GONE] = MESSAGE_UNDO_GONE,           [UNDO_CHANGED] = MESSAGE_UNDO_CHANGED,
        [UNDO_NEEDED] = MESSAGE_UNDO_NEEDED,   [UNDO_LINK] = MESSAGE_UNDO_LINK,           [UNDO_INVALID] = MESSAGE_UNDO_INVALID,
        [UNDO_FORBIDDEN] = MESSAGE_REFUSED_FORBIDDEN, [UNDO_LOCKED] = MESSAGE_REFUSED_LOCKED,
    };
    const char *what = "";
    if (left->reason == UNDO_NEEDED)
        what = leading(arena, view, left->other);
    else if (left->reason == UNDO_LOCKED)
        what = left->other;
    else if (left->path != NULL)
        what = record_field_label(arena, view, left->path);
    return message_format(view->messages, arena, words[left->reason], (const char *[]){what, NULL});
}

const char *history_undo(struct arena *arena, const struct view *view, const struct undo_report *report)
{
    long done = (long)(report->changed + report->back + report->removed);
    const char *text = done == 0 && report->left_count == 0 ? staff_text(view, MESSAGE_UNDO_NOTHING)
                                                            : message_count(view->messages, arena, MESSAGE_UNDO_DONE, done, NULL);
    if (report->left_count == 0)
        return text;
    const char *why = why_left(arena, view, &report->left[0]);
    if (report->left_count > 1)
        why = arena_format(arena, "%s %s", why, message_count(view->messages, arena, MESSAGE_UNDO_MORE, (long)report->left_count - 1, NULL));
    return arena_format(arena, "%s %s", text, why);
}
