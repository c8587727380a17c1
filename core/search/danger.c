// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each word of the sentence is looked up in the classes of one language at a time; a rule is a set of classes that must be
// there and of some that must not. A rule never mixes languages: "a" and "me" are words of many.
#include "core/search/danger_private.h"

#include "core/text/near.h"
#include "core/text/fold.h"
#include "core/text/latin.h"

#include <ctype.h>
#include <string.h>

enum {
    WORDS_MAX = 24,      // of a sentence
    MISSPELT_MIN = 5,    // characters: in shorter words one mistake makes another word
    MISSPELT_BEGIN = 7,  // the same of a beginning, which many words have
    MISSPELT_IN_PHRASE = 4, // the same where the words beside it are right
    MISSPELT_SINGLE = 7, // the same when that class alone decides
    KEY_MIN = 4,         // letters of a Latin spelling that still say which word it is
    KEY_MIN_GIVEN = 3,   // the same where the file has the spelling
    ARABIC_BYTES_MIN = 6, // of what is left of a word without "and" and "the": three letters
};

// A sentence in the eyes of one language: for each class, where its words are.
struct danger_sight {
    const char *text; // folded
    const char *words[WORDS_MAX]; // where they begin in it
    const char *copies[WORDS_MAX]; // each by itself
    const char *keys[WORDS_MAX]; // of Latin spellings; NULL: none, or the language is of Latin script
    int count;
    bool latin;    // some have keys
    uint32_t real;  // words that are not misspelt
    uint32_t given; // words that begin as a pattern does
    uint32_t places[CLASSES_MAX];
    uint64_t classes;
    uint64_t misspelt; // classes that are there by a misspelt word only
};

// ---- other scripts on a Latin keyboard ----------------------------------------------------------------------------

