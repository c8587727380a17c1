// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the door for writing: revisions, conflicts, history of every kind of change, and that nothing is half
// written.
#include "tests/core/record.h"

#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/editorial/history.h"

#include <errno.h>
#include <sys/wait.h>

static enum change_result remove_thing(struct house *house, const char *id, int64_t seen, const char **needed)
{
    struct change *change;
    struct change_outcome outcome;
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_remove(change, id, seen, &outcome, &house->problem));
    const char *all = "";
    for (size_t i = 0; i < outcome.problem_count; i++)
        all = arena_format(&house->arena, "%s%s%s", all, i == 0 ? "" : ", ", outcome.problems[i].what);
    if (needed != NULL)
        *needed = all;
    expect(house, change_commit(&change, &house->problem));
    return outcome.result;
}

#define AREA(name) THING("area", AREA_ID, "ankommen", NAMED(name))

// ---- revisions ----------------------------------------------------------------------------------------------------

static void a_change_counts_and_has_an_author(void **state)
{
    struct house *house = *state;
    assert_int_equal(put(house, AREA("A"), 0), CHANGE_DONE);
    assert_int_equal(put(house, AREA("A"), 1), CHANGE_UNCHANGED);
    assert_int_equal(put(house, AREA("B"), 1), CHANGE_DONE);
    assert_string_equal(ask_house(house, "SELECT revision FROM thing"), "2");
    assert_string_equal(
        ask_house(house, "SELECT group_concat(number || ' ' || at || ' ' || author || ' ' || reason, '|') FROM change"),
        "1 2026-11-18T11:06:40Z somebody because|2 2026-11-18T11:06:40Z somebody because");
}

