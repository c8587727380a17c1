// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libxml2 reads the HTML and calls us for each element, so no tree is built and a hostile page ends where it passes a
// limit. HTML has no entities of its own making, and nothing is loaded.
#include "core/exchange/integreat_html.h"

#include "core/base/memory.h"
#include "core/text/accept.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

enum { ADDRESS_BYTES_MAX = 60, PENDING_MAX = 8 };

struct builder {
    struct html *html;
    const char *kind; // of the block being written
    char *text;       // grown with memory_resize()
    size_t length, room;
    int depth;
    int silent; // depth of the element whose text is not text, 0: none
    int breaks; // line ends since the last text
    const char *href;
    size_t href_start;
    struct html_target pending[PENDING_MAX]; // links that follow this block
    size_t pending_count;
    const char *refusal;
    xmlParserCtxtPtr parser;
};

// ---- text ---------------------------------------------------------------------------------------------------------

static void put(struct builder *builder, const char *bytes, size_t length)
{
    if (builder->length + length + 1 > builder->room) {
        builder->room = (builder->length + length + 1) * 2;
        builder->text = memory_resize(builder->text, builder->room, 1);
    }
    memcpy(builder->text + builder->length, bytes, length);
    builder->length += length;
}

// Appends text: blanks of all kinds become one, soft hyphens and other invisible marks vanish.
static void put_text(struct builder *builder, const char *text, size_t length)
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
                put(builder, " ", 1);
        } else {
            put(builder, text + i, 1);
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
    if (html->blocks.count == html->capacity) {
        size_t capacity = html->capacity == 0 ? 32 : html->capacity * 2;
        struct content_block *larger = arena_allocate(html->arena, capacity, sizeof *larger);
        if (html->blocks.count > 0)
            memcpy(larger, html->blocks.items, html->blocks.count * sizeof *larger);
        html->blocks.items = larger;
        html->capacity = capacity;
    }
    ((struct content_block *)html->blocks.items)[html->blocks.count++] =
        (struct content_block){.kind = kind, .text = clean};
}

static void refuse(struct builder *builder, const char *why)
{
    builder->refusal = why;
    xmlStopParser(builder->parser);
}

// Ends the block; what comes is a block of `kind`.
static void end_block(struct builder *builder, const char *kind)
{
    html_add_block(builder->html, builder->kind, builder->text == NULL ? "" : builder->text, builder->length);
    for (size_t i = 0; i < builder->pending_count; i++) {
        html_add_block(builder->html, "link", builder->pending[i].slug, strlen(builder->pending[i].slug));
        struct content_block *blocks = builder->html->blocks.items;
        struct content_block *link = &blocks[builder->html->blocks.count - 1];
        *link = (struct content_block){
            .kind = "link", .link = builder->pending[i].slug, .link_kind = builder->pending[i].kind};
    }
    builder->length = builder->pending_count = 0;
    builder->breaks = 0;
    builder->kind = kind;
    if (builder->html->blocks.count > HTML_BLOCKS_MAX)
        refuse(builder, "has too many paragraphs");
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

static const char *const part_names[] = {"p",       "div",    "ul",    "ol",         "dl",  "dd", "dt", "table", "tr",
                                         "section", "article", "header", "blockquote", "hr", "address", "figure", "figcaption",
                                         "details", "summary", NULL};
static const char *const silent_names[] = {"script", "style", "iframe", "object", "video", "audio", "svg", "form", NULL};
static const char *const heading_names[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcasecmp((const char *)attributes[i], name) == 0)
            return attributes[i + 1] == NULL ? "" : (const char *)attributes[i + 1];
    }
    return "";
}

