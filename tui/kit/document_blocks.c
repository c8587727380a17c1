// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Blocks are kept as they were added, and flow into lines when the document is laid out: how wide marks and labels are is known
// only when all of them are there.
#include "tui/kit/document_private.h"

void document_begin(struct document *document)
{
    if (document->focus >= document->link_count)
        document->focus = NO_LINK;
    document->blocks = document->last = NULL;
    document->opposite = document->aside = document->waits = false;
    document->link_count = 0;
    document->lines = NULL;
    document->line_count = 0;
    document->drawn = NULL;
}

static struct document_block *add_block(struct document *document, struct arena *arena, enum part_kind kind, enum role role,
                                        const char *label, const char *text)
{
    struct document_block *block = arena_allocate(arena, 1, sizeof *block);
    bool runs = kind == PART_HEADING || kind == PART_PARAGRAPH || kind == PART_ITEM;
    *block = (struct document_block){.kind = kind, .role = role, .label = label, .text = text};
    block->opposite = document->opposite && runs;
    block->aside = document->aside && kind != PART_LINK;
    block->waits = document->waits && kind != PART_LINK;
    if (document->last == NULL)
        document->blocks = block;
    else
        document->last->next = block;
    document->last = block;
    return block;
}

// Nothing when there is no text.
static void add_text(struct document *document, struct arena *arena, enum part_kind kind, enum role role, const char *label,
                     const char *text)
{
    if (text != NULL && text[0] != '\0')
        add_block(document, arena, kind, role, label, text);
}

void document_heading(struct document *document, struct arena *arena, const char *text)
{
    add_text(document, arena, PART_HEADING, ROLE_HEADING, NULL, text);
}

void document_paragraph(struct document *document, struct arena *arena, enum role role, const char *text)
{
    add_text(document, arena, PART_PARAGRAPH, role, NULL, text);
}

void document_item(struct document *document, struct arena *arena, const char *mark, const char *text)
{
    add_text(document, arena, PART_ITEM, ROLE_TEXT, mark, text);
}

void document_field(struct document *document, struct arena *arena, const char *label, enum role role, const char *text)
{
    add_text(document, arena, PART_FIELD, role, label, text);
}

void document_figure(struct document *document, struct arena *arena, const char *label, const char *digits, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    struct document_block *block = add_block(document, arena, PART_FIGURE, ROLE_TEXT, label, text);
    block->parts = digits;
}

void document_table(struct document *document, struct arena *arena, const char *label, const struct document_row *rows, size_t count)
{
    if (count == 0)
        return;
    struct document_block *block = add_block(document, arena, PART_TABLE, ROLE_TEXT, label, NULL);
    block->parts = rows;
    block->count = count;
}

void document_chips(struct document *document, struct arena *arena, const struct chip *chips, size_t count)
{
    if (count == 0)
        return;
    struct document_block *block = add_block(document, arena, PART_CHIPS, ROLE_TEXT, NULL, NULL);
    block->parts = chips;
    block->count = count;
}

void document_drawing(struct document *document, struct arena *arena, const struct document_drawing *drawing)
{
    add_block(document, arena, PART_DRAWING, ROLE_TEXT, NULL, NULL)->parts = drawing;
}

void document_head(struct document *document, struct arena *arena, const struct pictogram *picture)
{
    add_block(document, arena, PART_HEAD, ROLE_TEXT, NULL, NULL)->parts = picture;
}

void document_head_end(struct document *document, struct arena *arena)
{
    add_block(document, arena, PART_HEAD_END, ROLE_TEXT, NULL, NULL);
}

void document_gap(struct document *document, struct arena *arena)
{
    add_block(document, arena, PART_GAP, ROLE_TEXT, NULL, NULL);
}

void document_link(struct document *document, struct arena *arena, const char *title, const char *detail)
{
    add_block(document, arena, PART_LINK, ROLE_LINK, detail, title);
    document->link_count++;
}
