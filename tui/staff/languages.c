// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How far the translations are: the languages that the reader may write, and in one of them what there is to do.
#include "core/translation/pair.h"
#include "core/translation/queue.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"
#include "tui/staff/translate.h"

#include <stdlib.h>
#include <string.h>

// ---- arguments ----------------------------------------------------------------------------------------------------

const char *translate_argument(struct arena *arena, const struct language *language, char what, const char *id)
{
    size_t count;
    const char kind[] = {what, '\0'};
    return arena_format(arena, "%02u%s%s", (unsigned)(language - language_table(&count)) % 100, kind, id);
}

const struct language *translate_language(const char *argument)
{
    size_t count, place;
    const struct language *table = language_table(&count);
    if (strspn(argument, "0123456789") < TRANSLATE_LANGUAGE_BYTES)
        return NULL;
    place = (size_t)(10 * (argument[0] - '0') + argument[1] - '0');
    return place < count ? &table[place] : NULL;
}

const char *translate_left_off(struct staff *staff, const char *thing)
{
    struct sheet draft = {0};
    struct problem ignored;
    const char *argument = NULL, *tag, *field;
    if (drafts_read(staff->drafts, staff->person, thing, &draft, &ignored) != STATUS_OK)
        return NULL;
    if (draft.focus != NULL && record_path_text(&staff->arena, draft.focus, &tag, &field)) {
        const struct language *language = language_by_tag(tag);
        if (language != NULL && strcmp(language->tag, "de") != 0)
            argument = translate_argument(&staff->arena, language, TRANSLATE_THING, thing);
    }
    sheet_close(&draft);
    return argument;
}

// ---- rows ---------------------------------------------------------------------------------------------------------

// A row of either page: where it leads.
struct language_row {
    const char *argument;
    const char *title, *detail, *group;
};

struct languages_page {
    struct list list;
    struct language_row *rows; // in the page's data
    size_t count, capacity;
    const struct language *language; // that the second page is about
    struct translation_list *translations;
};

static const struct translation_filter everything = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE};

static void add_row(struct page *page, struct language_row row)
{
    struct languages_page *languages = page->state;
    languages->rows = arena_grow(&page->data, languages->rows, languages->count, &languages->capacity, sizeof row);
    languages->rows[languages->count++] = row;
}

static const char *number(struct page *page, size_t count)
{
    return view_work_count(page->view, &page->data, WORK_TEXT_NUMBER, count);
}

static size_t to_do(const struct translation_counts *counts)
{
    return counts->of[TRANSLATION_MISSING] + counts->of[TRANSLATION_OUTDATED] + counts->of[TRANSLATION_MACHINE];
}

static bool open_list(struct page *page)
{
    struct languages_page *languages = page->state;
    struct problem problem;
    languages->rows = NULL;
    languages->count = languages->capacity = 0;
    translation_list_close(&languages->translations);
    if (translation_list_open(&languages->translations, staff_of(page)->editorial, &problem) == STATUS_OK)
        return true;
    staff_say_problem(page->view, &problem);
    return false;
}

// ---- all languages ------------------------------------------------------------------------------------------------

static const char *languages_title(struct page *page)
{
    return staff_text(page->view, MESSAGE_LANGUAGES_TITLE);
}

static const char *state_of(struct page *page, const struct translation_counts *counts)
{
    size_t all = to_do(counts) + counts->of[TRANSLATION_CURRENT];
    if (to_do(counts) == 0)
        return staff_text(page->view, MESSAGE_LANGUAGES_WHOLE);
    return message_format(page->view->messages, &page->data, MESSAGE_LANGUAGES_STATE,
                          (const char *[]){number(page, counts->of[TRANSLATION_MISSING]), number(page, counts->of[TRANSLATION_OUTDATED]),
                                           number(page, counts->of[TRANSLATION_MACHINE]),
                                           number(page, 100 * counts->of[TRANSLATION_CURRENT] / all), NULL});
}

// What there is of one thing in the language, field by field, instead of how far the language is.
static const char *state_of_thing(struct page *page, const struct language *language, const char *thing)
{
    const struct translation_list *list = ((struct languages_page *)page->state)->translations;
    const char *words = NULL;
    for (size_t i = 0; i < list->wish_count; i++) {
        enum translation_state state = translation_list_state(list, language, i);
        if (strcmp(list->things[list->wishes[i].thing].id, thing) != 0 || state == TRANSLATION_UNWANTED)
            continue;
        const char *field = arena_format(&page->data, "%s: %s", staff_label(page->view, "field_", list->wishes[i].model->name),
                                         staff_text(page->view, translate_state_text(state)));
        words = words == NULL ? field : arena_format(&page->data, "%s · %s", words, field);
    }
    return words;
}

static void load_languages(struct page *page)
{
    struct languages_page *languages = page->state;
    const struct staff *staff = staff_of(page);
    const char *thing = page->argument.id;
    size_t count;
    const struct language *table = language_table(&count);
    struct problem problem;
    if (!open_list(page))
        return;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[i].tag, "de") == 0 || !language_is_offered(&table[i], PROGRAM_KIOSK) ||
            !rights_to_translate(staff->rights, table[i].tag) ||
            translation_list_read(languages->translations, &table[i], &problem) != STATUS_OK)
            continue;
        struct translation_counts counts = translation_list_count(languages->translations, &table[i], &everything);
        const char *name = translate_language_name(page->view, &page->data, &table[i]);
        add_row(page, (struct language_row){
                          .argument = thing[0] == '\0' ? translate_argument(&page->data, &table[i], 0, "")
                                                       : translate_argument(&page->data, &table[i], TRANSLATE_THING, thing),
                          .title = name,
                          .detail = thing[0] == '\0' ? state_of(page, &counts) : state_of_thing(page, &table[i], thing)});
    }
}

