// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Honest phrases: what nobody told us is said to be unknown, never left to be guessed.
#include "tui/kiosk/phrases.h"

#include "core/text/isolate.h"

#include <stdio.h>
#include <string.h>

enum { WEEKDAYS = 7, MINUTES_PER_DAY = 1440 };

static struct arena *arena_of(struct page *page)
{
    return &page->data;
}

static const char *say(const struct page *page, enum kiosk_message id)
{
    return message_text(page->view->messages, id);
}

static const char *separator_of(const struct page *page)
{
    return messages_language(page->view->messages)->list_separator;
}

// A message with one text.
static char *say_with(struct page *page, enum kiosk_message id, const char *text)
{
    return message_format(page->view->messages, arena_of(page), id, (const char *[]){text, NULL});
}

static void join(struct page *page, char **joined, const char *text)
{
    *joined = *joined == NULL ? arena_copy_text(arena_of(page), text)
                              : arena_format(arena_of(page), "%s%s%s", *joined, separator_of(page), text);
}

const char *phrase_text(struct page *page, const struct catalog_text *text)
{
    if (text->value == NULL || text->language->direction == page->view->direction)
        return text->value;
    const char *isolate = text->language->direction == TEXT_RIGHT_TO_LEFT ? "\u2067" : "\u2066";
    return arena_format(arena_of(page), "%s%s\u2069", isolate, text->value);
}

void phrase_language(struct document *document, struct page *page, const struct language *language)
{
    document->opposite = language != NULL && language->direction != page->view->direction;
}

void phrase_paragraph(struct document *document, struct page *page, const struct catalog_text *text)
{
    phrase_language(document, page, text->language);
    document_paragraph(document, arena_of(page), ROLE_TEXT, phrase_text(page, text));
    phrase_language(document, page, NULL);
}

static bool same_date(const struct local_time *a, int64_t day)
{
    return clock_day_number(a->year, a->month, a->day) == day;
}

// A date of the content, "2026-11-23", "2025-12" or "2021", in the reader's words.
static char *say_date(struct page *page, const char *date)
{
    int year, month, day;
    char rest;
    int parts = sscanf(date, "%4d-%2d-%2d%c", &year, &month, &day, &rest);
    if ((parts != 2 && parts != 3) || month < 1 || month > 12 || (parts == 3 && (day < 1 || day > 31)))
        return text_isolate(arena_of(page), TEXT_FIELD_DATE, date);
    int64_t number = clock_day_number(year, month, parts == 3 ? day : 1);
    return message_date(page->view->messages, arena_of(page), clock_from_day_number(number),
                        parts == 3 ? DATE_STYLE_LONG : DATE_STYLE_MONTH);
}

char *phrase_as_of(struct page *page, const char *source_date, const char *verified_on)
{
    bool verified;
    const char *date = facts_as_of(source_date, verified_on, &verified);
    return date == NULL ? arena_copy_text(arena_of(page), say(page, MESSAGE_AS_OF_UNKNOWN))
                        : say_with(page, MESSAGE_AS_OF, say_date(page, date));
}

char *phrase_doubt(struct page *page, const struct catalog_offer *offer)
{
    bool verified;
    const char *date = facts_as_of(offer->source_date, offer->verified_on, &verified);
    if (!offer_is_doubtful(offer, page->view->tick.now))
        return NULL;
    if (verified)
        return say_with(page, MESSAGE_VERIFIED_ON, say_date(page, date));
    return say_with(page, MESSAGE_UNCHECKED, phrase_as_of(page, offer->source_date, offer->verified_on));
}

char *phrase_phone(struct page *page, const struct catalog_offer *offer)
{
    const char *number = NULL;
    for (size_t i = 0; i < offer->contact_count && number == NULL; i++)
        number = offer->contacts[i].printed != NULL ? offer->contacts[i].printed : offer->contacts[i].phone;
    return text_isolate(arena_of(page), TEXT_FIELD_PHONE, number);
}

