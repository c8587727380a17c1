// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Forms are folded once; texts and forms are compared as search folds them.
#include "core/translation/renderings.h"

#include "core/language/stem.h"
#include "core/text/fold.h"

#include <string.h>

// A form, folded, and its words without their endings.
struct rendering_form {
    const char *folded;
    const char *const *stems; // ends with NULL
};

struct rendering_forms {
    const char *name; // as it is written; NULL: not rendered
    struct rendering_form *forms;
    size_t count, capacity;
};

// What is needed to read forms.
struct rendering_reading {
    struct arena *arena;
    struct stems *stems;
    const struct language *language; // of the forms that are read; NULL: not known
};

static const char *const *stems_of(const struct rendering_reading *reading, const char *folded)
{
    const char **stems = NULL;
    size_t count = 0, capacity = 0, length;
    for (const char *word = folded; *word != '\0'; word += length + (word[length] == ' ')) {
        length = strcspn(word, " ");
        const char *copy = arena_copy(reading->arena, word, length);
        stems = arena_grow(reading->arena, stems, count, &capacity, sizeof *stems);
        stems[count++] = reading->language == NULL ? copy : stem_of(reading->stems, reading->arena, reading->language, copy);
    }
    stems = arena_grow(reading->arena, stems, count, &capacity, sizeof *stems);
    stems[count] = NULL;
    return stems;
}

static void add_form(const struct rendering_reading *reading, struct rendering_forms *forms, const char *text)
{
    const char *folded = text_fold(reading->arena, text);
    if (folded[0] == '\0')
        return;
    forms->forms = arena_grow(reading->arena, forms->forms, forms->count, &forms->capacity, sizeof *forms->forms);
    forms->forms[forms->count++] = (struct rendering_form){folded, stems_of(reading, folded)};
}

static void add_forms(const struct rendering_reading *reading, struct rendering_forms *forms, const struct glossary_rendering *rendering)
{
    if (rendering->name != NULL)
        add_form(reading, forms, rendering->name);
    for (const char *rest = rendering->forms, *form; (form = glossary_next_form(reading->arena, &rest)) != NULL;)
        add_form(reading, forms, form);
}

enum status renderings_read(struct renderings *renderings, const struct glossary *glossary, struct arena *arena,
                            sqlite3 *database, const char *language, struct problem *problem)
{
    struct glossary_rendering *own, *german;
    struct rendering_forms *forms = arena_allocate(arena, glossary->count + 1, sizeof *forms);
    *renderings = (struct renderings){glossary, forms};
    enum status status = glossary_read_renderings(&own, glossary, arena, database, language, problem);
    if (status == STATUS_OK)
        status = glossary_read_renderings(&german, glossary, arena, database, "de", problem);
    struct stems *stems = stems_open();
    for (size_t i = 0; status == STATUS_OK && i < glossary->count; i++) {
        forms[i].name = own[i].name;
        add_forms(&(struct rendering_reading){arena, stems, language_by_tag(language)}, &forms[i], &own[i]);
        add_forms(&(struct rendering_reading){arena, stems, language_by_tag("de")}, &forms[i], &german[i]);
    }
    stems_close(&stems);
    return status;
}

const char *rendering_of(const struct renderings *renderings, size_t term)
{
    return renderings->forms[term].name;
}

static bool has_all(const char *folded, const char *const *stems)
{
    while (*stems != NULL && strstr(folded, *stems) != NULL)
        stems++;
    return *stems == NULL;
}

bool rendering_is_in(const struct renderings *renderings, size_t term, const char *folded)
{
    const struct rendering_forms *forms = &renderings->forms[term];
    bool found = forms->name == NULL;
    for (size_t i = 0; !found && i < forms->count; i++)
        found = strstr(folded, forms->forms[i].folded) != NULL || has_all(folded, forms->forms[i].stems);
    return found;
}
