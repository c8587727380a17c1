// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A street is compared without blanks and as one spelling of "Straße", so that no way to write one is another street.
#include "core/desk/addresses.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/text/fold.h"
#include "core/text/near.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

// "24", "24 a", "1-3", "161 A/B", "24 (TGZ)": digits, single letters, and what joins them; more may stand in brackets.
static bool is_house_number(const char *text)
{
    static const char dash[] = "–";
    if (!is_digit(*text))
        return false;
    for (const char *before = text; *text != '\0' && *text != '('; before = text++) {
        bool single = is_letter(*text) && !is_letter(text[1]) && (before == text || !is_letter(*before));
        if (strncmp(text, dash, strlen(dash)) == 0)
            text += strlen(dash) - 1;
        else if (!single && !is_digit(*text) && strchr(" -/+", *text) == NULL)
            return false;
    }
    return true;
}

// Where the number of a house begins: the first of the last words that are all of it; the end when there is none.
static size_t number_at(const char *street)
{
    for (size_t at = 1; street[at] != '\0'; at++) {
        if (street[at - 1] == ' ' && is_house_number(street + at))
            return at;
    }
    return strlen(street);
}

// "Kühnauer Str." and "Kühnauerstraße" are "kuhnauerstrasse".
static const char *key_of(struct arena *arena, const char *street)
{
    static const struct {
        const char *brief, *whole;
    } endings[] = {{"str", "strasse"}, {"pl", "platz"}};
    char *rest, *folded = text_fold(arena, street);
    const char *key = "";
    for (char *word = strtok_r(folded, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        const char *whole = word;
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            size_t length = strlen(word), brief = strlen(endings[i].brief);
            if (length >= brief && strcmp(word + length - brief, endings[i].brief) == 0)
                whole = arena_format(arena, "%.*s%s", (int)(length - brief), word, endings[i].whole);
        }
        key = arena_format(arena, "%s%s", key, whole);
    }
    return key;
}

// "24 a" and "24A (TGZ)" are one number.
static const char *squeeze(struct arena *arena, const char *number)
{
    char *key = text_fold(arena, arena_copy(arena, number, strcspn(number, "(")));
    size_t kept = 0;
    for (const char *at = key; *at != '\0'; at++) {
        if (*at != ' ')
            key[kept++] = *at;
    }
    key[kept] = '\0';
    return key;
}

// ---- reading ------------------------------------------------------------------------------------------------------

static int compare(const void *one, const void *other)
{
    const struct address *a = one, *b = other;
    int order = strcmp(a->key, b->key);
    long number = strtol(a->number, NULL, 10), next = strtol(b->number, NULL, 10);
    if (order != 0 || number != next)
        return order != 0 ? order : number < next ? -1 : 1;
    order = strcmp(a->number, b->number);
    return order != 0 ? order : strcmp(a->id, b->id);
}

enum status addresses_read(struct addresses *addresses, sqlite3 *editorial, struct problem *problem)
{
    size_t capacity = 0;
    *addresses = (struct addresses){0};
    struct arena *arena = &addresses->arena;
    struct statement *row = database_query(
        editorial, "SELECT id, street, postal_code, city, district, note FROM place WHERE street IS NOT NULL", problem);
    while (statement_next(row)) {
        const char *street = statement_copy(arena, row, 1);
        size_t number = number_at(street);
        addresses->items = arena_grow(arena, addresses->items, addresses->count, &capacity, sizeof *addresses->items);
        addresses->items[addresses->count++] = (struct address){
            .id = statement_copy(arena, row, 0),
            .street = street,
            .postal_code = statement_copy(arena, row, 2),
            .city = statement_copy(arena, row, 3),
            .district = statement_copy(arena, row, 4),
            .note = statement_copy(arena, row, 5),
            .key = key_of(arena, arena_copy(arena, street, number)),
            .number = squeeze(arena, street + number),
        };
    }
    enum status status = statement_end(&row);
    if (addresses->count > 0)
        qsort(addresses->items, addresses->count, sizeof *addresses->items, compare);
    return status;
}

void addresses_free(struct addresses *addresses)
{
    arena_free(&addresses->arena);
    *addresses = (struct addresses){0};
}

// ---- finding ------------------------------------------------------------------------------------------------------

// What was typed, as addresses are compared.
struct typed_address {
    const char *key, *number;
    uint32_t characters[NEAR_CHARACTERS_MAX];
    size_t length;
};

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

static bool is_near(const struct typed_address *typed, const char *key)
{
    uint32_t characters[NEAR_CHARACTERS_MAX];
    int most = near_allowed(typed->length);
    size_t length = most == 0 ? 0 : near_characters(key, characters);
    return length > 0 && near_distance(typed->characters, typed->length, characters, length, most) != NEAR_TOO_FAR;
}

static enum address_match match_of(const struct typed_address *typed, const struct address *address)
{
    bool same_street = strcmp(address->key, typed->key) == 0, numbered = typed->number[0] != '\0';
    bool same_number = strcmp(address->number, typed->number) == 0;
    if (same_street && same_number)
        return ADDRESS_SAME;
    if (!numbered && begins(address->key, typed->key))
        return ADDRESS_BEGUN;
    if (same_street && begins(address->number, typed->number))
        return ADDRESS_BEGUN;
    bool near = !same_street && is_near(typed, address->key);
    if (near && (same_number || !numbered))
        return ADDRESS_NEAR;
    return same_street || near ? ADDRESS_STREET : ADDRESS_NONE;
}

size_t addresses_find(const struct addresses *addresses, const char *text, size_t *found, enum address_match *matches, size_t room)
{
    struct arena arena = {0};
    struct typed_address typed;
    size_t number = number_at(text), count = 0;
    typed.key = key_of(&arena, arena_copy(&arena, text, number));
    typed.number = squeeze(&arena, text + number);
    typed.length = near_characters(typed.key, typed.characters);
    for (int match = ADDRESS_SAME; match < ADDRESS_NONE; match++) {
        for (size_t i = 0; i < addresses->count && count < room; i++) {
            if ((int)match_of(&typed, &addresses->items[i]) != match)
                continue;
            matches[count] = (enum address_match)match;
            found[count++] = i;
        }
    }
    arena_free(&arena);
    return count;
}
