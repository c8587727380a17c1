// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The same facts for three kinds of machines. What is not known is left out, never written as zero.
#include "core/insight/health.h"

#include "core/text/accept.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

// ---- JSON ---------------------------------------------------------------------------------------------------------

// Names of files in a problem may hold anything; JSON holds UTF-8.
static json_t *text_of(struct arena *arena, const char *text)
{
    return json_string(text_clean(arena, text, strlen(text)));
}

static json_t *optional_text(struct arena *arena, const char *text)
{
    return text == NULL || text[0] == '\0' ? json_null() : text_of(arena, text);
}

static json_t *json_of_sync(const struct health *health, struct arena *arena)
{
    const struct outcome *outcome = &health->outcome;
    if (!health->has_outcome)
        return json_null();
    return json_pack("{s:s, s:s, s:o, s:o}", "result", outcome_name(outcome->kind), "ended", outcome->ended,
                     "last_success", optional_text(arena, outcome->success), "why", optional_text(arena, outcome->why));
}

static json_t *json_of_findings(const struct health_verdict *verdict, struct arena *arena)
{
    json_t *findings = json_object();
    for (size_t topic = 0; topic < HEALTH_TOPICS; topic++)
        json_object_set_new(findings, health_topic_name(topic),
                            json_pack("{s:s, s:o}", "level", health_level_name(verdict->findings[topic].level), "text",
                                      text_of(arena, verdict->findings[topic].text)));
    return findings;
}

char *health_json(const struct health *health, const struct health_verdict *verdict, struct arena *arena)
{
    json_t *release =
        health->release == 0
            ? json_null()
            : json_pack("{s:I, s:s, s:o, s:I, s:o, s:b}", "number", (json_int_t)health->release, "city", health->city,
                        "created", optional_text(arena, health->created), "size", (json_int_t)health->catalog_size,
                        "expires", optional_text(arena, health->outcome.expires), "proven",
                        health->bytes == ADOPTED_SAME);
    json_t *kiosk = !health->has_counters ? json_null()
                                          : json_pack("{s:I, s:I}", "starts", (json_int_t)health->counters.starts,
                                                      "sessions", (json_int_t)health->counters.sessions);
    json_t *clock =
        health->clock == CLOCK_UNKNOWN ? json_null() : json_boolean(health->clock == CLOCK_SYNCHRONISED);
    json_t *root = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "level", health_level_name(verdict->level),
                             "release", release, "bad_catalog", optional_text(arena, health->problem), "sync", json_of_sync(health, arena), "free_bytes",
                             health->has_space ? json_integer((json_int_t)health->space) : json_null(), "kiosk", kiosk,
                             "clock_synchronised", clock, "findings", json_of_findings(verdict, arena));
    char *text = json_dumps(root, JSON_INDENT(1));
    char *copy = arena_copy_text(arena, text);
    free(text);
    json_decref(root);
    return copy;
}

// ---- Prometheus ---------------------------------------------------------------------------------------------------

struct report {
    struct arena *arena;
    char *text;
};

static void add(struct report *report, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct report *report, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    report->text = arena_format(report->arena, "%s%s", report->text, line);
}

static void add_metric(struct report *report, bool known, const char *name, const char *type, const char *help,
                       int64_t value)
{
    if (known)
        add(report, "# HELP kompass_%s %s\n# TYPE kompass_%s %s\nkompass_%s %" PRId64 "\n", name, help, name, type,
            name, value);
}

