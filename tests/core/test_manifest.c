// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the manifest: what is written is read again; everything else is refused by the name of the field.
#include "tests/core/fixture.h"

#include "core/release/manifest.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define CATALOG                                                                                                        \
    "\"file\": \"catalog-3.db.zst\", \"size\": 4096, \"sha256\": \"" HASH "\", "                                       \
    "\"compressed_size\": 1024, \"compressed_sha256\": \"" HASH "\""
#define REST                                                                                                           \
    "\"key_id\": \"0123456789ABCDEF\", \"languages\": [\"de\", \"zh-Hans\"], "                                         \
    "\"counts\": {\"offers\": 1, \"articles\": 2, \"guides\": 3}, \"catalog\": {" CATALOG "}"
#define HEAD                                                                                                           \
    "\"city\": \"musterstadt\", \"release\": 3, \"created\": \"2026-11-23T09:15:00Z\", "                               \
    "\"expires\": \"2027-01-01T00:00:00Z\", "
#define WHOLE "{\"format\": 1, " HEAD REST "}"

static enum status parse(struct arena *arena, const char *text, struct manifest *manifest, struct problem *problem)
{
    return manifest_read(arena, text, strlen(text), manifest, problem);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct manifest again;
    static const char *const languages[] = {"ar", "de"};
    const struct manifest manifest = {
        .release = 7,
        .city = "musterstadt",
        .created = "2026-11-23T09:15:00Z",
        .expires = "2027-02-21T09:15:00Z",
        .key_id = "0123456789ABCDEF",
        .languages = languages,
        .language_count = 2,
        .offers = 163,
        .articles = 16,
        .guides = 15,
        .catalog_file = "catalog-7.db.zst",
        .catalog_size = 3000000000u,
        .compressed_size = 12345,
        .catalog_sha256 = HASH,
        .compressed_sha256 = HASH,
    };
    const char *text = manifest_write(&arena, &manifest);
    assert_string_equal(text + strlen(text) - 2, "}\n");
    assert_int_equal(parse(&arena, text, &again, &problem), STATUS_OK);
    assert_string_equal(manifest_write(&arena, &again), text);
    assert_int_equal(again.release, 7);
    assert_true(again.catalog_size == 3000000000u);
    assert_int_equal(again.language_count, 2);
    assert_string_equal(again.languages[1], "de");
    arena_free(&arena);
}

static void test_what_a_later_publisher_adds_is_ignored(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct manifest manifest;
    assert_int_equal(parse(&arena, WHOLE, &manifest, &problem), STATUS_OK);
    assert_string_equal(manifest.languages[1], "zh-Hans");
    assert_int_equal(parse(&arena, "{\"format\": 1, \"mirrors\": [{\"from\": 2}], \"motto\": \"x\", " HEAD REST "}",
                           &manifest, &problem),
                     STATUS_OK);
    arena_free(&arena);
}

