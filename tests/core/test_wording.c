// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the translation check: what a translation may call a word of the glossary, and what is told when it does not.
#include "tests/core/station.h"

#include "core/insight/wording.h"

static const char glossary[] =
    "{\"format\": \"kompass-content-1\", \"terms\": [{\"slug\": \"doctor\", \"texts\": {\"de\": {\"name\": \"Arzt\","
    " \"forms\": \"Ärztin\", \"explanation\": \"Ein Wort.\"}}}]}";

static const char rendering[] =
    "{\"format\": \"kompass-content-1\", \"translation\": {\"language\": \"uk\", \"texts\": ["
    "{\"of\": \"term/doctor\", \"field\": \"name\", \"german\": \"Arzt\", \"text\": \"лікар\"},"
    "{\"of\": \"term/doctor\", \"field\": \"forms\", \"german\": \"Ärztin\", \"text\": \"медика; медиком\"}]}}";

static void take(void *context, const struct wording_finding *finding)
{
    struct station *station = context;
    station->found.text = arena_format(&station->found.arena, "%s%s %s %s: %s, %s\n",
                                       station->found.text == NULL ? "" : station->found.text, finding->language,
                                       finding->thing, finding->field, finding->term, finding->rendering);
}

// What is found when the guide's second step ("Suchen Sie einen Arzt.") is translated so, from that German text.
static const char *findings(struct station *station, const char *text, const char *german)
{
    struct content_report report;
    sqlite3 *editorial;
    const char *step =
        arena_format(&station->arena,
                     "{\"format\": \"kompass-content-1\", \"translation\": {\"language\": \"uk\", \"texts\": [{\"of\":"
                     " \"guide_step/first-week/2\", \"field\": \"text\", \"german\": \"%s\", \"text\": \"%s\"}]}}",
                     german, text);
    fixture_write(arena_format(&station->arena, "%s/terms.json", station->content), glossary, strlen(glossary));
    fixture_write(arena_format(&station->arena, "%s/terms-uk.json", station->content), rendering, strlen(rendering));
    fixture_write(arena_format(&station->arena, "%s/step-uk.json", station->content), step, strlen(step));
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_forget(station);
    station_expect(station, wording_check(editorial, take, station, &station->problem), STATUS_OK);
    database_close(&editorial);
    return station->found.text == NULL ? "" : station->found.text;
}

static void test_the_rendering_its_forms_and_the_german_word_will_do(void **state)
{
    struct station *station = *state;
    static const char *const right[] = {"Шукайте лікаря, який поруч: лікар.", "Ваш ЛІКАРЕМ", "Зверніться до медика.",
                                        "Шукайте спеціаліста (Arzt).", "Шукайте спеціалістку (Ärztin)."};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_string_equal(findings(station, right[i], "Suchen Sie einen Arzt."), "");
}

static void test_another_word_is_told_with_its_place(void **state)
{
    struct station *station = *state;
    assert_string_equal(findings(station, "Шукайте спеціаліста.", "Suchen Sie einen Arzt."),
                        "uk guide_step/first-week/2 text: Arzt, лікар\n");
}

static void test_an_outdated_translation_is_not_looked_at(void **state)
{
    struct station *station = *state;
    assert_string_equal(findings(station, "Шукайте спеціаліста.", "Suchen Sie eine Fachfrau."), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_the_rendering_its_forms_and_the_german_word_will_do),
        TEST(test_another_word_is_told_with_its_place),
        TEST(test_an_outdated_translation_is_not_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
