// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The text is one block: moving 64 KB for a key takes a microsecond or two, and everybody can read it as it stands. It is in
// NFC after each change, as all stored text is, so a change reaches as far as characters around it compose with it: that can
// be beyond what was typed or erased, and only replace() knows how far.
#include "core/edit/edit.h"

#include "core/base/memory.h"
#include "core/edit/boundary.h"
#include "core/text/accept.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unistr.h>

enum {
    FIRST_CAPACITY = 64,
    UTF8_BYTES_MAX = 4,
    HISTORY_TEXTS = 4, // texts of the largest size whose words the history holds,
    HISTORY_BYTES = 64 * 1024, // and bytes for what else it must know
};

// ---- life --------------------------------------------------------------------------------------------------------

void edit_init(struct edit *edit, const struct edit_limits *limits)
{
    assert(limits->bytes >= UTF8_BYTES_MAX);
    *edit = (struct edit){.limits = *limits, .lines = 1};
    edit->capacity = FIRST_CAPACITY;
    edit->text = memory_allocate(edit->capacity, 1);
    edit->kept = memory_allocate(1, 1);
}

static void forget_kept(struct edit *edit)
{
    if (edit->kept != NULL)
        explicit_bzero(edit->kept, edit->kept_length);
    memory_free(&edit->kept);
}

void edit_free(struct edit *edit)
{
    if (edit->text != NULL)
        explicit_bzero(edit->text, edit->capacity);
    memory_free(&edit->text);
    forget_kept(edit);
    edit_history_free(&edit->history);
    *edit = (struct edit){0};
}

void edit_keep(struct edit *edit)
{
    forget_kept(edit);
    edit->kept = memory_copy_text(edit->text);
    edit->kept_length = edit->length;
    edit_history_end_run(&edit->history);
}

bool edit_changed(const struct edit *edit)
{
    return edit->length != edit->kept_length || memcmp(edit->text, edit->kept, edit->length) != 0;
}

// ---- what may be written -----------------------------------------------------------------------------------------

// If a line ends at `at`, in the way of whatever system (the classes BK, CR, LF and NL of UAX #14), the place behind that;
// otherwise `at`.
static const char *behind_line_end(const char *at, const char *end)
{
    ucs4_t character;
    const char *next = at + u8_mbtouc(&character, (const uint8_t *)at, (size_t)(end - at));
    switch (u_getIntPropertyValue((UChar32)character, UCHAR_LINE_BREAK)) {
    case U_LB_CARRIAGE_RETURN:
        return next < end && *next == '\n' ? next + 1 : next;
    case U_LB_MANDATORY_BREAK:
    case U_LB_LINE_FEED:
    case U_LB_NEXT_LINE:
        return next;
    default:
        return at;
    }
}

// With line feeds for ends of lines; in a single line, blanks for those between words. In the arena.
static char *clean(struct edit *edit, struct arena *arena, const char *text, size_t length)
{
    const char *end = text + length;
    char *plain = arena_allocate(arena, length + 1, 1);
    size_t written = 0;
    bool single = edit->limits.lines == 1;
    for (const char *at = text; at < end;) {
        const char *behind = behind_line_end(at, end);
        if (behind == at) {
            plain[written++] = *at++;
            continue;
        }
        for (at = behind; single && at < end && behind_line_end(at, end) != at;)
            at = behind_line_end(at, end);
        if (!single)
            plain[written++] = '\n';
        else if (written > 0 && at < end)
            plain[written++] = ' ';
    }
    edit->dropped = text_count_dropped(plain, written);
    return text_clean(arena, plain, written);
}

static size_t count_feeds(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n';
    return count;
}

static size_t count_characters(const char *text, size_t length)
{
    return u8_mbsnlen((const uint8_t *)text, length);
}

// Whether a text that had `before` of something may have `after`.
static bool allows(size_t limit, size_t before, size_t after)
{
    return limit == 0 || after <= limit || after <= before;
}

// Puts `inserted` bytes in place of `removed`, if the limits allow it.
static bool splice(struct edit *edit, size_t at, size_t removed, const char *words, size_t inserted, bool always)
{
    const char *gone = edit->text + at;
    size_t length = edit->length - removed + inserted;
    size_t characters = edit->characters - count_characters(gone, removed) + count_characters(words, inserted);
    size_t lines = edit->lines - count_feeds(gone, removed) + count_feeds(words, inserted);
    const struct edit_limits *limits = &edit->limits;
    if (!always && !(allows(limits->bytes, edit->length, length) &&
                     allows(limits->characters, edit->characters, characters) &&
                     allows(limits->lines, edit->lines, lines)))
        return false;
    if (length >= edit->capacity) {
        size_t capacity = length + length / 2 + 1;
        edit->text = edit_grow(edit->text, edit->capacity, edit->length + 1, capacity);
        edit->capacity = capacity;
    }
    memmove(edit->text + at + inserted, edit->text + at + removed, edit->length - at - removed);
    if (inserted > 0)
        memcpy(edit->text + at, words, inserted);
    if (length < edit->length)
        explicit_bzero(edit->text + length, edit->length - length);
    edit->text[length] = '\0';
    edit->length = length;
    edit->characters = characters;
    edit->lines = lines;
    return true;
}

