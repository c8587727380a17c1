// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The order is that of the program's actions and not of its keys: a reader looks for what is to be done.
#include "tui/kit/key_help.h"

#include <string.h>

static const char *caps_of(const struct view *view, int action, const int *contexts, size_t context_count)
{
    const char *caps = NULL;
    for (size_t i = 0; i < context_count && caps == NULL; i++)
        caps = program_keys(view->program, action, contexts[i], view->key_print);
    return caps;
}

void key_help_add(struct document *document, struct arena *arena, const struct view *view, const int *contexts,
                  size_t context_count)
{
    const char *said = NULL; // the caps of the field before
    for (const struct action_words *words = view->program->actions; words->action != ACTION_NONE; words++) {
        const char *caps = caps_of(view, words->action, contexts, context_count);
        if (caps == NULL || (said != NULL && strcmp(caps, said) == 0))
            continue;
        said = caps;
        document_field(document, arena, caps, ROLE_TEXT, message_text(view->messages, words->help));
    }
}
