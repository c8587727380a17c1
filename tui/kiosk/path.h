// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The way from what brings somebody here to what helps: what its pages share. Answers are the visit's (struct kiosk); the pages of one way
// are told apart by their arguments: the number of the question, then the id of the situation.
#ifndef KOMPASS_TUI_KIOSK_PATH_H
#define KOMPASS_TUI_KIOSK_PATH_H

#include "core/catalog/situations.h"
#include "tui/kiosk/kiosk.h"

// The situation of a page, and what is asked in it.
struct path_stage {
    struct catalog_situation situation;
    struct path_table *table; // in the page's data
    enum path_question asked[PATH_QUESTIONS];
    size_t asked_count;
};

// False when the situation is gone.
bool path_stage(struct page *page, const char *id, struct path_stage *stage);

// What is to be done when a situation was chosen: its answers begin anew unless it is the one of before; its first question, or at once
// what helps.
struct request path_begin(struct page *page, const char *id);

// The question of that number, from 0 on, or behind the last one what helps.
struct request path_request(const struct path_stage *stage, size_t number);

// The number and the situation of a page that was opened so; the number is 0 when the argument names none.
size_t path_number(const struct page *page);
const char *path_situation(const struct page *page);

// In the reader's language: the question, an answer to it, why something helps.
const char *path_question_text(struct page *page, enum path_question question);
const char *path_value_text(struct page *page, enum path_question question, const struct path_districts *districts, size_t value);
const char *path_reason_text(struct page *page, const char *reason);

#endif
