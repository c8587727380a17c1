// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of leases and rights at the door: whoever writes, by whatever way, is held to them.
#include "tests/core/record.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/editorial/import.h"
#include "core/editorial/lease.h"

#include <sys/wait.h>

enum { NOW = 1795000000 }; // 2026-11-18T11:06:40Z

static struct change_author at(const char *name, const char *session, int64_t now)
{
    return (struct change_author){.name = name, .reason = "", .session = session, .now = now};
}

// Who has it after that, "" for oneself.
static const char *take(struct house *house, const struct change_author *author, const char *scope, bool over)
{
    struct lease *other;
    expect(house, lease_take(house->editorial, author, OFFER_ID, scope, over, &house->arena, &other, &house->problem));
    return other == NULL ? "" : other->holder;
}

static const char *renew(struct house *house, const struct change_author *author, const char *scope)
{
    const struct lease_wish wish = {OFFER_ID, scope};
    struct lease *other;
    bool kept;
    expect(house, lease_keep(house->editorial, author, &wish, 1, &house->arena, &other, &kept, &house->problem));
    assert_true(kept);
    return other == NULL ? "" : other->holder;
}

static const char *holders(struct house *house, int64_t now)
{
    struct lease *leases;
    size_t count;
    struct arena_text text = {0};
    expect(house, lease_list(house->editorial, now, &house->arena, &leases, &count, &house->problem));
    arena_append(&house->arena, &text, "");
    for (size_t i = 0; i < count; i++)
        arena_append(&house->arena, &text,
                     arena_format(&house->arena, "%s%s:%s@%s", i == 0 ? "" : " ", leases[i].holder, leases[i].scope, leases[i].since));
    return text.bytes;
}

// ---- one lease ----------------------------------------------------------------------------------------------------

static void a_lease_is_one_persons_until_it_ends(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW), bert = at("bert", "b", NOW + 60);
    assert_string_equal(take(house, &anna, "", false), "");
    assert_string_equal(take(house, &bert, "", false), "anna");
    assert_string_equal(take(house, &bert, "uk", false), ""); // another scope
    assert_string_equal(holders(house, NOW + 60), "anna:@2026-11-18T11:06:40Z bert:uk@2026-11-18T11:07:40Z");
    assert_string_equal(holders(house, NOW + LEASE_SECONDS), "bert:uk@2026-11-18T11:07:40Z");
    const struct change_author later = at("bert", "b", NOW + LEASE_SECONDS);
    assert_string_equal(take(house, &later, "", false), "");
    const struct change_author again = at("anna", "a", NOW + LEASE_SECONDS + 1);
    assert_string_equal(renew(house, &again, ""), "bert");
    expect(house, lease_release(house->editorial, &later, NULL, NULL, &house->problem));
    assert_string_equal(holders(house, NOW + LEASE_SECONDS + 1), "");
    assert_string_equal(renew(house, &again, ""), "");
}

static void renewing_writes_each_twenty_seconds_at_most(void **state)
{
    struct house *house = *state;
    const char *until = "SELECT until FROM lease";
    for (int second = 0; second < LEASE_RENEW_SECONDS; second++) {
        const struct change_author anna = at("anna", "a", NOW + second);
        if (second == 0)
            take(house, &anna, "", false);
        assert_string_equal(renew(house, &anna, ""), "");
        assert_string_equal(ask_house(house, until), "2026-11-18T11:08:40Z");
    }
    const struct change_author anna = at("anna", "a", NOW + LEASE_RENEW_SECONDS);
    assert_string_equal(renew(house, &anna, ""), "");
    assert_string_equal(ask_house(house, until), "2026-11-18T11:09:00Z");
    assert_string_equal(ask_house(house, "SELECT since FROM lease"), "2026-11-18T11:06:40Z");
}

