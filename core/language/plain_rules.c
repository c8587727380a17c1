// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Grammar is told by the forms of words: enough to find most of what is meant with few false alarms. Where a form has
// two readings, the rule is silent.
#include "core/language/plain_rules.h"

#include <string.h>

#define BITV "BITV 2.0, annex 2, part 2, no. "
#define DIN_WORDS "DIN SPEC 33429, words"

enum {
    FINDINGS_MAX = 64, // of a text
    LONG_SUFFIX = 4,   // "iert"
};

// What each level takes for long.
static const struct {
    size_t words;     // of a sentence
    size_t letters;   // of a word without hyphen or middle dot
    size_t negations; // of a sentence, that may be
} limits[] = {
    [PLAIN_GERMAN] = {15, 20, 1},
    [PLAIN_EASY] = {10, 13, 0},
};

static const struct {
    const char *name, *source;
    double weight;
} rules[PLAIN_RULES] = {
    [PLAIN_SENTENCE] = {"sentence", BITV "5", 2},
    [PLAIN_PASSIVE] = {"passive", BITV "1", 3},
    [PLAIN_GENITIVE] = {"genitive", BITV "1", 2},
    [PLAIN_NEGATION] = {"negation", BITV "1", 1},
    [PLAIN_SUBJUNCTIVE] = {"subjunctive", BITV "1", 2},
    [PLAIN_ABBREVIATION] = {"abbreviation", BITV "1", 2},
    [PLAIN_COMPOUND] = {"compound", BITV "4", 1},
    [PLAIN_NUMBER] = {"number", DIN_WORDS, 1},
};

const char *plain_rule_name(enum plain_rule rule)
{
    return rules[rule].name;
}

const char *plain_rule_source(enum plain_rule rule)
{
    return rules[rule].source;
}

// The sentence that is looked at.
struct lint_place {
    const struct plain_lint *lint;
    struct arena *arena;
    struct plain_report *report;
    const struct plain_sentence *sentence;
    enum plain_level level;
};

// From the first to the last word; `written`, where it is known, is the suggestion.
static void find(struct lint_place *place, enum plain_rule rule, const struct plain_word *first, const struct plain_word *last,
                 const char *found, const char *written, const char *instead)
{
    if (place->report->count == FINDINGS_MAX)
        return;
    place->report->findings[place->report->count++] = (struct plain_finding){
        .rule = rule,
        .sentence = place->report->sentences,
        .text = place->sentence->text,
        .found = found,
        .instead = written != NULL ? written : instead,
        .written = written,
        .start = first->at,
        .end = last->at + strlen(last->shown[0] != '\0' ? last->shown : last->raw),
    };
    place->report->score += rules[rule].weight;
}

static bool has(const struct lint_place *place, enum plain_list list, const char *word, const char **instead)
{
    return plain_words_have(&place->lint->words, list, word, instead);
}

static bool is_name(const struct lint_place *place, const char *word)
{
    return place->lint->names != NULL &&
           strstr(place->lint->names, arena_format(place->arena, " %s ", word)) != NULL;
}

static bool ends_in(const char *word, const char *end)
{
    size_t length = strlen(word), size = strlen(end);
    return length >= size && strcmp(word + length - size, end) == 0;
}

// ---- sentences -----------------------------------------------------------------------------------------------------

static void check_length(struct lint_place *place)
{
    size_t most = limits[place->level].words;
    if (place->sentence->length > most)
        find(place, PLAIN_SENTENCE, &place->sentence->words[0], &place->sentence->words[place->sentence->count - 1],
             arena_format(place->arena, "%zu words", place->sentence->length), NULL,
             arena_format(place->arena, "make two sentences; %zu words at most", most));
}

