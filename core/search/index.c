// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The texts (core/search/index_rows.h) are read twice: first for the words that there are, which is what compounds are taken
// apart by, then to write each word with its forms (core/search/form.h).
#include "core/search/index.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/search/form.h"
#include "core/search/index_rows.h"
#include "core/search/word_table.h"
#include "core/text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGES_MAX = 64, OFTEN = 3 };

struct index {
    sqlite3 *catalog;
    struct problem *problem;
    enum status status;
    struct arena arena; // of the tables
    struct arena row;   // of the present row
    struct word_table pieces;     // text between blanks, and its folded words
    struct word_table vocabulary; // folded words; text: as people write it
    struct word_table spellings;  // form_spelling() of each; text: the word with its marks
    struct word_table forms;      // language and folded word; text: all its forms
    struct stems *stems;
    struct latin *latin;
    char *languages[LANGUAGES_MAX]; // tags, by number
    int language_count;
    const struct language *language; // of the present row; NULL: not known here
    int64_t thing;                   // number of the present thing
    char id[64];                     // its id
    bool writing;                    // the second reading
    struct statement *insert_row, *insert_thing;
    long words, title_words; // of the present row
    int64_t rows;            // read so far
    struct arena_text often; // the words that the row's body has OFTEN times
};

// ---- words --------------------------------------------------------------------------------------------------------

static long count_german(void *context, const char *word)
{
    const struct index *index = context;
    const struct word *found = word_table_find(&index->vocabulary, word);
    return found == NULL ? 0 : found->count;
}

static const char *append(struct arena *arena, const char *forms, const char *form)
{
    return arena_format(arena, "%s %s", forms, form);
}

static const char *latin_forms(struct index *index, const char *forms, const char *word)
{
    struct arena *arena = &index->row;
    // The Arabic article belongs to the word on paper, but not to what people look for.
    const char *bare = strncmp(word, "ال", 4) == 0 && strlen(word) > 8 ? word + 4 : word;
    const char *spelling = latin_spelling(index->latin, arena, bare);
    bool arabic = latin_is_consonantal(word);
    if (latin_is_ethiopic(word)) {
        const char *plain = latin_ethiopic_key(arena, spelling, false);
        const char *rounded = latin_ethiopic_key(arena, spelling, true);
        if (strlen(plain) >= 2)
            forms = append(arena, forms, form_latin(arena, plain, FORM_LATIN_ETHIOPIC));
        return strcmp(plain, rounded) == 0 ? forms : append(arena, forms, form_latin(arena, rounded, FORM_LATIN_ETHIOPIC));
    }
    const char *key = latin_key(arena, spelling, !arabic, false);
    if (strlen(key) < 2)
        return forms;
    return append(arena, forms, form_latin(arena, key, arabic ? FORM_LATIN_ARABIC : FORM_LATIN_VOWELS));
}

// The word's entry, whose text is the word and its forms in the language of the row, parted by blanks; kept for the next
// time.
static struct word *forms_of(struct index *index, const char *word)
{
    struct arena *arena = &index->row;
    const char *tag = index->language == NULL ? "" : index->language->tag;
    struct word *known = word_table_add(&index->forms, arena_format(arena, "%s %s", tag, word));
    if (known->text != NULL)
        return known;
    const char *forms = word;
    const char *umlaut = index->language != NULL && form_joins(index->language) ? form_umlaut(arena, word, false) : NULL;
    if (umlaut != NULL)
        forms = append(arena, forms, umlaut);
    if (index->language != NULL) {
        const char *stem = stem_of(index->stems, arena, index->language, word);
        if (strcmp(stem, word) != 0)
            forms = append(arena, forms, form_stem(arena, index->language, stem));
    }
    if (index->language != NULL && form_joins(index->language)) {
        const char *parts[FORM_PARTS_MAX];
        size_t count = form_split(arena, word, count_german, index, parts);
        for (size_t i = 0; i < count; i++)
            forms = append(arena, forms, form_part(arena, stem_of(index->stems, arena, index->language, parts[i])));
    }
    if (latin_is_foreign(word))
        forms = latin_forms(index, forms, word);
    known->text = arena_copy_text(&index->arena, forms);
    return known;
}