const char *phrase_unknown_hours_short(struct page *page, const struct catalog_offer *offer)
{
    return say(page, phrase_phone(page, offer) != NULL ? MESSAGE_HOURS_UNKNOWN_SHORT_CALL : MESSAGE_HOURS_UNKNOWN_SHORT);
}

const char *phrase_unknown_hours(struct page *page, const struct catalog_offer *offer)
{
    return say(page, phrase_phone(page, offer) != NULL ? MESSAGE_HOURS_UNKNOWN_CALL : MESSAGE_HOURS_UNKNOWN);
}

// Why it is closed today.
static const char *say_why_closed(struct page *page, const struct opening *opening)
{
    const struct closure *closure = opening->closure;
    switch (opening->reason) {
    case OPENING_REASON_HOLIDAY:
        return say_with(page, MESSAGE_CLOSED_HOLIDAY, opening->holiday->name);
    case OPENING_REASON_TEMPORARY:
        return say(page, MESSAGE_CLOSED_FOR_NOW);
    case OPENING_REASON_CLOSURE:
        if (closure->span_count == 0 && closure->reason != NULL)
            return say_with(page, MESSAGE_CLOSED_BECAUSE, closure->reason);
        break;
    default:
        break;
    }
    return say(page, MESSAGE_CLOSED_NOW);
}

// Why it is closed, and when it opens again: today, tomorrow, or on a date.
static char *say_closed(struct page *page, const struct opening *opening)
{
    struct messages *messages = page->view->messages;
    const struct local_time *now = &page->view->tick.now;
    const struct local_time *then = &opening->next_change;
    int64_t today = clock_day_number(now->year, now->month, now->day);
    const char *why = say_why_closed(page, opening);
    if (!opening->changes)
        return arena_copy_text(arena_of(page), why);
    const char *time = message_time(arena_of(page), then->hour, then->minute);
    const char *opens;
    if (same_date(then, today)) {
        opens = say_with(page, MESSAGE_OPENS_TODAY, time);
    } else if (same_date(then, today + 1)) {
        opens = say_with(page, MESSAGE_OPENS_TOMORROW, time);
    } else {
        const char *date = message_date(messages, arena_of(page), *then, DATE_STYLE_FULL);
        opens = message_format(messages, arena_of(page), MESSAGE_OPENS_ON, (const char *[]){date, time, NULL});
    }
    if (opening->next_by_phone)
        opens = arena_format(arena_of(page), "%s (%s)", opens, say(page, MESSAGE_HOURS_PHONE));
    return arena_format(arena_of(page), "%s %s", why, opens);
}

// What is open day and night does not change its hours with the years: its age is told, but it is not called "perhaps" open for it.
static char *say_open(struct page *page, const struct catalog_offer *offer, const struct opening *opening, bool doubtful)
{
    if (!opening->changes && offer_is_open_day_and_night(offer) && offer->confidence != CONFIDENCE_LOW && !offer->hours_doubted)
        return arena_copy_text(arena_of(page), say(page, MESSAGE_OPEN_ALWAYS));
    if (!opening->changes)
        return arena_copy_text(arena_of(page), say(page, doubtful ? MESSAGE_MAYBE_OPEN : MESSAGE_OPEN_NOW));
    char *text = say_with(page, doubtful ? MESSAGE_MAYBE_OPEN_UNTIL : MESSAGE_OPEN_UNTIL,
                          message_time(arena_of(page), opening->next_change.hour, opening->next_change.minute));
    return opening->closes_soon
               ? arena_format(arena_of(page), "%s%s%s", text, separator_of(page), say(page, MESSAGE_CLOSES_SOON))
               : text;
}

// Whether there are hours at which one can go there without an appointment.
static bool has_free_hours(const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->span_count; i++) {
        if (!offer->spans[i].by_appointment && !offer->spans[i].by_phone)
            return true;
    }
    return false;
}

