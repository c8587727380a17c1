// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A town of any size for measurements: offers with texts in four scripts, made of words that are as frequent as in a
// language (Zipf's law), so that they compress about as real texts do. The same number gives the same town.
#ifndef KOMPASS_TESTS_CORE_TOWN_H
#define KOMPASS_TESTS_CORE_TOWN_H

#include "tests/core/station.h"

enum { TOWN_WORDS = 6000 };

struct town {
    sqlite3 *editorial;
    struct arena arena;
    uint64_t seed;
};

static inline uint32_t town_random(struct town *town, uint32_t below)
{
    town->seed = town->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((town->seed >> 33) % below);
}

// The n-th word of a language; short ones come first.
static inline const char *town_word(struct arena *arena, const char *language, uint32_t n)
{
    static const char *const latin[] = {"ba", "den", "ko", "lin", "mer", "sta", "tu", "wei"};
    static const char *const arabic[] = {"با", "دن", "كو", "لي", "مر", "ست", "تو", "وي"};
    static const char *const cyrillic[] = {"ба", "ден", "ко", "лін", "мер", "ста", "ту", "вей"};
    const char *const *syllables = strcmp(language, "ar") == 0   ? arabic
                                   : strcmp(language, "uk") == 0 ? cyrillic
                                                                 : latin;
    const char *word = strcmp(language, "en") == 0 ? "e" : "";
    for (n++; n > 0; n /= 8)
        word = arena_format(arena, "%s%s", word, syllables[n % 8]);
    return word;
}

// A frequent word with a high chance, a rare one with a low chance.
static inline const char *town_any_word(struct town *town, const char *language)
{
    uint32_t range = 1 + town_random(town, TOWN_WORDS);
    return town_word(&town->arena, language, town_random(town, 1 + town_random(town, range)));
}

static inline const char *town_sentences(struct town *town, const char *language, int count)
{
    const char *text = "";
    for (int i = 0; i < count; i++) {
        int words = 6 + (int)town_random(town, 8);
        for (int word = 0; word < words; word++)
            text = arena_format(&town->arena, "%s%s%s", text, word == 0 ? "" : " ", town_any_word(town, language));
        text = arena_format(&town->arena, "%s. ", text);
    }
    return text;
}

static inline void town_run(struct town *town, const char *sql)
{
    fixture_run(town->editorial, sql);
}

static inline const char *town_id(struct town *town)
{
    return arena_format(&town->arena, "%08x-%04x-4%03x-8%03x-%08x%04x", town_random(town, UINT32_MAX),
                        town_random(town, 65536), town_random(town, 4096), town_random(town, 4096),
                        town_random(town, UINT32_MAX), town_random(town, 65536));
}

static inline const char *town_hash(struct town *town)
{
    const char *half =
        arena_format(&town->arena, "%08x%08x", town_random(town, UINT32_MAX), town_random(town, UINT32_MAX));
    return arena_format(&town->arena, "%s%08x%08x", half, town_random(town, UINT32_MAX), town_random(town, UINT32_MAX));
}

static inline void town_add_texts(struct town *town, const char *id)
{
    static const char *const languages[] = {"de", "en", "ar", "uk"};
    const char *hash = town_hash(town);
    for (int i = 0; i < 4; i++) {
        const char *summary = town_sentences(town, languages[i], 3);
        const char *bring = town_sentences(town, languages[i], 1);
        town_run(town, arena_format(&town->arena,
                                    "INSERT INTO text VALUES ('%s', '%s', 'summary', '%s', 'human', NULL, '%s'),"
                                    " ('%s', '%s', 'bring', '%s', 'human', NULL, '%s')",
                                    id, languages[i], summary, hash, id, languages[i], bring, hash));
        if (i > 0)
            town_run(town,
                     arena_format(&town->arena,
                                  "INSERT INTO text VALUES ('%s', '%s', 'gloss', '%s', 'human', NULL, '%s')", id,
                                  languages[i], town_any_word(town, languages[i]), hash));
    }
}

