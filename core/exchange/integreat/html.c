// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libxml2 reads the HTML and calls us for each element, so no tree is built and a hostile page ends where it passes a
// limit. HTML has no entities of its own making, and nothing is loaded.
#include "core/exchange/integreat/html_private.h"

#include "core/base/memory.h"
#include "core/exchange/integreat/label.h"
#include "core/text/accept.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

// ---- text ---------------------------------------------------------------------------------------------------------

void html_put(struct html_builder *builder, const char *bytes, size_t length)
{
    if (builder->length + length + 1 > builder->room) {
        builder->room = (builder->length + length + 1) * 2;
        builder->text = memory_resize(builder->text, builder->room, 1);
    }
    memcpy(builder->text + builder->length, bytes, length);
    builder->length += length;
}

void html_put_text(struct html_builder *builder, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool no_break = i + 1 < length && (unsigned char)text[i] == 0xC2 && (unsigned char)text[i + 1] == 0xA0;
        bool soft_hyphen = i + 1 < length && (unsigned char)text[i] == 0xC2 && (unsigned char)text[i + 1] == 0xAD;
        bool no_width = i + 2 < length && (memcmp(text + i, "\xEF\xBB\xBF", 3) == 0 || memcmp(text + i, "\xE2\x80\x8B", 3) == 0);
        if (soft_hyphen || no_width) {
            i += soft_hyphen ? 1 : 2;
        } else if (no_break || strchr(" \t\n\r\f", text[i]) != NULL) {
            i += no_break;
            if (builder->length > 0 && builder->text[builder->length - 1] != ' ')
                html_put(builder, " ", 1);
        } else {
            html_put(builder, text + i, 1);
        }
    }
}

void html_add_block(struct html *html, const char *kind, const char *text, size_t length)
{
    while (length > 0 && strchr(" ,", text[length - 1]) != NULL)
        length--;
    while (length > 0 && strchr(" ,", *text) != NULL) {
        text++;
        length--;
    }
    const char *clean = text_clean(html->arena, text, length);
    if (clean[0] == '\0')
        return;
    struct content_block *blocks =
        arena_grow(html->arena, html->blocks.items, html->blocks.count, &html->capacity, sizeof *blocks);
    blocks[html->blocks.count++] = (struct content_block){.kind = kind, .text = clean};
    html->blocks.items = blocks;
}

void html_refuse(struct html_builder *builder, const char *why)
{
    builder->refusal = why;
    xmlStopParser(builder->parser);
}

static struct html_list *open_list(struct html_builder *builder)
{
    return builder->list_count == 0 || builder->list_count > LISTS_MAX ? NULL : &builder->lists[builder->list_count - 1];
}

// Adds the text as a block. The first one of an entry of a list is the entry, whatever element it stands in; the mark of
// a heading is put before it.
static void add_text(struct html_builder *builder)
{
    struct html *html = builder->html;
    struct html_list *list = open_list(builder);
    size_t before = html->blocks.count;
    bool heading = strcmp(builder->kind, "heading") == 0;
    const char *text = builder->text == NULL ? "" : arena_copy(html->arena, builder->text, builder->length);
    if (builder->item_begins && heading && builder->mark != NULL && text[strspn(text, " ,")] != '\0')
        text = arena_format(html->arena, "%s %s", builder->mark, text);
    html_add_block(html, builder->item_begins && !heading ? "item" : builder->kind, text, strlen(text));
    if (html->blocks.count == before || !builder->item_begins)
        return;
    builder->item_begins = false;
    if (heading)
        return;
    ((struct content_block *)html->blocks.items)[before].mark = builder->mark;
    if (list != NULL && list->count < ITEMS_MAX)
        list->items[list->count++] = before;
}

