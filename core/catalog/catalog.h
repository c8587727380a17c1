// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reading a catalog: areas, topics, offers, articles, guides, emergency numbers. Text comes in the first of the
// reader's languages that it exists in; the fallback happens here and nowhere else, and every text says its language.
#ifndef KOMPASS_CORE_CATALOG_CATALOG_H
#define KOMPASS_CORE_CATALOG_CATALOG_H

#include "core/base/arena.h"
#include "core/base/geography.h"
#include "core/base/status.h"
#include "core/model/body.h"
#include "core/model/counts.h"
#include "core/model/model.h"
#include "core/time/hours.h"
#include "core/time/recurrence.h"
#include "core/language/language.h"

#include <stdbool.h>
#include <stddef.h>

struct catalog; // opaque, read-only

enum { CATALOG_ID_BYTES = 37 }; // a UUID in text (RFC 9562) and its NUL

// Opens a catalog file: marks, version and length are right, and it says which release it is. This is quick, as a kiosk's
// start waits for it, and enough for a file that was verified when it was adopted. A page damaged since shows as an empty
// list and in the log.
enum status catalog_open(struct catalog **catalog, const char *path, struct problem *problem);

// The same for the bytes of a catalog in memory, as build_catalog() gives them, which are taken over whatever comes of it.
enum status catalog_open_bytes(struct catalog **catalog, unsigned char *bytes, size_t size, struct problem *problem);

enum { CATALOG_RELEASE_MAX = 999999999 }; // the highest number of a release; they begin with 1

// The number of a release at the beginning of `text` with just `rest` behind it, as it stands in names of files: decimal
// digits without sign, blanks or leading zeros, at most CATALOG_RELEASE_MAX. 0 for any other text. Whoever reads such a
// name asks here, so that all see the same catalogs in a folder.
long catalog_number(const char *text, const char *rest);

// The path of a release's catalog in a folder of catalogs: <release>.db; in the arena.
char *catalog_path(struct arena *arena, const char *folder, long release);

// The newest good catalog of a folder: the files <release>.db from the highest number down, the first that opens and is
// the release that its name says. Each that is not is given to `sink`. A path to a file opens just that.
enum status catalog_open_newest(struct catalog **catalog, const char *folder_or_file, problem_sink *sink, void *context,
                                struct problem *problem);

// The newest good one of a folder whose number is lower than `below`.
enum status catalog_open_below(struct catalog **catalog, const char *folder, long below, problem_sink *sink,
                               void *context, struct problem *problem);
void catalog_close(struct catalog **catalog);

// Reads every page of an open catalog, follows every reference (database_check), sees that there is nothing in it that a
// catalog has not (a trigger, a view, a virtual table but those of the search index), and asks every question that a screen asks.
// It takes some milliseconds per megabyte, so it is done once, before a file is adopted, and by `kompass check`, not each
// time a kiosk starts.
enum status catalog_verify(struct catalog *catalog, struct problem *problem);

enum text_origin { TEXT_ORIGIN_HUMAN, TEXT_ORIGIN_MACHINE };

// A text and what it is. `value` is NULL when nothing is there in any of the reader's languages.
struct catalog_text {
    const char *value;
    const struct language *language; // of `value`
    enum text_origin origin;
};

struct catalog_release {
    long number;
    const char *city;    // slug
    const char *name;    // "Dessau-Roßlau"
    const char *zone;    // IANA
    const char *created; // RFC 3339, UTC
    struct local_time created_date; // its date
};

// For a reader that must answer in time: all queries from here to the next call may together take some seconds of a slow
// computer. One that goes on for longer gives what it has found so far, and is logged; a query of usual size has an
// answer all the same. Without a call each query by itself is bounded.
void catalog_begin_turn(struct catalog *catalog);

// Borrowed from the catalog.
const struct catalog_release *catalog_release(const struct catalog *catalog);

// How much it has of each kind; all 0 when it cannot be read, which is logged.
struct counts catalog_counts(const struct catalog *catalog);