static void a_translation_is_held_for_ten_minutes(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW), late = at("bert", "b", NOW + LEASE_TRANSLATION_SECONDS - 1),
                               later = at("bert", "b", NOW + LEASE_TRANSLATION_SECONDS);
    assert_string_equal(take(house, &anna, "uk", false), "");
    assert_string_equal(take(house, &late, "uk", false), "anna");
    assert_string_equal(take(house, &late, "", false), "");
    assert_string_equal(take(house, &later, "uk", false), "");
    assert_string_equal(holders(house, NOW), "bert:uk@2026-11-18T11:16:40Z"); // a clock that was set back: twice the time at most
    assert_string_equal(holders(house, NOW - 1), "");
}

static void who_loses_one_is_told_at_the_next_key(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW), bert = at("bert", "b", NOW + 5);
    take(house, &anna, "", false);
    assert_string_equal(take(house, &bert, "", true), "");
    assert_string_equal(renew(house, &anna, ""), "bert");
    expect(house, lease_release(house->editorial, &anna, OFFER_ID, "", &house->problem)); // not hers any more
    assert_string_equal(holders(house, NOW + 5), "bert:@2026-11-18T11:06:45Z");
    const struct change_author other = at("bert", "c", NOW + 6); // the same person in another window
    assert_string_equal(take(house, &other, "", false), "");
    assert_string_equal(renew(house, &bert, ""), "bert");
}

static void a_clock_that_jumps_locks_nobody_out(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW + 86400);
    const struct change_author bert = at("bert", "b", NOW); // after it was set back by a day
    take(house, &anna, "", false);
    assert_string_equal(holders(house, NOW), "");
    assert_string_equal(take(house, &bert, "", false), "");
    const struct change_author back = at("anna", "a", NOW + 1);
    assert_string_equal(renew(house, &back, ""), "bert");
    const struct change_author forth = at("bert", "b", NOW + 86400); // and forward again
    assert_string_equal(renew(house, &forth, ""), "");
    assert_string_equal(holders(house, NOW + 86400), "bert:@2026-11-18T11:06:40Z");
}

static void sessions_are_drawn_and_scopes_are_languages(void **state)
{
    struct house *house = *state;
    char one[LEASE_SESSION_BYTES], two[LEASE_SESSION_BYTES];
    lease_draw_session(one);
    lease_draw_session(two);
    assert_int_equal(strlen(one), LEASE_SESSION_BYTES - 1);
    assert_string_not_equal(one, two);
    assert_string_equal(lease_scope(&house->arena, "contacts"), "");
    assert_string_equal(lease_scope(&house->arena, "source.url"), "");
    assert_string_equal(lease_scope(&house->arena, "texts.de.summary"), "");
    assert_string_equal(lease_scope(&house->arena, "texts.de-simple.summary"), "de-simple");
    assert_string_equal(lease_scope(&house->arena, "texts.uk.summary"), "uk");
}

// Of two who take it at once one has it, whoever comes first; and nobody waits for longer than the other's transaction.
static void of_many_who_take_it_at_once_one_has_it(void **state)
{
    struct house *house = *state;
    enum { MANY = 8 };
    pid_t children[MANY];
    int taken = 0;
    for (int i = 0; i < MANY; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct arena arena = {0};
            struct lease *other;
            struct problem problem;
            sqlite3 *own;
            char name[2] = {(char)('a' + i), '\0'};
            const struct change_author author = at(name, name, NOW);
            if (editorial_open(&own, house->path, &problem) != STATUS_OK ||
                lease_take(own, &author, OFFER_ID, "", false, &arena, &other, &problem) != STATUS_OK)
                _exit(2);
            _exit(other == NULL ? 0 : 1);
        }
    }
    for (int i = 0; i < MANY; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        taken += WEXITSTATUS(status) == 0;
    }
    assert_int_equal(taken, 1);
}

