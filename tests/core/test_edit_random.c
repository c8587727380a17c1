// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The text that somebody writes against a naive one: an array, normalised as a whole at each change, clusters and words by
// another library, and for each group of changes a copy of everything before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/edit/edit.h"
#include "core/text/accept.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwbrk.h>

enum { ROOM = 1024, GROUPS_MAX = 600, BYTES_MAX = 300, LINES_MAX = 6 };

struct snapshot {
    char text[ROOM];
    size_t length, cursor, anchor;
};

struct naive {
    struct snapshot now;
    struct snapshot before[GROUPS_MAX]; // each group that is done
    struct snapshot after[GROUPS_MAX];  // each group, of those too that were taken back
    size_t done, count;
    enum edit_run run;
};

static uint32_t seed;

static unsigned pick(unsigned limit)
{
    seed ^= seed << 13; // xorshift32
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % limit;
}

// ---- the naive text ----------------------------------------------------------------------------------------------

static bool begins_cluster(const struct snapshot *text, size_t at)
{
    char breaks[ROOM];
    if (at == 0 || at >= text->length)
        return true;
    u8_grapheme_breaks((const uint8_t *)text->text, text->length, breaks);
    return breaks[at] != 0;
}

static size_t next_cluster(const struct snapshot *text, size_t at)
{
    do
        at++;
    while (at < text->length && !begins_cluster(text, at));
    return at < text->length ? at : text->length;
}

static size_t last_cluster(const struct snapshot *text, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (!begins_cluster(text, at));
    return at;
}

// The byte at which a word of the text begins or ends, first after or last before `at`.
static size_t find_word(const struct snapshot *text, size_t at, bool on)
{
    char breaks[ROOM];
    size_t found = on ? text->length : 0;
    u8_wordbreaks((const uint8_t *)text->text, text->length, breaks);
    for (size_t start = 0; start < text->length;) {
        size_t end = start + 1;
        while (end < text->length && !breaks[end])
            end++;
        bool word = false;
        for (size_t i = start; i < end;) {
            ucs4_t character;
            i += (size_t)u8_mbtouc(&character, (const uint8_t *)text->text + i, end - i);
            word = word || uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
        }
        if (word && on && end > at)
            return end;
        if (word && !on && start < at)
            found = start;
        start = end;
    }
    return found;
}

static size_t naive_target(const struct snapshot *text, enum edit_motion motion)
{
    size_t at = text->cursor;
    switch (motion) {
    case EDIT_CLUSTER_BACK:
        return last_cluster(text, at);
    case EDIT_CLUSTER_ON:
        return at == text->length ? at : next_cluster(text, at);
    case EDIT_WORD_BACK:
        return find_word(text, at, false);
    case EDIT_WORD_ON:
        return find_word(text, at, true);
    case EDIT_LINE_START:
        while (at > 0 && text->text[at - 1] != '\n')
            at--;
        return at;
    case EDIT_LINE_END:
        while (at < text->length && text->text[at] != '\n')
            at++;
        return at;
    case EDIT_TEXT_START:
        return 0;
    case EDIT_TEXT_END:
        break;
    }
    return text->length;
}

