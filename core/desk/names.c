// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each word stands once in a vocabulary, so a typed word is compared with every word and not with every name: ten thousand names
// have some thousand words.
#include "core/desk/names.h"

#include "core/base/memory.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/text/fold.h"
#include "core/model/model_sql.h"
#include "core/text/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 12 }; // of a name that are looked at

static const double least_nearness = 0.65, near_word = 0.85, owner_bonus = 0.1, phone_bonus = 0.3;

struct vocable {
    const char *text;
    uint32_t characters[NEAR_CHARACTERS_MAX];
    size_t length;  // 0: too long to be misspelt
    size_t used;    // by so many names
    double weight;  // the rarer, the more
};

struct named_thing {
    const char *id, *name, *owner, *phones;
    size_t words[WORDS_MAX]; // places in the vocabulary
    size_t count;
    double weight;           // of all its words
};

struct known_names {
    struct arena arena;
    struct vocable *vocables;
    size_t vocable_count;
    struct named_thing *things;
    size_t count;
};

// ---- reading ------------------------------------------------------------------------------------------------------

static size_t split(struct arena *arena, const char *name, const char *words[WORDS_MAX])
{
    char *rest, *folded = text_fold(arena, name);
    size_t count = 0;
    for (char *word = strtok_r(folded, " ", &rest); word != NULL && count < WORDS_MAX; word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    return count;
}

static int compare_texts(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static int compare_vocables(const void *one, const void *other)
{
    return strcmp(((const struct vocable *)one)->text, ((const struct vocable *)other)->text);
}

static struct vocable *vocable_of(const struct known_names *names, const char *word)
{
    const struct vocable wanted = {.text = word};
    return bsearch(&wanted, names->vocables, names->vocable_count, sizeof *names->vocables, compare_vocables);
}

// The texts of all words, in order and each once.
static void collect(struct known_names *names)
{
    struct arena arena = {0};
    const char **all = NULL, *words[WORDS_MAX];
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < names->count; i++) {
        size_t found = split(&names->arena, names->things[i].name, words);
        for (size_t w = 0; w < found; w++) {
            all = arena_grow(&arena, all, count, &capacity, sizeof *all);
            all[count++] = words[w];
        }
    }
    if (count > 0)
        qsort(all, count, sizeof *all, compare_texts);
    names->vocables = arena_allocate(&names->arena, count + 1, sizeof *names->vocables);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(all[i - 1], all[i]) == 0)
            continue;
        struct vocable *vocable = &names->vocables[names->vocable_count++];
        vocable->text = all[i];
        vocable->length = near_characters(all[i], vocable->characters);
    }
    arena_free(&arena);
}

static double weight_of(const struct known_names *names, size_t used)
{
    return log(1 + (double)names->count / (double)(used + 1)) + 0.1;
}

static void weigh(struct known_names *names)
{
    const char *words[WORDS_MAX];
    struct arena arena = {0};
    for (size_t i = 0; i < names->count; i++) {
        struct named_thing *thing = &names->things[i];
        thing->count = split(&arena, thing->name, words);
        for (size_t w = 0; w < thing->count; w++) {
            struct vocable *vocable = vocable_of(names, words[w]);
            vocable->used++;
            thing->words[w] = (size_t)(vocable - names->vocables);
        }
    }
    for (size_t i = 0; i < names->vocable_count; i++)
        names->vocables[i].weight = weight_of(names, names->vocables[i].used);
    for (size_t i = 0; i < names->count; i++)
        for (size_t w = 0; w < names->things[i].count; w++)
            names->things[i].weight += names->vocables[names->things[i].words[w]].weight;
    arena_free(&arena);
}

// The column of what a thing of the kind belongs to, NULL when there is none; and the table of its telephones.
static const char *owner_column(const struct model_kind *model)
{
    for (size_t i = 0; i < model->column_count; i++)
        if (model->columns[i].type == MODEL_THING && model->columns[i].needed)
            return model->columns[i].name;
    return NULL;
}

static const char *phones_sql(struct arena *arena, const struct model_kind *model)
{
    for (size_t i = 0; i < model->part_count; i++)
        for (size_t c = 0; c < model->parts[i].column_count; c++)
            if (strcmp(model->parts[i].columns[c].name, "phone") == 0)
                return arena_format(arena, "(SELECT group_concat(phone, ' ') FROM \"%s\" WHERE \"%s\" = own.id)", model->parts[i].table,
                                    model->parts[i].owner);
    return "NULL";
}

static const char *list_sql(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    const char *owner = owner_column(model);
    return arena_format(arena, "SELECT id, %s, %s, %s FROM \"%s\" AS own", model_sql_value(arena, kind, model->title, "own.id"),
                        owner == NULL ? "NULL" : arena_format(arena, "own.\"%s\"", owner), phones_sql(arena, model), model->name);
}

