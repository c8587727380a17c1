// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass hours: what is open at a moment, what is not, and of what nobody knows.
#include "cli/cli.h"

#include "core/catalog/catalog.h"
#include "core/insight/clock_doubt.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct hours {
    struct arena arena;
    struct catalog *catalog;
    struct reader reader;
    struct local_time now;
    const struct holiday *holidays;
    size_t holiday_count;
    bool json;
    json_t *offers; // with json: the list that results go to
    enum clock_doubt clock; // of a moment that was given none
};

static const char *state_name(enum opening_state state)
{
    static const char *const names[] = {
        [OPENING_OPEN] = "open",
        [OPENING_CLOSED] = "closed",
        [OPENING_BY_APPOINTMENT] = "by-appointment",
        [OPENING_BY_PHONE] = "by-phone",
        [OPENING_UNKNOWN] = "unknown",
    };
    return names[state];
}

// What happens at the next change.
static const char *change_word(const struct opening *opening)
{
    return opening->state == OPENING_OPEN       ? "closes"
           : opening->state == OPENING_BY_PHONE ? "until"
           : opening->next_by_phone             ? "by phone from"
                                                : "opens";
}

static const char *format_time(struct hours *hours, struct local_time time)
{
    char text[CLOCK_TIME_BYTES];
    return arena_copy_text(&hours->arena, clock_format(time, text));
}

// Whom a closure is of, as the content files call it.
static const char *scope_name(enum closure_scope scope)
{
    static const char *const names[] = {
        [CLOSURE_OF_OFFICES] = "offices",
        [CLOSURE_OF_ORGANIZATION] = "organization",
        [CLOSURE_OF_OFFER] = "offer",
    };
    return names[scope];
}

static const char *format_day(struct hours *hours, int64_t day)
{
    char text[CLOCK_DAY_BYTES];
    return arena_copy_text(&hours->arena, clock_format_day(clock_from_day_number(day), text));
}

// The days of the closure that holds now; false when none does.
static bool closure_days(struct hours *hours, const struct catalog_offer *offer, struct closure_days *days)
{
    const struct opening_rules rules = catalog_rules(offer, hours->holidays, hours->holiday_count);
    return hours_closure(&rules, hours->now, days) != NULL;
}

static json_t *json_of_closure(struct hours *hours, const struct catalog_offer *offer, const struct closure *closure)
{
    struct closure_days days;
    if (closure == NULL || !closure_days(hours, offer, &days))
        return json_null();
    json_t *result = json_object();
    json_object_set_new(result, "of", json_string(scope_name(closure->scope)));
    json_object_set_new(result, "from", json_string(format_day(hours, days.first)));
    json_object_set_new(result, "until",
                        days.last == CLOSURE_NO_END ? json_null() : json_string(format_day(hours, days.last)));
    json_object_set_new(result, "closed", json_boolean(closure->span_count == 0));
    json_object_set_new(result, "reason", closure->reason == NULL ? json_null() : json_string(closure->reason));
    return result;
}

static json_t *json_of(struct hours *hours, const struct catalog_offer *offer, const struct opening *opening)
{
    static const char *const reasons[] = {[OPENING_REASON_NO_HOURS] = "no-hours",
                                          [OPENING_REASON_HOLIDAY] = "holiday",
                                          [OPENING_REASON_TEMPORARY] = "temporary",
                                          [OPENING_REASON_CLOSURE] = "closure"};
    json_t *result = json_object();
    json_object_set_new(result, "id", json_string(offer->id));
    json_object_set_new(result, "slug", json_string(offer->slug));
    json_object_set_new(result, "name", json_string(offer->name));
    json_object_set_new(result, "state", json_string(state_name(opening->state)));
    json_object_set_new(result, "reason",
                        opening->reason == OPENING_REASON_NONE ? json_null() : json_string(reasons[opening->reason]));
    json_object_set_new(result, "holiday",
                        opening->holiday == NULL ? json_null() : json_string(opening->holiday->name));
    json_object_set_new(result, "closure", json_of_closure(hours, offer, opening->closure));
    json_object_set_new(result, "next_change",
                        opening->changes ? json_string(format_time(hours, opening->next_change)) : json_null());
    json_object_set_new(result, "closes_soon", json_boolean(opening->closes_soon));
    json_object_set_new(result, "next_by_phone", json_boolean(opening->next_by_phone));
    bool verified;
    const char *as_of = facts_as_of(offer->source_date, offer->verified_on, &verified);
    json_object_set_new(result, "doubtful", json_boolean(offer_is_doubtful(offer, hours->now)));
    json_object_set_new(result, "as_of", as_of == NULL ? json_null() : json_string(as_of));
    json_object_set_new(result, "verified", json_boolean(verified));
    return result;
}

