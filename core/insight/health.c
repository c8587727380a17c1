// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every judgement says in words what it saw, so that the line a monitor shows at night needs no second look-up.
#include "core/insight/health.h"

#include "core/base/confine.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/follow/state.h"
#include "core/release/manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const char *const level_names[HEALTH_LEVELS] = {
    [HEALTH_OK] = "OK",
    [HEALTH_WARNING] = "WARNING",
    [HEALTH_CRITICAL] = "CRITICAL",
    [HEALTH_UNKNOWN] = "UNKNOWN",
};

static const char *const topic_names[HEALTH_TOPICS] = {
    [HEALTH_CATALOG] = "catalog", [HEALTH_EXPIRY] = "expiry", [HEALTH_SYNC] = "sync",
    [HEALTH_SPACE] = "space",     [HEALTH_TIME] = "clock",    [HEALTH_SANDBOX] = "sandbox",
    [HEALTH_KIOSK] = "kiosk",
};

const char *health_level_name(enum health_level level)
{
    return level_names[level];
}

const char *health_topic_name(enum health_topic topic)
{
    return topic_names[topic];
}

// ---- looking ------------------------------------------------------------------------------------------------------

struct sight {
    struct arena *arena;
    struct health *health;
};

static const char *text_of(struct arena *arena, const struct problem *problem)
{
    char text[sizeof *problem + 8];
    problem_format(problem, text, sizeof text);
    return arena_copy_text(arena, text);
}

static void keep_first(void *context, const struct problem *problem)
{
    struct sight *sight = context;
    if (sight->health->problem == NULL)
        sight->health->problem = text_of(sight->arena, problem);
}

static void look_at_catalog(const struct adopted_place *place, struct arena *arena, struct health *health)
{
    const char *folder = place->folder;
    struct sight sight = {arena, health};
    struct catalog *catalog;
    struct problem problem;
    struct stat about;
    health->adopted = adopted_release(place);
    if (access(folder, F_OK) != 0) {
        health->missing = arena_copy_text(arena, folder);
        return;
    }
    if (!sys_is_folder(folder) || access(arena_format(arena, "%s/" MANIFEST_FILE, folder), F_OK) == 0) {
        health->problem = arena_format(arena, "%s is %s, not the folder of catalogs that kompass sync keeps", folder,
                                       sys_is_folder(folder) ? "a release directory" : "a file");
        return;
    }
    if (adopted_open(&catalog, place, &health->bytes, keep_first, &sight, &problem) != STATUS_OK)
        return;
    const struct catalog_release *release = catalog_release(catalog);
    health->release = release->number;
    health->city = arena_copy_text(arena, release->city);
    health->created = arena_copy_text(arena, release->created);
    if (!clock_parse_utc(health->created, &health->created_seconds))
        health->created = NULL;
    if (stat(catalog_path(arena, folder, release->number), &about) == 0)
        health->catalog_size = (size_t)about.st_size;
    if (health->bytes != ADOPTED_SAME)
        health->uncompared = arena_format(arena, "%s: %s", problem.what, problem.why);
    catalog_close(&catalog);
}

static void look_at_space(const char *folder, struct arena *arena, struct health *health)
{
    struct statvfs about;
    health->has_space = statvfs(folder, &about) == 0 || statvfs(sys_folder_of(arena, folder), &about) == 0;
    if (health->has_space)
        health->space = (uint64_t)about.f_bavail * about.f_frsize;
}

void health_look(const struct health_places *places, struct arena *arena, struct health *health)
{
    struct problem ignored;
    const char *state = state_path(arena, places->catalog, places->state);
    *health = (struct health){.now = clock_utc_seconds(), .clock = clock_discipline()};
    look_at_catalog(&(struct adopted_place){places->catalog, state, ""}, arena, health);
    look_at_space(places->catalog, arena, health);
    struct problem problem;
    if (confine_check(&problem) != STATUS_OK)
        health->lacking = text_of(arena, &problem);
    health->has_outcome = outcome_read(outcome_path(arena, state), &health->outcome, &ignored) == STATUS_OK;
    health->has_counters =
        places->kiosk != NULL && counters_read(places->kiosk, &health->counters, &ignored) == STATUS_OK;
    if (places->kiosk != NULL)
        clock_record_read(places->kiosk, &health->clock_record, &ignored);
}

// ---- judging ------------------------------------------------------------------------------------------------------

