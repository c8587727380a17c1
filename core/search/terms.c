// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The forms in which the index may have a word of the query. A form of one language is looked for in the texts of that
// language only: other words look like it elsewhere.
#include "core/search/search_private.h"

#include "core/language/function_words.h"

#include <string.h>

enum { ELSEWHERE_LEAST = 6 }; // bytes of a word that is known in another language only and perhaps misspelt

// How good it is to find a word in another form than it was typed in.
static const double quality_umlaut = 0.95; // "aerzte" for "arzte"
static const double quality_stem = 0.85;
static const double quality_part = 0.6; // in a compound
static const double quality_related = 0.5;
static const double quality_beginning = 0.3;
static const double quality_latin = 0.7;

// Where a word stands with the marks that were typed: how good the same letters with other marks are, and what has only a
// form in common with them.
static const double quality_other_marks = 0.15;
static const double quality_form_of_marked = 0.4;

// Where a word alone is a cry for others: how good the word itself is.
static const double quality_cry = 0.3;

// What a word weighs beside the others of the query.
static const double weight_function = 0.15;
static const double weight_weak = 0.2;
static const double weight_part = 1.0;       // a part of a compound
static const double weight_part_named = 0.3; // the same, when the compound itself is in some title

bool search_has_word(struct seeking *seeking, const char *word, uint64_t *languages)
{
    struct statement *row = search_begin(seeking->searcher, SEARCH_WORD, word);
    bool there = statement_next(row);
    *languages = there ? (uint64_t)statement_number(row, 0) : 0;
    statement_end(&row);
    return there;
}

bool search_has_form(struct seeking *seeking, const char *form)
{
    struct statement *hits = search_begin(seeking->searcher, SEARCH_HITS, form);
    bool there = statement_next(hits);
    statement_end(&hits);
    return there;
}

uint64_t search_language_family(const struct searcher *searcher, int number)
{
    uint64_t family = UINT64_C(1) << number;
    for (int i = 0; searcher->languages[number] != NULL && i < searcher->language_count; i++) {
        const char *tag = searcher->languages[number]->tag;
        size_t length = strcspn(tag, "-");
        if (searcher->languages[i] != NULL && strncmp(searcher->languages[i]->tag, tag, length) == 0 &&
            strcspn(searcher->languages[i]->tag, "-") == length)
            family |= UINT64_C(1) << i;
    }
    return family;
}

bool search_reads_script(const struct seeking *seeking, const char *script)
{
    bool reads = false;
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX && seeking->reader->languages[i] != NULL; i++)
        reads = reads || strcmp(seeking->reader->languages[i]->script, script) == 0;
    return reads;
}

char *search_end_of(struct seeking *seeking, const char *beginning)
{
    return arena_format(seeking->arena, "%s\xF4\x8F\xBF\xBF", beginning);
}

// Gives points for each place in texts of these languages, as far as they are looked at.
static void find_form(struct seeking *seeking, const char *form, double quality, uint64_t languages)
{
    languages &= seeking->among;
    if (languages == 0)
        return;
    bool noted = seeking->terms[seeking->present].function || seeking->terms[seeking->present].weak;
    struct statement *hits = search_begin(seeking->searcher, SEARCH_HITS, form);
    while (!rank_is_full(seeking->rank) && statement_next(hits)) {
        int64_t row = statement_number(hits, 0);
        const char *column = statement_text(hits, 1);
        if ((languages & UINT64_C(1) << search_row_of(row).language) == 0) {
            rank_pass(seeking->rank);
            continue;
        }
        rank_add(seeking->rank, row, column == NULL ? 'b' : column[0], quality);
        if (!noted)
            search_note_form(seeking, form);
        noted = true;
    }
    statement_end(&hits);
}

// Whether a word may be of the language: it is known in it, or nothing is known of it.
static bool may_be_of(const struct seeking *seeking, int number, uint64_t languages)
{
    const struct language *language = seeking->searcher->languages[number];
    uint64_t bit = UINT64_C(1) << number;
    return language != NULL && (languages == 0 || ((languages | seeking->reads) & bit) != 0);
}