static bool is_latin(const char *word)
{
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

// What is the same in all ways of writing a word on a Latin keyboard. Arabic and Ethiopic writers agree on no vowels.
static const char *key_of(struct arena *arena, const struct language *language, const char *spelling)
{
    if (strcmp(language->script, "Ethi") == 0)
        return latin_ethiopic_key(arena, spelling, false);
    return latin_key(arena, spelling, strcmp(language->script, "Arab") != 0, true);
}

// The keys of the pattern's words, single blanks between them; NULL when they say too little.
static const char *pattern_key(struct danger *danger, struct latin *latin, const struct language *language, const char *text)
{
    struct arena scratch = {0};
    const char *key = "";
    char *rest = NULL;
    size_t letters = 0, least = KEY_MIN_GIVEN;
    for (char *word = strtok_r(arena_copy_text(&scratch, text), " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        bool given = is_latin(word);
        const char *one = key_of(&scratch, language, given ? word : latin_spelling(latin, &scratch, word));
        least = given ? least : KEY_MIN;
        letters += strlen(one);
        key = arena_format(&scratch, "%s%s%s", key, key[0] == '\0' ? "" : " ", one);
    }
    key = letters < least ? NULL : arena_copy_text(&danger->arena, key);
    arena_free(&scratch);
    return key;
}

// Not before somebody writes so: it takes longer than reading the file does.
static void spell_out(struct danger *danger, struct danger_tongue *tongue)
{
    if (tongue->spelt || strcmp(tongue->language->script, "Latn") == 0)
        return;
    struct latin *latin = latin_open();
    for (size_t i = 0; i < tongue->count; i++)
        tongue->patterns[i].key = pattern_key(danger, latin, tongue->language, tongue->patterns[i].text);
    latin_close(&latin);
    tongue->spelt = true;
}

// The word with Latin letters for the signs that stand for letters as they look: "7ari2" is "hari", "xochu" "khochu".
static const char *as_it_sounds(struct arena *arena, const struct language *language, const char *word)
{
    static const char *const arabic[] = {"", "", "", "", "", "kh", "t", "h", "gh", "s"};
    bool is_arabic = strcmp(language->script, "Arab") == 0;
    bool is_cyrillic = strcmp(language->script, "Cyrl") == 0;
    char *text = arena_allocate(arena, 2 * strlen(word) + 1, 1);
    char *end = text;
    *end = '\0';
    for (; *word != '\0'; word++) {
        char one[2] = {*word, '\0'};
        const char *sound = one;
        if (is_arabic && *word >= '0' && *word <= '9')
            sound = arabic[*word - '0'];
        else if (is_cyrillic && *word == 'x')
            sound = "kh";
        end = stpcpy(end, sound);
    }
    return text;
}

// ---- looking at a sentence ----------------------------------------------------------------------------------------

// Whether `wanted` stands at the beginning of `text` and ends with a word, or with `any_end` anywhere.
static bool begins(const char *text, const char *wanted, bool any_end)
{
    size_t length = strlen(wanted);
    return strncmp(text, wanted, length) == 0 && (any_end || text[length] == ' ' || text[length] == '\0');
}

// The word without what Arabic writes on to it: "and", "the", "in the", "to the"; NULL when there is nothing of it.
static const char *without_joined(const char *word)
{
    static const char *const joined[] = {"و", "ال", "بال", "لل"};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        size_t length = strlen(joined[i]);
        if (word[0] == joined[i][0] && strncmp(word, joined[i], length) == 0 && strcspn(word + length, " ") >= ARABIC_BYTES_MIN)
            return word + length;
    }
    return NULL;
}

static bool fits_text(const struct danger_pattern *pattern, const struct danger_sight *sight, int at, const char *text)
{
    bool fits = at + pattern->count <= sight->count && begins(text, pattern->text, pattern->any_end);
    while (!fits && pattern->any_start && *++text != '\0' && *text != ' ')
        fits = at + pattern->count <= sight->count && begins(text, pattern->text, pattern->any_end);
    return fits;
}

static bool key_fits(const struct danger_pattern *pattern, const struct danger_sight *sight, int at)
{
    const char *key = pattern->key;
    bool unknown = false; // a German word is no Russian one, but "ne" beside one may be
    if (key == NULL || at + pattern->count > sight->count)
        return false;
    for (int i = at; i < at + pattern->count; i++) {
        size_t length = strcspn(key, " ");
        bool open = pattern->any_end && key[length] == '\0';
        if (sight->keys[i] == NULL || strncmp(sight->keys[i], key, length) != 0 || (!open && sight->keys[i][length] != '\0'))
            return false;
        key += length + (key[length] == ' ');
        unknown = unknown || (sight->real & UINT32_C(1) << i) == 0;
    }
    return unknown;
}

// One mistake at most, and the first letter is right: who misspells that too finds what the search finds.
static bool nearly_is(const char *wanted_word, const char *word, bool any_end, size_t least)
{
    uint32_t wanted[NEAR_CHARACTERS_MAX], typed[NEAR_CHARACTERS_MAX];
    if (wanted_word[0] != word[0])
        return false;
    size_t length = near_characters(wanted_word, wanted);
    size_t typed_length = near_characters(word, typed);
    if (length < least || typed_length < least || (any_end && length < MISSPELT_BEGIN) || (!any_end && typed_length > length + 1))
        return false;
    for (size_t cut = length - 1; cut <= length + 1 && cut <= typed_length; cut++) {
        size_t compared = any_end ? cut : typed_length;
        if (near_distance(wanted, length, typed, compared, 1) <= 1)
            return true;
    }
    return false;
}

// Whether the pattern fits when words that nobody knows are taken for misspelt ones.
static bool nearly_fits(const struct danger_pattern *pattern, const struct danger_sight *sight, int at, uint32_t known)
{
    if (pattern->any_start || pattern->text[0] != sight->words[at][0] || at + pattern->count > sight->count)
        return false;
    const char *text = pattern->text;
    bool guessed = false;
    for (int i = at; i < at + pattern->count; i++) {
        size_t length = strcspn(text, " ");
        char wanted[4 * NEAR_CHARACTERS_MAX + 1];
        bool last = text[length] == '\0';
        if (length >= sizeof wanted)
            return false;
        memcpy(wanted, text, length);
        wanted[length] = '\0';
        bool same = begins(sight->words[i], wanted, last && pattern->any_end);
        if (!same && ((known & UINT32_C(1) << i) != 0 ||
                      !nearly_is(wanted, sight->copies[i], last && pattern->any_end,
                                 pattern->count == 1 ? MISSPELT_MIN : MISSPELT_IN_PHRASE)))
            return false;
        guessed = guessed || !same;
        text += length + !last;
    }
    return guessed;
}

static void see(struct danger_sight *sight, int class, int at, int count)
{
    sight->places[class] |= ((UINT32_C(1) << count) - 1) << at;
    sight->classes |= UINT64_C(1) << class;
}

static uint32_t words_seen(const struct danger_sight *sight)
{
    uint32_t seen = 0;
    for (int class = 0; class < CLASSES_MAX; class++)
        seen |= sight->places[class];
    return seen;
}

// Compares the word at a place, from `text` on, with the patterns of a bucket. Gives the words that are harmless by that.
static uint32_t look_at(const struct danger *danger, struct danger_sight *sight, const struct danger_tongue *tongue, int bucket, int at,
                        const char *text)
{
    uint32_t harmless = 0;
    for (size_t i = tongue->buckets[bucket]; i < tongue->buckets[bucket + 1]; i++) {
        const struct danger_pattern *pattern = &tongue->patterns[i];
        if (!fits_text(pattern, sight, at, text))
            continue;
        see(sight, pattern->class, at, pattern->count);
        if (!pattern->any_start)
            sight->given |= UINT32_C(1) << at;
        if (pattern->class == danger->other && pattern->count > 1)
            harmless |= ((UINT32_C(1) << pattern->count) - 1) << at;
    }
    return harmless;
}

// The words of a phrase that is "other" are of no class besides.
static void look(const struct danger *danger, struct danger_sight *sight, const struct danger_tongue *tongue)
{
    uint32_t harmless = 0;
    memset(sight->places, 0, sizeof sight->places);
    sight->classes = sight->misspelt = 0;
    sight->given = 0;
    for (int at = 0; at < sight->count; at++) {
        for (const char *text = sight->words[at]; text != NULL; text = without_joined(text)) {
            harmless |= look_at(danger, sight, tongue, danger_bucket(text), at, text);
            harmless |= look_at(danger, sight, tongue, BUCKETS, at, text);
        }
    }
    for (int class = 0; class < CLASSES_MAX && harmless != 0; class++) {
        if (class != danger->other)
            sight->places[class] &= ~harmless;
        if (sight->places[class] == 0)
            sight->classes &= ~(UINT64_C(1) << class);
    }
}

// Takes Latin words for words of the other script, but those that the file has as they are: endings are lost in that.
static void look_at_keys(struct danger_sight *sight, const struct danger_tongue *tongue)
{
    uint32_t known = sight->given;
    for (size_t i = 0; i < tongue->count; i++) {
        for (int at = 0; at < sight->count; at++) {
            if ((known & UINT32_C(1) << at) == 0 && key_fits(&tongue->patterns[i], sight, at))
                see(sight, tongue->patterns[i].class, at, tongue->patterns[i].count);
        }
    }
}

// Takes the words that no class has for misspelt ones.
static void look_again(struct danger_sight *sight, const struct danger_tongue *tongue)
{
    uint32_t known = sight->real | words_seen(sight);
    uint64_t before = sight->classes;
    for (size_t i = 0; i < tongue->count; i++) {
        for (int at = 0; at < sight->count; at++) {
            if (nearly_fits(&tongue->patterns[i], sight, at, known))
                see(sight, tongue->patterns[i].class, at, tongue->patterns[i].count);
        }
    }
    sight->misspelt = sight->classes & ~before;
}

// ---- the rules ----------------------------------------------------------------------------------------------------

// Whether a word of class `a` comes before the first one of class `b` that is not the same word.
static bool comes_before(uint32_t a, uint32_t b)
{
    uint32_t first_a = a & -a;
    uint32_t first_b = b & -b;
    return first_a < first_b;
}

static bool is_long(const struct danger_sight *sight, int class)
{
    uint32_t characters[NEAR_CHARACTERS_MAX];
    size_t length = 0;
    for (int at = 0; at < sight->count; at++) {
        if ((sight->places[class] & UINT32_C(1) << at) != 0)
            length += near_characters(sight->copies[at], characters);
    }
    return length >= MISSPELT_SINGLE;
}

static bool rule_fits(const struct danger_rule *rule, const struct danger_sight *sight)
{
    if ((sight->classes & rule->needed) != rule->needed || (sight->classes & rule->excluded) != 0)
        return false;
    uint32_t covered = 0;
    for (int i = 0; i < rule->count; i++) {
        covered |= sight->places[rule->needs[i]];
        if (rule->ordered[i] && !comes_before(sight->places[rule->needs[i]], sight->places[rule->needs[i + 1]]))
            return false;
    }
    bool whole = covered == (UINT32_C(1) << sight->count) - 1;
    bool guessed = rule->count == 1 && (sight->misspelt & rule->needed) != 0 && !is_long(sight, rule->needs[0]);
    return (!rule->alone || whole) && !guessed;
}

static const struct danger_kind *kind_seen(const struct danger *danger, const struct danger_sight *sight)
{
    for (int i = 0; i < danger->rule_count; i++) {
        if (rule_fits(&danger->rules[i], sight))
            return &danger->kinds[danger->rules[i].kind];
    }
    return NULL;
}

static const struct danger_kind *kind_in(struct danger *danger, struct danger_sight *sight, struct danger_tongue *tongue, bool own)
{
    look(danger, sight, tongue);
    if (own && sight->latin) {
        spell_out(danger, tongue);
        look_at_keys(sight, tongue);
    }
    const struct danger_kind *kind = kind_seen(danger, sight);
    if (kind == NULL && own) {
        look_again(sight, tongue);
        kind = sight->misspelt == 0 ? NULL : kind_seen(danger, sight);
    }
    return kind;
}

// The Ethiopic ejectives are often written with an apostrophe, which would part the word.
static char *without_apostrophes(struct arena *arena, const char *query)
{
    char *text = arena_copy_text(arena, query);
    size_t written = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        bool letters = i > 0 && isalpha((unsigned char)query[i - 1]) && isalpha((unsigned char)query[i + 1]);
        if (text[i] == '\'' && letters)
            continue;
        text[written++] = text[i];
    }
    text[written] = '\0';
    return text;
}