// ge- at the beginning or behind a separable first part, and -t or -en at the end: gemacht, abgeholt, angerufen.
static bool has_participle_form(const struct lint_place *place, const char *word)
{
    static const char *const inseparable[] = {"be", "emp", "ent", "er", "miss", "ver", "zer"};
    if (ends_in(word, "iert") && strlen(word) > LONG_SUFFIX + 1)
        return true;
    if (!ends_in(word, "t") && !ends_in(word, "en"))
        return false;
    for (const char *ge = strstr(word, "ge"); ge != NULL; ge = strstr(ge + 1, "ge")) {
        const char *first = arena_copy(place->arena, word, (size_t)(ge - word));
        if (strlen(ge) >= sizeof "gebt" && (first[0] == '\0' || has(place, PLAIN_SEPARABLE, first, NULL)))
            return true;
    }
    for (size_t i = 0; i < sizeof inseparable / sizeof *inseparable; i++) {
        if (strncmp(word, inseparable[i], strlen(inseparable[i])) == 0 && ends_in(word, "t") && strlen(word) > 5)
            return true;
    }
    return false;
}

static bool is_participle(const struct lint_place *place, const struct plain_word *word)
{
    return !word->capital && !has(place, PLAIN_NO_PARTICIPLES, word->lower, NULL) &&
           (has(place, PLAIN_PARTICIPLES, word->lower, NULL) || has_participle_form(place, word->lower));
}

// A form of "werden" with a participle behind it in the same clause ("wird … gemacht") or just before it ("gemacht
// wird").
static void check_passive(struct lint_place *place)
{
    const struct plain_word *words = place->sentence->words;
    size_t count = place->sentence->count;
    for (size_t i = 0; i < count; i++) {
        if (!has(place, PLAIN_AUXILIARIES, words[i].lower, NULL))
            continue;
        size_t participle = count;
        if (i > 0 && !words[i - 1].ends_clause && is_participle(place, &words[i - 1]))
            participle = i - 1;
        for (size_t k = i; participle == count && !words[k].ends_clause && k + 1 < count; k++) {
            if (is_participle(place, &words[k + 1]))
                participle = k + 1;
        }
        if (participle == count)
            continue;
        find(place, PLAIN_PASSIVE, &words[participle < i ? participle : i], &words[participle < i ? i : participle],
             participle < i ? arena_format(place->arena, "%s %s", words[participle].shown, words[i].shown)
                            : arena_format(place->arena, "%s … %s", words[i].shown, words[participle].shown),
             NULL, "say who does it: “Das Amt prüft …”, “Sie bezahlen …”");
        return;
    }
}

static void check_genitive(struct lint_place *place)
{
    const struct plain_word *words = place->sentence->words;
    for (size_t i = 0; i + 1 < place->sentence->count; i++) {
        const struct plain_word *noun = &words[i + 1];
        const char *instead = NULL;
        if (!noun->capital && i + 2 < place->sentence->count)
            noun = &words[i + 2]; // an adjective stands between
        bool article = strcmp(words[i].lower, "des") == 0 || strcmp(words[i].lower, "eines") == 0;
        // The first word of a sentence has a capital letter, be it a noun or not.
        bool female = place->level == PLAIN_EASY && i > 1 && strcmp(words[i].lower, "der") == 0 &&
                      words[i - 1].capital && !words[i - 1].ends_clause &&
                      !has(place, PLAIN_BEFORE_DER, words[i - 1].lower, NULL);
        if (has(place, PLAIN_GENITIVE_PREPOSITIONS, words[i].lower, &instead))
            find(place, PLAIN_GENITIVE, &words[i], &words[i], words[i].shown, instead, "say it in a sentence of its own");
        else if (noun->capital && !is_name(place, noun->shown) && ((article && ends_in(noun->lower, "s")) || female))
            find(place, PLAIN_GENITIVE, &words[i], noun, arena_format(place->arena, "%s … %s", words[i].shown, noun->shown), NULL,
                 "write “von”: “von dem Amt”, “von der Stadt”");
    }
}

static void check_negation(struct lint_place *place)
{
    const char *found = NULL;
    const struct plain_word *first = NULL, *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < place->sentence->count; i++) {
        if (!has(place, PLAIN_NEGATIONS, place->sentence->words[i].lower, NULL))
            continue;
        last = &place->sentence->words[i];
        first = first == NULL ? last : first;
        found = found == NULL ? place->sentence->words[i].shown
                              : arena_format(place->arena, "%s … %s", found, place->sentence->words[i].shown);
        count++;
    }
    if (count > limits[place->level].negations)
        find(place, PLAIN_NEGATION, first, last, found, NULL, "say what is, not what is not");
}

