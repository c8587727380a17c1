// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What sort of thing something is: in a word, and as a picture for who does not read it.
#ifndef KOMPASS_TUI_KIOSK_KINDS_H
#define KOMPASS_TUI_KIOSK_KINDS_H

#include "tui/kiosk/kiosk.h"
#include "tui/kit/pictogram.h"

// Of an offer. The picture may be NULL: nothing draws that sort. What cannot be reached is information, whatever its type.
const struct pictogram *kind_picture_of_offer(enum offer_type type, bool reachable);
const char *kind_words_of_offer(const struct page *page, enum offer_type type, bool reachable);

// Of an article, a guide or an event.
const struct pictogram *kind_picture(enum kind kind);
const char *kind_words(const struct page *page, enum kind kind);

#endif