// Ends the block; what comes is a block of `kind`.
static void end_block(struct html_builder *builder, const char *kind)
{
    add_text(builder);
    for (size_t i = 0; i < builder->pending_count; i++) {
        html_add_block(builder->html, "link", builder->pending[i].slug, strlen(builder->pending[i].slug));
        struct content_block *blocks = builder->html->blocks.items;
        struct content_block *link = &blocks[builder->html->blocks.count - 1];
        *link = (struct content_block){
            .kind = "link", .link = builder->pending[i].slug, .link_kind = builder->pending[i].kind};
    }
    builder->length = builder->pending_count = builder->raised_start = 0;
    builder->breaks = 0;
    builder->kind = kind;
    if (builder->html->blocks.count > HTML_BLOCKS_MAX)
        html_refuse(builder, "has too many paragraphs");
}

// ---- elements -----------------------------------------------------------------------------------------------------

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcasecmp(name, *names) == 0)
            return true;
    }
    return false;
}

static const char *const part_names[] = {"p",      "div",        "dl",   "dd",      "dt",     "section",    "article",
                                         "header", "blockquote", "hr",   "address", "figure", "figcaption", "details",
                                         "main",   "footer",     "nav",  "aside",   "center", "pre",        NULL};
static const char *const list_names[] = {"ul", "ol", "menu", "dir", NULL};
static const char *const heading_names[] = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", NULL};
// What browsers do not show as text, and what is struck out.
static const char *const silent_names[] = {"script", "style",    "template", "noscript", "head",   "title",  "iframe",
                                           "object", "video",    "audio",    "canvas",   "svg",    "form",   "select",
                                           "s",      "del",      "strike",   "textarea", "datalist", "rp",   NULL};

// Icons stand before a line and say what is in it; only their file's name tells.
static const struct {
    const char *part;
    enum integreat_label label;
} icons[] = {
    {"call", INTEGREAT_LABEL_PHONE},   {"phone", INTEGREAT_LABEL_PHONE},
    {"pin", INTEGREAT_LABEL_ADDRESS},  {"maps-and-flags", INTEGREAT_LABEL_ADDRESS},
    {"mail", INTEGREAT_LABEL_EMAIL},   {"envelope", INTEGREAT_LABEL_EMAIL},
    {"www", INTEGREAT_LABEL_WEB},      {"globe", INTEGREAT_LABEL_WEB},
    {"clock", INTEGREAT_LABEL_HOURS},
};

// What an icon says, in the language of the page, "" when it is not known. NULL when the picture is no icon.
static const char *icon_label(const struct html *html, const char *source)
{
    const char *file = strrchr(source, '/') == NULL ? source : strrchr(source, '/') + 1;
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++) {
        if (strstr(file, icons[i].part) == NULL)
            continue;
        const char *label = integreat_label(html->arena, icons[i].label, html->language);
        return label == NULL ? "" : label;
    }
    return NULL;
}

static bool ends_with(const struct html_builder *builder, const char *const *ends)
{
    for (; *ends != NULL; ends++) {
        size_t length = strlen(*ends);
        if (builder->length >= length && memcmp(builder->text + builder->length - length, *ends, length) == 0)
            return true;
    }
    return false;
}

// One line end is a comma where people would not see otherwise that something new begins; two end the paragraph.
static void end_line(struct html_builder *builder)
{
    static const char *const ended[] = {".", ",", ":", ";", "!", "?", "-", "(", "–", "—", "…", "|",
                                        "؟", "،", "؛", "።", "፣", "፤", "፦", NULL};
    int breaks = builder->breaks;
    builder->breaks = 0;
    while (breaks > 0 && builder->length > 0 && builder->text[builder->length - 1] == ' ')
        builder->length--;
    if (breaks == 0 || builder->length == 0)
        return;
    bool arabic = strcmp(builder->html->language, "ar") == 0 || strcmp(builder->html->language, "fa") == 0;
    const char *comma = arabic ? "، " : ", ";
    if (breaks > 1 && strcmp(builder->kind, "paragraph") == 0)
        end_block(builder, "paragraph");
    else
        html_put(builder, ends_with(builder, ended) ? " " : comma, ends_with(builder, ended) ? 1 : strlen(comma));
}