void search_find_word(struct seeking *seeking, const char *word, double own_quality, double quality, bool in_compounds)
{
    uint64_t languages;
    const char *done = "";
    if (search_has_word(seeking, word, &languages))
        find_form(seeking, word, own_quality, SEARCH_ANY_LANGUAGE);
    for (int i = 0; i < seeking->searcher->language_count; i++) {
        if (!may_be_of(seeking, i, languages))
            continue;
        const struct language *language = seeking->searcher->languages[i];
        const char *stem = stem_of(seeking->searcher->stems, seeking->arena, language, word);
        const char *form = form_stem(seeking->arena, language, stem);
        if (strstr(done, form) == NULL) {
            uint64_t family = search_language_family(seeking->searcher, i);
            find_form(seeking, form, quality * quality_stem, family);
            if (strcmp(stem, word) != 0)
                find_form(seeking, stem, quality * quality_stem, family);
            if (in_compounds && form_joins(language))
                find_form(seeking, form_part(seeking->arena, stem), quality * quality_part, family);
            done = arena_format(seeking->arena, "%s %s", done, form);
        }
    }
}

// Whether the word alone is a cry for what stands for it (core/language/related.h).
static bool is_cry(struct seeking *seeking, const char *word)
{
    size_t count;
    const struct related_entry *entries = related_find(seeking->searcher->related, word, NULL, &count);
    bool cry = false;
    for (size_t i = 0; i < count; i++)
        cry = cry || (entries[i].group->alone && reader_rank(seeking->reader, entries[i].group->language->tag) < LANGUAGE_CHOICES_MAX);
    return cry && seeking->alone;
}

// A word with marks: where it stands with just these, what has others counts little. Without marks it means all of them.
static void find_marked(struct seeking *seeking, const char *word, const char *marked, double quality)
{
    uint64_t languages;
    bool marks = strcmp(word, marked) != 0 &&
                 search_has_word(seeking, form_spelling(seeking->arena, word, marked), &languages);
    if (marks)
        find_form(seeking, form_marked(seeking->arena, marked), quality, SEARCH_ANY_LANGUAGE);
    search_find_word(seeking, word, marks ? quality_other_marks * quality : quality,
                     marks ? quality_form_of_marked * quality : quality, true);
}

static long count_for_split(void *context, const char *word)
{
    struct seeking *seeking = context;
    uint64_t languages;
    search_has_word(seeking, word, &languages);
    return (languages & seeking->searcher->german) != 0;
}

// The words that stand for the one that was typed: as they are, and by their stems in their language. What has the same stem
// as that is the same word, and is found already.
static void find_group(struct seeking *seeking, const struct related_group *group, const char *typed, double quality)
{
    struct stems *stems = seeking->searcher->stems;
    const char *own = stem_of(stems, seeking->arena, group->language, typed);
    for (const char **word = group->words; *word != NULL; word++) {
        uint64_t languages;
        const char *stem = stem_of(stems, seeking->arena, group->language, *word);
        if (strcmp(stem, own) == 0)
            continue;
        if (search_has_word(seeking, *word, &languages))
            find_form(seeking, *word, quality, SEARCH_ANY_LANGUAGE);
        find_form(seeking, form_stem(seeking->arena, group->language, stem), quality * quality_stem, SEARCH_ANY_LANGUAGE);
    }
}

static void find_related(struct seeking *seeking, const char *word, double quality)
{
    const struct searcher *searcher = seeking->searcher;
    uint64_t languages;
    size_t exact, same;
    const struct related_entry *entry = related_find(searcher->related, word, NULL, &exact);
    for (size_t i = 0; i < exact; i++) {
        if (!entry[i].group->alone)
            find_group(seeking, entry[i].group, word, quality);
        else if (seeking->alone)
            find_group(seeking, entry[i].group, word, 1);
    }
    search_has_word(seeking, word, &languages);
    for (int i = 0; i < searcher->language_count && exact == 0; i++) {
        if (!may_be_of(seeking, i, languages))
            continue;
        const struct language *language = searcher->languages[i];
        const char *stem = stem_of(searcher->stems, seeking->arena, language, word);
        entry = related_find(searcher->related, stem, language, &same);
        for (size_t j = 0; j < same; j++) {
            if (!entry[j].group->alone)
                find_group(seeking, entry[j].group, word, quality);
        }
    }
}

// What is still being typed becomes a word of a language that the reader is offered.
static void find_beginning(struct seeking *seeking, const char *word)
{
    const char *words[24];
    size_t count = 0;
    struct statement *rows = search_begin(seeking->searcher, SEARCH_BEGINNING, word);
    char *end = search_end_of(seeking, word);
    statement_bind_text(rows, 2, end);
    statement_bind_number(rows, 3, (int64_t)seeking->reads);
    while (count < sizeof words / sizeof *words && statement_next(rows))
        words[count++] = statement_copy(seeking->arena, rows, 0);
    statement_end(&rows);
    for (size_t i = 0; i < count; i++)
        find_form(seeking, words[i], quality_beginning, seeking->reads);
}

