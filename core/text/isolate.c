// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What may not break is told to the line breaker in its own terms: no-break spaces where the space stands, and a WORD
// JOINER wherever else UAX #14 would allow the end of a line. The same for fields that a caller knows and for those
// that are found in free text.
#include "core/text/isolate.h"

#include "core/text/codepoints.h"
#include "core/text/find.h"
#include "core/text/paragraph.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unictype.h>
#include <unilbrk.h>

struct field_rule {
    uint32_t opener;
    bool wraps;          // at any chance
    bool wraps_at_space; // at those spaces that do not belong to a house number
    bool fixed_spaces;   // spaces become no-break spaces; not in Arabic dates, where these join numbers (UAX #9, W4)
};

static const struct field_rule rules[] = {
    [TEXT_FIELD_NAME] = {CODEPOINT_FSI, true, true, false},
    [TEXT_FIELD_ADDRESS] = {CODEPOINT_LRI, false, true, false},
    [TEXT_FIELD_PHONE] = {CODEPOINT_LRI, false, false, true},
    [TEXT_FIELD_TIME] = {CODEPOINT_LRI, false, false, true},
    [TEXT_FIELD_DATE] = {CODEPOINT_FSI, false, false, false},
    [TEXT_FIELD_URL] = {CODEPOINT_LRI, false, false, true},
    [TEXT_FIELD_EMAIL] = {CODEPOINT_LRI, false, false, true},
    [TEXT_FIELD_PRICE] = {CODEPOINT_LRI, false, false, true},
};

static bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(uint32_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L);
}

static bool is_dash(uint32_t character)
{
    return character == '-' || character == 0x2013;
}

// Does the space at `at` stand inside "Straße 4", "4 a" or "12 – 14"? Text has a character before and one after it.
static bool is_in_house_number(const uint32_t *text, size_t count, size_t at)
{
    uint32_t before = text[at - 1];
    uint32_t after = text[at + 1];
    if (is_digit(after))
        return is_letter(before) || before == '.' || is_dash(before);
    if (is_digit(before))
        return is_dash(after) || (is_letter(after) && (at + 2 == count || !is_letter(text[at + 2])));
    return false;
}

// Room for the chances to break in one field after the other.
struct chances {
    struct arena *arena;
    char *of_characters;
    size_t capacity;
};

// Writes the field's characters, between opener and PDI if asked, and returns how many: twice as many and 2 at most.
// Isolates inside are kept in pairs, so that none reaches out.
static size_t enclose(const struct field_rule *rule, bool isolated, const uint32_t *field, size_t length,
                      uint32_t *enclosed)
{
    size_t written = 0;
    size_t depth = isolated;
    if (isolated)
        enclosed[written++] = rule->opener;
    for (size_t i = 0; i < length; i++) {
        uint32_t character = codepoint_role_of(field[i]) == CODEPOINT_END ? ' ' : field[i];
        if (codepoint_opens_isolate(character))
            depth++;
        else if (character == CODEPOINT_PDI && depth == isolated)
            continue;
        else if (character == CODEPOINT_PDI)
            depth--;
        else if (character == ' ' && !rule->wraps && i > 0 && i + 1 < length &&
                 (rule->fixed_spaces || (rule->wraps_at_space && is_in_house_number(field, length, i))))
            character = CODEPOINT_NBSP;
        // Arabic-Indic numbers follow each other from right to left, unless a mark parts them (UAX #9, N1).
        if (rule->fixed_spaces && i > 0 && codepoint_is_arabic_digit(character) && !codepoint_is_arabic_digit(field[i - 1]))
            enclosed[written++] = CODEPOINT_LRM;
        enclosed[written++] = character;
    }
    for (size_t i = 0; i < depth; i++)
        enclosed[written++] = CODEPOINT_PDI;
    return written;
}

// Puts a WORD JOINER at each chance to break that the rule does not allow, and returns how many characters that makes:
// twice as many at most. Before `first` stands what is not the field's own.
static size_t join(struct chances *chances, const struct field_rule *rule, uint32_t *characters, size_t count,
                   size_t first)
{
    if (count > chances->capacity) {
        chances->capacity = 2 * count;
        chances->of_characters = arena_allocate(chances->arena, chances->capacity, 1);
    }
    char *chance = chances->of_characters;
    u32_possible_linebreaks(characters, count, "UTF-8", chance);
    size_t joiners = 0;
    for (size_t i = 0; i < count; i++) {
        // What stands before the field decides about a chance where it begins.
        chance[i] = i > first && chance[i] == UC_BREAK_POSSIBLE && !(rule->wraps_at_space && characters[i - 1] == ' ');
        joiners += chance[i] != 0;
    }
    size_t joined = count + joiners;
    for (size_t i = count; joiners > 0; i--) { // from the end, as there is room behind it
        characters[i - 1 + joiners] = characters[i - 1];
        if (chance[i - 1])
            characters[i - 1 + --joiners] = CODEPOINT_WORD_JOINER;
    }
    return joined;
}

