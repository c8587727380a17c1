// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The longest common subsequence of both texts' units, by its table where that is small. Where it would be large, units that stand
// once in both are its fixed points (as in the "patience" difference), and what lies between them is looked at on its own.
#include "core/text/difference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwbrk.h>

enum {
    TABLE_MAX = 1 << 20, // cells of one table: two bytes each
    DEPTH_MAX = 24,      // of ranges within ranges; beyond, all of a range is another
};

struct unit {
    const char *text;
    size_t length; // without the blanks behind it
    size_t end;    // with them, from `text` on
    size_t same_as; // equal units have equal numbers
    bool kept;
};

struct units {
    struct unit *items;
    size_t count;
};

// How often a unit stands in the present range of either text, and its place in the new one.
struct unit_occurrence {
    size_t old, new, place;
};

struct differing {
    struct unit *old, *new;
    struct unit_occurrence *occurrences; // by unit.same_as
};

struct range {
    size_t old, old_end, new, new_end;
};

// ---- units --------------------------------------------------------------------------------------------------------

static bool is_blank(const char *text, size_t length)
{
    ucs4_t character;
    for (size_t at = 0; at < length;) {
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (character == '\n' || !uc_is_property_white_space(character))
            return false;
    }
    return true;
}

// Blanks at the beginning of a text have no unit before them and are one.
static struct units read_units(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *breaks = arena_allocate(arena, length + 1, 1);
    struct units units = {arena_allocate(arena, length + 1, sizeof *units.items), 0};
    u8_wordbreaks((const uint8_t *)text, length, breaks);
    for (size_t start = 0, end; start < length; start = end) {
        for (end = start + 1; end < length && !breaks[end];)
            end++;
        struct unit *last = units.count == 0 ? NULL : &units.items[units.count - 1];
        if (last != NULL && is_blank(text + start, end - start))
            last->end += end - start;
        else
            units.items[units.count++] = (struct unit){.text = text + start, .length = end - start, .end = end - start};
    }
    return units;
}

static int compare_units(const void *a, const void *b)
{
    const struct unit *first = *(const struct unit *const *)a, *second = *(const struct unit *const *)b;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(first->text, second->text, common);
    return order != 0 ? order : (first->length > second->length) - (first->length < second->length);
}

static size_t number_units(struct arena *arena, const struct units *old, const struct units *new)
{
    size_t count = old->count + new->count, number = 0;
    struct unit **all = arena_allocate(arena, count + 1, sizeof(struct unit *));
    for (size_t i = 0; i < count; i++)
        all[i] = i < old->count ? &old->items[i] : &new->items[i - old->count];
    qsort(all, count, sizeof(struct unit *), compare_units);
    for (size_t i = 0; i < count; i++) {
        number += i > 0 && compare_units(&all[i - 1], &all[i]) != 0;
        all[i]->same_as = number;
    }
    return number + 1;
}

// ---- what is kept -------------------------------------------------------------------------------------------------

static bool is_same(const struct differing *differing, size_t old, size_t new)
{
    return differing->old[old].same_as == differing->new[new].same_as;
}

static void keep(struct differing *differing, size_t old, size_t new)
{
    differing->old[old].kept = true;
    differing->new[new].kept = true;
}

// Takes what is the same at both ends off the range.
static void trim(struct differing *differing, struct range *range)
{
    for (; range->old < range->old_end && range->new < range->new_end && is_same(differing, range->old, range->new);)
        keep(differing, range->old++, range->new++);
    while (range->old < range->old_end && range->new < range->new_end &&
           is_same(differing, range->old_end - 1, range->new_end - 1))
        keep(differing, --range->old_end, --range->new_end);
}

// lengths[i][j]: of the longest common subsequence of what follows i in the old and j in the new text.
static void keep_longest(struct differing *differing, const struct range *range)
{
    struct arena arena = {0};
    size_t rows = range->old_end - range->old, columns = range->new_end - range->new;
    uint16_t *lengths = arena_allocate(&arena, (rows + 1) * (columns + 1), sizeof *lengths);
    for (size_t i = rows; i-- > 0;) {
        uint16_t *row = lengths + i * (columns + 1), *below = row + columns + 1;
        for (size_t j = columns; j-- > 0;) {
            if (is_same(differing, range->old + i, range->new + j))
                row[j] = (uint16_t)(below[j + 1] + 1); // no more than the shorter side, which has at most 1024
            else
                row[j] = row[j + 1] > below[j] ? row[j + 1] : below[j];
        }
    }
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        const uint16_t *row = lengths + i * (columns + 1), *below = row + columns + 1;
        if (is_same(differing, range->old + i, range->new + j))
            keep(differing, range->old + i++, range->new + j++);
        else if (below[j] >= row[j + 1])
            i++;
        else
            j++;
    }
    arena_free(&arena);
}