// ---- one language -------------------------------------------------------------------------------------------------

static const char *translations_title(struct page *page)
{
    const struct languages_page *languages = page->state;
    return languages->language == NULL ? "" : translate_language_name(page->view, &page->data, languages->language);
}

static void add_count(struct page *page, enum staff_message message, const char *name, char what, const char *id, size_t count,
                      enum staff_message group)
{
    const struct languages_page *languages = page->state;
    const char *texts[] = {name == NULL ? number(page, count) : name, name == NULL ? NULL : number(page, count), NULL};
    if (count > 0)
        add_row(page, (struct language_row){.argument = translate_argument(&page->data, languages->language, what, id),
                                            .title = message_format(page->view->messages, &page->data, message, texts),
                                            .group = staff_text(page->view, group)});
}

static void add_areas(struct page *page)
{
    const struct languages_page *languages = page->state;
    const struct translation_list *list = languages->translations;
    struct arena arena = {0};
    for (size_t i = 0; i < list->thing_count; i++) {
        size_t place = list->order[i];
        const struct translation_thing *thing = &list->things[place];
        struct translation_filter filter = {.kind = KIND_NONE, .area = place};
        struct translation_pair pair;
        struct problem problem;
        if (thing->area != place)
            continue;
        struct translation_counts counts = translation_list_count(list, languages->language, &filter);
        if (translation_pair_read(list->database, &arena, thing->id, model_kind(thing->kind)->title, languages->language, &pair,
                                  &problem) == STATUS_OK)
            add_count(page, MESSAGE_TRANSLATIONS_OF, pair.german, TRANSLATE_AREA, thing->id, to_do(&counts),
                      MESSAGE_TRANSLATIONS_AREAS);
    }
    arena_free(&arena);
}

static void load_translations(struct page *page)
{
    static const enum staff_message messages[] = {MESSAGE_TRANSLATIONS_MISSING, MESSAGE_TRANSLATIONS_OUTDATED,
                                                  MESSAGE_TRANSLATIONS_MACHINE};
    struct languages_page *languages = page->state;
    const struct view *view = page->view;
    struct problem problem;
    languages->language = translate_language(page->argument.id);
    if (languages->language == NULL || !open_list(page) ||
        translation_list_read(languages->translations, languages->language, &problem) != STATUS_OK)
        return;
    struct translation_counts all = translation_list_count(languages->translations, languages->language, &everything);
    if (to_do(&all) == 0)
        return;
    add_row(page, (struct language_row){.argument = translate_argument(&page->data, languages->language, TRANSLATE_ALL, ""),
                                        .title = message_format(view->messages, &page->data, MESSAGE_TRANSLATIONS_ALL,
                                                                (const char *[]){number(page, to_do(&all)), NULL}),
                                        .detail = staff_text(view, MESSAGE_TRANSLATIONS_WHY)});
    for (int state = TRANSLATION_MISSING; state < TRANSLATION_CURRENT; state++)
        add_count(page, messages[state], NULL, TRANSLATE_STATE, arena_format(&page->data, "%d", state), all.of[state],
                  MESSAGE_TRANSLATIONS_STATES);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct translation_filter filter = {.kind = (enum kind)kind, .area = TRANSLATION_NOWHERE};
        struct translation_counts counts = translation_list_count(languages->translations, languages->language, &filter);
        const char *name = model_kind((enum kind)kind)->name;
        add_count(page, MESSAGE_TRANSLATIONS_OF, staff_label(view, "kinds_", name), TRANSLATE_KIND, name, to_do(&counts),
                  MESSAGE_TRANSLATIONS_KINDS);
    }
    add_areas(page);
}

// ---- both ---------------------------------------------------------------------------------------------------------

static void layout(struct page *page)
{
    struct languages_page *languages = page->state;
    struct list_text *texts = arena_allocate(&page->lines, languages->count + 1, sizeof *texts);
    for (size_t i = 0; i < languages->count; i++) {
        const struct language_row *row = &languages->rows[i];
        texts[i] = (struct list_text){.title = row->title, .detail = row->detail};
        if (i == 0 || row->group != languages->rows[i - 1].group)
            texts[i].group = row->group;
    }
    const struct list_shape shape = {.columns_max = 2, .column_least = 56, .detail_lines = 2, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(&languages->list, &page->lines, page->view, texts, languages->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct languages_page *languages = page->state;
    if (languages->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns,
                    staff_text(page->view, languages->language == NULL ? MESSAGE_LANGUAGES_NONE : MESSAGE_LANGUAGES_WHOLE), ROLE_TEXT);
    else
        list_paint(&languages->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct languages_page *languages = page->state;
    enum list_result result = list_act(&languages->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    const char *argument = languages->rows[languages->list.focus].argument;
    return staff_open_page(argument[TRANSLATE_LANGUAGE_BYTES] == '\0' ? &screen_translations : &screen_translate, "", argument);
}

static void close_page(struct page *page)
{
    translation_list_close(&((struct languages_page *)page->state)->translations);
}

const struct screen screen_translated_languages = {
    .name = "languages",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct languages_page),
    .title = languages_title,
    .load = load_languages,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
    .close = close_page,
};

const struct screen screen_translations = {
    .name = "translations",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct languages_page),
    .title = translations_title,
    .load = load_translations,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
    .close = close_page,
};
