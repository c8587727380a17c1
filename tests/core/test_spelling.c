// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Spelling, with a dictionary of a few words that the test writes, so that it does not matter which ones the machine has.
#include "core/base/sys.h"
#include "core/language/spelling.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/kompass-spelling-XXXXXX";
static struct arena arena;

static void write_file(const char *name, const char *bytes)
{
    struct problem problem;
    assert_int_equal(sys_write_file(arena_format(&arena, "%s/%s", folder, name), bytes, strlen(bytes), 0600, &problem), STATUS_OK);
}

// Compounds as the German dictionary forms them: y marks words that may stand in one.
static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    write_file("de_DE.aff", "SET UTF-8\nTRY esianrtolcdugmphbyfvkwäüöß\nCOMPOUNDFLAG y\nCOMPOUNDMIN 2\nBREAK 1\nBREAK -\n");
    write_file("de_DE.dic", "8\nStraße\nAntrag/y\nantrag/y\nAmt\nBüro/y\ngehen\nBürger\nVersicherung\n");
    write_file("de_AT.aff", "SET UTF-8\n");
    write_file("de_AT.dic", "1\nJänner\n");
    write_file("pl_PL.aff", "SET ISO8859-2\n");
    write_file("pl_PL.dic", "2\n\xBF\xF3\xB3ty\ndom\n"); // żółty
    write_file("uk_UA.aff", "SET UTF-8\n");
    write_file("uk_UA.dic", "2\nпам'ять\nдім\n");
    write_file("fr_XX.aff", "SET UTF-8\n");
    write_file("fr_XX.dic", "1\nmaison\n");
    write_file("ro_RO.aff", "SET UNHEARD-OF\n");
    write_file("ro_RO.dic", "1\ncasa\n");
    write_file("tr_TR.aff", "SET UTF-8\n"); // without words
    write_file("vi_VN.aff", "\xFF\xFE garbage\nSET\nPFX A Y 99999\nCOMPOUNDRULE 1\nREP 3\n");
    write_file("vi_VN.dic", "-5\n\xFF/\xFF\n/\n\n");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char **names;
    size_t count;
    struct problem problem;
    sys_list_folder(&arena, folder, "", &names, &count, &problem);
    for (size_t i = 0; i < count; i++)
        unlink(arena_format(&arena, "%s/%s", folder, names[i]));
    arena_free(&arena);
    return rmdir(folder);
}

static struct spelling *open_in(const char *tag)
{
    struct spelling *spelling;
    struct problem problem;
    assert_int_equal(spelling_start(&spelling, folder, &problem), STATUS_OK);
    assert_int_equal(spelling_state(spelling), SPELLING_CLOSED);
    spelling_open(spelling, language_by_tag(tag));
    spelling_wait(spelling);
    return spelling;
}

static enum spelling_verdict verdict_of(struct spelling *spelling, const char *word)
{
    for (int part = 0; part < 2; part++) { // of a word with an apostrophe, a part is asked for when the whole is wrong
        spelling_check(spelling, word, strlen(word));
        spelling_send(spelling);
        spelling_wait(spelling);
    }
    return spelling_check(spelling, word, strlen(word));
}

static void expect(struct spelling *spelling, enum spelling_verdict verdict, const char *const *words)
{
    for (; *words != NULL; words++)
        if (verdict_of(spelling, *words) != verdict)
            fail_msg("%s is not %d", *words, verdict);
}
#define EXPECT(spelling, verdict, ...) expect(spelling, verdict, (const char *const[]){__VA_ARGS__, NULL})

