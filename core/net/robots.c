// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Records of agents and rules, line by line. Patterns know * and a $ at their end (RFC 9309, 2.2.3).
#include "core/net/robots.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Together they bound the steps of one question: with an address of 2,000 bytes, half a second at worst.
enum { RULES_MAX = 1000, PATTERN_BYTES = 250, DELAY_MAX_MS = 3600 * 1000 };

struct robots_rule {
    const char *pattern;
    bool allows;
};

// What one reading has found for one agent.
struct robots_group {
    struct robots robots;
    size_t room;
    bool found;
};

struct robots_reading {
    struct arena *arena;
    const char *product;
    struct robots_group own, all; // for this product, and for *
    bool in_own, in_all;          // whom the present record is for
    bool in_agents;               // its agents are still being named
};

// A line without comment and blanks at its ends: "key: value". False when it is none.
static bool part_line(const char *line, size_t length, const char **key, size_t *key_length, const char **value, size_t *value_length)
{
    const char *comment = memchr(line, '#', length);
    const char *end = comment == NULL ? line + length : comment;
    const char *colon = memchr(line, ':', (size_t)(end - line));
    if (colon == NULL)
        return false;
    while (line < colon && (*line == ' ' || *line == '\t'))
        line++;
    const char *key_end = colon;
    while (key_end > line && (key_end[-1] == ' ' || key_end[-1] == '\t'))
        key_end--;
    const char *start = colon + 1;
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
        end--;
    *key = line;
    *key_length = (size_t)(key_end - line);
    *value = start;
    *value_length = (size_t)(end - start);
    return true;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

static void take_agent(struct robots_reading *reading, const char *agent, size_t length)
{
    if (!reading->in_agents)
        reading->in_own = reading->in_all = false;
    reading->in_agents = true;
    size_t name = 0; // "kompass/1.0" names kompass
    while (name < length && agent[name] != '/' && agent[name] != ' ')
        name++;
    if (is_word(agent, length, "*"))
        reading->in_all = reading->all.found = true;
    else if (is_word(agent, name, reading->product))
        reading->in_own = reading->own.found = true;
}

static void add_rule(struct robots_group *group, struct arena *arena, const char *pattern, size_t length, bool allows)
{
    struct robots *robots = &group->robots;
    if (length == 0 || length > PATTERN_BYTES || robots->count == RULES_MAX || memchr(pattern, '\0', length) != NULL)
        return; // without a path it says nothing
    robots->rules = arena_grow(arena, robots->rules, robots->count, &group->room, sizeof *robots->rules);
    robots->rules[robots->count++] = (struct robots_rule){arena_copy(arena, pattern, length), allows};
}

static long delay_of(struct arena *arena, const char *value, size_t length)
{
    double seconds = strtod(arena_copy(arena, value, length < 32 ? length : 32), NULL);
    if (!(seconds > 0)) // no number among them
        return 0;
    return seconds * 1000 > DELAY_MAX_MS ? DELAY_MAX_MS : (long)(seconds * 1000);
}

static void take_line(struct robots_reading *reading, const char *line, size_t length)
{
    const char *key, *value;
    size_t key_length, value_length;
    if (!part_line(line, length, &key, &key_length, &value, &value_length))
        return;
    if (is_word(key, key_length, "user-agent")) {
        take_agent(reading, value, value_length);
        return;
    }
    bool allows = is_word(key, key_length, "allow");
    bool delays = is_word(key, key_length, "crawl-delay");
    if (!allows && !delays && !is_word(key, key_length, "disallow"))
        return; // such as Sitemap, which is of no record
    reading->in_agents = false;
    struct robots_group *groups[] = {reading->in_own ? &reading->own : NULL, reading->in_all ? &reading->all : NULL};
    for (size_t i = 0; i < 2; i++) {
        if (groups[i] != NULL && delays)
            groups[i]->robots.delay_ms = delay_of(reading->arena, value, value_length);
        else if (groups[i] != NULL)
            add_rule(groups[i], reading->arena, value, value_length, allows);
    }
}

void robots_read(struct robots *robots, struct arena *arena, const char *bytes, size_t size, const char *product)
{
    struct robots_reading reading = {.arena = arena, .product = product};
    for (size_t at = 0; at < size;) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - (bytes + at));
        take_line(&reading, bytes + at, length);
        at += length + 1;
    }
    *robots = reading.own.found ? reading.own.robots : reading.all.robots;
}

// Greedy with one place to go back to, as only the last * matters: no pattern takes more than its length times the path's.
static bool fits(const char *pattern, const char *path)
{
    const char *star = NULL;
    const char *again = path;
    for (;;) {
        if (*pattern == '\0')
            return true; // a beginning is enough
        if (*pattern == '$' && pattern[1] == '\0' && *path == '\0')
            return true;
        if (*pattern == '*') {
            star = ++pattern;
            again = path;
        } else if (*path != '\0' && *pattern == *path) {
            pattern++;
            path++;
        } else if (star != NULL && *again != '\0') {
            pattern = star;
            path = ++again;
        } else {
            return false;
        }
    }
}

bool robots_allow(const struct robots *robots, const char *path)
{
    size_t longest = 0;
    bool allowed = true;
    for (size_t i = 0; i < robots->count; i++) {
        const struct robots_rule *rule = &robots->rules[i];
        size_t length = strlen(rule->pattern);
        if (length < longest || !fits(rule->pattern, path))
            continue;
        allowed = length > longest ? rule->allows : allowed || rule->allows;
        longest = length;
    }
    return allowed;
}
