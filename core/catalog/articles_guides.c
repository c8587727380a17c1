// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One article with its blocks, and one guide with its steps.
#include "core/catalog/catalog_private.h"

#include <string.h>

static enum block_kind parse_block_kind(const char *name)
{
    if (name != NULL && strcmp(name, "heading") == 0)
        return BLOCK_HEADING;
    if (name != NULL && strcmp(name, "item") == 0)
        return BLOCK_ITEM;
    return name != NULL && strcmp(name, "link") == 0 ? BLOCK_LINK : BLOCK_PARAGRAPH;
}

// The blocks of an article are in one language as a whole.
static void choose_body(struct catalog *catalog, const struct reader *reader, struct catalog_article *article)
{
    size_t best = LANGUAGE_CHOICES_MAX;
    struct statement *statement = query_begin(catalog, QUERY_ARTICLE_BODIES, article->id);
    reader_bind(reader, statement, 2);
    while (statement_next(statement)) {
        size_t rank = reader_rank(reader, statement_text(statement, 0));
        const char *origin = statement_text(statement, 1);
        if (rank >= best)
            continue;
        best = rank;
        article->language = reader->languages[rank];
        article->origin = origin != NULL && strcmp(origin, "machine") == 0 ? TEXT_ORIGIN_MACHINE : TEXT_ORIGIN_HUMAN;
    }
    statement_end(&statement);
}

static void read_blocks(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                        struct catalog_article *article)
{
    struct catalog_block *blocks = NULL;
    size_t capacity = 0;
    struct statement *statement = query_begin(catalog, QUERY_ARTICLE_BLOCKS, article->id);
    statement_bind_text(statement, 2, article->language->tag);
    while (statement_next(statement)) {
        blocks = arena_grow(arena, blocks, article->block_count, &capacity, sizeof *blocks);
        struct catalog_block *block = &blocks[article->block_count];
        *block = (struct catalog_block){
            .kind = parse_block_kind(statement_text(statement, 0)),
            .text = statement_copy(arena, statement, 1),
            .mark = statement_copy(arena, statement, 4),
        };
        enum entry_kind kind;
        bool leads = block->kind == BLOCK_LINK &&
                     entry_kind_parse(statement_text(statement, 2), &kind) &&
                     catalog_entry(catalog, arena, reader, kind, statement_copy(arena, statement, 3), &block->entry);
        if (block->kind == BLOCK_LINK ? leads : block->text != NULL) // a link to nothing is not shown
            article->block_count++;
    }
    statement_end(&statement);
    article->blocks = blocks;
}

enum status catalog_article(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                            struct catalog_article *article, struct problem *problem)
{
    struct statement *statement = query_begin(catalog, QUERY_ARTICLE, id);
    *article = (struct catalog_article){0};
    if (!statement_next(statement)) {
        statement_end(&statement);
        return problem_no_such_id(problem, id);
    }
    *article = (struct catalog_article){
        .id = statement_copy(arena, statement, 0),
        .topic_id = statement_copy(arena, statement, 1),
        .source_url = statement_copy(arena, statement, 2),
        .source_date = statement_copy(arena, statement, 3),
        .verified_on = statement_copy(arena, statement, 4),
        .confidence = confidence_parse(statement_text(statement, 5)),
    };
    statement_end(&statement);
    struct catalog_text texts[2];
    texts_read(catalog, arena, reader, QUERY_ARTICLE_TEXTS, article->id, (const char *const[]){"title", "summary"},
               texts, 2);
    article->title = texts[0];
    article->summary = texts[1];
    choose_body(catalog, reader, article);
    if (article->language != NULL)
        read_blocks(catalog, arena, reader, article);
    return STATUS_OK;
}

static void read_steps(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                       struct catalog_guide *guide)
{
    struct catalog_step *steps = NULL;
    size_t capacity = 0;
    struct statement *statement = query_begin(catalog, QUERY_GUIDE_STEPS, guide->id);
    while (statement_next(statement)) {
        steps = arena_grow(arena, steps, guide->step_count, &capacity, sizeof *steps);
        struct catalog_step *step = &steps[guide->step_count++];
        const char *id = statement_copy(arena, statement, 0);
        *step = (struct catalog_step){.source_url = statement_copy(arena, statement, 1)};
        texts_read(catalog, arena, reader, QUERY_STEP_TEXTS, id, (const char *const[]){"text"}, &step->text, 1);
        step->offers = entries_read(catalog, arena, reader, query_begin(catalog, QUERY_STEP_OFFERS, id));
    }
    statement_end(&statement);
    guide->steps = steps;
}

enum status catalog_guide(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct catalog_guide *guide, struct problem *problem)
{
    struct statement *statement = query_begin(catalog, QUERY_GUIDE, id);
    *guide = (struct catalog_guide){0};
    if (!statement_next(statement)) {
        statement_end(&statement);
        return problem_no_such_id(problem, id);
    }
    *guide = (struct catalog_guide){
        .id = statement_copy(arena, statement, 0),
        .area_id = statement_copy(arena, statement, 1),
    };
    statement_end(&statement);
    struct catalog_text texts[2];
    texts_read(catalog, arena, reader, QUERY_GUIDE_TEXTS, guide->id, (const char *const[]){"title", "summary"}, texts,
               2);
    guide->title = texts[0];
    guide->summary = texts[1];
    read_steps(catalog, arena, reader, guide);
    return STATUS_OK;
}