// A line of a list: something that can be opened.
struct catalog_entry {
    enum kind kind;             // one that is listed
    const char *id;             // UUID
    struct catalog_text title;  // offer: the gloss, or the German name; others: their name
    const char *german;         // the German name of an offer or term when `title` is another; otherwise NULL
    struct catalog_text detail; // summary; for an area the names of its topics, for a term what it means
    bool temporarily_closed;    // an offer that is closed for the time being
    long count;                 // area: topics with content; topic: things in it; otherwise 0
    bool unreachable;           // an offer that is only to be read about: offer_is_reachable()
    const char *pictogram;      // an area's picture, by its name; NULL: it has none, nor has any other kind
};

struct catalog_list {
    struct catalog_entry *entries; // in the arena
    size_t count;
};

// All take the arena that the result lives in. Empty topics and areas are left out: a newcomer is not led into a void.
// Duplicates (duplicate_of) are never listed, and a link or an id of one leads to the offer that it repeats. Database
// errors give an empty list and are logged.
struct catalog_list catalog_areas(struct catalog *catalog, struct arena *arena, const struct reader *reader);

// The pictures of the areas that have one, by their names, in their order and in the arena: at most `capacity`; returns how many.
// Without their texts, so it takes a tenth of the time.
size_t catalog_pictograms(struct catalog *catalog, struct arena *arena, const char **names, size_t capacity);

struct catalog_list catalog_topics(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                   const char *area_id);
struct catalog_list catalog_topic_entries(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                          const char *topic_id); // articles, offers, those that cannot be reached
struct catalog_list catalog_guides(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                   const char *area_id); // NULL: all

// Whether there is any.
bool catalog_has_guides(struct catalog *catalog);

// The words of the glossary in the German texts of an offer, article or guide, in the order of their first places; empty
// for an offer's duplicate, which is not shown. The second says only whether there are any.
struct catalog_list catalog_terms(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                  const char *thing_id);
bool catalog_has_terms(struct catalog *catalog, const char *thing_id);

// Where a term stands: guides, then articles, then offers.
struct catalog_list catalog_term_places(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                        const char *term_id);

// One thing as a list line, for links and paths. False when it does not exist, or is of a kind that is not listed.
bool catalog_entry(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                   struct catalog_entry *entry);

// The id of a slug ("integrationsbuero"), in the arena, NULL when there is none.
char *catalog_id_of_slug(struct catalog *catalog, struct arena *arena, enum kind kind, const char *slug);

enum three_valued { VALUE_UNKNOWN, VALUE_NO, VALUE_YES };
enum offer_cost { COST_UNKNOWN, COST_FREE, COST_PAID, COST_DEPENDS };
// What sort of offer it is.
enum offer_type {
    OFFER_OFFICE, OFFER_ADVICE, OFFER_SERVICE, OFFER_GROUP, OFFER_COURSE, OFFER_EVENT, OFFER_INFO, OFFER_EMERGENCY,
    OFFER_TYPES,
};

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

enum audience {
    AUDIENCE_EVERYONE, AUDIENCE_REFUGEES, AUDIENCE_EU_CITIZENS, AUDIENCE_STUDENTS, AUDIENCE_WORKERS, AUDIENCE_FAMILIES,
    AUDIENCE_VOLUNTEERS, AUDIENCE_PROFESSIONALS, AUDIENCE_CHILDREN_YOUTH, AUDIENCE_WOMEN, AUDIENCE_SENIORS,
    AUDIENCE_LGBTQ, AUDIENCE_DISABLED, AUDIENCE_COUNT,
};

// A time at which an event happens.
struct event_time {
    struct occurrence occurrence;
    bool all_day; // only its days count: it begins and ends at a midnight
    bool unusual; // beside its rule: it was moved there, or comes besides
};

// What is known of an event in a list. Of what it costs, whom it is for and the like only its offer says anything, so that of one
// without an offer it is unknown.
struct catalog_event_line {
    struct catalog_entry entry;
    struct event_time next;
    enum offer_cost cost;
    enum three_valued by_appointment;
    unsigned audiences;         // bit 1 << enum audience; 0: unknown
    const char *const *spoken;  // BCP 47 tags
    size_t spoken_count;        // 0: unknown
    const char *const *areas;   // ids
    size_t area_count;          // 0: unknown
};

