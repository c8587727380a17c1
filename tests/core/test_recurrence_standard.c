// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The examples of RFC 5545 for rules of days and longer (3.8.5.3), further corners of 3.3.10, and the rules that it
// forbids.
#include "tests/core/fixture.h"

#include "core/time/recurrence.h"

#include <stdlib.h>

static struct local_time at(const char *text)
{
    struct local_time time;
    struct problem problem;
    assert_int_equal(clock_parse(text, &time, &problem), STATUS_OK);
    return time;
}

// Gives the next day of a list such as "1997 Sep 2,9,16 Oct 1-3"; false at its end. *at and *date remember where it is.
static bool next_listed(const char **at, struct local_time *date, int *last)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (date->day < *last) {
        date->day++;
        return true;
    }
    for (;;) {
        *at += strspn(*at, " ,");
        char word[4] = "";
        strncpy(word, *at, 3);
        const char *month = word[0] >= 'A' ? strstr(months, word) : NULL;
        char *end = NULL;
        long number = strtol(*at, &end, 10);
        if (month != NULL) {
            date->month = (int)(month - months) / 3 + 1;
            *at += 3;
        } else if (number > 31) {
            date->year = (int)number;
            *at = end;
        } else if (end != *at) {
            date->day = *last = (int)number;
            if (*end == '-')
                *last = (int)strtol(end + 1, &end, 10);
            *at = end;
            return true;
        } else {
            return false;
        }
    }
}

// The days are those listed, and there are more when the list ends in dots, or none.
static void assert_days(const char *starts, const char *rule, const char *listed)
{
    struct recurrence_days days;
    const struct recurrence recurrence = {at(starts), 0, rule, NULL, NULL};
    const char *place = listed;
    struct local_time date = {0};
    int last = 0;
    int64_t day;
    if (!recurrence_days_begin(&days, &recurrence, recurrence.starts))
        fail_msg("%s cannot be followed", rule);
    while (next_listed(&place, &date, &last)) {
        if (!recurrence_days_next(&days, &day))
            fail_msg("%s from %s ends before %d-%02d-%02d", rule, starts, date.year, date.month, date.day);
        const struct local_time found = clock_from_day_number(day);
        if (found.year != date.year || found.month != date.month || found.day != date.day)
            fail_msg("%s from %s: %d-%02d-%02d, not %d-%02d-%02d", rule, starts, found.year, found.month, found.day,
                     date.year, date.month, date.day);
    }
    assert_true(*place == '\0' || strcmp(place, "...") == 0);
    if (recurrence_days_next(&days, &day) != (strcmp(place, "...") == 0))
        fail_msg("%s from %s does not end where it must", rule, starts);
}

struct example {
    const char *starts, *rule, *days;
};

static void assert_examples(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_days(examples[i].starts, examples[i].rule, examples[i].days);
}

#define TUESDAY "1997-09-02T09:00"