static void test_words_are_right_or_wrong(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de");
    assert_int_equal(spelling_state(spelling), SPELLING_READY);
    assert_int_equal(spelling_check(spelling, "Straße", strlen("Straße")), SPELLING_UNKNOWN);
    assert_int_equal(spelling_pending(spelling), 1);
    spelling_check(spelling, "Straße", strlen("Straße")); // is asked for once
    assert_int_equal(spelling_pending(spelling), 1);
    EXPECT(spelling, SPELLING_RIGHT, "Straße", "Amt", "gehen", "Gehen", "Büroantrag", "Büro-Antrag", "Stra\u00ADße",
           "Büro\u00B7antrag", "Bürger:innen", "BürgerInnen", "Bürger*innen");
    EXPECT(spelling, SPELLING_WRONG, "Strasze", "Ampt", "gehenn", "Antragamt", "Xyzzy", "Jänner");
    // what is not looked at
    EXPECT(spelling, SPELLING_RIGHT, "x", "B2", "2026", "BAMF", "WBS", "Дім", "مكتب", "ሰላም", "q.r", "");
    EXPECT(spelling, SPELLING_WRONG, "UNMÖGLICH"); // capitals are no excuse for a long word
    spelling_end(&spelling);
    assert_null(spelling);
}

static void test_added_words_and_their_compounds_are_right(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de");
    EXPECT(spelling, SPELLING_WRONG, "Kita", "Kitaantrag", "Roßlau", "Ziebigk");
    spelling_add(spelling, "Kita (Dessau-Roßlau), Ölmühle 12");
    EXPECT(spelling, SPELLING_RIGHT, "Kita", "Kitaantrag", "Dessau", "Roßlau", "Dessau-Roßlau", "Ölmühle");
    EXPECT(spelling, SPELLING_WRONG, "Ziebigk");
    spelling_open(spelling, language_by_tag("de")); // with no other word in it
    spelling_wait(spelling);
    EXPECT(spelling, SPELLING_WRONG, "Kita", "Kitaantrag");
    spelling_end(&spelling);
}

static void test_the_dictionary_writes_as_it_likes(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("pl");
    EXPECT(spelling, SPELLING_RIGHT, "żółty", "dom");
    EXPECT(spelling, SPELLING_WRONG, "zolty", "źołty", "Bürger", "dőm"); // ő is in it, ü too; õ would not be
    EXPECT(spelling, SPELLING_WRONG, "dõm");
    const char *const *suggestions;
    size_t count;
    assert_false(spelling_suggest(spelling, "żółtyy", strlen("żółtyy"), &suggestions, &count));
    spelling_wait(spelling);
    assert_true(spelling_suggest(spelling, "żółtyy", strlen("żółtyy"), &suggestions, &count));
    assert_int_equal(count, 1);
    assert_string_equal(suggestions[0], "żółty");
    spelling_end(&spelling);
}

static void test_apostrophes(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("uk");
    EXPECT(spelling, SPELLING_RIGHT, "пам'ять", "пам’ять", "памʼять", "дім’х");
    EXPECT(spelling, SPELLING_WRONG, "пампять", "дiм"); // with a Latin letter in it
    spelling_open(spelling, language_by_tag("fr"));
    spelling_wait(spelling);
    EXPECT(spelling, SPELLING_RIGHT, "l’maison", "maison");
    EXPECT(spelling, SPELLING_WRONG, "l’maizon");
    spelling_end(&spelling);
}

static void test_suggestions(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de-simple"); // has the dictionary of what it is a form of
    const char *const *suggestions;
    size_t count;
    static const char wrong[] = "Stra\u00ADse";
    assert_false(spelling_suggest(spelling, wrong, strlen(wrong), &suggestions, &count));
    assert_int_equal(count, 0);
    spelling_wait(spelling);
    assert_true(spelling_suggest(spelling, wrong, strlen(wrong), &suggestions, &count));
    assert_in_range(count, 1, 8);
    assert_string_equal(suggestions[0], "Straße");
    char long_word[300];
    memset(long_word, 'x', sizeof long_word);
    assert_true(spelling_suggest(spelling, long_word, sizeof long_word, &suggestions, &count));
    assert_int_equal(count, 0);
    spelling_end(&spelling);
}

