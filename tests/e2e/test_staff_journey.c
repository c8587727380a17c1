// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From the key to the kiosk: what people write over SSH is what a kiosk shows that stands there already, and nobody starts it anew.
#include "tests/support/staff_office.h"

#include "core/base/sys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const struct office_person people[] = {
    {"anna", "author"}, {"olga", "translator uk"}, {"rita", "reviewer"}, {"paul", "publisher"}, {"vera", "administrator"}, {NULL, NULL}};

struct town {
    struct staff_office office;
    int release;            // that the kiosk was seen to show
    const char *key, *public_key; // of the publisher, as it is now
    const char *desk;       // a folder of the publisher's
    struct pty *kiosk;
};

// The kiosk stands there before anything is written.
static int set_up(void **state)
{
    static struct town town;
    struct staff_office *office = &town.office;
    staff_office_open(office, "staff_journey", people);
    town.key = office->secret_key;
    town.public_key = office->public_key;
    OFFICE_RUN(office, "publish", "--from", office->editorial, "--to", office->release, "--key", office->secret_key);
    staff_office_sync(office);
    const char *const arguments[] = {"--catalog", office->catalog, "--language", "uk", NULL};
    town.kiosk = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    *state = &town;
    return 0;
}

static int tear_down(void **state)
{
    struct town *town = *state;
    pty_free(&town->kiosk);
    staff_office_close(&town->office);
    return 0;
}

// Back to the page that waits for visitors, which alone names no keys.
static void go_away(struct town *town)
{
    for (int pages = 0; pty_shows(town->kiosk, "Esc"); pages++) {
        assert_true(pages < 8);
        pty_type(town->kiosk, "Esc");
    }
}

// A visitor comes and reads in Ukrainian. A visit keeps the release that it began with, so the first one may see the one before.
static void visit(struct town *town, int release)
{
    struct pty *kiosk = town->kiosk;
    const char *wanted = arena_format(&town->office.arena, "Випуск %d від", release);
    double deadline = typist_milliseconds() + PTY_PATIENCE_MS;
    for (;;) {
        pty_type(kiosk, "Enter '5' '22'");
        if (pty_shows(kiosk, wanted))
            break;
        if (typist_milliseconds() > deadline)
            fail_msg("the kiosk does not show release %d:\n%s", release, pty_text(kiosk, &town->office.arena));
        go_away(town);
    }
    town->release = release;
    pty_type(kiosk, "Esc");
}

static void look_up(struct town *town, const char *words)
{
    pty_type(town->kiosk, arena_format(&town->office.arena, "F3 '%s'", words));
}

static void expect_shown(struct town *town, const char *words, bool shown)
{
    if (pty_shows(town->kiosk, words) != shown)
        fail_msg("the kiosk %s \"%s\":\n%s", shown ? "does not show" : "shows", words, pty_text(town->kiosk, &town->office.arena));
}

// ---- a new offer --------------------------------------------------------------------------------------------------

static void choose_topic(struct office_login *anna)
{
    struct pty *pty = anna->typist.pty;
    office_go_to(anna, "Tab", "Themen");
    pty_press(pty, "Enter");
    pty_expect(pty, "▶ ");
    pty_press(pty, "'Beratung'");
    pty_expect(pty, "▶   Beratung für");
    pty_press(pty, "' '");
    pty_expect(pty, "1 markiert");
    pty_press(pty, "Esc");
    pty_expect(pty, "▶ Themen");
}

static void write_contact(struct office_login *anna)
{
    struct pty *pty = anna->typist.pty;
    office_go_to(anna, "Tab*3", "Kontakte");
    pty_press(pty, "Enter");
    pty_expect(pty, "neuer Kontakt");
    pty_press(pty, "Ctrl+'n'");
    office_go_to(anna, "Tab", "Telefon");
    pty_press(pty, "'0340 204-2133'");
    pty_expect(pty, "+493402042133");
    pty_press(pty, "Esc");
    pty_expect(pty, "neuer Kontakt");
    pty_press(pty, "Esc");
    pty_expect(pty, "▶ Kontakte");
}

