// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what our own content keeps to, beyond what the importer knows: help comes in the right order, an appointment
// has a way to make it, offices are called by their names, Arabic speaks to all readers alike.
#include "tests/core/fixture.h"

#include "core/database/database.h"

#include <ctype.h>

struct content {
    sqlite3 *database;
    struct arena arena;
};

static int set_up(void **state)
{
    struct content *content = calloc(1, sizeof *content);
    char *path = arena_format(&content->arena, "%s/golden/catalog/1.db", getenv("KOMPASS_BUILD"));
    assert_int_equal(sqlite3_open_v2(path, &content->database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    *state = content;
    return 0;
}

static int tear_down(void **state)
{
    struct content *content = *state;
    database_close(&content->database);
    arena_free(&content->arena);
    free(content);
    return 0;
}

// The first column of all rows, each with a blank behind it.
static char *column(struct content *content, const char *sql)
{
    sqlite3_stmt *statement;
    char *found = arena_format(&content->arena, "%s", "");
    assert_int_equal(sqlite3_prepare_v2(content->database, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        found = arena_format(&content->arena, "%s%s ", found, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return found;
}

#define OFFERS_OF(topic, limit)                                                                                        \
    "SELECT offer.slug FROM thing AS offer JOIN offer_topic ON offer_id = offer.id JOIN thing AS topic ON topic.id = topic_id" \
    " WHERE topic.slug = '" topic "' ORDER BY offer.position, offer.id LIMIT " limit

static void test_what_helps_at_once_comes_first(void **state)
{
    assert_string_equal(column(*state, OFFERS_OF("domestic-violence", "2")),
                        "hilfetelefon-116016 interventionsstelle-haeusliche-gewalt ");
    assert_string_equal(column(*state, OFFERS_OF("emergency-numbers", "4")),
                        "notruf-112 notruf-110 bereitschaftsdienst-116117 hilfetelefon-116016 ");
    assert_string_equal(column(*state, OFFERS_OF("sexual-violence", "1")), "hilfetelefon-116016 ");
}

static void test_an_appointment_has_a_way_to_make_it(void **state)
{
    assert_string_equal(column(*state, "SELECT slug FROM offer JOIN thing USING (id) WHERE (by_appointment = 1 OR EXISTS (SELECT 1 FROM"
                                       " text WHERE thing = offer.id AND language = 'de' AND field = 'next_step'"
                                       " AND text LIKE '%Termin%')) AND appointment_url IS NULL AND NOT EXISTS"
                                       " (SELECT 1 FROM contact WHERE offer_id = offer.id)"),
                        "");
}

// Letters and digits alone, ASCII in lower case: what is left of a name when its parts are marked or joined.
static void letters_of(const char *text, size_t bytes, char letters[static 512])
{
    size_t used = 0;
    for (size_t i = 0; i < bytes && used < 511; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == 0xC2 && (unsigned char)text[i + 1] == 0xB7) // the dot between the parts of a word
            i++;
        else if (byte >= 0x80 || isalnum(byte))
            letters[used++] = (char)tolower(byte);
    }
    letters[used] = '\0';
}

static void test_easy_german_calls_an_office_by_its_name_first(void **state)
{
    struct content *content = *state;
    sqlite3_stmt *statement;
    size_t offices = 0;
    assert_int_equal(sqlite3_prepare_v2(content->database,
                                        "SELECT name, text FROM offer JOIN text ON thing = offer.id WHERE language ="
                                        " 'de-simple' AND field = 'gloss' AND type = 'office'",
                                        -1, &statement, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(statement) == SQLITE_ROW; offices++) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const char *gloss = (const char *)sqlite3_column_text(statement, 1);
        char whole[512], called[512];
        letters_of(name, strlen(name), whole);
        letters_of(gloss, strcspn(gloss, ":"), called);
        if (strchr(gloss, ':') == NULL || strstr(whole, called) == NULL)
            fail_msg("%s is called “%s”", name, gloss);
    }
    sqlite3_finalize(statement);
    assert_true(offices > 10);
}

// Words that speak to one man; texts for women alone have their own forms, which are not among them.
static bool speaks_to_one(const char *word, size_t bytes)
{
    static const char *const words[] = {
        "اتصل",  "اطلب",  "اسأل", "أحضر", "احجز", "تعال",  "اذهب", "سجل",    "ابحث",  "افحص",
        "انتظر", "اختر",  "أظهر", "قل",   "معك",  "بلغتك", "طفلك", "سكنك",   "كنت",   "لست",
        "يهددك", "يضربك", "احذر", "خذ",   "أعط",  "اكتب",  "اقرأ", "عائلتك", "حقوقك", "بنفسك",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == bytes && memcmp(words[i], word, bytes) == 0)
            return true;
    return false;
}

static void expect_plural(const char *text)
{
    static const char ends[] = " .:()!0123456789/\"{}\n";
    for (const char *at = text; *at != '\0';) {
        size_t bytes = strcspn(at, ends);
        size_t word = bytes;
        if (word > 2 && (memcmp(at + word - 2, "؟", 2) == 0 || memcmp(at + word - 2, "،", 2) == 0))
            word -= 2;
        if (speaks_to_one(at, word))
            fail_msg("“%.*s” speaks to one man: %s", (int)word, at, text);
        at += bytes;
        at += strspn(at, ends);
    }
}

static void test_arabic_speaks_to_all_readers_alike(void **state)
{
    struct content *content = *state;
    sqlite3_stmt *statement;
    size_t texts = 0;
    assert_int_equal(sqlite3_prepare_v2(content->database, "SELECT text FROM text WHERE language = 'ar'", -1, &statement, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(statement) == SQLITE_ROW; texts++)
        expect_plural((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    assert_true(texts > 1000);
    size_t size;
    const char *path = arena_format(&content->arena, "%s/locales/kiosk/ar.txt", getenv("KOMPASS_SOURCE"));
    expect_plural(fixture_read(&content->arena, path, &size));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_what_helps_at_once_comes_first),
        TEST(test_an_appointment_has_a_way_to_make_it),
        TEST(test_easy_german_calls_an_office_by_its_name_first),
        TEST(test_arabic_speaks_to_all_readers_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
