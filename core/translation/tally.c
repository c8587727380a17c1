// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/translation/tally.h"

#include "core/database/statement.h"

#include <string.h>

void tally_want(struct tally *tally)
{
    tally->wanted = true;
}

static bool stop(struct tally *tally)
{
    translation_list_close(&tally->list);
    tally->wanted = false;
    return false;
}

static bool begin(struct tally *tally, sqlite3 *editorial)
{
    struct problem ignored;
    int64_t change;
    if (database_number(editorial, "SELECT coalesce(max(number), 0) FROM change", &change, &ignored) != STATUS_OK ||
        (tally->known && tally->change == change) || translation_list_open(&tally->list, editorial, &ignored) != STATUS_OK)
        return stop(tally);
    tally->counted = tally->next = 0;
    return true;
}

static bool end(struct tally *tally)
{
    memcpy(tally->languages, tally->counting, sizeof tally->languages);
    tally->count = tally->counted;
    tally->change = tally->list->change;
    tally->known = true;
    return stop(tally);
}

bool tally_step(struct tally *tally, sqlite3 *editorial, const struct rights *rights, bool *changed)
{
    static const struct translation_filter everything = {.kind = KIND_NONE, .area = TRANSLATION_NOWHERE};
    struct problem ignored;
    size_t count;
    const struct language *table = language_table(&count);
    *changed = false;
    if (!tally->wanted)
        return false;
    if (tally->list == NULL)
        return begin(tally, editorial);
    while (tally->next < count && (strcmp(table[tally->next].tag, "de") == 0 || !language_is_offered(&table[tally->next], PROGRAM_KIOSK) ||
                                   !rights_to_translate(rights, table[tally->next].tag)))
        tally->next++;
    if (tally->next == count) {
        *changed = true;
        return end(tally);
    }
    const struct language *language = &table[tally->next++];
    if (translation_list_read(tally->list, language, &ignored) != STATUS_OK)
        return stop(tally);
    tally->counting[tally->counted++] =
        (struct tally_language){language, translation_list_count(tally->list, language, &everything)};
    return true;
}

void tally_close(struct tally *tally)
{
    stop(tally);
}
