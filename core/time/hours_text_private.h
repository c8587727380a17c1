// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to hours_text: a text becomes words and signs, these become days, times and what is said of them, and these a week.
#ifndef KOMPASS_CORE_TIME_HOURS_TEXT_PRIVATE_H
#define KOMPASS_CORE_TIME_HOURS_TEXT_PRIVATE_H

#include "core/time/hours_text.h"

enum { HOURS_TOKENS_MAX = 500, HOURS_WEEK_MINUTES = 7 * 1440, HOURS_LONGEST_NIGHT = 14 * 60, HOURS_ON_HOLIDAYS = 128 };

// ---- words and signs ----------------------------------------------------------------------------------------------

// What a word means. The values of a word are in brackets.
enum hours_meaning {
    HOURS_MEANS_NOTHING, // a word that may stand anywhere
    HOURS_MEANS_DAYS,    // [bits of weekdays, and HOURS_ON_HOLIDAYS]
    HOURS_MEANS_WORKDAYS,
    HOURS_MEANS_SUNDAY_AND, // "Sonn- und Feiertage"
    HOURS_MEANS_AND,
    HOURS_MEANS_TO,
    HOURS_MEANS_BETWEEN, // the next "and" is "to"
    HOURS_MEANS_OCLOCK,
    HOURS_MEANS_AM,
    HOURS_MEANS_PM,
    HOURS_MEANS_A, // "a.m."
    HOURS_MEANS_P,
    HOURS_MEANS_M,
    HOURS_MEANS_HALF, // "halb 9" is 8:30
    HOURS_MEANS_TIME, // [minutes]
    HOURS_MEANS_HOURS,
    HOURS_MEANS_WHOLE_DAY,
    HOURS_MEANS_ROUND, // "rund um die Uhr"
    HOURS_MEANS_ALL,
    HOURS_MEANS_DAY,
    HOURS_MEANS_WEEK,
    HOURS_MEANS_NEXT,
    HOURS_MEANS_NEXT_DAY,
    HOURS_MEANS_CLOSED,
    HOURS_MEANS_NO, // "keine Sprechzeiten"
    HOURS_MEANS_EXCEPT,
    HOURS_MEANS_APPOINTMENT,
    HOURS_MEANS_N, // "n. V."
    HOURS_MEANS_V,
    HOURS_MEANS_WITHOUT,
    HOURS_MEANS_MORE,
    HOURS_MEANS_ORDINAL, // [bit of struct hours_text_rest]
    HOURS_MEANS_ENDING,  // "1st"
    HOURS_MEANS_OF_MONTH,
    HOURS_MEANS_FORTNIGHT,
    HOURS_MEANS_PARITY, // [enum opening_weeks]
    HOURS_MEANS_CLOSURE,
    HOURS_MEANS_SEASON,
    HOURS_MEANS_MONTH, // [1 to 12]
    HOURS_MEANS_PHONE,
    HOURS_MEANS_ALSO, // "auch telefonisch" shuts no door
    HOURS_MEANS_FROM, // on from a day
    HOURS_MEANS_INTERPRETER, // names a language in front of it or behind
    HOURS_MEANS_LANGUAGE,    // [for hours_language_tag()]
    HOURS_MEANS_REMARK,
    HOURS_MEANS_UNKNOWN,
};

enum hours_token_kind {
    HOURS_TOKEN_END,
    HOURS_TOKEN_WORD,
    HOURS_TOKEN_NUMBER,
    HOURS_TOKEN_DASH,
    HOURS_TOKEN_COLON,
    HOURS_TOKEN_DOT,
    HOURS_TOKEN_COMMA,
    HOURS_TOKEN_SLASH,
    HOURS_TOKEN_AND,
    HOURS_TOKEN_BREAK, // a semicolon or the end of a line
    HOURS_TOKEN_CLOSER, // of a bracket
    HOURS_TOKEN_QUOTED, // a name, with its quotation marks
    HOURS_TOKEN_STRANGE,
};

struct hours_token {
    enum hours_token_kind kind;
    size_t at, length; // bytes of the text
    bool joined;       // to the one before, without a blank
    int number;        // of a number, at most 99999
    enum hours_meaning meaning; // of a word
    int value;
};

struct hours_tokens {
    struct hours_token items[HOURS_TOKENS_MAX + 1]; // the last one is HOURS_TOKEN_END, whatever is behind it is, too
    size_t count;
    bool too_many;
};

void hours_tokens_read(const char *text, struct hours_tokens *tokens);

// The tag of a word that is a language, and the name of a tag in English or German; NULL: it has none here.
const char *hours_language_tag(const struct hours_token *token);
const char *hours_language_name(const char *tag, bool english);

// What stands between quotation marks; those that stand there twice are meant once. In the arena.
char *hours_unquote(struct arena *arena, const char *text, const struct hours_token *token);

// ---- what is said -------------------------------------------------------------------------------------------------

enum hours_item_kind {
    HOURS_ITEM_DAYS,
    HOURS_ITEM_EXCEPT,
    HOURS_ITEM_TIMES,
    HOURS_ITEM_CLOSED,
    HOURS_ITEM_APPOINTMENT,
    HOURS_ITEM_BOUND, // when, how, in which language and whose hours: what restricts them
    HOURS_ITEM_COMMA,
    HOURS_ITEM_BREAK,
};