static void print_closure(struct hours *hours, const struct catalog_offer *offer, const struct closure *closure)
{
    struct closure_days days;
    if (!closure_days(hours, offer, &days))
        return;
    printf(", %s", closure->span_count == 0 ? "closure" : "other hours");
    if (days.first == days.last)
        printf(" on %s", format_day(hours, days.first));
    else if (days.last == CLOSURE_NO_END)
        printf(" from %s until further notice", format_day(hours, days.first));
    else
        printf(" from %s to %s", format_day(hours, days.first), format_day(hours, days.last));
    if (closure->reason != NULL)
        printf(" (%s)", closure->reason);
}

static void print_line(struct hours *hours, const struct catalog_offer *offer, const struct opening *opening)
{
    printf("%s: %s", offer->slug, state_name(opening->state));
    if (opening->reason == OPENING_REASON_NO_HOURS)
        printf(", nobody stated the hours");
    if (opening->reason == OPENING_REASON_TEMPORARY)
        printf(", for the time being");
    if (opening->holiday != NULL)
        printf(", %s", opening->holiday->name);
    if (opening->closure != NULL)
        print_closure(hours, offer, opening->closure);
    if (opening->changes)
        printf(", %s %s%s", change_word(opening), format_time(hours, opening->next_change),
               opening->closes_soon ? ", soon" : "");
    bool verified;
    const char *as_of = facts_as_of(offer->source_date, offer->verified_on, &verified);
    if (offer_is_doubtful(offer, hours->now))
        printf(" (doubtful: %s %s%s)", verified ? "last verified" : "as of", as_of == NULL ? "an unknown day" : as_of,
               verified ? "" : ", not verified");
    printf("\n");
}

static enum status tell_offer(struct hours *hours, const char *id, struct problem *problem)
{
    struct catalog_offer offer;
    struct opening opening;
    enum status status = catalog_offer(hours->catalog, &hours->arena, &hours->reader, id, &offer, problem);
    if (status != STATUS_OK)
        return status;
    catalog_opening(&offer, hours->holidays, hours->holiday_count, hours->now, &opening);
    if (hours->json)
        json_array_append_new(hours->offers, json_of(hours, &offer, &opening));
    else
        print_line(hours, &offer, &opening);
    return STATUS_OK;
}

// All offers, each once: where it is first met when one walks through areas and topics.
static enum status tell_all(struct hours *hours, struct problem *problem)
{
    enum status status = STATUS_OK;
    struct catalog_list areas = catalog_areas(hours->catalog, &hours->arena, &hours->reader);
    json_t *seen = json_object();
    for (size_t a = 0; a < areas.count; a++) {
        struct catalog_list topics = catalog_topics(hours->catalog, &hours->arena, &hours->reader, areas.entries[a].id);
        for (size_t t = 0; t < topics.count; t++) {
            struct catalog_list list =
                catalog_topic_entries(hours->catalog, &hours->arena, &hours->reader, topics.entries[t].id);
            for (size_t i = 0; i < list.count && status == STATUS_OK; i++) {
                if (list.entries[i].kind != KIND_OFFER || json_object_get(seen, list.entries[i].id) != NULL)
                    continue;
                json_object_set_new(seen, list.entries[i].id, json_true());
                status = tell_offer(hours, list.entries[i].id, problem);
            }
        }
    }
    json_decref(seen);
    return status;
}

static enum status tell(struct hours *hours, const char *slug, struct problem *problem)
{
    if (slug == NULL)
        return tell_all(hours, problem);
    const char *id = catalog_id_of_slug(hours->catalog, &hours->arena, KIND_OFFER, slug);
    if (id == NULL)
        return problem_set(problem, STATUS_NOT_FOUND, slug, "kompass search finds it; without OFFER all are listed",
                           "there is no such offer");
    return tell_offer(hours, id, problem);
}