struct catalog_events {
    struct catalog_event_line *items; // in the arena, the next one first
    size_t count;
};

// From when to when; `to` is left out, and with the year 0 there is none.
struct event_span {
    struct local_time from, to;
};

// The events that happen in the span and are not over at its beginning: all, or those of an offer. Each stands once, with its first
// date there; at most the next 500.
struct catalog_events catalog_events(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     const struct event_span *span, const char *offer_id);

// The next time of one that is not over at `now`. False when there is none.
bool catalog_event_next(struct catalog *catalog, const char *id, struct local_time now, struct event_time *next);

// The days of the span on which an event would be by its rule and is cancelled:
// the first `room` of them; returns how many.
size_t catalog_event_cancelled(struct catalog *catalog, const char *id, const struct event_span *span, struct local_time *days,
                               size_t room);

// Where there is often something going on, and somebody who knows when: groups, and events that have no date yet; at most 12.
struct catalog_list catalog_meeting_places(struct catalog *catalog, struct arena *arena, const struct reader *reader);

struct catalog_contact {
    const char *role;    // may be NULL
    const char *phone;   // E.164, may be NULL
    const char *printed; // the number as people write it, may be NULL
    const char *email;   // may be NULL
    const char *url;     // may be NULL
};

struct catalog_offer {
    const char *id;
    const char *slug;
    enum offer_type type;
    const char *name;               // official German name
    struct catalog_text gloss; // what the name means; none for a reader who prefers German to the glosses there are
    struct catalog_text summary, description, bring, next_step; // a description may have several lines
    const char *organization;
    const char *street, *postal_code, *city, *district; // each may be NULL
    const struct catalog_contact *contacts;
    size_t contact_count;
    const struct opening_span *spans;
    size_t span_count;
    bool hours_known;               // false: `spans` is NULL, as hours_at() wants it
    bool temporarily_closed;        // for the time being; it has no spans then
    const struct closure *closures; // of it, of its organization, of all offices if it is one
    size_t closure_count;
    enum three_valued by_appointment;
    const char *appointment_url;    // where one can be made, may be NULL
    enum offer_cost cost;
    const char *const *spoken;      // BCP 47 tags
    size_t spoken_count;
    unsigned audiences;             // bit 1 << enum audience
    const char *source_url, *source_date; // source_date may be NULL
    const char *verified_on;        // NULL: nobody has verified it
    enum confidence confidence;
    bool hours_doubted;             // staff noted that the hours must be checked first
    struct catalog_list guides;     // guides that lead here
    const char *topic_id;           // its home
};

enum { FACTS_FRESH_MONTHS = 12, FACTS_OLD_MONTHS = 24 };

// The day that facts are of, "2021", "2021-12" or "2021-12-24": that of the verification or that of the source, whichever is
// later; each may be NULL. NULL when nobody stated one. *verified says which.
const char *facts_as_of(const char *source_date, const char *verified_on, bool *verified);

// Whether facts of that day are older than so many months; those of an unknown day (NULL) are. Of a partial date the earliest
// day counts.
bool facts_are_old(const char *as_of, int months, struct local_time now);

// Whether facts are due to be looked at again from that day on, YYYY-MM-DD; NULL: never.
bool facts_are_due(const char *review_after, struct local_time now);

// Whether its hours are each day from midnight to midnight: a help line, say.
bool offer_is_open_day_and_night(const struct catalog_offer *offer);

// Whether the facts, above all the hours, may be wrong by `now`, so that nothing may be said of them without saying that.
// What was verified in the last FACTS_FRESH_MONTHS is sure. Else it is doubtful when the confidence is low, when staff doubts
// the hours, and when the source is older than that or of an unknown day; of a partial date the earliest day counts. Only what
// is open day and night and known with high confidence is not doubted for its age until its source is FACTS_OLD_MONTHS old: an
// emergency number has no hours to change.
bool offer_is_doubtful(const struct catalog_offer *offer, struct local_time now);