static void a_session_has_what_it_wishes_and_no_more(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights translator = {"anna", 1u << RIGHTS_TRANSLATOR, ukrainian, 1};
    struct change_author anna = at("anna", "a", NOW), bert = at("bert", "b", NOW);
    static const struct lease_wish wishes[] = {{OFFER_ID, ""}, {OFFER_ID, "uk"}, {TWIN_ID, "uk"}};
    struct lease *other;
    bool kept;
    expect(house, lease_keep(house->editorial, &anna, wishes, 2, &house->arena, &other, &kept, &house->problem));
    assert_string_equal(holders(house, NOW), "anna:@2026-11-18T11:06:40Z anna:uk@2026-11-18T11:06:40Z");
    expect(house, lease_keep(house->editorial, &bert, wishes + 1, 2, &house->arena, &other, &kept, &house->problem));
    assert_string_equal(other->holder, "anna"); // and what is free is his
    assert_string_equal(ask_house(house, "SELECT group_concat(holder, ' ') FROM lease WHERE thing = '" TWIN_ID "'"), "bert");
    anna.rights = &translator;
    expect(house, lease_keep(house->editorial, &anna, wishes, 1, &house->arena, &other, &kept, &house->problem));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM lease WHERE holder = 'anna'"), "1"); // not longer, nor given back
    expect(house, lease_keep(house->editorial, &anna, NULL, 0, &house->arena, &other, &kept, &house->problem));
    assert_string_equal(ask_house(house, "SELECT group_concat(holder, ' ') FROM lease"), "bert");
    expect(house, lease_keep(house->editorial, &anna, wishes, 1, &house->arena, &other, &kept, &house->problem));
    assert_string_equal(ask_house(house, "SELECT group_concat(holder, ' ') FROM lease"), "bert"); // who may not write keeps nobody away
}

// Another connection holds the write lock all the time.
static void who_types_never_waits_for_who_writes(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW);
    static const struct lease_wish wish = {OFFER_ID, "uk"};
    struct lease *other;
    sqlite3 *writer;
    bool kept;
    expect(house, lease_keep(house->editorial, &anna, &wish, 1, &house->arena, &other, &kept, &house->problem));
    assert_int_equal(sqlite3_open(house->path, &writer), SQLITE_OK);
    fixture_run(writer, "BEGIN IMMEDIATE");
    sys_fake_pauses(true);
    expect(house, lease_keep(house->editorial, &anna, &wish, 1, &house->arena, &other, &kept, &house->problem));
    assert_true(kept); // there is nothing to write
    expect(house, lease_keep(house->editorial, &anna, NULL, 0, &house->arena, &other, &kept, &house->problem));
    assert_false(kept);
    expect(house, lease_release(house->editorial, &anna, OFFER_ID, NULL, &house->problem));
    assert_int_equal(sys_paused_ms(), 0);
    assert_string_equal(take(house, &anna, "", false), ""); // nobody's, and taken in the next pause
    assert_in_range(sys_paused_ms(), LEASE_PATIENCE_MS, 2 * LEASE_PATIENCE_MS);
    assert_string_equal(holders(house, NOW), "anna:uk@2026-11-18T11:06:40Z");
    sys_fake_pauses(false);
    fixture_run(writer, "ROLLBACK");
    sqlite3_close(writer);
    expect(house, lease_keep(house->editorial, &anna, NULL, 0, &house->arena, &other, &kept, &house->problem));
    assert_true(kept);
    assert_string_equal(holders(house, NOW), "");
}

static void who_may_not_write_takes_none(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights nobody = {.name = "n"}, translator = {"t", 1u << RIGHTS_TRANSLATOR, ukrainian, 1};
    struct change_author by = at("n", "n", NOW);
    struct lease *other;
    by.rights = &nobody;
    assert_int_equal(lease_take(house->editorial, &by, OFFER_ID, "uk", true, &house->arena, &other, &house->problem), STATUS_INVALID);
    by.rights = &translator;
    assert_int_equal(lease_take(house->editorial, &by, OFFER_ID, "", true, &house->arena, &other, &house->problem), STATUS_INVALID);
    assert_int_equal(lease_take(house->editorial, &by, OFFER_ID, "ru", false, &house->arena, &other, &house->problem), STATUS_INVALID);
    assert_string_equal(holders(house, NOW), "");
    assert_string_equal(take(house, &by, "uk", false), "");
    assert_string_equal(holders(house, NOW), "n:uk@2026-11-18T11:06:40Z");
}

