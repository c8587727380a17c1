// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A translation beside the German text: each thing that must be told, what must not, and both on the city's own content.
#include "tests/core/record.h"

#include "core/database/statement.h"
#include "core/model/schema.h"
#include "core/translation/check.h"

#include <string.h>

static const char *const names[TRANSLATION_FAULTS] = {
    "missing", "other",  "added",     "half",    "street", "name", "term", "blocks", "direction",
    "sign",    "script", "unchanged", "doubled", "ending", "long", "short"};

static const struct model_text *text_of(enum kind kind, const char *name)
{
    return model_text_of(kind, name);
}

// "missing! 112, term лікар": those that must be mended have a "!".
static const char *check_as(struct house *house, const struct model_text *model, const char *tag, const char *german, const char *own)
{
    struct translation_checker *checker;
    size_t count;
    const char *all = "";
    expect(house, translation_checker_open(&checker, house->editorial, language_by_tag(tag), &house->problem));
    const struct translation_finding *findings = translation_check(checker, &house->arena, model, german, own, &count);
    for (size_t i = 0; i < count; i++) {
        const struct translation_finding *finding = &findings[i];
        const char *what = finding->wanted != NULL ? finding->wanted : finding->found;
        assert_true(finding->german.start <= finding->german.end && finding->german.end <= strlen(german));
        assert_true(finding->own.start <= finding->own.end && finding->own.end <= strlen(own));
        all = arena_format(&house->arena, "%s%s%s%s%s%s", all, i == 0 ? "" : ", ", names[finding->fault], finding->must ? "!" : "",
                           what == NULL ? "" : " ", what == NULL ? "" : what);
    }
    translation_checker_close(&checker);
    return all;
}

static const char *check(struct house *house, const char *tag, const char *german, const char *own)
{
    return check_as(house, text_of(KIND_OFFER, "summary"), tag, german, own);
}

struct example {
    const char *tag, *german, *own, *found;
};

static void expect_all(struct house *house, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(check(house, examples[i].tag, examples[i].german, examples[i].own), examples[i].found);
}
#define EXPECT(examples) expect_all(*state, examples, sizeof(examples) / sizeof *(examples))

static void test_figures_that_say_the_same(void **state)
{
    static const struct example examples[] = {
        {"en", "Von 8 bis 18 Uhr.", "From 8 am to 6 pm.", ""},
        {"en", "Montag 9 bis 12 Uhr.", "Monday 9–12.", ""},
        {"en", "Ab 8.30 Uhr.", "From 8:30.", ""},
        {"vi", "Um 8:30 Uhr.", "Lúc 8 giờ 30.", ""},
        {"fr", "Um 14:30 Uhr.", "À 14h30.", ""},
        {"ar", "Rufen Sie 0340 204-2133 an.", "اتصلوا بالرقم ٠٣٤٠٢٠٤٢١٣٣.", ""},
        {"fa", "Es hat 4.000 Wohnungen.", "۴۰۰۰ خانه دارد.", ""},
        {"en", "Er kostet 12,50 Euro.", "It costs €12.50.", ""},
        {"uk", "Am 24. Dezember geschlossen.", "24 грудня зачинено.", ""},
        {"ru", "Im Dezember 2025 im Auenweg.", "В декабре 2025 года на Auenweg.", ""},
        {"en", "Am 24.12. geschlossen.", "Closed on 24 December.", ""},
        {"es", "Am 24.12.2026.", "El 24 de diciembre de 2026.", ""},
        {"vi", "Am 24. Dezember.", "Ngày 24 tháng 12.", ""},
        {"en", "Es ist meistens Mitte Mai.", "It is usually in mid-May.", ""},
        {"en", "Sie dürfen das.", "You may do that.", ""},
        {"en", "Ein Tag kostet drei Euro.", "A day costs 3 euros.", ""},
        {"pl", "Das Amt ist in der 1. Etage.", "Urząd jest na 1. piętrze (1. Etage).", ""},
        {"en", "Seite {page} von {count}", "Page {page} of {count}", ""},
    };
    EXPECT(examples);
}

