// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A form: fields below each other from a table that describes them, each with its label and, below it, what is wrong with what
// stands there. Labels stand beside the fields where there is room, else above them.
#ifndef KOMPASS_TUI_KIT_FORM_H
#define KOMPASS_TUI_KIT_FORM_H

#include "tui/kit/editor.h"

enum form_kind {
    FORM_TEXT,     // a single line
    FORM_LINES,    // many
    FORM_DATE,     // a day, as 2026-11-23 or 23.11.2026
    FORM_CHOICE,   // one of a few
    FORM_DECISION, // yes, no or unknown: enum form_decision
    FORM_ROWS,     // any number of single lines, such as opening hours
    FORM_PAGE,     // what is chosen or written on a page of its own: shown here, and opened by Enter
};

enum { FORM_UNCHOSEN = -1 };
enum form_decision { FORM_YES, FORM_NO, FORM_UNKNOWN };

struct form;

// What a field is. Texts are borrowed, in the reader's language.
struct form_field {
    enum form_kind kind;
    const char *label;
    const char *hint;                // stands where nothing is written yet; NULL: nothing
    bool needed;                     // must not be empty
    enum text_direction direction;   // of what is written
    struct edit_limits limits;       // FORM_TEXT, FORM_LINES, each row of FORM_ROWS
    int rows;                        // FORM_LINES: of the box
    const char *const *choices;      // FORM_CHOICE: ended by NULL
    size_t rows_max;                 // FORM_ROWS: at least 1
    // Optional: what is wrong with the field in the reader's words, in the arena or borrowed; NULL: nothing. Asked when
    // somebody leaves it with something in it, and by form_check().
    const char *(*check)(const struct form *form, size_t field, struct arena *arena);
};

// What stands in a field.
struct form_value {
    struct editor *editors; // one, or of FORM_ROWS one a row; owned
    size_t count;
    int choice;             // FORM_CHOICE: the place of what was chosen; FORM_DECISION; or FORM_UNCHOSEN
    int kept_choice;        // what counts as unchanged,
    char *kept_rows;        // of FORM_ROWS with a line feed behind each; owned
    char *shown;            // FORM_PAGE; owned
    char *error;            // owned; NULL: none
};

struct form_place; // where a field is

struct form {
    const struct form_field *fields; // borrowed; may be set anew in another language, with the same kinds in the same order
    size_t count;
    void *context;                // the page's
    struct form_value *values;    // of each field; owned
    size_t focus;                 // field,
    size_t part;                  // and row of FORM_ROWS in it: behind the last one it adds another
    // How it is laid out.
    struct arena lines_arena;
    struct form_place *places;
    int total_rows, rows, columns, scroll;
};

// Makes it ready with empty fields; form_free() overwrites all that was written. Zero-initialised may be freed.
void form_init(struct form *form, const struct form_field *fields, size_t count, void *context);
void form_free(struct form *form);

// Puts something into a field as unchanged; of FORM_ROWS, form_set_text() takes lines; of FORM_PAGE it is what is shown. Lay the form out afterwards.
void form_set_text(struct form *form, size_t field, const char *text);
void form_set_choice(struct form *form, size_t field, int choice);

// What is written in a field that is written in, or in a row of FORM_ROWS; borrowed until the next input.
const char *form_text(const struct form *form, size_t field, size_t row);

// The day written in a field; false when it is none. Only the date is set.
bool form_date(const struct form *form, size_t field, struct local_time *date);

// Whether a field, or any, is other than it was put there or kept.
bool form_field_changed(const struct form *form, size_t field);
bool form_changed(const struct form *form);
void form_keep(struct form *form);

// Asks every field whether it is right; false with the focus on the first that is not.
bool form_check(struct form *form, const struct view *view);

// Says something else about a field, such as that its slug is taken; NULL: nothing. Copied. Lay the form out afterwards.
void form_set_error(struct form *form, size_t field, const char *error);

// Arranges it for rows x columns of cells, what has the focus in sight.
void form_lay_out(struct form *form, const struct view *view, int rows, int columns);

enum form_result {
    FORM_IGNORED,
    FORM_MOVED,   // paint again
    FORM_CHANGED, // something was written or chosen
    FORM_OPENED,  // the page of the FORM_PAGE that has the focus is to be opened
    FORM_EMPTIED, // what is in it is to be taken away
};

// Tabulator and, where a field has no other use for them, arrows go from field to field; Enter goes on, too, but in many lines.
// Of choices, start and end choose, as digits do, a blank takes the next one, Backspace none. It lays itself out again.
enum form_result form_act(struct form *form, const struct view *view, const struct input *input);

void form_paint(const struct form *form, const struct view *view, const struct canvas *canvas);

#endif
