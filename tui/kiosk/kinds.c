// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The one place that knows which picture and which word a sort of thing has.
#include "tui/kiosk/kinds.h"

static const struct {
    const char *picture;
    enum kiosk_message words;
} types[OFFER_TYPES] = {
    [OFFER_OFFICE] = {"office", MESSAGE_KIND_OFFICE},
    [OFFER_ADVICE] = {"advice", MESSAGE_KIND_ADVICE},
    [OFFER_SERVICE] = {"address", MESSAGE_KIND_SERVICE},
    [OFFER_GROUP] = {"people", MESSAGE_KIND_GROUP},
    [OFFER_COURSE] = {"course", MESSAGE_KIND_COURSE},
    [OFFER_EVENT] = {"event", MESSAGE_KIND_EVENT},
    [OFFER_INFO] = {"article", MESSAGE_KIND_INFO},
    [OFFER_EMERGENCY] = {"emergency", MESSAGE_KIND_EMERGENCY},
};

static enum offer_type shown_as(enum offer_type type, bool reachable)
{
    return reachable ? type : OFFER_INFO;
}

const struct pictogram *kind_picture_of_offer(enum offer_type type, bool reachable)
{
    return pictogram_named(types[shown_as(type, reachable)].picture);
}

const char *kind_words_of_offer(const struct page *page, enum offer_type type, bool reachable)
{
    return message_text(page->view->messages, types[shown_as(type, reachable)].words);
}

const struct pictogram *kind_picture(enum kind kind)
{
    return pictogram_named(kind == KIND_ARTICLE ? "article" : kind == KIND_GUIDE ? "guide" : kind == KIND_EVENT ? "event" : NULL);
}

const char *kind_words(const struct page *page, enum kind kind)
{
    return message_text(page->view->messages, kind == KIND_GUIDE   ? MESSAGE_GUIDES_TITLE
                                              : kind == KIND_EVENT ? MESSAGE_KIND_EVENT
                                                                   : MESSAGE_KIND_INFO);
}
