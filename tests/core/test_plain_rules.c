// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the lint of plain German: for each rule sentences that break it and sentences that look like it and do not,
// the two levels, parting into sentences, and the order of the worst on content.
#include "tests/core/fixture.h"

#include "core/database/database.h"
#include "core/insight/language_quality.h"
#include "core/language/plain_rules.h"

static struct arena arena;
static struct plain_lint lint;

static int set_up(void **state)
{
    (void)state;
    plain_words_read(&arena, &lint.words);
    lint.names = " Bundesagentur BAMF Asylbewerberleistungsgesetz V ";
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

// The rules that a text breaks, in their order, as "passive: wird … gemacht; ".
static const char *findings_of(const char *text, enum plain_level level)
{
    struct plain_report report;
    const char *all = "";
    plain_check(&lint, &arena, text, level, &report);
    for (size_t i = 0; i < report.count; i++)
        all = arena_format(&arena, "%s%s: %s; ", all, plain_rule_name(report.findings[i].rule),
                           report.findings[i].found);
    return all;
}

static void expect(const char *text, enum plain_level level, const char *findings)
{
    const char *found = findings_of(text, level);
    if (strcmp(found, findings) != 0)
        fail_msg("%s\nfound:    %s\nexpected: %s", text, found, findings);
}

static void test_long_sentences(void **state)
{
    (void)state;
    expect("Eins a b c d e f g h i j k l m n.", PLAIN_GERMAN, "");
    expect("Eins a b c d e f g h i j k l m n o.", PLAIN_GERMAN, "sentence: 16 words; ");
    expect("Das sind genau 10 Wörter und hier ist nun Schluss.", PLAIN_EASY, "");
    expect("Das sind nun genau 11 Wörter und hier ist dann Schluss.", PLAIN_EASY, "sentence: 11 words; ");
    expect("Rufen Sie an: 0340 204 29 01 oder 0340 204 29 02 heute.", PLAIN_EASY, "");
    expect("Sie haben am 23. November einen Termin im Amt hier. Kommen Sie.", PLAIN_EASY, "");
    expect("Wir helfen Ihnen hier gern.\n\n  \nKommen Sie bitte zu uns ins Amt.", PLAIN_EASY, "");
}

static void test_passive(void **state)
{
    (void)state;
    expect("Der Antrag wird im Amt geprüft.", PLAIN_GERMAN, "passive: wird … geprüft; ");
    expect("Wichtig ist, dass der Antrag geprüft wird.", PLAIN_GERMAN, "passive: geprüft wird; ");
    expect("Der Brief muss sofort abgeholt werden.", PLAIN_GERMAN, "passive: abgeholt werden; ");
    expect("Ihre Kosten werden übernommen.", PLAIN_GERMAN, "passive: werden … übernommen; ");
    expect("Sie wurden informiert.", PLAIN_GERMAN, "passive: wurden … informiert; ");
    expect("Hier wird Ihnen alles erklärt.", PLAIN_GERMAN, "passive: wird … erklärt; ");
    static const char *const others[] = {
        "Hier können Sie Deutscher werden.",
        "Ihr Kind wird bald krank.",
        "Sie werden hier gern gegen Grippe Hilfe finden.",
        "Morgen wird es gut.",
        "Das Amt prüft Ihren Antrag.",
        "Sie haben den Antrag geprüft.",
        "Wenn Sie krank werden, haben Sie das Geld bezahlt.",
        "Es wird ernst.",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect(others[i], PLAIN_GERMAN, "");
}

static void test_genitive(void **state)
{
    (void)state;
    expect("Das ist die Tür des Amtes.", PLAIN_GERMAN, "genitive: des … Amtes; ");
    expect("Das ist die Hilfe eines guten Arztes.", PLAIN_GERMAN, "genitive: eines … Arztes; ");
    expect("Wegen der Feier ist zu.", PLAIN_GERMAN, "genitive: Wegen; ");
    expect("Fragen Sie im Amt der Stadt.", PLAIN_EASY, "genitive: der … Stadt; ");
    expect("Fragen Sie im Amt der Stadt.", PLAIN_GERMAN, "");
    expect("Sie sagen der Polizei alles.", PLAIN_EASY, "");
    expect("Geben Sie der Stadt den Brief.", PLAIN_EASY, "");
    expect("Das Kind, der Vater und die Mutter.", PLAIN_EASY, "");
    expect("In der Stadt gibt es einen Arzt.", PLAIN_EASY, "");
    expect("Zahlt der Vater für das Kind?", PLAIN_EASY, "");
    expect("Das ist das Haus.", PLAIN_EASY, "");
}

static void test_negation(void **state)
{
    (void)state;
    expect("Das ist nicht gut.", PLAIN_EASY, "negation: nicht; ");
    expect("Das kostet kein Geld.", PLAIN_EASY, "negation: kein; ");
    expect("Das kostet kein Geld.", PLAIN_GERMAN, "");
    expect("Niemand hat nichts.", PLAIN_GERMAN, "negation: Niemand … nichts; ");
    expect("Das ist gut.", PLAIN_EASY, "");
    expect("Eine Keinigkeit ist klein.", PLAIN_EASY, "");
}

static void test_subjunctive(void **state)
{
    (void)state;
    expect("Sie könnten fragen.", PLAIN_GERMAN, "subjunctive: könnten; ");
    expect("Das wäre gut.", PLAIN_EASY, "subjunctive: wäre; ");
    expect("Sie möchten fragen.", PLAIN_EASY, "");
    expect("Sie konnten fragen. Sie können fragen.", PLAIN_EASY, "");
}

static void test_abbreviations(void **state)
{
    (void)state;
    expect("Fragen Sie z. B. im Amt.", PLAIN_GERMAN, "abbreviation: z. B.; ");
    expect("Fragen Sie die Mutter bzw. den Vater.", PLAIN_GERMAN, "abbreviation: bzw.; ");
    expect("Das sind ca. 5 Minuten.", PLAIN_GERMAN, "abbreviation: ca.; ");
    expect("Der VHS ist hier.", PLAIN_EASY, "abbreviation: VHS; ");
    expect("Der VHS ist hier.", PLAIN_GERMAN, "");
    expect("Das BAMF und die EU helfen.", PLAIN_EASY, "");
    expect("Der Verein e. V. hilft.", PLAIN_GERMAN, "");
    expect("Das ist alles. Kommen Sie zu uns. Fragen Sie uns.", PLAIN_EASY, "");
}

static void test_compounds(void **state)
{
    (void)state;
    expect("Die Schwangerschaft ist neu.", PLAIN_EASY, "");
    expect("Die Krankenversicherungskarte ist da.", PLAIN_GERMAN, "compound: Krankenversicherungskarte; ");
    expect("Die Kranken-Versicherungs-Karte ist da.", PLAIN_EASY, "");
    expect("Die Kranken·versicherungs·karte ist da.", PLAIN_EASY, "");
    expect("Die Beratungsstelle ist da.", PLAIN_GERMAN, "");
    expect("Die Beratungsstelle ist da.", PLAIN_EASY, "compound: Beratungsstelle; ");
    expect("Das Asylbewerberleistungsgesetz gilt.", PLAIN_GERMAN, ""); // a name
    expect("Schreiben Sie an Krankenversicherungskarte@example.org bitte.", PLAIN_GERMAN, "");
    expect("selbstverständlicherweise geht das.", PLAIN_EASY, "");
}

static void test_numbers(void **state)
{
    (void)state;
    expect("Kommen Sie in zwei Wochen.", PLAIN_EASY, "number: zwei; ");
    expect("Kommen Sie in zwei Wochen.", PLAIN_GERMAN, "");
    expect("Kommen Sie in zwanzig Tagen.", PLAIN_GERMAN, "number: zwanzig; ");
    expect("Kommen Sie in 2 Wochen.", PLAIN_EASY, "");
    expect("Das sind 30 Prozent.", PLAIN_EASY, "number: Prozent; ");
    expect("Das sind 30 % von uns.", PLAIN_EASY, "number: %; ");
    expect("Das ist eine Frau.", PLAIN_EASY, "");
}

static void test_sentences_end_where_they_end(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t sentences;
    } cases[] = {
        {"Eins. Zwei! Drei?", 3},
        {"Am 3. Oktober ist Feiertag. Alles ist zu.", 2},
        {"Das ist der 2. Stock im Haus 5. Kommen Sie.", 2},
        {"Fragen Sie z. B. Ihre Mutter.", 1},
        {"Kommen Sie um 8 Uhr bzw. um 9 Uhr.", 1},
        {"Er heißt „Haus.“ Kommen Sie (bitte.) Ja.", 3},
        {"Arzt: Rufen Sie an.", 2},
        {"Bringen Sie mit: den Ausweis.", 1},
        {"Eine Zeile\nnoch eine Zeile\n\n \n", 2},
        {"", 0},
        {"   \n  ", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count;
        plain_sentences(&arena, &lint.words, cases[i].text, &count);
        if (count != cases[i].sentences)
            fail_msg("%s: %zu sentences", cases[i].text, count);
    }
}

static void test_score_is_weight_for_each_sentence(void **state)
{
    (void)state;
    struct plain_report report;
    plain_check(&lint, &arena, "Der Antrag wird geprüft. Das ist gut. Kommen Sie.", PLAIN_GERMAN, &report);
    assert_int_equal(report.sentences, 3);
    assert_true(report.score == 1.0);
    assert_int_equal(report.findings[0].sentence, 1);
    assert_string_equal(report.findings[0].text, "Der Antrag wird geprüft.");
    assert_string_equal(plain_rule_source(report.findings[0].rule), "BITV 2.0, annex 2, part 2, no. 1");
    assert_int_equal(report.findings[0].start, strlen("Der Antrag "));
    assert_int_equal(report.findings[0].end, strlen("Der Antrag wird geprüft"));
    assert_null(report.findings[0].written);
    plain_check(&lint, &arena, "Gut.\nWir\u00A0 könnten Ämter, bzw. mehr", PLAIN_GERMAN, &report);
    assert_int_equal(report.count, 2);
    assert_int_equal(report.findings[0].start, strlen("Gut.\nWir\u00A0 "));
    assert_int_equal(report.findings[0].end, strlen("Gut.\nWir\u00A0 könnten"));
    assert_string_equal(report.findings[0].written, "können");
    assert_int_equal(report.findings[1].start, strlen("Gut.\nWir\u00A0 könnten Ämter, "));
    plain_check(&lint, &arena, "Das ist gut.", PLAIN_GERMAN, &report);
    assert_true(report.score == 0);
}

static void test_lists_are_read(void **state)
{
    (void)state;
    const char *instead;
    for (int list = 0; list < PLAIN_LISTS; list++)
        assert_true(lint.words.lists[list].count >= 7);
    assert_true(plain_words_have(&lint.words, PLAIN_ABBREVIATIONS, "usw.", &instead));
    assert_string_equal(instead, "und so weiter");
    assert_false(plain_words_have(&lint.words, PLAIN_NEGATIONS, "#", NULL));
    assert_false(plain_words_have(&lint.words, PLAIN_NEGATIONS, "wird", NULL));
}

static void test_the_worst_text_of_a_catalog_comes_first(void **state)
{
    (void)state;
    char *folder = fixture_folder(&arena);
    char *path = arena_format(&arena, "%s/7.db", folder);
    struct problem problem;
    struct quality quality;
    sqlite3 *database;
    fixture_catalog(path, "UPDATE text SET text = 'Sie könnten fragen. Das ist gut.' WHERE text = 'Rat.';"
                          "UPDATE text SET text = 'Hier wird geholfen' WHERE text = 'Arzt'");
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(language_quality_look(database, &arena, &quality, &problem), STATUS_OK);
    assert_int_equal(quality.findings, 2);
    assert_int_equal(quality.count, 2);
    assert_true(quality.looked_at > 20);
    assert_string_equal(quality.texts[0].thing, "topic arzt");
    assert_string_equal(quality.texts[0].field, "name");
    assert_string_equal(quality.texts[1].thing, "offer beratung");
    fixture_run(database, "DROP TABLE text");
    assert_int_not_equal(language_quality_look(database, &arena, &quality, &problem), STATUS_OK);
    sqlite3_close(database);
    fixture_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_sentences),
        cmocka_unit_test(test_passive),
        cmocka_unit_test(test_genitive),
        cmocka_unit_test(test_negation),
        cmocka_unit_test(test_subjunctive),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_compounds),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_sentences_end_where_they_end),
        cmocka_unit_test(test_score_is_weight_for_each_sentence),
        cmocka_unit_test(test_lists_are_read),
        cmocka_unit_test(test_the_worst_text_of_a_catalog_comes_first),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