static void test_figures_that_say_another_thing(void **state)
{
    static const struct example examples[] = {
        {"en", "Von 8 bis 18 Uhr.", "From 8 am to 7 pm.", "other! 18 Uhr"},
        {"en", "Rufen Sie 112 an.", "Call the fire brigade.", "missing! 112"},
        {"en", "Rufen Sie 112 an.", "Call 110.", "other! 112"},
        {"en", "Rufen Sie an.", "Call 112.", "added! 112"},
        {"ar", "Rufen Sie 0340 204-2133 an.", "اتصلوا بالرقم ٠٣٤٠٢٠٤٢١٣٤.", "other! 0340 204-2133"},
        {"en", "Er kostet 255 Euro.", "It costs 225 euros.", "other! 255"},
        {"en", "Schreiben Sie an amt@stadt.de.", "Write to the office.", "missing! amt@stadt.de"},
        {"en", "Auf www.stadt.de.", "On www.staat.de.", "other! www.stadt.de"},
        {"uk", "Am 24. Dezember.", "24 листопада.", "missing Dezember"},
        {"en", "Am 24.12.2026.", "On 24 December 2027.", "other! 24.12.2026"},
        {"es", "Öffnet um 14 Uhr.", "Abre a las 2 de la tarde.", "half 14 Uhr"},
        {"en", "In 3 Tagen.", "In some days.", "missing 3"},
        {"en", "In einigen Tagen.", "In 3 days.", "added 3"},
        {"en", "Seite {page} von {count}", "Page {page} of {counts}", "other! {count}"},
        {"en", "Niveau B1.", "Level B2.", "other! 1"},
    };
    EXPECT(examples);
}

static void test_names_and_streets(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    put(house, "{'kind': 'organization', 'id': '" NO_ID "', 'position': 2, 'name': 'Multikulturelles Zentrum'}", 0);
    static const struct example examples[] = {
        {"en", "Fragen Sie im Amt.", "Ask at the office.", ""}, // a name of one word is a word
        {"en", "Das Multikulturelles Zentrum hilft.", "The Multikulturelles Zentrum helps.", ""},
        {"en", "Das Multikulturelles Zentrum hilft.", "The intercultural centre helps.", "name Multikulturelles Zentrum"},
        {"ar", "Kavalierstraße 18", "Kavalierstraße 18 في", ""},
        {"ar", "Kavalierstraße 18", "شارع كافالير 18", "street! Kavalierstraße"},
        {"en", "In der Zerbster Straße 4.", "At Zerbst Street 4.", "street! Zerbster Straße"},
        {"en", "Gehen Sie weg 5 Minuten.", "Go away for 5 minutes.", ""},
    };
    EXPECT(examples);
}

static void test_words_of_the_glossary(void **state)
{
    struct house *house = *state;
    put(house,
        THING("term", TERM_ID, "arzt", ", 'texts': {'de': {'name': " TEXT("Arzt") ", 'forms': " TEXT("Ärztin")
              ", 'explanation': " TEXT("Hilft.") "}, 'uk': {'name': " TEXT("лікар") "}, 'ru': {'name': " TEXT("домашний врач") "}}"),
        0);
    static const struct example examples[] = {
        {"uk", "Ein Arzt hilft.", "Лікаря треба.", ""},
        {"uk", "Ein Arzt hilft.", "Допоможе медик.", "term лікар"},
        {"uk", "Eine Ärztin hilft.", "Допоможе медик.", "term лікар"},
        {"uk", "Ein Arzt hilft.", "Допоможе медик (Arzt).", ""},
        {"ru", "Ein Arzt hilft.", "Поможет врач, домашняя помощь.", ""}, // both stems
        {"en", "Ein Arzt hilft.", "A physician helps.", ""},              // not rendered
    };
    EXPECT(examples);
    struct translation_checker *checker;
    size_t count;
    expect(house, translation_checker_open(&checker, house->editorial, language_by_tag("uk"), &house->problem));
    const struct translation_term *terms = translation_terms(checker, &house->arena, "Ein Arzt, eine Ärztin.", "Медик.", &count);
    assert_int_equal(count, 1);
    assert_string_equal(terms[0].term, "Arzt");
    assert_string_equal(terms[0].rendering, "лікар");
    assert_false(terms[0].used);
    assert_int_equal(terms[0].german.start, 4);
    assert_int_equal(terms[0].german.end, 8);
    translation_checker_close(&checker);
}

