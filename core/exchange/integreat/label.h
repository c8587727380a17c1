// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The words that the importer writes itself, in every language of the program: data/integreat-labels.txt.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_LABEL_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_LABEL_H

#include "core/base/arena.h"

enum integreat_label {
    INTEGREAT_LABEL_PHONE,
    INTEGREAT_LABEL_ADDRESS,
    INTEGREAT_LABEL_EMAIL,
    INTEGREAT_LABEL_WEB,
    INTEGREAT_LABEL_HOURS,
    INTEGREAT_LABEL_PLACES, // the area of a region's places
    INTEGREAT_LABEL_OTHERS, // the topic of those without a category
    INTEGREAT_LABELS,
};

// The words of a label in the language of a tag, in the arena; NULL when the file has none.
const char *integreat_label(struct arena *arena, enum integreat_label label, const char *language);

#endif
