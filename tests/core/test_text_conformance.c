// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The layout against Unicode's own test files, as Debian's unicode-data has them: UAX #9, #14 and #29, and the joining
// types of ArabicShaping.txt. Each sample is counted; where we differ on purpose, a table says why and how often.
#include "core/text/codepoints.h"
#include "core/text/layout.h"
#include "core/text/paragraph.h"
#include "core/text/shape.h"

#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unictype.h>
#include <wchar.h>

#include <cmocka.h>

#define FOLDER "/usr/share/unicode/"
#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { SAMPLE_MAX = 200, UNSEEN = 0xFF };

static struct arena arena;

// ---- reading the files -------------------------------------------------------------------------------------------

struct file {
    FILE *stream;
    char line[8192];
};

static void open_file(struct file *file, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, FOLDER "%s", name);
    file->stream = fopen(path, "r");
    if (file->stream == NULL)
        fail_msg("%s: %s (apt-get install unicode-data)", path, strerror(errno));
}

// The next line with something before its comment; false at the end of the file, which is then closed.
static bool read_line(struct file *file)
{
    while (fgets(file->line, sizeof file->line, file->stream) != NULL) {
        assert_true(strlen(file->line) < sizeof file->line - 1);
        file->line[strcspn(file->line, "#\n")] = '\0';
        if (file->line[strspn(file->line, " \t")] != '\0')
            return true;
    }
    fclose(file->stream);
    return false;
}

// The next field of a line, up to its semicolon, without spaces around it; moves *at behind it.
static char *next_field(char **at)
{
    char *field = *at + strspn(*at, " \t");
    size_t length = strcspn(field, ";");
    *at = field + length + (field[length] == ';');
    while (length > 0 && field[length - 1] == ' ')
        length--;
    field[length] = '\0';
    return field;
}

// ---- UAX #9: order -----------------------------------------------------------------------------------------------

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