static char *say_state(struct page *page, const struct catalog_offer *offer, const struct opening *opening, bool doubtful)
{
    if (opening->state == OPENING_OPEN)
        return say_open(page, offer, opening, doubtful);
    if (opening->state == OPENING_BY_APPOINTMENT)
        return arena_copy_text(arena_of(page),
                               say(page, has_free_hours(offer) ? MESSAGE_APPOINTMENT_TODAY : MESSAGE_APPOINTMENT_NEEDED));
    if (opening->state == OPENING_BY_PHONE)
        return say_with(page, MESSAGE_PHONE_UNTIL,
                        message_time(arena_of(page), opening->next_change.hour, opening->next_change.minute));
    return say_closed(page, opening);
}

char *phrase_state(struct page *page, const struct catalog_offer *offer, enum role *role, const char **doubt)
{
    struct opening opening;
    struct kiosk *kiosk = kiosk_of(page);
    kiosk_read_holidays(kiosk);
    catalog_opening(offer, kiosk->holidays, kiosk->holiday_count, page->view->tick.now, &opening);
    *role = ROLE_NOTICE;
    *doubt = NULL;
    if (kiosk_doubts_clock(kiosk) && !offer->temporarily_closed) {
        *role = ROLE_QUIET;
        return arena_copy_text(arena_of(page), say(page, MESSAGE_CLOCK_DOUBTED));
    }
    if (opening.state == OPENING_UNKNOWN)
        return arena_copy_text(arena_of(page), phrase_unknown_hours(page, offer));
    *doubt = phrase_doubt(page, offer);
    if (*doubt == NULL)
        *role = opening.state == OPENING_OPEN ? ROLE_OPEN : ROLE_TEXT;
    return say_state(page, offer, &opening, *doubt != NULL);
}

char *phrase_opening(struct page *page, const struct catalog_offer *offer, enum role *role)
{
    const char *doubt;
    char *text = phrase_state(page, offer, role, &doubt);
    return doubt == NULL ? text : arena_format(arena_of(page), "%s (%s)", text, doubt);
}

// What is said of a span beside its times: by appointment only, by telephone, whose hours they are, what is spoken in them.
static const char *span_remark(struct page *page, const struct opening_span *span)
{
    struct arena *arena = arena_of(page);
    char *joined = NULL;
    if (span->by_appointment)
        join(page, &joined, say(page, MESSAGE_HOURS_APPOINTMENT));
    if (span->by_phone)
        join(page, &joined, say(page, MESSAGE_HOURS_PHONE));
    if (span->contact != NULL)
        join(page, &joined, phrase_text(page, &(struct catalog_text){span->contact, language_by_tag("de"), TEXT_ORIGIN_HUMAN}));
    for (const char *tag = span->languages; tag != NULL && *tag != '\0'; tag += strspn(tag, " ")) {
        size_t length = strcspn(tag, " ");
        join(page, &joined, message_language_name(page->view->messages, arena, arena_copy(arena, tag, length)));
        tag += length;
    }
    return joined;
}

char *phrase_span(struct page *page, const struct opening_span *span)
{
    bool whole = span->by_appointment && span->close_minute - span->open_minute == MINUTES_PER_DAY;
    const char *remark = span_remark(page, span);
    char *times = message_time_span(arena_of(page), span->open_minute, span->close_minute);
    return whole            ? arena_copy_text(arena_of(page), remark)
           : remark == NULL ? times
                            : arena_format(arena_of(page), "%s (%s)", times, remark);
}

// The spans of one weekday, joined: "08:00–12:00, 13:30–16:00"; "closed" if there are none.
static char *hours_of_day(struct page *page, const struct opening_span *spans, size_t count, int weekday)
{
    char *joined = NULL;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].weekday == weekday)
            join(page, &joined, phrase_span(page, &spans[i]));
    }
    return joined != NULL ? joined : arena_copy_text(arena_of(page), say(page, MESSAGE_HOURS_CLOSED));
}