static void what_nobody_has_seen_is_not_overwritten(void **state)
{
    struct house *house = *state;
    struct change *change;
    struct change_outcome outcome;
    assert_int_equal(put(house, AREA("A"), 3), CHANGE_CONFLICT); // it was there once, they think
    assert_int_equal(put(house, AREA("A"), 0), CHANGE_DONE);
    assert_int_equal(put(house, AREA("B"), 0), CHANGE_CONFLICT); // it is not new
    assert_int_equal(put(house, AREA("B"), 1), CHANGE_DONE);
    json_t *record = parse(THING("area", AREA_ID, "angekommen", NAMED("C")));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_CONFLICT);
    assert_int_equal(outcome.revision, 2);
    assert_int_equal(outcome.path_count, 2);
    assert_string_equal(outcome.paths[0], "slug");
    assert_string_equal(outcome.paths[1], "texts.de.name");
    assert_string_equal(record_string(record_text(outcome.current, "de", "name"), "text"), "B");
    expect(house, change_remove(change, AREA_ID, 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_CONFLICT);
    expect(house, change_remove(change, NO_ID, 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_CONFLICT);
    assert_null(outcome.current);
    expect(house, change_remove(change, NO_ID, 0, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_UNCHANGED);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change"), "2");
}

static void a_thing_that_comes_back_goes_on_counting(void **state)
{
    struct house *house = *state;
    put(house, AREA("A"), 0);
    put(house, AREA("B"), 1);
    assert_int_equal(remove_thing(house, AREA_ID, 2, NULL), CHANGE_DONE);
    assert_int_equal(put(house, AREA("A"), 1), CHANGE_CONFLICT);
    assert_int_equal(put(house, AREA("A"), 0), CHANGE_DONE);
    assert_string_equal(ask_house(house, "SELECT revision FROM thing"), "3");
    assert_int_equal(put(house, AREA("C"), 1), CHANGE_CONFLICT);
}

static void what_is_wrong_is_not_written(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    const char *before = ask_house(house, "SELECT count(*) || sum(revision) FROM thing");
    static const char *const wrong[] = {
        THING("area", OTHER_TOPIC_ID, "melden", NAMED("A")),  // of another kind
        THING("area", NO_ID, "ankommen", NAMED("A")),         // its slug is taken
        NAMELESS("organization", NO_ID, ", 'name': 'Stadt'"), // its name is taken: only the table knows
        NAMELESS("place", NO_ID, ", 'latitude': 1"),          // half a position: the same
        THING("holiday", NO_ID, "x", SOURCE NAMED("A")),      // no day: the same
        THING("topic", NO_ID, "x", ", 'area_id': '" NO_ID "'" NAMED("A")),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(put(house, wrong[i], strstr(wrong[i], NO_ID) != NULL ? 0 : 1), CHANGE_INVALID);
    assert_string_equal(ask_house(house, "SELECT count(*) || sum(revision) FROM thing"), before);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change"),
                        arena_format(&house->arena, "%d", (int)ONE_OF_EACH));
}

static void texts_know_what_they_were_made_from(void **state)
{
    struct house *house = *state;
    int64_t revision;
    put_one_of_each(house);
#define STATES                                                                                                         \
    "SELECT group_concat((own.source_hash = german.source_hash) || coalesce(own.reviewed_on, ''))"                     \
    " FROM text AS own JOIN text AS german"                                                                            \
    " USING (thing, field) WHERE thing = '" OFFER_ID "' AND own.language = 'uk' AND german.language = 'de'"
    assert_string_equal(ask_house(house, STATES), "1");
    assert_string_equal(
        ask_house(house, "SELECT source_hash = name_hash FROM text JOIN offer ON id = thing WHERE field = 'gloss'"),
        "1");
    json_t *record = read_thing(house, OFFER_ID, &revision);
    struct change *change;
    struct change_outcome outcome;
    json_object_set_new(record_text(record, "de", "summary"), "text", json_string("Ein anderes Amt."));
    json_object_set_new(record, "name", json_string("Anderes Amt"));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    // German has its own hash whatever the record said; the translation kept that of what it was made from.
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(ask_house(house, STATES), "0");
    assert_string_equal(
        ask_house(house, "SELECT source_hash = name_hash FROM text JOIN offer ON id = thing WHERE field = 'gloss'"),
        "0");
    // A translation written anew states none: it is made from the German of today.
    json_t *text = record_text(record, "uk", "summary");
    json_object_set_new(text, "text", json_string("Uk2"));
    json_object_del(text, "source_hash");
    json_object_set_new(text, "reviewed_on", json_string("2026-11-30"));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision + 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(ask_house(house, STATES), "12026-11-30");
    json_decref(record);
}

// What somebody sends may be wrong in as many ways as it is long; the memory for telling them grows with it, no faster.
static void thousands_of_mistakes_are_told(void **state)
{
    enum { MISTAKES = 5000 };
    struct house *house = *state;
    put_one_of_each(house);
    int64_t revision;
    json_t *record = read_thing(house, OFFER_ID, &revision);
    json_t *contacts = json_array();
    for (int i = 0; i < MISTAKES; i++)
        json_array_append_new(contacts, json_integer(i));
    json_object_set_new(record, "contacts", contacts);
    struct change *change;
    struct change_outcome outcome;
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_INVALID);
    assert_int_equal(outcome.problem_count, MISTAKES);
    assert_string_equal(outcome.problems[0].what, "contacts[0]");
    assert_string_equal(outcome.problems[MISTAKES - 1].what, "contacts[4999]");
    expect(house, change_put(change, record, revision, &outcome, &house->problem)); // and again, in the same memory
    assert_int_equal(outcome.problem_count, MISTAKES);
    change_cancel(&change);
    json_decref(record);
}

// ---- removing -----------------------------------------------------------------------------------------------------

static void what_others_lead_to_stays(void **state)
{
    struct house *house = *state;
    const char *needed;
    put_one_of_each(house);
    assert_int_equal(remove_thing(house, ORGANIZATION_ID, 1, &needed), CHANGE_NEEDED);
    assert_string_equal(needed, "offer amt, offer amt-zwei, closure umzug");
    assert_int_equal(remove_thing(house, OFFER_ID, 1, &needed), CHANGE_NEEDED);
    assert_string_equal(needed,
                        "offer amt-zwei, guide_step Melden Sie sich an., emergency notruf, event treffen, closure heiligabend, situation neu, article miete");
    assert_int_equal(remove_thing(house, AREA_ID, 1, &needed), CHANGE_NEEDED);
    assert_string_equal(needed, "topic wohnen, topic melden, guide woche");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"),
                        arena_format(&house->arena, "%d", (int)ONE_OF_EACH));
    assert_int_equal(remove_thing(house, GUIDE_ID, 1, NULL), CHANGE_DONE); // and its step
    assert_string_equal(
        ask_house(house,
                  "SELECT group_concat(kind) FROM (SELECT kind FROM change_thing WHERE after IS NULL ORDER BY kind)"),
        "guide,guide_step");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM guide_step_offer"), "0");
}