static void write_hours(struct office_login *anna)
{
    struct pty *pty = anna->typist.pty;
    office_go_to(anna, "Tab", "Öffnungszeiten");
    pty_press(pty, "Enter");
    pty_expect(pty, "Das sagt der Kiosk");
    pty_press(pty, "'Mo-Do 9-12, 13-16; Fr nach Vereinbarung'");
    pty_expect(pty, "Donnerstag        09:00–12:00, 13:00–16:00");
    pty_expect(pty, "Freitag           nur mit Termin");
    pty_press(pty, "Esc");
    pty_expect(pty, "Mo–Do 9–12, 13–16 Uhr; Fr nur mit Termin");
}

// Who runs it is not there yet either.
static void found_organization(struct office_login *anna)
{
    struct pty *pty = anna->typist.pty;
    office_go_to(anna, "Tab", "Organisation");
    pty_press(pty, "Enter");
    pty_expect(pty, "Wörter, oder state:");
    pty_press(pty, "Ctrl+'n'");
    pty_expect(pty, "Neu: Organisation");
    office_go_to(anna, "", "Name");
    pty_press(pty, "'Nähverein Mulde' Ctrl+'s'");
    pty_expect(pty, "Gespeichert.");
    pty_press(pty, "Esc");
    pty_expect(pty, "▶ Organisation *            Nähverein Mulde");
}

static void create_offer(struct staff_office *office)
{
    struct office_login anna = staff_office_log_in(office, "anna");
    struct pty *pty = anna.typist.pty;
    pty_press(pty, "F9");
    pty_expect(pty, "Angebote");
    pty_press(pty, "'6'");
    pty_expect(pty, "Wörter, oder state:");
    pty_press(pty, "Ctrl+'n'");
    pty_expect(pty, "Neu: Angebot");
    pty_press(pty, "'Nähstube am Muldeufer'");
    choose_topic(&anna);
    write_contact(&anna);
    write_hours(&anna);
    office_go_to(&anna, "Tab", "Kurz gesagt");
    pty_press(pty, "'Hier nähen Sie mit anderen.'");
    pty_expect(pty, "Hier nähen Sie mit anderen.");
    office_go_to(&anna, "Tab*4", "Art");
    pty_press(pty, "'4'");
    pty_expect(pty, "● Gruppe, Treff");
    found_organization(&anna);
    office_go_to(&anna, "Tab*8", "Quelle im Internet");
    pty_press(pty, "'https://naehstube.example/'");
    office_go_to(&anna, "Tab", "Datum der Quelle");
    pty_press(pty, "'2026-11-20'");
    office_go_to(&anna, "Tab*3", "Wie sicher");
    pty_press(pty, "'3'");
    pty_expect(pty, "● sehr");
    pty_press(pty, "Ctrl+'s'");
    pty_expect(pty, "Gespeichert.");
    office_leave(&anna);
}

// Opens the offer's summary beside its translation into Ukrainian.
static struct office_login open_translation(struct staff_office *office, const char *person, const char *key)
{
    struct office_login login = staff_office_open_offer(office, person, "nähstube");
    struct pty *pty = login.typist.pty;
    pty_press(pty, "F6");
    pty_expect(pty, "Ukrainisch");
    pty_press(pty, key);
    pty_expect(pty, "Hier nähen Sie mit anderen.");
    return login;
}

static const char state_sql[] = "SELECT origin || ' ' || coalesce(reviewed_on, 'unread') || ' ' || text FROM text JOIN offer ON id = thing"
                                " WHERE name = 'Nähstube am Muldeufer' AND language = 'uk' AND field = 'summary'";

