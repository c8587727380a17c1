// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Translations that stand in a file of their language, each beside the German text that it was made from
// (data/content/README.md, "translations").
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_TRANSLATION_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_TRANSLATION_H

#include "core/exchange/content/model.h"

// One translated text, as read.
struct content_translation {
    const char *of;     // "offer/buergeramt", "guide_step/arrival/2", "block/tafel/3"
    const char *field;  // "summary"; of a step or a block "text"
    const char *german; // the German text that it was made from
    const char *text;
    const char *origin; // "human", or NULL: made by a machine and read by nobody yet
    const char *place;  // "translations/tr.json: translation.texts[3]", for problems
};

// All of one file.
struct content_translations {
    const char *language; // BCP 47, as core/language spells it
    struct json_items texts;
    struct content_translations *next;
};

json_read translation_read; // place: struct content_translations

// Gives the things that were read their translations. Reports what leads nowhere, what is there twice, articles of
// which only a part is translated, and texts that cannot be right: written in another script, or without a number that
// the German text has. After content_sort().
void content_translations_apply(struct content *content, struct json_reader *reader);

#endif