// All in the order in which nothing leads to what is removed.
static void everything_can_go(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    for (size_t i = ONE_OF_EACH; i-- > 0;) {
        json_t *record = parse(one_of_each[i]);
        enum change_result result = remove_thing(house, record_id(record), 1, NULL);
        assert_int_equal(result, CHANGE_DONE);
        json_decref(record);
    }
    static const char *const tables[] = {"thing",       "text", "source",  "link",
                                         "source_path", "note", "withheld", "contact", "schedule", "closure_schedule"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_string_equal(ask_house(house, arena_format(&house->arena, "SELECT count(*) FROM %s", tables[i])), "0");
}

// ---- history ------------------------------------------------------------------------------------------------------

// Whatever changes of whatever kind of thing, it stands in the history, whole, before and after.
static void every_kind_of_change_has_its_entry(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    for (size_t i = ONE_OF_EACH; i-- > 0;) {
        struct change_history *entries;
        size_t count;
        int64_t revision;
        json_t *record = parse(one_of_each[i]);
        char *id = arena_copy_text(&house->arena, record_id(record));
        json_decref(record);
        record = read_thing(house, id, &revision);
        const char *first = record_write_text(&house->arena, record);
        json_object_set_new(record, "position", json_integer(7));
        struct change *change;
        struct change_outcome outcome;
        expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
        expect(house, change_put(change, record, revision, &outcome, &house->problem));
        assert_int_equal(outcome.result, CHANGE_DONE);
        expect(house, change_commit(&change, &house->problem));
        const char *second = record_write_text(&house->arena, record);
        json_decref(record);
        assert_int_equal(remove_thing(house, id, revision + 1, NULL), CHANGE_DONE);
        expect(house, editorial_history(house->editorial, &house->arena, id, &entries, &count, &house->problem));
        assert_int_equal(count, 3);
        assert_null(entries[0].before);
        assert_string_equal(entries[0].after, first);
        assert_string_equal(entries[1].before, first);
        assert_string_equal(entries[1].after, second);
        assert_string_equal(entries[2].before, second);
        assert_null(entries[2].after);
        assert_int_equal(entries[1].revision, 2);
        assert_string_equal(entries[1].author, "somebody");
        assert_string_equal(entries[1].at, "2026-11-18T11:06:40Z");
    }
}

static void in_one_transaction_a_thing_has_one_entry(void **state)
{
    struct house *house = *state;
    struct change *change;
    struct change_outcome outcome;
    json_t *first = parse(AREA("A")), *second = parse(AREA("B"));
    // There, changed and gone again: nothing was done.
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, first, 0, &outcome, &house->problem));
    expect(house, change_put(change, second, 1, &outcome, &house->problem));
    assert_int_equal(outcome.revision, 2);
    expect(house, change_remove(change, AREA_ID, 2, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM change) || (SELECT count(*) FROM change_thing)"),
                        "00");
    put(house, AREA("A"), 0);
    // Changed twice: once, from the first to the last.
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, second, 1, &outcome, &house->problem));
    json_object_set_new(second, "position", json_integer(5));
    expect(house, change_put(change, second, 2, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(ask_house(house, "SELECT count(*) || max(revision) FROM change_thing WHERE change = 2"), "13");
    // And back: nothing, although the thing has counted.
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    json_object_set_new(second, "position", json_integer(6));
    expect(house, change_put(change, second, 3, &outcome, &house->problem));
    json_object_set_new(second, "position", json_integer(5));
    expect(house, change_put(change, second, 4, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change"), "2");
    json_decref(first);
    json_decref(second);
}

static void what_is_cancelled_never_was(void **state)
{
    struct house *house = *state;
    struct change *change;
    struct change_outcome outcome;
    json_t *record = parse(AREA("A"));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, 0, &outcome, &house->problem));
    change_cancel(&change);
    assert_null(change);
    change_cancel(&change);
    json_decref(record);
    assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM thing) + (SELECT count(*) FROM change)"), "0");
}

// ---- two at once --------------------------------------------------------------------------------------------------

