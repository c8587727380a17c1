// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Forms are lists of words in one sorted table; at each word of a text the forms that begin with it are a run of it.
#include "core/catalog/glossary.h"

#include "core/catalog/catalog_private.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/model/model.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

// A word as it stands in a text.
struct glossary_word {
    const char *start;
    size_t length;
};

struct glossary_form {
    struct glossary_word words[GLOSSARY_FORM_WORDS];
    size_t count;
    size_t term; // place in glossary->terms
};

// ---- words --------------------------------------------------------------------------------------------------------

static bool is_of_word(ucs4_t character)
{
    return uc_is_property_alphabetic(character) || uc_is_general_category(character, UC_DECIMAL_DIGIT_NUMBER) ||
           uc_is_general_category(character, UC_MARK);
}

// The next word from *at on; *at becomes its end. False when there is none.
static bool next_word(const char **at, struct glossary_word *word)
{
    const uint8_t *next = (const uint8_t *)*at;
    const uint8_t *start = NULL;
    const uint8_t *after;
    ucs4_t character;
    for (; (after = u8_next(&character, next)) != NULL; next = after) {
        bool inside = is_of_word(character);
        if (inside && start == NULL)
            start = next;
        else if (!inside && start != NULL)
            break;
    }
    *at = (const char *)next;
    if (start == NULL)
        return false;
    *word = (struct glossary_word){(const char *)start, (size_t)(next - start)};
    return true;
}

static int compare_words(const struct glossary_word *a, const struct glossary_word *b)
{
    size_t common = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->start, b->start, common);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

const char *glossary_next_form(struct arena *arena, const char **at)
{
    if (*at == NULL)
        return NULL;
    const char *start = *at + strspn(*at, " ");
    const char *end = start + strcspn(start, ";");
    *at = *end == ';' ? end + 1 : NULL;
    while (end > start && end[-1] == ' ')
        end--;
    return arena_copy(arena, start, (size_t)(end - start));
}

// ---- reading ------------------------------------------------------------------------------------------------------

// By first word, the longest first; then by all words and the term, so that the order is always the same.
static int compare_forms(const void *a, const void *b)
{
    const struct glossary_form *first = a;
    const struct glossary_form *second = b;
    int order = compare_words(&first->words[0], &second->words[0]);
    if (order != 0)
        return order;
    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    for (size_t i = 1; i < first->count && order == 0; i++)
        order = compare_words(&first->words[i], &second->words[i]);
    return order != 0 ? order : (first->term > second->term) - (first->term < second->term);
}

struct glossary_reading {
    struct arena *arena;
    struct glossary_term *terms;
    size_t count, capacity;
    struct glossary_form *forms;
    size_t form_count, form_capacity;
};

// A form without a word, or with too many, is left out: neither can be found.
static void add_form(struct glossary_reading *reading, const char *text, size_t term)
{
    struct glossary_form form = {.term = term};
    struct glossary_word word;
    while (next_word(&text, &word)) {
        if (form.count == GLOSSARY_FORM_WORDS)
            return;
        form.words[form.count++] = word;
    }
    if (form.count == 0)
        return;
    reading->forms =
        arena_grow(reading->arena, reading->forms, reading->form_count, &reading->form_capacity, sizeof form);
    reading->forms[reading->form_count++] = form;
}

// A row: id, slug, name, other forms or NULL.
static void add_term(struct glossary_reading *reading, struct statement *row)
{
    struct arena *arena = reading->arena;
    reading->terms = arena_grow(arena, reading->terms, reading->count, &reading->capacity, sizeof *reading->terms);
    size_t term = reading->count++;
    reading->terms[term] = (struct glossary_term){
        .id = statement_copy(arena, row, 0), .slug = statement_copy(arena, row, 1), .name = statement_copy(arena, row, 2)};
    add_form(reading, reading->terms[term].name, term);
    const char *forms = statement_copy(arena, row, 3);
    for (const char *form; (form = glossary_next_form(arena, &forms)) != NULL;)
        add_form(reading, form, term);
}

static enum status read_terms(struct glossary *glossary, struct arena *arena, sqlite3 *database, const char *sql,
                              struct problem *problem)
{
    struct glossary_reading reading = {.arena = arena};
    struct statement *rows = database_query(database, sql, problem);
    while (statement_next(rows))
        add_term(&reading, rows);
    enum status status = statement_end(&rows);
    if (reading.form_count > 0)
        qsort(reading.forms, reading.form_count, sizeof *reading.forms, compare_forms);
    *glossary = (struct glossary){reading.terms, reading.count, reading.forms, reading.form_count};
    return status;
}

