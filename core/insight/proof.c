// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// To hold 20,000 bytes to the rules of plain German takes ten milliseconds, which is too long for a key. So the text is parted into lines
// and, where these are long, into sentences; what has not changed at its beginning and end is not looked at again.
#include "core/insight/proof.h"

#include "core/base/memory.h"
#include "core/edit/boundary.h"
#include "core/insight/proof_private.h"
#include "core/insight/language_quality.h"
#include "core/database/statement.h"
#include "core/model/body.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum {
    PIECE_BYTES = 2000, // a part of a line ends with the first sentence behind,
    PIECE_LONG = 3000,  // or with the first word behind,
    PIECE_MAX = 4000,   // or here
};

// ---- what texts are held to ---------------------------------------------------------------------------------------

struct name_list {
    struct proof_standard *standard;
    size_t capacity;
};

static void add_proof_name(struct name_list *list, const char *name)
{
    struct proof_standard *standard = list->standard;
    if (name == NULL)
        return;
    standard->names = arena_grow(&standard->arena, standard->names, standard->name_count, &list->capacity, sizeof *standard->names);
    standard->names[standard->name_count++] = name;
}

// How the people and places of a city are called, which no dictionary knows.
static enum status read_official(struct name_list *list, sqlite3 *editorial, struct problem *problem)
{
    static const char sql[] = "SELECT name FROM organization UNION SELECT street FROM place"
                              " UNION SELECT city FROM place UNION SELECT district FROM place UNION SELECT name FROM city"
                              " UNION SELECT text FROM text WHERE field = 'name' AND thing IN (SELECT id FROM city)";
    struct statement *rows = database_query(editorial, sql, problem);
    while (statement_next(rows))
        add_proof_name(list, statement_copy(&list->standard->arena, rows, 0));
    return statement_end(&rows);
}

static void add_renderings(struct name_list *list, const struct glossary_rendering *renderings)
{
    for (size_t i = 0; i < list->standard->glossary.count; i++) {
        add_proof_name(list, renderings[i].name);
        add_proof_name(list, renderings[i].forms);
    }
}

enum status proof_standard_read(struct proof_standard *standard, sqlite3 *editorial, const struct language *language,
                                struct problem *problem)
{
    *standard = (struct proof_standard){.language = language};
    struct arena *arena = &standard->arena;
    struct name_list list = {.standard = standard};
    plain_words_read(arena, &standard->lint.words);
    enum status status = language_quality_names(editorial, arena, &standard->lint.names, problem);
    if (status == STATUS_OK)
        status = glossary_read(&standard->glossary, arena, editorial, problem);
    if (status == STATUS_OK)
        status = glossary_read_renderings(&standard->german, &standard->glossary, arena, editorial, "de", problem);
    if (status == STATUS_OK)
        status = glossary_read_renderings(&standard->own, &standard->glossary, arena, editorial, language->tag, problem);
    if (status == STATUS_OK)
        status = read_official(&list, editorial, problem);
    if (status == STATUS_OK) {
        add_renderings(&list, standard->german);
        add_renderings(&list, standard->own);
    }
    return status;
}

void proof_standard_free(struct proof_standard *standard)
{
    arena_free(&standard->arena);
    *standard = (struct proof_standard){0};
}

// ---- pieces -------------------------------------------------------------------------------------------------------

static size_t line_end_of(const char *text, size_t length, size_t at)
{
    const char *feed = memchr(text + at, '\n', length - at);
    return feed == NULL ? length : (size_t)(feed - text) + 1;
}