struct hours_item {
    enum hours_item_kind kind;
    size_t at, length;
    unsigned days;   // of days and except
    int open, close; // of times, minutes; both 0: they cannot be
    bool whole_day;  // of times: said without numbers, so that no day means every day
    bool more;       // of an appointment: besides what else is said; of a bound: it stands behind "und"
    bool further;    // and on no day in particular
    struct opening_span bound; // only what restricts; of a bound, and of times and appointments that it is said of
};

struct hours_items {
    struct hours_item items[HOURS_TOKENS_MAX];
    size_t count;
};

// A time of day as it is read.
struct hours_clock {
    int minutes;  // -1: there is no such time
    bool am, pm;  // said
    bool half;    // "halb 9"
};

// Where the tokens are read.
struct hours_reading {
    const char *text;
    struct arena *arena;
    const struct hours_tokens *tokens;
    size_t next; // token
    struct hours_items *items;
    struct hours_text *hours;
    size_t part;          // the first item since a comma,
    size_t clause;        // and since a semicolon
    bool between;         // "zwischen" was read: "und" is "bis"
    bool and_before;      // "und" stands before what comes
    bool more_before;     // "weitere"
    bool except_before;   // "nicht", "außer", and no days
};

// The token so many behind the next one; behind the last one there is HOURS_TOKEN_END.
const struct hours_token *hours_ahead(const struct hours_reading *reading, size_t count);

// Whether it is of that kind, and whether it is a word of that meaning.
bool hours_is(const struct hours_reading *reading, size_t count, enum hours_token_kind kind);
bool hours_means(const struct hours_reading *reading, size_t count, enum hours_meaning meaning);

bool hours_is_days(const struct hours_reading *reading, size_t count); // the name of a day, or of several
bool hours_is_range_sign(const struct hours_reading *reading, size_t count); // a dash, or "bis"

// The byte behind what was read last.
size_t hours_end_read(const struct hours_reading *reading);

// A fault, and an item, from byte `at` to what was read last.
void hours_complain(struct hours_reading *reading, enum hours_text_fault_kind kind, size_t at);
struct hours_item *hours_add_item(struct hours_reading *reading, enum hours_item_kind kind, size_t at);

// Reads "Mo", "Montag bis Freitag", "Mo.-Fr.", "werktags", where hours_is_days().
unsigned hours_read_days(struct hours_reading *reading);

// Whether a time of day stands there; reads one; reads from one to another as an item.
bool hours_begins_time(const struct hours_reading *reading, size_t count);
struct hours_clock hours_read_clock(struct hours_reading *reading);
void hours_read_times(struct hours_reading *reading);

// How many tokens there are a date, 0 for none: "24.12.", "24.12.2026", "24. Dezember". The year is 0 when it is not said.
size_t hours_date_at(const struct hours_reading *reading, size_t count, struct local_time *date);

// Do ordinals, of which one stands here, belong to a day or a month? "1. und 3. Montag", "letzter Fr", "1. im Monat"
bool hours_begins_recurring(const struct hours_reading *reading);

// Reads a rest to the end of its part. What recurs or has a season is about the whole part: what was read of it is taken back.
void hours_read_rest(struct hours_reading *reading, enum hours_text_rest_kind kind);

// ---- what restricts hours -----------------------------------------------------------------------------------------

// Each reads what stands at the next token: "in geraden Wochen", "14-tägig", "vom 1.4. bis 30.9." (false: no season of a week),
// "telefonisch", "Dolmetscher", "Arabisch, Persisch", a name in quotation marks.
void hours_read_parity(struct hours_reading *reading);
void hours_read_fortnight(struct hours_reading *reading);
bool hours_read_season(struct hours_reading *reading);
void hours_read_phone(struct hours_reading *reading);
void hours_read_interpreter(struct hours_reading *reading);
void hours_read_languages(struct hours_reading *reading);
void hours_read_contact(struct hours_reading *reading);

bool hours_begins_fortnight(const struct hours_reading *reading);

// Whether some of it restricts; whether two say the same; and whether both can hold in the same week.
bool hours_is_bound(const struct opening_span *span);
bool hours_same_bounds(const struct opening_span *one, const struct opening_span *other);
bool hours_bounds_meet(const struct opening_span *one, const struct opening_span *other);

// Adds what `more` restricts. False when both say something of the same sort, and not the same; languages are added up.
bool hours_join_bounds(struct arena *arena, struct opening_span *span, const struct opening_span *more);

// ---- reading ------------------------------------------------------------------------------------------------------

// Reads a remark: "Tel. 0340 …", "Einlass bis 17 Uhr"; "telefonische Anmeldung" is an appointment.
void hours_read_remark(struct hours_reading *reading);

// Faults and rests go to `reading->hours`, items to `reading->items`.
void hours_items_read(struct hours_reading *reading);

// Each is added unless there are enough.
void hours_text_add_fault(struct hours_text *hours, enum hours_text_fault_kind kind, size_t at, size_t length);
void hours_text_add_rest(struct hours_text *hours, const struct hours_text_rest *rest);

#endif