// "3 days", for people: the largest unit that fits, rounded down.
static const char *span(struct arena *arena, int64_t seconds)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
    size_t unit = 0;
    seconds = seconds < 0 ? 0 : seconds;
    while (unit < 3 && seconds < units[unit].seconds)
        unit++;
    int64_t count = seconds / units[unit].seconds;
    return arena_format(arena, "%" PRId64 " %s%s", count, units[unit].name, count == 1 ? "" : "s");
}

static struct health_finding judge_catalog(const struct health *health, struct arena *arena)
{
    if (health->release == 0 && health->problem != NULL)
        return (struct health_finding){HEALTH_CRITICAL,
                                       arena_format(arena, "no catalog can be shown: %s", health->problem)};
    if (health->release == 0 && health->adopted > 0)
        return (struct health_finding){
            HEALTH_WARNING,
            arena_format(arena, "release %ld was adopted, but %s; the kiosk shows the one that came with the package",
                         health->adopted,
                         health->missing == NULL ? "no catalog is there"
                                                 : arena_format(arena, "there is no folder %s", health->missing))};
    if (health->missing != NULL)
        return (struct health_finding){HEALTH_WARNING,
                                       arena_format(arena,
                                                    "none was adopted yet: there is no folder %s; the kiosk shows the one"
                                                    " that came with the package",
                                                    health->missing)};
    if (health->release == 0)
        return (struct health_finding){HEALTH_WARNING,
                                       "none was adopted yet, the kiosk shows the one that came with the package"};
    const char *text = arena_format(arena, "release %ld of %s, made %s ago", health->release, health->city,
                                    span(arena, health->now - health->created_seconds));
    if (health->problem != NULL)
        return (struct health_finding){HEALTH_WARNING,
                                       arena_format(arena, "%s, but a newer one is bad: %s", text, health->problem)};
    long expected = health->has_outcome ? health->outcome.release : health->adopted;
    if (expected > health->release)
        return (struct health_finding){HEALTH_WARNING,
                                       arena_format(arena, "%s, but release %ld is missing", text, expected)};
    if (health->uncompared != NULL)
        return (struct health_finding){health->bytes == ADOPTED_UNKNOWN ? HEALTH_WARNING : HEALTH_OK,
                                       arena_format(arena, "%s; nothing to compare its bytes with: %s", text,
                                                    health->uncompared)};
    return (struct health_finding){HEALTH_OK, text};
}

static struct health_finding judge_expiry(const struct health *health, const struct health_verdict *verdict,
                                          struct arena *arena)
{
    int64_t left = verdict->expires - health->now;
    if (!verdict->has_expiry)
        return (struct health_finding){HEALTH_UNKNOWN, "not known before a sync has ended well"};
    if (left <= HEALTH_EXPIRY_CRITICAL)
        return (struct health_finding){HEALTH_CRITICAL, arena_format(arena, "expired %s ago", span(arena, -left))};
    return (struct health_finding){left <= HEALTH_EXPIRY_WARN ? HEALTH_WARNING : HEALTH_OK,
                                   arena_format(arena, "expires in %s", span(arena, left))};
}

static struct health_finding judge_sync(const struct health *health, const struct health_verdict *verdict,
                                        struct arena *arena)
{
    const struct outcome *outcome = &health->outcome;
    if (!health->has_outcome)
        return (struct health_finding){HEALTH_UNKNOWN, "none has been recorded"};
    const char *ended = span(arena, health->now - verdict->ended);
    if (!verdict->has_success)
        return (struct health_finding){HEALTH_CRITICAL, arena_format(arena, "%s %s ago: %s; none ever ended well",
                                                                     outcome_name(outcome->kind), ended, outcome->why)};
    int64_t age = health->now - verdict->success;
    enum health_level level = age > HEALTH_SYNC_CRITICAL                                   ? HEALTH_CRITICAL
                              : age > HEALTH_SYNC_WARN || outcome->kind == OUTCOME_REFUSED ? HEALTH_WARNING
                                                                                           : HEALTH_OK;
    if (outcome->kind == OUTCOME_ADOPTED || outcome->kind == OUTCOME_UNCHANGED)
        return (struct health_finding){level, arena_format(arena, "%s %s ago", outcome_name(outcome->kind), ended)};
    return (struct health_finding){level,
                                   arena_format(arena, "%s %s ago: %s; the last good one was %s ago",
                                                outcome_name(outcome->kind), ended, outcome->why, span(arena, age))};
}

