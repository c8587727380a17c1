// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What exists: every kind of thing with its fields, once. Whoever handles all kinds or all fields (imports, the door for
// writing, checks, counts, coverage, search, publishing, exchange, forms) reads these tables and names none itself, so that
// a new kind or field is a row here, a column in data/schema.sql, and a screen.
#ifndef KOMPASS_CORE_MODEL_MODEL_H
#define KOMPASS_CORE_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>

// In an order in which a thing comes after those that it leads to, but for offers that repeat one another.
enum kind {
    KIND_CITY,
    KIND_AREA,
    KIND_TOPIC,
    KIND_ORGANIZATION,
    KIND_PLACE,
    KIND_OFFER,
    KIND_ARTICLE,
    KIND_GUIDE,
    KIND_GUIDE_STEP,
    KIND_EMERGENCY,
    KIND_HOLIDAY,
    KIND_EVENT,
    KIND_TERM,
    KIND_CLOSURE,
    KIND_SITUATION,
    KIND_COUNT,
    KIND_NONE = KIND_COUNT,
};

enum { MODEL_ID_BYTES = 37 }; // a UUID in text (RFC 9562) and its NUL

// What a column holds. NULL is "nobody stated it" in all of them.
enum model_type {
    MODEL_TEXT,
    MODEL_NUMBER, // a whole number
    MODEL_REAL,
    MODEL_FLAG,  // 0 or 1
    MODEL_DAY,   // YYYY-MM-DD
    MODEL_TIME,  // YYYY-MM-DDTHH:MM, local wall time
    MODEL_THING, // the id of a thing
};

// A column of a kind's table, or of one of its parts'. Its name is that of its field in a record (core/model/record.h).
struct model_column {
    const char *name;
    enum model_type type;
    enum kind leads_to;            // MODEL_THING: the kind that is meant
    bool needed;                   // NOT NULL
    bool bound;                    // MODEL_THING: left out it means something else, so a thing goes with what it leads to
    const char *const *choices;    // the only values of a MODEL_TEXT, ending with NULL; NULL: any
    bool condition;                // a condition on the answer to the question of its name (core/paths/condition.h)
    bool derived;                  // made from another by whoever writes: not in a record
    bool official;                 // a name as its owner writes it: not ours to translate or to make plain
    bool sorts;                    // says where a thing stands among others: no fact that its source states
};

// The form of a text.
enum model_form {
    MODEL_LINE,  // one line
    MODEL_LINES, // several
    MODEL_BODY,  // the blocks of an article: core/model/body.h
};

// A text of a thing: one row of the table `text` for each language that it is written in.
struct model_text {
    const char *name; // text.field
    enum model_form form;
    size_t bytes_max;
    bool needed;       // a thing without it in German is not whole
    bool searched;     // its words are in the search index
    bool linted;       // its German is held to plain language
    bool translated;   // a translation of it is wanted; not so of a term's forms
    const char *of;    // the column of the kind's own table that it is made from; NULL: its German text
    const char *of_hash; // then the column with that one's hash
};

// Rows that belong to a thing: a list in its record. One column: a list of values; more: a list of objects.
struct model_part {
    const char *name;  // in a record
    const char *table;
    const char *owner; // the column with the thing's id
    const struct model_column *columns;
    size_t column_count;
    bool ordered; // has a `position`, counted from 1
    bool sorts;   // as of a column
    bool shelf;   // the things under which this one is found; the first is its place, where it has no parent
};

struct model_kind {
    const char *name;   // thing.kind and the table; in ids and files
    const char *plural; // for people, in English: "guide steps"
    enum kind parent;   // the kind that it is a part of, KIND_NONE: of none
    const char *parent_column;
    const struct model_column *columns; // of its table, without id
    size_t column_count;
    const struct model_text *texts;
    size_t text_count;
    const struct model_part *parts;
    size_t part_count;
    const char *title;  // the text, or else the column, by which it is called in lists
    const char *detail; // the text below the title there; NULL: none
    bool within;       // has no life of its own: it goes with its parent, and is told as a part of it
    bool slugged;      // has a slug
    bool sourced;      // states facts, so has a row in `source`
    bool confident;    // and says how sure they are
    bool listed;       // can be opened by readers and found by searching
    bool linked;       // the body of an article may lead to it
    bool once;         // there is exactly one
    bool wanted;       // a catalog without any is not whole
    bool counted;      // of interest to people who ask how much there is
    bool grave;        // a mistake in it is dangerous: staff are told before all else
    int urgency;       // how soon its texts are to be translated: the larger the sooner; 0: after all others
    const char *reached; // a condition in SQL on the kind's table: such a thing can be called, written to, looked up or visited;
                         // NULL: that is not asked of the kind
    const char *hidden; // a condition in SQL on the kind's table: such a thing is kept, but never listed; NULL: none
};

// Static. `kind` is below KIND_COUNT.
const struct model_kind *model_kind(enum kind kind);

// The kind of that name, KIND_NONE when there is none. `name` may be NULL.
enum kind model_kind_of(const char *name);

// The text of a kind with that name, NULL when it has none. `name` may be NULL.
// How many columns of a text are seen in lists of the kiosk on 80 columns and 24 rows: of a list that does
// not fit on the screen, one line. 0: it is in no list.
int model_seen_columns(enum kind kind, const struct model_text *text);

const struct model_text *model_text_of(enum kind kind, const char *name);

// The column or part of that name, NULL when the kind has none.
const struct model_column *model_column_of(enum kind kind, const char *name);
const struct model_part *model_part_of(enum kind kind, const char *name);

// The columns of the table `source` but for the thing.
const struct model_column *model_source(size_t *count);

#endif