static void a_database_that_cannot_be_written_says_so(void **state)
{
    struct house *house = *state;
    struct lease *other;
    bool kept;
    const struct change_author anna = at("anna", "a", NOW);
    fixture_run(house->editorial, "PRAGMA query_only = ON");
    assert_int_equal(lease_take(house->editorial, &anna, OFFER_ID, "", false, &house->arena, &other, &house->problem), STATUS_IO);
    fixture_run(house->editorial, "PRAGMA query_only = OFF");
    assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
    fixture_run(house->editorial, "DROP TABLE lease");
    assert_int_equal(lease_take(house->editorial, &anna, OFFER_ID, "", false, &house->arena, &other, &house->problem), STATUS_CORRUPT);
    assert_int_equal(lease_keep(house->editorial, &anna, NULL, 0, &house->arena, &other, &kept, &house->problem), STATUS_CORRUPT);
    assert_int_equal(lease_release(house->editorial, &anna, NULL, NULL, &house->problem), STATUS_CORRUPT);
    assert_int_equal(sqlite3_get_autocommit(house->editorial), 1);
}

// ---- at the door --------------------------------------------------------------------------------------------------

// Changes one field of a thing by somebody; `value` NULL: takes it away. The whole outcome's paths or the holder are told.
static enum change_result edit_as(struct house *house, const struct change_author *author, const char *id, const char *path,
                                  json_t *value, const char **told)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_t *record = read_thing(house, id, &revision);
    record_put_at(record, path, value);
    expect(house, change_begin(&change, house->editorial, author, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    *told = "";
    for (size_t i = 0; outcome.result == CHANGE_FORBIDDEN && i < outcome.path_count; i++)
        *told = arena_format(&house->arena, "%s%s%s", *told, i == 0 ? "" : " ", outcome.paths[i]);
    if (outcome.result == CHANGE_LOCKED)
        *told = arena_format(&house->arena, "%s:%s", outcome.lock->holder, outcome.lock->scope);
    assert_int_equal(outcome.lock != NULL, outcome.result == CHANGE_LOCKED);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    return outcome.result;
}

static enum change_result remove_as(struct house *house, const struct change_author *author, const char *id)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_decref(read_thing(house, id, &revision));
    expect(house, change_begin(&change, house->editorial, author, &house->problem));
    expect(house, change_remove(change, id, revision, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    return outcome.result;
}

static json_t *words(const char *text)
{
    return json_pack("{s:s, s:s}", "text", text, "origin", "human");
}

static void what_somebody_works_on_is_written_by_nobody_else(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW), bert = at("bert", "b", NOW);
    const char *told;
    put_one_of_each(house);
    take(house, &anna, "", false);
    assert_int_equal(edit_as(house, &bert, OFFER_ID, "cost", json_string("free"), &told), CHANGE_LOCKED);
    assert_string_equal(told, "anna:");
    assert_int_equal(edit_as(house, &bert, OFFER_ID, "texts.de.summary", words("Anders."), &told), CHANGE_LOCKED);
    assert_int_equal(edit_as(house, &bert, OFFER_ID, "texts.uk.summary", words("Anders."), &told), CHANGE_DONE);
    assert_int_equal(edit_as(house, &bert, TWIN_ID, "cost", json_string("free"), &told), CHANGE_DONE);
    assert_int_equal(edit_as(house, &bert, OFFER_ID, "staff_note", json_string("zwei\nZeilen"), &told), CHANGE_UNCHANGED);
    assert_int_equal(edit_as(house, &anna, OFFER_ID, "cost", json_string("free"), &told), CHANGE_DONE);
    const struct change_author later = at("bert", "b", NOW + LEASE_SECONDS);
    assert_int_equal(edit_as(house, &later, OFFER_ID, "cost", json_string("paid"), &told), CHANGE_DONE);
}

static void nothing_goes_that_somebody_works_on(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW), bert = at("bert", "b", NOW);
    struct lease *other;
    put_one_of_each(house);
    expect(house, lease_take(house->editorial, &anna, STEP_ID, "uk", false, &house->arena, &other, &house->problem));
    assert_int_equal(remove_as(house, &bert, GUIDE_ID), CHANGE_LOCKED); // of one of its steps
    assert_int_equal(remove_as(house, &anna, GUIDE_ID), CHANGE_DONE);
}

