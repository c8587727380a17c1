// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which words of a text were found: a search remembers the forms that it found something by, and a word of the text is one
// of them when it has one of these forms.
#include "core/search/search_private.h"

#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum {
    TEXT_BYTES_MAX = 20000, // of a thing that are looked through
    WORDS_SHOWN_MAX = 3,
    PART_LEAST = 4, // letters of a part of a compound that is told by its letters alone
    MET_MAX = 1024, // words of texts that are remembered: what several results have is looked at once
};

// A word of a text, as it stands there, and the words of the query that it is one of.
struct search_met {
    const char *piece; // NULL: none
    const struct language *language;
    uint32_t terms;
};

void search_note_form(struct seeking *seeking, const char *form)
{
    struct search_found *found = seeking->found;
    found->forms = arena_grow(found->arena, found->forms, found->count, &found->room, sizeof *found->forms);
    found->forms[found->count++] = (struct search_form){arena_copy_text(found->arena, form), seeking->present};
    found->terms |= UINT32_C(1) << seeking->present;
}

static int compare_forms(const void *a, const void *b)
{
    const struct search_form *first = a;
    const struct search_form *second = b;
    return strcmp(first->form, second->form);
}

void search_found_end(struct search_found *found)
{
    if (found->count > 0)
        found->met = arena_allocate(found->arena, MET_MAX, sizeof *found->met);
    if (found->count > 0)
        qsort(found->forms, found->count, sizeof *found->forms, compare_forms);
}

// ---- a word of a text ---------------------------------------------------------------------------------------------

struct looking {
    struct searcher *searcher;
    const struct search_found *found;
    const struct language *language; // of the text; NULL: not known here
    bool marked, stems, parts, latin; // something was found by such forms: no others need be made of a word
    struct arena scratch;
};