static void test_a_new_offer_reaches_the_kiosk_in_ukrainian(void **state)
{
    struct town *town = *state;
    struct staff_office *office = &town->office;
    visit(town, 1);
    look_up(town, "nähstube");
    expect_shown(town, "Nähstube am Muldeufer", false);
    go_away(town);

    create_offer(office);
    struct office_login olga = open_translation(office, "olga", "'1'");
    pty_press(olga.typist.pty, "'Тут шиють разом.' Ctrl+'s'");
    pty_expect(olga.typist.pty, "Was der Name bedeutet"); // the next text of the same offer
    pty_press(olga.typist.pty, "'Швейна кімната' Ctrl+'s'");
    pty_expect_gone(olga.typist.pty, "Nähstube am Muldeufer · Was");
    office_leave(&olga);
    assert_string_equal(staff_office_ask(office, state_sql), "human unread Тут шиють разом.\n");
    struct office_login rita = open_translation(office, "rita", "'4'");
    pty_expect(rita.typist.pty, "Тут шиють разом.");
    pty_press(rita.typist.pty, "F4");
    pty_expect(rita.typist.pty, "Gespeichert.");
    office_leave(&rita);
    assert_string_equal(staff_office_ask(office, state_sql), "human 2026-11-23 Тут шиють разом.\n");

    struct office_login paul = staff_office_log_in(office, "paul");
    office_publish(&paul, 2);
    office_leave(&paul);
    staff_office_sync(office);
    visit(town, 2);
    look_up(town, "nähstube");
    pty_type(town->kiosk, "Enter");
    expect_shown(town, "Nähstube am Muldeufer", true);
    expect_shown(town, "Швейна кімната", true);
    expect_shown(town, "Тут шиють разом.", true);
    expect_shown(town, "0340 204-2133", true);
    expect_shown(town, "09:00–12:00", true);
    expect_shown(town, "13:00–16:00", true); // beside it or below it, as the room is
    expect_shown(town, "за записом", true);
    go_away(town);
}

// ---- a closure, a withdrawal --------------------------------------------------------------------------------------

static void test_a_closure_on_christmas_eve_is_told(void **state)
{
    struct town *town = *state;
    struct staff_office *office = &town->office;
    struct office_login anna = staff_office_log_in(office, "anna");
    struct pty *pty = anna.typist.pty;
    pty_press(pty, "F9");
    pty_expect(pty, "Angebote");
    pty_press(pty, "'23'");
    pty_expect(pty, "alle Ämter der Stadt");
    pty_press(pty, "'3' Tab Tab '24.12.2026' Tab Tab Right Tab Tab 'Heiligabend' Ctrl+'s'");
    pty_expect(pty, "Gespeichert.");
    pty_expect(pty, "Heute geschlossen: Heiligabend.");
    office_leave(&anna);
    struct office_login paul = staff_office_log_in(office, "paul");
    office_publish(&paul, 3);
    office_leave(&paul);
    staff_office_sync(office);
#define HOURS(day) OFFICE_RUN(office, "hours", "--catalog", office->catalog, "--at", day "T10:00", "buergeramt-dessau")
    assert_non_null(strstr(HOURS("2026-12-24"), "buergeramt-dessau: closed, closure on 2026-12-24 (Heiligabend)"));
    assert_non_null(strstr(HOURS("2026-12-17"), "buergeramt-dessau: open"));
    assert_non_null(strstr(HOURS("2027-12-24"), "closure on 2027-12-24 (Heiligabend)")); // every year
}

// From the offer's page it is six keys; what takes time is publishing.
static void test_an_offer_is_withdrawn_within_a_minute(void **state)
{
    struct town *town = *state;
    struct staff_office *office = &town->office;
    visit(town, 3);
    look_up(town, "nähstube");
    expect_shown(town, "Nähstube am Muldeufer", true);
    go_away(town);
    struct office_login vera = staff_office_open_offer(office, "vera", "nähstube");
    struct pty *pty = vera.typist.pty;
    double begin = typist_milliseconds();
    pty_press(pty, "F8");
    pty_expect(pty, "Sofort zurückziehen");
    pty_press(pty, "'4'");
    pty_expect(pty, "Es ist gefährlich");
    pty_press(pty, "Right Right Enter");
    pty_expect(pty, "Jetzt veröffentlichen?");
    pty_press(pty, "Right Enter");
    pty_expect(pty, "Ausgabe 4 ist veröffentlicht.");
    staff_office_sync(office);
    visit(town, 4);
    print_message("withdrawn in %.1f s\n", (typist_milliseconds() - begin) / 1000);
    look_up(town, "nähstube");
    expect_shown(town, "Nähstube am Muldeufer", false);
    go_away(town);
    office_leave(&vera);
}