// Icons stand before a line and say what is in it; only their file's name tells.
static const struct {
    const char *part;
    const char *labels[4]; // de, en, ar, uk
} icons[] = {
    {"call", {"Telefon:", "Phone:", "الهاتف:", "Телефон:"}},
    {"phone", {"Telefon:", "Phone:", "الهاتف:", "Телефон:"}},
    {"pin", {"Adresse:", "Address:", "العنوان:", "Адреса:"}},
    {"maps-and-flags", {"Adresse:", "Address:", "العنوان:", "Адреса:"}},
    {"mail", {"E-Mail:", "Email:", "البريد الإلكتروني:", "Ел. пошта:"}},
    {"envelope", {"E-Mail:", "Email:", "البريد الإلكتروني:", "Ел. пошта:"}},
    {"www", {"Internet:", "Website:", "الموقع:", "Сайт:"}},
    {"globe", {"Internet:", "Website:", "الموقع:", "Сайт:"}},
    {"clock", {"Zeiten:", "Hours:", "الأوقات:", "Години:"}},
};

// The label of an icon in the language; "" where no word of it is known here. NULL when the picture is no icon.
static const char *icon_label(const char *source, const char *language)
{
    static const char *const languages[] = {"de", "en", "ar", "uk"};
    const char *file = strrchr(source, '/') == NULL ? source : strrchr(source, '/') + 1;
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++) {
        if (strstr(file, icons[i].part) == NULL)
            continue;
        for (size_t l = 0; l < 4; l++) {
            if (strcmp(language, languages[l]) == 0)
                return icons[i].labels[l];
        }
        return "";
    }
    return NULL;
}

// One line end is a comma where people would not see otherwise that something new begins; two end the paragraph.
static void end_line(struct builder *builder)
{
    int breaks = builder->breaks;
    builder->breaks = 0;
    while (breaks > 0 && builder->length > 0 && builder->text[builder->length - 1] == ' ')
        builder->length--;
    if (breaks == 0 || builder->length == 0)
        return;
    bool ended = strchr(".,:;!?-(", builder->text[builder->length - 1]) != NULL;
    if (breaks > 1 && strcmp(builder->kind, "paragraph") == 0)
        end_block(builder, "paragraph");
    else
        put(builder, ended ? " " : ", ", ended ? 1 : 2);
}

static void put_image(struct builder *builder, const xmlChar **attributes)
{
    const char *text = attribute(attributes, "alt");
    const char *label = icon_label(attribute(attributes, "src"), builder->html->language);
    enum integreat_note note = label != NULL ? INTEGREAT_ICON : text[0] != '\0' ? INTEGREAT_IMAGE : INTEGREAT_NO_PICTURE;
    builder->html->notes[note]++;
    if (label != NULL)
        text = label;
    end_line(builder);
    put_text(builder, " ", 1);
    put_text(builder, text, strlen(text));
    put_text(builder, " ", 1);
}

// What an address outside says on paper: host and path, without what only machines need.
static void put_address(struct builder *builder, const char *href, const char *text)
{
    const char *host = strstr(href, "://") + 3;
    if (strncasecmp(host, "www.", 4) == 0)
        host += 4;
    size_t host_length = strcspn(host, "/?#");
    size_t length = strcspn(host, "?#");
    if (length > 0 && host[length - 1] == '/')
        length--;
    if (length > ADDRESS_BYTES_MAX || length < host_length)
        length = host_length;
    char *shown = arena_copy(builder->html->arena, host, length);
    char *bare = arena_copy(builder->html->arena, host, host_length);
    if (bare[0] == '\0' || strcasestr(text, bare) != NULL)
        return;
    bool map = strstr(href, "/maps") != NULL || strstr(href, "maps.") != NULL || strstr(href, "goo.gl/") != NULL;
    builder->html->notes[map ? INTEGREAT_MAP : INTEGREAT_ADDRESS]++;
    if (!map) {
        const char *all = arena_format(builder->html->arena, " (%s)", shown);
        put(builder, all, strlen(all));
    }
}