// The first of the forms that does not come before this one.
static size_t place_of_form(const struct search_found *found, const char *form)
{
    size_t low = 0;
    size_t high = found->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(found->forms[middle].form, form) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Was something found by a form that begins so?
static bool has_forms(const struct search_found *found, const char *beginning)
{
    size_t place = place_of_form(found, beginning);
    return place < found->count && strncmp(found->forms[place].form, beginning, strlen(beginning)) == 0;
}

static void see_forms(struct looking *looking)
{
    static const enum form_latin latin[] = {FORM_LATIN_VOWELS, FORM_LATIN_ARABIC, FORM_LATIN_ETHIOPIC};
    const struct search_found *found = looking->found;
    struct arena *arena = &looking->scratch;
    looking->marked = has_forms(found, form_marked(arena, ""));
    looking->stems = has_forms(found, form_stem(arena, looking->language, ""));
    looking->parts = form_joins(looking->language) && has_forms(found, form_part(arena, ""));
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        looking->latin = looking->latin || has_forms(found, form_latin(arena, "", latin[i]));
}

// The words of the query, as bits, that were found in this form.
static uint32_t terms_of_form(const struct looking *looking, const char *form)
{
    const struct search_found *found = looking->found;
    uint32_t terms = 0;
    for (size_t low = place_of_form(found, form); low < found->count && strcmp(found->forms[low].form, form) == 0; low++)
        terms |= UINT32_C(1) << found->forms[low].term;
    return terms;
}

// The same for forms that mark a part of a compound, which the word contains.
static uint32_t terms_of_parts(struct looking *looking, const char *word)
{
    const struct search_found *found = looking->found;
    const char *mark = form_part(&looking->scratch, "");
    size_t length = strlen(mark);
    uint32_t terms = 0;
    for (size_t i = 0; i < found->count; i++) {
        const char *form = found->forms[i].form;
        if (strncmp(form, mark, length) == 0 && strlen(form + length) >= PART_LEAST && strstr(word, form + length) != NULL)
            terms |= UINT32_C(1) << found->forms[i].term;
    }
    return terms;
}

static uint32_t terms_of_word(struct looking *looking, const char *word, const char *marked)
{
    struct arena *arena = &looking->scratch;
    struct searcher *searcher = looking->searcher;
    const struct language *language = looking->language;
    uint32_t terms = terms_of_form(looking, word);
    if (marked != NULL)
        terms |= terms_of_form(looking, form_marked(arena, marked));
    if (looking->stems)
        terms |= terms_of_form(looking, form_stem(arena, language, stem_of(searcher->stems, arena, language, word)));
    if (looking->parts)
        terms |= terms_of_parts(looking, word);
    if (terms != 0 || !looking->latin || !latin_is_foreign(word))
        return terms;
    if (searcher->latin == NULL)
        searcher->latin = latin_open(); // takes as long as many searches, and few need it
    const char *spelling = latin_spelling(searcher->latin, arena, word);
    if (latin_is_ethiopic(word))
        return terms_of_form(looking, form_latin(arena, latin_ethiopic_key(arena, spelling, false), FORM_LATIN_ETHIOPIC));
    bool arabic = latin_is_consonantal(word);
    return terms_of_form(looking, form_latin(arena, latin_key(arena, spelling, !arabic, false),
                                             arabic ? FORM_LATIN_ARABIC : FORM_LATIN_VOWELS));
}

static uint32_t find_terms(struct looking *looking, const char *piece)
{
    uint32_t terms = 0;
    char *rest = NULL;
    char *rest_marked = NULL;
    char *marks = looking->marked ? text_fold_marked(&looking->scratch, piece) : NULL;
    char *marked = looking->marked ? strtok_r(marks, " ", &rest_marked) : NULL;
    for (char *word = strtok_r(text_fold(&looking->scratch, piece), " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        terms |= terms_of_word(looking, word, marked);
        if (marked != NULL)
            marked = strtok_r(NULL, " ", &rest_marked);
    }
    return terms;
}

static uint32_t terms_of_piece(struct looking *looking, const char *piece)
{
    uint32_t hash = 2166136261; // FNV-1a
    for (const char *byte = piece; *byte != '\0'; byte++)
        hash = (hash ^ (unsigned char)*byte) * 16777619;
    struct search_met *met = &looking->found->met[hash % MET_MAX];
    if (met->piece == NULL || met->language != looking->language || strcmp(met->piece, piece) != 0)
        *met = (struct search_met){arena_copy_text(looking->found->arena, piece), looking->language, find_terms(looking, piece)};
    return met->terms;
}

// ---- a text -------------------------------------------------------------------------------------------------------

// Characters, not bytes: a byte of a quotation mark is one of many letters too.
static const uint8_t word_ends[] = " \t\n,;!?\"()[]„“”«»…،؛؟።፣፤\u2066\u2068\u2069"; // the last ones begin and end isolates
static const uint8_t word_trimmed[] = ".:-·–—'";

// Bytes of the beginning of a text, at most so many, that parts no character.
static size_t whole_characters(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    while (length > 0 && text[length] != '\0' && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

// Bytes of a word without the marks at its end.
static int length_without_marks(const uint8_t *word)
{
    const uint8_t *end = word + u8_strlen(word);
    ucs4_t last;
    for (const uint8_t *before; (before = u8_prev(&last, end, word)) != NULL && u8_strchr(word_trimmed, last) != NULL;)
        end = before;
    return (int)(end - word);
}

// What the words are gathered from, and what was gathered.
struct gathered {
    struct looking looking;
    struct arena *arena;
    uint32_t had;      // words of the query
    const char *words; // NULL: they are not kept
    size_t count;
};

// Adds the words that were found in a text, NULL or not, and are of none of the words of the query that were had.
static void gather(struct gathered *gathered, const char *text)
{
    struct looking *looking = &gathered->looking;
    if (text == NULL || gathered->had == looking->found->terms)
        return;
    uint8_t *rest = NULL;
    uint8_t *copy = (uint8_t *)arena_copy(&looking->scratch, text, whole_characters(text, TEXT_BYTES_MAX));
    for (uint8_t *piece = u8_strtok(copy, word_ends, &rest); piece != NULL; piece = u8_strtok(NULL, word_ends, &rest)) {
        uint32_t terms = terms_of_piece(looking, (const char *)piece) & ~gathered->had;
        if (terms == 0)
            continue;
        gathered->had |= terms;
        if (gathered->words == NULL || gathered->count == WORDS_SHOWN_MAX)
            continue;
        gathered->words = arena_format(gathered->arena, "%s%s%.*s", gathered->words, gathered->count == 0 ? "" : ", ",
                                       length_without_marks(piece), (const char *)piece);
        gathered->count++;
    }
    arena_reset(&looking->scratch);
}

// Its own texts that are searched, those of one line first: they say more.
static void gather_own(struct gathered *gathered, const struct catalog_entry *entry)
{
    struct arena arena = {0};
    struct arena_text longer = {0};
    struct statement *rows = search_begin(gathered->looking.searcher, SEARCH_TEXTS, entry->id);
    statement_bind_text(rows, 2, gathered->looking.language->tag);
    while (statement_next(rows)) {
        const struct model_text *field = model_text_of(entry->kind, statement_text(rows, 0));
        const char *text = statement_text(rows, 1);
        if (field == NULL || !field->searched || text == NULL)
            continue;
        if (field->form == MODEL_LINE) {
            gather(gathered, text);
            continue;
        }
        arena_append(&arena, &longer, field->form == MODEL_BODY ? body_words(&arena, text) : text);
        arena_append(&arena, &longer, "\n");
    }
    statement_end(&rows);
    gather(gathered, longer.bytes);
    arena_free(&arena);
}

const struct text_span *search_found_spans(struct catalog *catalog, struct arena *arena, const struct search_results *results,
                                           const struct search_result *result, const char *text, size_t *count)
{
    struct looking looking = {.searcher = searcher_of(catalog), .found = results->found, .language = result->texts};
    struct text_span *spans = NULL;
    size_t room = 0;
    *count = 0;
    if (text == NULL || looking.found == NULL || looking.found->count == 0 || looking.language == NULL)
        return NULL;
    see_forms(&looking);
    uint8_t *rest = NULL;
    uint8_t *copy = (uint8_t *)arena_copy(&looking.scratch, text, whole_characters(text, TEXT_BYTES_MAX));
    for (uint8_t *piece = u8_strtok(copy, word_ends, &rest); piece != NULL; piece = u8_strtok(NULL, word_ends, &rest)) {
        if (terms_of_piece(&looking, (const char *)piece) == 0)
            continue;
        spans = arena_grow(arena, spans, *count, &room, sizeof *spans);
        uint32_t start = (uint32_t)(piece - copy);
        spans[(*count)++] = (struct text_span){start, start + (uint32_t)length_without_marks(piece)};
    }
    arena_free(&looking.scratch);
    return spans;
}

const char *search_found_words(struct catalog *catalog, struct arena *arena, const struct search_results *results,
                                const struct search_result *result, const char *shown)
{
    struct gathered gathered = {
        .looking = {.searcher = searcher_of(catalog), .found = results->found, .language = result->texts},
        .arena = arena,
    };
    struct looking *looking = &gathered.looking;
    if (looking->found == NULL || looking->found->count == 0 || looking->language == NULL)
        return NULL;
    see_forms(looking);
    gather(&gathered, shown);
    if (gathered.had == looking->found->terms) {
        arena_free(&looking->scratch);
        return NULL;
    }
    gathered.words = "";
    gather_own(&gathered, &result->entry);
    struct statement *rows = search_begin(looking->searcher, SEARCH_OTHERS, result->entry.id);
    statement_bind_text(rows, 2, looking->language->tag);
    while (gathered.had != looking->found->terms && statement_next(rows))
        gather(&gathered, statement_text(rows, 0));
    statement_end(&rows);
    arena_free(&gathered.looking.scratch);
    return gathered.count == 0 ? NULL : gathered.words;
}
