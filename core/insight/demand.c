// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A small text file, read whole and replaced by rename. Hashes are Argon2id under a salt that is replaced, with all
// hashes that belong to it, after 90 days.
#include "core/insight/demand.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/text/fold.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum {
    FILE_BYTES_MAX = 1024 * 1024,
    PENDING_MAX = 500,
    KEPT_MAX = 5000,
    SALT_DAYS = 90,
    HASH_BYTES = 16, // of which the half is kept
    HASH_TEXT = 17,
    LETTERS_LEAST = 3,
    LETTERS_MOST = 40,
    VISITS_MAX = 999999,
    // The price of each guess at a word, and of each word of a visit: some hundredths of a second, and 16 MiB.
    HASH_PASSES = 3,
    HASH_MEMORY = 16 * 1024 * 1024,
};

#define SALT_TEXT (2 * crypto_pwhash_SALTBYTES + 1)

struct pending {
    char hash[HASH_TEXT];
    long days[DEMAND_DAYS - 1]; // day numbers; 0: none yet
};

struct kept {
    char word[DEMAND_WORD_BYTES];
    long visits;
    char month[24]; // "2026-11"
};

struct demand {
    char salt[SALT_TEXT];
    long salt_day;
    struct pending pending[PENDING_MAX]; // the oldest first
    size_t pending_count;
    struct kept kept[KEPT_MAX];
    size_t kept_count;
};

// ---- the words of a visit -----------------------------------------------------------------------------------------

static bool is_countable(const char *word)
{
    size_t letters = u8_mbsnlen((const uint8_t *)word, strlen(word));
    return letters >= LETTERS_LEAST && letters <= LETTERS_MOST && strlen(word) < DEMAND_WORD_BYTES &&
           strpbrk(word, "0123456789") == NULL;
}

void demand_note(struct demand_visit *visit, const char *query)
{
    struct arena arena = {0};
    char *rest = NULL;
    char *folded = text_fold(&arena, query);
    for (char *word = strtok_r(folded, " ", &rest); word != NULL && visit->count < DEMAND_VISIT_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        bool known = !is_countable(word);
        for (size_t i = 0; i < visit->count; i++)
            known = known || strcmp(visit->words[i], word) == 0;
        if (!known)
            snprintf(visit->words[visit->count++], sizeof visit->words[0], "%s", word);
    }
    arena_free(&arena);
}

// ---- the file -----------------------------------------------------------------------------------------------------

static bool is_hexadecimal(const char *text, size_t length)
{
    return strlen(text) == length && strspn(text, "0123456789abcdef") == length;
}

// Takes one line in; false when it is none of ours.
static bool read_line(struct demand *demand, const char *line)
{
    struct pending pending = {0};
    struct kept kept = {0};
    int end = 0;
    if (sscanf(line, "salt %32s %7ld%n", demand->salt, &demand->salt_day, &end) == 2)
        return line[end] == '\0' && is_hexadecimal(demand->salt, SALT_TEXT - 1);
    if (sscanf(line, "pending %16s %7ld %7ld%n", pending.hash, &pending.days[0], &pending.days[1], &end) == 3) {
        bool room = demand->pending_count < PENDING_MAX;
        if (room)
            demand->pending[demand->pending_count++] = pending;
        return room && line[end] == '\0' && is_hexadecimal(pending.hash, HASH_TEXT - 1);
    }
    if (sscanf(line, "word %127s %6ld %7s%n", kept.word, &kept.visits, kept.month, &end) == 3) {
        bool room = demand->kept_count < KEPT_MAX;
        if (room)
            demand->kept[demand->kept_count++] = kept;
        return room && line[end] == '\0' && kept.visits >= DEMAND_DAYS && strlen(kept.month) == 7;
    }
    return false;
}

static enum status read_file(const char *path, struct demand *demand, struct problem *problem)
{
    struct arena arena = {0};
    char *text;
    size_t size;
    enum status status = sys_read_file(&arena, path, FILE_BYTES_MAX, &text, &size, problem);
    if (status == STATUS_OK) {
        char *rest = NULL;
        char *line = strtok_r(text, "\n", &rest);
        bool right = line != NULL && strcmp(line, "kompass-kiosk-demand 1") == 0 && strlen(line) < size;
        while (right && (line = strtok_r(NULL, "\n", &rest)) != NULL)
            right = read_line(demand, line);
        if (!right)
            status = problem_set(problem, STATUS_INVALID, path, "the kiosk writes it anew", "not a kiosk's demand");
    }
    if (status != STATUS_OK)
        *demand = (struct demand){0};
    arena_free(&arena);
    return status;
}

static enum status write_file(const char *path, const struct demand *demand, struct problem *problem)
{
    struct arena arena = {0};
    size_t room = 256 + demand->pending_count * 64 + demand->kept_count * (DEMAND_WORD_BYTES + 32);
    char *text = arena_allocate(&arena, room, 1);
    size_t length = (size_t)snprintf(text, room, "kompass-kiosk-demand 1\nsalt %s %ld\n", demand->salt, demand->salt_day);
    for (size_t i = 0; i < demand->pending_count; i++)
        length += (size_t)snprintf(text + length, room - length, "pending %s %ld %ld\n", demand->pending[i].hash,
                                   demand->pending[i].days[0], demand->pending[i].days[1]);
    for (size_t i = 0; i < demand->kept_count; i++)
        length += (size_t)snprintf(text + length, room - length, "word %s %ld %s\n", demand->kept[i].word,
                                   demand->kept[i].visits, demand->kept[i].month);
    enum status status = sys_write_file(path, text, length, 0600, problem);
    arena_free(&arena);
    return status;
}

