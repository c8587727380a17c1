// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A word gives a row points by its rarity (as in BM25), by where it stands and by how exactly; a row that has more of the
// words' weight, and whose title is more of what was asked, rises. docs/search.md has the table of what each idea did.
#include "core/search/rank.h"

#include "core/base/memory.h"
#include "core/search/form.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLACES_MAX = 16000,      // in a query; what is more common than that is not worth more time
    PLACES_OF_WORD_MAX = 6000,
};

static const double worst_part = 0.04; // of the best: what is worse is not listed

struct points {
    int64_t row;      // 0: an empty place
    size_t word;      // that the next three are of
    float value;      // places, weighted
    float best;       // quality of the best
    float title;      // quality in the title
    float score;      // of the words before
    float covered;    // weight of the words found
    float title_weight;
    float title_words;
};

struct rank {
    struct points *points; // open addressing
    size_t room, count;
    size_t *touched; // places of the rows that have the present word
    size_t touched_count, touched_room;
    size_t word;
    size_t places, places_of_word;
    bool word_is_named;
    long things;
    int64_t first_term;
    double weight; // of all words so far
    struct ranked *ranked;
};

struct rank *rank_open(long things, int64_t first_term)
{
    struct rank *rank = memory_allocate(1, sizeof *rank);
    rank->things = things;
    rank->first_term = first_term;
    rank->room = 4096;
    rank->points = memory_allocate(rank->room, sizeof *rank->points);
    return rank;
}

void rank_close(struct rank **rank)
{
    memory_free(&(*rank)->points);
    memory_free(&(*rank)->touched);
    memory_free(&(*rank)->ranked);
    memory_free(rank);
}

void rank_begin_word(struct rank *rank)
{
    rank->word++;
    rank->touched_count = 0;
    rank->places_of_word = 0;
    rank->word_is_named = false;
}

size_t rank_word_rows(const struct rank *rank)
{
    return rank->touched_count;
}

bool rank_is_full(const struct rank *rank)
{
    return rank->places >= PLACES_MAX || rank->places_of_word >= PLACES_OF_WORD_MAX;
}

bool rank_word_is_named(const struct rank *rank)
{
    return rank->word_is_named;
}

static size_t place_of(const struct points *points, size_t room, int64_t row)
{
    size_t place = (size_t)((uint64_t)row * 0x9E3779B97F4A7C15 >> 20) & (room - 1);
    while (points[place].row != 0 && points[place].row != row)
        place = (place + 1) & (room - 1);
    return place;
}

static void grow(struct rank *rank)
{
    size_t room = rank->room * 2;
    struct points *larger = memory_allocate(room, sizeof *larger);
    for (size_t i = 0; i < rank->room; i++) {
        if (rank->points[i].row != 0)
            larger[place_of(larger, room, rank->points[i].row)] = rank->points[i];
    }
    for (size_t i = 0; i < rank->touched_count; i++)
        rank->touched[i] = place_of(larger, room, rank->points[rank->touched[i]].row);
    memory_free(&rank->points);
    rank->points = larger;
    rank->room = room;
}

static double weight_of_column(char column)
{
    switch (column) {
    case 't':
        return 3.0;
    case 's':
        return 1.5;
    default: // context, body, and once more where the body has it often
        return 1.0;
    }
}

void rank_pass(struct rank *rank)
{
    rank->places++;
    rank->places_of_word++;
}

void rank_add(struct rank *rank, int64_t row, char column, double quality)
{
    if (rank->count * 2 >= rank->room)
        grow(rank);
    struct points *points = &rank->points[place_of(rank->points, rank->room, row)];
    if (points->row == 0) {
        points->row = row;
        rank->count++;
    }
    if (points->word != rank->word) {
        points->word = rank->word;
        points->value = points->best = points->title = 0;
        if (rank->touched_count == rank->touched_room) {
            rank->touched_room = rank->touched_room == 0 ? 1024 : rank->touched_room * 2;
            rank->touched = memory_resize(rank->touched, rank->touched_room, sizeof *rank->touched);
        }
        rank->touched[rank->touched_count++] = (size_t)(points - rank->points);
    }
    points->value += (float)(weight_of_column(column) * quality);
    if (points->best < quality)
        points->best = (float)quality;
    if (column == 't' && points->title < quality)
        points->title = (float)quality;
    rank->word_is_named = rank->word_is_named || column == 't';
    rank_pass(rank);
}