static void test_signs(void **state)
{
    static const struct example examples[] = {
        {"ar", "Das Amt hilft.", "\u202Bالمكتب يساعد.", "direction!"},
        {"fa", "Das Amt hilft.", "اداره\u200F کمک می‌کند.", "direction!"},
        {"en", "Das „Amt“ hilft.", "The \"office\" helps.", "sign"},
        {"uk", "Das Amt hilft.", "Das Amt hilft.", "script!, unchanged"},
        {"fr", "Das Amt hilft.", "Das Amt hilft.", "unchanged"},
        {"de-simple", "Das Amt hilft.", "Das Amt hilft.", ""},
        {"fr", "Jobcenter", "Jobcenter", ""},
        {"en", "Das Amt hilft.", "The the office helps.", ""}, // another case is another word
        {"en", "Das Amt hilft.", "The office the the helps.", "doubled the"},
        {"en", "Das Amt hilft.", "The office helps", "ending"},
        {"ar", "Hilft das Amt?", "هل يساعد المكتب؟", ""},
        {"ti", "Das Amt hilft.", "ቤት ጽሕፈት ይሕግዝ።", ""},
        {"en", "Das Amt hilft:", "The office helps.", "ending"},
        {"en", "„Das Amt hilft.“", "“The office helps.”", ""},
        {"en", "Ja.", "Yes, and this is what there is to be said about it, as far as one may say so at all.", "long"},
        {"en", "Das Amt hilft Ihnen gern bei allen Fragen zum Alltag.", "It helps.", "short"},
    };
    EXPECT(examples);
    char long_text[4001];
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[4000] = '\0';
    assert_string_equal(check(*state, "en", "Amt", long_text), "long!");
}

// A gloss explains a name that stands beside it: nothing of the name need be said again, but nothing else may be made up.
static void test_a_gloss(void **state)
{
    const struct model_text *gloss = text_of(KIND_OFFER, "gloss");
    assert_string_equal(check_as(*state, gloss, "en", "Bereitschaftsdienst 116117", "Doctor on call"), "");
    assert_string_equal(check_as(*state, gloss, "en", "Bereitschaftsdienst 116117", "Doctor on call 116117."), "");
    assert_string_equal(check_as(*state, gloss, "en", "Bereitschaftsdienst 116117", "Doctor on call 116118"), "other! 116117");
}

