// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The interface is whole in every language offered, a language that is not whole is not offered, and each rule of
// wholeness finds what breaks it.
#include "tests/core/fixture.h"

#include "core/language/message.h"
#include "core/language/message_check.h"
#include "core/language/orthography.h"

static const char *locales; // as built
static const struct message_set *kiosk;

// What was found, each with a line feed behind it.
struct findings {
    struct arena arena;
    char *text;
    size_t count;
};

static void note(void *context, const struct problem *problem)
{
    struct findings *findings = context;
    findings->text = arena_format(&findings->arena, "%s%s: %s\n", findings->text == NULL ? "" : findings->text,
                                  problem->what, problem->why);
    findings->count++;
}

static void test_every_language_on_offer_is_whole(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        struct findings findings = {0};
        if (!language_is_offered(&table[i], PROGRAM_KIOSK))
            continue;
        assert_int_equal(messages_translated(kiosk, locales, &table[i]), kiosk->count);
        if (messages_check(kiosk, locales, &table[i], note, &findings) != 0)
            fail_msg("%s", findings.text);
        arena_free(&findings.arena);
    }
}

// The table and the locales say the same: what is whole is offered, what is not is not.
static void test_a_language_is_offered_just_when_it_is_whole(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        bool offered = language_is_offered(&table[i], PROGRAM_KIOSK);
        if (offered != (messages_translated(kiosk, locales, &table[i]) == kiosk->count))
            fail_msg("%s: %s", table[i].tag, offered ? "offered, but not whole" : "whole, but not offered");
    }
}

// Compiles English with one message replaced, beside German as it is, and expects one finding; NULL expects none.
static void expect(const char *key, const char *text, const char *finding)
{
    struct findings findings = {0};
    struct arena *arena = &findings.arena;
    char *folder = fixture_folder(arena);
    const char *own = arena_format(arena, "%s/kiosk", folder);
    const char *source = getenv("KOMPASS_SOURCE") != NULL ? getenv("KOMPASS_SOURCE") : ".";
    const char *command =
        arena_format(arena,
                     "mkdir '%s' && sed -E 's/^( *%s )\\{ .* \\}$/\\1{ \"%s\" }/' '%s/locales/kiosk/en.txt' >'%s/en.txt' && "
                     "genrb --quiet -e UTF-8 -d '%s' '%s/en.txt' && cp '%s/kiosk/de.res' '%s'",
                     own, key, text, source, own, own, own, locales, own);
    assert_int_equal(system(command), 0);
    size_t problems = messages_check(kiosk, folder, language_by_tag("en"), note, &findings);
    assert_int_equal(problems, findings.count);
    if (problems != (finding == NULL ? 0u : 1u) || (finding != NULL && strstr(findings.text, finding) == NULL))
        fail_msg("%s \"%s\": %zu findings: %s", key, text, problems, findings.text);
    if (finding != NULL)
        assert_non_null(strstr(findings.text, arena_format(arena, "locales/kiosk/en.txt: %s: ", key)));
    fixture_remove_folder(folder);
    arena_free(arena);
}

static void test_each_rule_finds_what_breaks_it(void **state)
{
    (void)state;
    expect("home_title", "What do you need?", NULL);
    expect("open_until", "Open now", "has other arguments");
    expect("open_until", "Open now, {0} or {1}", "has other arguments");
    expect("open_until", "Open now, {0,plural,one{#}other{#}}", "has other arguments");
    expect("count_results", "{0,plural,other{# results}}", "lacks the plural form one");
    expect("count_results", "{0,plural,one{# result}few{# results}other{# results}}", "has the plural form few");
    expect("count_results", "{0,plural,one{{0} result}other{# results}}", "cannot be formatted"); // a number is #
    expect("home_help", "Как это работает", "is not in the script");
    expect("home_help", "How it works (Kompass, Київ)", NULL);
    expect("home_help", "How it\u200B works", "is not seen: U+200B");
    expect("home_help", "How \u0378 it works", "not assigned: U+0378");
    expect("home_help", "How \u2067it works", "not ended");
    expect("home_help", "How it\u2069 works", "ends what did not begin: U+2069");
    expect("home_help", "How \u2068it\u2069 works", NULL);
    expect("home_help", "How „it“ works", "not used in this language: U+201E");
    expect("home_help", "How “it” works", NULL);
    expect("home_title", "What do you need from us just now?", "takes 34 columns, its place has 27");
    expect("help_intro", "What do you need from us just now, and tomorrow, and the day after tomorrow?", NULL);
}

static void test_quotation_marks_are_those_of_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *right, *wrong;
    } cases[] = {
        {"de", "„so“ und ‚so‘", "“so”"}, {"en", "“so” and ‘so’", "„so“"},   {"fr", "« so » l’eau", "“so„"},
        {"ru", "«so» „so“", "”so”"},      {"ar", "«so» ”so“", "„so"},         {"fa", "«so»", "„so“"},
        {"tr", "“so” ‘so’", "«so»"},      {"pl", "„so” «so»", "“so"},         {"de-simple", "„so“", "\"so\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t sign;
        const struct language *language = language_by_tag(cases[i].tag);
        if (orthography_fault(language, cases[i].right, &sign) != NULL)
            fail_msg("%s: U+%04X in %s", cases[i].tag, (unsigned)sign, cases[i].right);
        if (orthography_fault(language, cases[i].wrong, &sign) == NULL)
            fail_msg("%s: nothing in %s", cases[i].tag, cases[i].wrong);
    }
}

static void test_missing_messages_are_told(void **state)
{
    (void)state;
    struct findings findings = {0};
    char *folder = fixture_folder(&findings.arena);
    assert_int_equal(messages_check(kiosk, folder, language_by_tag("en"), note, &findings), 1);
    assert_non_null(strstr(findings.text, "de.res: cannot read"));
    assert_int_equal(messages_translated(kiosk, folder, language_by_tag("en")), 0);
    fixture_remove_folder(folder);
    folder = fixture_folder(&findings.arena); // another: ICU remembers what was not there
    const char *own = arena_format(&findings.arena, "%s/kiosk", folder);
    const char *command = arena_format(&findings.arena,
                                       "mkdir '%s' && printf 'en {\\n home_title { \"Home\" }\\n}\\n' >'%s/en.txt' && "
                                       "genrb --quiet -e UTF-8 -d '%s' '%s/en.txt' && cp '%s/kiosk/de.res' '%s'",
                                       own, own, own, own, locales, own);
    assert_int_equal(system(command), 0);
    assert_int_equal(messages_check(kiosk, folder, language_by_tag("en"), note, &findings), 1);
    assert_non_null(strstr(findings.text, "is missing"));
    assert_int_equal(messages_translated(kiosk, folder, language_by_tag("en")), 1);
    fixture_remove_folder(folder);
    arena_free(&findings.arena);
}

int main(void)
{
    struct arena arena = {0};
    const char *build = getenv("KOMPASS_BUILD");
    kiosk = message_set_of(PROGRAM_KIOSK);
    locales = arena_format(&arena, "%s/share/kompass/locales", build == NULL ? "build" : build);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_language_on_offer_is_whole),
        cmocka_unit_test(test_a_language_is_offered_just_when_it_is_whole),
        cmocka_unit_test(test_each_rule_finds_what_breaks_it),
        cmocka_unit_test(test_quotation_marks_are_those_of_the_language),
        cmocka_unit_test(test_missing_messages_are_told),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