// The end of the piece that begins at `start`. It depends on what stands there and hardly on how far away the start is, so what is
// written leaves all pieces behind its own as they were.
static size_t piece_end(const char *text, size_t length, size_t start)
{
    size_t line = line_end_of(text, length, start);
    size_t blank = 0;
    if (line - start <= PIECE_BYTES)
        return line;
    size_t most = line - start < PIECE_MAX ? line : start + PIECE_MAX;
    for (size_t at = start + PIECE_BYTES; at < most; at++) {
        if (text[at] != ' ')
            continue;
        if (blank == 0 && at >= start + PIECE_LONG)
            blank = at + 1;
        if (strchr(".!?", text[at - 1]) != NULL)
            return at + 1;
    }
    while (blank == 0 && most < line && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most == line ? line : blank > 0 ? blank : most;
}

static void forget_piece(struct proof_piece *piece)
{
    if (piece->text != NULL)
        explicit_bzero(piece->text, piece->length);
    memory_free(&piece->text);
    arena_free(&piece->arena);
}

// How many pieces of the text from `start` on are those from `first` on; *start becomes the end of the last one.
static size_t same_pieces(const struct proof *proof, size_t first, const char *text, size_t length, size_t *start)
{
    size_t same = 0;
    while (first + same < proof->piece_count && *start < length) {
        const struct proof_piece *piece = &proof->pieces[first + same];
        size_t end = piece_end(text, length, *start);
        if (end - *start != piece->length || memcmp(text + *start, piece->text, piece->length) != 0)
            break;
        *start = end;
        same++;
    }
    return same;
}

// The pieces of the text as it is now, those that it had before as they were. Begins and ends of lines are where old ones are met again.
static bool part_text(struct proof *proof, const char *text, size_t length)
{
    size_t at = 0;
    size_t head = same_pieces(proof, 0, text, length, &at);
    if (at == length && head == proof->piece_count)
        return false;
    size_t capacity = proof->piece_count + 1, count = head, old = head;
    struct proof_piece *pieces = memory_allocate(capacity, sizeof *pieces);
    for (size_t i = 0; i < head; i++)
        pieces[i] = proof->pieces[i];
    while (at < length) {
        size_t end = piece_end(text, length, at);
        size_t met = old;
        while (met < proof->piece_count &&
               (proof->pieces[met].length != end - at || memcmp(proof->pieces[met].text, text + at, end - at) != 0))
            met++;
        if (count == capacity) {
            pieces = memory_resize(pieces, 2 * capacity, sizeof *pieces);
            capacity *= 2;
        }
        if (met < proof->piece_count) {
            for (; old < met; old++)
                forget_piece(&proof->pieces[old]);
            pieces[count++] = proof->pieces[old++];
        } else {
            pieces[count] = (struct proof_piece){.text = memory_allocate(end - at + 1, 1), .length = end - at, .fresh = true};
            memcpy(pieces[count++].text, text + at, end - at);
        }
        at = end;
    }
    for (; old < proof->piece_count; old++)
        forget_piece(&proof->pieces[old]);
    memory_free(&proof->pieces);
    proof->pieces = pieces;
    proof->piece_count = count;
    return true;
}

// ---- beginning and end --------------------------------------------------------------------------------------------

void proof_begin(struct proof *proof, const struct proof_standard *standard, struct spelling *spelling,
                 const struct model_text *text, const char *more)
{
    *proof = (struct proof){.standard = standard, .spelling = spelling, .text = text};
    spelling_open(spelling, standard->language);
    for (size_t i = 0; i < standard->name_count; i++)
        spelling_add(spelling, standard->names[i]);
    if (more != NULL)
        spelling_add(spelling, more);
    spelling_send(spelling);
}

void proof_end(struct proof *proof)
{
    spelling_close(proof->spelling);
    for (size_t i = 0; i < proof->piece_count; i++)
        forget_piece(&proof->pieces[i]);
    memory_free(&proof->pieces);
    memory_free(&proof->findings);
    *proof = (struct proof){0};
}

// ---- looking ------------------------------------------------------------------------------------------------------

// All findings of all pieces in one list.
static void gather(struct proof *proof)
{
    size_t start = 0, count = 0;
    for (size_t i = 0; i < proof->piece_count; i++)
        count += proof->pieces[i].finding_count;
    if (count > proof->capacity) {
        memory_free(&proof->findings);
        proof->capacity = 2 * count;
        proof->findings = memory_allocate(proof->capacity, sizeof *proof->findings);
    }
    proof->count = 0;
    proof->unanswered = 0;
    for (size_t i = 0; i < proof->piece_count; i++) {
        const struct proof_piece *piece = &proof->pieces[i];
        for (size_t k = 0; k < piece->finding_count; k++) {
            struct proof_finding *finding = &proof->findings[proof->count++];
            *finding = piece->findings[k];
            finding->start += start;
            finding->end += start;
        }
        proof->unanswered += piece->unanswered;
        start += piece->length;
    }
}

void proof_look(struct proof *proof, const char *text, size_t length)
{
    bool changed = part_text(proof, text, length);
    spelling_read(proof->spelling);
    bool answered = proof->news != spelling_news(proof->spelling);
    proof->news = spelling_news(proof->spelling);
    if (!changed && !answered)
        return;
    for (size_t i = 0; i < proof->piece_count; i++) {
        struct proof_piece *piece = &proof->pieces[i];
        bool begins_line = i == 0 || proof->pieces[i - 1].text[proof->pieces[i - 1].length - 1] == '\n';
        if (piece->fresh || piece->begins_line != begins_line) {
            piece->begins_line = begins_line;
            proof_look_at_piece(proof, piece);
        } else if (answered) {
            proof_spell_piece(proof, piece);
        }
    }
    spelling_send(proof->spelling);
    gather(proof);
}

// ---- asking -------------------------------------------------------------------------------------------------------

const struct proof_finding *proof_beside(const struct proof *proof, size_t at, bool back)
{
    const struct proof_finding *found = NULL;
    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *finding = &proof->findings[i];
        if (back ? finding->start < at : finding->start > at && found == NULL)
            found = finding;
    }
    if (found != NULL || proof->count == 0)
        return found;
    return &proof->findings[back ? proof->count - 1 : 0];
}

