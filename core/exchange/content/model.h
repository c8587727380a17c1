// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the content files say, as structs, and the three steps between files and database: read, check, write.
// Everything is held by one arena; a NULL or zero is what nobody stated.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_MODEL_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_MODEL_H

#include "core/base/arena.h"
#include "core/catalog/catalog.h"
#include "core/exchange/content/content.h"
#include "core/exchange/json/reader.h"
#include "core/model/model.h"
#include "core/paths/path.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#define CONTENT_UNSTATED LONG_MIN // a number that is NULL in the database

// One text.
struct content_text {
    const char *language; // BCP 47, as core/language spells it
    const char *field;    // "summary", "name", ...
    const char *text;     // accepted
    bool machine;         // origin
    const char *german;   // the German text that it was made from; NULL: the one of today
};

struct content_texts {
    struct content_text *items;
    size_t count;
};

struct content_source {
    const char *url;
    const char *date; // YYYY, YYYY-MM or YYYY-MM-DD
};

// The page that a thing was made of, as its source calls it in a language.
struct content_path {
    const char *language, *path;
};

// What every thing has. The first member of each struct below.
struct content_thing {
    enum kind kind;
    const char *slug; // of an organization its name, of a place its parts
    char id[MODEL_ID_BYTES];
    const char *place; // "offers/arrival.json: offers[3]", for problems
    long position;     // order within its parent
    struct content_texts texts;
    struct json_items paths; // struct content_path
};

struct content_city {
    struct content_thing thing;
    const char *name, *zone, *country, *subdivision;
    struct coordinates point;
};

struct content_topic {
    struct content_thing thing;
    const char *area; // slug
};

struct content_area {
    struct content_thing thing;
    const char *pictogram;
    struct json_items topics; // struct content_topic, only until they are gathered
};

struct content_place {
    struct content_thing thing;
    const char *street, *postal_code, *city, *district, *note;
    struct coordinates point;
};

struct content_organization {
    struct content_thing thing; // slug is the name
};

struct content_contact {
    const char *phone, *printed, *email, *url, *role;
    struct json_items languages; // const char *
};

struct content_offer {
    struct content_thing thing;
    const char *kind, *name, *organization;
    struct json_items topics;    // const char *, slugs
    struct json_items audiences; // const char *
    struct json_items languages; // const char *, tags
    struct content_place location;
    struct json_items contacts; // struct content_contact
    struct json_items schedule; // struct opening_span
    bool hours_known;
    enum three_valued temporarily_closed, by_appointment;
    const char *appointment_url;
    const char *cost;
    struct content_source source;
    const char *confidence, *verified_on, *doubt, *duplicate_of, *note;
};

struct content_block {
    const char *kind;      // "heading", "paragraph", "item", "link"
    const char *text;      // NULL for a link
    const char *mark;      // before an item: "4.", "a."; NULL: a dot
    const char *link;      // slug
    const char *link_kind; // "offer", "article", "guide", "topic"
    const char *place;
};

struct content_body {
    const char *language;
    bool machine;
    bool translated;           // from a file of translations
    struct json_items blocks;  // struct content_block
    struct json_items sources; // the German blocks that they were made from; none: those of today
};

struct content_article {
    struct content_thing thing;
    const char *topic;        // slug
    struct json_items bodies; // struct content_body
    struct content_source source;
    const char *confidence, *verified_on, *note;
};

struct content_step {
    struct content_texts texts;
    struct json_items offers; // const char *, slugs
    struct content_source source;
};

struct content_guide {
    struct content_thing thing;
    const char *area;            // slug
    struct json_items audiences; // const char *
    struct json_items steps;     // struct content_step
    const char *note;
};

struct content_emergency {
    struct content_thing thing;
    const char *number;
    long rank;
    const char *offer; // slug
    struct content_source source;
};

struct content_holiday {
    struct content_thing thing;
    long month, day;        // of a fixed date, otherwise CONTENT_UNSTATED
    long days_after_easter; // of a date that moves, otherwise CONTENT_UNSTATED
    struct content_source source;
};

struct content_event {
    struct content_thing thing;
    const char *starts; // "YYYY-MM-DDTHH:MM"
    long minutes;
    bool all_day;
    const char *rule;  // RFC 5545
    struct json_items except; // const char *, days on which it does not happen
    struct json_items extra;  // const char *, "YYYY-MM-DDTHH:MM", times at which it happens besides
    const char *offer; // slug
    struct content_place location;
    const char *url;
    struct content_source source;
};

struct content_term {
    struct content_thing thing;
};

struct content_closure {
    struct content_thing thing;
    const char *offer;        // slug; of this offer, or
    const char *organization; // name; of all its offers; neither: of all offices
    const char *first_day, *last_day; // YYYY-MM-DD; last_day NULL: until further notice
    bool every_year;
    struct json_items schedule; // struct opening_span; none: closed
    struct content_source source;
};

// A row of a table: an offer, why, and for whom.
struct content_row {
    size_t line; // of the file
    const char *offer; // slug
    const char *reason;
    const char *cells[PATH_QUESTIONS]; // conditions; NULL: it does not matter
};

struct content_situation {
    struct content_thing thing;
    const char *file;
    const char *pictogram;
    bool urgent;
    struct json_items rows; // struct content_row
};

// All things of all files, by kind, in the order read; every pointer is to one of the structs above.
struct content_list {
    struct content_thing **things;
    struct content_thing **by_slug; // the same, set by content_sort()
    size_t count, capacity;
};

struct content {
    struct arena arena;
    struct content_translations *translations; // the newest first; translation.h
    struct content_list lists[KIND_COUNT];
};

void content_add(struct content *content, struct content_thing *thing);

// The UUIDv5 (RFC 9562) of "<kind>/<slug>" in the name space of Kompass content; data/content/README.md states it.
void content_make_id(enum kind kind, const char *slug, char id[MODEL_ID_BYTES]);

// The same in the arena; NULL for no slug.
char *content_id_of(struct arena *arena, enum kind kind, const char *slug);

// Reads one file's bytes into the content. Problems go through the reader, whose arena is the content's.
void content_read(struct content *content, struct json_reader *reader, const char *bytes, size_t size);

// Orders what was read by slug, for finding it.
void content_sort(struct content *content);

// The thing of a slug, NULL when there is none; after content_sort().
struct content_thing *content_find(const struct content *content, enum kind kind, const char *slug);

// Reports slugs that stand twice; after content_sort().
void content_check_slugs(const struct content *content, struct json_reader *reader);

// Reports when there is not exactly one city.
void content_check_city(const struct content *content, struct json_reader *reader);

// What content_check() does for a file that comes alone: whether what it names is there is not asked.
void content_complete(struct content *content, struct json_reader *reader);

// What can only be judged over all files: slugs are unique and every reference leads somewhere. Sets positions and ids,
// and adds organizations and places.
void content_check(struct content *content, struct json_reader *reader);

// Reports days of sources and verifications that are in the future.
void content_check_dates(const struct content *content, struct json_reader *reader);

// Reports forms of terms that cannot be found, and German ones that two terms have; after content_translations_apply().
void content_check_terms(const struct content *content, struct json_reader *reader);

// Writes the checked content of a source (imported.source) in a transaction of its own, which a dry run takes back, and
// counts what was added, changed, removed and kept. Every change is told to the listener.
enum status content_write(sqlite3 *editorial, const struct content *content, const char *source, bool dry_run,
                          const struct content_listener *listener, struct content_report *report,
                          struct problem *problem);

#endif