char *health_prometheus(const struct health *health, const struct health_verdict *verdict, struct arena *arena)
{
    struct report report = {arena, arena_copy_text(arena, "")};
    const struct outcome *outcome = &health->outcome;
    bool has_release = health->release > 0;
    if (has_release) // a slug and a number need no escapes
        add(&report,
            "# HELP kompass_release_info The catalog that is shown.\n# TYPE kompass_release_info gauge\n"
            "kompass_release_info{city=\"%s\"} 1\n",
            health->city);
    add_metric(&report, true, "status", "gauge", "0 fine, 1 warning, 2 critical, 3 unknown.", verdict->level);
    add_metric(&report, has_release, "release_number", "gauge", "Number of the release that is shown.",
               health->release);
    add_metric(&report, has_release, "release_proven", "gauge", "Whether its bytes are those that were adopted.",
               health->bytes == ADOPTED_SAME);
    add_metric(&report, true, "catalog_bad", "gauge", "Whether a newer catalog is there that must not be shown.",
               health->problem != NULL);
    add_metric(&report, health->created != NULL, "release_created_timestamp_seconds", "gauge", "When it was made.",
               health->created_seconds);
    add_metric(&report, verdict->has_expiry, "release_expires_timestamp_seconds", "gauge",
               "Until when its publisher vouches for it.", verdict->expires);
    add_metric(&report, health->has_outcome, "sync_last_run_timestamp_seconds", "gauge", "When a sync last ended.",
               verdict->ended);
    add_metric(&report, verdict->has_success, "sync_last_success_timestamp_seconds", "gauge",
               "When a sync last ended well.", verdict->success);
    add_metric(&report, health->has_outcome, "sync_success", "gauge", "Whether the last sync ended well.",
               outcome->kind == OUTCOME_ADOPTED || outcome->kind == OUTCOME_UNCHANGED);
    add_metric(&report, health->has_outcome, "sync_refused", "gauge",
               "Whether the last sync was offered what must not be adopted.", outcome->kind == OUTCOME_REFUSED);
    add_metric(&report, health->has_space, "free_bytes", "gauge", "Free space where the catalogs are.",
               (int64_t)health->space);
    add_metric(&report, health->clock != CLOCK_UNKNOWN, "clock_synchronised", "gauge",
               "Whether a time server disciplines the clock.", health->clock == CLOCK_SYNCHRONISED);
    add_metric(&report, health->created != NULL, "clock_plausible", "gauge",
               "Whether the clock is not before the release that is shown.",
               verdict->findings[HEALTH_TIME].level != HEALTH_CRITICAL);
    add_metric(&report, true, "sandbox_complete", "gauge", "Whether the kernel can confine the programs.",
               health->lacking == NULL);
    add_metric(&report, health->has_counters, "kiosk_starts_total", "counter", "Starts of the kiosk's program.",
               health->counters.starts);
    add_metric(&report, health->has_counters, "kiosk_sessions_total", "counter", "Visits that began.",
               health->counters.sessions);
    return report.text;
}

// ---- performance data ---------------------------------------------------------------------------------------------

char *health_perfdata(const struct health *health, const struct health_verdict *verdict, struct arena *arena)
{
    struct report report = {arena, arena_copy_text(arena, "")};
    if (health->created != NULL)
        add(&report, " age=%" PRId64 "s", health->now - health->created_seconds);
    if (verdict->has_expiry) // a range with a colon: below it is bad
        add(&report, " expires_in=%" PRId64 "s;%" PRId64 ":;%" PRId64 ":", verdict->expires - health->now,
            HEALTH_EXPIRY_WARN, HEALTH_EXPIRY_CRITICAL);
    if (verdict->has_success)
        add(&report, " sync_age=%" PRId64 "s;%" PRId64 ";%" PRId64 ";0", health->now - verdict->success,
            HEALTH_SYNC_WARN, HEALTH_SYNC_CRITICAL);
    if (health->has_space)
        add(&report, " free=%" PRIu64 "B;%" PRIu64 ":;%" PRIu64 ":;0", health->space, verdict->space_warn,
            verdict->space_critical);
    if (health->has_counters)
        add(&report, " starts=%ldc sessions=%ldc", health->counters.starts, health->counters.sessions);
    return report.text[0] == ' ' ? report.text + 1 : report.text;
}