static size_t characters_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void count_word(struct index *index, const char *word, const char *piece, int language)
{
    struct word *entry = word_table_add(&index->vocabulary, word);
    entry->languages |= UINT64_C(1) << language;
    if (entry->last != index->thing + 1) { // of each thing once
        entry->last = index->thing + 1;
        entry->count++;
    }
    // As people write it: the piece that folds to just this word, without what stands around it.
    if (entry->text == NULL)
        entry->text = piece;
}

// The words of a piece, folded, and with their marks; kept for the next time.
static const struct word *fold_piece(struct index *index, const char *piece)
{
    struct word *known = word_table_add(&index->pieces, piece);
    if (known->text == NULL) {
        known->text = arena_copy_text(&index->arena, text_fold(&index->row, piece));
        const char *marked = text_fold_marked(&index->row, piece);
        if (strcmp(marked, known->text) != 0)
            known->marked = arena_copy_text(&index->arena, marked);
    }
    return known;
}

// An address of the web says nothing that people look for.
static bool is_address(const char *piece)
{
    return strstr(piece, "://") != NULL || strncmp(piece, "www.", 4) == 0 || strncmp(piece, "(www.", 5) == 0;
}

static void add_tokens(struct index *index, struct arena_text *tokens, const char *text)
{
    arena_append(&index->row, tokens, text);
    arena_append(&index->row, tokens, " ");
}

// Counts the ways in which a word is written.
static void count_spelling(struct index *index, const char *word, const char *marked, int language)
{
    struct word *spelling = word_table_add(&index->spellings, form_spelling(&index->row, word, marked));
    spelling->languages |= UINT64_C(1) << language;
    if (spelling->text != NULL)
        return;
    spelling->text = arena_copy_text(&index->arena, word);
    word_table_find(&index->vocabulary, word)->spellings++;
}

// A word with its forms. Where it is written in several ways, its marks mean something, and it stands there with them, too.
static void write_word(struct index *index, const char *word, const char *marked, int column, struct arena_text *tokens)
{
    struct word *forms = forms_of(index, word);
    const struct word *known = word_table_find(&index->vocabulary, word);
    add_tokens(index, tokens, forms->text);
    if (strcmp(word, marked) != 0 && known != NULL && known->spellings > 1)
        add_tokens(index, tokens, form_marked(&index->row, marked));
    if (column != INDEX_BODY)
        return;
    forms->count = forms->last == index->rows ? forms->count + 1 : 1;
    forms->last = index->rows;
    if (forms->count == OFTEN)
        add_tokens(index, &index->often, forms->text);
}

// Takes one folded word: counts it, or writes its forms.
static void take_word(struct index *index, const char *word, const char *marked, const char *shown, int column,
                      int language, struct arena_text *tokens)
{
    index->words++;
    index->title_words += column == INDEX_TITLE && word[strspn(word, "0123456789")] != '\0'; // numbers make no name longer
    if (index->writing) {
        write_word(index, word, marked, column, tokens);
    } else {
        count_word(index, word, shown, language);
        count_spelling(index, word, marked, language);
    }
}

// German words that a hyphen joins are one compound, and each only a part of it (Kita-Anmeldung): as in a compound that is
// written together, which this may be elsewhere.
static void take_compound(struct index *index, const struct word *folded, int language, struct arena_text *tokens, int column)
{
    struct arena *arena = &index->row;
    const char *joined = "";
    char *more = NULL;
    char *words = arena_copy_text(arena, folded->text);
    for (char *word = strtok_r(words, " ", &more); word != NULL; word = strtok_r(NULL, " ", &more)) {
        joined = arena_format(arena, "%s%s", joined, word);
        if (!index->writing)
            count_word(index, word, NULL, language);
        else
            add_tokens(index, tokens, form_part(arena, stem_of(index->stems, arena, index->language, word)));
    }
    if (characters_of(joined) <= FORM_WORD_MAX)
        take_word(index, joined, joined, folded->word, column, language, tokens);
}

static bool is_compound(const struct index *index, const struct word *folded)
{
    const char *blank = strchr(folded->text, ' ');
    return blank != NULL && index->language != NULL && form_joins(index->language) && strchr(folded->word, '-') != NULL &&
           strpbrk(folded->word, ".:/_*'&+<>[]=@0123456789") == NULL && strlen(folded->text) <= FORM_WORD_MAX;
}

