// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What must be right with the glossary: forms that can be found, and no German form that belongs to two terms.
#include "core/exchange/content/model.h"

#include "core/catalog/glossary.h"

#include <stdlib.h>
#include <string.h>

static void report_term(struct json_reader *reader, const struct content_term *term, const char *mend, const char *why)
{
    reader->file = arena_format(reader->arena, "%s.texts", term->thing.place);
    reader->length = 0;
    json_report(reader, mend, "%s", why);
}

// A German form and whose it is.
struct term_form {
    const char *text;
    const struct content_term *term;
    struct term_form *next;
};

static int compare_forms(const void *a, const void *b)
{
    const struct term_form *const *first = a;
    const struct term_form *const *second = b;
    int order = strcmp((*first)->text, (*second)->text);
    return order != 0 ? order : strcmp((*first)->term->thing.slug, (*second)->term->thing.slug);
}

static void add_form(struct json_reader *reader, struct term_form **forms, const struct content_term *term, const char *text)
{
    struct term_form *form = arena_allocate(reader->arena, 1, sizeof *form);
    *form = (struct term_form){text, term, *forms};
    *forms = form;
}

// Gathers the German forms and reports those that are empty, in any language.
static void take_text(struct json_reader *reader, struct term_form **forms, const struct content_term *term,
                      const struct content_text *text)
{
    bool german = strcmp(text->language, "de") == 0;
    if (german && strcmp(text->field, "name") == 0)
        add_form(reader, forms, term, text->text);
    if (strcmp(text->field, "forms") != 0)
        return;
    const char *rest = text->text;
    for (const char *form; (form = glossary_next_form(reader->arena, &rest)) != NULL;) {
        if (form[0] == '\0')
            report_term(reader, term, "part the forms by one semicolon each, none at the end",
                        arena_format(reader->arena, "a form in \"%s\" is empty", text->language));
        else if (german)
            add_form(reader, forms, term, form);
    }
}

void content_check_terms(const struct content *content, struct json_reader *reader)
{
    const struct content_list *terms = &content->lists[KIND_TERM];
    struct term_form *forms = NULL;
    for (size_t i = 0; i < terms->count; i++) {
        const struct content_term *term = (const struct content_term *)(const void *)terms->things[i];
        for (size_t t = 0; t < term->thing.texts.count; t++)
            take_text(reader, &forms, term, &term->thing.texts.items[t]);
    }
    size_t count = 0;
    for (const struct term_form *form = forms; form != NULL; form = form->next)
        count++;
    if (count == 0)
        return;
    const struct term_form **sorted = arena_allocate(reader->arena, count, sizeof(const struct term_form *));
    for (const struct term_form *form = forms; form != NULL; form = form->next)
        sorted[--count] = form;
    for (const struct term_form *form = forms; form != NULL; form = form->next)
        count++;
    qsort(sorted, count, sizeof *sorted, compare_forms);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1]->text, sorted[i]->text) == 0)
            report_term(reader, sorted[i]->term, "remove it from one of them",
                        arena_format(reader->arena, "the form \"%s\" is also one of the term \"%s\"", sorted[i]->text,
                                     sorted[i - 1]->term->thing.slug));
    }
}