// One line for each run of days with equal hours.
static char *hours_of_week(struct page *page, const struct opening_span *spans, size_t count)
{
    char *days[WEEKDAYS];
    for (int day = 0; day < WEEKDAYS; day++)
        days[day] = hours_of_day(page, spans, count, day);
    char *text = NULL;
    for (int first = 0, next; first < WEEKDAYS; first = next) {
        for (next = first + 1; next < WEEKDAYS && strcmp(days[next], days[first]) == 0; next++)
            continue;
        const char *name = message_weekday(page->view->messages, first, false);
        if (next > first + 1)
            name = arena_format(arena_of(page), "%s – %s", name, message_weekday(page->view->messages, next - 1, false));
        text = text == NULL ? arena_format(arena_of(page), "%s: %s", name, days[first])
                            : arena_format(arena_of(page), "%s\n%s: %s", text, name, days[first]);
    }
    return text;
}

char *phrase_hours(struct page *page, const struct catalog_offer *offer)
{
    struct arena *arena = arena_of(page);
    struct hours_day days[HOURS_WEEK_DAYS];
    bool only_by_appointment = offer->span_count == 0 && offer->by_appointment == VALUE_YES;
    if (!offer->hours_known || offer->temporarily_closed || only_by_appointment)
        return NULL;
    const struct opening_rules rules = {.spans = offer->spans, .span_count = offer->span_count};
    hours_week(arena, &rules, page->view->tick.now, days);
    struct opening_span *spans = arena_allocate(arena, offer->span_count + 1, sizeof *spans);
    size_t count = 0;
    for (int day = 0; day < HOURS_WEEK_DAYS; day++) {
        for (size_t i = 0; i < days[day].span_count; i++)
            spans[count++] = days[day].spans[i];
    }
    char *text = hours_of_week(page, spans, count);
    const char *doubt = phrase_doubt(page, offer);
    if (hours_vary(&rules))
        text = arena_format(arena, "%s\n%s", text, say(page, MESSAGE_HOURS_OF_WEEK));
    return doubt == NULL ? text : arena_format(arena, "%s\n(%s)", text, doubt);
}

// ---- closures -----------------------------------------------------------------------------------------------------

// The hours of a closure on the days of its time: those of each day once, or day by day.
static char *hours_of_closure(struct page *page, const struct closure *closure, const struct closure_days *days)
{
    struct arena *arena = arena_of(page);
    struct opening_span *spans = arena_allocate(arena, closure->span_count * WEEKDAYS, sizeof *spans);
    size_t count = 0, each_day = 0;
    for (size_t i = 0; i < closure->span_count; i++) {
        bool every = closure->spans[i].weekday == CLOSURE_EACH_DAY;
        each_day += every;
        for (int day = 0; day < WEEKDAYS; day++) {
            if (!every && day != closure->spans[i].weekday)
                continue;
            spans[count] = closure->spans[i];
            spans[count++].weekday = day;
        }
    }
    if (days->first == days->last)
        return hours_of_day(page, spans, count, clock_from_day_number(days->first).weekday);
    return each_day == closure->span_count ? hours_of_day(page, spans, count, 0) : hours_of_week(page, spans, count);
}

static char *say_closure(struct page *page, const struct closure *closure, const struct closure_days *days)
{
    struct messages *messages = page->view->messages;
    bool shut = closure->span_count == 0;
    bool alone = days->first == days->last;
    const char *reason = closure->reason == NULL ? "–" : closure->reason;
    const char *first = message_date(messages, arena_of(page), clock_from_day_number(days->first),
                                     alone ? DATE_STYLE_FULL : DATE_STYLE_LONG);
    const char *texts[] = {first, reason, NULL, NULL};
    enum kiosk_message id = shut ? MESSAGE_CLOSURE_DAY : MESSAGE_OTHER_HOURS_DAY;
    if (days->last == CLOSURE_NO_END) {
        id = shut ? MESSAGE_CLOSURE_OPEN_END : MESSAGE_OTHER_HOURS_OPEN_END;
    } else if (!alone) {
        id = shut ? MESSAGE_CLOSURE_DAYS : MESSAGE_OTHER_HOURS_DAYS;
        texts[1] = message_date(messages, arena_of(page), clock_from_day_number(days->last), DATE_STYLE_LONG);
        texts[2] = reason;
    }
    char *text = message_format(messages, arena_of(page), id, texts);
    return shut ? text : arena_format(arena_of(page), "%s\n%s", text, hours_of_closure(page, closure, days));
}

