// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Things are counted by the list of all that is to be translated.
#include "core/insight/content_coverage.h"

#include "core/model/model_sql.h"
#include "core/translation/list.h"

#include <string.h>

bool content_is_translated(enum kind kind)
{
    struct arena arena = {0};
    bool translated = model_sql_fields(&arena, kind, model_is_translated) != NULL;
    arena_free(&arena);
    return translated;
}

// The state of a thing is that of its worst text: TRANSLATION_MISSING is the worst.
static enum translation_state state_of(const struct translation_list *list, const struct language *language, size_t thing)
{
    enum translation_state worst = TRANSLATION_UNWANTED;
    for (size_t i = list->things[thing].texts; i < list->wish_count && list->wishes[i].thing == thing; i++) {
        enum translation_state state = translation_list_state(list, language, i);
        worst = state < worst ? state : worst;
    }
    return worst;
}

enum status content_coverage_count(sqlite3 *database, const struct language *language,
                                   struct content_coverage coverage[KIND_COUNT], struct problem *problem)
{
    struct translation_list *list;
    memset(coverage, 0, KIND_COUNT * sizeof *coverage);
    enum status status = translation_list_open(&list, database, problem);
    if (status == STATUS_OK)
        status = translation_list_read(list, language, problem);
    for (size_t i = 0; status == STATUS_OK && i < list->thing_count; i++) {
        enum translation_state state = state_of(list, language, i);
        struct content_coverage *counts = &coverage[list->things[i].kind];
        counts->of += state != TRANSLATION_UNWANTED;
        counts->have += state != TRANSLATION_UNWANTED && state != TRANSLATION_MISSING;
        counts->outdated += state == TRANSLATION_OUTDATED;
        counts->machine += state == TRANSLATION_MACHINE;
        counts->current += state == TRANSLATION_CURRENT;
    }
    translation_list_close(&list);
    return status;
}
