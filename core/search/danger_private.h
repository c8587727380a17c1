// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The words of danger as they are read from data/danger.txt (danger_read.c), for those who judge by them (danger.c).
#ifndef KOMPASS_CORE_SEARCH_DANGER_PRIVATE_H
#define KOMPASS_CORE_SEARCH_DANGER_PRIVATE_H

#include "core/search/danger.h"

#include <stdint.h>

enum {
    CLASSES_MAX = 64,
    RULES_MAX = 96,
    RULE_CLASSES_MAX = 8,
    KINDS_MAX = 24,
    LEADS_MAX = 8,
    LANGUAGES_MAX = 32,
    BUCKETS = 256,       // by the first two bytes of a pattern; one more for those that may begin anywhere
};

// What can stand for a class: a word, or some that stand together; open ends match any letters.
struct danger_pattern {
    const char *text; // folded, single blanks
    const char *key;  // how it is written on a Latin keyboard, word by word; NULL: not known, or of Latin script
    unsigned char class, count; // of words
    bool any_start, any_end;
};

struct danger_tongue {
    const struct language *language;
    struct danger_pattern *patterns;
    size_t count, capacity;
    bool spelt; // the patterns have their keys
    size_t buckets[BUCKETS + 2]; // where the patterns of each begin
};

struct danger_rule {
    int kind;
    int count;
    int needs[RULE_CLASSES_MAX];
    bool ordered[RULE_CLASSES_MAX]; // before the next one
    uint64_t excluded;
    uint64_t needed;
    bool alone;
};

struct danger_kind {
    const char *name;
    struct danger_lead leads[LEADS_MAX];
    size_t count;
};

struct danger {
    struct arena arena;
    const char *classes[CLASSES_MAX];
    int class_count;
    struct danger_kind kinds[KINDS_MAX];
    int kind_count;
    struct danger_rule rules[RULES_MAX];
    int rule_count;
    struct danger_tongue tongues[LANGUAGES_MAX];
    int tongue_count;
    int other; // the class of look-alikes
    const char *mistakes;
};

// The bucket of a word, by its first two bytes; BUCKETS is that of patterns that may begin anywhere.
int danger_bucket(const char *text);

#endif
