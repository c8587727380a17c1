// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What pages, places and events share: joining the languages by path, which is the only key there is, and texts from
// HTML.
#include "core/exchange/integreat/model.h"

#include "core/model/record.h"
#include "core/text/fold.h"
#include "core/text/net_address.h"

#include <stdlib.h>
#include <string.h>

enum { SLUG_PART_MAX = 40, SUMMARY_CHARACTERS = 260, HASH_SHOWN = 8 };

// ---- joining ------------------------------------------------------------------------------------------------------

static int compare_paths(const void *a, const void *b)
{
    const struct integreat_page *const *first = a;
    const struct integreat_page *const *second = b;
    return strcmp((*first)->path, (*second)->path);
}

static int compare_ids(const void *a, const void *b)
{
    const struct integreat_event *const *first = a;
    const struct integreat_event *const *second = b;
    if ((*first)->id != (*second)->id)
        return (*first)->id < (*second)->id ? -1 : 1;
    return strcmp((*first)->start, (*second)->start);
}

const char *integreat_date_in(const char *path)
{
    const char *dollar = path == NULL ? NULL : strrchr(path, '$');
    const char *digits = "0123456789";
    bool date = dollar != NULL && strspn(dollar + 1, digits) == 4 && dollar[5] == '-' &&
                strspn(dollar + 6, digits) == 2 && dollar[8] == '-' && strspn(dollar + 9, digits) == 2 &&
                strspn(dollar + 11, "/") == strlen(dollar + 11);
    return date ? dollar + 1 : NULL;
}

// The length of an event's path, without the date of a single one and without slashes at its end.
static size_t length_of_event(const char *path)
{
    const char *date = integreat_date_in(path);
    size_t length = date == NULL ? strlen(path) : (size_t)(date - 1 - path);
    while (date == NULL && length > 0 && path[length - 1] == '/')
        length--;
    return length;
}

static int compare_events(const void *a, const void *b)
{
    const struct integreat_event *const *first = a;
    const struct integreat_event *const *second = b;
    size_t length = length_of_event((*first)->page.path);
    size_t other = length_of_event((*second)->page.path);
    int order = strncmp((*first)->page.path, (*second)->page.path, length < other ? length : other);
    return order != 0 ? order : (length > other) - (length < other);
}

static int compare_dates(const void *a, const void *b)
{
    const struct integreat_event *const *first = a;
    const struct integreat_event *const *second = b;
    const char *start = (*first)->start == NULL ? "" : (*first)->start;
    const char *other = (*second)->start == NULL ? "" : (*second)->start;
    int order = compare_events(a, b);
    return order != 0 ? order : strcmp(start, other);
}

static void add_path(struct integreat_folder *folder, struct integreat_page *page, enum integreat_kind kind)
{
    page->kind = kind;
    if (page->path != NULL)
        folder->by_path[folder->by_path_count++] = page;
}

static void sort_folder(struct integreat *source, struct integreat_folder *folder)
{
    struct integreat_page *pages = folder->pages.items;
    struct integreat_place *places = folder->places.items;
    struct integreat_event *events = folder->events.items;
    size_t room = folder->pages.count + folder->places.count + folder->events.count + 1;
    folder->by_path = arena_allocate(&source->content->arena, room, sizeof(struct integreat_page *));
    for (size_t i = 0; i < folder->pages.count; i++)
        add_path(folder, &pages[i], INTEGREAT_PAGE);
    for (size_t i = 0; i < folder->places.count; i++)
        add_path(folder, &places[i].page, INTEGREAT_PLACE);
    for (size_t i = 0; i < folder->events.count; i++)
        add_path(folder, &events[i].page, INTEGREAT_EVENT);
    qsort(folder->by_path, folder->by_path_count, sizeof(struct integreat_page *), compare_paths);
}

// Those who look for events ask for each of them, so that a walk through all would take the square of their number.
static void sort_events(struct integreat *source, struct integreat_folder *folder)
{
    struct integreat_event *events = folder->events.items;
    size_t room = folder->events.count + 1;
    folder->by_id = arena_allocate(&source->content->arena, room, sizeof(struct integreat_event *));
    folder->dates = arena_allocate(&source->content->arena, room, sizeof(struct integreat_event *));
    for (size_t i = 0; i < folder->events.count; i++) {
        if (events[i].id != 0 && events[i].start != NULL)
            folder->by_id[folder->by_id_count++] = &events[i];
        if (integreat_date_in(events[i].page.path) != NULL)
            folder->dates[folder->date_count++] = &events[i];
    }
    qsort(folder->by_id, folder->by_id_count, sizeof(struct integreat_event *), compare_ids);
    qsort(folder->dates, folder->date_count, sizeof(struct integreat_event *), compare_dates);
}

