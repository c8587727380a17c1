// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// For tests of records and of the door: an editorial database in memory or in a file, and records written as JSON.
#ifndef KOMPASS_TESTS_CORE_RECORD_H
#define KOMPASS_TESTS_CORE_RECORD_H

#include "tests/core/fixture.h"

#include "core/editorial/change.h"
#include "core/editorial/editorial.h"
#include "core/model/record.h"

#define AREA_ID "00000000-0000-4000-8000-000000000001"
#define TOPIC_ID "00000000-0000-4000-8000-000000000002"
#define OTHER_TOPIC_ID "00000000-0000-4000-8000-000000000003"
#define ORGANIZATION_ID "00000000-0000-4000-8000-000000000004"
#define PLACE_ID "00000000-0000-4000-8000-000000000005"
#define OFFER_ID "00000000-0000-4000-8000-000000000006"
#define TWIN_ID "00000000-0000-4000-8000-000000000007"
#define ARTICLE_ID "00000000-0000-4000-8000-000000000008"
#define GUIDE_ID "00000000-0000-4000-8000-000000000009"
#define STEP_ID "00000000-0000-4000-8000-00000000000a"
#define EMERGENCY_ID "00000000-0000-4000-8000-00000000000b"
#define HOLIDAY_ID "00000000-0000-4000-8000-00000000000c"
#define EVENT_ID "00000000-0000-4000-8000-00000000000d"
#define TERM_ID "00000000-0000-4000-8000-00000000000e"
#define CLOSURE_ID "00000000-0000-4000-8000-000000000010"
#define OTHER_CLOSURE_ID "00000000-0000-4000-8000-000000000011"
#define SITUATION_ID "00000000-0000-4000-8000-000000000018"
#define CITY_ID "00000000-0000-4000-8000-00000000000f"
#define NO_ID "00000000-0000-4000-8000-0000000000ff"

// In these texts ' stands for ".
#define THING(kind, id, slug, more) "{'kind': '" kind "', 'id': '" id "', 'slug': '" slug "', 'position': 1" more "}"
#define NAMELESS(kind, id, more) "{'kind': '" kind "', 'id': '" id "', 'position': 1" more "}"
#define TEXT(text) "{'text': '" text "', 'origin': 'human'}"
#define NAMED(name) ", 'texts': {'de': {'name': " TEXT(name) "}}"
#define SOURCE ", 'source': {'url': 'https://example.org/'}"
#define SUMMARY(text) ", 'texts': {'de': {'summary': " TEXT(text) "}}"

#define OFFER(id, slug, more)                                                                                          \
    THING("offer", id, slug,                                                                                           \
          ", 'type': 'office', 'name': 'Amt', 'hours_known': false, 'organization_id': '" ORGANIZATION_ID "'" SOURCE more)