void edit_load(struct edit *edit, const char *text)
{
    struct arena arena = {0};
    const char *cleaned = clean(edit, &arena, text, strlen(text));
    splice(edit, 0, edit->length, cleaned, strlen(cleaned), true);
    arena_free(&arena);
    edit->cursor = edit->anchor = edit->length;
    edit_history_free(&edit->history);
    edit_keep(edit);
}

// ---- changes -----------------------------------------------------------------------------------------------------

static bool is_trail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// The bytes at the beginning of both that are the same, at most `most`, in whole characters.
static size_t same_beginning(const char *a, size_t a_length, const char *b, size_t b_length, size_t most)
{
    size_t same = 0;
    while (same < most && same < a_length && same < b_length && a[same] == b[same])
        same++;
    while (same > 0 && ((same < a_length && is_trail(a[same])) || (same < b_length && is_trail(b[same]))))
        same--;
    return same;
}

static size_t same_end(const char *a, size_t a_length, const char *b, size_t b_length, size_t most)
{
    size_t same = 0;
    while (same < most && same < a_length && same < b_length && a[a_length - same - 1] == b[b_length - same - 1])
        same++;
    while (same > 0 && is_trail(a[a_length - same]))
        same--;
    return same;
}

// The place itself where a cluster begins, otherwise the end of the cluster that it is in.
static size_t cluster_from(const struct edit *edit, size_t at)
{
    size_t cluster = boundary_cluster_at(edit->text, edit->length, at);
    return cluster < at ? boundary_cluster_after(edit->text, edit->length, cluster) : at;
}

// Puts clean words in place of the bytes from `from` to `to`. The cursor is then before what stood behind them and still
// does, where a cluster begins.
static enum edit_result replace(struct edit *edit, size_t from, size_t to, const char *words, enum edit_run run)
{
    size_t first = boundary_composed_before(edit->text, from);
    size_t end = boundary_composed_after(edit->text, edit->length, to);
    size_t before = from - first;
    size_t behind = end - to;
    size_t inserted = strlen(words);
    struct arena arena = {0};
    char *whole = arena_allocate(&arena, before + inserted + behind + 1, 1);
    memcpy(whole, edit->text + first, before);
    memcpy(whole + before, words, inserted);
    memcpy(whole + before + inserted, edit->text + to, behind);
    const char *composed = text_clean(&arena, whole, before + inserted + behind);
    size_t length = strlen(composed);
    size_t kept_end = same_end(edit->text + first, end - first, composed, length, behind);
    size_t kept = same_beginning(edit->text + first, end - first - kept_end, composed, length - kept_end, before);

