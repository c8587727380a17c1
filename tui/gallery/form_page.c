// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A form with a field of each kind.
#include "tui/gallery/gallery.h"
#include "tui/kit/form.h"
#include "tui/kit/leaving.h"

#include <string.h>

enum { NAME, KIND, FREE, FROM, HOURS, TEXT, FIELD_COUNT };

struct form_page {
    struct form form;
    struct form_field fields[FIELD_COUNT];
    const char *kinds[4];
    struct leaving leaving;
};

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_FORM);
}

// Each row needs a time.
static const char *check_hours(const struct form *form, size_t field, struct arena *arena)
{
    const struct page *page = form->context;
    (void)arena;
    for (size_t i = 0; i < form->values[field].count; i++) {
        const char *text = form_text(form, field, i);
        if (text[0] != '\0' && strchr(text, ':') == NULL)
            return gallery_text(page->view, MESSAGE_WRONG_HOURS);
    }
    return NULL;
}

static void describe(struct form_page *filling, const struct view *view, enum text_direction direction)
{
    filling->kinds[0] = gallery_text(view, MESSAGE_KIND_TALK);
    filling->kinds[1] = gallery_text(view, MESSAGE_KIND_COURSE);
    filling->kinds[2] = gallery_text(view, MESSAGE_KIND_PAPER);
    const struct form_field fields[FIELD_COUNT] = {
        [NAME] = {.kind = FORM_TEXT, .label = gallery_text(view, MESSAGE_LABEL_NAME), .needed = true,
                  .direction = direction, .limits = {.bytes = 240, .characters = 60}},
        [KIND] = {.kind = FORM_CHOICE, .label = gallery_text(view, MESSAGE_LABEL_KIND), .needed = true,
                  .choices = filling->kinds},
        [FREE] = {.kind = FORM_DECISION, .label = gallery_text(view, MESSAGE_LABEL_FREE)},
        [FROM] = {.kind = FORM_DATE, .label = gallery_text(view, MESSAGE_LABEL_FROM), .hint = "23.11.2026"},
        [HOURS] = {.kind = FORM_ROWS, .label = gallery_text(view, MESSAGE_LABEL_HOURS),
                   .hint = gallery_text(view, MESSAGE_HINT_HOURS), .direction = direction,
                   .limits = {.bytes = 200, .characters = 50}, .rows_max = 7, .check = check_hours},
        [TEXT] = {.kind = FORM_LINES, .label = gallery_text(view, MESSAGE_LABEL_TEXT),
                  .hint = gallery_text(view, MESSAGE_HINT_TEXT), .direction = direction,
                  .limits = {.bytes = 2000, .characters = 500}, .rows = 5},
    };
    memcpy(filling->fields, fields, sizeof fields);
}

static void load(struct page *page)
{
    struct form_page *filling = page->state;
    const struct gallery *gallery = gallery_of(page);
    describe(filling, page->view, gallery_direction(gallery));
    if (filling->form.values != NULL && form_changed(&filling->form))
        return; // what was written stays, in whatever language
    form_free(&filling->form);
    form_init(&filling->form, filling->fields, FIELD_COUNT, page);
    form_set_text(&filling->form, NAME, gallery->content->name);
    form_set_text(&filling->form, FROM, "2026-12-01");
    form_set_text(&filling->form, HOURS, gallery->content->hours);
    form_set_choice(&filling->form, FREE, FORM_UNKNOWN);
}

static void layout(struct page *page)
{
    struct form_page *filling = page->state;
    form_lay_out(&filling->form, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct form_page *filling = page->state;
    form_paint(&filling->form, page->view, canvas);
    leaving_paint(&filling->leaving, page->view, canvas);
}

static struct request save(struct page *page)
{
    struct form_page *filling = page->state;
    if (form_check(&filling->form, page->view)) {
        form_keep(&filling->form);
        page->view->saying = gallery_text(page->view, MESSAGE_SAVED);
    }
    return (struct request){.kind = REQUEST_PAINT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct form_page *filling = page->state;
    if (filling->leaving.asked) {
        bool wants_saving;
        struct request request = leaving_act(&filling->leaving, page, input, &wants_saving);
        return wants_saving ? save(page) : request;
    }
    if (input->action == GALLERY_ACTION_SAVE)
        return save(page);
    enum form_result result = form_act(&filling->form, page->view, input);
    return (struct request){.kind = result == FORM_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static bool may_close(struct page *page, struct request *request)
{
    struct form_page *filling = page->state;
    return leaving_may_close(&filling->leaving, form_changed(&filling->form), request);
}

static void close_page(struct page *page)
{
    struct form_page *filling = page->state;
    form_free(&filling->form);
}

const struct screen screen_form = {
    .name = "form",
    .context = GALLERY_CONTEXT_FORM,
    .state_size = sizeof(struct form_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .may_close = may_close,
    .close = close_page,
};