// ---- counting -----------------------------------------------------------------------------------------------------

static void renew_salt(struct demand *demand, long today)
{
    unsigned char salt[crypto_pwhash_SALTBYTES];
    if (demand->salt[0] != '\0' && today >= demand->salt_day && today - demand->salt_day < SALT_DAYS)
        return;
    randombytes_buf(salt, sizeof salt);
    sodium_bin2hex(demand->salt, sizeof demand->salt, salt, sizeof salt);
    demand->salt_day = today;
    demand->pending_count = 0;
}

// False when there is no memory for it now.
static bool hash_word(const struct demand *demand, const char *word, char hash[HASH_TEXT])
{
    unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char digest[HASH_BYTES];
    size_t length;
    sodium_hex2bin(salt, sizeof salt, demand->salt, SALT_TEXT - 1, NULL, &length, NULL);
    if (crypto_pwhash(digest, sizeof digest, word, strlen(word), salt, HASH_PASSES, HASH_MEMORY,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return false;
    sodium_bin2hex(hash, HASH_TEXT, digest, HASH_BYTES / 2);
    return true;
}

static void count_visit(struct kept *kept, long visits, struct local_time today)
{
    kept->visits = kept->visits + visits > VISITS_MAX ? VISITS_MAX : kept->visits + visits;
    snprintf(kept->month, sizeof kept->month, "%04d-%02d", today.year, today.month);
}

static bool add_to_kept(struct demand *demand, const char *word, struct local_time today)
{
    for (size_t i = 0; i < demand->kept_count; i++) {
        struct kept *kept = &demand->kept[i];
        if (strcmp(kept->word, word) != 0)
            continue;
        count_visit(kept, 1, today);
        return true;
    }
    return false;
}

static void keep(struct demand *demand, const char *word, struct local_time today)
{
    if (demand->kept_count == KEPT_MAX)
        return;
    struct kept *kept = &demand->kept[demand->kept_count++];
    *kept = (struct kept){0};
    snprintf(kept->word, sizeof kept->word, "%s", word);
    count_visit(kept, DEMAND_DAYS, today);
}

static void remove_pending(struct demand *demand, size_t place)
{
    demand->pending_count--;
    memmove(&demand->pending[place], &demand->pending[place + 1],
            (demand->pending_count - place) * sizeof *demand->pending);
}

static void add_word(struct demand *demand, const char *word, struct local_time today)
{
    char hash[HASH_TEXT];
    long day = (long)clock_day_number(today.year, today.month, today.day);
    if (add_to_kept(demand, word, today) || !hash_word(demand, word, hash))
        return;
    for (size_t i = 0; i < demand->pending_count; i++) {
        struct pending *pending = &demand->pending[i];
        if (strcmp(pending->hash, hash) != 0)
            continue;
        if (pending->days[0] == day || pending->days[1] == day)
            return;
        if (pending->days[1] == 0) {
            pending->days[1] = day;
            return;
        }
        remove_pending(demand, i);
        keep(demand, word, today);
        return;
    }
    if (demand->pending_count == PENDING_MAX)
        remove_pending(demand, 0);
    struct pending *pending = &demand->pending[demand->pending_count++];
    *pending = (struct pending){.days = {day}};
    memcpy(pending->hash, hash, sizeof hash);
}

enum status demand_add(const char *folder, struct local_time today, struct demand_visit *visit, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    const char *path = arena_format(&arena, "%s/" DEMAND_FILE, folder);
    struct demand *demand = memory_allocate(1, sizeof *demand);
    if (visit->count > 0) {
        status = sodium_init() < 0 ? STATUS_IO : read_file(path, demand, problem);
        if (status != STATUS_IO) { // what cannot be read now is not to be lost
            renew_salt(demand, (long)clock_day_number(today.year, today.month, today.day));
            for (size_t i = 0; i < visit->count; i++)
                add_word(demand, visit->words[i], today);
            status = write_file(path, demand, problem);
        }
    }
    sodium_memzero(visit, sizeof *visit);
    memory_free(&demand);
    arena_free(&arena);
    return status;
}

// ---- reading ------------------------------------------------------------------------------------------------------

static int compare_kept(const void *a, const void *b)
{
    const struct demand_word *first = a;
    const struct demand_word *second = b;
    if (first->visits != second->visits)
        return first->visits > second->visits ? -1 : 1;
    return strcmp(first->word, second->word);
}

enum status demand_read(struct arena *arena, const char *folder, struct demand_word **words, size_t *count,
                        struct problem *problem)
{
    struct demand *demand = memory_allocate(1, sizeof *demand);
    enum status status = read_file(arena_format(arena, "%s/" DEMAND_FILE, folder), demand, problem);
    *count = demand->kept_count;
    *words = arena_allocate(arena, *count + 1, sizeof **words);
    for (size_t i = 0; i < *count; i++)
        (*words)[i] = (struct demand_word){arena_copy_text(arena, demand->kept[i].word), demand->kept[i].visits,
                                           arena_copy_text(arena, demand->kept[i].month)};
    qsort(*words, *count, sizeof **words, compare_kept);
    memory_free(&demand);
    return status;
}
