// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Moving and painting know only lines and the links that stand in them; document_layout.c makes them once for a size.
//
// After each movement holds: when a link is on the screen, one of those on the screen has the focus.
#include "tui/kit/document_private.h"

// ---- moving --------------------------------------------------------------------------------------------------------

static bool has_focus(const struct document *document)
{
    return document->focus < document->link_count;
}

static int most_scroll(const struct document *document)
{
    return document->line_count > document->rows ? document->line_count - document->rows : 0;
}

static void scroll_to(struct document *document, int line)
{
    int most = most_scroll(document);
    document->scroll = line > most ? most : line < 0 ? 0 : line;
}

// On the screen: the whole of it, or a part of one that is higher than the screen.
static bool is_shown(const struct document *document, size_t link)
{
    int top = document->links[link].top - document->scroll;
    int bottom = document->links[link].bottom - document->scroll;
    if (bottom - top > document->rows)
        return top < document->rows && bottom > 0;
    return top >= 0 && bottom <= document->rows;
}

static size_t first_shown(const struct document *document)
{
    for (size_t link = 0; link < document->link_count; link++)
        if (is_shown(document, link))
            return link;
    return document->link_count;
}

static size_t last_shown(const struct document *document)
{
    for (size_t link = document->link_count; link > 0; link--)
        if (is_shown(document, link - 1))
            return link - 1;
    return document->link_count;
}

// Scrolls as little as possible until the link is on the screen; of one that is higher than the screen, its beginning.
static void reveal(struct document *document, size_t link)
{
    const struct document_place *place = &document->links[link];
    if (document->scroll < place->bottom - document->rows)
        document->scroll = place->bottom - document->rows;
    if (document->scroll > place->top)
        document->scroll = place->top;
    scroll_to(document, document->scroll);
}

// Gives the focus to a link on the screen, if it has left it: the first when moving down, the last when moving up.
static void settle_focus(struct document *document, bool down)
{
    if (!has_focus(document) || !is_shown(document, document->focus))
        document->focus = down ? first_shown(document) : last_shown(document);
}

// The next link may be just below the screen but no further, so that nothing between is passed over unseen. The rest of
// a link that is higher than the screen is read first.
static void move_down(struct document *document)
{
    int end = document->scroll + document->rows;
    size_t next = 0;
    if (has_focus(document)) {
        next = document->links[document->focus].bottom > end ? document->link_count : document->focus + 1;
    } else {
        while (next < document->link_count && document->links[next].top < document->scroll)
            next++;
    }
    if (next < document->link_count && document->links[next].top <= end) {
        document->focus = next;
        reveal(document, next);
        return;
    }
    scroll_to(document, document->scroll + 1);
    settle_focus(document, true);
}

static void move_up(struct document *document)
{
    int end = document->scroll + document->rows;
    size_t count = document->link_count; // links before the one in question
    if (has_focus(document)) {
        count = document->links[document->focus].top < document->scroll ? 0 : document->focus;
    } else {
        while (count > 0 && document->links[count - 1].bottom > end)
            count--;
    }
    if (count > 0 && document->links[count - 1].bottom >= document->scroll) {
        const struct document_place *link = &document->links[count - 1];
        document->focus = count - 1;
        int least = link->bottom - document->rows; // with its end at the screen's end
        int wanted = link->top > least ? link->top : least;
        if (document->scroll > wanted)
            scroll_to(document, wanted);
        return;
    }
    scroll_to(document, document->scroll - 1);
    settle_focus(document, false);
}

// Pages share a line, by which the reader finds the place again.
static void move_page(struct document *document, int pages)
{
    int lines = document->rows > 1 ? document->rows - 1 : 1;
    int before = document->scroll;
    scroll_to(document, document->scroll + pages * lines);
    if (document->scroll == before)
        document->focus = pages > 0 ? last_shown(document) : first_shown(document);
    else
        settle_focus(document, pages > 0);
}

static void move_to_edge(struct document *document, bool last)
{
    scroll_to(document, last ? document->line_count : 0);
    document->focus = last ? last_shown(document) : first_shown(document);
}

static bool is_more_above(const struct document *document)
{
    return document->scroll > 0;
}

static bool is_more_below(const struct document *document)
{
    return document->scroll < most_scroll(document);
}

static enum document_result type_digit(struct document *document, int digit)
{
    size_t link = document->focus;
    const struct choice_numbers numbers = {.count = document->link_count};
    enum choice_result result = choice_type(&document->view->typed, &link, &numbers, digit);
    if (result == CHOICE_IGNORED)
        return DOCUMENT_IGNORED;
    document->focus = link;
    reveal(document, link);
    return result == CHOICE_OPENED ? DOCUMENT_OPENED : DOCUMENT_MOVED;
}

// Gives the focus to the link touched; false when there is none.
static bool touch_link(struct document *document, const struct input *input)
{
    int line = input->row + document->scroll;
    if (input->row < 0 || input->row >= document->rows || line >= document->line_count)
        return false;
    if (document->lines[line].link == NO_LINK || input->start < 0 || input->start >= document->text_columns)
        return false;
    document->focus = document->lines[line].link;
    reveal(document, document->focus);
    return true;
}

