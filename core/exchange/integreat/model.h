// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a region of Integreat says, as structs, and the steps between its files and our content.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_MODEL_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_MODEL_H

#include "core/exchange/content/model.h"
#include "core/exchange/integreat/integreat.h"
#include "core/exchange/integreat/html.h"
#include "core/exchange/integreat/origin.h"

// The same page or place in another language. Its id is null when Integreat shows a copy of the default language there.
struct integreat_translation {
    const char *code; // Integreat's name of the language
    const char *path;
    bool copy;
};

enum integreat_kind { INTEGREAT_PAGE, INTEGREAT_PLACE, INTEGREAT_EVENT };

// What one page or place can have: more than any has, and little enough to be gone through for each of them, so that a
// hostile answer does not take for ever. DEPTH: pages above it.
enum { INTEGREAT_DEPTH_MAX = 64, INTEGREAT_LANGUAGES_MAX = 64, INTEGREAT_CONTACTS_MAX = 100 };

// A page, or the part of a place or an event that pages have, too.
struct integreat_page {
    const char *path, *title, *html, *url, *updated; // title is NULL when there is none
    const char *parent;                              // path; NULL at the root
    long order;
    struct json_items translations; // struct integreat_translation, without its own language
    const char *place;              // "de/pages.json: [3]"
    enum integreat_kind kind;       // of places and events it is the first member

    // What joining and the tree find out.
    struct integreat_page *german;    // the page that it is a version of; NULL: none
    struct integreat_page **versions; // of a German page, by the index of the folder; NULL: none in the language
    struct integreat_page *above, *first_child, *next_sibling; // children by their order
    size_t depth;                                              // 0 at the root
    bool has_text, full;                                       // in German; full: it or a page below has text
    const char *slug;
    const char *link_kind, *link_slug; // where a link to it leads; NULL: nowhere
};

struct integreat_slot {
    long start, end; // minutes, -1 when they could not be read
};

struct integreat_day {
    bool all_day, closed, appointment;
    struct json_items slots; // struct integreat_slot
};

struct integreat_contact {
    const char *area, *email, *phone, *mobile, *website;
};

struct integreat_point {
    struct coordinates coordinates; // as stated; it may stand for none
    bool stated;
};

// Where a place or an event is.
struct integreat_site {
    const char *street, *postal_code, *town;
    struct integreat_point point;
};

struct integreat_place {
    struct integreat_page page; // the first member
    const char *summary;        // meta_description
    const char *website, *email, *phone;
    struct json_items contacts; // struct integreat_contact
    const char *category;       // name
    const char *organization;   // name
    struct integreat_site site;
    bool closed;
    const char *appointment_url;
    struct json_items hours; // struct integreat_day; none: unknown
};

struct integreat_event {
    struct integreat_page page; // the first member
    long id;                    // the same in all languages; 0: not stated
    const char *start, *end;    // RFC 3339, with an offset
    bool all_day, only_weekdays;
    const char *rule;          // DTSTART and RRULE, a line each
    const char *location_path; // of its place
    const char *meeting_url;
    struct integreat_site site;
};

// What regions.json says of one.
struct integreat_region {
    const char *path, *name;
    struct integreat_point point;
};

// One language.
struct integreat_folder {
    const char *code;                // its name
    const char *language;            // BCP 47
    struct json_items pages;         // struct integreat_page
    struct json_items places;        // struct integreat_place
    struct json_items events;        // struct integreat_event
    struct integreat_page **by_path; // all of them, sorted
    size_t by_path_count;
    // Of the German one only.
    struct integreat_event **by_id; // the events that have one, and a start, sorted by both
    size_t by_id_count;
    struct integreat_event **dates; // the single dates, sorted by the path of their event and their start
    size_t date_count;
};

struct integreat {
    struct content *content;
    struct json_reader *reader;
    struct integreat_report *report;
    struct integreat_origin *origin;
    struct integreat_folder *folders; // the German one first
    size_t folder_count;
    const char *region; // slug
};

// Reads one answer. Wrong types and shapes are reported with their place.
void integreat_read_pages(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder);
void integreat_read_places(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder);
void integreat_read_events(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder);

// The region whose path is `slug`. NULL when it is not in the answer.
const struct integreat_region *integreat_read_region(struct json_reader *reader, const char *bytes, size_t size,
                                                     const char *slug);

// The coordinates if they can be a place's; counts what is stated and cannot be, or stands for none.
struct coordinates integreat_coordinates(struct integreat *source, const struct integreat_point *point);

// A place as our content has it.
struct content_place integreat_location(struct integreat *source, const struct integreat_site *site);

// Finds for each German page, place and event its versions in the other languages, and counts what belongs to none.
void integreat_join(struct integreat *source);

// The page, place or event of a path in a folder, NULL when there is none.
struct integreat_page *integreat_find(const struct integreat_folder *folder, const char *path);

// Where the date of a single date of an event begins in its path: ".../course$2026-12-10/", as answers are that were
// not asked to combine what recurs; then each date is an entry of its own, with the rule of all. NULL when it is no
// such entry.
const char *integreat_date_in(const char *path);

// Whether the event is not a single date and such a one of it is in the folder; with `start` one that begins then.
bool integreat_has_date(const struct integreat_folder *folder, const struct integreat_event *event, const char *start);

// A slug that is unique for the path and can be read: the region, the path's last part, a hash.
const char *integreat_slug(struct integreat *source, const char *path);

// The blocks of a version's HTML; none when it only says in which other languages the page exists.
struct json_items integreat_blocks(struct integreat *source, const struct integreat_folder *folder,
                                   const struct integreat_page *page);

// What says in short what the blocks say: the first sentences of the first paragraph. NULL without one.
const char *integreat_summary(struct integreat *source, const struct json_items *blocks);

// The blocks as one text, a line for each, without `summary` if it begins so; NULL when nothing else is in it. Links by
// id are left out and counted.
const char *integreat_description(struct integreat *source, const char *summary, const struct json_items *blocks);

// The title in each language that has one, as texts with this field; there is room for as many more.
struct content_texts integreat_titles(struct integreat *source, const struct integreat_page *page, const char *field);

// The text, cut after a word to fit into so many bytes.
const char *integreat_fit(struct integreat *source, const char *text, size_t bytes_max);

// What every thing has; texts are cut to what the model admits. `page` may be NULL.
struct content_thing integreat_thing(struct integreat *source, enum kind kind, const char *slug,
                                     const struct integreat_page *page, const struct content_texts *texts);

// Where a page was found, and of which day it is.
struct content_source integreat_source(struct integreat *source, const struct integreat_page *page);

// Pages become areas, topics and articles; places become offers below an area of their own; events become events.
void integreat_add_pages(struct integreat *source);
void integreat_add_places(struct integreat *source);
void integreat_add_events(struct integreat *source);

#endif