static void put_image(struct html_builder *builder, const xmlChar **attributes)
{
    const char *text = html_attribute(attributes, "alt");
    const char *label = icon_label(builder->html, html_attribute(attributes, "src"));
    enum integreat_note note = label != NULL ? INTEGREAT_ICON : text[0] != '\0' ? INTEGREAT_IMAGE : INTEGREAT_NO_PICTURE;
    builder->html->notes[note]++;
    if (label != NULL)
        text = label;
    end_line(builder);
    html_put_text(builder, " ", 1);
    html_put_text(builder, text, strlen(text));
    html_put_text(builder, " ", 1);
}

// ---- lists --------------------------------------------------------------------------------------------------------

static char list_type(const xmlChar **attributes)
{
    static const struct {
        const char *style;
        char type;
    } styles[] = {{"lower-alpha", 'a'}, {"lower-latin", 'a'}, {"upper-alpha", 'A'},
                  {"upper-latin", 'A'}, {"lower-roman", 'i'}, {"upper-roman", 'I'}};
    const char *type = html_attribute(attributes, "type");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (html_style_says(attributes, "list-style-type", styles[i].style) ||
            html_style_says(attributes, "list-style", styles[i].style))
            return styles[i].type;
    }
    return strlen(type) == 1 && strchr("aAiI", type[0]) != NULL ? type[0] : '1';
}

static void begin_list(struct html_builder *builder, bool ordered, const xmlChar **attributes)
{
    end_block(builder, "paragraph");
    builder->list_count++;
    struct html_list *list = open_list(builder);
    if (list == NULL)
        return;
    *list = (struct html_list){.ordered = ordered,
                               .downward = ordered && html_has_attribute(attributes, "reversed"),
                               .stated = html_number(attributes, "start", -1) == html_number(attributes, "start", -2),
                               .type = list_type(attributes),
                               .next = html_number(attributes, "start", 1)};
}

// What stands before the numbers of a list within an entry of another that is numbered, too: "2." for "2.1."
static const char *mark_above(const struct html_builder *builder)
{
    const struct html_list *above = builder->list_count > 1 ? &builder->lists[builder->list_count - 2] : NULL;
    return above == NULL || !above->ordered || above->type != '1' || above->mark == NULL ? "" : above->mark;
}

static void begin_item(struct html_builder *builder, const xmlChar **attributes)
{
    struct html_list *list = open_list(builder);
    end_block(builder, "paragraph");
    builder->item_begins = true;
    builder->mark = builder->list_count > 1 ? "–" : NULL;
    if (list == NULL || !list->ordered)
        return;
    long number = html_number(attributes, "value", list->next);
    list->next = number + (list->downward ? -1 : 1);
    list->mark = html_mark(builder->html->arena, mark_above(builder), list->type, number);
    builder->mark = list->mark;
}

// Where a list that counts down begins is known at its end.
static void end_list(struct html_builder *builder)
{
    end_block(builder, "paragraph");
    const struct html_list *list = open_list(builder);
    struct content_block *blocks = builder->html->blocks.items;
    if (list != NULL && list->downward && !list->stated) {
        for (size_t i = 0; i < list->count; i++) {
            size_t item = list->items[i];
            if (item < builder->html->blocks.count && strcmp(blocks[item].kind, "item") == 0)
                blocks[item].mark =
                    html_mark(builder->html->arena, mark_above(builder), list->type, (long)(list->count - i));
        }
    }
    if (builder->list_count > 0)
        builder->list_count--;
    builder->item_begins = false;
}

// ---- tables -------------------------------------------------------------------------------------------------------

static struct html_table *open_table(struct html_builder *builder)
{
    return builder->table_count == 0 || builder->table_count > TABLES_MAX ? NULL
                                                                          : &builder->tables[builder->table_count - 1];
}

