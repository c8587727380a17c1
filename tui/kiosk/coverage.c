// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Signs do not count: others stand in for them. ASCII is in every font, and in the patterns of messages.
#include "tui/kiosk/coverage.h"

#include <string.h>
#include <unictype.h>

enum { LINE_COLUMNS = 200 };

// The messages, a line each: laid out at once, as that costs more for many short texts.
static char *join_messages(struct arena *arena, struct messages *messages, enum kiosk_message first, enum kiosk_message last)
{
    size_t length = 0;
    for (enum kiosk_message id = first; id <= last; id++)
        length += strlen(message_text(messages, id)) + 1;
    char *joined = arena_allocate(arena, length + 1, 1);
    char *end = joined;
    for (enum kiosk_message id = first; id <= last; id++) {
        end = stpcpy(end, message_text(messages, id));
        *end++ = '\n';
    }
    return joined;
}

void coverage_count(struct messages *messages, enum kiosk_message first, enum kiosk_message last, struct letters_shown *shown)
{
    struct arena arena = {0};
    struct text_layout layout;
    shown->language = messages_language(messages);
    memset(shown->times, 0, sizeof shown->times);
    const struct text_options options = {.direction = shown->language->direction, .width = LINE_COLUMNS};
    text_lay_out(&arena, join_messages(&arena, messages, first, last), &options, &layout);
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t j = 0; j < layout.lines[i].count; j++) {
            uint32_t character = layout.lines[i].cells[j].base;
            if (character > 0x7F && character < COVERAGE_CHARACTERS && uc_is_alpha(character))
                shown->times[character]++;
        }
    }
    arena_free(&arena);
}

struct coverage coverage_of(const struct letters_shown *shown, coverage_draws *draws, void *context)
{
    struct coverage coverage = {0};
    for (uint32_t character = 0; character < COVERAGE_CHARACTERS; character++) {
        if (shown->times[character] == 0)
            continue;
        bool missing = !draws(context, shown->language, character);
        coverage.letters++;
        coverage.met += shown->times[character];
        coverage.missing += missing;
        coverage.unseen += missing ? shown->times[character] : 0;
    }
    return coverage;
}

bool coverage_suffices(const struct coverage *coverage)
{
    return coverage->unseen * 100 <= coverage->met;
}
