// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk's phrases need a page, which there is none of: one that is never opened has the clock that is asked about.
#include "tui/staff/kiosk_words.h"

#include "core/base/memory.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/phrases.h"

static void add_line(struct arena *arena, struct arena_text *all, const char *line)
{
    if (line == NULL)
        return;
    arena_append(arena, all, all->length == 0 ? "" : "\n");
    arena_append(arena, all, line);
}

static const char *say(struct arena *arena, struct page *page, const struct catalog_offer *offer)
{
    struct arena_text all = {0};
    enum role role;
    add_line(arena, &all, phrase_opening(page, offer, &role));
    add_line(arena, &all, phrase_closure_besides(page, offer));
    add_line(arena, &all, phrase_closure(page, offer, true));
    return all.bytes;
}

enum status kiosk_words_of(struct arena *arena, unsigned char *bytes, size_t size, const char *locales, const struct language *language,
                           const char *id, struct local_time when, const char **words, struct problem *problem)
{
    struct kiosk *kiosk = memory_allocate(1, sizeof *kiosk);
    struct catalog *catalog;
    struct catalog_offer offer;
    enum status status = catalog_open_bytes(&catalog, bytes, size, problem);
    if (status == STATUS_OK)
        status = kiosk_open(kiosk, locales, language, problem);
    if (status == STATUS_OK) {
        struct view view = {.program = &kiosk_program, .context = kiosk, .tick = {.now = when}};
        struct page page = {.view = &view};
        kiosk->catalog = catalog;
        catalog = NULL; // the kiosk's
        kiosk_set_language(kiosk, &view, language);
        status = catalog_offer(kiosk->catalog, &page.data, &kiosk->reader, id, &offer, problem);
        if (status == STATUS_OK)
            *words = say(arena, &page, &offer);
        arena_free(&page.data);
        kiosk_close(kiosk);
    }
    catalog_close(&catalog);
    memory_free(&kiosk);
    return status;
}
