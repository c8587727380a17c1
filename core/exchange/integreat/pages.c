// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Integreat's tree of pages: the first level becomes areas, the second topics, the third articles; what is deeper folds
// into the article above it, under headings. A text of an upper page becomes an article of its own.
#include "core/exchange/integreat/model.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_AREA, DEPTH_TOPIC, DEPTH_ARTICLE };

// ---- the tree -----------------------------------------------------------------------------------------------------

static void report_page(struct integreat *source, const struct integreat_page *page, const char *part, const char *mend,
                        const char *why)
{
    source->reader->file = arena_format(&source->content->arena, "%s.%s", page->place, part);
    source->reader->length = 0;
    json_report(source->reader, mend, "%s", why);
}

static int compare_order(const void *a, const void *b)
{
    const struct integreat_page *first = *(const struct integreat_page *const *)a;
    const struct integreat_page *second = *(const struct integreat_page *const *)b;
    if (first->order != second->order)
        return first->order < second->order ? -1 : 1;
    return strcmp(first->path, second->path);
}

// False when following the parents does not end, or too late.
static bool find_depth(struct integreat_page *page)
{
    for (const struct integreat_page *above = page->above; above != NULL; above = above->above) {
        if (++page->depth > INTEGREAT_DEPTH_MAX)
            return false;
    }
    return true;
}

// Links every page with the one above and the ones below; gives the first of the roots.
static struct integreat_page *grow_tree(struct integreat *source)
{
    struct integreat_folder *german = &source->folders[0];
    struct integreat_page *pages = german->pages.items;
    size_t count = german->pages.count;
    struct integreat_page **sorted = arena_allocate(&source->content->arena, count + 1, sizeof(struct integreat_page *));
    struct integreat_page *first_root = NULL;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &pages[i];
        pages[i].above = integreat_find(german, pages[i].parent);
        source->report->notes[INTEGREAT_ORPHAN] += pages[i].parent != NULL && pages[i].above == NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!find_depth(&pages[i])) {
            report_page(source, &pages[i], "parent.path", "give one of them another parent",
                        "the page stands below itself or too deep");
            return NULL;
        }
    }
    qsort(sorted, count, sizeof(struct integreat_page *), compare_order);
    for (size_t i = count; i-- > 0;) {
        struct integreat_page **list = sorted[i]->above == NULL ? &first_root : &sorted[i]->above->first_child;
        sorted[i]->next_sibling = *list;
        *list = sorted[i];
    }
    return first_root;
}

// What has text, in German: a first reading whose links lead nowhere yet, and whose notes do not count.
static void find_texts(struct integreat *source)
{
    struct integreat_folder *german = &source->folders[0];
    struct integreat_page *pages = german->pages.items;
    struct integreat_report kept = *source->report;
    for (size_t i = 0; i < german->pages.count; i++) {
        struct json_items blocks = integreat_blocks(source, german, &pages[i]);
        pages[i].has_text = blocks.count > 0;
        for (struct integreat_page *page = &pages[i]; pages[i].has_text && page != NULL; page = page->above)
            page->full = true;
    }
    *source->report = kept;
}

static void find_targets(struct integreat *source)
{
    struct integreat_folder *german = &source->folders[0];
    struct integreat_page *pages = german->pages.items;
    for (size_t i = 0; i < german->pages.count; i++) {
        const struct integreat_page *page = &pages[i];
        while (page->depth > DEPTH_ARTICLE)
            page = page->above;
        bool article = page->depth == DEPTH_ARTICLE ? page->full : page->has_text;
        if (!article && (page->depth != DEPTH_TOPIC || !page->full))
            continue;
        pages[i].link_kind = article ? "article" : "topic";
        pages[i].link_slug = page->slug;
    }
}

// ---- articles -----------------------------------------------------------------------------------------------------

// Appends the version of the page, and if `below` of all pages below it under their titles.
static void append_blocks(struct integreat *source, size_t folder, const struct integreat_page *page, bool below,
                          struct html *html)
{
    const struct integreat_page *version = page->versions[folder];
    if (version != NULL) {
        struct json_items blocks = integreat_blocks(source, &source->folders[folder], version);
        for (size_t i = 0; i < blocks.count; i++) {
            const struct content_block *block = &((struct content_block *)blocks.items)[i];
            html_add_block(html, block->kind, "-", 1);
            ((struct content_block *)html->blocks.items)[html->blocks.count - 1] = *block;
        }
    }
    if (!below)
        return;
    for (const struct integreat_page *child = page->first_child; child != NULL; child = child->next_sibling) {
        if (child->full && child->versions[folder] != NULL) {
            html_add_block(html, "heading", child->versions[folder]->title, strlen(child->versions[folder]->title));
            append_blocks(source, folder, child, true, html);
        }
        source->report->notes[INTEGREAT_FOLDED] += folder == 0 && child->full;
    }
}