char *phrase_closure(struct page *page, const struct catalog_offer *offer, bool coming)
{
    const struct local_time now = page->view->tick.now;
    const struct opening_rules rules = catalog_rules(offer, NULL, 0);
    struct closure_days days;
    const struct closure *closure =
        offer->temporarily_closed ? NULL : coming ? hours_coming_closure(&rules, now, &days) : hours_closure(&rules, now, &days);
    return closure == NULL ? NULL : say_closure(page, closure, &days);
}

char *phrase_closure_besides(struct page *page, const struct catalog_offer *offer)
{
    struct opening opening;
    struct kiosk *kiosk = kiosk_of(page);
    kiosk_read_holidays(kiosk);
    catalog_opening(offer, kiosk->holidays, kiosk->holiday_count, page->view->tick.now, &opening);
    const struct closure *closure = opening.closure;
    bool told = opening.reason == OPENING_REASON_CLOSURE && closure->span_count == 0 && closure->reason != NULL &&
                closure->days.first == closure->days.last;
    return told && !kiosk_doubts_clock(kiosk) ? NULL : phrase_closure(page, offer, false);
}

static const char *first_email(const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->contact_count; i++)
        if (offer->contacts[i].email != NULL)
            return offer->contacts[i].email;
    return NULL;
}

static const char *first_url(const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->contact_count; i++)
        if (offer->contacts[i].url != NULL)
            return offer->contacts[i].url;
    return NULL;
}

char *phrase_web(struct page *page, const char *url)
{
    static const char scheme[] = "https://";
    if (url == NULL)
        return NULL;
    if (strncmp(url, scheme, sizeof scheme - 1) == 0)
        url += sizeof scheme - 1;
    const char *slash = strchr(url, '/');
    size_t length = slash != NULL && slash[1] == '\0' ? (size_t)(slash - url) : strlen(url);
    return text_isolate(arena_of(page), TEXT_FIELD_URL, arena_format(arena_of(page), "%.*s", (int)length, url));
}

bool phrase_is_shut(const struct page *page, const struct catalog_offer *offer)
{
    const struct opening_rules rules = catalog_rules(offer, NULL, 0);
    struct closure_days days;
    const struct closure *closure = hours_closure(&rules, page->view->tick.now, &days);
    return offer->temporarily_closed || (closure != NULL && closure->span_count == 0 && days.last == CLOSURE_NO_END);
}

char *phrase_next_step(struct page *page, const struct catalog_offer *offer)
{
    bool shut = phrase_is_shut(page, offer);
    if (offer->next_step.value != NULL && !shut)
        return arena_copy_text(arena_of(page), phrase_text(page, &offer->next_step));
    const char *phone = phrase_phone(page, offer);
    const char *email = text_isolate(arena_of(page), TEXT_FIELD_EMAIL, first_email(offer));
    const char *url = phrase_web(page, first_url(offer) != NULL ? first_url(offer) : offer->appointment_url);
    bool by_appointment = offer->by_appointment == VALUE_YES && !shut;
    if (by_appointment && offer->appointment_url != NULL)
        return say_with(page, MESSAGE_NEXT_APPOINTMENT_WEB, phrase_web(page, offer->appointment_url));
    if (by_appointment && phone != NULL)
        return say_with(page, MESSAGE_NEXT_APPOINTMENT_PHONE, phone);
    if (by_appointment && email != NULL)
        return say_with(page, MESSAGE_NEXT_APPOINTMENT_EMAIL, email);
    bool sure = !offer_is_doubtful(offer, page->view->tick.now) || (phone == NULL && email == NULL);
    bool free = has_free_hours(offer) && !shut && !by_appointment;
    if (free && sure && offer->street != NULL)
        return arena_copy_text(arena_of(page), say(page, MESSAGE_NEXT_VISIT));
    if (phone != NULL)
        return say_with(page, shut ? MESSAGE_NEXT_CLOSED : MESSAGE_NEXT_CALL, phone);
    if (email != NULL)
        return say_with(page, shut ? MESSAGE_NEXT_CLOSED : MESSAGE_NEXT_EMAIL, email);
    if (url != NULL)
        return say_with(page, MESSAGE_NEXT_WEB, url);
    return arena_copy_text(arena_of(page), say(page, MESSAGE_NEXT_ASK));
}

