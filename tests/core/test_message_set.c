// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each program has messages of its own, and a language is offered by the programs that are whole in it. The second program here
// is made up: a desk that speaks German and English only, and French by half.
#include "tests/core/fixture.h"

#include "core/language/message.h"
#include "core/language/message_check.h"

enum { DESK_MESSAGES = 300 };

static const char *source, *locales; // as they lie in the sources, as they are built

static const struct message_source desk_messages[] = {
    {"desk_title", MESSAGE_IN_BAR},
    {"desk_saved", MESSAGE_WRAPS},
};
static const struct message_set desk = {"desk", desk_messages, sizeof desk_messages / sizeof *desk_messages};

static void write_file(struct arena *arena, const char *folder, const char *name, const char *text)
{
    fixture_write(arena_format(arena, "%s/%s", folder, name), text, strlen(text));
}

static void run(const char *command)
{
    if (system(command) != 0)
        fail_msg("%s", command);
}

// A folder of messages, where the kiosk's lie as they are built and the desk has its own.
static char *folder_with_desk(struct arena *arena, const char *english_title)
{
    char *folder = fixture_folder(arena);
    const char *own = arena_format(arena, "%s/desk", folder);
    run(arena_format(arena, "cp -r '%s/kiosk' '%s' && mkdir '%s'", locales, folder, own));
    write_file(arena, own, "de.txt",
               "de {\n    desk_title { \"Angebote\" }\n    desk_saved { \"{0,plural,one{# gespeichert}other{# gespeichert}}\" }\n}\n");
    write_file(arena, own, "en.txt",
               arena_format(arena, "en {\n    desk_title { \"%s\" }\n    desk_saved { \"{0,plural,one{# saved}other{# saved}}\" }\n}\n",
                            english_title));
    write_file(arena, own, "fr.txt", "fr {\n    desk_title { \"Offres\" }\n}\n");
    run(arena_format(arena, "genrb --quiet -e UTF-8 -d '%s' '%s'/??.txt", own, own));
    return folder;
}

static void note(void *context, const struct problem *problem)
{
    *(struct problem *)context = *problem;
}

