// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How far an offer's facts can be trusted, and whether it can be reached at all.
#include "core/catalog/catalog.h"

#include <stdio.h>
#include <string.h>

enum { WEEKDAYS = 7, DAY_MINUTES = 1440, MONTHS_PER_YEAR = 12 };

// "2021-12-24", "2021-12" or "2021"; what is missing is the first: doubt is the safe side. False for no date.
static bool read_date(const char *text, struct local_time *date)
{
    char rest;
    *date = (struct local_time){.month = 1, .day = 1};
    int parts = text == NULL ? 0 : sscanf(text, "%4d-%2d-%2d%c", &date->year, &date->month, &date->day, &rest);
    return parts >= 1 && parts <= 3 && date->month >= 1 && date->month <= MONTHS_PER_YEAR && date->day >= 1;
}

static bool is_younger(const char *text, int most, struct local_time now)
{
    struct local_time date;
    if (!read_date(text, &date))
        return false;
    int months = (now.year - date.year) * MONTHS_PER_YEAR + now.month - date.month;
    return months < most || (months == most && now.day <= date.day);
}

static bool is_fresh(const char *text, struct local_time now)
{
    return is_younger(text, FACTS_FRESH_MONTHS, now);
}

bool offer_is_open_day_and_night(const struct catalog_offer *offer)
{
    unsigned whole_days = 0;
    for (size_t i = 0; i < offer->span_count; i++) {
        const struct opening_span *span = &offer->spans[i];
        bool whole = span->open_minute == 0 && span->close_minute == DAY_MINUTES && !span->by_appointment && span->weeks == OPENING_EACH_WEEK &&
                     span->first_day == 0 && span->last_day == 0;
        if (whole && span->weekday >= 0 && span->weekday < WEEKDAYS)
            whole_days |= 1u << span->weekday;
    }
    return offer->hours_known && whole_days == (1u << WEEKDAYS) - 1;
}

const char *facts_as_of(const char *source_date, const char *verified_on, bool *verified)
{
    *verified = verified_on != NULL && (source_date == NULL || strcmp(verified_on, source_date) >= 0);
    return *verified ? verified_on : source_date;
}

bool facts_are_old(const char *as_of, int months, struct local_time now)
{
    return !is_younger(as_of, months, now);
}

bool facts_are_due(const char *review_after, struct local_time now)
{
    struct local_time day;
    return review_after != NULL && clock_parse_day(review_after, &day) &&
           clock_day_number(day.year, day.month, day.day) <= clock_day_number(now.year, now.month, now.day);
}

bool offer_is_doubtful(const struct catalog_offer *offer, struct local_time now)
{
    if (is_fresh(offer->verified_on, now))
        return false;
    if (offer->confidence == CONFIDENCE_LOW || (offer->hours_known && offer->hours_doubted))
        return true;
    bool old = offer->source_date != NULL && facts_are_old(offer->source_date, FACTS_OLD_MONTHS, now);
    bool always = offer_is_open_day_and_night(offer) && offer->confidence == CONFIDENCE_HIGH && !old;
    return !always && !is_fresh(offer->source_date, now);
}

bool offer_has_contact(const struct catalog_offer *offer)
{
    if (offer->appointment_url != NULL)
        return true;
    for (size_t i = 0; i < offer->contact_count; i++) {
        const struct catalog_contact *contact = &offer->contacts[i];
        if (contact->phone != NULL || contact->printed != NULL || contact->email != NULL || contact->url != NULL)
            return true;
    }
    return false;
}

bool offer_is_reachable(const struct catalog_offer *offer)
{
    return offer->street != NULL || offer_has_contact(offer);
}
