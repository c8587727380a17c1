// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching by kinds of words: with marks that mean something, in German spelling, in Latin letters, run together, joined by
// a hyphen, for women and men, of another language, of the question; and what a result says of the words that were found.
#include "tests/core/search_fixture.h"

// What is added to the fixture: a topic for each, in one language.
static const struct {
    int number;
    const char *language, *name;
} topics[] = {
    {221, "vi", "Tiền cho con"}, {222, "vi", "Nuôi chó"}, {223, "vi", "Đi chợ"}, {224, "vi", "Mặt trời dương"},
    {225, "vi", "Con đường"}, {226, "vi", "Mùa thu"}, {227, "vi", "Đóng thuế"}, {231, "es", "Año nuevo"},
    {232, "es", "Ano"}, {233, "tr", "Şık"}, {234, "tr", "Sık"}, {235, "ro", "Față"}, {236, "ro", "Fată"},
    {237, "pl", "Łaska"}, {238, "pl", "Laska"}, {239, "de", "Schön"}, {240, "de", "Schon"}, {241, "ti", "ትምህርቲ"},
    {242, "ti", "ቋንቋ"}, {243, "ti", "ህጻናት"}, {244, "ti", "ስራሕ"}, {245, "ti", "ገዛ"}, {246, "ti", "ጉዳይ"},
    {247, "ti", "ጽሑፍ"}, {248, "ti", "ቤት ማእሰርቲ"}, {251, "en", "German course"}, {252, "en", "A doctor for the child"},
    {253, "ru", "Языковой курс"}, {254, "de", "Kita-Meldung im Netz"},
    {255, "de", "Die richtige Meldung der Wohnung"}, {256, "de", "Rat für Schreiner*innen"},
    {257, "de", "Rat für MalerInnen"}, {258, "de", "Rat für Bäcker:innen"}, {259, "de", "Rat für Gärtner/-innen"},
    {261, "fa", "خانه"}, {262, "ar", "الخانات والفعاليات"}, {263, "en", "Living in Germany"}, {264, "en", "Lawyer"},
};

// A summary of an offer.
static const char others[] =
    "INSERT OR REPLACE INTO text VALUES (id(304), 'de', 'summary', 'Hier gibt es Rat gegen Schimmelpilze.', 'human', NULL,"
    " hash());";

static const char *rows(struct arena *arena)
{
    const char *sql = others;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        sql = arena_format(arena,
                           "%sINSERT INTO thing VALUES (id(%d), 'topic', 'kind-%d', 90, 1);"
                           "INSERT INTO topic SELECT id(%d), area_id FROM topic WHERE id = id(204); INSERT INTO text VALUES (id(%d), '%s', 'name', '%s', 'human', NULL, hash());"
                           "INSERT INTO offer_topic VALUES (id(305), id(%d), 90);",
                           sql, topics[i].number, topics[i].number, topics[i].number, topics[i].number, topics[i].language, topics[i].name,
                           topics[i].number);
    return sql;
}

static int set_up(void **state)
{
    struct arena arena = {0};
    *state = search_fixture_open(rows(&arena));
    arena_free(&arena);
    return 0;
}

static struct search_results search(struct library *library, const char *language, const char *query)
{
    return search_at(library, language, TODAY, query);
}

struct expected {
    const char *language, *query;
    int number;
};

static void assert_all_first(struct library *library, const struct expected *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_first(library, expected[i].language, expected[i].query, expected[i].number);
}
#define all_first(library, expected) assert_all_first(library, expected, sizeof expected / sizeof *expected)

static void test_who_types_marks_means_them(void **state)
{
    static const struct expected marked[] = {
        {"vi", "chó", 222}, {"vi", "chợ", 223}, {"vi", "CHÓ", 222}, {"vi", "dương", 224}, {"vi", "đường", 225}, {"es", "año", 231},
        {"tr", "şık", 233}, {"tr", "sık", 234}, {"ro", "față", 235}, {"ro", "faţă", 235}, {"ro", "fată", 236}, {"pl", "łaska", 237},
        {"de", "schön", 239}, {"de", "schoen", 239},
    };
    all_first(*state, marked);
}