static size_t count_lines(const char *text)
{
    size_t lines = 1;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static bool is_trail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// Puts words in place of the bytes from `from` to `to`; false when there is no room.
static bool naive_replace(struct naive *naive, size_t from, size_t to, const char *words, enum edit_run run)
{
    struct arena arena = {0};
    struct snapshot old = naive->now;
    struct snapshot *now = &naive->now;
    const char *behind = old.text + to;
    const char *whole = arena_format(&arena, "%.*s%s%s", (int)from, old.text, words, behind);
    const char *text = text_clean(&arena, whole, strlen(whole));
    size_t length = strlen(text);
    bool fits = (length <= BYTES_MAX || length <= old.length) &&
                (count_lines(text) <= LINES_MAX || count_lines(text) <= count_lines(old.text));
    if (fits) {
        size_t same = 0;
        size_t most = old.length - to;
        while (same < most && same < length && text[length - same - 1] == old.text[old.length - same - 1])
            same++;
        while (same > 0 && is_trail(text[length - same]))
            same--;
        memset(now, 0, sizeof *now);
        memcpy(now->text, text, length);
        now->length = length;
        now->cursor = length - same;
        if (!begins_cluster(now, now->cursor))
            now->cursor = next_cluster(now, now->cursor);
        now->anchor = now->cursor;
        bool goes_on = run != EDIT_RUN_NONE && run == naive->run;
        if (!goes_on)
            naive->before[naive->done++] = old;
        naive->after[naive->done - 1] = *now;
        naive->count = naive->done;
        naive->run = run;
    }
    arena_free(&arena);
    return fits;
}

static void naive_put(struct naive *naive, size_t cursor, size_t anchor)
{
    if (cursor != naive->now.cursor || anchor != naive->now.anchor)
        naive->run = EDIT_RUN_NONE;
    naive->now.cursor = cursor;
    naive->now.anchor = anchor;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a < b ? b : a;
}

// ---- both --------------------------------------------------------------------------------------------------------

// Of the last ones the two libraries make different words, one of Hangul by a dictionary, the other of pictures joined to
// letters: in a round with them nothing goes by words.
static const char *const letters[] = {
    "a", "b", "n", " ", " ", ",", ".", "ü", "e", "\u0301", "\u0308", "\u0323", "س", "ل", "ا", "\u064E", "ላ", "ም",
    "є", "ї", "👩", "🇺", "🇦", "\n", "1", "\u200C", "\u200F", "א", "\u200D", "👧", "가", "\u1100", "\u1161", "\u11A8",
};
enum { LETTER_COUNT = sizeof letters / sizeof *letters, OTHERS_COUNT = 6 };
static bool with_others;

static const char *pick_letter(void)
{
    return letters[pick(with_others ? LETTER_COUNT : LETTER_COUNT - OTHERS_COUNT)];
}

static enum edit_motion pick_motion(unsigned limit)
{
    enum edit_motion motion = (enum edit_motion)pick(limit);
    bool by_word = motion == EDIT_WORD_BACK || motion == EDIT_WORD_ON;
    return by_word && with_others ? EDIT_CLUSTER_BACK : motion;
}

static void do_typing(struct edit *edit, struct naive *naive)
{
    const char *letter = pick_letter();
    struct snapshot *now = &naive->now;
    size_t from = least(now->cursor, now->anchor);
    size_t to = most(now->cursor, now->anchor);
    ucs4_t character;
    u8_next(&character, (const uint8_t *)letter);
    bool after_blank = from > 0 && strchr(" \n", now->text[from - 1]) != NULL;
    if (from < to || (after_blank && strchr(" \n", letter[0]) == NULL))
        naive->run = EDIT_RUN_NONE;
    bool fits = naive_replace(naive, from, to, letter, EDIT_RUN_TYPED);
    assert_int_equal(edit_type(edit, character), fits ? EDIT_CHANGED : EDIT_FULL);
}

static void do_inserting(struct edit *edit, struct naive *naive)
{
    struct arena arena = {0};
    struct arena_text words = {0};
    for (unsigned count = 1 + pick(12); count > 0; count--)
        arena_append(&arena, &words, pick_letter());
    struct snapshot *now = &naive->now;
    bool fits = naive_replace(naive, least(now->cursor, now->anchor), most(now->cursor, now->anchor),
                              text_clean(&arena, words.bytes, words.length), EDIT_RUN_NONE);
    assert_int_equal(edit_insert(edit, words.bytes, words.length), fits ? EDIT_CHANGED : EDIT_FULL);
    arena_free(&arena);
}

static void do_erasing(struct edit *edit, struct naive *naive)
{
    enum edit_motion motion = pick_motion(pick(3) == 0 ? EDIT_TEXT_START : EDIT_WORD_BACK);
    struct snapshot *now = &naive->now;
    size_t from = least(now->cursor, now->anchor);
    size_t to = most(now->cursor, now->anchor);
    enum edit_run run = EDIT_RUN_NONE;
    if (from == to) {
        size_t target = naive_target(now, motion);
        from = least(from, target);
        to = most(to, target);
        run = motion == EDIT_CLUSTER_BACK  ? EDIT_RUN_ERASED_BACK
              : motion == EDIT_CLUSTER_ON ? EDIT_RUN_ERASED_ON
                                          : EDIT_RUN_NONE;
    }
    bool fits = from < to && naive_replace(naive, from, to, "", run);
    enum edit_result result = edit_erase(edit, motion);
    assert_int_equal(result == EDIT_CHANGED, fits);
}

static void do_moving(struct edit *edit, struct naive *naive)
{
    enum edit_motion motion = pick_motion(EDIT_TEXT_END + 1);
    bool select = pick(2) == 0;
    struct snapshot *now = &naive->now;
    size_t target = naive_target(now, motion);
    if (!select && now->cursor != now->anchor && motion <= EDIT_CLUSTER_ON)
        target = motion == EDIT_CLUSTER_BACK ? least(now->cursor, now->anchor) : most(now->cursor, now->anchor);
    naive_put(naive, target, select ? now->anchor : target);
    edit_move(edit, motion, select);
}

static void do_placing(struct edit *edit, struct naive *naive)
{
    struct snapshot *now = &naive->now;
    size_t at = pick((unsigned)now->length + 3);
    bool select = pick(4) == 0;
    edit_place(edit, at, select);
    at = least(at, now->length);
    while (!begins_cluster(now, at))
        at--;
    naive_put(naive, at, select ? now->anchor : at);
}

static void do_undo(struct edit *edit, struct naive *naive)
{
    assert_int_equal(edit_undo(edit), naive->done > 0);
    if (naive->done > 0) {
        naive->now = naive->before[--naive->done];
        naive->run = EDIT_RUN_NONE;
    }
}

static void do_redo(struct edit *edit, struct naive *naive)
{
    assert_int_equal(edit_redo(edit), naive->done < naive->count);
    if (naive->done < naive->count) {
        naive->now = naive->after[naive->done++];
        naive->run = EDIT_RUN_NONE;
    }
}

static void expect_same(const struct edit *edit, const struct naive *naive)
{
    assert_string_equal(edit->text, naive->now.text);
    assert_int_equal(edit->length, naive->now.length);
    assert_int_equal(edit->cursor, naive->now.cursor);
    assert_int_equal(edit->anchor, naive->now.anchor);
    assert_int_equal(edit->lines, count_lines(naive->now.text));
    assert_int_equal(edit->characters, u8_mbsnlen((const uint8_t *)edit->text, edit->length));
}

static void test_is_the_naive_text(void **state)
{
    (void)state;
    static struct naive naive;
    static void (*const deeds[])(struct edit *, struct naive *) = {
        do_typing, do_typing, do_typing, do_typing, do_typing, do_inserting, do_erasing, do_erasing, do_moving,
        do_moving, do_placing, do_undo, do_undo, do_redo,
    };
    for (uint32_t round = 1; round <= 60; round++) {
        seed = round * 2654435761u;
        with_others = round % 2 == 0;
        memset(&naive, 0, sizeof naive);
        struct edit edit;
        edit_init(&edit, &(struct edit_limits){.bytes = BYTES_MAX, .lines = LINES_MAX});
        for (int step = 0; step < 500; step++) {
            unsigned deed = pick(sizeof deeds / sizeof *deeds);
            for (unsigned times = 1 + pick(4); times > 0; times--)
                deeds[deed](&edit, &naive);
            expect_same(&edit, &naive);
            if (naive.done + 20 > GROUPS_MAX)
                break;
        }
        while (naive.done > 0)
            do_undo(&edit, &naive);
        expect_same(&edit, &naive);
        assert_int_equal(edit.length, 0);
        while (naive.done < naive.count)
            do_redo(&edit, &naive);
        expect_same(&edit, &naive);
        edit_free(&edit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_the_naive_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