// Whether it can be called, written to or looked up on the web: how appointments are made.
bool offer_has_contact(const struct catalog_offer *offer);

// The same, or it can be visited: a street is known. What is not reachable is listed as information, after all else.
bool offer_is_reachable(const struct catalog_offer *offer);

// STATUS_NOT_FOUND when the id does not exist. All in the arena.
enum status catalog_offer(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct catalog_offer *offer, struct problem *problem);

// The same without its texts, audiences and guides: what a line of a list says of it. Whether it can be reached is
// not known from this, but from its entry.
enum status catalog_offer_state(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                                struct catalog_offer *offer, struct problem *problem);

// What hours_at() is asked about an offer; borrowed from both.
struct opening_rules catalog_rules(const struct catalog_offer *offer, const struct holiday *holidays, size_t holiday_count);

// Whether the offer is open at `now`: hours_at() for its rules. What is closed for the time being is closed, whatever else
// is known (OPENING_REASON_TEMPORARY); what has no regular hours but needs an appointment is OPENING_BY_APPOINTMENT.
void catalog_opening(const struct catalog_offer *offer, const struct holiday *holidays, size_t holiday_count,
                     struct local_time now, struct opening *opening);

// Whether the offer of that id is open at `now` by the hours that are known.
bool catalog_is_open(struct catalog *catalog, struct arena *arena, const char *id, const struct holiday *holidays,
                     size_t holiday_count, struct local_time now);

// Where the offer of that id is; what coordinates_are_known() denies when nobody stated it.
struct coordinates catalog_point(struct catalog *catalog, const char *id);

// Whether a closure closes the offer of that id on the day of `now`, all day long.
bool catalog_is_shut(struct catalog *catalog, struct arena *arena, const char *id, struct local_time now);

struct catalog_block {
    enum body_block_kind kind;
    const char *text;           // not for links
    const char *mark;           // before an entry of a list: "4.", "a."; NULL: a dot
    struct catalog_entry entry; // for links: where it leads
};

struct catalog_article {
    const char *id;
    struct catalog_text title, summary;
    const struct language *language;    // of the blocks; NULL when there are none
    enum text_origin origin;            // of the blocks
    const struct catalog_block *blocks;
    size_t block_count;
    const char *source_url, *source_date, *verified_on;
    enum confidence confidence;
    const char *topic_id;
};
enum status catalog_article(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                            struct catalog_article *article, struct problem *problem);

struct catalog_step {
    struct catalog_text text;
    struct catalog_list offers;
    const char *source_url;
};

struct catalog_guide {
    const char *id;
    struct catalog_text title, summary;
    const struct catalog_step *steps;
    size_t step_count;
    const char *area_id;
};
enum status catalog_guide(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct catalog_guide *guide, struct problem *problem);

enum { EVENT_TIMES_MAX = 6, EVENT_MINUTES_MAX = 366 * 1440 };

struct catalog_event {
    const char *id;
    struct catalog_text title, summary, description; // the last two may be missing
    struct event_time times[EVENT_TIMES_MAX];        // that are not over, the next one first
    size_t time_count;                               // none: it is over
    struct local_time cancelled[EVENT_TIMES_MAX];    // days to come on which it is not
    size_t cancelled_count;
    const char *street, *postal_code, *city; // each may be NULL
    bool has_offer;
    struct catalog_entry offer;           // whose event it is
    const char *url;                      // where to take part, may be NULL
    const char *source_url, *source_date; // source_date may be NULL
};
enum status catalog_event(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct local_time now, struct catalog_event *event, struct problem *problem);

struct emergency_number {
    const char *id; // UUID; NULL: compiled in
    const char *number;
    struct catalog_text name, when;
    const char *offer_id; // may be NULL
};

// By rank. When there is no catalog (NULL), or none in it, the compiled-in numbers (emergency_compiled_in).
const struct emergency_number *catalog_emergency(struct catalog *catalog, struct arena *arena,
                                                 const struct reader *reader, size_t *count);

// Holidays with names in the reader's language.
const struct holiday *catalog_holidays(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                       size_t *count);

#endif
