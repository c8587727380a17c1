// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as people write them, in German or English: "Mo-Do 9-12, 13-16; Fr nach Vereinbarung; jeden 1. Montag zu".
// What restricts hours (struct opening_span) stands behind or in front of them: "Di 9-12 in geraden Wochen vom 1.4. bis 30.9. nur
// telefonisch auf Arabisch für „Anmeldung“". In front of all of a clause it holds up to the next semicolon; behind hours it
// holds for all those of these days in the clause.
#ifndef KOMPASS_CORE_TIME_HOURS_TEXT_H
#define KOMPASS_CORE_TIME_HOURS_TEXT_H

#include "core/base/arena.h"
#include "core/time/hours.h"

enum { HOURS_TEXT_SPANS_MAX = 96, HOURS_TEXT_FAULTS_MAX = 8, HOURS_TEXT_RESTS_MAX = 8, HOURS_TEXT_EVERY_DAY = 127 };

enum hours_text_fault_kind {
    HOURS_TEXT_UNKNOWN_WORD,
    HOURS_TEXT_NO_SUCH_TIME,  // 25:00, 9:75
    HOURS_TEXT_CLOSES_FIRST,  // 15-9
    HOURS_TEXT_NO_END,        // "ab 14 Uhr": until when?
    HOURS_TEXT_NO_BEGINNING,  // "bis 18 Uhr": from when on?
    HOURS_TEXT_OVERLAP,       // two times have minutes in common
    HOURS_TEXT_DAY_TWICE,     // a day has the same times twice, or is open here and closed there
    HOURS_TEXT_NO_DAY,        // times of no day
    HOURS_TEXT_NO_HOURS,      // a day without times
    HOURS_TEXT_TOO_LONG,      // more than can be a week's hours
    HOURS_TEXT_BOUND_TWICE,   // in even weeks here and in odd ones there, two seasons, two contacts
    HOURS_TEXT_NO_CONTACT,    // set by whoever knows the contacts: there is none of that name
    HOURS_TEXT_FAULT_KINDS,
};

// Where something cannot be understood: bytes of the text.
struct hours_text_fault {
    enum hours_text_fault_kind kind;
    size_t at, length;
};

// What is understood but is not a week's hours, and so belongs elsewhere.
enum hours_text_rest_kind {
    HOURS_TEXT_CLOSURE,      // on certain days, in school holidays, until further notice: a closure, or changed hours
    HOURS_TEXT_RECURRING,    // on the first Monday of a month: something that happens again
    HOURS_TEXT_WEEKS,        // every second week: in even or in odd ones?
    HOURS_TEXT_HOLIDAYS,     // open on public holidays
    HOURS_TEXT_SEASON,       // in summer only: from which day to which?
    HOURS_TEXT_REMARK,       // a telephone number, last admission at: words of the description
    HOURS_TEXT_WORKDAYS,     // kept: "werktags" was taken for Monday to Friday, in law it is Saturday, too
    HOURS_TEXT_APPOINTMENTS, // further times by appointment, on no day in particular: words of the next step
    HOURS_TEXT_REST_KINDS,
};

struct hours_text_rest {
    enum hours_text_rest_kind kind;
    size_t at, length;    // bytes of the text
    bool closes;          // it says "closed"
    unsigned weekdays;    // HOURS_TEXT_RECURRING: bit 0 is Monday; 0: not said
    unsigned ordinals;    // bit 0 is the first in the month, bit 4 the fifth, bit 5 the last; 0: not said
    struct local_time from, to; // HOURS_TEXT_CLOSURE: first and last day; month 0: not said, year 0: any
};

struct hours_text {
    bool known;          // something is said about the week
    bool by_appointment; // nothing but "by appointment"; there are no spans then
    struct opening_span spans[HOURS_TEXT_SPANS_MAX]; // in the order of hours_text_compare(); none although `known`: always closed
    size_t span_count;
    struct hours_text_fault faults[HOURS_TEXT_FAULTS_MAX]; // the first ones, in the order of the text
    size_t fault_count;
    struct hours_text_rest rests[HOURS_TEXT_RESTS_MAX];
    size_t rest_count;
};

// Reads a text of any length and content; languages and contacts of spans are in the arena. Spans are those of all that was understood, so that a half-written text can be
// shown; they are whole when `fault_count` is 0. A day by appointment without hours is a span from midnight to midnight that
// is by appointment, also beside open hours of the day. What closes before it opens closes on the next day when that is
// within 14 hours ("18-2"), or when it says so.
void hours_text_read(struct arena *arena, const char *text, struct hours_text *hours);

// The order of spans (qsort): by weekday and time, those of equal times by what restricts them.
int hours_text_compare(const void *one, const void *other);

// Spans as one line that hours_text_read() reads back to the same: in English for the language "en", in German for all
// others. In the arena. Spans of CLOSURE_EACH_DAY, which must be alone, are written without a day. No spans are "geschlossen", or with `by_appointment` "nur mit Termin".
const char *hours_text_write(struct arena *arena, const struct opening_span *spans, size_t count, bool by_appointment,
                             const char *language);

// What restricts a span, as hours_text_write() says it: "in geraden Wochen nur telefonisch"; "" when nothing does. In the arena.
const char *hours_text_bounds(struct arena *arena, const struct opening_span *span, const char *language);

#endif