// Takes the words of a piece between blanks.
static void take_piece(struct index *index, const char *piece, int column, int language, struct arena_text *tokens)
{
    struct arena *arena = &index->row;
    const struct word *folded = fold_piece(index, piece);
    if (is_compound(index, folded)) {
        take_compound(index, folded, language, tokens, column);
        return;
    }
    const char *shown = strpbrk(folded->word, ".:/-_*'&+<>[]=") == NULL ? folded->word : NULL;
    char *more = NULL;
    char *more_marked = NULL;
    char *words = arena_copy_text(arena, folded->text);
    char *marks = folded->marked == NULL ? NULL : arena_copy_text(arena, folded->marked);
    for (char *word = strtok_r(words, " ", &more); word != NULL; word = strtok_r(NULL, " ", &more)) {
        const char *marked = marks == NULL ? word : strtok_r(more_marked == NULL ? marks : NULL, " ", &more_marked);
        if (characters_of(word) <= FORM_WORD_MAX)
            take_word(index, word, marked == NULL ? word : marked, shown, column, language, tokens);
    }
}

static void take_text(struct index *index, const char *text, int column, int language, struct arena_text *tokens)
{
    static const char ends[] = " \t\n,;!?\"()";
    struct arena scratch = {0};
    char *rest = NULL;
    const char *plain = text == NULL ? NULL : text_without_gender(&scratch, text);
    char *copy = arena_copy_text(&scratch, plain != NULL ? plain : text == NULL ? "" : text);
    for (char *piece = strtok_r(copy, ends, &rest); piece != NULL; piece = strtok_r(NULL, ends, &rest)) {
        if (is_address(piece))
            continue;
        take_piece(index, piece, column, language, tokens);
        const char *parts = text_part_joints(&scratch, piece);
        if (parts != NULL)
            take_text(index, parts, column, language, tokens);
    }
    arena_free(&scratch);
}

// ---- rows ---------------------------------------------------------------------------------------------------------

static int language_number(struct index *index, const char *tag)
{
    for (int i = 0; i < index->language_count; i++) {
        if (strcmp(index->languages[i], tag) == 0)
            return i;
    }
    if (index->language_count == LANGUAGES_MAX) {
        index->status = problem_set(index->problem, STATUS_LIMIT, tag, "take texts out that nobody can choose",
                                    "texts in more than %d languages", LANGUAGES_MAX);
        return 0;
    }
    index->languages[index->language_count] = arena_copy_text(&index->arena, tag);
    return index->language_count++;
}

static void run(struct index *index, struct statement *statement)
{
    if (index->status == STATUS_OK)
        index->status = statement_run(statement);
}

static void write_row(struct index *index, int language, const struct arena_text tokens[INDEX_COLUMNS])
{
    struct search_row row = {.thing = index->thing, .language = language};
    row.title = index->title_words > 15 ? 15 : (int)index->title_words;
    while (row.length < 15 && index->words >> row.length > 1)
        row.length++;
    statement_bind_number(index->insert_row, 1, search_row_id(&row));
    for (int i = INDEX_TITLE; i < INDEX_COLUMNS; i++)
        statement_bind_text(index->insert_row, i - INDEX_TITLE + 2, tokens[i].bytes);
    statement_bind_text(index->insert_row, 6, index->often.bytes);
    run(index, index->insert_row);
}

static enum status take_row(void *context, struct statement *rows)
{
    struct index *index = context;
    const char *tag = statement_text(rows, INDEX_LANGUAGE);
    const char *id = statement_text(rows, INDEX_THING);
    struct arena_text tokens[INDEX_COLUMNS] = {0};
    int language = language_number(index, tag);
    index->language = language_by_tag(index->languages[language]);
    if (strcmp(index->id, id) != 0) {
        snprintf(index->id, sizeof index->id, "%s", id);
        index->thing++;
        if (index->writing) {
            statement_bind_number(index->insert_thing, 1, index->thing);
            statement_bind_text(index->insert_thing, 2, id);
            run(index, index->insert_thing);
        }
    }
    index->rows++;
    index->words = index->title_words = 0;
    index->often = (struct arena_text){0};
    for (int i = INDEX_TITLE; i < INDEX_COLUMNS; i++)
        take_text(index, statement_text(rows, i), i, language, &tokens[i]);
    if (index->writing)
        write_row(index, language, tokens);
    arena_reset(&index->row);
    return index->status;
}

static void read_all(struct index *index, bool writing)
{
    index->writing = writing;
    index->thing = 0;
    index->id[0] = '\0';
    if (index->status == STATUS_OK)
        index->status = index_rows(index->catalog, take_row, index, index->problem);
}

