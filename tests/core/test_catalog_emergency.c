// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the emergency numbers that the program has without any file.
#include "tests/core/fixture.h"

#include "core/catalog/emergency.h"

static const struct emergency_number *numbers_for(struct arena *arena, const char *tag, size_t *count)
{
    struct reader reader = reader_of(language_by_tag(tag));
    return emergency_compiled_in(arena, &reader, count);
}

static void test_every_number_is_there_in_every_language_offered(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t languages;
    const struct language *table = language_table(&languages);
    for (size_t i = 0; i < languages; i++) {
        if (!language_is_offered(&table[i], PROGRAM_KIOSK))
            continue;
        size_t count;
        const struct emergency_number *numbers = numbers_for(&arena, table[i].tag, &count);
        assert_true(count >= 3);
        for (size_t j = 0; j < count; j++) {
            assert_true(strlen(numbers[j].number) >= 3);
            assert_ptr_equal(numbers[j].name.language, &table[i]);
            assert_ptr_equal(numbers[j].when.language, &table[i]);
            assert_true(numbers[j].name.value[0] != '\0' && numbers[j].when.value[0] != '\0');
            assert_null(numbers[j].offer_id); // there is no catalog to open one from
        }
        assert_string_equal(numbers[0].number, "112");
    }
    arena_free(&arena);
}

static void test_all_of_the_content_is_compiled_in(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *source = getenv("KOMPASS_SOURCE");
    size_t size;
    const char *json = fixture_read(
        &arena, arena_format(&arena, "%s/data/content/emergency.json", source != NULL ? source : "."), &size);
    size_t expected = 0;
    while ((json = strstr(json, "\"number\":")) != NULL) {
        json++;
        expected++;
    }
    size_t count;
    numbers_for(&arena, "de", &count);
    assert_int_equal(count, expected);
    arena_free(&arena);
}

static void test_a_language_without_texts_gets_those_of_the_next(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct emergency_number *numbers = numbers_for(&arena, "ti", &count);
    assert_true(count >= 3);
    assert_non_null(numbers[0].name.value);
    const struct reader nobody = {0};
    numbers = emergency_compiled_in(&arena, &nobody, &count);
    assert_string_equal(numbers[0].number, "112"); // a number needs no language
    assert_null(numbers[0].name.value);
    arena_free(&arena);
}

static void test_machine_made_texts_say_so(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct emergency_number *numbers = numbers_for(&arena, "de", &count);
    assert_int_equal(numbers[0].name.origin, TEXT_ORIGIN_HUMAN);
    numbers = numbers_for(&arena, "uk", &count);
    assert_int_equal(numbers[0].name.origin, TEXT_ORIGIN_MACHINE);
    arena_free(&arena);
}

static void test_they_serve_when_there_is_no_catalog(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct reader reader = reader_of(language_by_tag("ar"));
    size_t expected;
    size_t count;
    emergency_compiled_in(&arena, &reader, &expected);
    const struct emergency_number *numbers = catalog_emergency(NULL, &arena, &reader, &count);
    assert_int_equal(count, expected);
    assert_string_equal(numbers[0].number, "112");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_number_is_there_in_every_language_offered),
        cmocka_unit_test(test_all_of_the_content_is_compiled_in),
        cmocka_unit_test(test_a_language_without_texts_gets_those_of_the_next),
        cmocka_unit_test(test_machine_made_texts_say_so),
        cmocka_unit_test(test_they_serve_when_there_is_no_catalog),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