bool integreat_has_date(const struct integreat_folder *folder, const struct integreat_event *event, const char *start)
{
    const struct integreat_event wanted = {.page.path = event->page.path, .start = start};
    const struct integreat_event *key = &wanted;
    return folder->date_count > 0 && event->page.path != NULL && integreat_date_in(event->page.path) == NULL &&
           bsearch(&key, folder->dates, folder->date_count, sizeof(struct integreat_event *),
                   start == NULL ? compare_events : compare_dates) != NULL;
}

struct integreat_page *integreat_find(const struct integreat_folder *folder, const char *path)
{
    const struct integreat_page wanted = {.path = path};
    const struct integreat_page *key = &wanted;
    struct integreat_page **found =
        path == NULL || folder->by_path_count == 0
            ? NULL
            : bsearch(&key, folder->by_path, folder->by_path_count, sizeof(struct integreat_page *), compare_paths);
    return found == NULL ? NULL : *found;
}

static const struct integreat_translation *translation_in(const struct integreat_page *page, const char *code)
{
    const struct integreat_translation *translations = page->translations.items;
    for (size_t i = 0; i < page->translations.count; i++) {
        if (strcmp(translations[i].code, code) == 0)
            return &translations[i];
    }
    return NULL;
}

// The German event with the number and the start of this one: not every saved answer names the other languages of a
// date. NULL when there is none, or more than one.
static struct integreat_page *same_event(const struct integreat_folder *german, const struct integreat_event *event)
{
    struct integreat_event **events = german->by_id;
    struct integreat_event **found =
        event->id == 0 || event->start == NULL || german->by_id_count == 0
            ? NULL
            : bsearch(&event, events, german->by_id_count, sizeof(struct integreat_event *), compare_ids);
    if (found == NULL || (found > events && compare_ids(found, found - 1) == 0) ||
        (found + 1 < events + german->by_id_count && compare_ids(found, found + 1) == 0))
        return NULL;
    return &(*found)->page;
}

static bool is_same_text(const char *first, const char *second)
{
    return strcmp(first == NULL ? "" : first, second == NULL ? "" : second) == 0;
}

// Whether the page shows the German text again. The languages of a single date have no ids, so that only the text
// tells.
static bool is_copy(const struct integreat_page *page, const struct integreat_page *original,
                    const struct integreat_translation *to_german, const struct integreat_translation *back)
{
    if (page->kind == INTEGREAT_EVENT && (integreat_date_in(page->path) != NULL || to_german == NULL))
        return original != NULL && is_same_text(page->title, original->title) &&
               is_same_text(page->html, original->html);
    return (to_german != NULL && to_german->copy) || (back != NULL && back->copy);
}

static void join_page(struct integreat *source, size_t folder, struct integreat_page *page)
{
    const struct integreat_folder *german = &source->folders[0];
    const struct integreat_translation *to_german = translation_in(page, german->code);
    struct integreat_page *original = to_german == NULL ? NULL : integreat_find(german, to_german->path);
    if (to_german == NULL && page->kind == INTEGREAT_EVENT)
        original = same_event(german, (const struct integreat_event *)(const void *)page);
    const struct integreat_translation *back =
        original == NULL ? NULL : translation_in(original, source->folders[folder].code);
    if (is_copy(page, original, to_german, back))
        source->report->notes[INTEGREAT_COPY]++;
    else if (original == NULL || original->kind != page->kind)
        source->report->notes[INTEGREAT_NO_GERMAN]++;
    else if (page->title == NULL)
        source->report->notes[INTEGREAT_NO_TITLE]++;
    else {
        page->german = original;
        original->versions[folder] = page;
    }
}

// A German page without title is called by the last part of its path.
static void begin_page(struct integreat *source, struct integreat_page *page)
{
    size_t length = strlen(page->path);
    while (length > 0 && page->path[length - 1] == '/')
        length--;
    size_t start = length;
    while (start > 0 && page->path[start - 1] != '/')
        start--;
    if (page->title == NULL)
        page->title = length > start ? arena_copy(&source->content->arena, page->path + start, length - start) : "?";
    page->german = page;
    page->versions = arena_allocate(&source->content->arena, source->folder_count, sizeof(struct integreat_page *));
    page->versions[0] = page;
    page->slug = integreat_slug(source, page->path);
    if (page->kind == INTEGREAT_PLACE) {
        page->link_kind = "offer";
        page->link_slug = page->slug;
    }
}

void integreat_join(struct integreat *source)
{
    for (size_t f = 0; f < source->folder_count; f++)
        sort_folder(source, &source->folders[f]);
    sort_events(source, &source->folders[0]);
    for (size_t i = 0; i < source->folders[0].by_path_count; i++)
        begin_page(source, source->folders[0].by_path[i]);
    for (size_t f = 1; f < source->folder_count; f++) {
        for (size_t i = 0; i < source->folders[f].by_path_count; i++)
            join_page(source, f, source->folders[f].by_path[i]);
    }
}