// What the reader's language has under the sound of a Latin word, if it is of another script.
static void begin_spelling(struct danger_sight *sight, struct arena *arena, const struct language *language, const char *word)
{
    if (strcmp(language->script, "Latn") == 0)
        return;
    word = as_it_sounds(arena, language, word);
    if (word[0] == '\0' || !is_latin(word))
        return;
    sight->keys[sight->count] = key_of(arena, language, word);
    sight->latin = true;
}

static void begin(struct danger_sight *sight, struct arena *arena, const struct reader *reader, const char *query,
                  danger_is_word *is_word, void *context)
{
    if (strcmp(reader->languages[0]->script, "Ethi") == 0)
        query = without_apostrophes(arena, query);
    char *rest = NULL;
    sight->text = text_fold(arena, query);
    const char *begin = sight->text;
    for (char *word = strtok_r(arena_copy_text(arena, sight->text), " ", &rest); word != NULL && sight->count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        if (is_word != NULL && is_word(context, word))
            sight->real |= UINT32_C(1) << sight->count;
        begin_spelling(sight, arena, reader->languages[0], word);
        sight->words[sight->count] = begin;
        sight->copies[sight->count++] = word;
        begin += strlen(word) + 1;
    }
}

const struct danger_lead *danger_find(struct danger *danger, const struct reader *reader, const char *query,
                                      danger_is_word *is_word, void *context, size_t *count)
{
    struct arena scratch = {0};
    struct danger_sight sight = {0};
    const struct danger_kind *found = NULL;
    uint32_t tried = 0;
    begin(&sight, &scratch, reader, query, is_word, context);
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL && sight.count > 0; i++) {
        for (int t = 0; t < danger->tongue_count && found == NULL; t++) {
            if ((tried & UINT32_C(1) << t) != 0 || !language_is_same(danger->tongues[t].language, reader->languages[i]))
                continue;
            tried |= UINT32_C(1) << t;
            found = kind_in(danger, &sight, &danger->tongues[t], i == 0);
        }
    }
    for (int t = 0; t < danger->tongue_count && found == NULL && sight.count > 0; t++) {
        if ((tried & UINT32_C(1) << t) == 0)
            found = kind_in(danger, &sight, &danger->tongues[t], false);
    }
    arena_free(&scratch);
    *count = found == NULL ? 0 : found->count;
    return found == NULL ? NULL : found->leads;
}