// ---- other scripts ------------------------------------------------------------------------------------------------

static bool is_latin(const char *word)
{
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

// The languages of the reader's own script, of which a word in Latin letters may be. Who reads Latin letters only may know
// a word of any.
static uint64_t of_readers_script(const struct seeking *seeking)
{
    const struct searcher *searcher = seeking->searcher;
    const char *script = seeking->reader->languages[0]->script;
    uint64_t languages = 0;
    if (strcmp(script, "Latn") == 0)
        return SEARCH_ANY_LANGUAGE;
    for (int i = 0; i < searcher->language_count; i++) {
        if (searcher->languages[i] != NULL && strcmp(searcher->languages[i]->script, script) == 0)
            languages |= UINT64_C(1) << i;
    }
    return languages;
}

static void find_latin(struct seeking *seeking, const char *word)
{
    const char *with = latin_key(seeking->arena, word, true, false);
    if (strlen(with) >= 3)
        find_form(seeking, form_latin(seeking->arena, with, FORM_LATIN_VOWELS), quality_latin, of_readers_script(seeking));
}

// A word of a script that writes no short vowels. Without them many words look alike, of which only those of the reader's
// language can be meant.
static void find_consonants(struct seeking *seeking, const char *word)
{
    const char *without = latin_key(seeking->arena, word, false, false);
    const char *loose = latin_key(seeking->arena, word, false, true);
    if (strlen(without) >= 2)
        find_form(seeking, form_latin(seeking->arena, without, FORM_LATIN_ARABIC), quality_latin * 0.9, seeking->reads);
    if (strlen(loose) >= 3 && strcmp(loose, without) != 0)
        find_form(seeking, form_latin(seeking->arena, loose, FORM_LATIN_ARABIC), quality_latin * 0.7, seeking->reads);
}

// An Ethiopic word with vowels of the writer's choice. Other words easily look like one, so only who reads the script gets it.
static void find_ethiopic(struct seeking *seeking, const char *word)
{
    const char *rounded = latin_ethiopic_key(seeking->arena, word, true);
    const char *plain = latin_ethiopic_key(seeking->arena, word, false);
    if (strlen(rounded) >= 2)
        find_form(seeking, form_latin(seeking->arena, rounded, FORM_LATIN_ETHIOPIC), quality_latin, SEARCH_ANY_LANGUAGE);
    if (strlen(plain) >= 2 && strcmp(plain, rounded) != 0)
        find_form(seeking, form_latin(seeking->arena, plain, FORM_LATIN_ETHIOPIC), quality_latin * 0.7, SEARCH_ANY_LANGUAGE);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// Whether the word is one of the reader's languages: then its letters mean what they are.
static bool is_readers(struct seeking *seeking, const char *word)
{
    uint64_t languages;
    size_t count;
    const struct related_entry *entries = related_find(seeking->searcher->related, word, NULL, &count);
    bool readers = false;
    for (size_t i = 0; i < count; i++) { // what people write in Latin letters for another script is not a word of it
        const struct language *language = entries[i].group->language;
        readers = readers || (strcmp(language->script, "Latn") == 0 &&
                              reader_rank(seeking->reader, language->tag) < LANGUAGE_CHOICES_MAX);
    }
    search_has_word(seeking, word, &languages);
    return readers || (languages & seeking->reads) != 0;
}

// A word as German keyboards without umlauts have it. In other languages ae, oe and ue are what they are, so it must be a
// word of German texts, and none of the reader's own.
static void find_umlaut(struct seeking *seeking, const char *word)
{
    uint64_t languages;
    const char *umlaut = form_umlaut(seeking->arena, word, false);
    bool german = (seeking->own & seeking->searcher->german) != 0;
    if (umlaut == NULL || (!german && search_has_word(seeking, word, &languages) && (languages & seeking->own) != 0))
        return;
    const char *marked = form_umlaut(seeking->arena, word, true);
    bool choice = search_has_word(seeking, form_spelling(seeking->arena, umlaut, marked), &languages);
    if (choice)
        find_form(seeking, form_marked(seeking->arena, marked), quality_umlaut, seeking->searcher->german);
    find_form(seeking, umlaut, choice ? quality_other_marks : quality_umlaut, seeking->searcher->german);
    const struct language *language = language_by_tag("de");
    const char *stem = stem_of(seeking->searcher->stems, seeking->arena, language, umlaut);
    double quality = choice ? quality_form_of_marked : quality_umlaut;
    find_form(seeking, form_stem(seeking->arena, language, stem), quality * quality_stem, seeking->searcher->german);
    if (strcmp(stem, umlaut) != 0)
        find_form(seeking, stem, quality * quality_stem, seeking->searcher->german);
    find_form(seeking, form_part(seeking->arena, stem), quality * quality_part, seeking->searcher->german);
    find_related(seeking, umlaut, quality_related * quality);
}

static bool is_weak(const struct seeking *seeking, const char *word)
{
    const struct searcher *searcher = seeking->searcher;
    for (int i = 0; i < searcher->language_count; i++) {
        if ((seeking->own & UINT64_C(1) << i) != 0 &&
            ((searcher->weak_words[i] != NULL && function_words_have(searcher->weak_words[i], word)) ||
             (searcher->function_words[i] != NULL && function_words_have(searcher->function_words[i], word))))
            return true;
    }
    return false;
}

// Whether the word can be one of another script in Latin letters.
static bool is_foreign(struct seeking *seeking, const char *word)
{
    return is_latin(word) && seeking->searcher->has_latin && !is_readers(seeking, word);
}

static void find_foreign(struct seeking *seeking, const char *word)
{
    find_latin(seeking, word);
    if (search_reads_script(seeking, "Arab"))
        find_consonants(seeking, word);
    if (search_reads_script(seeking, "Ethi"))
        find_ethiopic(seeking, word);
}

// Each part of a compound counts as a word of its own: what has all of them is better than what has one. So do words that
// were typed without blanks, `joined`, which may be of any language.
static void find_parts(struct seeking *seeking, const char *const *parts, size_t count, bool named, bool joined)
{
    for (size_t i = 0; i < count; i++) {
        rank_begin_word(seeking->rank);
        search_find_word(seeking, parts[i], 1, 1, true);
        find_related(seeking, parts[i], quality_related);
        if (joined && is_foreign(seeking, parts[i]))
            find_foreign(seeking, parts[i]);
        double weight = named ? weight_part_named : weight_part;
        rank_end_word(seeking->rank, is_weak(seeking, parts[i]) ? weight * weight_weak : weight);
    }
}

// The languages that have all parts.
static uint64_t languages_of_parts(struct seeking *seeking, const char *const *parts, size_t count)
{
    uint64_t all = UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        uint64_t languages;
        search_has_word(seeking, parts[i], &languages);
        all &= languages;
    }
    return all;
}

// The word in each form that it has in the texts that are looked at.
static void find_forms(struct seeking *seeking, const struct term *term)
{
    find_marked(seeking, term->word, term->marked, is_cry(seeking, term->word) ? quality_cry : 1);
    find_umlaut(seeking, term->word);
    find_related(seeking, term->word, quality_related);
}

void search_find_term(struct seeking *seeking, struct term *term)
{
    const char *word = term->word;
    const char *parts[FORM_PARTS_MAX];
    seeking->present = (unsigned)(term - seeking->terms);
    rank_begin_word(seeking->rank);
    // A word of another language answers only where the reader's have none: it means something else there.
    seeking->among = seeking->reads;
    find_forms(seeking, term);
    if (term->begun)
        find_beginning(seeking, word);
    seeking->among = SEARCH_ANY_LANGUAGE;
    bool elsewhere = rank_word_rows(seeking->rank) == 0;
    if (elsewhere)
        find_forms(seeking, term);
    elsewhere = elsewhere && rank_word_rows(seeking->rank) > 0;
    size_t count = form_split(seeking->arena, word, count_for_split, seeking, parts);
    if (count < 2 && is_foreign(seeking, word))
        find_foreign(seeking, word);
    size_t joined = rank_word_rows(seeking->rank) == 0 && count < 2 ? search_part_joined(seeking, word, parts) : 0;
    count = joined > 0 ? joined : count;
    if (!search_has_word(seeking, word, &term->languages) && count > 0)
        term->languages = languages_of_parts(seeking, parts, count);
    // What other languages have may be a word of the reader's with a mistake all the same.
    if (count < 2 && (rank_word_rows(seeking->rank) == 0 || (elsewhere && strlen(word) >= ELSEWHERE_LEAST)))
        search_find_near(seeking, term, elsewhere);
    bool named = rank_word_is_named(seeking->rank);
    if (rank_word_rows(seeking->rank) > 0)
        rank_end_word(seeking->rank, term->function ? weight_function : term->weak ? weight_weak : 1);
    find_parts(seeking, parts, count, named, joined > 0);
}