static enum document_result act(struct document *document, const struct input *input)
{
    int scroll = document->scroll;
    size_t focus = document->focus;
    if (input->action == ACTION_NUMBER)
        return type_digit(document, input->number);
    int action = input->action;
    if (input->wheel) {
        bool down = action == ACTION_DOWN;
        scroll_to(document, document->scroll + (down ? input->rows : -input->rows));
        settle_focus(document, down);
        return document->scroll != scroll ? DOCUMENT_MOVED : DOCUMENT_IGNORED;
    }
    if (action == ACTION_POINT) {
        action = choice_scroll_at(document->rows, document->columns, is_more_above(document), is_more_below(document),
                                  input);
        if (action == ACTION_NONE)
            return touch_link(document, input) ? DOCUMENT_OPENED : DOCUMENT_IGNORED;
    }
    switch (action) {
    case ACTION_UP:
        move_up(document);
        break;
    case ACTION_DOWN:
        move_down(document);
        break;
    case ACTION_PAGE_UP:
        move_page(document, -1);
        break;
    case ACTION_PAGE_DOWN:
        move_page(document, 1);
        break;
    case ACTION_FIRST:
        move_to_edge(document, false);
        break;
    case ACTION_LAST:
        move_to_edge(document, true);
        break;
    case ACTION_OPEN:
        if (has_focus(document))
            return DOCUMENT_OPENED;
        move_page(document, 1); // nothing to open is in sight: who presses it wants to go on
        break;
    default:
        return DOCUMENT_IGNORED;
    }
    return document->scroll != scroll || document->focus != focus ? DOCUMENT_MOVED : DOCUMENT_IGNORED;
}

enum document_result document_act(struct document *document, const struct input *input)
{
    int scroll = document->scroll;
    enum document_result result = act(document, input);
    if (document->scroll != scroll) {
        const struct document_line *line = &document->lines[document->scroll];
        document->place.block = line->block;
        document->place.cells = line->cells;
    }
    return result;
}

// The last line of the place's block that begins no further than the place; or of those before, if the block has none.
static int line_of_place(const struct document *document)
{
    int found = -1;
    int before = 0;
    for (int i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        if (line->block == document->place.block && line->cells <= document->place.cells)
            found = i;
        else if (line->block < document->place.block)
            before = i;
    }
    return found >= 0 ? found : before;
}

void document_lay_out(struct document *document, struct arena *arena, struct view *view, int rows, int columns)
{
    document->rows = rows > 1 ? rows : 1;
    document->columns = columns > 1 ? columns : 1;
    document_make_lines(document, arena, view);
    document->view = view;
    if (!choice_goes_on(&(struct choice_numbers){.count = document->link_count}, view->typed))
        view->typed = 0;
    // Nobody has moved yet: the text is read from its top, wherever its first link is.
    bool at_beginning = document->scroll == 0 && document->focus == 0;
    scroll_to(document, line_of_place(document));
    if (has_focus(document) && !at_beginning)
        reveal(document, document->focus);
    settle_focus(document, true);
}

// ---- painting ------------------------------------------------------------------------------------------------------

static void paint_line(const struct document *document, const struct canvas *canvas, int row)
{
    const struct document_line *line = &document->lines[document->scroll + row];
    bool focused = line->link != NO_LINK && line->link == document->focus;
    if (focused)
        canvas_fill(canvas, row, 0, document->text_columns, ROLE_FOCUS);
    for (const struct document_piece *piece = line->pieces; piece != NULL; piece = piece->next) {
        enum role role = !focused || piece->aside ? piece->role : piece->role == ROLE_QUIET ? ROLE_FOCUS_QUIET : ROLE_FOCUS;
        canvas_line(canvas, row, piece->start, piece->text, role);
    }
    if (line->link == NO_LINK)
        return;
    const struct document_place *link = &document->links[line->link];
    if (document->scroll + row == link->top)
        choice_paint_gutter(canvas, row, 0, &link->gutter, link->number, focused ? ROLE_FOCUS : ROLE_NUMBER);
}

// Of a drawing that has begun above the screen, the rest.
static void paint_drawn(const struct document *document, const struct canvas *canvas, const struct document_drawn *drawn)
{
    int row = drawn->top - document->scroll;
    if (row >= canvas->rows || row + drawn->drawing->rows <= 0)
        return;
    struct canvas part = canvas_part(canvas, 0, drawn->start, canvas->rows, drawn->drawing->columns);
    part.top += row;
    part.rows = canvas->rows - row < drawn->drawing->rows ? canvas->rows - row : drawn->drawing->rows;
    part.first = row < 0 ? -row : 0;
    drawn->drawing->paint(&part, drawn->drawing->content);
}

void document_paint(const struct document *document, const struct canvas *canvas)
{
    for (int row = 0; row < document->rows && document->scroll + row < document->line_count; row++)
        paint_line(document, canvas, row);
    for (const struct document_drawn *drawn = document->drawn; drawn != NULL; drawn = drawn->next)
        paint_drawn(document, canvas, drawn);
    // On no letter, which it would cover: before the title of the link, or beside the scroll bar, in which it would be a mark of its own.
    int cursor_row = 0;
    int cursor_start = choice_columns(canvas->columns);
    if (has_focus(document)) {
        const struct document_place *link = &document->links[document->focus];
        cursor_row = link->top > document->scroll ? link->top - document->scroll : 0;
        cursor_start = link->gutter.indent - 1;
    }
    canvas_cursor(canvas, cursor_row, cursor_start);
    choice_paint_scroll(canvas, document->scroll, document->line_count);
}

// ---- a page of it -------------------------------------------------------------------------------------------------

void document_page_layout(struct page *page)
{
    document_lay_out(page->state, &page->lines, page->view, page->rows, page->columns);
}

void document_page_paint(struct page *page, const struct canvas *canvas)
{
    document_paint(page->state, canvas);
}

struct request document_page_act(struct page *page, const struct input *input)
{
    return (struct request){.kind = document_act(page->state, input) == DOCUMENT_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}