enum status names_open(struct known_names **opened, sqlite3 *editorial, enum kind kind, struct problem *problem)
{
    struct known_names *names = memory_allocate(1, sizeof *names);
    size_t capacity = 0;
    struct statement *row = database_query(editorial, list_sql(&names->arena, kind), problem);
    while (statement_next(row)) {
        const char *name = statement_copy(&names->arena, row, 1);
        names->things = arena_grow(&names->arena, names->things, names->count, &capacity, sizeof *names->things);
        names->things[names->count++] = (struct named_thing){.id = statement_copy(&names->arena, row, 0),
                                                             .name = name == NULL ? "" : name,
                                                             .owner = statement_copy(&names->arena, row, 2),
                                                             .phones = statement_copy(&names->arena, row, 3)};
    }
    enum status status = statement_end(&row);
    collect(names);
    weigh(names);
    *opened = names;
    if (status != STATUS_OK)
        names_close(opened);
    return status;
}

void names_close(struct known_names **names)
{
    if (*names == NULL)
        return;
    arena_free(&(*names)->arena);
    memory_free(names);
}

// ---- finding ------------------------------------------------------------------------------------------------------

// How much each word of the vocabulary is one of those that are asked for, and what these weigh in all.
static double match_words(const struct known_names *names, const struct name_asked *asked, float *matched)
{
    struct arena arena = {0};
    const char *words[WORDS_MAX];
    size_t count = split(&arena, asked->name, words);
    double weight = 0;
    for (size_t w = 0; w < count; w++) {
        uint32_t typed[NEAR_CHARACTERS_MAX];
        size_t length = near_characters(words[w], typed);
        int most = near_allowed(length);
        const struct vocable *same = vocable_of(names, words[w]);
        double best = same == NULL ? 0 : same->weight;
        if (same != NULL)
            matched[same - names->vocables] = 1;
        for (size_t i = 0; same == NULL && most > 0 && i < names->vocable_count; i++) {
            const struct vocable *vocable = &names->vocables[i];
            if (vocable->length == 0 || near_distance(typed, length, vocable->characters, vocable->length, most) == NEAR_TOO_FAR)
                continue;
            matched[i] = matched[i] < (float)near_word ? (float)near_word : matched[i];
            best = vocable->weight > best ? vocable->weight : best;
        }
        weight += best > 0 ? best : weight_of(names, 0);
    }
    arena_free(&arena);
    return weight;
}

static bool share_phone(const char *one, const char *other)
{
    if (one == NULL || other == NULL)
        return false;
    for (const char *at = one; *at != '\0'; at += strcspn(at, " "), at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        for (const char *found = strstr(other, "+"); found != NULL; found = strstr(found + 1, "+"))
            if (length > 0 && strncmp(found, at, length) == 0 && (found[length] == ' ' || found[length] == '\0'))
                return true;
    }
    return false;
}

static double nearness_of(const struct known_names *names, const struct named_thing *thing, const struct name_asked *asked,
                          const float *matched, double weight)
{
    double shared = 0;
    for (size_t w = 0; w < thing->count; w++)
        shared += names->vocables[thing->words[w]].weight * (double)matched[thing->words[w]];
    double nearness = weight + thing->weight > 0 ? 2 * shared / (weight + thing->weight) : 0;
    if (nearness > 0 && asked->owner != NULL && thing->owner != NULL && strcmp(asked->owner, thing->owner) == 0)
        nearness += owner_bonus;
    return share_phone(asked->phones, thing->phones) ? nearness + phone_bonus : nearness;
}

size_t names_find(const struct known_names *names, const struct name_asked *asked, struct name_near near[NAMES_NEAR_MAX])
{
    size_t count = 0;
    float *matched = memory_allocate(names->vocable_count + 1, sizeof *matched);
    double weight = match_words(names, asked, matched);
    for (size_t i = 0; i < names->count; i++) {
        const struct named_thing *thing = &names->things[i];
        double nearness = nearness_of(names, thing, asked, matched, weight);
        if (nearness < least_nearness || (asked->id != NULL && strcmp(asked->id, thing->id) == 0))
            continue;
        size_t place = count;
        while (place > 0 && near[place - 1].nearness < nearness)
            place--;
        if (place == NAMES_NEAR_MAX)
            continue;
        count += count < NAMES_NEAR_MAX;
        memmove(&near[place + 1], &near[place], (count - 1 - place) * sizeof *near);
        near[place] = (struct name_near){thing->id, thing->name, nearness};
    }
    memory_free(&matched);
    return count;
}
