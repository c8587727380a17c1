// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A hundred short lines are read from their beginning each time: an import asks a few thousand times at most.
#include "core/exchange/integreat/label.h"

#include <string.h>

static const unsigned char file[] = {
#include "generated/integreat-labels.inc"
    0,
};

static const char *const names[INTEGREAT_LABELS] = {
    [INTEGREAT_LABEL_PHONE] = "phone", [INTEGREAT_LABEL_ADDRESS] = "address", [INTEGREAT_LABEL_EMAIL] = "email",
    [INTEGREAT_LABEL_WEB] = "web",     [INTEGREAT_LABEL_HOURS] = "hours",     [INTEGREAT_LABEL_PLACES] = "places",
    [INTEGREAT_LABEL_OTHERS] = "others",
};

const char *integreat_label(struct arena *arena, enum integreat_label label, const char *language)
{
    const char *head = arena_format(arena, "%s %s ", names[label], language);
    size_t length = strlen(head);
    for (const char *line = (const char *)file; *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (strncmp(line, head, length) == 0)
            return arena_copy(arena, line + length, strcspn(line + length, "\n"));
    }
    return NULL;
}