static void test_each_wrong_field_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
        enum status status;
    } cases[] = {
        {"", "not JSON", STATUS_INVALID},
        {"[]", "not a JSON object", STATUS_INVALID},
        {"{}", "format must be a number", STATUS_INVALID},
        {"{\"format\": \"1\", " HEAD REST "}", "format must be a number", STATUS_INVALID},
        {"{\"format\": 2, " HEAD REST "}", "written in format 2", STATUS_UNSUPPORTED},
        {"{\"format\": 1, \"format\": 1, " HEAD REST "}", "duplicate", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"Musterstadt\"," REST "}", "city must be a slug", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"\"," REST "}", "city must be a slug", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 0, " REST "}", "release must be a number from 1",
         STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": -1, " REST "}", "release must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1.5, " REST "}", "release must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1000000000, " REST "}", "release must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 99999999999999999999, " REST "}", "not JSON", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1, \"created\": \"2026-11-23\", " REST "}", "created must be",
         STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1, \"created\": \"2026-02-30T00:00:00Z\", " REST "}",
         "created must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1, \"created\": \"2026-02-01T00:00:00+01:00\", " REST "}",
         "created must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1, \"created\": \"2026-02-01T00:00:61Z\", " REST "}",
         "created must be", STATUS_INVALID},
        {"{\"format\": 1, \"city\": \"m\", \"release\": 1, \"created\": \"2026-11-23T09:15:00Z\", " REST "}",
         "expires must be", STATUS_INVALID},
        {"{\"format\": 1, " HEAD "\"key_id\": \"0123456789abcdef\"}", "languages must be", STATUS_INVALID},
        {"{\"format\": 1, " HEAD "\"key_id\": \"0123456789abcdef\", \"languages\": []}", "key_id must be",
         STATUS_INVALID},
        {"{\"format\": 1, " HEAD "\"languages\": [\"d\\u001be\"]}", "languages must be", STATUS_INVALID},
        {"{\"format\": 1, " HEAD "\"key_id\": \"0123456789ABCDEF\", \"languages\": [], \"counts\": 3}",
         "counts.offers must be", STATUS_INVALID},
        {"{\"format\": 1, " HEAD "\"key_id\": \"0123456789ABCDEF\", \"languages\": [],"
         " \"counts\": {\"offers\": 1, \"articles\": 1, \"guides\": 1}}",
         "catalog.file must be", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct problem problem;
        struct manifest manifest;
        assert_int_equal(parse(&arena, cases[i].text, &manifest, &problem), cases[i].status);
        assert_string_equal(problem.what, "manifest.json");
        if (strstr(problem.why, cases[i].why) == NULL)
            fail_msg("%s\nsaid: %s", cases[i].text, problem.why);
        arena_free(&arena);
    }
}

static void test_no_file_name_leads_out_of_the_directory(void **state)
{
    (void)state;
    static const char *const names[] = {"../catalog", "/etc/passwd", ".hidden", "a/b",      "a\\\\b",
                                        "",           "a b",         "..",      "a\\u0000b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena = {0};
        struct problem problem;
        struct manifest manifest;
        const char *text = arena_format(&arena,
                                        "{\"format\": 1, %s\"key_id\": \"0123456789ABCDEF\", \"languages\": [],"
                                        " \"counts\": {\"offers\": 1, \"articles\": 1, \"guides\": 1},"
                                        " \"catalog\": {\"file\": \"%s\", \"size\": 1, \"sha256\": \"" HASH "\","
                                        " \"compressed_size\": 1, \"compressed_sha256\": \"" HASH "\"}}",
                                        HEAD, names[i]);
        assert_int_equal(parse(&arena, text, &manifest, &problem), STATUS_INVALID);
        arena_free(&arena);
    }
}

static void test_no_cut_or_flipped_text_does_harm(void **state)
{
    (void)state;
    struct problem problem;
    struct manifest manifest;
    for (size_t i = 0; i < strlen(WHOLE); i++) {
        struct arena arena = {0};
        assert_int_equal(manifest_read(&arena, WHOLE, i, &manifest, &problem), STATUS_INVALID);
        for (int bit = 0; bit < 8; bit++) {
            char *changed = arena_copy_text(&arena, WHOLE);
            changed[i] = (char)(changed[i] ^ (1 << bit));
            if (manifest_read(&arena, changed, strlen(WHOLE), &manifest, &problem) == STATUS_OK) {
                assert_non_null(manifest.catalog_file);
                assert_null(strchr(manifest.catalog_file, '/'));
                assert_true(manifest.release >= 1);
                assert_int_equal(strlen(manifest.catalog_sha256), 64);
            }
        }
        arena_free(&arena);
    }
}

static void test_too_much_is_not_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    struct manifest manifest;
    char *large = arena_allocate(&arena, MANIFEST_BYTES_MAX + 2, 1);
    memset(large, ' ', MANIFEST_BYTES_MAX + 1);
    memcpy(large, WHOLE, strlen(WHOLE));
    assert_int_equal(manifest_read(&arena, large, MANIFEST_BYTES_MAX + 1, &manifest, &problem), STATUS_LIMIT);
    assert_int_equal(manifest_read(&arena, large, MANIFEST_BYTES_MAX, &manifest, &problem), STATUS_OK);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_what_a_later_publisher_adds_is_ignored),
        cmocka_unit_test(test_each_wrong_field_is_named),
        cmocka_unit_test(test_no_file_name_leads_out_of_the_directory),
        cmocka_unit_test(test_no_cut_or_flipped_text_does_harm),
        cmocka_unit_test(test_too_much_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