// How many things have the word, counted by quality, in the language that has it most.
static double rows_with_word(const struct rank *rank)
{
    double counts[RANK_LANGUAGES] = {0};
    double most = 0;
    for (size_t i = 0; i < rank->touched_count; i++) {
        const struct points *points = &rank->points[rank->touched[i]];
        double *count = &counts[search_row_of(points->row).language];
        *count += points->best;
        most = *count > most ? *count : most;
    }
    return most;
}

void rank_end_word(struct rank *rank, double weight)
{
    double rows = rows_with_word(rank);
    double rarity = log(1 + (double)rank->things / (rows + 0.5)) * weight;
    rank->weight += rarity;
    for (size_t i = 0; i < rank->touched_count; i++) {
        struct points *points = &rank->points[rank->touched[i]];
        struct search_row row = search_row_of(points->row);
        double length = 0.4 + 0.1 * row.length;
        points->score += (float)(rarity * (points->value / (points->value + 2.0 * length) + 0.5 * points->title));
        points->covered += (float)(rarity * points->best);
        points->title_weight += (float)(rarity * points->title);
        points->title_words += points->title;
    }
}

static double score_of(const struct rank *rank, const struct points *points, const double worth[RANK_LANGUAGES])
{
    struct search_row row = search_row_of(points->row);
    double all = rank->weight > 0 ? rank->weight : 1;
    double covered = points->covered / all;
    double asked = points->title_weight / all;                                // of the query
    double titled = points->title_words / (row.title > 0 ? row.title : 1); // of the title
    double score = points->score / all * (0.4 + 0.6 * covered) * (1 + asked * (titled > 1 ? 1 : titled));
    return score * worth[row.language] * (row.thing < rank->first_term ? 1 : 0.5);
}

static int compare_by_thing(const void *a, const void *b)
{
    const struct ranked *first = a;
    const struct ranked *second = b;
    int64_t one = first->row >> ROW_THING_SHIFT;
    int64_t other = second->row >> ROW_THING_SHIFT;
    if (one != other)
        return one < other ? -1 : 1;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    return (first->row > second->row) - (first->row < second->row);
}

static int compare_by_score(const void *a, const void *b)
{
    const struct ranked *first = a;
    const struct ranked *second = b;
    if (first->score != second->score)
        return first->score > second->score ? -1 : 1;
    return (first->row > second->row) - (first->row < second->row);
}

size_t rank_finish(struct rank *rank, const double worth[RANK_LANGUAGES], const struct ranked **ranked)
{
    size_t count = 0;
    size_t kept = 0;
    double best = 0;
    rank->ranked = memory_allocate(rank->count + 1, sizeof *rank->ranked);
    for (size_t i = 0; i < rank->room; i++) {
        if (rank->points[i].row == 0)
            continue;
        double score = score_of(rank, &rank->points[i], worth);
        rank->ranked[count++] = (struct ranked){rank->points[i].row, score};
        best = score > best ? score : best;
    }
    qsort(rank->ranked, count, sizeof *rank->ranked, compare_by_thing);
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || rank->ranked[i].row >> ROW_THING_SHIFT != rank->ranked[i - 1].row >> ROW_THING_SHIFT;
        if (first && rank->ranked[i].score >= best * worst_part)
            rank->ranked[kept++] = rank->ranked[i];
    }
    qsort(rank->ranked, kept, sizeof *rank->ranked, compare_by_score);
    *ranked = rank->ranked;
    return kept;
}
