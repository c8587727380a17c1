// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What somebody has translated, and not saved, of a thing that was removed meanwhile: no page of the thing is left to show it.
#include "tui/staff/translate.h"

#include <string.h>

static bool is_open(const struct staff *staff, const char *thing)
{
    for (const struct sheet *sheet = staff->sheet; sheet != NULL; sheet = sheet->below)
        if (strcmp(sheet_id(sheet), thing) == 0)
            return true;
    return false;
}

// All texts of the language that were written, "" for none.
static const char *written(const struct page *page, struct arena *arena, const struct sheet *draft, const struct language *language)
{
    const struct model_kind *model = model_kind(sheet_kind(draft));
    const char *all = "";
    for (size_t i = 0; i < model->text_count; i++) {
        const char *words = sheet_words(draft, language->tag, model->texts[i].name);
        if (words != NULL && sheet_field_changed(draft, record_text_path(arena, language->tag, model->texts[i].name)))
            all = arena_format(arena, "%s%s%s: %s", all, all[0] == '\0' ? "" : "\n", staff_label(page->view, "field_", model->texts[i].name), words);
    }
    return all;
}

bool translate_ask_lost(struct page *page, const struct language *language, const char *thing, struct asking *lost)
{
    struct staff *staff = staff_of(page);
    struct sheet draft;
    struct problem ignored;
    lost->open = false;
    if (staff->drafts == NULL || is_open(staff, thing) || drafts_read(staff->drafts, staff->person, thing, &draft, &ignored) != STATUS_OK)
        return false;
    const char *words = written(page, &page->data, &draft, language);
    const char *title = record_title(draft.working);
    const char *told = message_format(page->view->messages, &page->data, MESSAGE_TRANSLATE_LOST, (const char *[]){title == NULL ? "" : title, NULL});
    sheet_close(&draft);
    lost->question = (struct dialog){.texts = {{told, ROLE_HEADING}, {words, ROLE_TEXT}},
                                     .answers = {staff_text(page->view, MESSAGE_TRANSLATE_LOST_KEEP), staff_text(page->view, MESSAGE_LEAVE_DISCARD)}};
    lost->open = words[0] != '\0';
    return lost->open;
}

struct request translate_answer_lost(struct page *page, const char *thing, struct asking *lost, const struct input *input)
{
    struct staff *staff = staff_of(page);
    struct problem problem;
    size_t answer;
    struct request request = asking_act(lost, page, input, &answer);
    if (lost->open)
        return request;
    if (answer == 1 && drafts_drop(staff->drafts, staff->person, thing, &problem) != STATUS_OK) {
        staff_say_problem(page->view, &problem);
        lost->open = true;
        return request;
    }
    return (struct request){.kind = REQUEST_BACK};
}