static struct health_finding judge_space(const struct health *health, const struct health_verdict *verdict,
                                         struct arena *arena)
{
    if (!health->has_space)
        return (struct health_finding){HEALTH_UNKNOWN, "the file system does not say"};
    enum health_level level = health->space < verdict->space_critical ? HEALTH_CRITICAL
                              : health->space < verdict->space_warn   ? HEALTH_WARNING
                                                                      : HEALTH_OK;
    return (struct health_finding){level, arena_format(arena, "%" PRIu64 " MiB free", health->space >> 20)};
}

// A clock far behind makes expired releases look fresh, so it is the one fault that hides others.
static struct health_finding judge_time(const struct health *health, struct arena *arena)
{
    static const char *const states[] = {
        [CLOCK_UNKNOWN] = "nothing tells whether it is synchronised",
        [CLOCK_SYNCHRONISED] = "synchronised",
        [CLOCK_FREE] = "not synchronised with a time server",
    };
    char stamp[CLOCK_STAMP_BYTES];
    clock_format_utc(health->now, stamp);
    char day[CLOCK_DAY_BYTES];
    const struct clock_record *record = &health->clock_record;
    switch (clock_doubt_of(record, health->now, health->created == NULL ? 0 : health->created_seconds, health->clock == CLOCK_SYNCHRONISED)) {
    case CLOCK_BEFORE_RELEASE:
        return (struct health_finding){
            HEALTH_CRITICAL, arena_format(arena, "%s is before release %ld was made", stamp, health->release)};
    case CLOCK_BEHIND:
        return (struct health_finding){
            HEALTH_CRITICAL, arena_format(arena, "%s is before %s, which the kiosk has seen; it calls nothing open. Set the clock, or remove"
                                                 " the kiosk's file " CLOCK_RECORD_FILE " if it is right now",
                                          stamp, clock_format_day(clock_from_day_number(record->seen), day))};
    case CLOCK_ALONE:
        return (struct health_finding){
            HEALTH_WARNING, arena_format(arena, "%s, not synchronised since %s; the kiosk calls nothing open", stamp,
                                         clock_format_day(clock_from_day_number(record->synchronised), day))};
    default:
        return (struct health_finding){health->clock == CLOCK_FREE ? HEALTH_WARNING : HEALTH_OK,
                                       arena_format(arena, "%s, %s", stamp, states[health->clock])};
    }
}

static struct health_finding judge_sandbox(const struct health *health)
{
    if (health->lacking != NULL)
        return (struct health_finding){HEALTH_WARNING, health->lacking};
    return (struct health_finding){HEALTH_OK, "the kernel keeps kiosk and sync from what they do not need"};
}

static struct health_finding judge_kiosk(const struct health *health, struct arena *arena)
{
    if (!health->has_counters)
        return (struct health_finding){HEALTH_OK, "starts and visits are not known: no counters can be read"};
    return (struct health_finding){HEALTH_OK, arena_format(arena, "started %ld times, %ld visits",
                                                           health->counters.starts, health->counters.sessions)};
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

void health_judge(const struct health *health, struct arena *arena, struct health_verdict *verdict)
{
    static const enum health_level by_weight[] = {HEALTH_CRITICAL, HEALTH_WARNING, HEALTH_UNKNOWN, HEALTH_OK};
    *verdict = (struct health_verdict){0};
    verdict->has_expiry = health->has_outcome && clock_parse_utc(health->outcome.expires, &verdict->expires);
    verdict->has_success = health->has_outcome && clock_parse_utc(health->outcome.success, &verdict->success);
    if (health->has_outcome)
        clock_parse_utc(health->outcome.ended, &verdict->ended);
    verdict->space_warn = larger(HEALTH_SPACE_WARN, 4 * (uint64_t)health->catalog_size);
    verdict->space_critical = larger(HEALTH_SPACE_CRITICAL, 2 * (uint64_t)health->catalog_size);
    verdict->findings[HEALTH_CATALOG] = judge_catalog(health, arena);
    verdict->findings[HEALTH_EXPIRY] = judge_expiry(health, verdict, arena);
    verdict->findings[HEALTH_SYNC] = judge_sync(health, verdict, arena);
    verdict->findings[HEALTH_SPACE] = judge_space(health, verdict, arena);
    verdict->findings[HEALTH_TIME] = judge_time(health, arena);
    verdict->findings[HEALTH_SANDBOX] = judge_sandbox(health);
    verdict->findings[HEALTH_KIOSK] = judge_kiosk(health, arena);
    for (size_t weight = sizeof by_weight / sizeof *by_weight; weight-- > 0;) {
        for (size_t topic = 0; topic < HEALTH_TOPICS; topic++) {
            if (verdict->findings[topic].level == by_weight[weight])
                verdict->level = by_weight[weight];
        }
    }
}