static void a_role_that_may_not_cannot(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights nobody = {.name = "n"}, translator = {"t", 1u << RIGHTS_TRANSLATOR, ukrainian, 1},
                        author = {.name = "w", .roles = 1u << RIGHTS_AUTHOR};
    struct change_author by = at("n", "n", NOW);
    const char *told;
    put_one_of_each(house);
    by.rights = &nobody;
    assert_int_equal(edit_as(house, &by, OFFER_ID, "cost", json_string("free"), &told), CHANGE_FORBIDDEN);
    assert_string_equal(told, "cost");
    assert_int_equal(remove_as(house, &by, TERM_ID), CHANGE_FORBIDDEN);
    by.rights = &translator;
    assert_int_equal(edit_as(house, &by, OFFER_ID, "contacts", NULL, &told), CHANGE_FORBIDDEN);
    assert_int_equal(edit_as(house, &by, OFFER_ID, "texts.ru.summary", words("ru"), &told), CHANGE_FORBIDDEN);
    assert_string_equal(told, "texts.ru.summary");
    assert_int_equal(edit_as(house, &by, OFFER_ID, "texts.uk.summary", words("uk"), &told), CHANGE_DONE);
    assert_int_equal(edit_as(house, &by, OFFER_ID, "texts.uk.summary",
                             json_pack("{s:s, s:s, s:s}", "text", "uk", "origin", "human", "reviewed_on", "2026-11-18"), &told),
                     CHANGE_DONE);
    assert_int_equal(remove_as(house, &by, TERM_ID), CHANGE_FORBIDDEN);
    by.rights = &author;
    assert_int_equal(edit_as(house, &by, OFFER_ID, "texts.ru.summary",
                             json_pack("{s:s, s:s, s:s}", "text", "ru", "origin", "human", "reviewed_on", "2026-11-18"), &told),
                     CHANGE_FORBIDDEN);
    assert_int_equal(edit_as(house, &by, OFFER_ID, "cost", json_string("free"), &told), CHANGE_DONE);
    assert_int_equal(remove_as(house, &by, TERM_ID), CHANGE_DONE);
    by.rights = &translator;
    json_t *term = parse(THING("term", TERM_ID, "frist", ", 'texts': {'de': {'name': " TEXT("Frist") ", 'explanation': "
                               TEXT("Bis dann.") "}}"));
    struct change *change;
    struct change_outcome outcome;
    expect(house, change_begin(&change, house->editorial, &by, &house->problem));
    expect(house, change_put(change, term, 0, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_FORBIDDEN); // brings nothing new
    expect(house, change_commit(&change, &house->problem));
    json_decref(term);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing WHERE id = '" TERM_ID "'"), "0");
}

// ---- imports ------------------------------------------------------------------------------------------------------

struct kept {
    struct arena arena;
    const char *text;
};

static void hear(void *context, struct import *import, const struct import_kept *kept)
{
    struct kept *heard = context;
    (void)import;
    assert_int_equal(kept->reason, IMPORT_LOCKED);
    heard->text = arena_format(&heard->arena, "%s%s ", heard->text, record_string(kept->record, "kind"));
}

// Imports one_of_each but for what is NULL, and gives the kinds of what was left as it is.
static const char *import_all(struct house *house, const char *const *records, int64_t now)
{
    struct kept heard = {.text = ""};
    const struct import_listener listener = {NULL, hear, NULL, &heard};
    const struct change_author source = {.name = "source", .reason = "", .now = now};
    struct import_report done;
    struct import *import;
    import = import_begin(house->editorial, &source, &listener);
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        if (records[i] != NULL)
            import_put(import, parse(records[i]));
    }
    expect(house, import_end(&import, false, &done, &house->problem));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    const char *text = arena_copy_text(&house->arena, heard.text);
    arena_free(&heard.arena);
    return text;
}

