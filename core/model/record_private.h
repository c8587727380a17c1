// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to records: the statements by which they are read and written, made of the model.
#ifndef KOMPASS_CORE_MODEL_RECORD_PRIVATE_H
#define KOMPASS_CORE_MODEL_RECORD_PRIVATE_H

#include "core/database/statement.h"
#include "core/model/record.h"

// The statements that are the same for every kind.
enum record_statement {
    THING_READ, THING_FIND_SLUG, THING_WRITE, THING_REMOVE,
    TEXT_READ, TEXT_WRITE, TEXT_REMOVE,
    SOURCE_READ, SOURCE_WRITE, SOURCE_REMOVE,
    NOTE_READ, NOTE_WRITE, NOTE_REMOVE,
    WITHHELD_READ, WITHHELD_WRITE, WITHHELD_REMOVE,
    PATH_READ, PATH_WRITE, PATH_REMOVE,
    LINK_WRITE, LINK_REMOVE, LINK_LEADING,
    RECORD_STATEMENTS,
};

// Those of a kind's table, then those of each of its parts.
enum { KIND_READ, KIND_WRITE, KIND_STATEMENTS };
enum { PART_READ, PART_WRITE, PART_REMOVE, PART_STATEMENTS };

// One that asks which things lead to a thing of a kind by one column; or, `within`, are within it.
struct record_leading_query {
    enum kind leads_to;
    bool within;
    size_t statement;
};

struct records {
    sqlite3 *database;
    struct arena arena; // of the texts of the statements
    const char **sql;
    size_t count, capacity;
    struct statements *statements;
    size_t first[KIND_COUNT]; // statement of the kind
    struct record_leading_query *leading;
    size_t leading_count;
};

// As statements_begin(); `statement` is one of the enum, or of the kind's and its parts'.
struct statement *record_begin(struct records *records, size_t statement, struct problem *problem);

// The statement of a part, PART_READ and so on.
size_t record_part_statement(const struct records *records, enum kind kind, size_t part, int which);

#endif