static void test_examples_of_days_and_weeks(void **state)
{
    (void)state;
    static const char januaries[] = "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31";
    static const char five_weeks[] = "1997 Sep 2,4,9,11,16,18,23,25,30 Oct 2";
    static const struct example examples[] = {
        {TUESDAY, "FREQ=DAILY;COUNT=10", "1997 Sep 2-11"},
        {TUESDAY, "FREQ=DAILY;UNTIL=19971224T000000", "1997 Sep 2-30 Oct 1-31 Nov 1-30 Dec 1-23"},
        {TUESDAY, "FREQ=DAILY;INTERVAL=2", "1997 Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 Oct 2,4,6 ..."},
        {TUESDAY, "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997 Sep 2,12,22 Oct 2,12"},
        {"1998-01-01T09:00", "FREQ=YEARLY;UNTIL=20000131T140000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", januaries},
        {"1998-01-01T09:00", "FREQ=DAILY;UNTIL=20000131T140000;BYMONTH=1", januaries},
        {TUESDAY, "FREQ=WEEKLY;COUNT=10", "1997 Sep 2,9,16,23,30 Oct 7,14,21,28 Nov 4"},
        {TUESDAY, "FREQ=WEEKLY;UNTIL=19971224T000000",
         "1997 Sep 2,9,16,23,30 Oct 7,14,21,28 Nov 4,11,18,25 Dec 2,9,16,23"},
        {TUESDAY, "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
         "1997 Sep 2,16,30 Oct 14,28 Nov 11,25 Dec 9,23 1998 Jan 6,20 Feb 3,17 ..."},
        {TUESDAY, "FREQ=WEEKLY;UNTIL=19971007T000000;WKST=SU;BYDAY=TU,TH", five_weeks},
        {TUESDAY, "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", five_weeks},
        {"1997-09-01T09:00", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR",
         "1997 Sep 1,3,5,15,17,19,29 Oct 1,3,13,15,17,27,29,31 Nov 10,12,14,24,26,28 Dec 8,10,12,22"},
        {TUESDAY, "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997 Sep 2,4,16,18,30 Oct 2,14,16"},
        {"1997-08-05T09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997 Aug 5,10,19,24"},
        {"1997-08-05T09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997 Aug 5,17,19,31"},
    };
    assert_examples(examples, sizeof examples / sizeof *examples);
}

static void test_examples_of_months(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"1997-09-05T09:00", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
         "1997 Sep 5 Oct 3 Nov 7 Dec 5 1998 Jan 2 Feb 6 Mar 6 Apr 3 May 1 Jun 5"},
        {"1997-09-05T09:00", "FREQ=MONTHLY;UNTIL=19971224T000000;BYDAY=1FR", "1997 Sep 5 Oct 3 Nov 7 Dec 5"},
        {"1997-09-07T09:00", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
         "1997 Sep 7,28 Nov 2,30 1998 Jan 4,25 Mar 1,29 May 3,31"},
        {"1997-09-22T09:00", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997 Sep 22 Oct 20 Nov 17 Dec 22 1998 Jan 19 Feb 16"},
        {"1997-09-28T09:00", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997 Sep 28 Oct 29 Nov 28 Dec 29 1998 Jan 29 Feb 26 ..."},
        {TUESDAY, "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997 Sep 2,15 Oct 2,15 Nov 2,15 Dec 2,15 1998 Jan 2,15"},
        {"1997-09-30T09:00", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
         "1997 Sep 30 Oct 1,31 Nov 1,30 Dec 1,31 1998 Jan 1,31 Feb 1"},
        {"1997-09-10T09:00", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
         "1997 Sep 10-15 1999 Mar 10-13"},
        {TUESDAY, "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
         "1997 Sep 2,9,16,23,30 Nov 4,11,18,25 1998 Jan 6,13,20,27 Mar 3,10,17,24,31 ..."},
        {TUESDAY, "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998 Feb 13 Mar 13 Nov 13 1999 Aug 13 2000 Oct 13 ..."},
        {"1997-09-13T09:00", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
         "1997 Sep 13 Oct 11 Nov 8 Dec 13 1998 Jan 10 Feb 7 Mar 7 Apr 11 May 9 Jun 13 ..."},
        {"1997-09-04T09:00", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997 Sep 4 Oct 7 Nov 6"},
        {"1997-09-29T09:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
         "1997 Sep 29 Oct 30 Nov 27 Dec 30 1998 Jan 29 Feb 26 Mar 30 ..."},
        {"2007-01-15T09:00", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007 Jan 15,30 Feb 15 Mar 15,30"},
    };
    assert_examples(examples, sizeof examples / sizeof *examples);
}

static void test_examples_of_years(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"1997-06-10T09:00", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
         "1997 Jun 10 Jul 10 1998 Jun 10 Jul 10 1999 Jun 10 Jul 10 2000 Jun 10 Jul 10 2001 Jun 10 Jul 10"},
        {"1997-03-10T09:00", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
         "1997 Mar 10 1999 Jan 10 Feb 10 Mar 10 2001 Jan 10 Feb 10 Mar 10 2003 Jan 10 Feb 10 Mar 10"},
        {"1997-01-01T09:00", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
         "1997 Jan 1 Apr 10 Jul 19 2000 Jan 1 Apr 9 Jul 18 2003 Jan 1 Apr 10 Jul 19 2006 Jan 1"},
        {"1997-05-19T09:00", "FREQ=YEARLY;BYDAY=20MO", "1997 May 19 1998 May 18 1999 May 17 ..."},
        {"1997-05-12T09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997 May 12 1998 May 11 1999 May 17 ..."},
        {"1997-03-13T09:00", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
         "1997 Mar 13,20,27 1998 Mar 5,12,19,26 1999 Mar 4,11,18,25 ..."},
        {"1997-06-05T09:00", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
         "1997 Jun 5,12,19,26 Jul 3,10,17,24,31 Aug 7,14,21,28 1998 Jun 4,11,18,25 Jul 2,9,16,23,30 Aug 6,13,20,27"
         " 1999 Jun 3,10,17,24 Jul 1,8,15,22,29 Aug 5,12,19,26 ..."},
        {"1996-11-05T09:00", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
         "1996 Nov 5 2000 Nov 7 2004 Nov 2 ..."},
    };
    assert_examples(examples, sizeof examples / sizeof *examples);
}