enum status glossary_read(struct glossary *glossary, struct arena *arena, sqlite3 *database, struct problem *problem)
{
    static const char sql[] = "SELECT thing.id, slug, name.text, forms.text FROM thing"
                              " JOIN text AS name ON name.thing = thing.id AND name.language = 'de'"
                              "  AND name.field = 'name'"
                              " LEFT JOIN text AS forms ON forms.thing = thing.id AND forms.language = 'de'"
                              "  AND forms.field = 'forms' WHERE kind = 'term' ORDER BY slug";
    return read_terms(glossary, arena, database, sql, problem);
}

enum status glossary_read_names(struct glossary *glossary, struct arena *arena, sqlite3 *database, struct problem *problem)
{
    const char *sql = "SELECT NULL, NULL, NULL AS name, NULL WHERE false";
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->column_count; i++) {
            if (model->columns[i].official)
                sql = arena_format(arena, "%s UNION SELECT NULL, NULL, %s, NULL FROM %s", sql, model->columns[i].name, model->name);
        }
    }
    return read_terms(glossary, arena, database, arena_format(arena, "%s ORDER BY name", sql), problem);
}

enum status glossary_read_renderings(struct glossary_rendering **renderings, const struct glossary *glossary,
                                     struct arena *arena, sqlite3 *database, const char *language, struct problem *problem)
{
    static const char sql[] = "SELECT id,"
                              " (SELECT text FROM text WHERE thing = id AND language = ?1 AND field = 'name'),"
                              " (SELECT text FROM text WHERE thing = id AND language = ?1 AND field = 'forms')"
                              " FROM thing WHERE kind = 'term' ORDER BY slug";
    size_t term = 0;
    *renderings = arena_allocate(arena, glossary->count + 1, sizeof **renderings);
    struct statement *rows = database_query(database, sql, problem);
    statement_bind_text(rows, 1, language);
    while (term < glossary->count && statement_next(rows)) {
        if (strcmp(statement_text(rows, 0), glossary->terms[term].id) == 0) // one without a German name is not among them
            (*renderings)[term++] = (struct glossary_rendering){statement_copy(arena, rows, 1), statement_copy(arena, rows, 2)};
    }
    return statement_end(&rows);
}

// ---- finding ------------------------------------------------------------------------------------------------------

struct glossary_found glossary_nothing(const struct glossary *glossary, struct arena *arena)
{
    struct glossary_found found = {0};
    found.terms = arena_allocate(arena, glossary->count + 1, sizeof *found.terms);
    found.known = arena_allocate(arena, glossary->count + 1, sizeof *found.known);
    found.stretches = arena_allocate(arena, glossary->count + 1, sizeof *found.stretches);
    return found;
}

// The first form that begins with the word, or the place where it would stand.
static size_t first_with(const struct glossary *glossary, const struct glossary_word *word)
{
    size_t low = 0;
    size_t high = glossary->form_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_words(&glossary->forms[middle].words[0], word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Whether the text goes on with the form's other words; *at becomes what follows the form.
static bool goes_on(const struct glossary_form *form, const char **at)
{
    const char *next = *at;
    for (size_t i = 1; i < form->count; i++) {
        struct glossary_word word;
        if (!next_word(&next, &word) || compare_words(&word, &form->words[i]) != 0)
            return false;
    }
    *at = next;
    return true;
}

static void find_here(const struct glossary *glossary, const char *text, const struct glossary_word *word, const char **at,
                      struct glossary_found *found)
{
    for (size_t i = first_with(glossary, word); i < glossary->form_count; i++) {
        const struct glossary_form *form = &glossary->forms[i];
        if (compare_words(&form->words[0], word) != 0)
            return;
        if (!goes_on(form, at))
            continue;
        if (!found->known[form->term]) {
            found->stretches[found->count] = (struct glossary_stretch){(size_t)(word->start - text), (size_t)(*at - text)};
            found->terms[found->count++] = form->term;
        }
        found->known[form->term] = true;
        return;
    }
}

void glossary_find(const struct glossary *glossary, const char *text, struct glossary_found *found)
{
    struct glossary_word word;
    for (const char *at = text; next_word(&at, &word);)
        find_here(glossary, text, &word, &at, found);
}