static void test_a_body(void **state)
{
    const struct model_text *body = text_of(KIND_ARTICLE, "body");
    static const struct example examples[] = {
        {"en", "# Was\nRufen Sie 112 an.\n> offer " OFFER_ID, "# What\nCall 112.\n> offer " OFFER_ID, ""},
        {"en", "# Was\nRufen Sie 112 an.", "# What\nCall 110.", "other! 112"},
        {"en", "# Was\n* 112", "# What\n112", "blocks!"},
        {"en", "Eins.\nZwei.", "One.", "blocks!"},
        {"en", "Eins.", "One.\nTwo.", "blocks!"},
        {"en", "Eins.\n> offer " OFFER_ID, "One.\n> offer " TWIN_ID, "blocks!"},
        {"en", "Rufen Sie 112 an.\nZwei 3.", "Call 3.\nTwo 112.", "other! 112, other! 3"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_string_equal(check_as(*state, body, examples[i].tag, examples[i].german, examples[i].own), examples[i].found);
}

// Whatever stands there, each finding lies within the texts; and a text of nothing but numbers ends in time.
static void test_any_texts(void **state)
{
    static const char *const pieces[] = {"112 ", "8 Uhr ", "am 24. Dezember ", "Straße 4 ", "\n", "# ", "* ", "> offer x\n", "Amt ", "ä", "",
                                         "٣", "2 pm ", "{0} ", "www.a-b.de ", "https://x ", ". ", "? ", "( ", "„", "\"", "\u200F", "the the "};
    static const char *const tags[] = {"en", "ar", "uk", "vi", "de-simple"};
    struct house *house = *state;
    struct arena arena = {0};
    struct translation_checker *checker;
    size_t count;
    srand(11);
    for (int round = 0; round < 2000; round++, arena_reset(&arena)) {
        const struct model_text *model = round % 2 == 0 ? text_of(KIND_ARTICLE, "body") : text_of(KIND_OFFER, "summary");
        const char *texts[2];
        if (round % 400 == 0)
            expect(house, translation_checker_open(&checker, house->editorial, language_by_tag(tags[round / 400]), &house->problem));
        for (int side = 0; side < 2; side++) {
            struct arena_text text = {0};
            arena_append(&arena, &text, "");
            for (int i = rand() % 12; i > 0; i--)
                arena_append(&arena, &text, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
            texts[side] = text.bytes;
        }
        const struct translation_finding *findings = translation_check(checker, &arena, model, texts[0], texts[1], &count);
        for (size_t i = 0; i < count; i++) {
            assert_true(findings[i].german.start <= findings[i].german.end && findings[i].german.end <= strlen(texts[0]));
            assert_true(findings[i].own.start <= findings[i].own.end && findings[i].own.end <= strlen(texts[1]));
        }
        if (round % 400 == 399)
            translation_checker_close(&checker);
    }
    arena_free(&arena);
    struct arena_text numbers = {0};
    for (int i = 0; i < 12000; i++)
        arena_append(&house->arena, &numbers, "12 ");
    check_as(house, text_of(KIND_OFFER, "description"), "en", numbers.bytes, numbers.bytes + 3);
}

// ---- the city's own content ---------------------------------------------------------------------------------------

// Another digit in place of the last one of the text that has more than two in a row; false when there is none.
static bool falsify(char *text)
{
    size_t run = 0, at = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        run = text[i] >= '0' && text[i] <= '9' ? run + 1 : 0;
        at = run >= 3 ? i : at;
    }
    if (at > 0)
        text[at] = text[at] == '7' ? '8' : '7';
    return at > 0;
}

// Nothing of it must be mended; one wrong digit in a number of three and more is always told as that.
static void test_our_content(void **state)
{
    struct house *house = *state;
    sqlite3 *catalog;
    size_t count, languages, texts = 0, falsified = 0;
    const struct language *table = language_table(&languages);
    const char *build = getenv("KOMPASS_BUILD") != NULL ? getenv("KOMPASS_BUILD") : "build";
    const char *path = arena_format(&house->arena, "%s/golden/catalog/1.db", build);
    expect(house, database_open_reading(&catalog, path, &catalog_format, &house->problem));
    for (size_t i = 1; i < languages; i++) {
        struct translation_checker *checker;
        expect(house, translation_checker_open(&checker, catalog, &table[i], &house->problem));
        struct statement *rows = database_query(catalog,
                                                "SELECT kind, own.field, coalesce(german.text, offer.name), own.text FROM text AS own"
                                                " JOIN thing ON thing.id = own.thing LEFT JOIN offer ON offer.id = own.thing"
                                                " LEFT JOIN text AS german ON german.thing = own.thing AND german.language = 'de'"
                                                "  AND german.field = own.field AND own.field <> 'gloss'"
                                                " WHERE own.language = ?",
                                                &house->problem);
        statement_bind_text(rows, 1, table[i].tag);
        while (statement_next(rows)) {
            struct arena arena = {0};
            const struct model_text *model = model_text_of(model_kind_of(statement_text(rows, 0)), statement_text(rows, 1));
            const char *german = statement_text(rows, 2);
            char *own = statement_copy(&arena, rows, 3);
            const struct translation_finding *findings = translation_check(checker, &arena, model, german, own, &count);
            if (model->translated && count > 0 && findings[0].must)
                fail_msg("%s: %s in \"%s\" of \"%s\"", table[i].tag, names[findings[0].fault], own, german);
            texts++;
            if (model->translated && falsify(own)) {
                findings = translation_check(checker, &arena, model, german, own, &count);
                if (count == 0 || !findings[0].must)
                    fail_msg("%s: nothing told of \"%s\"", table[i].tag, own);
                falsified++;
            }
            arena_free(&arena);
        }
        expect(house, statement_end(&rows));
        translation_checker_close(&checker);
    }
    database_close(&catalog);
    assert_true(texts > 14000);
    assert_true(falsified > 500);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(test_figures_that_say_the_same), TEST(test_figures_that_say_another_thing), TEST(test_names_and_streets),
        TEST(test_words_of_the_glossary),     TEST(test_signs),                          TEST(test_a_gloss),
        TEST(test_a_body),                    TEST(test_any_texts),
        TEST(test_our_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