// One whole thing of each kind, each after those that it needs.
static const char *const one_of_each[] = {
    THING("city", CITY_ID, "stadt",
          ", 'name': 'Stadt', 'zone': 'Europe/Berlin', 'country': 'DE', 'subdivision': 'DE-ST', 'latitude': 51.5, 'longitude': 12"),
    THING("area", AREA_ID, "ankommen", ", 'pictogram': 'traveller'" NAMED("Ankommen")),
    THING("topic", TOPIC_ID, "wohnen", ", 'area_id': '" AREA_ID "'" NAMED("Wohnen")),
    THING("topic", OTHER_TOPIC_ID, "melden", ", 'area_id': '" AREA_ID "'" NAMED("Melden")),
    NAMELESS("organization", ORGANIZATION_ID, ", 'name': 'Stadt'"),
    NAMELESS("place", PLACE_ID, ", 'street': 'Weg 1', 'note': 'im Hof', 'latitude': 51.5, 'longitude': 12.25"),
    THING("offer", OFFER_ID, "amt",
          ", 'type': 'office', 'name': 'Amt', 'hours_known': true, 'by_appointment': false, 'organization_id': '" ORGANIZATION_ID
          "', 'place_id': '" PLACE_ID "', 'topics': ['" TOPIC_ID "', '" OTHER_TOPIC_ID "'], 'audiences': ['women', 'everyone'],"
          " 'languages': ['ru', 'de'], 'contacts': [{'phone': '+49340111', 'role': 'Anmeldung'}, {'url': 'https://amt.example'}],"
          " 'schedule': [{'weekday': 0, 'open_minute': 480, 'close_minute': 720, 'by_appointment': false}],"
          " 'source': {'url': 'https://amt.example/', 'date': '2026-11', 'verified_on': '2026-11-20', 'confidence': 'high'},"
          " 'staff_note': 'zwei\\nZeilen', 'texts': {'de': {'summary': " TEXT("Ein Amt.") "},"
          " 'uk': {'summary': {'text': 'Uk', 'origin': 'machine'}, 'gloss': " TEXT("Gl") "}}"),
    OFFER(TWIN_ID, "amt-zwei", ", 'duplicate_of': '" OFFER_ID "'" SUMMARY("Noch ein Amt.")),
    THING("article", ARTICLE_ID, "miete",
          ", 'topic_id': '" TOPIC_ID "', 'paths': {'de': '/region/de/miete/'}" SOURCE ", 'texts': {'de': {'title': " TEXT("Miete")
          ", 'summary': " TEXT("Zahlen.") ", 'body': " TEXT("# Miete\\nZahlen Sie.\\n> offer " OFFER_ID) "}}"),
    THING("guide", GUIDE_ID, "woche", ", 'area_id': '" AREA_ID "', 'audiences': ['everyone'], 'texts': {'de': {'title': "
          TEXT("Woche") ", 'summary': " TEXT("Zuerst.") "}}"),
    NAMELESS("guide_step", STEP_ID, ", 'guide_id': '" GUIDE_ID "', 'offers': ['" OFFER_ID "']" SOURCE
             ", 'texts': {'de': {'text': " TEXT("Melden Sie sich an.") "}}"),
    THING("emergency", EMERGENCY_ID, "notruf", ", 'number': '112', 'offer_id': '" OFFER_ID "'" SOURCE
          ", 'texts': {'de': {'name': " TEXT("Notruf") ", 'when': " TEXT("Bei Feuer.") "}}"),
    THING("holiday", HOLIDAY_ID, "neujahr", ", 'month': 1, 'day': 1" SOURCE NAMED("Neujahr")),
    THING("event", EVENT_ID, "treffen", ", 'starts': '2026-12-03T18:00', 'minutes': 60, 'all_day': false, 'rule': 'FREQ=WEEKLY',"
          " 'offer_id': '" OFFER_ID "', 'place_id': '" PLACE_ID "', 'except': ['2026-12-17', '2026-12-10'], 'extra': ['2026-12-18T18:00']" SOURCE
          ", 'texts': {'de': {'title': " TEXT("Treffen") ", 'summary': " TEXT("Alle.") "}}"),
    THING("closure", CLOSURE_ID, "heiligabend",
          ", 'offer_id': '" OFFER_ID "', 'first_day': '2026-12-24', 'last_day': '2026-12-24', 'every_year': true, 'withheld': 'Noch"
          " nicht.', 'schedule': [{'weekday': 3, 'open_minute': 480, 'close_minute': 600, 'by_appointment': false},"
          " {'open_minute': 600, 'close_minute': 660, 'by_appointment': true}]" SOURCE ", 'texts': {'de': {'reason': "
          TEXT("Heiligabend") "}}"),
    THING("closure", OTHER_CLOSURE_ID, "umzug", ", 'organization_id': '" ORGANIZATION_ID "', 'first_day': '2026-12-01',"
          " 'every_year': false" SOURCE ", 'texts': {'de': {'reason': " TEXT("Umzug") "}}"),
    THING("situation", SITUATION_ID, "neu", ", 'pictogram': 'traveller', 'urgent': false, 'rows': [{'offer_id': '" OFFER_ID
          "', 'reason': 'must', 'status': 'not(eu)', 'age': '3..6, >=14'}, {'offer_id': '" OFFER_ID "', 'reason': 'first'}]"
          NAMED("Ich bin neu hier.")),
    THING("term", TERM_ID, "frist", ", 'texts': {'de': {'name': " TEXT("Frist") ", 'explanation': " TEXT("Bis dann.") "}}"),
};

enum { ONE_OF_EACH = sizeof one_of_each / sizeof *one_of_each };

// A record from such a text; the caller ends it.
static inline json_t *parse(const char *text)
{
    struct arena arena = {0};
    json_error_t error;
    char *quoted = arena_copy_text(&arena, text);
    for (char *at = quoted; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    json_t *record = json_loads(quoted, 0, &error);
    if (record == NULL)
        fail_msg("%s: %s", text, error.text);
    arena_free(&arena);
    return record;
}

struct house {
    struct arena arena;
    const char *folder, *path;
    sqlite3 *editorial;
    struct problem problem;
};

static inline void expect(struct house *house, enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s: %s", house->problem.what, house->problem.why);
}

static inline int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    house->folder = fixture_folder(&house->arena);
    house->path = arena_format(&house->arena, "%s/editorial.db", house->folder);
    expect(house, editorial_open(&house->editorial, house->path, &house->problem));
    record_use_memory();
    *state = house;
    return 0;
}

static inline int close_house(void **state)
{
    struct house *house = *state;
    database_close(&house->editorial);
    fixture_remove_folder(house->folder);
    arena_free(&house->arena);
    free(house);
    return 0;
}

static const struct change_author somebody = {.name = "somebody", .reason = "because", .now = 1795000000}; // 2026-11-18T11:06:40Z

// Puts one record in a transaction of its own; gives what came of it, and no more than that.
static inline enum change_result put(struct house *house, const char *text, int64_t seen)
{
    struct change *change;
    struct change_outcome outcome;
    json_t *record = parse(text);
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, seen, &outcome, &house->problem));
    for (size_t i = 0; i < outcome.problem_count; i++)
        house->problem = outcome.problems[i];
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    return outcome.result;
}

static inline void put_one_of_each(struct house *house)
{
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        if (put(house, one_of_each[i], 0) != CHANGE_DONE)
            fail_msg("%s: %s: %s", one_of_each[i], house->problem.what, house->problem.why);
    }
}

// The first column of the first row, "" for NULL and for no row; in the arena.
static inline const char *ask_house(struct house *house, const char *sql)
{
    sqlite3_stmt *row;
    if (sqlite3_prepare_v2(house->editorial, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(house->editorial));
    const char *text = sqlite3_step(row) == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 0) : NULL;
    char *copy = arena_copy_text(&house->arena, text == NULL ? "" : text);
    sqlite3_finalize(row);
    return copy;
}

// The thing as the database has it, and its revision; the caller ends it.
static inline json_t *read_thing(struct house *house, const char *id, int64_t *revision)
{
    json_t *record;
    expect(house, records_read_one(house->editorial, id, &record, revision, &house->problem));
    return record;
}

#endif
