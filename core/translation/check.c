// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is asked of a text as a whole, and of a body line by line.
#include "core/translation/check_private.h"

#include "core/base/memory.h"
#include "core/text/layout.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG_TIMES = 2,  // more cells than so many times the German ones,
    LONG_CELLS = 40, // and as many more
    SHORT_PART = 4,  // fewer than this part of them
    SHORT_CELLS = 40,
};

void translation_find(struct translation_checking *checking, struct translation_finding finding)
{
    finding.german.start += checking->german_at;
    finding.german.end += checking->german_at;
    finding.own.start += checking->own_at;
    finding.own.end += checking->own_at;
    checking->findings = arena_grow(checking->arena, checking->findings, checking->count, &checking->capacity,
                                    sizeof *checking->findings);
    checking->findings[checking->count++] = finding;
}

// ---- lengths ------------------------------------------------------------------------------------------------------

static int cells_of(struct arena *arena, const char *text)
{
    int cells = 0;
    for (const char *line = text; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        cells += text_measure(arena_copy(arena, line, length));
        line += length;
    }
    return cells;
}

static void check_length(struct translation_checking *checking, const struct model_text *model)
{
    struct arena arena = {0};
    int german = cells_of(&arena, checking->german), own = cells_of(&arena, checking->own);
    struct translation_finding finding = {.fault = TRANSLATION_LONG, .must = strlen(checking->own) > model->bytes_max};
    if (finding.must || own > LONG_TIMES * german + LONG_CELLS)
        translation_find(checking, finding);
    else if (!checking->beside && german > SHORT_CELLS && own < german / SHORT_PART)
        translation_find(checking, (struct translation_finding){.fault = TRANSLATION_SHORT});
    arena_free(&arena);
}

// ---- lines --------------------------------------------------------------------------------------------------------

static void check_part(struct translation_checking *checking)
{
    translation_check_figures(checking);
    if (!checking->beside)
        translation_check_names(checking);
    translation_check_signs(checking);
}

// What a line of a body is: a link with where it leads, or the sign before its text.
static bool is_like(const char *german, const char *own)
{
    if (german[0] == '>' || own[0] == '>')
        return strcmp(german, own) == 0;
    char sign = german[0] == '#' || german[0] == '*' ? german[0] : '\0';
    return sign == (own[0] == '#' || own[0] == '*' ? own[0] : '\0');
}

// Up to the first line that is of another kind: what follows would be compared with what does not belong to it.
static void check_body(struct translation_checking *checking)
{
    const char *german = checking->german, *own = checking->own;
    for (const char *g = german, *o = own; *g != '\0' || *o != '\0'; g += *g == '\n', o += *o == '\n') {
        size_t g_length = strcspn(g, "\n"), o_length = strcspn(o, "\n");
        checking->german = arena_copy(checking->arena, g, g_length);
        checking->own = arena_copy(checking->arena, o, o_length);
        checking->german_at = (size_t)(g - german);
        checking->own_at = (size_t)(o - own);
        if ((g_length == 0) != (o_length == 0) || !is_like(checking->german, checking->own)) {
            translation_find(checking, (struct translation_finding){
                                           .fault = TRANSLATION_BLOCKS, .must = true, .german = {0, g_length}, .own = {0, o_length}});
            break;
        }
        if (g[0] != '>')
            check_part(checking);
        g += g_length;
        o += o_length;
    }
    checking->german_at = checking->own_at = 0;
    checking->german = german;
    checking->own = own;
}

static int compare_findings(const void *a, const void *b)
{
    const struct translation_finding *first = a, *second = b;
    if (first->must != second->must)
        return first->must ? -1 : 1;
    if (first->own.start != second->own.start)
        return first->own.start < second->own.start ? -1 : 1;
    if (first->german.start != second->german.start)
        return first->german.start < second->german.start ? -1 : 1;
    return (first->fault > second->fault) - (first->fault < second->fault);
}

struct translation_finding *translation_check(const struct translation_checker *checker, struct arena *arena,
                                              const struct model_text *model, const char *german, const char *own, size_t *count)
{
    struct translation_checking checking = {
        .checker = checker, .arena = arena, .german = german, .own = own, .beside = model->of != NULL};
    if (model->form == MODEL_BODY)
        check_body(&checking);
    else
        check_part(&checking);
    check_length(&checking, model);
    *count = checking.count;
    if (checking.count > 0)
        qsort(checking.findings, checking.count, sizeof *checking.findings, compare_findings);
    return checking.findings;
}

// ---- checkers -----------------------------------------------------------------------------------------------------

enum status translation_checker_open(struct translation_checker **checker, sqlite3 *database, const struct language *language,
                                     struct problem *problem)
{
    struct translation_checker *new = memory_allocate(1, sizeof *new);
    new->language = language;
    enum status status = glossary_read(&new->glossary, &new->arena, database, problem);
    if (status == STATUS_OK)
        status = glossary_read_names(&new->names, &new->arena, database, problem);
    if (status == STATUS_OK)
        status = renderings_read(&new->renderings, &new->glossary, &new->arena, database, language->tag, problem);
    date_month_names(&new->arena, language_by_tag("de")->locale, new->german.names);
    date_month_names(&new->arena, language->locale, new->own.names);
    *checker = new;
    if (status != STATUS_OK)
        translation_checker_close(checker);
    return status;
}

void translation_checker_close(struct translation_checker **checker)
{
    if (*checker == NULL)
        return;
    arena_free(&(*checker)->arena);
    memory_free(checker);
}
