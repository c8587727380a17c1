// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What an operator writes into kiosk.conf is what visitors see, and what is wrong there is said.
#include "core/base/sys.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static char *settings(struct arena *arena, const char *name, const char *text)
{
    struct problem problem;
    char *path = arena_format(arena, "%s/kiosk.conf", program_scratch(arena, name));
    assert_int_equal(sys_write_file(path, text, strlen(text), 0644, &problem), STATUS_OK);
    return path;
}

static struct program_result check(struct arena *arena, const char *config)
{
    return program_run(arena, "kompass-kiosk",
                       (const char *const[]){"--check", "--catalog",
                                             program_built(arena, "share/kompass/catalog"), "--config", config, NULL});
}

static void end(struct pty **pty)
{
    pty_signal(*pty, SIGTERM);
    assert_int_equal(pty_wait_exit(*pty), 0);
    pty_free(pty);
}

// The order of the languages, the first of them, phone number and hours; the others are not to be chosen.
static void test_languages_and_phone(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *config = settings(&arena, "settings-languages", "languages = uk de\nphone = 0340 204-0\n"
                                  "opening = mo-th 08:00-12:00, 13:00-16:00;fr 08:00-12:00\ncity = dessau-rosslau\n");
    const char *arguments[] = {"--locked", "--config", config, NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    assert_true(pty_shows(pty, "Натисніть"));
    assert_false(pty_shows(pty, "Press any key."));
    pty_type(pty, "Enter");
    assert_true(pty_shows(pty, "1  Українська") || pty_shows(pty, "1 Українська"));
    assert_true(pty_shows(pty, "Deutsch"));
    assert_false(pty_shows(pty, "English"));
    pty_type(pty, "Enter F1");
    pty_expect(pty, "0340 204-0");
    pty_expect(pty, "08:00–12:00  13:00–16:00");
    end(&pty);
    arena_free(&arena);
}

// An option wins over the settings.
static void test_options_win(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *config = settings(&arena, "settings-options", "languages = uk de\n");
    const char *arguments[] = {"--locked", "--config", config, "--language", "en", NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    pty_type(pty, "Enter Enter F1");
    pty_expect(pty, "Help");
    end(&pty);
    arena_free(&arena);
}

static void test_every_value_of_the_delivered_file_is_good(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *text;
    size_t size;
    const char *path = program_source(&arena, "deploy/station/kiosk.conf");
    assert_int_equal(sys_read_file(&arena, path, 1 << 16, &text, &size, &problem), STATUS_OK);
    assert_int_equal(check(&arena, path).exit_status, 0);
    int keys = 0;
    for (char *mark = text; (mark = strstr(mark, "\n#")) != NULL; mark++) {
        if (mark[2] != ' ' && mark[2] != '\n')
            mark[1] = ' ', keys++;
    }
    assert_int_equal(keys, 10);
    // The folder of the state is watched, and this machine need not be a kiosk: /var/lib there is everywhere.
    char *sync_state = strstr(text, "/var/lib/kompass/catalog.state");
    assert_non_null(sync_state);
    sync_state[strlen("/var/lib/kompass")] = '-';
    struct program_result result = check(&arena, settings(&arena, "settings-delivered", text));
    assert_string_equal(result.errors, "");
    assert_int_equal(result.exit_status, 0);
    arena_free(&arena);
}

// The keys have the names that stand on them, in every language.
static void test_names_of_keys_as_printed(void **state)
{
    (void)state;
    static const char *const german[] = {"Bild ↑ Bild ↓", "Pos1", "Ende", "Rücktaste"};
    static const char *const american[] = {"PgUp PgDn", "Home", "End", "Backspace"};
    static const struct {
        const char *setting, *language;
        const char *const *names;
    } kiosks[] = {{"", "de", german}, {"keyboard = de\n", "uk", german}, {"keyboard = us\n", "de", american}};
    for (size_t i = 0; i < sizeof kiosks / sizeof *kiosks; i++) {
        struct arena arena = {0};
        const char *config = settings(&arena, "settings-keyboard", kiosks[i].setting);
        const char *arguments[] = {"--config", config, "--language", kiosks[i].language, NULL};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments, .rows = 60, .columns = 100});
        pty_type(pty, "Enter Enter F1");
        for (size_t n = 0; n < 4; n++)
            pty_expect(pty, kiosks[i].names[n]);
        pty_free(&pty);
        arena_free(&arena);
    }
}

// Each is refused by --check with its line, and borne with by a locked kiosk.
static void test_wrong_values(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "languages = de xx", "languages = de de", "languages = de,en", "languages = de-simple-nonsense-long-tag",
        "idle = soon",       "idle = -1",         "idle = 90 s",       "idle = 99999999999999999999",
        "theme = pink",      "text-size = 12",    "keyboard = qwertz",    "phone = call us",   "phone = -",
        "printer = lp0",     "city = Dessau!",     "opening = always",  "sync-state = state",
        "opening = fr-mo 08:00-12:00",            "opening = mo 12:00-08:00",         "opening = mo 8:00-12:00",
        "location = here",    "location = 51,83 12,24", "location = 91 12",  "location = 0 0",    "location = 51.8",
        "opening = mo 08:00-12:00,",              "opening = mo 08:00-25:00",         "opening = mo 08:00-12:00 tu",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena arena = {0};
        const char *config = settings(&arena, "settings-wrong", arena_format(&arena, "# one\n%s\n", lines[i]));
        struct program_result result = check(&arena, config);
        if (result.exit_status != 1 || strstr(result.errors, "kiosk.conf:2: ") == NULL ||
            strchr(result.errors, '(') == NULL)
            fail_msg("%s: %d, \"%s\"", lines[i], result.exit_status, result.errors);
        arena_free(&arena);
    }
    struct arena arena = {0};
    struct program_result other = check(&arena, settings(&arena, "settings-city", "city = elsewhere\n"));
    assert_int_equal(other.exit_status, 1);
    assert_non_null(strstr(other.errors, "is not one of elsewhere"));
    const char *config = settings(&arena, "settings-borne", "theme = pink\nlanguages = en\n");
    const char *arguments[] = {"--locked", "--config", config, NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    assert_true(pty_shows(pty, "Press any key."));
    assert_false(pty_shows(pty, "Drücken Sie eine Taste."));
    end(&pty);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_and_phone),
        cmocka_unit_test(test_options_win),
        cmocka_unit_test(test_every_value_of_the_delivered_file_is_good),
        cmocka_unit_test(test_names_of_keys_as_printed),
        cmocka_unit_test(test_wrong_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