// A heading that repeats the title is not needed.
static void drop_title(struct json_items *blocks, const char *title)
{
    struct content_block *items = blocks->items;
    if (blocks->count > 1 && strcmp(items[0].kind, "heading") == 0 && strcmp(items[0].text, title) == 0) {
        blocks->items = items + 1;
        blocks->count--;
    }
}

// Says where the blocks are from, and leaves out those at the end that no body has room for.
static void place_blocks(struct integreat *source, struct json_items *blocks)
{
    enum { BESIDE_TEXT = 64 }; // bytes of a block: its sign, its mark, where it leads
    struct content_block *items = blocks->items;
    size_t left = model_text_of(KIND_ARTICLE, "body")->bytes_max;
    for (size_t i = 0; i < blocks->count; i++) {
        size_t bytes = BESIDE_TEXT + (items[i].text == NULL ? 0 : strlen(items[i].text));
        if (bytes > left) {
            blocks->count = i;
            source->report->notes[INTEGREAT_CUT]++;
            break;
        }
        left -= bytes;
        items[i].place = source->region;
    }
}

static void add_article(struct integreat *source, const struct integreat_page *page, const char *topic, bool below)
{
    struct arena *arena = &source->content->arena;
    struct content_article *article = arena_allocate(arena, 1, sizeof *article);
    struct content_texts texts = integreat_titles(source, page, "title");
    struct content_body *bodies = arena_allocate(arena, source->folder_count, sizeof *bodies);
    article->bodies.items = bodies;
    for (size_t f = 0; f < source->folder_count; f++) {
        struct html html = {.arena = arena};
        append_blocks(source, f, page, below, &html);
        if (html.blocks.count == 0)
            continue;
        struct json_items blocks = html.blocks;
        if (page->versions[f] != NULL)
            drop_title(&blocks, page->versions[f]->title);
        const char *summary = integreat_summary(source, &blocks);
        if (summary == NULL && f == 0)
            summary = page->title;
        if (summary != NULL)
            texts.items[texts.count++] =
                (struct content_text){.language = source->folders[f].language, .field = "summary", .text = summary};
        place_blocks(source, &blocks);
        bodies[article->bodies.count++] = (struct content_body){.language = source->folders[f].language, .blocks = blocks};
    }
    article->topic = topic;
    article->confidence = "medium";
    article->source = integreat_source(source, page);
    article->thing = integreat_thing(source, KIND_ARTICLE, page->slug, page, &texts);
    content_add(source->content, &article->thing);
}

// ---- areas and topics ---------------------------------------------------------------------------------------------

static void add_topic(struct integreat *source, const struct integreat_page *page, const char *area, bool own_text)
{
    struct content_topic *topic = arena_allocate(&source->content->arena, 1, sizeof *topic);
    struct content_texts texts = integreat_titles(source, page, "name");
    topic->area = area;
    topic->thing = integreat_thing(source, KIND_TOPIC, page->slug, page, &texts);
    content_add(source->content, &topic->thing);
    if (own_text)
        add_article(source, page, page->slug, false);
}

static void add_area(struct integreat *source, const struct integreat_page *page)
{
    struct content_area *area = arena_allocate(&source->content->arena, 1, sizeof *area);
    struct content_texts texts = integreat_titles(source, page, "name");
    area->thing = integreat_thing(source, KIND_AREA, page->slug, page, &texts);
    content_add(source->content, &area->thing);
    if (page->has_text) {
        add_topic(source, page, page->slug, true);
        source->report->notes[INTEGREAT_OWN_TOPIC]++;
    }
    for (const struct integreat_page *topic = page->first_child; topic != NULL; topic = topic->next_sibling) {
        if (!topic->full)
            continue;
        add_topic(source, topic, page->slug, topic->has_text);
        for (const struct integreat_page *below = topic->first_child; below != NULL; below = below->next_sibling) {
            if (below->full)
                add_article(source, below, topic->slug, true);
        }
    }
}

void integreat_add_pages(struct integreat *source)
{
    const struct integreat_page *root = grow_tree(source);
    if (source->reader->problems > 0)
        return;
    find_texts(source);
    find_targets(source);
    const struct integreat_page *pages = source->folders[0].pages.items;
    for (size_t i = 0; i < source->folders[0].pages.count; i++)
        source->report->notes[INTEGREAT_EMPTY] += !pages[i].full;
    for (; root != NULL; root = root->next_sibling) {
        if (root->full)
            add_area(source, root);
    }
}