static const char *const clock_names[] = {
    [CLOCK_SURE] = "sure", [CLOCK_BEFORE_RELEASE] = "before-release", [CLOCK_BEHIND] = "behind", [CLOCK_ALONE] = "alone"};

// As the kiosk of that folder sees it; without one only the release tells.
static enum clock_doubt doubt_of_clock(const struct hours *hours, const char *kiosk)
{
    struct problem ignored; // a kiosk that has written nothing yet tells nothing
    struct clock_record record = {0};
    int64_t created = 0;
    if (kiosk != NULL)
        clock_record_read(kiosk, &record, &ignored);
    clock_parse_utc(catalog_release(hours->catalog)->created, &created);
    return clock_doubt_of(&record, clock_utc_seconds(), created, clock_discipline() == CLOCK_SYNCHRONISED);
}

static enum status run(struct hours *hours, const char *at, const char *kiosk, const char *slug, struct problem *problem)
{
    const char *zone = catalog_release(hours->catalog)->zone;
    enum status status = cli_time(hours->catalog, at, &hours->now, problem);
    if (status != STATUS_OK)
        return status;
    hours->clock = at != NULL ? CLOCK_SURE : doubt_of_clock(hours, kiosk);
    if (hours->clock != CLOCK_SURE && !hours->json)
        printf("the clock may be wrong (%s), it says %s: a kiosk calls nothing open by it\n", clock_names[hours->clock],
               format_time(hours, hours->now));
    hours->holidays = catalog_holidays(hours->catalog, &hours->arena, &hours->reader, &hours->holiday_count);
    hours->offers = json_array();
    status = tell(hours, slug, problem);
    if (status == STATUS_OK && hours->json) {
        json_t *root = json_object();
        json_object_set_new(root, "at", json_string(format_time(hours, hours->now)));
        json_object_set_new(root, "zone", json_string(zone));
        json_object_set_new(root, "clock", json_string(clock_names[hours->clock]));
        json_object_set(root, "offers", hours->offers);
        json_dumpf(root, stdout, JSON_INDENT(1));
        printf("\n");
        json_decref(root);
    }
    json_decref(hours->offers);
    return status;
}

int hours_main(int argc, char **argv)
{
    const char *path = NULL;
    const char *at = NULL, *kiosk = NULL;
    struct hours hours = {.reader = reader_of(language_by_tag("de"))};
    const struct cli_option options[] = {
        {"catalog", CLI_TEXT, true, "PATH", "a catalog, or a folder of catalogs", &path},
        {"at", CLI_TEXT, false, "YYYY-MM-DDTHH:MM", "the moment, in the city's time; now if not given", &at},
        {"kiosk", CLI_TEXT, false, "DIR", "the kiosk's own folder: what it remembers of the clock", &kiosk},
        {"json", CLI_FLAG, false, NULL, "print one JSON document", &hours.json},
    };
    const struct cli_usage usage = {"hours",
                                    "[OFFER]",
                                    "Tells of the offer with the slug OFFER, or of all, whether it is open, closed,\n"
                                    "only by appointment or unknown, why, and when that changes; and whether that is\n"
                                    "doubtful. Without --at the clock is asked, and told when it may be wrong.",
                                    options,
                                    sizeof options / sizeof *options,
                                    0,
                                    1};
    int first;
    int code;
    struct problem problem;
    if (!cli_parse(&usage, argc, argv, &first, &code))
        return code;
    if (at != NULL && clock_parse(at, &hours.now, &problem) != STATUS_OK)
        return cli_wrong(&usage, "--at", "must be a time such as 2026-11-23T10:15");
    enum status status = catalog_open_newest(&hours.catalog, path, cli_sink, NULL, &problem);
    if (status == STATUS_OK)
        status = run(&hours, at, kiosk, first < argc ? argv[first] : NULL, &problem);
    catalog_close(&hours.catalog);
    arena_free(&hours.arena);
    return cli_exit(status, &problem);
}