const char *integreat_slug(struct integreat *source, const char *path)
{
    struct arena *arena = &source->content->arena;
    char part[SLUG_PART_MAX + 1];
    size_t written = 0;
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] == '/')
        length--;
    size_t start = length;
    while (start > 0 && path[start - 1] != '/')
        start--;
    const char *folded = text_fold(arena, arena_copy(arena, path + start, length - start));
    for (const char *byte = folded; *byte != '\0' && written < SLUG_PART_MAX; byte++) {
        if ((*byte >= 'a' && *byte <= 'z') || (*byte >= '0' && *byte <= '9'))
            part[written++] = *byte;
        else if (*byte == ' ' && written > 0)
            part[written++] = '-';
    }
    part[written] = '\0';
    return arena_format(arena, "%s-%s%s%.*s", source->region, part, written > 0 ? "-" : "", HASH_SHOWN,
                        record_hash(arena, path));
}

// ---- links --------------------------------------------------------------------------------------------------------

struct following {
    struct integreat *source;
    const struct integreat_page *page;
    size_t to_itself; // links to the same page in other languages
};

// The path of an address as Integreat writes paths: percent-decoded, with a slash at its end.
static const char *path_of(struct arena *arena, const char *address)
{
    const char *path = html_decode(arena, address, strcspn(address, "?#"));
    return path[0] != '\0' && path[strlen(path) - 1] == '/' ? path : arena_format(arena, "%s/", path);
}

static struct html_target follow(void *context, const char *href)
{
    struct following *following = context;
    struct integreat *source = following->source;
    const char *host = strstr(href, "://");
    const char *address = href;
    if (host != NULL) {
        host += 3;
        size_t host_length = strcspn(host, "/?#");
        address = host + host_length;
        const char *own = following->page->url == NULL ? NULL : strstr(following->page->url, "://");
        bool same = own != NULL && strncmp(own + 3, host, host_length + 1) == 0;
        if (!same && memmem(host, host_length, "integreat", 9) == NULL)
            return (struct html_target){0};
    } else if (href[0] != '/') {
        return (struct html_target){0};
    }
    const char *path = path_of(&source->content->arena, address);
    const struct integreat_translation *translations = following->page->translations.items;
    for (size_t i = 0; i < following->page->translations.count; i++)
        following->to_itself += strcmp(translations[i].path, path) == 0;
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_page *found = integreat_find(&source->folders[f], path);
        const struct integreat_page *german = found == NULL ? NULL : found->german;
        if (german != NULL && german != following->page->german)
            return (struct html_target){true, german->link_kind, german->link_slug};
    }
    return (struct html_target){.inside = true};
}

// ---- texts --------------------------------------------------------------------------------------------------------

struct json_items integreat_blocks(struct integreat *source, const struct integreat_folder *folder,
                                   const struct integreat_page *page)
{
    struct following following = {.source = source, .page = page};
    struct html html = {.arena = &source->content->arena,
                        .language = folder->language,
                        .follow = follow,
                        .context = &following,
                        .notes = source->report->notes};
    const char *refusal = page->html == NULL ? NULL : html_read(&html, page->html);
    if (refusal != NULL) {
        source->reader->file = arena_format(&source->content->arena, "%s.content", page->place);
        source->reader->length = 0;
        json_report(source->reader, "correct the page in Integreat", "%s", refusal);
    }
    if (following.to_itself > 0 && html.blocks.count <= following.to_itself + 1) {
        source->report->notes[INTEGREAT_COPY]++;
        html.blocks.count = 0;
    }
    return html.blocks;
}

// The end of the last sentence within the first SUMMARY_CHARACTERS; 0 when there is none. A full stop after a short
// word or a number ends none: "z. B.", "1. Januar".
static size_t end_of_sentence(const char *text)
{
    size_t end = 0;
    size_t characters = 0;
    size_t word = 0; // characters of the present word, if it is not a number
    for (size_t i = 0; text[i] != '\0' && characters < SUMMARY_CHARACTERS; i++) {
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
        bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        if (stop && (text[i + 1] == ' ' || text[i + 1] == '\0') && (word > 3 || text[i] != '.'))
            end = i + 1;
        word = text[i] == ' ' || (text[i] >= '0' && text[i] <= '9') ? 0 : word + 1;
    }
    return end;
}

// The text up to a space, with an ellipsis.
static const char *shorten(struct arena *arena, const char *text)
{
    size_t cut = 0;
    size_t characters = 0;
    for (size_t i = 0; text[i] != '\0' && characters < SUMMARY_CHARACTERS; i++) {
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == ' ')
            cut = i;
    }
    return characters < SUMMARY_CHARACTERS || cut == 0 ? text : arena_format(arena, "%.*s …", (int)cut, text);
}