static void test_who_types_no_marks_finds_all(void **state)
{
    struct library *library = *state;
    static const struct {
        const char *language, *query;
        int numbers[3];
    } plain[] = {{"vi", "cho", {221, 222, 223}}, {"vi", "duong", {224, 225, 225}}, {"es", "ano", {231, 232, 232}},
                 {"tr", "sik", {233, 234, 234}}, {"ro", "fata", {235, 236, 236}},  {"pl", "laska", {237, 238, 238}},
                 {"de", "schon", {239, 240, 240}}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        for (size_t j = 0; j < 3; j++)
            assert_true(place_of(library, plain[i].language, plain[i].query, plain[i].numbers[j]) != SIZE_MAX);
    }
    assert_true(place_of(library, "vi", "chõ", 222) != SIZE_MAX); // marks that nothing has are none
}

static void test_german_spelling_is_of_german_words(void **state)
{
    struct library *library = *state;
    assert_int_equal(place_of(library, "vi", "thue", 227), 0);
    assert_true(place_of(library, "vi", "thue", 226) == SIZE_MAX); // not "thu"
    assert_true(place_of(library, "vi", "buergeramt", 301) != SIZE_MAX);
}

static void test_tigrinya_in_latin_letters(void **state)
{
    static const struct expected typed[] = {
        {"ti", "temhirti", 241}, {"ti", "timhrti", 241}, {"ti", "timherti", 241}, {"ti", "tmhrti", 241}, {"ti", "qwanqwa", 242},
        {"ti", "quanqua", 242},  {"ti", "kwankwa", 242}, {"ti", "hitsanat", 243}, {"ti", "htzanat", 243}, {"ti", "hixanat", 243},
        {"ti", "sirah", 244},    {"ti", "srah", 244},    {"ti", "geza", 245},     {"ti", "guday", 246},   {"ti", "gudai", 246},
        {"ti", "tsihuf", 247},   {"ti", "xhuf", 247},    {"ti", "betemaeserti", 248},
    };
    all_first(*state, typed);
}

static void test_words_run_together(void **state)
{
    static const struct expected typed[] = {
        {"en", "germancourse", 251}, {"de", "germancourse", 251}, {"en", "german-course", 251}, {"en", "doctorforchild", 252},
        {"ru", "языковойкурс", 253}, {"ru", "языковой-курс", 253}, {"de", "burgeramt", 301},
    };
    all_first(*state, typed);
}

static void test_a_word_comes_before_a_part_behind_a_hyphen(void **state)
{
    struct library *library = *state;
    assert_int_equal(place_of(library, "de", "Meldung", 255), 0);
    assert_int_equal(place_of(library, "de", "Meldung", 254), 1);
    assert_int_equal(place_of(library, "de", "Kita-Meldung", 254), 0);
    assert_int_equal(place_of(library, "de", "Kitameldung", 254), 0);
}

static void test_words_for_women_and_men_are_one(void **state)
{
    static const struct expected typed[] = {
        {"de", "Schreiner", 256}, {"de", "Schreinerinnen", 256}, {"de", "Schreiner_innen", 256}, {"de", "Maler", 257},
        {"de", "Maler*in", 257},  {"de", "Bäcker", 258},         {"de", "BäckerInnen", 258},     {"de", "Gärtner(innen)", 259},
        {"de", "Gärtner:innen", 259},
    };
    all_first(*state, typed);
    assert_true(place_of(*state, "de", "innen", 256) == SIZE_MAX);
}

static void test_another_language_does_not_answer_for_the_readers(void **state)
{
    struct library *library = *state;
    static const struct expected typed[] = {{"ar", "خانات", 262}, {"ar", "فعاليات", 262}, {"fa", "خانه", 261}};
    all_first(library, typed);
    for (size_t i = 0; i < 2; i++) {
        struct search_results found = search(library, "ar", typed[i].query);
        for (size_t j = 0; j < found.count; j++)
            assert_string_not_equal(found.items[j].matched->tag, "fa");
    }
    assert_null(search(library, "vi", "languag").did_you_mean);
}

static void test_words_of_question_and_place_weigh_little(void **state)
{
    static const struct expected typed[] = {{"en", "find a good lawyer in germany", 264},
                                            {"en", "where is a lawyer in Germany", 264},
                                            {"en", "minimum requirements for a lawyer in germany", 264},
                                            {"en", "Germany", 263}};
    all_first(*state, typed);
    // Where what is asked for is nowhere, the words around it find nothing.
    assert_int_equal(search(*state, "en", "I am xyzzyx").count, 0);
}

