// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Signs do not count: others stand in for them. ASCII is in every font, and in the patterns of messages.
#include "tui/kiosk/coverage.h"

#include <unictype.h>

enum { CHARACTERS = 0x10000, LINE_COLUMNS = 200 };

static void count_text(uint32_t *met, struct arena *arena, const char *text, enum text_direction direction)
{
    struct text_layout layout;
    const struct text_options options = {.direction = direction, .width = LINE_COLUMNS};
    text_lay_out(arena, text, &options, &layout);
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t j = 0; j < layout.lines[i].count; j++) {
            uint32_t character = layout.lines[i].cells[j].base;
            if (character > 0x7F && character < CHARACTERS && uc_is_alpha(character))
                met[character]++;
        }
    }
}

struct coverage coverage_of(struct messages *messages, coverage_draws *draws, void *context)
{
    struct arena arena = {0};
    struct coverage coverage = {0};
    const struct language *language = messages_language(messages);
    uint32_t *met = arena_allocate(&arena, CHARACTERS, sizeof *met);
    for (int id = 0; id < MESSAGE_COUNT; id++)
        count_text(met, &arena, message_text(messages, (enum message_id)id), language->direction);
    for (uint32_t character = 0; character < CHARACTERS; character++) {
        bool missing = met[character] > 0 && !draws(context, language, character);
        coverage.letters += met[character] > 0;
        coverage.met += met[character];
        coverage.missing += missing;
        coverage.unseen += missing ? met[character] : 0;
    }
    arena_free(&arena);
    return coverage;
}

bool coverage_suffices(const struct coverage *coverage)
{
    return coverage->unseen * 100 <= coverage->met;
}
