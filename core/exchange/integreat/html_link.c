// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A link on paper is worth what its text says, so what it leads to is said beside it, or shown behind the block.
#include "core/exchange/integreat/html_private.h"

#include "core/base/memory.h"

#include <string.h>
#include <strings.h>

enum {
    ADDRESS_BYTES_MAX = 60, // that are shown of an address; of a longer one only the host
    DIGITS_TOLD = 5,        // of a number, by which it is known again in a text
};

// What an address outside says on paper: host and path, without what only machines need.
static void put_address(struct html_builder *builder, const char *href, const char *text)
{
    const char *scheme = strstr(href, "//");
    const char *host = scheme == NULL ? href : scheme + 2;
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
        bool alone = text[strspn(text, " ")] == '\0';
        const char *all = arena_format(builder->html->arena, alone ? "%s" : " (%s)", shown);
        html_put(builder, all, strlen(all));
    }
}

static void keep_digits(char *text)
{
    char *to = text;
    for (; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9')
            *to++ = *text;
    }
    *to = '\0';
}

// Whether the text has the number's last digits: "0340 1234" is "+493401234".
static bool says_number(struct arena *arena, const char *text, const char *number)
{
    char *said = arena_copy_text(arena, text);
    char *digits = arena_copy_text(arena, number);
    keep_digits(said);
    keep_digits(digits);
    size_t length = strlen(digits);
    return strstr(said, digits + (length > DIGITS_TOLD ? length - DIGITS_TOLD : 0)) != NULL;
}

// The number or address of a link that calls or writes, unless its text says it.
static void put_way(struct html_builder *builder, const char *href, const char *text)
{
    struct arena *arena = builder->html->arena;
    const char *value = strchr(href, ':') + 1;
    value += strspn(value, "/");
    value = html_decode(arena, value, strcspn(value, "?;"));
    bool mail = strncasecmp(href, "mailto:", 7) == 0;
    if (mail ? strcasestr(text, value) != NULL : says_number(arena, text, value))
        return;
    bool alone = text[strspn(text, " ")] == '\0';
    value = arena_format(arena, alone ? "%s" : " (%s)", value);
    html_put_text(builder, value, strlen(value));
}

// Notes that a page is to be led to behind this block, once.
static void add_pending(struct html_builder *builder, struct html_target target)
{
    for (size_t i = 0; i < builder->pending_count; i++) {
        if (strcmp(builder->pending[i].slug, target.slug) == 0)
            return;
    }
    if (builder->pending_count == HTML_BLOCKS_MAX) {
        html_refuse(builder, "has too many links in one paragraph");
        return;
    }
    if (builder->pending_count == builder->pending_room) {
        builder->pending_room = builder->pending_room == 0 ? 16 : builder->pending_room * 2;
        builder->pending = memory_resize(builder->pending, builder->pending_room, sizeof *builder->pending);
    }
    builder->pending[builder->pending_count++] = target;
}

void html_end_link(struct html_builder *builder)
{
    const char *href = builder->href;
    builder->href = NULL;
    if (href == NULL || href[0] == '\0' || href[0] == '#')
        return;
    html_put(builder, "", 1); // ends the text, and is no part of it
    builder->length--;
    const char *text = builder->text + (builder->href_start < builder->length ? builder->href_start : builder->length);
    text = arena_copy_text(builder->html->arena, text);
    if (strncasecmp(href, "mailto:", 7) == 0 || strncasecmp(href, "tel:", 4) == 0) {
        put_way(builder, href, text);
        return;
    }
    bool without_scheme = strncmp(href, "//", 2) == 0 || strncasecmp(href, "www.", 4) == 0;
    if (without_scheme)
        href = arena_format(builder->html->arena, "https:%s%s", href[0] == '/' ? "" : "//", href);
    struct html_target target = builder->html->follow(builder->html->context, href);
    if (target.slug != NULL) {
        add_pending(builder, target);
        builder->html->notes[INTEGREAT_LINK]++;
    } else if (!target.inside && strstr(href, "://") != NULL) {
        put_address(builder, href, text);
    } else {
        builder->html->notes[INTEGREAT_LOST_LINK]++;
    }
}