static void an_import_leaves_what_is_worked_on_to_the_next_one(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW);
    const char *records[ONE_OF_EACH];
    memcpy(records, one_of_each, sizeof records);
    assert_string_equal(import_all(house, records, NOW), "");
    assert_string_equal(ask_house(house, "SELECT door FROM change"), "import");
    take(house, &anna, "", false);
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        if (strstr(records[i], "'id': '" OFFER_ID) != NULL)
            records[i] = OFFER(OFFER_ID, "amt", ", 'cost': 'free'" SUMMARY("Neu."));
        else if (strstr(records[i], "'id': '" TWIN_ID) != NULL)
            records[i] = OFFER(TWIN_ID, "amt-zwei", ", 'cost': 'free'" SUMMARY("Neu."));
    }
    assert_string_equal(import_all(house, records, NOW), "offer ");
    assert_string_equal(ask_house(house, "SELECT group_concat(coalesce(cost, '-'), ' ') FROM (SELECT cost FROM offer ORDER BY id)"), "- free");
    assert_string_equal(import_all(house, records, NOW + LEASE_SECONDS), "");
    assert_string_equal(ask_house(house, "SELECT group_concat(coalesce(cost, '-'), ' ') FROM (SELECT cost FROM offer ORDER BY id)"), "free free");
}

static void an_import_removes_nothing_that_is_worked_on(void **state)
{
    struct house *house = *state;
    const struct change_author anna = at("anna", "a", NOW);
    const char *records[ONE_OF_EACH];
    memcpy(records, one_of_each, sizeof records);
    import_all(house, records, NOW);
    take(house, &anna, "uk", false);
    memset(records, 0, sizeof records);
    // What the offer needs stays with it, and all of it stays the import's.
    const char *kept = import_all(house, records, NOW);
    static const char *const kinds[] = {"area ", "topic ", "organization ", "place ", "offer "};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_non_null(strstr(kept, kinds[i]));
    assert_string_equal(ask_house(house, "SELECT count(*) - (SELECT count(*) FROM imported) FROM thing"), "0");
    assert_string_equal(import_all(house, records, NOW + LEASE_TRANSLATION_SECONDS), "");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(a_lease_is_one_persons_until_it_ends),
        TEST(a_translation_is_held_for_ten_minutes),
        TEST(renewing_writes_each_twenty_seconds_at_most),
        TEST(who_loses_one_is_told_at_the_next_key),
        TEST(a_clock_that_jumps_locks_nobody_out),
        TEST(sessions_are_drawn_and_scopes_are_languages),
        TEST(of_many_who_take_it_at_once_one_has_it),
        TEST(a_session_has_what_it_wishes_and_no_more),
        TEST(who_types_never_waits_for_who_writes),
        TEST(who_may_not_write_takes_none),
        TEST(a_database_that_cannot_be_written_says_so),
        TEST(what_somebody_works_on_is_written_by_nobody_else),
        TEST(nothing_goes_that_somebody_works_on),
        TEST(a_role_that_may_not_cannot),
        TEST(an_import_leaves_what_is_worked_on_to_the_next_one),
        TEST(an_import_removes_nothing_that_is_worked_on),
    };
    return cmocka_run_group_tests_name("editorial/lease", tests, NULL, NULL);
}