// Whether the element is one of a table's.
static bool start_of_table(struct html_builder *builder, const char *name, const xmlChar **attributes)
{
    bool head = strcasecmp(name, "th") == 0;
    bool cell = head || strcasecmp(name, "td") == 0;
    bool row = strcasecmp(name, "tr") == 0;
    bool table = strcasecmp(name, "table") == 0;
    struct html_table *open = open_table(builder);
    if (strcasecmp(name, "thead") == 0 && open != NULL)
        open->in_head = true;
    if (!cell && !row && !table)
        return false;
    end_block(builder, "paragraph");
    if (table) {
        builder->table_count++;
        if (open_table(builder) != NULL)
            *open_table(builder) = (struct html_table){0};
    } else if (row && open != NULL) {
        html_table_end_row(builder->html, open);
        html_table_begin_row(builder->html, open);
    } else if (cell && open != NULL) {
        html_table_begin_cell(builder->html, open, head, attributes);
    }
    return true;
}

static bool end_of_table(struct html_builder *builder, const char *name)
{
    bool cell = strcasecmp(name, "th") == 0 || strcasecmp(name, "td") == 0;
    bool row = strcasecmp(name, "tr") == 0;
    bool table = strcasecmp(name, "table") == 0;
    struct html_table *open = open_table(builder);
    if (strcasecmp(name, "thead") == 0 && open != NULL)
        open->in_head = false;
    if (!cell && !row && !table)
        return false;
    end_block(builder, "paragraph");
    if (open != NULL && cell)
        html_table_end_cell(builder->html, open);
    if (open != NULL && row)
        html_table_end_row(builder->html, open);
    if (open != NULL && table)
        html_table_end(builder->html, open);
    if (table && builder->table_count > 0)
        builder->table_count--;
    return true;
}

// ---- raised digits ------------------------------------------------------------------------------------------------

// "10" and a raised "2" are not 102. What is no digit reads well on the line, too: "1er", "Termin*".
static void raise_digits(struct html_builder *builder)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    size_t start = builder->raised_start;
    if (start >= builder->length)
        return;
    const char *text = arena_copy(builder->html->arena, builder->text + start, builder->length - start);
    builder->length = start;
    for (; *text != '\0'; text++) {
        bool minus = text[0] == '-' && text[1] >= '0' && text[1] <= '9';
        const char *raised = *text >= '0' && *text <= '9' ? digits[*text - '0'] : minus ? "⁻" : NULL;
        html_put(builder, raised != NULL ? raised : text, raised != NULL ? strlen(raised) : 1);
    }
}

// ---- events of the parser -----------------------------------------------------------------------------------------

static void start_text(struct html_builder *builder, const char *name, const xmlChar **attributes)
{
    bool raised = strcasecmp(name, "sup") == 0 || html_style_says(attributes, "vertical-align", "super");
    if (strcasecmp(name, "br") == 0) {
        builder->breaks++;
    } else if (strcasecmp(name, "img") == 0) {
        put_image(builder, attributes);
    } else if (strcasecmp(name, "a") == 0) {
        if (builder->breaks > 0)
            end_line(builder);
        builder->href = arena_copy_text(builder->html->arena, html_attribute(attributes, "href"));
        builder->href_start = builder->length;
    } else if (raised && builder->raised == 0) {
        builder->raised = builder->depth;
        builder->raised_start = builder->length;
    }
}

static void start_element(void *context, const xmlChar *element, const xmlChar **attributes)
{
    struct html_builder *builder = context;
    const char *name = (const char *)element;
    if (++builder->depth > HTML_DEPTH_MAX) {
        html_refuse(builder, "has elements that are nested too deeply");
        return;
    }
    if (builder->silent > 0)
        return;
    if (is_one_of(name, silent_names) || html_is_unseen(attributes)) {
        builder->silent = builder->depth;
        builder->html->notes[INTEGREAT_EMBEDDED] += strcasecmp(name, "iframe") == 0 || strcasecmp(name, "video") == 0;
    } else if (is_one_of(name, heading_names)) {
        end_block(builder, "heading");
    } else if (strcasecmp(name, "li") == 0) {
        begin_item(builder, attributes);
    } else if (is_one_of(name, list_names)) {
        begin_list(builder, strcasecmp(name, "ol") == 0, attributes);
    } else if (!start_of_table(builder, name, attributes)) {
        if (is_one_of(name, part_names))
            end_block(builder, "paragraph");
        if (strcasecmp(name, "pre") == 0)
            builder->preformatted = builder->depth;
        start_text(builder, name, attributes);
    }
}

