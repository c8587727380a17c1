// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/desk/short_name.h"

#include "core/database/statement.h"
#include "core/model/model.h"
#include "core/text/fold.h"

#include <string.h>

enum { NAME_BYTES = 50, NAMES_TRIED_MAX = 1000 }; // the number behind it has room

// German letters as they are written without their dots, which folding would take away.
static const char *without_dots(struct arena *arena, const char *text)
{
    static const char *const letters[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}};
    char *written = arena_copy_text(arena, text); // both are two bytes
    for (char *at = written; *at != '\0'; at++)
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            if (strncmp(at, letters[i][0], 2) == 0)
                memcpy(at, letters[i][1], 2);
    return written;
}

// In a-z, 0-9 and -; "" when nothing of it can be written so.
static const char *short_of(struct arena *arena, const char *text)
{
    const char *folded = text_fold(arena, without_dots(arena, text));
    char name[NAME_BYTES + 1];
    size_t length = 0;
    for (; *folded != '\0' && length < NAME_BYTES; folded++) {
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", *folded) != NULL)
            name[length++] = *folded;
        else if (*folded == ' ' && length > 0 && name[length - 1] != '-')
            name[length++] = '-';
    }
    while (length > 0 && name[length - 1] == '-')
        length--;
    return arena_copy(arena, name, length);
}

static enum status is_taken(sqlite3 *editorial, const char *kind, const char *name, bool *taken, struct problem *problem)
{
    struct statement *rows = database_query(editorial, "SELECT 1 FROM thing WHERE kind = ? AND slug = ?", problem);
    statement_bind_text(rows, 1, kind);
    statement_bind_text(rows, 2, name);
    *taken = statement_next(rows);
    return statement_end(&rows);
}

enum status short_name_give(struct sheet *sheet, sqlite3 *editorial, struct problem *problem)
{
    const struct model_kind *model = model_kind(sheet_kind(sheet));
    const char *words = sheet_words(sheet, "de", model->title);
    const char *title = words != NULL ? words : json_string_value(sheet_get(sheet, model->title));
    if (!model->slugged || title == NULL || sheet_get(sheet, "slug") != NULL || sheet_typed(sheet, "slug") != NULL)
        return STATUS_OK;
    struct arena arena = {0};
    const char *short_title = short_of(&arena, title);
    const char *first = short_title[0] != '\0' ? short_title : arena_format(&arena, "%s", model->name), *name = first;
    bool taken = true;
    enum status status = STATUS_OK;
    for (int i = 2; status == STATUS_OK && taken && i <= NAMES_TRIED_MAX; i++) {
        status = is_taken(editorial, model->name, name, &taken, problem);
        if (taken)
            name = arena_format(&arena, "%s-%d", first, i);
    }
    if (status == STATUS_OK)
        sheet_set(sheet, "slug", json_string(name));
    arena_free(&arena);
    return status;
}