static void test_corners(void **state)
{
    (void)state;
    static const struct example examples[] = {
        // BYSETPOS chooses from each interval, whatever it is, and from all of it: also from days before the start
        {"2026-11-04T15:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=-1", "2026 Nov 4,11,18 ..."},
        {"2026-11-04T15:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1,3", "2026 Nov 4,9,11,16 ..."},
        {"2026-11-04T15:00", "FREQ=WEEKLY;WKST=SU;BYDAY=SU,MO,WE;BYSETPOS=1", "2026 Nov 8,15,22 ..."},
        {"2026-11-04T15:00", "FREQ=DAILY;BYDAY=WE;BYSETPOS=1", "2026 Nov 4,11 ..."},
        {"2026-11-04T15:00", "FREQ=DAILY;BYDAY=WE;BYSETPOS=2", ""},
        {"2026-01-01T15:00", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=1,-1", "2026 Jan 5 Dec 28 2027 Jan 4 Dec 27 ..."},
        {"2026-01-01T15:00", "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=1,2;BYSETPOS=2,-2",
         "2026 Mar 2 Jun 1 2027 Mar 2 Jun 1 ..."},
        // the last days of months; days that a month does not have
        {"2026-10-31T15:00", "FREQ=DAILY;BYMONTHDAY=-1", "2026 Oct 31 Nov 30 Dec 31 2027 Jan 31 Feb 28 Mar 31 ..."},
        {"2026-10-31T15:00", "FREQ=DAILY;INTERVAL=2;BYMONTHDAY=-1,30", "2026 Oct 31 Nov 30 Dec 30 2027 Jan 31 Feb 28 Mar 30 ..."},
        {"2026-10-31T15:00", "FREQ=MONTHLY", "2026 Oct 31 Dec 31 2027 Jan 31 Mar 31 ..."},
        {"2026-08-30T15:00", "FREQ=MONTHLY;INTERVAL=6", "2026 Aug 30 2027 Aug 30 ..."},
        {"2027-02-01T15:00", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-29,29", "2028 Feb 1,29 2032 Feb 1,29 ..."},
        {"2096-02-29T15:00", "FREQ=YEARLY", "2096 Feb 29 2104 Feb 29 ..."},
        {"2026-12-31T15:00", "FREQ=YEARLY;BYYEARDAY=366,-366", "2028 Jan 1 Dec 31 2032 Jan 1 Dec 31 ..."},
        // what the rule does not say is as at the start, the month too
        {"2024-02-29T15:00", "FREQ=YEARLY;BYMONTHDAY=29", "2024 Feb 29 2028 Feb 29 ..."},
        {"2026-11-13T15:00", "FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", "2026 Nov 13 2037 Nov 13 ..."},
        {"2026-11-04T15:00", "FREQ=YEARLY;BYMONTH=1,11", "2026 Nov 4 2027 Jan 4 Nov 4 ..."},
        {"2026-11-04T15:00", "FREQ=WEEKLY;BYMONTH=12", "2026 Dec 2,9,16,23,30 2027 Dec 1 ..."},
        {"2026-11-04T15:00", "FREQ=MONTHLY;BYMONTH=12", "2026 Dec 4 2027 Dec 4 ..."},
        // numbers of weekdays count in the month, in the months that are named, or in the year
        {"2026-11-04T15:00", "FREQ=MONTHLY;BYDAY=5WE,-5WE", "2026 Dec 2,30 2027 Mar 3,31 ..."},
        {"2026-11-04T15:00", "FREQ=MONTHLY;BYDAY=+1MO,MO,-1FR",
         "2026 Nov 9,16,23,27,30 Dec 7,14,21,25,28 2027 Jan 4 ..."},
        {"2026-11-04T15:00", "FREQ=MONTHLY;BYDAY=2FR;BYMONTHDAY=13", "2026 Nov 13 2027 Aug 13 ..."},
        {"2026-01-01T15:00", "FREQ=YEARLY;BYMONTH=1,7;BYDAY=-1SU", "2026 Jan 25 Jul 26 2027 Jan 31 Jul 25 ..."},
        {"2026-01-01T15:00", "FREQ=YEARLY;BYDAY=53TH,-1WE", "2026 Dec 30,31 2027 Dec 29 2028 Dec 27 ..."},
        {"2026-01-01T15:00", "FREQ=YEARLY;BYYEARDAY=1,32,60;BYMONTH=2,3",
         "2026 Feb 1 Mar 1 2027 Feb 1 Mar 1 2028 Feb 1,29 ..."},
        // weeks of the year reach into the years beside
        {"2024-01-01T15:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
         "2024 Jan 1 Dec 30 2025 Dec 29 2027 Jan 4 2028 Jan 3 ..."},
        {"2026-11-04T15:00", "FREQ=YEARLY;BYWEEKNO=53", "2026 Dec 30 2032 Dec 29 ..."},
        {"2026-11-04T15:00", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU,MO",
         "2026 Dec 28 2027 Jan 3 Dec 27 2028 Jan 2 Dec 25,31 ..."},
        {"2026-11-04T15:00", "FREQ=YEARLY;BYWEEKNO=53,-52",
         "2026 Dec 30 2027 Jan 6 2028 Jan 5 2029 Jan 3 2030 Jan 2 2031 Jan 1"
         " 2032 Jan 7 Dec 29 2033 Jan 5 ..."},
        {"2026-11-04T15:00", "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12", "2031 Dec 31 2036 Dec 31 ..."},
        {"2024-12-30T15:00", "FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=30", "2024 Dec 30 2025 Dec 30 2030 Dec 30 ..."},
        {"2010-01-02T15:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6", "2010 Jan 2 2015 Dec 29 2016 Jan 2 ..."},
        {"2024-12-31T15:00", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3",
         "2024 Dec 31 2028 Jan 3,4 2030 Dec 30,31 ..."},
        {"2027-01-03T15:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH;INTERVAL=5", "2032 Dec 30 2037 Dec 31 ..."},
        // weeks that begin on another day
        {"1997-05-12T09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU", "1997 May 12 1998 May 18 1999 May 17 ..."},
        {"1997-05-12T09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=FR", "1997 May 19 1998 May 18 1999 May 17 ..."},
        {"2026-11-28T15:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU", "2026 Nov 28 Dec 6,12,20,26 ..."},
        {"2026-11-28T15:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SA", "2026 Nov 28,29 Dec 12,13 ..."},
        // ends: a day to its end, a moment and what begins with it; what is counted
        {"2026-11-05T10:00", "FREQ=WEEKLY;UNTIL=20261119", "2026 Nov 5,12,19"},
        {"2026-11-05T10:00", "FREQ=WEEKLY;UNTIL=20261119T100000", "2026 Nov 5,12,19"},
        {"2026-11-05T10:00", "FREQ=WEEKLY;UNTIL=20261119T095959", "2026 Nov 5,12"},
        {"2026-11-05T10:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026 Nov 9,16"},
        // parts in any order, capital or small, leading zeros, values twice, days that two parts name
        {"2026-11-05T10:00", "byday=th,TH;count=2;Freq=weekly;interval=01", "2026 Nov 5,12"},
        {"2026-11-05T10:00", "FREQ=MONTHLY;BYDAY=1TH,TH;BYMONTHDAY=5,+05;COUNT=1", "2026 Nov 5"},
        {"2027-02-28T10:00", "FREQ=MONTHLY;BYMONTHDAY=-1,28;COUNT=3", "2027 Feb 28 Mar 28,31"},
        {"2026-11-05T10:00", "FREQ=DAILY;INTERVAL=999999", "2026 Nov 5 4764 Oct 1 ..."},
        // never
        {"2026-11-05T10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ""},
        {"2026-11-05T10:00", "FREQ=MONTHLY;BYMONTH=2;BYDAY=5MO;BYMONTHDAY=28", ""},
        {"2026-11-05T10:00", "FREQ=YEARLY;BYWEEKNO=10;BYMONTH=12", ""},
    };
    assert_examples(examples, sizeof examples / sizeof *examples);
}

static void test_what_the_standard_forbids_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const char *const refused[][2] = {
        {"FREQ=YEARLY;BYMONTH=13", "BYMONTH cannot be \"13\""},
        {"FREQ=YEARLY;BYMONTH=0", "BYMONTH cannot be \"0\""},
        {"FREQ=YEARLY;BYMONTH=-1", "BYMONTH cannot be \"-1\""},
        {"FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY cannot be \"32\""},
        {"FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY cannot be \"-32\""},
        {"FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY cannot be \"0\""},
        {"FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY has a gap"},
        {"FREQ=MONTHLY;BYMONTHDAY=", "BYMONTHDAY has a gap"},
        {"FREQ=MONTHLY;BYMONTHDAY=1,", "BYMONTHDAY has a gap"},
        {"FREQ=MONTHLY;BYMONTHDAY=1x", "BYMONTHDAY cannot be \"1x\""},
        {"FREQ=MONTHLY;BYMONTHDAY=99999999999999999999", "BYMONTHDAY cannot be \"99999999999999999999\""},
        {"FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY cannot be \"367\""},
        {"FREQ=YEARLY;BYYEARDAY=0", "BYYEARDAY cannot be \"0\""},
        {"FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO cannot be \"54\""},
        {"FREQ=YEARLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS cannot be \"0\""},
        {"FREQ=YEARLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS cannot be \"367\""},
        {"FREQ=MONTHLY;BYDAY=0TH", "BYDAY cannot be \"0TH\""},
        {"FREQ=MONTHLY;BYDAY=+TH", "BYDAY cannot be \"+TH\""},
        {"FREQ=MONTHLY;BYDAY=XX", "BYDAY cannot be \"XX\""},
        {"FREQ=MONTHLY;BYDAY=1", "BYDAY cannot be \"1\""},
        {"FREQ=MONTHLY;BYDAY=THU", "BYDAY cannot be \"THU\""},
        {"FREQ=YEARLY;BYDAY=54TH", "BYDAY cannot be \"54TH\""},
        {"FREQ=MONTHLY;BYDAY=6TH", "no month has a weekday more than five times"},
        {"FREQ=YEARLY;BYMONTH=3;BYDAY=-6TH", "no month has a weekday more than five times"},
        {"FREQ=DAILY;BYDAY=1TH", "BYDAY can have numbers only with FREQ=MONTHLY or FREQ=YEARLY"},
        {"FREQ=WEEKLY;BYDAY=MO,-1TH", "BYDAY can have numbers only with FREQ=MONTHLY or FREQ=YEARLY"},
        {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1TH", "BYDAY cannot have numbers with BYWEEKNO"},
        {"FREQ=WEEKLY;BYMONTHDAY=5", "BYMONTHDAY cannot stand with FREQ=WEEKLY"},
        {"FREQ=DAILY;BYYEARDAY=5", "BYYEARDAY can only stand with FREQ=YEARLY"},
        {"FREQ=WEEKLY;BYYEARDAY=5", "BYYEARDAY can only stand with FREQ=YEARLY"},
        {"FREQ=MONTHLY;BYYEARDAY=5", "BYYEARDAY can only stand with FREQ=YEARLY"},
        {"FREQ=DAILY;BYWEEKNO=5", "BYWEEKNO can only stand with FREQ=YEARLY"},
        {"FREQ=WEEKLY;BYWEEKNO=5", "BYWEEKNO can only stand with FREQ=YEARLY"},
        {"FREQ=MONTHLY;BYWEEKNO=5", "BYWEEKNO can only stand with FREQ=YEARLY"},
        {"FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS stands alone"},
        {"FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL cannot stand together"},
        {"FREQ=DAILY;INTERVAL=0", "INTERVAL cannot be \"0\""},
        {"FREQ=DAILY;INTERVAL=-1", "INTERVAL cannot be \"-1\""},
        {"FREQ=DAILY;INTERVAL=1.5", "INTERVAL cannot be \"1.5\""},
        {"FREQ=DAILY;COUNT=0", "COUNT cannot be \"0\""},
        {"FREQ=DAILY;COUNT=", "COUNT has a gap"},
        {"FREQ=DAILY;FREQ=DAILY", "FREQ is there twice"},
        {"FREQ=DAILY;count=1;COUNT=2", "COUNT is there twice"},
        {"FREQ=HOURLY", "FREQ cannot be \"HOURLY\""},
        {"FREQ=", "FREQ has a gap"},
        {"FREQ=DAILY;BYHOUR=1", "a rule has no part \"BYHOUR\" here"},
        {"FREQ=DAILY;X-THING=1", "a rule has no part \"X-THING\" here"},
        {"RSCALE=CHINESE;FREQ=YEARLY", "a rule has no part \"RSCALE\" here"},
        {"FREQ=DAILY;\x1b[2J=1", "a rule has no part \"?[2J\" here"},
        {"FREQ=DAILY;", "\"\" is not a part of a rule"},
        {"FREQ=DAILY;;COUNT=1", "\"\" is not a part of a rule"},
        {"FREQ=DAILY; COUNT=1", "a rule has no part \"?COUNT\" here"},
        {"FREQ=DAILY ", "FREQ cannot be \"DAILY?\""},
        {"", "\"\" is not a part of a rule"},
        {"nonsense", "\"nonsense\" is not a part of a rule"},
        {"BYDAY=TH", "it does not say how often: FREQ is missing"},
        {"RRULE:FREQ=DAILY", "this is a line of a calendar, not a rule"},
        {"FREQ=DAILY;WKST=1MO", "WKST cannot be \"1MO\""},
        {"FREQ=DAILY;UNTIL=20260230", "UNTIL cannot be \"20260230\""},
        {"FREQ=DAILY;UNTIL=2026-12-31", "UNTIL cannot be \"2026-12-31\""},
        {"FREQ=DAILY;UNTIL=20261231T240000", "UNTIL cannot be \"20261231T240000\""},
        {"FREQ=DAILY;UNTIL=20261231T235961", "UNTIL cannot be \"20261231T235961\""},
        {"FREQ=DAILY;UNTIL=20261231T2359", "UNTIL cannot be \"20261231T2359\""},
        {"FREQ=DAILY;UNTIL=20261231Z", "UNTIL cannot be \"20261231Z\""},
        {"FREQ=DAILY;UNTIL=20261231T120000+0100", "UNTIL cannot be \"20261231T120000+0100\""},
        {"FREQ=DAILY;UNTIL=tomorrow", "UNTIL cannot be \"tomorrow\""},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct recurrence_rule rule;
        struct problem problem = {0};
        if (recurrence_rule_read(refused[i][0], &rule, &problem) != STATUS_INVALID)
            fail_msg("%s is taken for a rule", refused[i][0]);
        assert_string_equal(problem.why, refused[i][1]);
        assert_true(problem.mend[0] != '\0');
        assert_false(recurrence_is_rule(refused[i][0]));
    }
    struct recurrence_rule rule;
    struct problem problem;
    assert_int_equal(recurrence_rule_read("FREQ=DAILY;UNTIL=20261126T090000Z", &rule, &problem), STATUS_OK);
    assert_int_equal(rule.until_kind, RECURRENCE_UNTIL_UTC);
    assert_false(recurrence_is_rule("FREQ=DAILY;UNTIL=20261126T090000Z")); // nobody here knows the zone
}

static void test_what_cannot_happen_is_not_fit_to_be_published(void **state)
{
    (void)state;
    static const char never[] = "no date of this rule is within 5 years of its start";
    static const struct {
        const char *starts, *rule, *why; // NULL: it is fit
    } cases[] = {
        {"2026-11-05T15:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", never},
        {"2026-11-05T15:00", "FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31", never},
        {"2026-11-05T15:00", "FREQ=DAILY;BYDAY=MO;BYSETPOS=-2", never},
        {"2026-11-05T15:00", "FREQ=WEEKLY;INTERVAL=500;BYDAY=MO", never},            // the Monday of its week is over
        {"2026-11-05T15:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", never}, // 2044
        {"2026-11-05T15:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", NULL},
        {"2026-11-05T15:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261108", never},
        {"2026-11-05T15:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261109", NULL},
        {"2026-11-05T15:00", "FREQ=WEEKLY;UNTIL=20261104", "UNTIL is before the start"},
        {"2026-11-05T15:00", "FREQ=WEEKLY;UNTIL=20261105T145900", "UNTIL is before the start"},
        {"2026-11-05T15:00", "FREQ=WEEKLY;UNTIL=20261105", NULL},
        {"2026-11-05T15:00", "FREQ=WEEKLY;UNTIL=20261205T150000Z", "UNTIL is in UTC"},
        {"2026-11-05T15:00", "FREQ=YEARLY;INTERVAL=20", NULL},
        {"2016-02-29T15:00", "FREQ=YEARLY", NULL},
        {"2026-11-05T15:00", "FREQ=WEEKLY;BYDAY=6MO", "BYDAY can have numbers only with FREQ=MONTHLY or FREQ=YEARLY"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problem problem = {0};
        const struct recurrence recurrence = {at(cases[i].starts), 60, cases[i].rule, NULL, NULL};
        if ((recurrence_check(&recurrence, &problem) == STATUS_OK) != (cases[i].why == NULL))
            fail_msg("%s: %s", cases[i].rule, problem.why);
        assert_string_equal(problem.why, cases[i].why == NULL ? "" : cases[i].why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_of_days_and_weeks),
        cmocka_unit_test(test_examples_of_months),
        cmocka_unit_test(test_examples_of_years),
        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_what_the_standard_forbids_is_refused_with_a_reason),
        cmocka_unit_test(test_what_cannot_happen_is_not_fit_to_be_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