char *text_isolate(struct arena *arena, enum text_field field, const char *text)
{
    if (text == NULL || *text == '\0')
        return arena_copy_text(arena, text);
    const struct field_rule *rule = &rules[field];
    struct arena scratch = {0};
    size_t count;
    uint32_t *characters = codepoint_decode(&scratch, text, strlen(text), &count);
    uint32_t *enclosed = arena_allocate(&scratch, count + 1, 4 * sizeof *enclosed);
    count = enclose(rule, true, characters, count, enclosed);
    if (!rule->wraps)
        count = join(&(struct chances){.arena = &scratch}, rule, enclosed, count, 1);
    char *isolated = codepoint_encode(arena, enclosed, count);
    arena_free(&scratch);
    return isolated;
}

static bool is_right_to_left(uint32_t character)
{
    UCharDirection direction = u_charDirection((UChar32)character);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

// The first of the line's characters from `at` on that has a direction of its own or is a number; `end` when there is none.
static size_t next_directed(const uint32_t *characters, size_t at, size_t end)
{
    for (; at < end; at++) {
        UCharDirection direction = u_charDirection((UChar32)characters[at]);
        if (direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER || direction == U_ARABIC_NUMBER || is_right_to_left(characters[at]))
            break;
    }
    return at;
}

// Whether a telephone, which looks at the first letter (UAX #9, P2), would take the line for one from left to right although it is not.
static bool misleads(const uint32_t *characters, size_t at, size_t end)
{
    bool letters = false;
    for (; at < end; at++) {
        if (is_right_to_left(characters[at]))
            return letters;
        letters = letters || characters[at] == CODEPOINT_LRI || u_charDirection((UChar32)characters[at]) == U_LEFT_TO_RIGHT;
    }
    return false;
}

// Whether a field from left to right would lose its first or last character to what is beside it.
static bool is_loose(uint32_t character)
{
    UCharDirection direction = u_charDirection((UChar32)character);
    return direction != U_LEFT_TO_RIGHT && direction != U_EUROPEAN_NUMBER;
}

// Writes what stands for the end of an isolate: marks where the field ends with a sign, and where something comes that it would join.
static size_t release_end(const uint32_t *characters, size_t at, size_t end, uint32_t *written)
{
    size_t count = 0;
    size_t next = next_directed(characters, at + 1, end);
    if (at > 0 && is_loose(characters[at - 1]) && !is_right_to_left(characters[at - 1]))
        written[count++] = CODEPOINT_LRM;
    if (next < end && !is_right_to_left(characters[next]))
        written[count++] = CODEPOINT_RLM;
    return count;
}

// Writes what stands for one character of a line and returns how many characters that are, two at most.
static size_t release(const uint32_t *characters, size_t at, size_t end, bool marked, uint32_t *written)
{
    uint32_t character = characters[at];
    bool number = at + 1 < end && u_charDirection((UChar32)characters[at + 1]) != U_LEFT_TO_RIGHT;
    if (character == CODEPOINT_PDI && marked)
        return release_end(characters, at, end, written);
    if (character == CODEPOINT_LRI && marked && number)
        *written = CODEPOINT_LRM;
    else if (codepoint_opens_isolate(character) || character == CODEPOINT_PDI || character == CODEPOINT_WORD_JOINER)
        return 0;
    else
        *written = character == CODEPOINT_NBSP ? ' ' : character;
    return 1;
}

char *text_release(struct arena *arena, const char *text, enum text_direction direction)
{
    if (text == NULL)
        return NULL;
    struct arena scratch = {0};
    size_t count, written = 0;
    uint32_t *characters = codepoint_decode(&scratch, text, strlen(text), &count);
    uint32_t *released = arena_allocate(&scratch, count + 1, 3 * sizeof *released); // two for each, and one for its line
    bool marked = direction == TEXT_RIGHT_TO_LEFT;
    for (size_t at = 0, end; at < count; at = end + 1) {
        for (end = at; end < count && characters[end] != '\n';)
            end++;
        if (marked && misleads(characters, at, end))
            released[written++] = CODEPOINT_RLM;
        for (size_t i = at; i < end; i++)
            written += release(characters, i, end, marked, &released[written]);
        if (end < count)
            released[written++] = '\n';
    }
    char *encoded = codepoint_encode(arena, released, written);
    arena_free(&scratch);
    return encoded;
}

// ---- fields that are found ---------------------------------------------------------------------------------------

enum {
    DEPTH_MAX = 64,  // isolates that are followed; reorder.c gives up earlier
    LOOK_AHEAD = 64, // characters that may come before the first letter of an isolate with a direction of its own
};

// The way through a free text.
struct isolate_walk {
    struct find_text text;
    size_t at;
    size_t words_end;              // where the words that were found last end
    bool right_to_left[DEPTH_MAX]; // the paragraph, and each isolate open now
    size_t depth;                  // of isolates
    uint32_t *written;
    size_t written_count;
    struct chances chances;
};

// The direction of what follows an FSI (UAX #9, P2 and P3; here of its first characters only).
static bool starts_right_to_left(const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < count && i < LOOK_AHEAD && characters[i] != CODEPOINT_PDI; i++) {
        UCharDirection direction = u_charDirection((UChar32)characters[i]);
        if (direction == U_LEFT_TO_RIGHT)
            return false;
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return false;
}

static void put(struct isolate_walk *walk, uint32_t character)
{
    walk->written[walk->written_count++] = character;
}

static void open_isolate(struct isolate_walk *walk, uint32_t opener)
{
    const uint32_t *after = walk->text.characters + walk->at;
    walk->depth++;
    if (walk->depth < DEPTH_MAX)
        walk->right_to_left[walk->depth] =
            opener == CODEPOINT_RLI ||
            (opener == CODEPOINT_FSI && starts_right_to_left(after, walk->text.count - walk->at));
}

static void copy(struct isolate_walk *walk)
{
    uint32_t character = walk->text.characters[walk->at++];
    if (codepoint_opens_isolate(character))
        open_isolate(walk, character);
    else if (character == CODEPOINT_PDI && walk->depth > 0)
        walk->depth--;
    else if (character == '\n' || character == 0x2028 || character == 0x2029)
        walk->depth = 0;
    else if (character == ' ' && walk->at < walk->words_end &&
             is_in_house_number(walk->text.characters, walk->words_end, walk->at - 1))
        character = CODEPOINT_NBSP;
    put(walk, character);
}

static void put_field(struct isolate_walk *walk, enum text_field field, bool isolated, size_t end)
{
    const struct field_rule *rule = &rules[field];
    uint32_t *enclosed = walk->written + walk->written_count;
    size_t count = enclose(rule, isolated, walk->text.characters + walk->at, end - walk->at, enclosed);
    walk->written_count += join(&walk->chances, rule, enclosed, count, isolated);
    walk->at = end;
}

// Takes over what begins here and is found; false when nothing is.
static bool put_found(struct isolate_walk *walk)
{
    bool in_words = walk->at < walk->words_end;
    bool foreign = !in_words && walk->depth < DEPTH_MAX && walk->right_to_left[walk->depth];
    size_t count = walk->text.count;
    if (in_words)
        walk->text.count = walk->words_end;
    size_t address_end = text_find_address(&walk->text, walk->at);
    size_t numbers_end = text_find_numbers(&walk->text, walk->at);
    walk->text.count = count;
    if (address_end > walk->at) {
        put_field(walk, TEXT_FIELD_URL, foreign, address_end);
        return true;
    }
    size_t words_end = foreign ? text_find_words(&walk->text, walk->at) : walk->at;
    if (words_end > numbers_end) {
        put(walk, CODEPOINT_LRI);
        walk->words_end = words_end;
        return true;
    }
    if (numbers_end == walk->at)
        return false;
    put_field(walk, TEXT_FIELD_PHONE, foreign, numbers_end);
    return true;
}

// Does a word or a number that began before `at` go on there? Right-to-left letters are no part of one.
static bool goes_on(const uint32_t *characters, size_t at)
{
    if (at == 0)
        return false;
    UCharDirection before = u_charDirection((UChar32)characters[at - 1]);
    return before == U_LEFT_TO_RIGHT || before == U_EUROPEAN_NUMBER || before == U_ARABIC_NUMBER ||
           before == U_DIR_NON_SPACING_MARK;
}

uint32_t *text_isolate_found(struct arena *scratch, const uint32_t *characters, size_t *count,
                             enum text_direction direction)
{
    struct arena chances = {0}; // apart, so that the last thing in `scratch` is what is written
    struct isolate_walk walk = {.text = {.characters = characters, .count = *count}, .chances = {.arena = &chances}};
    walk.right_to_left[0] = direction == TEXT_RIGHT_TO_LEFT;
    walk.written = arena_allocate(scratch, *count + 1, 3 * sizeof *walk.written); // a letter between LRI and PDI
    while (walk.at < walk.text.count) {
        // At most places of a text nothing begins.
        if (!text_find_may_begin(&walk.text, walk.at) || goes_on(characters, walk.at) || !put_found(&walk))
            copy(&walk);
        if (walk.at == walk.words_end && walk.at > 0) {
            put(&walk, CODEPOINT_PDI);
            walk.words_end = 0;
        }
    }
    arena_free(&chances);
    arena_shrink(scratch, walk.written, walk.written_count * sizeof *walk.written);
    *count = walk.written_count;
    return walk.written;
}