static void read_mirrors(void)
{
    struct file file;
    open_file(&file, "BidiMirroring.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t character = (uint32_t)strtoul(next_field(&at), NULL, 16);
        mirrors[character] = (uint16_t)strtoul(next_field(&at), NULL, 16);
    }
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
        struct text_cell cell = {.base = sample->characters[end - 1]};
        bool spacing = codepoint_role_of(cell.base) == CODEPOINT_SPACING;
        if (spacing && (marked[end - 1] || !text_is_space(&cell)))
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

// ---- UAX #14: where lines may end --------------------------------------------------------------------------------

// Reads "× 0061 ÷ 0308 ÷": the characters, and whether the file allows a break before each.
static void read_breaks(struct sample *sample, bool *breaks, char *line)
{
    sample->count = 0;
    bool allowed = false;
    for (char *word = strtok(line, " \t"); word != NULL; word = strtok(NULL, " \t")) {
        if (strcmp(word, "÷") == 0 || strcmp(word, "×") == 0) {
            allowed = strcmp(word, "÷") == 0;
            continue;
        }
        assert_true(sample->count < SAMPLE_MAX);
        breaks[sample->count] = allowed;
        sample->characters[sample->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
}

// Is there a character that a layout drops before lines are broken, or that ends a paragraph?
static bool has_dropped(const struct sample *sample)
{
    for (size_t i = 0; i < sample->count; i++) {
        enum codepoint_role role = codepoint_role_of(sample->characters[i]);
        if (role == CODEPOINT_HIDDEN || role == CODEPOINT_END)
            return true;
    }
    return false;
}

static int line_class(uint32_t character)
{
    return u_getIntPropertyValue((UChar32)character, UCHAR_LINE_BREAK);
}

static bool is_one_of(int class, int first, int second, int third)
{
    return class == first || class == second || class == third;
}

// Why our chance differs from the file's, before the character `at`.
enum break_reason {
    BREAK_IN_CELL,        // LB8, LB10
    BREAK_LEADING_SPACE,  // LB18
    BREAK_CLOSED_THEN_NS, // LB16
    BREAK_NUMBERS,        // LB25
    BREAK_OBJECT,         // LB20
    BREAK_UNEXPLAINED,
    BREAK_REASON_COUNT,
};

static const char *const break_reasons[] = {
    [BREAK_IN_CELL] = "a character without width stands in the cell before it, and a cell is never cut",
    [BREAK_LEADING_SPACE] = "libunistring does not end a line that is nothing but spaces",
    [BREAK_CLOSED_THEN_NS] = "libunistring does not look through spaces between a bracket and a Japanese or Khmer sign",
    [BREAK_NUMBERS] =
        "libunistring keeps signs of numbers with digits by pairs (LB25), the file's tailoring by patterns",
    [BREAK_OBJECT] = "libunistring does not break before what cannot begin a line, after U+FFFC too",
};

static enum break_reason break_reason_of(const struct sample *sample, size_t at, bool expected)
{
    if (codepoint_role_of(sample->characters[at]) == CODEPOINT_MARK)
        return expected ? BREAK_IN_CELL : BREAK_UNEXPLAINED;
    size_t before = at - 1;
    while (before > 0 && codepoint_role_of(sample->characters[before]) == CODEPOINT_MARK)
        before--;
    size_t word = at;
    while (word > 0 && sample->characters[word - 1] == ' ')
        word--;
    if (word == 0)
        return BREAK_LEADING_SPACE;
    int after = line_class(sample->characters[at]);
    int left = line_class(sample->characters[before]);
    if (!expected)
        return left == U_LB_SPACE && is_one_of(after, U_LB_NONSTARTER, U_LB_CONDITIONAL_JAPANESE_STARTER, -1)
                   ? BREAK_CLOSED_THEN_NS
                   : BREAK_UNEXPLAINED;
    if (left == U_LB_CONTINGENT_BREAK || after == U_LB_CONTINGENT_BREAK)
        return BREAK_OBJECT;
    bool digits = is_one_of(left, U_LB_INFIX_NUMERIC, U_LB_BREAK_SYMBOLS, -1) && after == U_LB_NUMERIC;
    bool sign_after = is_one_of(left, U_LB_CLOSE_PUNCTUATION, U_LB_CLOSE_PARENTHESIS, -1) &&
                      is_one_of(after, U_LB_PREFIX_NUMERIC, U_LB_POSTFIX_NUMERIC, -1);
    bool sign_before = is_one_of(left, U_LB_PREFIX_NUMERIC, U_LB_POSTFIX_NUMERIC, -1) && after == U_LB_OPEN_PUNCTUATION;
    return digits || sign_after || sign_before ? BREAK_NUMBERS : BREAK_UNEXPLAINED;
}

// Compares the chances of one sample with the file's; counts what differs by its reason.
static void compare_breaks(const struct sample *sample, const bool *breaks, size_t *differences, size_t *equal)
{
    struct text_prepared prepared;
    const struct text_options options = {.unshaped = true};
    text_prepare(&arena, codepoint_encode(&arena, sample->characters, sample->count), &options, &prepared);
    assert_int_equal(prepared.count, sample->count);
    struct text_paragraph paragraph = {.characters = prepared.characters, .length = prepared.count};
    text_form_cells(&arena, &arena, &paragraph, 2);
    text_find_chances(&arena, &paragraph, -1);
    bool found[SAMPLE_MAX] = {false};
    for (size_t cell = 0; cell < paragraph.count; cell++)
        found[paragraph.positions[cell]] = paragraph.chances[cell] != 0;
    for (size_t i = 1; i < sample->count; i++) {
        if (found[i] == breaks[i]) {
            ++*equal;
            continue;
        }
        enum break_reason reason = break_reason_of(sample, i, breaks[i]);
        differences[reason]++;
        if (reason == BREAK_UNEXPLAINED)
            print_error("U+%04X %s U+%04X\n", (unsigned)sample->characters[i - 1], breaks[i] ? "÷" : "×",
                        (unsigned)sample->characters[i]);
    }
    arena_reset(&arena);
}

static void lines_end_as_in_line_break_test(void **state)
{
    (void)state;
    struct sample sample;
    bool breaks[SAMPLE_MAX];
    struct file file;
    size_t differences[BREAK_REASON_COUNT] = {0}, equal = 0, samples = 0, dropped = 0;
    open_file(&file, "auxiliary/LineBreakTest.txt");
    while (read_line(&file)) {
        read_breaks(&sample, breaks, file.line);
        if (has_dropped(&sample)) {
            dropped++;
            continue;
        }
        samples++;
        compare_breaks(&sample, breaks, differences, &equal);
    }
    print_message("LineBreakTest.txt: %zu samples with %zu equal places, %zu samples left out (controls, SHY, joiners, "
                  "emoji: dropped before lines are broken)\n",
                  samples, equal, dropped);
    for (int reason = 0; reason < BREAK_UNEXPLAINED; reason++)
        print_message("  %3zu differ: %s\n", differences[reason], break_reasons[reason]);
    assert_int_equal(differences[BREAK_UNEXPLAINED], 0);
    assert_in_range(samples, 4000, 10000);
    assert_in_range(equal, 9000, 20000);
}

// ---- UAX #29: what is never cut ----------------------------------------------------------------------------------

// Cuts the sample to each width and asks where the ellipsis stands: only where the file has a boundary, and at the last
// one that fits.
static size_t compare_cuts(const struct sample *sample, const bool *breaks)
{
    char *text = codepoint_encode(&arena, sample->characters, sample->count);
    struct text_options options = {.width = 4 * SAMPLE_MAX, .max_lines = 1, .unshaped = true, .logical_order = true};
    struct text_layout layout;
    text_lay_out(&arena, text, &options, &layout);
    int columns = layout.lines[0].width;
    size_t cuts = 0;
    for (int width = 1; width < columns; width++) {
        options.width = width;
        text_lay_out(&arena, text, &options, &layout);
        assert_int_equal(layout.count, 1);
        // Without the space that a line's end swallows, all may fit.
        bool swallowed = sample->characters[0] == ' ' && layout.lines[0].width == columns - 1;
        if (swallowed && layout.lines[0].cells[layout.lines[0].count - 1].base != CODEPOINT_ELLIPSIS)
            continue;
        assert_int_equal(layout.lines[0].cells[layout.lines[0].count - 1].base, CODEPOINT_ELLIPSIS);
        int expected = 0;
        int before = 0;
        bool boundary = true; // between two cells, with something between that is not shown
        for (size_t i = 0; i < sample->count; i++) {
            struct text_cell cell = {.base = sample->characters[i]};
            boundary = boundary || breaks[i] || cell.base == 0x200D; // without their joiner, pictures are two
            if (codepoint_role_of(cell.base) != CODEPOINT_SPACING)
                continue;
            if (boundary && before < width && !(i > 0 && sample->characters[i - 1] == ' '))
                expected = before;
            before += text_width_of(cell.base);
            boundary = false;
        }
        if (layout.lines[0].width - 1 != expected)
            fail_msg("%s: at width %d cut after %d columns, not %d", text, width, layout.lines[0].width - 1, expected);
        cuts++;
    }
    arena_reset(&arena);
    return cuts;
}

static void clusters_are_cut_as_in_grapheme_break_test(void **state)
{
    (void)state;
    struct sample sample;
    bool breaks[SAMPLE_MAX];
    struct file file;
    size_t samples = 0, cuts = 0, ended = 0;
    open_file(&file, "auxiliary/GraphemeBreakTest.txt");
    while (read_line(&file)) {
        read_breaks(&sample, breaks, file.line);
        bool whole = true;
        for (size_t i = 0; i < sample.count; i++)
            whole = whole && codepoint_role_of(sample.characters[i]) != CODEPOINT_END;
        if (whole)
            cuts += compare_cuts(&sample, breaks);
        samples += whole;
        ended += !whole;
    }
    print_message(
        "GraphemeBreakTest.txt: %zu samples cut at %zu widths, %zu left out (controls that end a paragraph)\n", samples,
        cuts, ended);
    assert_in_range(samples, 500, 1000);
    assert_in_range(cuts, 100, 10000);
}

// ---- joining -----------------------------------------------------------------------------------------------------

// Each character between two letters beh: their forms tell how it joined.
static void letters_join_as_in_arabic_shaping(void **state)
{
    (void)state;
    enum { BEH = 0x628, BEH_ISOLATED = 0xFE8F, BEH_FINAL = 0xFE90, BEH_INITIAL = 0xFE91 };
    struct file file;
    size_t letters = 0;
    open_file(&file, "ArabicShaping.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t character = (uint32_t)strtoul(next_field(&at), NULL, 16);
        next_field(&at);
        char type = *next_field(&at);
        uint32_t word[] = {BEH, character, BEH};
        size_t count = text_shape(word, 3);
        assert_int_equal(count, 3);
        bool joins_back = strchr("RDCT", type) != NULL;
        bool joins_on = strchr("LDCT", type) != NULL;
        if (word[0] != (joins_back ? BEH_INITIAL : BEH_ISOLATED) || word[2] != (joins_on ? BEH_FINAL : BEH_ISOLATED))
            fail_msg("U+%04X is %c in ArabicShaping.txt", (unsigned)character, type);
        letters++;
    }
    print_message("ArabicShaping.txt: %zu letters join as listed\n", letters);
    assert_in_range(letters, 800, 2000);
}

// Every presentation form of one letter that a word can ask for is used; the forms are read from UnicodeData.txt here.
static void forms_are_those_of_the_character_database(void **state)
{
    (void)state;
    enum { BEH = 0x628 };
    static const char *const tags[] = {"<isolated>", "<final>", "<initial>", "<medial>"};
    struct file file;
    size_t forms = 0;
    open_file(&file, "UnicodeData.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t form = (uint32_t)strtoul(next_field(&at), NULL, 16);
        for (int skipped = 0; skipped < 4; skipped++)
            next_field(&at);
        char *decomposition = next_field(&at);
        if (form < 0xFB50 || form > 0xFEFC)
            continue;
        for (size_t tag = 0; tag < COUNT(tags); tag++) {
            size_t length = strlen(tags[tag]);
            if (strncmp(decomposition, tags[tag], length) != 0 || strchr(decomposition + length + 1, ' ') != NULL)
                continue;
            uint32_t letter = (uint32_t)strtoul(decomposition + length, NULL, 16);
            uint32_t word[] = {tag == 1 || tag == 3 ? BEH : ' ', letter, tag == 2 || tag == 3 ? BEH : ' '};
            text_shape(word, 3);
            if (word[1] != form)
                fail_msg("U+%04X %s is U+%04X, not U+%04X", (unsigned)letter, tags[tag], (unsigned)word[1],
                         (unsigned)form);
            forms++;
        }
    }
    print_message("UnicodeData.txt: %zu presentation forms are used\n", forms);
    assert_in_range(forms, 200, 400);
}

// ---- widths ------------------------------------------------------------------------------------------------------

// The terminal library counts by the C library's table. What differs is listed, and no language of ours needs it.
static void widths_are_those_of_the_c_library(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, last;
        const char *reason;
    } known[] = {
        {0x0CBF, 0x0CBF, "Kannada vowel sign, a mark in later versions of Unicode"},
        {0x0CC6, 0x0CC6, "Kannada vowel sign, a mark in later versions of Unicode"},
        {0x3248, 0x324F, "numbers in circles on black squares, ambiguous"},
        {0x4DC0, 0x4DFF, "hexagrams of the I Ching, narrow in Unicode 15"},
        {0x11A07, 0x11A08, "Zanabazar Square vowel signs"},
        {0x11C3F, 0x11C3F, "Marchen subjoined letters"},
    };
    size_t compared = 0;
    for (uint32_t character = 0x20; character < 0x30000; character++) {
        enum codepoint_role role = codepoint_role_of(character);
        if ((role != CODEPOINT_SPACING && role != CODEPOINT_MARK) ||
            uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Co))
            continue;
        bool listed = false;
        for (size_t i = 0; i < COUNT(known); i++)
            listed = listed || (character >= known[i].first && character <= known[i].last);
        if ((wcwidth((wchar_t)character) != text_width_of(character)) != listed)
            fail_msg("U+%04X: %d columns, the C library says %d", (unsigned)character, text_width_of(character),
                     wcwidth((wchar_t)character));
        compared++;
    }
    print_message("widths: %zu characters as in the C library, %zu ranges differ\n", compared, COUNT(known));
    for (size_t i = 0; i < COUNT(known); i++)
        print_message("  U+%04X to U+%04X: %s\n", (unsigned)known[i].first, (unsigned)known[i].last, known[i].reason);
    assert_in_range(compared, 100000, 300000);
}

static int set_up(void **state)
{
    (void)state;
    read_mirrors();
    return setlocale(LC_CTYPE, "C.UTF-8") == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_ordered_as_in_bidi_test),
        cmocka_unit_test(characters_are_ordered_as_in_bidi_character_test),
        cmocka_unit_test(lines_end_as_in_line_break_test),
        cmocka_unit_test(clusters_are_cut_as_in_grapheme_break_test),
        cmocka_unit_test(letters_join_as_in_arabic_shaping),
        cmocka_unit_test(forms_are_those_of_the_character_database),
        cmocka_unit_test(widths_are_those_of_the_c_library),
    };
    return cmocka_run_group_tests_name("text/conformance", tests, set_up, tear_down);
}