static void of_two_writers_the_second_waits_and_sees_the_conflict(void **state)
{
    struct house *house = *state;
    struct change *first, *second;
    struct change_outcome outcome;
    sqlite3 *other;
    put(house, AREA("A"), 0);
    expect(house, editorial_open(&other, house->path, &house->problem));
    sqlite3_busy_timeout(other, 1);
    json_t *mine = parse(AREA("B")), *yours = parse(AREA("C"));
    expect(house, change_begin(&first, house->editorial, &somebody, &house->problem));
    expect(house, change_put(first, mine, 1, &outcome, &house->problem));
    assert_int_equal(change_begin(&second, other, &somebody, &house->problem), STATUS_IO);
    assert_null(second);
    assert_string_equal(house->problem.mend, "another program is writing; try again when it is done");
    expect(house, change_commit(&first, &house->problem));
    expect(house, change_begin(&second, other, &somebody, &house->problem));
    expect(house, change_put(second, yours, 1, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_CONFLICT);
    assert_int_equal(outcome.revision, 2);
    change_cancel(&second);
    json_decref(mine);
    json_decref(yours);
    database_close(&other);
}

// ---- what fails ---------------------------------------------------------------------------------------------------

static void a_full_disk_leaves_nothing_half(void **state)
{
    struct house *house = *state;
    struct change *change;
    struct change_outcome outcome;
    put(house, AREA("A"), 0);
    fixture_run(house->editorial, "PRAGMA wal_checkpoint(TRUNCATE)");
    fixture_run(house->editorial,
                arena_format(&house->arena, "PRAGMA max_page_count = %s", ask_house(house, "PRAGMA page_count")));
    enum status status = STATUS_OK;
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    for (int i = 0; i < 2000 && status == STATUS_OK; i++) {
        json_t *record = parse(THING("area", AREA_ID, "x", NAMED("A long name of a new life area in this town")));
        json_object_set_new(record, "id",
                            json_string(arena_format(&house->arena, "00000000-0000-4000-8000-1%011d", i)));
        json_object_set_new(record, "slug", json_string(arena_format(&house->arena, "x-%d", i)));
        status = change_put(change, record, 0, &outcome, &house->problem);
        json_decref(record);
    }
    assert_int_equal(status, STATUS_IO);
    assert_string_equal(house->problem.mend, "make room on the disk");
    json_t *record = parse(AREA("B"));
    assert_int_equal(change_put(change, record, 1, &outcome, &house->problem), STATUS_IO);
    json_decref(record);
    assert_int_equal(change_commit(&change, &house->problem), STATUS_IO);
    assert_null(change);
    assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM thing) || (SELECT count(*) FROM change)"), "11");
    assert_string_equal(ask_house(house, "PRAGMA quick_check"), "ok");
}

static void write_without_end(const char *path)
{
    struct problem problem;
    sqlite3 *editorial;
    struct change *change;
    struct change_outcome outcome;
    if (editorial_open(&editorial, path, &problem) != STATUS_OK ||
        change_begin(&change, editorial, &somebody, &problem) != STATUS_OK)
        _exit(9);
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        json_t *record = parse(one_of_each[i]);
        if (change_put(change, record, 0, &outcome, &problem) != STATUS_OK || outcome.result != CHANGE_DONE)
            _exit(9);
        json_decref(record);
    }
    kill(getpid(), SIGKILL);
}

static void a_writer_that_is_killed_leaves_nothing(void **state)
{
    struct house *house = *state;
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        write_without_end(house->path);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM thing) || (SELECT count(*) FROM change)"), "00");
    assert_int_equal(put(house, AREA("A"), 0), CHANGE_DONE);
}

// Ends where memory ends; whatever was done until then is not there.
static void without_memory_nothing_is_half_written(void **state)
{
    struct house *house = *state;
    long n = 0;
    for (bool enough = false; !enough; n += 1 + n / 8) {
        int status;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct problem problem;
            sqlite3 *editorial;
            struct change *change;
            struct change_outcome outcome;
            if (editorial_open(&editorial, house->path, &problem) != STATUS_OK)
                _exit(9);
            json_t *record = parse(AREA("A"));
            memory_fail_after(n);
            if (change_begin(&change, editorial, &somebody, &problem) != STATUS_OK ||
                change_put(change, record, 0, &outcome, &problem) != STATUS_OK ||
                change_commit(&change, &problem) != STATUS_OK)
                _exit(9);
            memory_fail_after(-1);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
        enough = WEXITSTATUS(status) == 0;
        assert_string_equal(ask_house(house, "SELECT (SELECT count(*) FROM thing) || (SELECT count(*) FROM change)"),
                            enough ? "11" : "00");
    }
    assert_true(n > 50);
}

static void another_database_is_refused(void **state)
{
    struct house *house = *state;
    const char *path = arena_format(&house->arena, "%s/other.db", house->folder);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    fixture_run(other, "CREATE TABLE thing (id); PRAGMA application_id = 7; PRAGMA user_version = 2");
    sqlite3_close(other);
    assert_int_equal(editorial_open(&other, path, &house->problem), STATUS_INVALID);
    assert_null(other);
}

// ---- many ---------------------------------------------------------------------------------------------------------

static unsigned long long seed = 99;

static unsigned below(unsigned limit)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % limit;
}

enum { THINGS = 12, ROUNDS = 10000 };

// What the door should do, slowly: an array of texts and revisions.
struct kept_thing {
    char name[32];    // "" when it is not there
    int64_t revision; // of the present or the last one
    long changes;
};