static void end_element(void *context, const xmlChar *element)
{
    struct html_builder *builder = context;
    const char *name = (const char *)element;
    int depth = builder->depth--;
    bool was_silent = builder->silent > 0;
    if (builder->silent == depth)
        builder->silent = 0;
    if (was_silent)
        return;
    if (builder->raised == depth) {
        raise_digits(builder);
        builder->raised = 0;
    }
    if (builder->preformatted == depth)
        builder->preformatted = 0;
    if (strcasecmp(name, "a") == 0)
        html_end_link(builder);
    else if (is_one_of(name, list_names))
        end_list(builder);
    else if (!end_of_table(builder, name) &&
             (strcasecmp(name, "li") == 0 || is_one_of(name, heading_names) || is_one_of(name, part_names)))
        end_block(builder, "paragraph");
    if (strcasecmp(name, "li") == 0)
        builder->item_begins = false;
}

static void put_characters(struct html_builder *builder, const char *text, size_t length)
{
    bool blank = true;
    for (size_t i = 0; i < length && blank; i++)
        blank = strchr(" \t\n\r", text[i]) != NULL;
    if (!blank && builder->breaks > 0)
        end_line(builder);
    html_put_text(builder, text, length);
}

static void characters(void *context, const xmlChar *text, int length)
{
    struct html_builder *builder = context;
    const char *rest = (const char *)text;
    const char *end = rest + length;
    if (builder->silent > 0)
        return;
    while (builder->preformatted > 0 && memchr(rest, '\n', (size_t)(end - rest)) != NULL) {
        const char *line_end = memchr(rest, '\n', (size_t)(end - rest));
        put_characters(builder, rest, (size_t)(line_end - rest));
        builder->breaks++;
        rest = line_end + 1;
    }
    put_characters(builder, rest, (size_t)(end - rest));
}

// Feeds the parser without the marks of CDATA sections, which come along from feeds: HTML has none, and libxml2 takes
// them for text. What stands between them is read as the HTML it mostly is.
static void feed(struct html_builder *builder, const char *source)
{
    static const char begins[] = "<![CDATA[", ends[] = "]]>";
    for (const char *mark; (mark = strstr(source, begins)) != NULL && builder->refusal == NULL;) {
        htmlParseChunk(builder->parser, source, (int)(mark - source), 0);
        source = mark + strlen(begins);
        const char *end = strstr(source, ends);
        if (end == NULL)
            break;
        htmlParseChunk(builder->parser, source, (int)(end - source), 0);
        source = end + strlen(ends);
    }
    if (builder->refusal == NULL)
        htmlParseChunk(builder->parser, source, (int)strlen(source), 0);
}

const char *html_read(struct html *html, const char *source)
{
    xmlSAXHandler events = {.startElement = start_element, .endElement = end_element, .characters = characters,
                            .ignorableWhitespace = characters};
    struct html_builder builder = {.html = html, .kind = "paragraph"};
    size_t length = strlen(source);
    if (length > HTML_BYTES_MAX)
        return "is longer than a page can be";
    builder.parser = htmlCreatePushParserCtxt(&events, &builder, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (builder.parser == NULL)
        return "could not be read";
    htmlCtxtUseOptions(builder.parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    feed(&builder, source);
    if (builder.refusal == NULL)
        htmlParseChunk(builder.parser, NULL, 0, 1);
    if (builder.refusal == NULL)
        end_block(&builder, "paragraph");
    htmlFreeParserCtxt(builder.parser);
    memory_free(&builder.text);
    memory_free(&builder.pending);
    return builder.refusal;
}
