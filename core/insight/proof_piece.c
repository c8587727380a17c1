// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A piece is a line or a part of one, so no rule needs to look beyond it.
#include "core/insight/proof_private.h"

#include "core/base/memory.h"
#include "core/model/body.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

// ---- a line of a body ---------------------------------------------------------------------------------------------

// Where the words of a piece begin and end: of a body, behind the sign of its block. `start` == `end`: it has none, as it is a link.
struct piece_words {
    size_t start, end;
    bool misread; // it begins with the sign of a block, and something is missing behind that
};

// A mark of an entry that was the first word of it: the blank before it is missing.
static bool is_a_word(const char *mark)
{
    enum { LETTERS = 3 }; // iv. is no word
    return mark != NULL && strlen(mark) >= LETTERS && strpbrk(mark, ".)0123456789") == NULL;
}

static struct piece_words words_of(const struct proof *proof, const struct proof_piece *piece)
{
    size_t end = piece->length;
    end -= end > 0 && piece->text[end - 1] == '\n';
    struct piece_words words = {.end = end};
    if (proof->text->form != MODEL_BODY || !piece->begins_line || end == 0)
        return words;
    struct arena arena = {0};
    size_t count;
    const char *line = arena_copy(&arena, piece->text, end);
    const struct body_block *block = body_parse(&arena, line, &count);
    if (count == 1 && block->kind == BODY_LINK)
        words.start = end;
    else if (count == 1)
        words.start = end - strlen(block->text);
    words.misread = count == 1 && ((block->kind == BODY_PARAGRAPH && words.start == 0 && strchr("#*>", line[0]) != NULL) ||
                                   (block->kind == BODY_ITEM && is_a_word(block->mark)));
    arena_free(&arena);
    return words;
}

// ---- what no dictionary decides -----------------------------------------------------------------------------------

static void add_fixed(struct proof_piece *piece, const struct proof_finding *finding)
{
    piece->fixed = arena_grow(&piece->arena, piece->fixed, piece->fixed_count, &piece->fixed_capacity, sizeof *piece->fixed);
    piece->fixed[piece->fixed_count++] = *finding;
}

// Nobody can read them, and most come with what was pasted: marks and isolates of direction, blanks without width, the mark of an
// encoding; and what stands where bytes were no character. Joiners are a part of words in some languages.
static bool is_invisible(ucs4_t character)
{
    return character == 0x061C || character == 0x200B || character == 0x200E || character == 0x200F || character == 0x2060 ||
           (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF || (character >= 0xFFF9 && character <= 0xFFFD);
}

static void find_invisible(struct proof_piece *piece)
{
    for (size_t at = 0; at < piece->length;) {
        ucs4_t character;
        size_t taken = (size_t)u8_mbtouc(&character, (const uint8_t *)piece->text + at, piece->length - at);
        if (is_invisible(character))
            add_fixed(piece, &(struct proof_finding){.start = at, .end = at + taken, .kind = PROOF_INVISIBLE,
                                                     .found = arena_format(&piece->arena, "U+%04X", (unsigned)character)});
        at += taken;
    }
}

static void find_rules(const struct proof *proof, struct proof_piece *piece, const struct piece_words *words)
{
    const char *tag = proof->standard->language->tag;
    bool german = strcmp(tag, "de") == 0;
    if (!proof->text->linted || (!german && strcmp(tag, "de-simple") != 0))
        return;
    struct plain_report report;
    const char *text = arena_copy(&piece->arena, piece->text + words->start, words->end - words->start);
    plain_check(&proof->standard->lint, &piece->arena, text, german ? PLAIN_GERMAN : PLAIN_EASY, &report);
    for (size_t i = 0; i < report.count; i++) {
        const struct plain_finding *found = &report.findings[i];
        add_fixed(piece, &(struct proof_finding){.start = words->start + found->start, .end = words->start + found->end,
                                                 .kind = PROOF_RULE, .rule = found->rule, .found = found->found,
                                                 .written = found->written});
    }
}

// ---- spelling -----------------------------------------------------------------------------------------------------

// Whether a word is a part of an address of the net, which no dictionary has: between blanks stands an @, a :// or a dot within.
static bool is_in_address(const char *text, size_t end, const struct boundary_word *word)
{
    size_t first = word->start, behind = word->end;
    while (first > 0 && text[first - 1] != ' ' && text[first - 1] != '\n')
        first--;
    while (behind < end && text[behind] != ' ' && text[behind] != '\n')
        behind++;
    if (memchr(text + first, '@', behind - first) != NULL || memmem(text + first, behind - first, "://", 3) != NULL)
        return true;
    for (size_t at = first + 1; at + 1 < behind; at++)
        if (text[at] == '.' && strchr(".,;:!?)\"'-", text[at + 1]) == NULL && strchr("-(", text[at - 1]) == NULL)
            return true;
    return false;
}

static void find_words(const struct proof *proof, struct proof_piece *piece, const struct piece_words *words)
{
    struct boundary_word *all;
    piece->word_count = 0;
    if (proof->spelling == NULL || words->start == words->end)
        return;
    size_t count = boundary_words(&piece->arena, piece->text + words->start, words->end - words->start, &all);
    for (size_t i = 0; i < count; i++) {
        struct boundary_word word = {all[i].start + words->start, all[i].end + words->start};
        if (!is_in_address(piece->text, words->end, &word))
            all[piece->word_count++] = word;
    }
    piece->words = all;
}

static int compare_findings(const void *a, const void *b)
{
    const struct proof_finding *first = a, *second = b;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return (first->end > second->end) - (first->end < second->end);
}

static void add_finding(struct proof_piece *piece, const struct proof_finding *finding)
{
    piece->findings =
        arena_grow(&piece->arena, piece->findings, piece->finding_count, &piece->finding_capacity, sizeof *piece->findings);
    piece->findings[piece->finding_count++] = *finding;
}

void proof_spell_piece(const struct proof *proof, struct proof_piece *piece)
{
    piece->finding_count = piece->unanswered = 0;
    for (size_t i = 0; i < piece->fixed_count; i++)
        add_finding(piece, &piece->fixed[i]);
    for (size_t i = 0; i < piece->word_count; i++) {
        const struct boundary_word *word = &piece->words[i];
        enum spelling_verdict verdict = spelling_check(proof->spelling, piece->text + word->start, word->end - word->start);
        piece->unanswered += verdict == SPELLING_UNKNOWN;
        if (verdict == SPELLING_WRONG)
            add_finding(piece, &(struct proof_finding){.start = word->start, .end = word->end, .kind = PROOF_SPELLING});
    }
    if (piece->finding_count > 1)
        qsort(piece->findings, piece->finding_count, sizeof *piece->findings, compare_findings);
}

void proof_look_at_piece(const struct proof *proof, struct proof_piece *piece)
{
    struct piece_words words = words_of(proof, piece);
    arena_free(&piece->arena);
    piece->fresh = false;
    piece->fixed = piece->findings = NULL;
    piece->fixed_count = piece->fixed_capacity = piece->finding_count = piece->finding_capacity = 0;
    if (words.misread)
        add_fixed(piece, &(struct proof_finding){.start = 0, .end = 1, .kind = PROOF_BLOCK,
                                                 .found = arena_copy(&piece->arena, piece->text, 1)});
    find_invisible(piece);
    find_rules(proof, piece, &words);
    find_words(proof, piece, &words);
    proof_spell_piece(proof, piece);
}
