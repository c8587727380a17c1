// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One article with its blocks, and one guide with its steps.
#include "core/catalog/catalog_private.h"

#include <string.h>

// A link to nothing is not shown.
static void read_blocks(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *body,
                        struct catalog_article *article)
{
    size_t count;
    const struct body_block *parsed = body_parse(arena, body, &count);
    struct catalog_block *blocks = arena_allocate(arena, count + 1, sizeof *blocks);
    for (size_t i = 0; i < count; i++) {
        struct catalog_block *block = &blocks[article->block_count];
        *block = (struct catalog_block){.kind = parsed[i].kind, .text = parsed[i].text, .mark = parsed[i].mark};
        if (block->kind != BODY_LINK || catalog_entry(catalog, arena, reader, parsed[i].link, &block->entry))
            article->block_count++;
    }
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
    struct catalog_text texts[3];
    texts_read(catalog, arena, reader, article->id, (const char *const[]){"title", "summary", "body"}, texts, 3);
    article->title = texts[0];
    article->summary = texts[1];
    article->language = texts[2].language;
    article->origin = texts[2].origin;
    read_blocks(catalog, arena, reader, texts[2].value, article);
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
        texts_read(catalog, arena, reader, id, (const char *const[]){"text"}, &step->text, 1);
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
    texts_read(catalog, arena, reader, guide->id, (const char *const[]){"title", "summary"}, texts, 2);
    guide->title = texts[0];
    guide->summary = texts[1];
    read_steps(catalog, arena, reader, guide);
    return STATUS_OK;
}