char *phrase_address(struct page *page, const char *street, const char *postal_code, const char *city)
{
    if (street == NULL && postal_code == NULL)
        return NULL;
    struct arena *arena = arena_of(page);
    const char *town = city == NULL ? "" : city;
    char *second =
        postal_code == NULL ? arena_copy_text(arena, town) : arena_format(arena, "%s %s", postal_code, town);
    second = text_isolate(arena, TEXT_FIELD_ADDRESS, second);
    if (street == NULL)
        return second;
    return arena_format(arena, "%s\n%s", text_isolate(arena, TEXT_FIELD_ADDRESS, street), second);
}

// "Friday, 27 November 2026, 17:00".
static char *say_moment(struct page *page, struct local_time time)
{
    char *date = message_date(page->view->messages, arena_of(page), time, DATE_STYLE_FULL);
    return arena_format(arena_of(page), "%s%s%s", date, separator_of(page),
                        text_isolate(arena_of(page), TEXT_FIELD_TIME, message_time(arena_of(page), time.hour, time.minute)));
}

static char *say_days(struct page *page, struct local_time first, struct local_time last)
{
    struct arena *arena = arena_of(page);
    char *begins = message_date(page->view->messages, arena, first, DATE_STYLE_FULL);
    if (recurrence_minutes(first, last) <= 0)
        return begins;
    return arena_format(arena, "%s – %s", begins, message_date(page->view->messages, arena, last, DATE_STYLE_FULL));
}

char *phrase_event_time(struct page *page, const struct event_time *time)
{
    struct arena *arena = arena_of(page);
    const struct local_time *begins = &time->occurrence.begins;
    const struct local_time *ends = &time->occurrence.ends;
    int64_t day = clock_day_number(begins->year, begins->month, begins->day);
    if (time->all_day)
        return say_days(page, *begins, recurrence_later(*ends, -MINUTES_PER_DAY));
    if (recurrence_minutes(*begins, *ends) == 0)
        return say_moment(page, *begins);
    // An evening that ends after midnight is still that evening.
    if (!same_date(ends, day) && recurrence_minutes(*begins, *ends) >= MINUTES_PER_DAY)
        return arena_format(arena, "%s – %s", say_moment(page, *begins), say_moment(page, *ends));
    char *span = message_time_span(arena, begins->hour * 60 + begins->minute, ends->hour * 60 + ends->minute);
    return arena_format(arena, "%s%s%s", message_date(page->view->messages, arena, *begins, DATE_STYLE_FULL),
                        separator_of(page), text_isolate(arena, TEXT_FIELD_TIME, span));
}

