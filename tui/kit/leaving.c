// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The dialog is made anew whenever it is needed, so that it speaks the reader's language of now.
#include "tui/kit/leaving.h"

enum { ANSWER_STAY, ANSWER_SAVE, ANSWER_DISCARD };

static struct dialog dialog_of(const struct leaving *leaving, const struct view *view)
{
    return (struct dialog){
        .texts = {{view_work_text(view, WORK_TEXT_LEAVE), ROLE_HEADING}, {view_work_text(view, WORK_TEXT_UNSAVED), ROLE_TEXT}},
        .answers = {[ANSWER_STAY] = view_work_text(view, WORK_TEXT_STAY),
                    [ANSWER_SAVE] = view_work_text(view, WORK_TEXT_SAVE),
                    [ANSWER_DISCARD] = view_work_text(view, WORK_TEXT_DISCARD)},
        .focus = leaving->focus,
    };
}

bool leaving_may_close(struct leaving *leaving, bool changed, struct request *request)
{
    if (!changed || leaving->discarded)
        return true;
    leaving->asked = true;
    leaving->focus = ANSWER_STAY;
    *request = (struct request){.kind = REQUEST_PAINT};
    return false;
}

struct request leaving_act(struct leaving *leaving, const struct page *page, const struct input *input, bool *save)
{
    size_t answer;
    struct dialog dialog = dialog_of(leaving, page->view);
    *save = false;
    switch (dialog_act(&dialog, page->view, page->rows, page->columns, input, &answer)) {
    case DIALOG_ANSWERED:
        leaving->asked = false;
        leaving->discarded = answer == ANSWER_DISCARD;
        *save = answer == ANSWER_SAVE;
        return (struct request){.kind = leaving->discarded ? REQUEST_BACK : REQUEST_PAINT};
    case DIALOG_LEFT:
        leaving->asked = false;
        break;
    case DIALOG_MOVED:
        leaving->focus = dialog.focus;
        break;
    case DIALOG_IGNORED: // what concerns the whole program is the program's; the page behind the question gets nothing
        if (input->action >= ACTION_PROGRAM || input->action == ACTION_QUIT)
            return (struct request){.kind = REQUEST_NONE};
        break;
    }
    return (struct request){.kind = REQUEST_PAINT};
}

void leaving_paint(const struct leaving *leaving, const struct view *view, const struct canvas *canvas)
{
    if (!leaving->asked)
        return;
    struct dialog dialog = dialog_of(leaving, view);
    dialog_paint(&dialog, view, canvas);
}