static void thousands_of_changes_are_those_of_a_slow_reader(void **state)
{
    struct house *house = *state;
    struct kept_thing things[THINGS] = {0};
    struct change *change;
    for (int round = 0; round < ROUNDS;) {
        struct kept_thing tried[THINGS];
        bool touched[THINGS] = {false};
        memcpy(tried, things, sizeof things);
        expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
        for (unsigned steps = 1 + below(40); steps > 0; steps--, round++) {
            struct change_outcome outcome;
            struct arena arena = {0};
            unsigned i = below(THINGS);
            struct kept_thing *thing = &tried[i];
            const char *id = arena_format(&arena, "00000000-0000-4000-8000-2%011u", i);
            int64_t present = thing->name[0] == '\0' ? 0 : thing->revision;
            int64_t seen = below(5) == 0 ? present + 1 : present;
            const char *name = arena_format(&arena, "n%u", below(4));
            bool removes = below(4) == 0;
            enum change_result expected = CHANGE_DONE;
            if (removes) {
                expect(house, change_remove(change, id, seen, &outcome, &house->problem));
                if (seen == 0 && present == 0)
                    expected = CHANGE_UNCHANGED;
                if (things[i].name[0] == '\0' && seen == present)
                    thing->revision = things[i].revision; // it came in this transaction: it never was
            } else {
                json_t *record = json_pack("{s:s, s:s, s:s, s:i, s:{s:{s:{s:s, s:s}}}}", "kind", "area", "id", id,
                                           "slug", arena_format(&arena, "a-%u", i), "position", 1, "texts", "de",
                                           "name", "text", name, "origin", "human");
                expect(house, change_put(change, record, seen, &outcome, &house->problem));
                json_decref(record);
                if (strcmp(thing->name, name) == 0)
                    expected = CHANGE_UNCHANGED;
            }
            if (seen != present)
                expected = CHANGE_CONFLICT;
            assert_int_equal(outcome.result, expected);
            if (expected == CHANGE_DONE) {
                snprintf(thing->name, sizeof thing->name, "%s", removes ? "" : name);
                thing->revision += !removes;
                touched[i] = true;
            }
            arena_free(&arena);
        }
        if (below(3) == 0) {
            change_cancel(&change);
            continue;
        }
        expect(house, change_commit(&change, &house->problem));
        for (int i = 0; i < THINGS; i++) {
            tried[i].changes += touched[i] && strcmp(tried[i].name, things[i].name) != 0;
            // What came to nothing is forgotten, but for the revision of what is there.
            if (tried[i].name[0] == '\0' && things[i].name[0] == '\0')
                tried[i].revision = things[i].revision;
        }
        memcpy(things, tried, sizeof things);
    }
    for (unsigned i = 0; i < THINGS; i++) {
        int64_t revision;
        const char *id = arena_format(&house->arena, "00000000-0000-4000-8000-2%011u", i);
        json_t *found = read_thing(house, id, &revision);
        const char *name = record_string(record_text(found, "de", "name"), "text");
        assert_string_equal(name == NULL ? "" : name, things[i].name);
        assert_int_equal(revision, things[i].name[0] == '\0' ? 0 : things[i].revision);
        assert_string_equal(
            ask_house(house, arena_format(&house->arena, "SELECT count(*) FROM change_thing WHERE thing = '%s'", id)),
            arena_format(&house->arena, "%ld", things[i].changes));
        json_decref(found);
    }
    // Each entry begins where the one before it ended.
    assert_string_equal(
        ask_house(house,
                  "SELECT count(*) FROM (SELECT before, lag(after) OVER (PARTITION BY thing ORDER BY change) AS last"
                  " FROM change_thing) WHERE before IS NOT last"),
        "0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(a_change_counts_and_has_an_author),
        TEST(what_nobody_has_seen_is_not_overwritten),
        TEST(a_thing_that_comes_back_goes_on_counting),
        TEST(what_is_wrong_is_not_written),
        TEST(texts_know_what_they_were_made_from),
        TEST(thousands_of_mistakes_are_told),
        TEST(what_others_lead_to_stays),
        TEST(everything_can_go),
        TEST(every_kind_of_change_has_its_entry),
        TEST(in_one_transaction_a_thing_has_one_entry),
        TEST(what_is_cancelled_never_was),
        TEST(of_two_writers_the_second_waits_and_sees_the_conflict),
        TEST(a_full_disk_leaves_nothing_half),
        TEST(a_writer_that_is_killed_leaves_nothing),
        TEST(without_memory_nothing_is_half_written),
        TEST(another_database_is_refused),
        TEST(thousands_of_changes_are_those_of_a_slow_reader),
    };
    return cmocka_run_group_tests_name("editorial/change", tests, NULL, NULL);
}
