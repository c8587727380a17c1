// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What may not break is told to the line breaker in its own terms: no-break spaces where the space stands, and a WORD
// JOINER wherever else UAX #14 would allow the end of a line.
#include "core/text/isolate.h"

#include "core/text/codepoints.h"

#include <stdbool.h>
#include <string.h>
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

// The field's characters between opener and PDI. Isolates inside are kept in pairs, so that none reaches out.
static uint32_t *enclose(struct arena *scratch, const struct field_rule *rule, const char *text, size_t *count)
{
    size_t length;
    uint32_t *field = codepoint_decode(scratch, text, strlen(text), &length);
    uint32_t *enclosed = arena_allocate(scratch, 2 * length + 2, sizeof *enclosed);
    size_t written = 0;
    size_t depth = 0;
    enclosed[written++] = rule->opener;
    for (size_t i = 0; i < length; i++) {
        uint32_t character = codepoint_role_of(field[i]) == CODEPOINT_END ? ' ' : field[i];
        if (character >= CODEPOINT_LRI && character <= CODEPOINT_FSI)
            depth++;
        else if (character == CODEPOINT_PDI && depth == 0)
            continue;
        else if (character == CODEPOINT_PDI)
            depth--;
        else if (character == ' ' && !rule->wraps && i > 0 && i + 1 < length &&
                 (rule->fixed_spaces || (rule->wraps_at_space && is_in_house_number(field, length, i))))
            character = CODEPOINT_NBSP;
        enclosed[written++] = character;
    }
    for (size_t i = 0; i <= depth; i++)
        enclosed[written++] = CODEPOINT_PDI;
    *count = written;
    return enclosed;
}

// Puts a WORD JOINER at each chance to break that the rule does not allow.
static uint32_t *join(struct arena *scratch, const struct field_rule *rule, const uint32_t *enclosed, size_t *count)
{
    char *chances = arena_allocate(scratch, *count, 1);
    u32_possible_linebreaks(enclosed, *count, "UTF-8", chances);
    uint32_t *joined = arena_allocate(scratch, *count, 2 * sizeof *joined);
    size_t written = 0;
    for (size_t i = 0; i < *count; i++) {
        // Index 1 is where the field begins: what stands before it decides about that.
        if (i > 1 && chances[i] == UC_BREAK_POSSIBLE && !(rule->wraps_at_space && enclosed[i - 1] == ' '))
            joined[written++] = CODEPOINT_WORD_JOINER;
        joined[written++] = enclosed[i];
    }
    *count = written;
    return joined;
}

char *text_isolate(struct arena *arena, enum text_field field, const char *text)
{
    if (text == NULL || *text == '\0')
        return arena_copy_text(arena, text);
    const struct field_rule *rule = &rules[field];
    struct arena scratch = {0};
    size_t count;
    uint32_t *characters = enclose(&scratch, rule, text, &count);
    if (!rule->wraps)
        characters = join(&scratch, rule, characters, &count);
    char *isolated = codepoint_encode(arena, characters, count);
    arena_free(&scratch);
    return isolated;
}
