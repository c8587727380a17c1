// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the parts of the HTML reader share: what is being read, how an element looks, the rows of tables.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_HTML_PRIVATE_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_HTML_PRIVATE_H

#include "core/exchange/integreat/html.h"

enum { TABLE_COLUMNS_MAX = 12, TABLE_SPAN_MAX = 100 };

// ---- attributes: name, value, name, value, NULL, as libxml2 gives them; NULL for none ------------------------------

// The value, "" when the attribute is not there or has none. Names are in any case.
const char *html_attribute(const unsigned char **attributes, const char *name);

// The value as a whole number from -9999 to 9999; `otherwise` when it is none.
long html_number(const unsigned char **attributes, const char *name, long otherwise);
bool html_has_attribute(const unsigned char **attributes, const char *name);

// Whether a declaration of the attribute "style" gives the property a value with this word in it.
bool html_style_says(const unsigned char **attributes, const char *property, const char *word);

// Not shown: hidden, or struck out by its style.
bool html_is_unseen(const unsigned char **attributes);

// ---- marks of lists ------------------------------------------------------------------------------------------------

// "4.", "d.", "iv." for the types of HTML '1' 'a' 'A' 'i' 'I', with what stands before it; in the arena.
const char *html_mark(struct arena *arena, const char *before, char type, long number);

// ---- tables ---------------------------------------------------------------------------------------------------------

// A cell: the blocks that were made of it.
struct html_cell {
    size_t first, end;  // of the blocks
    bool head;          // names its column or row
    long columns, rows; // that it takes
};

struct html_column {
    const char *head;  // NULL: none
    const char *above; // the text of a cell that reaches down to here
    long rows;         // how many more rows it takes
};

struct html_table {
    struct html_column columns[TABLE_COLUMNS_MAX];
    size_t column_count;
    int head_rows;              // that were read
    bool filled;                // there was another row
    bool in_head;               // within <thead>
    bool in_row, in_cell, wide; // wide: the row has more cells than we keep
    size_t row_first;           // the first block of the row
    struct html_cell cells[TABLE_COLUMNS_MAX];
    size_t cell_count;
};

// Begins a row and a cell at the present end of the blocks.
void html_table_begin_row(struct html *html, struct html_table *table);
void html_table_begin_cell(struct html *html, struct html_table *table, bool head, const unsigned char **attributes);
void html_table_end_cell(struct html *html, struct html_table *table);

// Makes one entry of the row, in which each cell stands with the name of its column, and empty ones are seen; heads
// are only kept. A row of one cell, and one whose cells are pages of their own, stay the blocks that they are.
void html_table_end_row(struct html *html, struct html_table *table);

// A table of nothing but heads says them.
void html_table_end(struct html *html, struct html_table *table);

// ---- the whole ------------------------------------------------------------------------------------------------------

enum { LISTS_MAX = 8, TABLES_MAX = 4, ITEMS_MAX = 64 };

struct html_list {
    bool ordered, downward, stated; // stated: where it begins
    char type;                      // of HTML: '1', 'a', 'A', 'i', 'I'
    long next;
    const char *mark;        // of its last entry
    size_t items[ITEMS_MAX]; // the blocks of its entries, for a list that counts down
    size_t count;
};

// What is being read, and the block being written.
struct html_builder {
    struct html *html;
    const char *kind; // of the block being written
    char *text;       // grown with memory_resize()
    size_t length, room;
    int depth;
    int silent; // depth of the element whose text is not text, 0: none
    int raised; // depth of the element whose digits are raised, 0: none
    size_t raised_start;
    int preformatted; // depth of the element in which line ends count, 0: none
    int breaks;       // line ends since the last text
    struct html_list lists[LISTS_MAX];
    size_t list_count; // may be more than there is room for
    bool item_begins;  // the next block is the beginning of an entry
    const char *mark;  // that stands before it; NULL: a dot
    struct html_table tables[TABLES_MAX];
    size_t table_count; // the same
    const char *href;
    size_t href_start;
    struct html_target *pending; // links that follow this block; grown with memory_resize()
    size_t pending_count, pending_room;
    const char *refusal;
    struct _xmlParserCtxt *parser;
};

// Appends bytes to the block being written; html_put_text() makes one of blanks of all kinds, and soft hyphens and other
// invisible marks vanish.
void html_put(struct html_builder *builder, const char *bytes, size_t length);
void html_put_text(struct html_builder *builder, const char *text, size_t length);

// Ends the reading, for this reason.
void html_refuse(struct html_builder *builder, const char *why);

// Ends the link that began at href_start.
void html_end_link(struct html_builder *builder);

#endif
