// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The German text is kept beside each translation, so that a German text that changes leaves no translation behind that
// looks current: its source_hash is made from the text that was really translated.
#include "core/exchange/content/translation.h"

#include "core/exchange/content/findings.h"
#include "core/exchange/content/text.h"
#include "core/exchange/content/value.h"
#include "core/language/language.h"
#include "core/language/orthography.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// ---- reading ------------------------------------------------------------------------------------------------------

static void read_language(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *tag = NULL;
    json_read_text(reader, value, NULL, &tag);
    const char *language = tag == NULL ? NULL : value_language(reader, tag);
    if (language != NULL && strcmp(language, "de") == 0)
        json_report(reader, "write German texts where the thing itself is", "German is not translated");
    else
        *(const char **)place = language;
}

static const char *const origins[] = {"human", "machine", NULL};
static const struct json_field text_fields[] = {
    {"of", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_translation, of)},
    {"field", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_translation, field)},
    {"german", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_translation, german)},
    {"text", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_translation, text)},
    {"origin", JSON_OPTIONAL, json_read_choice, origins, offsetof(struct content_translation, origin)},
};
static const struct json_shape text_shape = {text_fields, COUNT_OF(text_fields)};

static void read_text(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct content_translation *translation = place;
    json_read_object(reader, value, &text_shape, place);
    translation->place = json_place(reader);
}

static const struct json_list texts_list = {read_text, NULL, sizeof(struct content_translation), true};
static const struct json_field file_fields[] = {
    {"language", JSON_REQUIRED, read_language, NULL, offsetof(struct content_translations, language)},
    {"texts", JSON_REQUIRED, json_read_list, &texts_list, offsetof(struct content_translations, texts)},
};
static const struct json_shape file_shape = {file_fields, COUNT_OF(file_fields)};

void translation_read(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    json_read_object(reader, value, &file_shape, place);
}

// ---- where a translation belongs ----------------------------------------------------------------------------------

struct target {
    const char *kind, *slug;
    long number; // 0: none
};

// "kind/slug" or "kind/slug/number" in its parts. False when it has another form.
static bool split_target(struct arena *arena, const char *of, struct target *target)
{
    const char *slug = strchr(of, '/');
    const char *number = slug == NULL ? NULL : strchr(slug + 1, '/');
    char *end = NULL;
    if (slug == NULL)
        return false;
    target->kind = arena_copy(arena, of, (size_t)(slug - of));
    target->slug = arena_copy(arena, slug + 1, number == NULL ? strlen(slug + 1) : (size_t)(number - slug - 1));
    target->number = number == NULL ? 0 : strtol(number + 1, &end, 10);
    return number == NULL || (*end == '\0' && target->number > 0);
}

static struct content_thing *find_thing(const struct content *content, const struct target *target, bool numbered)
{
    const char *kind = target->kind;
    if (strcmp(kind, "guide_step") == 0)
        kind = "guide";
    else if (strcmp(kind, "block") == 0)
        kind = "article";
    else if (target->number != 0)
        return NULL;
    enum kind found = model_kind_of(kind);
    if (found == KIND_NONE || numbered != (target->number > 0))
        return NULL;
    return content_find(content, found, target->slug);
}

// ---- what cannot be right -----------------------------------------------------------------------------------------

enum { NUMBER_DIGITS_MAX = 31 };

// The next number of a text from *at on, its digits without the blanks between groups of them ("116 016"); *at becomes
// its end. False when there is none. What may be a German ordinal ("1. Mai"), a word in other languages, is left out if
// asked.
static bool next_number(const char **at, bool leave_ordinals, char number[NUMBER_DIGITS_MAX + 1])
{
    static const char digits[] = "0123456789";
    for (const char *next = *at + strcspn(*at, digits); *next != '\0'; next += strcspn(next, digits)) {
        size_t count = 0;
        for (bool more = true; more;) {
            for (; strchr(digits, *next) != NULL && *next != '\0'; next++) {
                if (count < NUMBER_DIGITS_MAX)
                    number[count++] = *next;
            }
            more = *next == ' ' && next[1] >= '0' && next[1] <= '9';
            next += more;
        }
        number[count] = '\0';
        if (leave_ordinals && count <= 2 && strncmp(next, ". ", 2) == 0)
            continue;
        *at = next;
        return true;
    }
    return false;
}

