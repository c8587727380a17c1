// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/kit/asking.h"

struct request asking_begin(struct asking *asking, struct dialog question)
{
    *asking = (struct asking){.question = question, .open = true};
    return (struct request){.kind = REQUEST_PAINT};
}

struct request asking_act(struct asking *asking, const struct page *page, const struct input *input, size_t *answer)
{
    size_t chosen;
    enum dialog_result result = dialog_act(&asking->question, page->view, page->rows, page->columns, input, &chosen);
    *answer = result == DIALOG_ANSWERED ? chosen : 0;
    if (result == DIALOG_ANSWERED || result == DIALOG_LEFT)
        asking->open = false;
    return (struct request){.kind = result == DIALOG_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

void asking_paint(const struct asking *asking, const struct view *view, const struct canvas *canvas)
{
    if (asking->open)
        dialog_paint(&asking->question, view, canvas);
}