static inline void town_add_offer(struct town *town, int number)
{
    struct arena *arena = &town->arena;
    const char *id = town_id(town);
    const char *place = town_id(town);
    const char *organization = town_id(town);
    town_run(town, arena_format(arena,
                                "INSERT INTO thing VALUES ('%s', 'offer', 'made-%d', %d, 1), ('%s', 'place', NULL, 0, 1),"
                                " ('%s', 'organization', NULL, 0, 1)",
                                id, number, 1000 + number, place, organization));
    town_run(town, arena_format(arena, "INSERT INTO organization VALUES ('%s', '%s %d')", organization,
                                town_any_word(town, "de"), number));
    town_run(town, arena_format(arena, "INSERT INTO place VALUES ('%s', '%s %u', '06844', 'Musterstadt', NULL, NULL, NULL, NULL)",
                                place, town_any_word(town, "de"), 1 + town_random(town, 200)));
    town_run(town, arena_format(arena,
                                "INSERT INTO offer VALUES ('%s', 'advice', '%s %s', '%s', '%s', '%s', 1, NULL, 0, NULL, 'free', NULL)",
                                id, town_any_word(town, "de"), town_any_word(town, "de"), town_hash(town), organization,
                                place));
    town_run(town, arena_format(arena,
                                "INSERT INTO source VALUES ('%s', 'https://example.org/%d', '2026', '2026-11-01', NULL, 'high', NULL)",
                                id, number));
    town_run(town, arena_format(arena,
                                "INSERT INTO offer_topic SELECT '%s', id, 0 FROM topic ORDER BY id LIMIT 1"
                                " OFFSET %u %% (SELECT count(*) FROM topic)",
                                id, town_random(town, 1000)));
    town_run(town, arena_format(arena,
                                "INSERT INTO contact VALUES ('%s', 1, NULL, '+49340%07u', '0340 %u', NULL, NULL, NULL)", id, town_random(town, 9999999), number));
    for (int day = 0; day < 5; day++)
        town_run(town, arena_format(arena,
                                    "INSERT INTO schedule (offer_id, position, weekday, open_minute, close_minute, by_appointment)"
                                    " VALUES ('%s', %d, %d, %u, 1020, 0)",
                                    id, day, day, 480 + 30 * town_random(town, 6)));
    town_add_texts(town, id);
    arena_reset(arena);
}

// Opens the station's editorial database for changes that belong together.
static inline void town_begin(struct town *town, struct station *station, uint64_t seed)
{
    *town = (struct town){.seed = seed};
    station_expect(station, editorial_open(&town->editorial, station->editorial, &station->problem), STATUS_OK);
    town_run(town, "BEGIN");
}

static inline void town_end(struct town *town)
{
    town_run(town, "COMMIT");
    database_close(&town->editorial);
    arena_free(&town->arena);
}

// Adds `count` offers to the station's content.
static inline void town_grow(struct station *station, int count)
{
    struct town town;
    town_begin(&town, station, 1);
    for (int i = 0; i < count; i++)
        town_add_offer(&town, i);
    town_end(&town);
}

// A day's work: of `count` offers a sentence of the summary is written anew, in every language, and the office is
// reached at another number.
static inline void town_edit(struct station *station, int count, uint64_t seed)
{
    static const char *const languages[] = {"de", "en", "ar", "uk"};
    struct town town;
    town_begin(&town, station, seed);
    for (int i = 0; i < count; i++) {
        struct arena *arena = &town.arena;
        const char *offer = arena_format(arena,
                                         "(SELECT id FROM thing WHERE slug GLOB 'made-*' ORDER BY slug LIMIT 1"
                                         " OFFSET %u %% (SELECT count(*) FROM thing WHERE slug GLOB 'made-*'))",
                                         town_random(&town, 1000000));
        for (int language = 0; language < 4; language++)
            town_run(&town, arena_format(arena,
                                         "UPDATE text SET text = substr(text, instr(text, '. ') + 2) || '%s'"
                                         " WHERE language = '%s' AND field = 'summary' AND thing = %s",
                                         town_sentences(&town, languages[language], 1), languages[language], offer));
        town_run(&town, arena_format(arena, "UPDATE contact SET printed = printed || '-%u' WHERE offer_id = %s",
                                     town_random(&town, 10), offer));
        arena_reset(arena);
    }
    town_end(&town);
}

#endif
