// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A page's memory is overwritten before it is freed: it may hold what the visitor looked at.
#include "tui/kit/stack.h"

#include "core/base/memory.h"

#include <assert.h>
#include <string.h>

void stack_init(struct stack *stack, struct view *view)
{
    *stack = (struct stack){.view = view};
}

struct page *stack_top(const struct stack *stack)
{
    return stack->depth == 0 ? NULL : stack->pages[stack->depth - 1];
}

static void lay_out(const struct stack *stack, struct page *page)
{
    arena_reset(&page->lines);
    page->rows = stack->rows;
    page->columns = stack->columns;
    if (page->screen->layout != NULL)
        page->screen->layout(page);
}

// Forgets how the page is laid out, until it is seen.
static void fold_up(struct page *page)
{
    arena_free(&page->lines);
    page->rows = page->columns = -1; // no size that is ever asked for
}

static void load(struct page *page)
{
    arena_reset(&page->data);
    if (page->screen->load != NULL)
        page->screen->load(page);
    fold_up(page);
}

static void close_page(struct page *page)
{
    if (page->screen->close != NULL)
        page->screen->close(page);
    explicit_bzero(page->state, page->screen->state_size);
    memory_free(&page->state);
    arena_free(&page->data);
    arena_free(&page->lines);
    explicit_bzero(page, sizeof *page);
    memory_release(page);
}

bool stack_is_full(const struct stack *stack)
{
    return stack->depth >= STACK_PAGES_MAX;
}

void stack_remove(struct stack *stack, size_t place)
{
    assert(place + 1 < stack->depth);
    close_page(stack->pages[place]);
    memmove(&stack->pages[place], &stack->pages[place + 1], (stack->depth - place - 1) * sizeof *stack->pages);
    stack->pages[--stack->depth] = NULL;
}

void stack_open(struct stack *stack, const struct screen *screen, const struct page_argument *argument)
{
    assert(stack->depth <= STACK_PAGES_MAX);
    struct page *covered = stack_top(stack);
    if (covered != NULL)
        fold_up(covered);
    struct page *page = memory_allocate(1, sizeof *page);
    page->screen = screen;
    page->view = stack->view;
    if (argument != NULL)
        page->argument = *argument;
    page->state = memory_allocate(1, screen->state_size);
    stack->pages[stack->depth++] = page;
    load(page);
    lay_out(stack, page);
}

void stack_cut(struct stack *stack, size_t depth)
{
    while (stack->depth > depth) {
        close_page(stack->pages[stack->depth - 1]);
        stack->pages[--stack->depth] = NULL;
    }
    struct page *top = stack_top(stack);
    if (top != NULL && (top->rows != stack->rows || top->columns != stack->columns))
        lay_out(stack, top);
}

void stack_back(struct stack *stack)
{
    if (stack->depth > 1)
        stack_cut(stack, stack->depth - 1);
}

void stack_clear(struct stack *stack)
{
    stack_cut(stack, 0);
}

void stack_invalidate(struct stack *stack)
{
    for (size_t i = 0; i < stack->depth; i++)
        fold_up(stack->pages[i]);
}

void stack_reload(struct stack *stack)
{
    for (size_t i = 0; i < stack->depth; i++)
        load(stack->pages[i]);
    if (stack->depth > 0)
        lay_out(stack, stack_top(stack));
}

void stack_resize(struct stack *stack, int rows, int columns)
{
    struct page *top = stack_top(stack);
    stack->rows = rows;
    stack->columns = columns;
    if (top != NULL && (top->rows != rows || top->columns != columns))
        lay_out(stack, top);
}