static size_t count_number(const char *text, bool leave_ordinals, const char *wanted)
{
    char number[NUMBER_DIGITS_MAX + 1];
    size_t count = 0;
    while (next_number(&text, leave_ordinals, number))
        count += strcmp(number, wanted) == 0;
    return count;
}

// Whether each number of the German text stands in the translation as often: telephone numbers, times, paragraphs and
// years do not change with the language.
static bool has_numbers_of(const char *german, const char *text)
{
    char number[NUMBER_DIGITS_MAX + 1];
    const char *at = german;
    while (next_number(&at, true, number)) {
        if (count_number(text, false, number) < count_number(german, true, number))
            return false;
    }
    return true;
}

// ---- applying -----------------------------------------------------------------------------------------------------

static void add_text(struct content *content, struct content_texts *texts, const struct content_text *text)
{
    struct content_text *larger = arena_allocate(&content->arena, texts->count + 1, sizeof *larger);
    memcpy(larger, texts->items, texts->count * sizeof *larger);
    larger[texts->count++] = *text;
    texts->items = larger;
}

// The body of the article in that language, made from the German one when it is not there.
static struct content_body *body_for(struct content *content, struct content_article *article, const char *language)
{
    struct content_body *bodies = article->bodies.items;
    const struct content_body *german = NULL;
    for (size_t i = 0; i < article->bodies.count; i++) {
        if (strcmp(bodies[i].language, language) == 0)
            return &bodies[i];
        if (strcmp(bodies[i].language, "de") == 0)
            german = &bodies[i];
    }
    if (german == NULL)
        return NULL;
    struct content_body *larger = arena_allocate(&content->arena, article->bodies.count + 1, sizeof *larger);
    memcpy(larger, bodies, article->bodies.count * sizeof *larger);
    struct content_body *body = &larger[article->bodies.count++];
    struct content_block *sources = arena_allocate(&content->arena, german->blocks.count, sizeof *sources);
    struct content_block *blocks = arena_allocate(&content->arena, german->blocks.count, sizeof *blocks);
    memcpy(sources, german->blocks.items, german->blocks.count * sizeof *sources);
    memcpy(blocks, sources, german->blocks.count * sizeof *blocks);
    for (size_t i = 0; i < german->blocks.count; i++)
        blocks[i].text = NULL;
    *body = (struct content_body){.language = language,
                                  .blocks = {blocks, german->blocks.count},
                                  .sources = {sources, german->blocks.count},
                                  .translated = true};
    article->bodies.items = larger;
    return body;
}

// The block that is meant: only those with a text count. NULL when there are not so many.
static struct content_block *nth_text(struct json_items *blocks, long number)
{
    struct content_block *items = blocks->items;
    for (size_t i = 0; i < blocks->count; i++) {
        if (items[i].link == NULL && --number == 0)
            return &items[i];
    }
    return NULL;
}

static const char *apply_block(struct content *content, struct content_article *article, long number,
                               const struct content_text *text)
{
    struct content_body *body = body_for(content, article, text->language);
    struct content_block *block = body == NULL ? NULL : nth_text(&body->blocks, number);
    if (block == NULL)
        return "the German article has no such block";
    if (!body->translated || block->text != NULL)
        return "there is a text in this language already";
    block->text = text->text;
    nth_text(&body->sources, number)->text = text->german;
    body->machine = body->machine || text->machine;
    return NULL;
}

static const char *apply_field(struct content *content, struct content_thing *thing, struct content_texts *texts,
                               const struct content_text *text)
{
    bool gloss = thing->kind == KIND_OFFER && strcmp(text->field, "gloss") == 0;
    const struct content_text *german = texts_find(texts, "de", text->field);
    if (!gloss && german == NULL)
        return "there is no such German text";
    if (texts_find(texts, text->language, text->field) != NULL)
        return "there is a text in this language already";
    add_text(content, texts, text);
    return NULL;
}

static const char no_thing[] = "there is no such thing";