// ---- words ---------------------------------------------------------------------------------------------------------

static void check_subjunctive(struct lint_place *place, const struct plain_word *word)
{
    const char *instead;
    if (has(place, PLAIN_SUBJUNCTIVES, word->lower, &instead))
        find(place, PLAIN_SUBJUNCTIVE, word, word, word->shown, instead, NULL);
}

// Two capital letters or more and nothing else: an abbreviation, or the name of something.
static bool is_all_capitals(const char *word)
{
    return strlen(word) >= 2 && strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(word);
}

static void check_abbreviation(struct lint_place *place, const struct plain_word *word, const struct plain_word *next)
{
    const char *instead = NULL;
    bool pair = word->letters == 1 && !word->number && ends_in(word->raw, ".") && next != NULL && next->letters == 1 &&
                !is_name(place, next->shown); // z. B.
    if (pair)
        find(place, PLAIN_ABBREVIATION, word, next, arena_format(place->arena, "%s %s", word->raw, next->raw), NULL, "write it out");
    else if (has(place, PLAIN_ABBREVIATIONS, arena_format(place->arena, "%s.", word->lower), &instead) &&
             strstr(word->raw, arena_format(place->arena, "%s.", word->shown)) != NULL && next != NULL)
        find(place, PLAIN_ABBREVIATION, word, word, word->raw, instead, "write it out");
    else if (place->level == PLAIN_EASY && is_all_capitals(word->shown) && !is_name(place, word->shown) &&
             !has(place, PLAIN_KNOWN_ABBREVIATIONS, word->lower, NULL))
        find(place, PLAIN_ABBREVIATION, word, word, word->shown, NULL, "write it out, or say what it means");
}

static void check_compound(struct lint_place *place, const struct plain_word *word)
{
    bool parted = strpbrk(word->shown, "-/") != NULL || strstr(word->shown, "·") != NULL ||
                  has(place, PLAIN_NO_COMPOUNDS, word->lower, NULL);
    if (word->capital && !parted && word->letters > limits[place->level].letters && !is_name(place, word->shown))
        find(place, PLAIN_COMPOUND, word, word, word->shown, NULL, "part it: Kranken·versicherung, Kranken-Versicherung");
}

static void check_number(struct lint_place *place, const struct plain_word *word)
{
    const char *instead;
    if (has(place, PLAIN_LARGE_NUMERALS, word->lower, &instead) ||
        (place->level == PLAIN_EASY && has(place, PLAIN_NUMERALS, word->lower, &instead)))
        find(place, PLAIN_NUMBER, word, word, word->shown, instead, NULL);
    else if (place->level == PLAIN_EASY && (strstr(word->raw, "%") != NULL || strcmp(word->lower, "prozent") == 0))
        find(place, PLAIN_NUMBER, word, word, word->letters > 0 ? word->shown : word->raw, NULL, "say “viele”, “wenige” or “die Hälfte”");
}

// ---- a text --------------------------------------------------------------------------------------------------------

void plain_check(const struct plain_lint *lint, struct arena *arena, const char *text, enum plain_level level,
                 struct plain_report *report)
{
    size_t count;
    const struct plain_sentence *sentences = plain_sentences(arena, &lint->words, text, &count);
    *report = (struct plain_report){.findings = arena_allocate(arena, FINDINGS_MAX, sizeof *report->findings)};
    struct lint_place place = {lint, arena, report, NULL, level};
    for (size_t i = 0; i < count; i++) {
        place.sentence = &sentences[i];
        report->sentences++;
        check_length(&place);
        check_passive(&place);
        check_genitive(&place);
        check_negation(&place);
        for (size_t k = 0; k < sentences[i].count; k++) {
            const struct plain_word *word = &sentences[i].words[k];
            if (word->address)
                continue;
            check_subjunctive(&place, word);
            check_abbreviation(&place, word, k + 1 < sentences[i].count ? word + 1 : NULL);
            check_compound(&place, word);
            check_number(&place, word);
        }
    }
    if (count > 0)
        report->score /= (double)count;
}