const char *integreat_summary(struct integreat *source, const struct json_items *blocks)
{
    struct arena *arena = &source->content->arena;
    const struct content_block *items = blocks->items;
    const struct content_block *first = NULL;
    for (size_t i = 0; i < blocks->count; i++) {
        bool paragraph = strcmp(items[i].kind, "paragraph") == 0;
        if (items[i].text == NULL || strcmp(items[i].kind, "heading") == 0)
            continue;
        if (first == NULL || paragraph)
            first = &items[i];
        if (paragraph)
            break;
    }
    if (first == NULL)
        return NULL;
    size_t end = end_of_sentence(first->text);
    if (end == 0 || strcmp(first->kind, "paragraph") != 0)
        return shorten(arena, first->text);
    return arena_copy(arena, first->text, end);
}

const char *integreat_description(struct integreat *source, const char *summary, const struct json_items *blocks)
{
    struct arena *arena = &source->content->arena;
    const struct content_block *items = blocks->items;
    size_t length = summary == NULL ? 0 : strlen(summary);
    struct arena_text lines = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        bool item = strcmp(items[i].kind, "item") == 0;
        if (items[i].text == NULL) {
            source->report->notes[INTEGREAT_TEXT_LINK]++;
            continue;
        }
        if (lines.length > 0)
            arena_append(arena, &lines, "\n");
        if (item) {
            arena_append(arena, &lines, items[i].mark == NULL ? "•" : items[i].mark);
            arena_append(arena, &lines, " ");
        }
        arena_append(arena, &lines, items[i].text);
    }
    const char *text = lines.length == 0 ? "" : lines.bytes;
    if (length > 0 && strncmp(text, summary, length) == 0 && strchr(" \n", text[length]) != NULL)
        text += length;
    text += strspn(text, " \n");
    return text[0] == '\0' ? NULL : text;
}

struct content_texts integreat_titles(struct integreat *source, const struct integreat_page *page, const char *field)
{
    struct content_texts texts = {
        arena_allocate(&source->content->arena, 2 * source->folder_count, sizeof *texts.items), 0};
    for (size_t f = 0; f < source->folder_count; f++) {
        if (page->versions[f] != NULL)
            texts.items[texts.count++] = (struct content_text){
                .language = source->folders[f].language, .field = field, .text = page->versions[f]->title};
    }
    return texts;
}

// ---- things -------------------------------------------------------------------------------------------------------

const char *integreat_fit(struct integreat *source, const char *text, size_t bytes_max)
{
    static const char ellipsis[] = " …";
    if (strlen(text) <= bytes_max)
        return text;
    size_t length = bytes_max - strlen(ellipsis);
    size_t cut = length;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    for (; cut == 0 && ((unsigned char)text[length] & 0xC0) == 0x80; length--) // one long word: after a character of it
        continue;
    source->report->notes[INTEGREAT_CUT]++;
    return arena_format(&source->content->arena, "%.*s%s", (int)(cut == 0 ? length : cut), text, ellipsis);
}

struct content_thing integreat_thing(struct integreat *source, enum kind kind, const char *slug,
                                     const struct integreat_page *page, const struct content_texts *texts)
{
    struct arena *arena = &source->content->arena;
    struct content_thing thing = {.kind = kind, .slug = slug, .place = source->region, .texts = *texts};
    for (size_t i = 0; i < texts->count; i++) {
        const struct model_text *model = model_text_of(kind, texts->items[i].field);
        if (model != NULL)
            texts->items[i].text = integreat_fit(source, texts->items[i].text, model->bytes_max);
    }
    if (page != NULL) {
        struct content_path *paths = arena_allocate(arena, source->folder_count, sizeof *paths);
        for (size_t f = 0; f < source->folder_count; f++) {
            if (page->versions[f] != NULL)
                paths[thing.paths.count++] =
                    (struct content_path){source->folders[f].language, page->versions[f]->path};
        }
        thing.paths.items = paths;
        thing.place = page->place;
    }
    return thing;
}

// The day of a time stamp, NULL when it is none.
static const char *day_of(struct integreat *source, const char *stamp)
{
    if (stamp == NULL || strlen(stamp) < 10 || strspn(stamp, "0123456789-") < 10 ||
        (stamp[0] != '1' && stamp[0] != '2'))
        return NULL;
    return arena_copy(&source->content->arena, stamp, 10);
}

struct content_source integreat_source(struct integreat *source, const struct integreat_page *page)
{
    bool has_url = page->url != NULL && net_address_is_web(page->url);
    return (struct content_source){
        has_url ? page->url : arena_format(&source->content->arena, "https://integreat.app%s", page->path),
        day_of(source, page->updated)};
}