const char *phrase_audience(const struct page *page, enum audience audience)
{
    static const enum kiosk_message names[AUDIENCE_COUNT] = {
        [AUDIENCE_EVERYONE] = MESSAGE_AUDIENCE_EVERYONE,
        [AUDIENCE_REFUGEES] = MESSAGE_AUDIENCE_REFUGEES,
        [AUDIENCE_EU_CITIZENS] = MESSAGE_AUDIENCE_EU_CITIZENS,
        [AUDIENCE_STUDENTS] = MESSAGE_AUDIENCE_STUDENTS,
        [AUDIENCE_WORKERS] = MESSAGE_AUDIENCE_WORKERS,
        [AUDIENCE_FAMILIES] = MESSAGE_AUDIENCE_FAMILIES,
        [AUDIENCE_VOLUNTEERS] = MESSAGE_AUDIENCE_VOLUNTEERS,
        [AUDIENCE_PROFESSIONALS] = MESSAGE_AUDIENCE_PROFESSIONALS,
        [AUDIENCE_CHILDREN_YOUTH] = MESSAGE_AUDIENCE_CHILDREN_YOUTH,
        [AUDIENCE_WOMEN] = MESSAGE_AUDIENCE_WOMEN,
        [AUDIENCE_SENIORS] = MESSAGE_AUDIENCE_SENIORS,
        [AUDIENCE_LGBTQ] = MESSAGE_AUDIENCE_LGBTQ,
        [AUDIENCE_DISABLED] = MESSAGE_AUDIENCE_DISABLED,
    };
    return say(page, names[audience]);
}

char *phrase_audiences(struct page *page, const struct catalog_offer *offer)
{
    // Whoever is named besides "everyone" is a reader who may feel meant; "everyone" alone says it all.
    if ((offer->audiences & (1u << AUDIENCE_EVERYONE)) != 0)
        return arena_copy_text(arena_of(page), say(page, MESSAGE_AUDIENCE_EVERYONE));
    char *joined = NULL;
    for (int i = 0; i < AUDIENCE_COUNT; i++)
        if ((offer->audiences & (1u << i)) != 0)
            join(page, &joined, phrase_audience(page, (enum audience)i));
    return joined;
}

char *phrase_spoken(struct page *page, const struct catalog_offer *offer)
{
    char *joined = NULL;
    for (size_t i = 0; i < offer->spoken_count; i++)
        join(page, &joined, message_language_name(page->view->messages, arena_of(page), offer->spoken[i]));
    return joined;
}

char *phrase_second_language(struct page *page)
{
    const struct language *second = kiosk_of(page)->second;
    return say_with(page, MESSAGE_SECOND_LANGUAGE, second == NULL ? "…" : second->autonym);
}

void notice_language(struct document *document, struct page *page, const struct language *language)
{
    if (language == NULL || language == kiosk_of(page)->reader.languages[0])
        return;
    char *name = message_language_name(page->view->messages, arena_of(page), language->tag);
    document_paragraph(document, arena_of(page), ROLE_NOTICE, say_with(page, MESSAGE_FALLBACK_NOTICE, name));
    document_gap(document, arena_of(page));
}

void notice_machine(struct document *document, struct page *page)
{
    document_paragraph(document, arena_of(page), ROLE_QUIET, say(page, MESSAGE_MACHINE_NOTICE));
    document_gap(document, arena_of(page));
}

void notice_text(struct document *document, struct page *page, const struct catalog_text *text)
{
    if (text->value == NULL)
        return;
    notice_language(document, page, text->language);
    if (text->origin == TEXT_ORIGIN_MACHINE)
        notice_machine(document, page);
}

void provenance(struct document *document, struct page *page, const char *source_url, const char *source_date,
                const char *verified_on, enum confidence confidence)
{
    struct arena *arena = arena_of(page);
    document_heading(document, arena, say(page, MESSAGE_HEADING_ABOUT_ENTRY));
    if (verified_on != NULL)
        document_paragraph(document, arena, ROLE_TEXT, say_with(page, MESSAGE_VERIFIED_ON, say_date(page, verified_on)));
    else if (source_date != NULL)
        document_paragraph(document, arena, ROLE_NOTICE, say_with(page, MESSAGE_UNVERIFIED_SINCE, say_date(page, source_date)));
    else
        document_paragraph(document, arena, ROLE_NOTICE, say(page, MESSAGE_UNVERIFIED));
    if (verified_on == NULL && confidence == CONFIDENCE_LOW)
        document_paragraph(document, arena, ROLE_NOTICE, say(page, MESSAGE_CONFIDENCE_LOW));
    if (source_url != NULL)
        document_field(document, arena, say(page, MESSAGE_FIELD_SOURCE), ROLE_QUIET, phrase_web(page, source_url));
}