// ---- when the publisher has lost something ------------------------------------------------------------------------

static void shell(struct town *town, const char *script)
{
    struct program_result result = program_run(&town->office.arena, "/bin/sh", (const char *const[]){"-euc", script, NULL});
    if (result.exit_status != 0)
        fail_msg("%s\n%s%s", script, result.output, result.errors);
}
#define SHELL(town, ...) shell(town, arena_format(&(town)->office.arena, __VA_ARGS__))

// Each place of `old` becomes `new`.
static const char *replace(struct arena *arena, const char *text, const char *old, const char *new)
{
    const char *place = strstr(text, old);
    return place == NULL ? text
                         : arena_format(arena, "%.*s%s%s", (int)(place - text), text, new, replace(arena, place + strlen(old), old, new));
}

// What the handbook has between ` and ` in its paragraph that begins so, a command each row; names of files and settings are none.
static const char *handbook_commands(struct arena *arena, const char *beginning, int first, int last)
{
    struct problem problem;
    char *handbook;
    size_t size;
    assert_int_equal(sys_read_file(arena, program_source(arena, "docs/operator.md"), 1 << 20, &handbook, &size, &problem), STATUS_OK);
    char *place = strstr(handbook, beginning);
    assert_non_null(place);
    *strstr(place, "\n- ") = '\0'; // the next one
    const char *commands = "";
    for (int number = 1; (place = strchr(place, '`')) != NULL; place = strchr(place, '`') + 1) {
        char *command = arena_copy(arena, place + 1, strcspn(place + 1, "`"));
        for (char *at = command; *at != '\0'; at++)
            *at = *at == '\n' ? ' ' : *at;
        bool wanted = strchr(command, ' ') != NULL && number >= first && number <= last;
        number += strchr(command, ' ') != NULL;
        commands = wanted ? arena_format(arena, "%s%s\n", commands, command) : commands;
        place += 1;
    }
    return commands;
}

// Does the commands that stand there, from one to another, with the paths of this house, in a folder for what the handbook calls by names
// in capitals.
static void do_as_written(struct town *town, const char *beginning, int first, int last)
{
    struct staff_office *office = &town->office;
    struct arena *arena = &office->arena;
    const char *kompass = program_built(arena, "kompass");
    const char *const words[][2] = {
        {"publish …", "publish --from editorial.db --to DIR --key KEY"},
        {"kompass ", arena_format(arena, "'%s' ", kompass)},
        {"systemctl start kompass-sync",
         arena_format(arena, "'%s' sync --from DIR --catalog '%s' --key /etc/kompass/publisher.pub", kompass, office->catalog)},
        {"/etc/kompass/publisher.pub", arena_format(arena, "'%s'", office->public_key)},
        {" status", arena_format(arena, " status --catalog '%s' || true", office->catalog)}, // the machine's clock and disk are not ours
        {"editorial.db", arena_format(arena, "'%s'", office->editorial)},
        {" DIR", arena_format(arena, " '%s'", office->release)},
        {" KEY", arena_format(arena, " '%s'", town->key)},
        {"--number N", arena_format(arena, "--number %d", town->release + 1)},
    };
    const char *script = handbook_commands(arena, beginning, first, last);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        script = replace(arena, script, words[i][0], words[i][1]);
    SHELL(town, "cd '%s'\n%s", town->desk, script);
}

