// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reading data/danger.txt, which is compiled in: kinds of danger, rules, and the words of each class in each language.
#include "core/search/danger_private.h"

#include "core/base/memory.h"
#include "core/text/fold.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char file[] = {
#include "generated/danger.inc"
};

static void mistake(struct danger *danger, const char *what, const char *where)
{
    danger->mistakes = arena_format(&danger->arena, "%s%s: %s\n", danger->mistakes == NULL ? "" : danger->mistakes, what, where);
}

static int class_of(struct danger *danger, const char *name, bool may_be_new)
{
    for (int i = 0; i < danger->class_count; i++) {
        if (strcmp(danger->classes[i], name) == 0)
            return i;
    }
    if (!may_be_new || danger->class_count == CLASSES_MAX) {
        mistake(danger, "no such class, or too many", name);
        return 0;
    }
    danger->classes[danger->class_count] = arena_copy_text(&danger->arena, name);
    return danger->class_count++;
}

static int kind_of(struct danger *danger, const char *name)
{
    for (int i = 0; i < danger->kind_count; i++) {
        if (strcmp(danger->kinds[i].name, name) == 0)
            return i;
    }
    mistake(danger, "no such kind of danger", name);
    return 0;
}

// "> kind emergency/slug guide/slug"
static void read_kind(struct danger *danger, char *line)
{
    char *rest = NULL;
    const char *name = strtok_r(line, " ", &rest);
    if (danger->kind_count == KINDS_MAX || name == NULL) {
        mistake(danger, "too many kinds, or one without a name", line);
        return;
    }
    struct danger_kind *kind = &danger->kinds[danger->kind_count++];
    kind->name = name;
    for (char *lead = strtok_r(NULL, " ", &rest); lead != NULL; lead = strtok_r(NULL, " ", &rest)) {
        char *slash = strchr(lead, '/');
        if (slash == NULL || kind->count == LEADS_MAX) {
            mistake(danger, "leads nowhere, or to too much", lead);
            continue;
        }
        *slash = '\0';
        kind->leads[kind->count++] = (struct danger_lead){lead, slash + 1};
    }
}

static void need(struct danger *danger, struct danger_rule *rule, const char *class)
{
    if (rule->count == RULE_CLASSES_MAX) {
        mistake(danger, "too many classes in a rule", class);
        return;
    }
    rule->needs[rule->count] = class_of(danger, class, true);
    rule->needed |= UINT64_C(1) << rule->needs[rule->count++];
}

// "= kind class class<class -class alone"
static void read_rule(struct danger *danger, char *line)
{
    char *rest = NULL;
    const char *kind = strtok_r(line, " ", &rest);
    if (danger->rule_count == RULES_MAX || kind == NULL) {
        mistake(danger, "too many rules, or one of no kind", line);
        return;
    }
    struct danger_rule *rule = &danger->rules[danger->rule_count++];
    rule->kind = kind_of(danger, kind);
    for (char *word = strtok_r(NULL, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *before = NULL;
        if (strcmp(word, "alone") == 0)
            rule->alone = true;
        else if (word[0] == '-')
            rule->excluded |= UINT64_C(1) << class_of(danger, word + 1, true);
        else
            for (char *class = strtok_r(word, "<", &before); class != NULL; class = strtok_r(NULL, "<", &before)) {
                need(danger, rule, class);
                rule->ordered[rule->count - 1] = before != NULL && before[0] != '\0';
            }
    }
}

static void add_pattern(struct danger *danger, struct danger_tongue *tongue, struct danger_pattern pattern)
{
    if (pattern.count == 0) {
        mistake(danger, "no word beside", tongue->count == 0 ? "the first" : tongue->patterns[tongue->count - 1].text);
        return;
    }
    if (tongue->count == tongue->capacity) {
        tongue->capacity = tongue->capacity == 0 ? 256 : tongue->capacity * 2;
        tongue->patterns = memory_resize(tongue->patterns, tongue->capacity, sizeof *tongue->patterns);
    }
    tongue->patterns[tongue->count++] = pattern;
}

// The patterns of a class. Folding costs most for each call of it, so it is done once, with digits for the signs that it would
// drop: no word here has any.
static void read_patterns(struct danger *danger, struct danger_tongue *tongue, int class, const char *patterns)
{
    struct arena scratch = {0};
    char *marked = arena_allocate(&scratch, 3 * strlen(patterns) + 1, 1);
    char *end = marked;
    for (const char *byte = patterns; *byte != '\0'; byte++) {
        if (*byte == ' ' || *byte == '*')
            end = stpcpy(end, *byte == ' ' ? " 0 " : " 1 ");
        else
            *end++ = *byte == '_' ? ' ' : *byte;
    }
    *end = '\0';
    char *text = text_fold(&danger->arena, marked);
    arena_free(&scratch);
    char *written = text;
    struct danger_pattern pattern = {0};
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (strcmp(word, "0") == 0) {
            if (pattern.text != NULL)
                add_pattern(danger, tongue, pattern);
            pattern = (struct danger_pattern){.text = "", .class = (unsigned char)class};
        } else if (strcmp(word, "1") == 0) {
            pattern.any_start = pattern.any_start || pattern.count == 0;
            pattern.any_end = pattern.count > 0;
        } else {
            size_t length = strlen(word);
            written += pattern.count == 0; // keeps the NUL of the pattern before
            if (pattern.count == 0)
                pattern.text = written;
            else
                *written++ = ' ';
            memmove(written, word, length + 1);
            written += length;
            pattern.count++;
        }
    }
    if (pattern.text != NULL)
        add_pattern(danger, tongue, pattern);
}