// What is wrong, or NULL.
static const char *apply(struct content *content, const char *language, const struct content_translation *translation)
{
    struct target target;
    if (!split_target(&content->arena, translation->of, &target))
        return "is not the name of a thing";
    bool step = strcmp(target.kind, "guide_step") == 0;
    bool block = strcmp(target.kind, "block") == 0;
    struct content_thing *thing = find_thing(content, &target, step || block);
    if (thing == NULL)
        return no_thing;
    if ((step || block) && strcmp(translation->field, "text") != 0)
        return "there is no such field";
    const struct content_text text = {language, translation->field, translation->text,
                                      translation->origin == NULL || strcmp(translation->origin, "machine") == 0,
                                      translation->german};
    const char *why;
    if (block) {
        why = apply_block(content, (struct content_article *)(void *)thing, target.number, &text);
    } else if (step) {
        struct content_guide *guide = (struct content_guide *)(void *)thing;
        struct content_step *steps = guide->steps.items;
        why = (size_t)target.number > guide->steps.count
                  ? "the guide has no such step"
                  : apply_field(content, thing, &steps[target.number - 1].texts, &text);
    } else {
        why = apply_field(content, thing, &thing->texts, &text);
    }
    return why;
}

// An article that is half in one language and half in another helps nobody.
static void check_bodies(const struct content *content, struct content_findings *findings)
{
    const struct content_list *articles = &content->lists[KIND_ARTICLE];
    for (size_t a = 0; a < articles->count; a++) {
        const struct content_article *article = (const struct content_article *)(const void *)articles->things[a];
        const struct content_body *bodies = article->bodies.items;
        for (size_t b = 0; b < article->bodies.count; b++) {
            const struct content_block *blocks = bodies[b].blocks.items;
            for (size_t i = 0; i < bodies[b].blocks.count; i++) {
                if (blocks[i].link != NULL || blocks[i].text != NULL)
                    continue;
                const struct content_finding missing = {
                    "block", blocks[i].place, blocks[i].place, "translate all blocks of the article, or none",
                    arena_format(findings->reader->arena, "this block is missing in \"%s\"", bodies[b].language)};
                content_findings_add(findings, &missing);
            }
        }
    }
}

// What is wrong with a translation that leads somewhere: the same sign or number at another place is another mistake.
static bool find_fault(const struct language *language, const struct content_translation *text, struct arena *arena,
                       struct content_finding *fault)
{
    uint32_t sign;
    const char *why;
    *fault = (struct content_finding){.key = text->place, .place = text->place};
    if (!has_numbers_of(text->german, text->text)) {
        fault->why = fault->group = "lacks a number of the German text";
        fault->mend = "write the same numbers";
    } else if (!orthography_is_in_script(language, text->text)) {
        fault->why = fault->group = "is not written in the script of its language";
        fault->mend = arena_format(arena, "write it in %s", language->german);
    } else if ((why = orthography_fault(language, text->text, &sign)) != NULL) {
        fault->group = why;
        fault->why = arena_format(arena, "has %s: U+%04X", why, (unsigned)sign);
        fault->mend = "remove it, or write the language's own sign";
    }
    return fault->why != NULL;
}

static void apply_file(struct content *content, const struct content_translations *file,
                       struct content_findings *findings)
{
    struct arena *arena = findings->reader->arena;
    const struct content_translation *texts = file->texts.items;
    const struct language *language = file->language == NULL ? NULL : language_by_tag(file->language);
    for (size_t i = 0; i < file->texts.count && language != NULL; i++) {
        const struct content_translation *text = &texts[i];
        struct content_finding fault;
        if (text->of == NULL || text->field == NULL || text->german == NULL || text->text == NULL)
            continue; // reported when it was read
        const char *why = apply(content, file->language, text);
        if (why != NULL) {
            const char *what = arena_format(arena, "%s %s", text->of, text->field);
            // Of a thing that is not there no field is, in no language.
            const char *key = strcmp(why, no_thing) == 0 ? text->of : what;
            fault = (struct content_finding){why, key, text->place, "correct it, or remove the translation",
                                             arena_format(arena, "%s: %s", what, why)};
        }
        if (why != NULL || find_fault(language, text, arena, &fault))
            content_findings_add(findings, &fault);
    }
}

void content_translations_apply(struct content *content, struct json_reader *reader)
{
    struct content_findings findings = {.reader = reader};
    for (const struct content_translations *file = content->translations; file != NULL; file = file->next)
        apply_file(content, file, &findings);
    check_bodies(content, &findings);
    content_findings_tell(&findings);
}