static void begin_case(struct town *town, const char *name)
{
    town->desk = arena_format(&town->office.arena, "%s/%s", town->office.folder, name);
    SHELL(town, "mkdir '%s'", town->desk);
}

// Each release tells another thing of the same offer, so that none is the same as the one before.
static void change_something(struct town *town)
{
    struct staff_office *office = &town->office;
    struct office_login anna = staff_office_open_offer(office, "anna", "bürgertelefon");
    pty_press(anna.typist.pty, arena_format(&office->arena, "Ctrl+'a' 'Stand %d.' Ctrl+'s'", town->release));
    pty_expect(anna.typist.pty, "Gespeichert.");
    office_leave(&anna);
}

// The kiosk shows what was changed last, as the release after the one before.
static void expect_followed(struct town *town)
{
    const char *words = arena_format(&town->office.arena, "Stand %d.", town->release);
    visit(town, town->release + 1);
    look_up(town, "bürgertelefon");
    pty_type(town->kiosk, "Enter");
    expect_shown(town, words, true);
    go_away(town);
}

static void publish_a_change(struct town *town)
{
    struct staff_office *office = &town->office;
    change_something(town);
    struct office_login paul = staff_office_log_in(office, "paul");
    office_publish(&paul, town->release + 1);
    office_leave(&paul);
    staff_office_sync(office);
    expect_followed(town);
}

static void test_a_lost_release_folder_is_made_again(void **state)
{
    struct town *town = *state;
    begin_case(town, "folder");
    SHELL(town, "rm -r '%s'", town->office.release);
    change_something(town);
    do_as_written(town, "- *The release folder* ", 1, 2);
    staff_office_sync(&town->office);
    expect_followed(town);
    publish_a_change(town); // afterwards numbers go on by themselves
}

// The key is gone for good. What is its other half is known.
static void lose_key(struct town *town)
{
    SHELL(town, "rm '%s'; cp '%s' '%s/OLD.pub'", town->key, town->public_key, town->desk);
}

// As the handbook says, the program publishes with the new key from now on.
static void use_new_key(struct town *town)
{
    struct arena *arena = &town->office.arena;
    town->key = arena_format(arena, "%s/NEW.key", town->desk);
    town->public_key = arena_format(arena, "%s/NEW.pub", town->desk);
    SHELL(town, "sed -i 's|^key = .*|key = %s|' '%s/publish.conf'", town->key, town->office.folder);
}

static void test_a_lost_key_whose_next_was_announced(void **state)
{
    static const char words[] = "- *The key, and the next one was announced* ";
    struct town *town = *state;
    struct staff_office *office = &town->office;
    begin_case(town, "announced");
    OFFICE_RUN(office, "keygen", "--public", arena_format(&office->arena, "%s/NEW.pub", town->desk), "--secret",
               arena_format(&office->arena, "%s/NEW.key", town->desk));
    change_something(town);
    do_as_written(town, words, 1, 1); // the announcement
    staff_office_sync(office);
    expect_followed(town);
    lose_key(town);
    change_something(town);
    do_as_written(town, words, 2, 2);
    staff_office_sync(office); // with the public key of before
    expect_followed(town);
    use_new_key(town);
    publish_a_change(town);
}

static void test_a_lost_key_whose_next_was_not_announced(void **state)
{
    struct town *town = *state;
    begin_case(town, "lost");
    lose_key(town);
    change_something(town);
    do_as_written(town, "- *The key, and none was announced*", 1, 5);
    expect_followed(town);
    use_new_key(town);
    publish_a_change(town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_offer_reaches_the_kiosk_in_ukrainian),
        cmocka_unit_test(test_a_closure_on_christmas_eve_is_told),
        cmocka_unit_test(test_an_offer_is_withdrawn_within_a_minute),
        cmocka_unit_test(test_a_lost_release_folder_is_made_again),
        cmocka_unit_test(test_a_lost_key_whose_next_was_announced),
        cmocka_unit_test(test_a_lost_key_whose_next_was_not_announced),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