// "class: patterns"
static void read_words(struct danger *danger, struct danger_tongue *tongue, char *line)
{
    char *colon = strchr(line, ':');
    if (colon == NULL || tongue == NULL) {
        mistake(danger, "neither a rule nor words of a language", line);
        return;
    }
    *colon = '\0';
    read_patterns(danger, tongue, strcmp(line, "other") == 0 ? danger->other : class_of(danger, line, false), colon + 1);
}

static struct danger_tongue *read_language(struct danger *danger, char *line)
{
    line[strcspn(line, "]")] = '\0';
    const struct language *language = language_by_tag(line + 1);
    if (language == NULL || danger->tongue_count == LANGUAGES_MAX) {
        mistake(danger, "not a language here", line + 1);
        return NULL;
    }
    struct danger_tongue *tongue = &danger->tongues[danger->tongue_count++];
    tongue->language = language;
    return tongue;
}

int danger_bucket(const char *text)
{
    return ((unsigned char)text[0] * 31 + (unsigned char)text[1]) % BUCKETS;
}

static int bucket_of(const struct danger_pattern *pattern)
{
    return pattern->any_start || pattern->text[1] == '\0' ? BUCKETS : danger_bucket(pattern->text);
}

static int compare_buckets(const void *a, const void *b)
{
    return bucket_of(a) - bucket_of(b);
}

// Orders the patterns so that a word is compared with those that begin as it does.
static void sort_patterns(struct danger_tongue *tongue)
{
    size_t at = 0;
    qsort(tongue->patterns, tongue->count, sizeof *tongue->patterns, compare_buckets);
    for (int bucket = 0; bucket <= BUCKETS + 1; bucket++) {
        while (at < tongue->count && bucket_of(&tongue->patterns[at]) < bucket)
            at++;
        tongue->buckets[bucket] = at;
    }
}

struct danger *danger_open(void)
{
    struct danger *danger = memory_allocate(1, sizeof *danger);
    struct danger_tongue *tongue = NULL;
    char *rest = NULL;
    danger->other = class_of(danger, "other", true);
    for (char *line = strtok_r(arena_copy(&danger->arena, (const char *)file, sizeof file), "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (line[0] == '>')
            read_kind(danger, line + 1);
        else if (line[0] == '=')
            read_rule(danger, line + 1);
        else if (line[0] == '[')
            tongue = read_language(danger, line);
        else if (line[0] != '#')
            read_words(danger, tongue, line);
    }
    for (int t = 0; t < danger->tongue_count; t++) {
        if (danger->tongues[t].count > 0)
            sort_patterns(&danger->tongues[t]);
    }
    return danger;
}

void danger_close(struct danger **danger)
{
    if (*danger == NULL)
        return;
    for (int i = 0; i < (*danger)->tongue_count; i++)
        memory_free(&(*danger)->tongues[i].patterns);
    arena_free(&(*danger)->arena);
    memory_free(danger);
}

const char *danger_mistakes(const struct danger *danger, struct arena *arena)
{
    return arena_copy_text(arena, danger->mistakes);
}
