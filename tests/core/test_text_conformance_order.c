// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Order against Unicode's own test files (UAX #9). Each sample is counted.
#include "tests/core/unicode_files.h"

#include "core/text/codepoints.h"
#include "core/text/paragraph.h"

#include <stdlib.h>
#include <unictype.h>

enum { SAMPLE_MAX = 200, UNSEEN = 0xFF };

// A sample of the files: characters in logical order, their levels, and their indices in visual order.
struct sample {
    uint32_t characters[SAMPLE_MAX];
    size_t count;
    uint8_t levels[SAMPLE_MAX]; // UNSEEN where the algorithm removes the character
    size_t level_count;
    size_t order[SAMPLE_MAX];
    size_t order_count;
};

static void read_levels(struct sample *sample, char *list)
{
    sample->level_count = 0;
    for (char *word = strtok(list, " \t"); word != NULL; word = strtok(NULL, " \t")) {
        assert_true(sample->level_count < SAMPLE_MAX);
        sample->levels[sample->level_count++] = *word == 'x' ? UNSEEN : (uint8_t)strtoul(word, NULL, 10);
    }
}

static void read_order(struct sample *sample, char *list)
{
    sample->order_count = 0;
    for (char *word = strtok(list, " \t"); word != NULL; word = strtok(NULL, " \t"))
        sample->order[sample->order_count++] = strtoul(word, NULL, 10);
}