// ---- the other tables ---------------------------------------------------------------------------------------------

static int compare_words(const void *a, const void *b)
{
    const struct word *first = *(const struct word *const *)a;
    const struct word *second = *(const struct word *const *)b;
    return strcmp(first->word, second->word);
}

// Whether the spelling is one of several of its word.
static bool is_choice(const struct index *index, const struct word *spelling)
{
    return word_table_find(&index->vocabulary, spelling->text)->spellings > 1;
}

static void write_vocabulary(struct index *index)
{
    size_t room = index->vocabulary.count + index->spellings.count + 1;
    const struct word **sorted = arena_allocate(&index->arena, room, sizeof(const struct word *));
    size_t count = 0;
    for (size_t i = 0; i < index->vocabulary.room; i++) {
        if (index->vocabulary.words[i].word != NULL)
            sorted[count++] = &index->vocabulary.words[i];
    }
    size_t words = count;
    for (size_t i = 0; i < index->spellings.room; i++) {
        if (index->spellings.words[i].word != NULL && is_choice(index, &index->spellings.words[i]))
            sorted[count++] = &index->spellings.words[i];
    }
    qsort(sorted, words, sizeof(const struct word *), compare_words);
    qsort(sorted + words, count - words, sizeof(const struct word *), compare_words);
    struct statement *insert = database_query(
        index->catalog, "INSERT INTO search_word (word, shown, things, languages) VALUES (?, ?, ?, ?)", index->problem);
    for (size_t i = 0; i < count; i++) {
        const char *shown = i < words ? sorted[i]->text : NULL;
        statement_bind_text(insert, 1, sorted[i]->word);
        statement_bind_text(insert, 2, shown == NULL || strcmp(shown, sorted[i]->word) == 0 ? NULL : shown);
        int magnitude = 0; // a number would change with each edit, and make patches dearer
        while (sorted[i]->count >> magnitude > 1)
            magnitude++;
        statement_bind_number(insert, 3, magnitude);
        statement_bind_number(insert, 4, (int64_t)sorted[i]->languages);
        run(index, insert);
    }
    statement_end(&insert);
}

static void write_languages(struct index *index)
{
    struct statement *insert =
        database_query(index->catalog, "INSERT INTO search_language (number, tag) VALUES (?, ?)", index->problem);
    for (int i = 0; i < index->language_count; i++) {
        statement_bind_number(insert, 1, i);
        statement_bind_text(insert, 2, index->languages[i]);
        run(index, insert);
    }
    statement_end(&insert);
}

static void write_rows(struct index *index)
{
    index->insert_row = database_query(
        index->catalog, "INSERT INTO search (rowid, title, summary, context, body, often) VALUES (?, ?, ?, ?, ?, ?)", index->problem);
    index->insert_thing =
        database_query(index->catalog, "INSERT INTO search_thing (number, thing) VALUES (?, ?)", index->problem);
    read_all(index, true);
    statement_end(&index->insert_row);
    statement_end(&index->insert_thing);
}

enum status search_index_fill(sqlite3 *catalog, struct problem *problem)
{
    struct index index = {.catalog = catalog, .problem = problem, .stems = stems_open(), .latin = latin_open()};
    index.pieces.arena = index.vocabulary.arena = index.spellings.arena = index.forms.arena = &index.arena;
    index.status = index_rows_begin(catalog, problem);
    read_all(&index, false);
    // Longer leaves: fewer of their beginnings move when something is inserted, which patches between releases pay for.
    if (index.status == STATUS_OK)
        index.status = database_run(catalog, "INSERT INTO search (search, rank) VALUES ('pgsz', 32000)", problem);
    if (index.status == STATUS_OK)
        write_rows(&index);
    if (index.status == STATUS_OK)
        write_vocabulary(&index);
    if (index.status == STATUS_OK)
        write_languages(&index);
    if (index.status == STATUS_OK)
        index.status = database_run(catalog, "INSERT INTO search (search) VALUES ('optimize')", problem);
    word_table_free(&index.pieces);
    word_table_free(&index.vocabulary);
    word_table_free(&index.spellings);
    word_table_free(&index.forms);
    stems_close(&index.stems);
    latin_close(&index.latin);
    arena_free(&index.row);
    arena_free(&index.arena);
    return index.status;
}