// ---- fixed points -------------------------------------------------------------------------------------------------

static void count_occurrences(struct differing *differing, const struct range *range)
{
    for (size_t i = range->old; i < range->old_end; i++)
        differing->occurrences[differing->old[i].same_as] = (struct unit_occurrence){0};
    for (size_t j = range->new; j < range->new_end; j++)
        differing->occurrences[differing->new[j].same_as] = (struct unit_occurrence){0};
    for (size_t i = range->old; i < range->old_end; i++)
        differing->occurrences[differing->old[i].same_as].old++;
    for (size_t j = range->new; j < range->new_end; j++) {
        struct unit_occurrence *occurrence = &differing->occurrences[differing->new[j].same_as];
        occurrence->new ++;
        occurrence->place = j;
    }
}

// A unit that stands once in both, and the one before it in the longest rising row that ends with it.
struct fixed_point {
    size_t old, new;
    struct fixed_point *before;
};

// The last of the longest row of them that rises in both texts; NULL: there are none. `ends` has, for each length, the row of
// that length that ends lowest.
static struct fixed_point *find_fixed_points(struct differing *differing, const struct range *range, struct arena *arena)
{
    size_t longest = 0, most = range->old_end - range->old;
    struct fixed_point **ends = arena_allocate(arena, most + 1, sizeof(struct fixed_point *));
    count_occurrences(differing, range);
    for (size_t i = range->old; i < range->old_end; i++) {
        const struct unit_occurrence *occurrence = &differing->occurrences[differing->old[i].same_as];
        if (occurrence->old != 1 || occurrence->new != 1)
            continue;
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (ends[middle]->new < occurrence->place)
                low = middle + 1;
            else
                high = middle;
        }
        struct fixed_point *point = arena_allocate(arena, 1, sizeof *point);
        *point = (struct fixed_point){i, occurrence->place, low == 0 ? NULL : ends[low - 1]};
        ends[low] = point;
        longest += low == longest;
    }
    return longest == 0 ? NULL : ends[longest - 1];
}

static void compare(struct differing *differing, struct range range, int depth)
{
    trim(differing, &range);
    size_t rows = range.old_end - range.old, columns = range.new_end - range.new;
    if (rows == 0 || columns == 0)
        return;
    if (columns <= TABLE_MAX / rows && rows <= UINT16_MAX && columns <= UINT16_MAX) {
        keep_longest(differing, &range);
        return;
    }
    struct arena arena = {0};
    const struct fixed_point *point = depth == DEPTH_MAX ? NULL : find_fixed_points(differing, &range, &arena);
    bool any = point != NULL;
    for (; point != NULL; point = point->before) {
        keep(differing, point->old, point->new);
        compare(differing, (struct range){point->old + 1, range.old_end, point->new + 1, range.new_end}, depth + 1);
        range.old_end = point->old;
        range.new_end = point->new;
    }
    if (any)
        compare(differing, range, depth + 1);
    arena_free(&arena);
}

// ---- stretches ----------------------------------------------------------------------------------------------------

static void add(struct text_stretch *differences, size_t *count, enum text_stretch_kind kind, const struct unit *unit)
{
    struct text_stretch *last = *count == 0 ? NULL : &differences[*count - 1];
    if (last != NULL && last->kind == kind)
        last->length += unit->end; // what is of one kind follows each other in its text
    else
        differences[(*count)++] = (struct text_stretch){kind, unit->text, unit->end};
}

struct text_stretch *text_difference(struct arena *arena, const char *old, const char *new, size_t *count)
{
    struct arena own = {0};
    struct units before = read_units(&own, old), after = read_units(&own, new);
    size_t numbers = number_units(&own, &before, &after);
    struct differing differing = {before.items, after.items, arena_allocate(&own, numbers, sizeof(struct unit_occurrence))};
    compare(&differing, (struct range){0, before.count, 0, after.count}, 0);
    struct text_stretch *differences = arena_allocate(arena, before.count + after.count + 1, sizeof *differences);
    *count = 0;
    for (size_t i = 0, j = 0; i < before.count || j < after.count;) {
        if (i < before.count && !before.items[i].kept)
            add(differences, count, DIFFERENCE_REMOVED, &before.items[i++]);
        else if (j < after.count && !after.items[j].kept)
            add(differences, count, DIFFERENCE_ADDED, &after.items[j++]);
        else
            add(differences, count, DIFFERENCE_SAME, &after.items[(void)i++, j++]);
    }
    arena_shrink(arena, differences, *count * sizeof *differences);
    arena_free(&own);
    return differences;
}

bool text_differs(const struct text_stretch *differences, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (differences[i].kind != DIFFERENCE_SAME)
            return true;
    }
    return false;
}