static void end_link(struct builder *builder)
{
    const char *href = builder->href;
    builder->href = NULL;
    if (href == NULL || href[0] == '\0' || href[0] == '#')
        return;
    put(builder, "", 1); // ends the text, and is no part of it
    builder->length--;
    const char *text = builder->text + (builder->href_start < builder->length ? builder->href_start : builder->length);
    if (strncasecmp(href, "mailto:", 7) == 0 || strncasecmp(href, "tel:", 4) == 0) {
        const char *value = strchr(href, ':') + 1;
        size_t length = strcspn(value, "?");
        bool said = href[0] == 'm' || href[0] == 'M' ? strchr(text, '@') != NULL : strpbrk(text, "0123456789") != NULL;
        if (!said) {
            put(builder, " ", 1);
            put_text(builder, value, length);
        }
        return;
    }
    struct html_target target = builder->html->follow(builder->html->context, href);
    if (target.slug != NULL && builder->pending_count < PENDING_MAX) {
        bool known = false;
        for (size_t i = 0; i < builder->pending_count; i++)
            known = known || strcmp(builder->pending[i].slug, target.slug) == 0;
        if (!known)
            builder->pending[builder->pending_count++] = target;
        builder->html->notes[INTEGREAT_LINK]++;
    } else if (!target.inside && strstr(href, "://") != NULL) {
        put_address(builder, href, text);
    } else {
        builder->html->notes[INTEGREAT_LOST_LINK]++;
    }
}

static void start_element(void *context, const xmlChar *element, const xmlChar **attributes)
{
    struct builder *builder = context;
    const char *name = (const char *)element;
    if (++builder->depth > HTML_DEPTH_MAX) {
        refuse(builder, "has elements that are nested too deeply");
        return;
    }
    if (builder->silent > 0)
        return;
    if (is_one_of(name, silent_names)) {
        builder->silent = builder->depth;
        builder->html->notes[INTEGREAT_EMBEDDED] += strcasecmp(name, "iframe") == 0 || strcasecmp(name, "video") == 0;
    } else if (is_one_of(name, heading_names)) {
        end_block(builder, "heading");
    } else if (strcasecmp(name, "li") == 0) {
        end_block(builder, "item");
    } else if (is_one_of(name, part_names)) {
        bool within_item = strcasecmp(name, "p") == 0 && strcmp(builder->kind, "item") == 0 && builder->length == 0;
        end_block(builder, within_item ? "item" : "paragraph");
    } else if (strcasecmp(name, "br") == 0) {
        builder->breaks++;
    } else if (strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0) {
        put_text(builder, " ", 1);
    } else if (strcasecmp(name, "img") == 0) {
        put_image(builder, attributes);
    } else if (strcasecmp(name, "a") == 0) {
        builder->href = arena_copy_text(builder->html->arena, attribute(attributes, "href"));
        builder->href_start = builder->length;
    }
}

static void end_element(void *context, const xmlChar *element)
{
    struct builder *builder = context;
    const char *name = (const char *)element;
    if (builder->silent == builder->depth)
        builder->silent = 0;
    builder->depth--;
    if (builder->silent > 0)
        return;
    if (strcasecmp(name, "a") == 0)
        end_link(builder);
    else if (strcasecmp(name, "li") == 0 || is_one_of(name, heading_names) || is_one_of(name, part_names))
        end_block(builder, "paragraph");
}

static void characters(void *context, const xmlChar *text, int length)
{
    struct builder *builder = context;
    if (builder->silent > 0)
        return;
    bool blank = true;
    for (int i = 0; i < length && blank; i++)
        blank = strchr(" \t\n\r", text[i]) != NULL;
    if (!blank && builder->breaks > 0)
        end_line(builder);
    put_text(builder, (const char *)text, (size_t)length);
}

const char *html_read(struct html *html, const char *source)
{
    xmlSAXHandler events = {.startElement = start_element, .endElement = end_element, .characters = characters,
                            .ignorableWhitespace = characters};
    struct builder builder = {.html = html, .kind = "paragraph"};
    size_t length = strlen(source);
    if (length > HTML_BYTES_MAX)
        return "is longer than a page can be";
    builder.parser = htmlCreatePushParserCtxt(&events, &builder, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (builder.parser == NULL)
        return "could not be read";
    htmlCtxtUseOptions(builder.parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    htmlParseChunk(builder.parser, source, (int)length, 0);
    if (builder.refusal == NULL)
        htmlParseChunk(builder.parser, NULL, 0, 1);
    if (builder.refusal == NULL)
        end_block(&builder, "paragraph");
    htmlFreeParserCtxt(builder.parser);
    memory_free(&builder.text);
    return builder.refusal;
}