static void test_what_was_meant_has_no_marks_around_it(void **state)
{
    struct search_results found = search(*state, "de", "wo? bürgramt!!!");
    assert_string_equal(found.did_you_mean, "wo Bürgeramt");
}

static void test_the_words_that_were_found_are_named(void **state)
{
    struct library *library = *state;
    static const char *const queries[] = {"Schimmelpilz", "schimmelpilze"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct search_results found = search(library, "de", queries[i]);
        assert_true(found.count > 0);
        assert_string_equal(found.items[0].entry.id, fixture_id(&library->arena, 304));
        const char *words = search_found_words(library->catalog, &library->arena, &found, &found.items[0], "Rat");
        assert_non_null(words);
        assert_non_null(strstr(words, "Schimmelpilze"));
        assert_null(search_found_words(library->catalog, &library->arena, &found, &found.items[0], "Schimmelpilze"));
    }
}

// The words of a text that were found, each in brackets; those of the first result.
static const char *marked(struct library *library, const char *language, const char *query, const char *text)
{
    struct search_results found = search(library, language, query);
    assert_true(found.count > 0);
    size_t count;
    const struct text_span *spans = search_found_spans(library->catalog, &library->arena, &found, &found.items[0], text, &count);
    const char *all = "";
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(spans[i].start >= last && spans[i].end > spans[i].start && spans[i].end <= strlen(text));
        all = arena_format(&library->arena, "%s%.*s[%.*s]", all, (int)(spans[i].start - last), text + last,
                           (int)(spans[i].end - spans[i].start), text + spans[i].start);
        last = spans[i].end;
    }
    return arena_format(&library->arena, "%s%s", all, text + last);
}

static void test_where_words_were_found_is_told(void **state)
{
    struct library *library = *state;
    assert_string_equal(marked(library, "de", "schimmelpilz", "Rat gegen „Schimmelpilze“."), "Rat gegen „[Schimmelpilze]“.");
    assert_string_equal(marked(library, "de", "Rat Gärtner", "\u2068Rat für Gärtner/-innen.\u2069"), "\u2068[Rat] für [Gärtner/-innen].\u2069");
    assert_string_equal(marked(library, "ar", "الخانات", "كل الخانات، والفعاليات"), "كل [الخانات]، والفعاليات");
    assert_string_equal(marked(library, "vi", "thuế", "Đóng thuế"), "Đóng [thuế]");
    assert_string_equal(marked(library, "ti", "srah", "ኩሉ ስራሕ።"), "ኩሉ [ስራሕ]።");
    assert_string_equal(marked(library, "de", "schimmelpilz", ""), "");
    assert_string_equal(marked(library, "de", "schimmelpilz", "Nichts davon"), "Nichts davon");
    struct search_results none = search(library, "de", "xqzw");
    struct search_result nothing = {.texts = language_by_tag("de")};
    size_t count = 1;
    assert_null(search_found_spans(library->catalog, &library->arena, &none, &nothing, "Rat", &count));
    assert_int_equal(count, 0);
}

static void test_more_than_asked_for_is_told(void **state)
{
    struct library *library = *state;
    struct reader reader = reader_of(language_by_tag("de"));
    struct search_results all = search_catalog(library->catalog, &library->arena, &reader, TODAY, "Rat", 50);
    assert_true(all.count >= 4);
    assert_false(all.more);
    assert_true(search_catalog(library->catalog, &library->arena, &reader, TODAY, "Rat", 2).more);
    assert_false(search_catalog(library->catalog, &library->arena, &reader, TODAY, "Rat", all.count).more);
}

static void test_a_number_and_its_name_find_it(void **state)
{
    static const struct expected typed[] = {{"de", "112", 702}};
    all_first(*state, typed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, search_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_who_types_marks_means_them),
        TEST(test_who_types_no_marks_finds_all),
        TEST(test_german_spelling_is_of_german_words),
        TEST(test_tigrinya_in_latin_letters),
        TEST(test_words_run_together),
        TEST(test_a_word_comes_before_a_part_behind_a_hyphen),
        TEST(test_words_for_women_and_men_are_one),
        TEST(test_another_language_does_not_answer_for_the_readers),
        TEST(test_words_of_question_and_place_weigh_little),
        TEST(test_what_was_meant_has_no_marks_around_it),
        TEST(test_the_words_that_were_found_are_named),
        TEST(test_where_words_were_found_is_told),
        TEST(test_more_than_asked_for_is_told),
        TEST(test_a_number_and_its_name_find_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