    struct edit_change change = {.at = first + kept, .removed = end - first - kept - kept_end,
                                 .inserted = length - kept - kept_end, .cursor = edit->cursor, .anchor = edit->anchor};
    char *removed = arena_copy(&arena, edit->text + change.at, change.removed);
    enum edit_result result = EDIT_FULL;
    if (splice(edit, change.at, change.removed, composed + kept, change.inserted, false)) {
        change.after = cluster_from(edit, change.at + change.inserted);
        edit->cursor = edit->anchor = change.after;
        size_t limit = HISTORY_BYTES + HISTORY_TEXTS * (edit->limits.bytes + edit->kept_length);
        edit_history_add(&edit->history, &change, removed, composed + kept, run, limit);
        result = EDIT_CHANGED;
    }
    arena_free(&arena);
    return result;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

enum edit_result edit_type(struct edit *edit, uint32_t character)
{
    uint8_t bytes[UTF8_BYTES_MAX];
    int length = u8_uctomb(bytes, character, sizeof bytes);
    if (length < 0 || (character == '\n' && edit->limits.lines == 1))
        return EDIT_NOTHING; // a surrogate, beyond U+10FFFF, or the end of an only line
    struct arena arena = {0};
    const char *words = clean(edit, &arena, (const char *)bytes, (size_t)length);
    enum edit_result result = EDIT_NOTHING;
    if (words[0] != '\0') {
        size_t from, to;
        bool over = edit_selection(edit, &from, &to);
        if (over || (from > 0 && is_blank(edit->text[from - 1]) && !is_blank(words[0])))
            edit_history_end_run(&edit->history);
        result = replace(edit, from, to, words, EDIT_RUN_TYPED);
    }
    arena_free(&arena);
    return result;
}

enum edit_result edit_insert(struct edit *edit, const char *text, size_t length)
{
    struct arena arena = {0};
    const char *words = clean(edit, &arena, text, length);
    enum edit_result result = EDIT_NOTHING;
    size_t from, to;
    edit_selection(edit, &from, &to);
    if (words[0] != '\0')
        result = replace(edit, from, to, words, EDIT_RUN_NONE);
    arena_free(&arena);
    return result;
}

// A word may end within a cluster: behind a sign that is written before what it belongs to (UAX #29, GB9b).
static size_t target_of(const struct edit *edit, enum edit_motion motion)
{
    const char *text = edit->text;
    size_t length = edit->length;
    size_t cursor = edit->cursor;
    switch (motion) {
    case EDIT_CLUSTER_BACK:
        return boundary_cluster_before(text, length, cursor);
    case EDIT_CLUSTER_ON:
        return boundary_cluster_after(text, length, cursor);
    case EDIT_WORD_BACK:
        return boundary_cluster_at(text, length, boundary_word_before(text, length, cursor));
    case EDIT_WORD_ON:
        return cluster_from(edit, boundary_word_after(text, length, cursor));
    case EDIT_LINE_START:
        return boundary_line_start(text, cursor);
    case EDIT_LINE_END:
        return boundary_line_end(text, length, cursor);
    case EDIT_TEXT_START:
        return 0;
    case EDIT_TEXT_END:
        break;
    }
    return length;
}

enum edit_result edit_erase(struct edit *edit, enum edit_motion motion)
{
    size_t from, to;
    enum edit_run run = EDIT_RUN_NONE;
    if (!edit_selection(edit, &from, &to)) {
        size_t target = target_of(edit, motion);
        from = target < from ? target : from;
        to = target > to ? target : to;
        run = motion == EDIT_CLUSTER_BACK ? EDIT_RUN_ERASED_BACK
              : motion == EDIT_CLUSTER_ON ? EDIT_RUN_ERASED_ON
                                          : EDIT_RUN_NONE;
    }
    return from == to ? EDIT_NOTHING : replace(edit, from, to, "", run);
}

// ---- cursor and selection ----------------------------------------------------------------------------------------

bool edit_selection(const struct edit *edit, size_t *start, size_t *end)
{
    *start = edit->cursor < edit->anchor ? edit->cursor : edit->anchor;
    *end = edit->cursor < edit->anchor ? edit->anchor : edit->cursor;
    return *start < *end;
}

static bool put_cursor(struct edit *edit, size_t cursor, size_t anchor)
{
    if (cursor == edit->cursor && anchor == edit->anchor)
        return false;
    edit->cursor = cursor;
    edit->anchor = anchor;
    edit_history_end_run(&edit->history);
    return true;
}

bool edit_move(struct edit *edit, enum edit_motion motion, bool select)
{
    size_t start, end;
    size_t target = target_of(edit, motion);
    if (!select && edit_selection(edit, &start, &end)) {
        if (motion == EDIT_CLUSTER_BACK)
            target = start;
        else if (motion == EDIT_CLUSTER_ON)
            target = end;
    }
    return put_cursor(edit, target, select ? edit->anchor : target);
}

bool edit_place(struct edit *edit, size_t at, bool select)
{
    size_t target = at >= edit->length ? edit->length : boundary_cluster_at(edit->text, edit->length, at);
    return put_cursor(edit, target, select ? edit->anchor : target);
}

bool edit_select_all(struct edit *edit)
{
    return put_cursor(edit, edit->length, 0);
}

size_t edit_selected(const struct edit *edit)
{
    size_t start, end;
    edit_selection(edit, &start, &end);
    return count_characters(edit->text + start, end - start);
}

// ---- undo --------------------------------------------------------------------------------------------------------

bool edit_undo(struct edit *edit)
{
    const char *words;
    bool more = true;
    bool any = false;
    while (more) {
        const struct edit_change *change = edit_history_back(&edit->history, &words, &more);
        if (change == NULL)
            break;
        splice(edit, change->at, change->inserted, words, change->removed, true);
        edit->cursor = change->cursor;
        edit->anchor = change->anchor;
        any = true;
    }
    return any;
}

bool edit_redo(struct edit *edit)
{
    const char *words;
    bool more = true;
    bool any = false;
    while (more) {
        const struct edit_change *change = edit_history_on(&edit->history, &words, &more);
        if (change == NULL)
            break;
        splice(edit, change->at, change->removed, words, change->inserted, true);
        edit->cursor = edit->anchor = change->after;
        any = true;
    }
    return any;
}

size_t edit_room(const struct edit *edit)
{
    size_t bytes = edit->length < edit->limits.bytes ? edit->limits.bytes - edit->length : 0;
    size_t room = bytes / UTF8_BYTES_MAX;
    if (edit->limits.characters == 0)
        return room;
    size_t characters =
        edit->characters < edit->limits.characters ? edit->limits.characters - edit->characters : 0;
    return characters < room ? characters : room;
}