const struct proof_finding *proof_at(const struct proof *proof, size_t at)
{
    const struct proof_finding *found = NULL;
    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *finding = &proof->findings[i];
        bool has = at >= finding->start && at <= finding->end;
        if (has && (found == NULL || finding->end - finding->start < found->end - found->start))
            found = finding;
    }
    return found;
}

// ---- words of the glossary ----------------------------------------------------------------------------------------

static bool has_rendering(struct arena *arena, const char *folded, const struct glossary_rendering *rendering)
{
    const char *name = rendering->name == NULL ? "" : text_fold(arena, rendering->name);
    bool has = name[0] != '\0' && strstr(folded, name) != NULL;
    for (const char *rest = rendering->forms, *form; !has && (form = glossary_next_form(arena, &rest)) != NULL;) {
        const char *folded_form = text_fold(arena, form);
        has = folded_form[0] != '\0' && strstr(folded, folded_form) != NULL;
    }
    return has;
}

size_t proof_terms(const struct proof_standard *standard, struct arena *arena, const char *german, const char *text,
                   struct proof_term **terms)
{
    bool is_german = strcmp(standard->language->tag, "de") == 0;
    struct glossary_found found = glossary_nothing(&standard->glossary, arena);
    glossary_find(&standard->glossary, german, &found);
    const char *folded = is_german ? "" : text_fold(arena, text);
    *terms = arena_allocate(arena, found.count + 1, sizeof **terms);
    for (size_t i = 0; i < found.count; i++) {
        size_t term = found.terms[i];
        (*terms)[i] = (struct proof_term){.german = standard->glossary.terms[term].name, .rendering = standard->own[term].name};
        (*terms)[i].written = is_german || has_rendering(arena, folded, &standard->own[term]) ||
                              has_rendering(arena, folded, &standard->german[term]);
    }
    return found.count;
}