static void test_languages_without_a_dictionary(void **state)
{
    (void)state;
    static const char *const tags[] = {"ti", "fa", "ro", "tr"}; // none, none, of an encoding that nobody knows, half of one
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct spelling *spelling = open_in(tags[i]);
        assert_int_equal(spelling_state(spelling), SPELLING_NONE);
        EXPECT(spelling, SPELLING_RIGHT, "casa", "ሰላም", "xyzzy");
        assert_int_equal(spelling_pending(spelling), 0);
        spelling_end(&spelling);
    }
    struct spelling *spelling = open_in("vi"); // a broken one: whatever it says, it says it
    verdict_of(spelling, "anh");
    assert_int_not_equal(spelling_state(spelling), SPELLING_OPENING);
    spelling_end(&spelling);
}

// Many words at once, more than one packet has, and of every length.
static void test_ten_thousand_words(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de");
    char word[200];
    for (int i = 0; i < 10000; i++) {
        int length = snprintf(word, sizeof word, "%c%c%c%.*s", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26, i % 140,
                              "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
                              "qqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
        spelling_check(spelling, word, (size_t)length);
    }
    spelling_wait(spelling);
    assert_int_equal(spelling_pending(spelling), 0);
    EXPECT(spelling, SPELLING_WRONG, "aaa", "baaq");
    spelling_end(&spelling);
}

// The process is killed, as it would be by a fault: nothing is checked any more, and nothing waits for it.
static void test_outlives_the_process(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de");
    FILE *children = fopen(arena_format(&arena, "/proc/self/task/%d/children", (int)getpid()), "r");
    int child = 0;
    if (children == NULL)
        skip();
    assert_int_equal(fscanf(children, "%d", &child), 1);
    fclose(children);
    assert_int_equal(kill(child, SIGKILL), 0);
    spelling_check(spelling, "Ampt", 4);
    spelling_wait(spelling);
    assert_int_equal(spelling_state(spelling), SPELLING_ENDED);
    EXPECT(spelling, SPELLING_RIGHT, "Ampt");
    spelling_open(spelling, language_by_tag("de"));
    assert_int_equal(spelling_state(spelling), SPELLING_ENDED);
    struct pollfd watched = {.fd = spelling_descriptor(spelling), .events = POLLIN};
    assert_int_equal(poll(&watched, 1, 0), 0); // whoever watches it is not woken for ever
    spelling_end(&spelling);
}

static void test_none_is_one_that_has_ended(void **state)
{
    (void)state;
    const char *const *suggestions;
    size_t count;
    struct spelling *spelling = NULL;
    spelling_open(spelling, language_by_tag("de"));
    spelling_add(spelling, "Kita");
    assert_int_equal(spelling_check(spelling, "Ampt", 4), SPELLING_RIGHT);
    assert_true(spelling_suggest(spelling, "Ampt", 4, &suggestions, &count));
    spelling_read(spelling);
    assert_int_equal(spelling_news(spelling), 0);
    spelling_send(spelling);
    spelling_wait(spelling);
    spelling_close(spelling);
    assert_int_equal(spelling_state(spelling), SPELLING_ENDED);
    assert_int_equal(spelling_descriptor(spelling), -1);
    spelling_end(&spelling);
}

static void test_answers_to_an_older_dictionary_are_none(void **state)
{
    (void)state;
    struct spelling *spelling = open_in("de");
    spelling_check(spelling, "dom", 3);
    spelling_send(spelling);
    spelling_open(spelling, language_by_tag("pl"));
    spelling_wait(spelling);
    assert_int_equal(spelling_check(spelling, "dom", 3), SPELLING_UNKNOWN);
    EXPECT(spelling, SPELLING_RIGHT, "dom");
    spelling_close(spelling);
    assert_int_equal(spelling_state(spelling), SPELLING_CLOSED);
    EXPECT(spelling, SPELLING_RIGHT, "Ampt");
    spelling_end(&spelling);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_right_or_wrong),
        cmocka_unit_test(test_added_words_and_their_compounds_are_right),
        cmocka_unit_test(test_the_dictionary_writes_as_it_likes),
        cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_languages_without_a_dictionary),
        cmocka_unit_test(test_ten_thousand_words),
        cmocka_unit_test(test_outlives_the_process),
        cmocka_unit_test(test_none_is_one_that_has_ended),
        cmocka_unit_test(test_answers_to_an_older_dictionary_are_none),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