static void read_characters(struct sample *sample, char *list)
{
    sample->count = 0;
    for (char *word = strtok(list, " \t"); word != NULL; word = strtok(NULL, " \t")) {
        assert_true(sample->count < SAMPLE_MAX);
        sample->characters[sample->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
}

static uint16_t mirrors[0x10000];

static int read_mirrors(void **state)
{
    (void)state;
    struct file file;
    open_file(&file, "BidiMirroring.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t character = (uint32_t)strtoul(next_field(&at), NULL, 16);
        mirrors[character] = (uint16_t)strtoul(next_field(&at), NULL, 16);
    }
    return 0;
}

static bool is_space(uint32_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Zs);
}

// What the file says must stand in cells: without what never reaches one, marks in the cell of their base, and without
// the spaces at the line's end that wrapping swallows.
static struct text_line expected_line(const struct sample *sample)
{
    size_t owner[SAMPLE_MAX]; // of a mark: its base
    bool marked[SAMPLE_MAX] = {false};
    size_t base = SAMPLE_MAX;
    for (size_t i = 0; i < sample->count; i++) {
        owner[i] = SAMPLE_MAX;
        if (codepoint_role_of(sample->characters[i]) == CODEPOINT_SPACING) {
            base = i;
        } else if (codepoint_role_of(sample->characters[i]) == CODEPOINT_MARK && base != SAMPLE_MAX) {
            owner[i] = base;
            marked[base] = true;
        }
    }
    size_t end = sample->count;
    while (end > 0) {
        bool spacing = codepoint_role_of(sample->characters[end - 1]) == CODEPOINT_SPACING;
        if (spacing && (marked[end - 1] || !text_is_space(sample->characters[end - 1])))
            break;
        end--;
    }
    struct text_cell *cells = arena_allocate(&arena, sample->count, sizeof *cells);
    struct text_line line = {.cells = cells};
    for (size_t i = 0; i < sample->order_count; i++) {
        size_t at = sample->order[i];
        uint32_t character = sample->characters[at];
        if (codepoint_role_of(character) != CODEPOINT_SPACING || at >= end)
            continue;
        struct text_cell *cell = &cells[line.count++];
        bool turned = (sample->levels[at] & 1) != 0 && character < COUNT(mirrors) && mirrors[character] != 0;
        cell->base = turned ? mirrors[character] : is_space(character) ? ' ' : character;
        cell->width = 1;
        size_t mark = 0;
        for (size_t other = at + 1; other < sample->count && mark < TEXT_MARKS_MAX; other++)
            if (owner[other] == at)
                cell->marks[mark++] = sample->characters[other];
    }
    return line;
}

static bool is_laid_out_right(const struct sample *sample, enum text_direction direction)
{
    char *text = codepoint_encode(&arena, sample->characters, sample->count);
    // Joining is another matter: it is left out.
    struct text_options options = {.direction = direction, .width = 4 * SAMPLE_MAX, .unshaped = true};
    struct text_layout layout;
    text_lay_out(&arena, text, &options, &layout);
    assert_int_equal(layout.count, 1);
    struct text_line expected = expected_line(sample);
    bool right = expected.count == layout.lines[0].count;
    for (size_t i = 0; right && i < expected.count; i++)
        right = expected.cells[i].base == layout.lines[0].cells[i].base &&
                memcmp(expected.cells[i].marks, layout.lines[0].cells[i].marks, sizeof expected.cells[i].marks) == 0;
    if (!right) {
        char logical[SAMPLE_MAX * 7] = "";
        for (size_t i = 0; i < sample->count; i++)
            snprintf(logical + strlen(logical), sizeof logical - strlen(logical), " %04X",
                     (unsigned)sample->characters[i]);
        print_error("%s:%s\n  expected %s\n  found    %s\n", direction == TEXT_RIGHT_TO_LEFT ? "rtl" : "ltr", logical,
                    text_line_to_utf8(&arena, &expected), text_line_to_utf8(&arena, &layout.lines[0]));
    }
    arena_reset(&arena);
    return right;
}

// Samples that cannot come to a layout, as the gate for all text refuses their characters.
static bool is_refused(uint32_t character)
{
    bool embedding = character >= 0x202A && character <= 0x202E;
    bool separator = character == 0x2029 || character < 0x20 || (character >= 0x7F && character < 0xA0);
    return embedding || separator;
}

// A class of bidirectional characters and some that stand for it, so that each position of a sample has one of its own.
struct bidi_class {
    const char *name;
    const uint32_t characters[8]; // 0 after the last
};

static const struct bidi_class bidi_classes[] = {
    {"L", {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}},
    {"R", {0x5D0, 0x5D1, 0x5D2, 0x5D3, 0x5D4, 0x5D5, 0x5D6, 0x5D7}},
    {"AL", {0x628, 0x62A, 0x62B, 0x62C, 0x62D, 0x62E, 0x633, 0x634}},
    {"EN", {'0', '1', '2', '3', '4', '5', '6', '7'}},
    {"ES", {'+', '-', 0x207A, 0x208B, 0x2212}},
    {"ET", {'#', '$', '%', 0xA3, 0xA5, 0xB0, 0xB1, 0x20AC}},
    {"AN", {0x660, 0x661, 0x662, 0x663, 0x664, 0x665, 0x666, 0x667}},
    {"CS", {',', '.', '/', ':', 0x60C, 0x2044}},
    {"WS", {' ', 0x2002, 0x2003, 0x2009}},
    {"ON", {'!', '"', '&', '*', ';', '=', '?', '@'}},
    {"BN", {0x2060, 0xAD, 0x200B, 0x200D, 0xFEFF}},
    {"NSM", {0x300, 0x301, 0x302, 0x303, 0x304, 0x5B4, 0x5B8, 0x5BC}},
    {"LRI", {0x2066}},
    {"RLI", {0x2067}},
    {"FSI", {0x2068}},
    {"PDI", {0x2069}},
};

// A character for the class at that position; 0 for one that is refused.
static uint32_t character_of_class(const char *name, size_t position)
{
    static const char *const refused[] = {"LRE", "RLE", "LRO", "RLO", "PDF", "B", "S"};
    for (size_t i = 0; i < COUNT(bidi_classes); i++) {
        if (strcmp(bidi_classes[i].name, name) != 0)
            continue;
        size_t count = 0;
        while (count < COUNT(bidi_classes[i].characters) && bidi_classes[i].characters[count] != 0)
            count++;
        return bidi_classes[i].characters[position % count];
    }
    for (size_t i = 0; i < COUNT(refused); i++)
        if (strcmp(refused[i], name) == 0)
            return 0;
    fail_msg("BidiTest.txt: the class %s is not known", name);
    return 0;
}

// BidiTest.txt: all sequences of up to four classes, some longer. "Auto" direction is left out: ours is always given.
static void classes_are_ordered_as_in_bidi_test(void **state)
{
    (void)state;
    static const struct {
        unsigned bit;
        enum text_direction direction;
    } directions[] = {{2, TEXT_LEFT_TO_RIGHT}, {4, TEXT_RIGHT_TO_LEFT}};
    struct sample sample = {0};
    struct file file;
    size_t passed = 0, failed = 0, refused = 0;
    open_file(&file, "BidiTest.txt");
    while (read_line(&file)) {
        if (strncmp(file.line, "@Levels:", 8) == 0) {
            read_levels(&sample, file.line + 8);
            continue;
        }
        if (strncmp(file.line, "@Reorder:", 9) == 0) {
            read_order(&sample, file.line + 9);
            continue;
        }
        char *at = file.line;
        char *classes = next_field(&at);
        unsigned long bits = strtoul(next_field(&at), NULL, 16);
        sample.count = 0;
        bool whole = true;
        for (char *name = strtok(classes, " \t"); name != NULL && whole; name = strtok(NULL, " \t")) {
            sample.characters[sample.count] = character_of_class(name, sample.count);
            whole = sample.characters[sample.count++] != 0;
        }
        for (size_t i = 0; i < COUNT(directions); i++) {
            if ((bits & directions[i].bit) == 0)
                continue;
            if (!whole)
                refused++;
            else if (is_laid_out_right(&sample, directions[i].direction))
                passed++;
            else if (++failed > 10)
                fail_msg("too many differences");
        }
    }
    print_message("BidiTest.txt: %zu samples equal, %zu different, %zu refused (embeddings, overrides, controls)\n",
                  passed, failed, refused);
    assert_int_equal(failed, 0);
    assert_in_range(passed, 100000, 1000000);
}

// BidiCharacterTest.txt: real characters, with pairs of brackets. "Auto" samples are laid out in the direction found.
static void characters_are_ordered_as_in_bidi_character_test(void **state)
{
    (void)state;
    struct sample sample;
    struct file file;
    size_t passed = 0, failed = 0, refused = 0;
    open_file(&file, "BidiCharacterTest.txt");
    while (read_line(&file)) {
        char *at = file.line;
        read_characters(&sample, next_field(&at));
        next_field(&at);
        bool right_to_left = *next_field(&at) == '1';
        read_levels(&sample, next_field(&at));
        read_order(&sample, next_field(&at));
        assert_int_equal(sample.level_count, sample.count);
        bool whole = true;
        for (size_t i = 0; i < sample.count; i++)
            whole = whole && !is_refused(sample.characters[i]);
        if (!whole)
            refused++;
        else if (is_laid_out_right(&sample, right_to_left ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT))
            passed++;
        else if (++failed > 10)
            fail_msg("too many differences");
    }
    print_message("BidiCharacterTest.txt: %zu samples equal, %zu different, %zu refused\n", passed, failed, refused);
    assert_int_equal(failed, 0);
    assert_in_range(passed, 90000, 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(classes_are_ordered_as_in_bidi_test, empty_arena),
        cmocka_unit_test_teardown(characters_are_ordered_as_in_bidi_character_test, empty_arena),
    };
    return cmocka_run_group_tests_name("text/conformance_order", tests, read_mirrors, NULL);
}
