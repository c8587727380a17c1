// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How a kiosk is: what it shows, whether it still follows its publisher, and what will soon stop it. Looking and
// judging are apart, so that every judgement can be tried without a broken machine. docs/health.md has the thresholds.
#ifndef KOMPASS_CORE_INSIGHT_HEALTH_H
#define KOMPASS_CORE_INSIGHT_HEALTH_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/follow/adopted.h"
#include "core/follow/outcome.h"
#include "core/insight/clock_doubt.h"
#include "core/insight/counters.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEALTH_EXPIRY_WARN ((int64_t)7 * 86400)    // seconds before a release expires
#define HEALTH_EXPIRY_CRITICAL ((int64_t)0)        // it has expired
#define HEALTH_SYNC_WARN ((int64_t)86400)          // seconds since a sync last ended well
#define HEALTH_SYNC_CRITICAL ((int64_t)3 * 86400)  // the same
#define HEALTH_SPACE_WARN ((uint64_t)256 << 20)    // free bytes, or four times the catalog if that is more
#define HEALTH_SPACE_CRITICAL ((uint64_t)64 << 20) // the same, or twice the catalog

// The exit codes of the Monitoring Plugins Development Guidelines (Nagios, Icinga).
enum health_level { HEALTH_OK, HEALTH_WARNING, HEALTH_CRITICAL, HEALTH_UNKNOWN, HEALTH_LEVELS };

// What was seen.
struct health {
    int64_t now;             // seconds since 1970, UTC
    enum clock_discipline clock;
    struct clock_record clock_record; // what the kiosk remembers of it
    long release;            // of the newest good catalog; 0 none
    const char *city;        // its slug; NULL none
    const char *created;     // RFC 3339, UTC; NULL none
    int64_t created_seconds;
    size_t catalog_size; // bytes
    bool has_outcome;
    struct outcome outcome;
    bool has_space;
    uint64_t space; // free bytes where the catalogs are
    bool has_counters;
    struct counters counters;
    enum adopted_bytes bytes; // of the newest good catalog; never ADOPTED_CHANGED: such a one is no good one
    const char *uncompared;   // why they cannot be told, when they are ADOPTED_OTHER or ADOPTED_UNKNOWN
    const char *problem;      // of the newest catalog file, if it is bad or was changed; NULL none
    const char *lacking; // why programs cannot give up what they do not need (core/base/confine.h); NULL: they can
    long adopted;        // the release that sync's state says is in place; 0 not known
    const char *missing; // the folder of catalogs, when there is none; NULL
};

enum health_topic {
    HEALTH_CATALOG,
    HEALTH_EXPIRY,
    HEALTH_SYNC,
    HEALTH_SPACE,
    HEALTH_TIME,
    HEALTH_SANDBOX,
    HEALTH_KIOSK,
    HEALTH_TOPICS,
};

struct health_finding {
    enum health_level level;
    const char *text; // a sentence without its stop
};

struct health_verdict {
    enum health_level level; // the worst: critical, warning, unknown, fine
    struct health_finding findings[HEALTH_TOPICS];
    bool has_expiry, has_success;
    int64_t expires, success, ended;     // of the outcome, seconds since 1970
    uint64_t space_warn, space_critical; // bytes
};

struct health_places {
    const char *catalog; // folder of catalogs
    const char *state;   // sync's state file; NULL: see state_path()
    const char *kiosk;   // the kiosk's own folder, with its counters; NULL not known
};

// Looks, and never fails: what cannot be seen is not known. Texts in the arena.
void health_look(const struct health_places *places, struct arena *arena, struct health *health);

void health_judge(const struct health *health, struct arena *arena, struct health_verdict *verdict);

const char *health_level_name(enum health_level level); // "OK", "WARNING", "CRITICAL", "UNKNOWN"
const char *health_topic_name(enum health_topic topic); // "catalog", "expiry", ...

// What was seen and judged as one JSON document, in the text format of Prometheus (docs/health.md), or as performance
// data of the Monitoring Plugins; in the arena.
char *health_json(const struct health *health, const struct health_verdict *verdict, struct arena *arena);
char *health_prometheus(const struct health *health, const struct health_verdict *verdict, struct arena *arena);
char *health_perfdata(const struct health *health, const struct health_verdict *verdict, struct arena *arena);

#endif