static void test_a_second_program_has_its_own_messages(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct messages *messages;
    struct problem problem;
    char *folder = folder_with_desk(&arena, "Offers");
    assert_int_equal(messages_open(&messages, &desk, folder, language_by_tag("en"), &problem), STATUS_OK);
    assert_string_equal(message_text(messages, 0), "Offers");
    assert_string_equal(message_count(messages, &arena, 1, 12, NULL), "12 saved");
    messages_close(&messages);
    assert_int_equal(messages_translated(&desk, folder, language_by_tag("de")), 2);
    assert_int_equal(messages_check(&desk, folder, language_by_tag("en"), note, &problem), 0);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_a_language_is_whole_for_one_program_and_not_for_another(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct messages *messages;
    struct problem problem;
    const struct message_set *kiosk = message_set_of(PROGRAM_KIOSK);
    const struct language *french = language_by_tag("fr");
    char *folder = folder_with_desk(&arena, "Offers");
    assert_int_equal(messages_open(&messages, &desk, folder, french, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.what, "/desk/fr.res"));
    assert_non_null(strstr(problem.why, "desk_saved"));
    assert_int_equal(messages_open(&messages, &desk, folder, language_by_tag("uk"), &problem), STATUS_NOT_FOUND);
    assert_int_equal(messages_translated(&desk, folder, french), 1);
    assert_int_equal(messages_translated(kiosk, folder, french), kiosk->count);
    assert_int_equal(messages_check(&desk, folder, french, note, &problem), 1);
    assert_int_equal(messages_check(kiosk, folder, french, note, &problem), 0);
    assert_int_equal(messages_open(&messages, kiosk, folder, french, &problem), STATUS_OK);
    messages_close(&messages);
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_places_are_those_of_the_program(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = folder_with_desk(&arena, "All offers of the whole town, and their events");
    assert_int_equal(messages_check(&desk, folder, language_by_tag("en"), note, &problem), 1);
    assert_string_equal(problem.what, "locales/desk/en.txt: desk_title");
    assert_non_null(strstr(problem.why, "columns"));
    fixture_remove_folder(folder);
    arena_free(&arena);
}

// What a tool of the build makes of files; in the arena.
static const char *made_by(struct arena *arena, const char *tool, const char *files)
{
    size_t size;
    char *folder = fixture_folder(arena);
    const char *path = arena_format(arena, "%s/made", folder);
    run(arena_format(arena, "awk -f '%s/locales/%s' %s >'%s'", source, tool, files, path));
    const char *made = fixture_read(arena, path, &size);
    fixture_remove_folder(folder);
    return made;
}

// Our languages, the kiosk's messages as they are, and many German ones of a desk.
static void test_many_german_messages_withdraw_no_language_from_newcomers(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct language *table = language_table(&count); // all of which the kiosk offers
    char *folder = fixture_folder(&arena);
    const char *own = arena_format(&arena, "%s/desk", folder);
    char *german = arena_copy_text(&arena, "de {\n");
    for (int i = 0; i < DESK_MESSAGES; i++)
        german = arena_format(&arena, "%s    desk_%d { \"Angebot\" }\n", german, i);
    run(arena_format(&arena, "mkdir '%s'", own));
    write_file(&arena, own, "de.txt", arena_format(&arena, "%s}\n", german));
    write_file(&arena, own, "fr.txt", "fr {\n    desk_0 { \"Offre\" }\n}\n");
    const char *files = arena_format(&arena, "'%s'/locales/languages.txt '%s'/locales/kiosk/*.txt '%s'/*.txt", source, source, own);
    const char *rows = made_by(&arena, "languages.awk", files);
    for (size_t i = 0; i < count; i++) {
        const char *row = strstr(rows, arena_format(&arena, "{\"%s\", ", table[i].tag));
        assert_non_null(row);
        const char *programs = strcmp(table[i].tag, "de") == 0 ? ", \" kiosk desk \"}," : ", \" kiosk \"},";
        assert_memory_equal(strchr(row, '\n') - strlen(programs), programs, strlen(programs));
    }
    fixture_remove_folder(folder);
    arena_free(&arena);
}

static void test_a_program_is_known_by_its_german_file(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    const char *own = arena_format(&arena, "%s/desk", folder);
    run(arena_format(&arena, "mkdir '%s'", own));
    write_file(&arena, own, "de.txt",
               "de {\n    desk_title { \"Angebote\" } // in the bar\n    desk_hint { \"Tippen\" } // on a line\n"
               "    desk_saved { \"Gut\" }\n}\n");
    const char *files = arena_format(&arena, "'%s'/locales/kiosk/de.txt '%s'/de.txt", source, own);
    const char *sets = made_by(&arena, "messages.awk", files);
    assert_non_null(strstr(sets, "desk_messages[] = {\n{\"desk_title\", MESSAGE_IN_BAR},\n{\"desk_hint\", MESSAGE_ON_LINE},\n"
                                 "{\"desk_saved\", MESSAGE_WRAPS},\n};"));
    assert_non_null(strstr(sets, "{\"desk\", desk_messages, 3},\n"));
    size_t count = message_set_of(PROGRAM_KIOSK)->count;
    assert_non_null(strstr(sets, arena_format(&arena, "{\"kiosk\", kiosk_messages, %zu},\n", count)));
    assert_null(message_set_of("desk"));
    fixture_remove_folder(folder);
    arena_free(&arena);
}

int main(void)
{
    struct arena arena = {0};
    const char *build = getenv("KOMPASS_BUILD");
    source = getenv("KOMPASS_SOURCE") != NULL ? getenv("KOMPASS_SOURCE") : ".";
    locales = arena_format(&arena, "%s/share/kompass/locales", build == NULL ? "build" : build);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_second_program_has_its_own_messages),
        cmocka_unit_test(test_a_language_is_whole_for_one_program_and_not_for_another),
        cmocka_unit_test(test_places_are_those_of_the_program),
        cmocka_unit_test(test_many_german_messages_withdraw_no_language_from_newcomers),
        cmocka_unit_test(test_a_program_is_known_by_its_german_file),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
