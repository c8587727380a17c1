// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The command as operators meet it, on the city's real content: the whole way from files to catalog, what it answers,
// and how it says that something is wrong.
#include "core/base/sys.h"
#include "tests/support/https_server.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

static const char *const commands[] = {"import", "keygen", "publish", "backup", "sync", "status", "check", "search",
                                       "hours", "report", "layout"};

// Where the whole way was gone once, for all tests.
struct town {
    struct arena arena;
    char *folder, *content;
    const char *editorial, *public_key, *secret_key, *release, *catalog;
};

#define RUN(arena, ...) program_run(arena, "kompass", (const char *const[]){__VA_ARGS__, NULL})

static void expect(const struct program_result *result, int exit_status, const char *output)
{
    if (result->exit_status != exit_status || strstr(result->output, output) == NULL)
        fail_msg("exit status %d, not %d\noutput: %s\nerrors: %s", result->exit_status, exit_status, result->output,
                 result->errors);
}

// What a shell command says on standard output, without the last line end; it must end well.
static char *shell(struct arena *arena, const char *command)
{
    char text[8192];
    FILE *stream = popen(command, "r");
    assert_non_null(stream);
    size_t size = fread(text, 1, sizeof text - 1, stream);
    int status = pclose(stream);
    if (status != 0)
        fail_msg("%s: exit status %d", command, WEXITSTATUS(status));
    while (size > 0 && text[size - 1] == '\n')
        size--;
    return arena_copy(arena, text, size);
}

static void assert_sql(struct town *town, const char *sql, const char *answer)
{
    assert_string_equal(shell(&town->arena, arena_format(&town->arena, "sqlite3 '%s/1.db' \"%s\"", town->catalog, sql)),
                        answer);
}

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof *town);
    struct arena *arena = &town->arena;
    town->folder = program_scratch(arena, "command");
    town->content = program_source(arena, "data/content");
    town->editorial = arena_format(arena, "%s/e.db", town->folder);
    town->public_key = arena_format(arena, "%s/p", town->folder);
    town->secret_key = arena_format(arena, "%s/s", town->folder);
    town->release = arena_format(arena, "%s/rel", town->folder);
    town->catalog = arena_format(arena, "%s/cat", town->folder);
    *state = town;

    struct program_result result = RUN(arena, "import", "content", town->content, "--into", town->editorial);
    expect(&result, 0, "written: ");
    assert_string_equal(result.errors, "");
    result = RUN(arena, "keygen", "--public", town->public_key, "--secret", town->secret_key);
    expect(&result, 0, " made");
    result = RUN(arena, "publish", "--from", town->editorial, "--to", town->release, "--key", town->secret_key);
    expect(&result, 0, "release 1 published");
    result = RUN(arena, "sync", "--from", town->release, "--catalog", town->catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 adopted");
    result = RUN(arena, "check", town->catalog);
    expect(&result, 0, "no problems");
    assert_string_equal(result.errors, "");
    return 0;
}

static int tear_down(void **state)
{
    struct town *town = *state;
    shell(&town->arena, arena_format(&town->arena, "rm -rf '%s'", town->folder));
    arena_free(&town->arena);
    free(town);
    return 0;
}

// ---- the whole way ------------------------------------------------------------------------------------------------

static void test_others_can_verify_and_read_what_was_published(void **state)
{
    struct town *town = *state;
    shell(&town->arena,
          arena_format(&town->arena, "minisign -Vq -p '%s' -m '%s/manifest.json'", town->public_key, town->release));
    shell(&town->arena,
          arena_format(&town->arena, "[ $(sqlite3 '%s/1.db' 'SELECT count(*) FROM offer') -ge 160 ]", town->catalog));
    shell(&town->arena, arena_format(&town->arena, "[ $(sqlite3 '%s/1.db' 'SELECT count(*) FROM guide_step') -ge 100 ]",
                                     town->catalog));
    assert_sql(town, "SELECT count(*) FROM thing LEFT JOIN source ON thing.id = thing WHERE kind IN ('offer', 'guide_step')"
                     " AND (url IS NULL OR url NOT GLOB 'http*://?*')",
               "0");
    assert_sql(town, "PRAGMA integrity_check", "ok");
    assert_sql(town, "SELECT count(*) FROM source WHERE doubt <> 'hours'", "0");
    assert_sql(town, "SELECT printed FROM contact JOIN thing ON id = offer_id WHERE slug = 'integrationsbuero'",
               "+49 340 2042901");
}

static void test_going_the_way_again_changes_nothing(void **state)
{
    struct town *town = *state;
    struct program_result result = RUN(&town->arena, "import", "content", town->content, "--into", town->editorial);
    expect(&result, 0, "written: 0 added, 0 changed, ");
    expect(&result, 0, " unchanged, 0 removed");
    result = RUN(&town->arena, "publish", "--from", town->editorial, "--to", town->release, "--key", town->secret_key);
    expect(&result, 0, "release 1 renewed");
    result = RUN(&town->arena, "sync", "--from", town->release, "--catalog", town->catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 is in place");
}

static void test_a_dry_run_leaves_no_file(void **state)
{
    struct town *town = *state;
    const char *other = arena_format(&town->arena, "%s/other.db", town->folder);
    struct program_result result = RUN(&town->arena, "import", "--dry-run", "content", town->content, "--into", other);
    expect(&result, 0, "would be: ");
    expect(&result, 0, "comes: offer integrationsbuero\n");
    assert_int_not_equal(access(other, F_OK), 0);
    // An inbox is not tried, so nothing is said of what would wait.
    result = RUN(&town->arena, "import", "--dry-run", "proposal", town->folder, "--into", other);
    expect(&result, 1, "");
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "an inbox is not tried (name one of its files)"));
    // Nor does an import that fails, wherever it does.
    const char *const sources[] = {town->folder, "/nowhere", program_source(&town->arena, "tests/fixtures/content/bad")};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        result = RUN(&town->arena, "import", "content", sources[i], "--into", other);
        assert_int_equal(result.exit_status, 1);
        shell(&town->arena, arena_format(&town->arena, "! ls '%s'* 2>/dev/null", other));
    }
    result = RUN(&town->arena, "import", "content", town->content, "--into", "/nowhere/e.db");
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "/nowhere/e.db: there is no folder /nowhere (make the folder"));
}

static void test_a_dry_run_tells_what_would_change(void **state)
{
    struct town *town = *state;
    const char *edited = arena_format(&town->arena, "%s/edited", town->folder);
    shell(&town->arena, arena_format(&town->arena,
                                     "cp -RL '%s' '%s' && cp '%s' '%s/copy.db' && sed -i"
                                     " 's/\"+49 340 2042901\"/\"+49 (0)340 2042901\"/' '%s'/offers/*.json",
                                     town->content, edited, town->editorial, town->folder, edited));
    struct program_result result = RUN(&town->arena, "import", "--dry-run", "content", edited, "--into",
                                       arena_format(&town->arena, "%s/copy.db", town->folder));
    expect(&result, 0, "changes: offer integrationsbuero: contacts[0].printed: +49 340 2042901 → +49 (0)340 2042901\n");
    expect(&result, 0, "would be: 0 added, ");
    assert_non_null(strstr(result.errors, "warning: offer integrationsbuero: the source is older than the fact"));
}

// The person who did it by hand hears of it from the importer, and their text is still there.
static void test_an_import_keeps_what_was_changed_by_hand(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *hand = arena_format(arena, "%s/hand", town->folder);
    const char *copy = arena_format(arena, "%s/hand.db", town->folder);
    shell(arena, arena_format(arena, "cp -RL '%s' '%s' && cp '%s' '%s' && sed -i 's/\"+49 340 2042901\"/\"+49 (0)340 2042901\"/'"
                                     " '%s'/offers/*.json && sqlite3 '%s' \"UPDATE contact SET printed = '0340-2042901' WHERE printed ="
                                     " '+49 340 2042901'\"",
                              town->content, hand, town->editorial, copy, hand, copy));
    struct program_result result = RUN(arena, "import", "content", hand, "--into", copy);
    expect(&result, 0, "written: 0 added, 0 changed, ");
    expect(&result, 0, "4 kept as changed by hand\n");
    assert_non_null(strstr(result.errors, "warning: offer integrationsbuero: kept what was changed by hand: contacts[0].printed:"
                                          " 0340-2042901; the source says: +49 (0)340 2042901 (correct one of them)"));
    assert_string_equal(shell(arena, arena_format(arena, "sqlite3 '%s' \"SELECT count(*) FROM contact WHERE printed = '0340-2042901'\"", copy)),
                        "4");
}

static void test_bad_content_is_told_on_standard_error(void **state)
{
    struct town *town = *state;
    const char *bad = arena_format(&town->arena, "%s/bad", town->folder);
    shell(&town->arena,
          arena_format(&town->arena, "cp -R '%s' '%s' && cp '%s' '%s' && cp '%s' '%s'", town->content, bad,
                       program_source(&town->arena, "tests/fixtures/content/bad/wrong-type.json"), bad,
                       program_source(&town->arena, "tests/fixtures/content/bad/broken-utf8.json"), bad));
    struct program_result result = RUN(&town->arena, "import", "content", bad, "--into", town->editorial);
    assert_int_equal(result.exit_status, 1);
    assert_string_equal(result.output, "");
    assert_non_null(
        strstr(result.errors, "kompass: wrong-type.json:7: offers[0].name: must be a text, not a whole number (see"));
    assert_non_null(strstr(result.errors, "kompass: broken-utf8.json:3:40: the file is not written in UTF-8"));
    assert_non_null(strstr(result.errors, "nothing was imported"));
}

// The file alone is all of it, whatever an import that was killed or a database that was removed has left beside it.
static void test_a_new_database_is_one_whole_file(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *folder = arena_format(arena, "%s/whole", town->folder);
    const char *into = arena_format(arena, "%s/n.db", folder);
    shell(arena, arena_format(arena, "mkdir '%s' && cd '%s' && for f in n.db.new n.db.new-wal n.db.new-shm n.db-wal; do"
                                     " head -c 5000 '%s' > $f; done", folder, folder, town->editorial));
    struct program_result result = RUN(arena, "import", "content", town->content, "--into", into);
    expect(&result, 0, "written: ");
    assert_string_equal(shell(arena, arena_format(arena, "ls '%s'", folder)), "n.db");
    // The first of the two bytes that say whether a log belongs to it: 1 is none.
    assert_string_equal(shell(arena, arena_format(arena, "od -An -tu1 -j18 -N2 '%s'", into)), "   1   1");
    result = RUN(arena, "check", into);
    expect(&result, 0, "no problems in the editorial database");
}

// Two who make the same database at once would take it from each other; the second is told, and what the first has is left.
static void test_a_new_database_is_made_by_one_at_a_time(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *into = arena_format(arena, "%s/both.db", town->folder);
    const char *told = shell(arena, arena_format(arena, "printf begun > '%s.new' && flock '%s.new' '%s' import content '%s' --into '%s' 2>&1"
                                                        " && exit 1; cat '%s.new' && ! ls '%s'",
                                                 into, into, program_built(arena, "kompass"), town->content, into, into, into));
    assert_non_null(strstr(told, "another import is making this database (try again when it has ended)\nbegun"));
    struct program_result result = RUN(arena, "import", "content", town->content, "--into", into);
    expect(&result, 0, "written: ");
}

static void test_a_dry_run_upgrades_nothing(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *older = arena_format(arena, "%s/older.db", town->folder);
    const char *before = shell(arena, arena_format(arena, "sqlite3 '%s' < '%s' && cksum '%s'", older,
                                                   program_source(arena, "tests/fixtures/editorial-1.sql"), older));
    struct program_result result = RUN(arena, "import", "--dry-run", "content", town->content, "--into", older);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "made by an older Kompass: version 1"));
    assert_string_equal(shell(arena, arena_format(arena, "cksum '%s'*", older)), before);
}

// By a proxy that is not there: nothing answers, so nothing is known to have failed.
static void test_links_without_a_network_do_not_fail(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *copy = arena_format(arena, "%s/links.db", town->folder);
    // Without mail addresses, for which name servers would be asked.
    shell(arena, arena_format(arena, "cp '%s' '%s' && sqlite3 '%s' 'DELETE FROM contact WHERE email IS NOT NULL'", town->editorial, copy, copy));
    setenv("https_proxy", "http://127.0.0.1:1", 1);
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    unsetenv("no_proxy");
    struct program_result result = RUN(arena, "check", "--links", copy);
    expect(&result, 1, "");
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "kompass: network: nothing could be reached, so nothing counts as failed ("));
    result = RUN(arena, "check", "--links", "--json", copy);
    expect(&result, 1, "\"reached\": false");
    json_t *document = json_loads(result.output, 0, NULL);
    assert_non_null(document);
    json_decref(document);
    unsetenv("https_proxy");
    unsetenv("http_proxy");
    assert_string_equal(shell(arena, arena_format(arena, "sqlite3 '%s' 'SELECT count(*) FROM contact_check'", copy)), "0");
    result = RUN(arena, "check", "--links", arena_format(arena, "%s/none.db", town->folder));
    expect(&result, 1, "");
    assert_non_null(strstr(result.errors, "none.db"));
    result = RUN(arena, "check", "--json", copy);
    expect(&result, 2, "");
}

static void test_everything_made_can_be_checked(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    struct program_result result = RUN(arena, "check", town->editorial);
    expect(&result, 0, "no problems in the editorial database: 12 areas");
    result = RUN(arena, "check", town->release, "--key", town->public_key);
    expect(&result, 0, "no problems in release 1: 12 areas");
    result = RUN(arena, "check", arena_format(arena, "%s/1.db", town->catalog));
    expect(&result, 0, "no problems in release 1");
    expect(&result, 0, "\nthe bytes of release 1 are those that were adopted\n");

    // What nobody can reach is named, but is no problem.
    const char *lonely = arena_format(arena, "%s/lonely.db", town->folder);
    shell(arena, arena_format(arena, "cp '%s' '%s' && sqlite3 '%s' \"UPDATE offer SET place_id = NULL, appointment_url = NULL WHERE"
                                     " id = (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'jobcenter'); DELETE FROM contact"
                                     " WHERE offer_id = (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'jobcenter')\"", town->editorial, lonely, lonely));
    result = RUN(arena, "check", lonely);
    expect(&result, 0, "warning: offer jobcenter: can be neither called, written to, looked up nor visited");

    // One problem in each, and each is found.
    const char *broken = arena_format(arena, "%s/broken", town->folder);
    shell(arena, arena_format(arena, "mkdir '%s' && cp '%s' '%s/e.db' && cp -R '%s' '%s/rel' && cp -R '%s' '%s/cat'",
                              broken, town->editorial, broken, town->release, broken, town->catalog, broken));
    shell(arena, arena_format(arena,
                              "sqlite3 '%s/e.db' \"DELETE FROM text WHERE language = 'de' AND thing ="
                              " (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'integrationsbuero')\"",
                              broken));
    result = RUN(arena, "check", arena_format(arena, "%s/e.db", broken));
    expect(&result, 1, "1 problem in the editorial database");
    assert_non_null(strstr(result.errors, "offer integrationsbuero: has no German summary (add it"));
    assert_int_equal(truncate(arena_format(arena, "%s/rel/catalog-1.db.zst", broken), 1000), 0);
    result = RUN(arena, "check", arena_format(arena, "%s/rel", broken));
    expect(&result, 1, "1 problem");
    assert_int_equal(truncate(arena_format(arena, "%s/cat/1.db", broken), 100000), 0);
    result = RUN(arena, "check", arena_format(arena, "%s/cat", broken));
    expect(&result, 1, "1 problem; no catalog could be read");
    assert_non_null(strstr(result.errors, "cut off"));
    result = RUN(arena, "check", "/nonexistent");
    assert_int_equal(result.exit_status, 1);
    result = RUN(arena, "check", town->secret_key);
    assert_int_equal(result.exit_status, 1);
    result = RUN(arena, "check", "--key", town->secret_key, town->release);
    assert_int_equal(result.exit_status, 1);
}

// A letter changed inside reads well in SQLite; the state beside the folder knows better.
static void test_a_changed_catalog_is_told_by_all(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *changed = arena_format(arena, "%s/changed", town->folder);
    shell(arena, arena_format(arena, "mkdir '%s' && cp -R '%s' '%s/cat' && cp '%s.state' '%s/elsewhere'"
                                     " && sed -i 's/Zerbster/Serbster/' '%s/cat/1.db'",
                              changed, town->catalog, changed, town->catalog, changed, changed));
    const char *catalog = arena_format(arena, "%s/cat", changed);
    const char *elsewhere = arena_format(arena, "%s/elsewhere", changed);
    struct program_result result = RUN(arena, "check", catalog);
    expect(&result, 0, "nothing to compare the bytes with: ");
    expect(&result, 0, "/changed/cat.state: cannot open: No such file or directory\n");
    result = RUN(arena, "check", catalog, "--state", elsewhere);
    expect(&result, 1, "1 problem in 1 catalog, the newest is release 1");
    assert_non_null(strstr(result.errors, "/cat/1.db: its bytes are not those that were adopted (get it again with"));
    result = RUN(arena, "status", "--catalog", catalog, "--state", elsewhere);
    expect(&result, 1, "catalog   CRITICAL  no catalog can be shown: ");
    result = RUN(arena, "status", "--catalog", catalog, "--state", elsewhere, "--monitor");
    expect(&result, 2, "/cat/1.db: its bytes are not those that were adopted");
    result = RUN(arena, "status", "--catalog", catalog, "--state", elsewhere, "--json");
    expect(&result, 1, "\"release\": null");
    expect(&result, 1, "\"bad_catalog\": \"");
    shell(arena, arena_format(arena, "rm -r '%s'", changed));
}

static void test_plain_german_wherever_content_lies(void **state)
{
    struct town *town = *state;
    struct program_result files = RUN(&town->arena, "check", "--language-quality", town->content);
    expect(&files, 0, " findings in ");
    assert_string_equal(files.errors, "");
    assert_non_null(strstr(files.output, "(BITV 2.0, annex 2, part 2, no. 1)\n"));
    struct program_result editorial = RUN(&town->arena, "check", "--language-quality", town->editorial);
    struct program_result catalog = RUN(&town->arena, "check", "--language-quality", town->catalog);
    assert_string_equal(editorial.output, files.output);
    assert_string_equal(catalog.output, files.output);
    struct program_result none = RUN(&town->arena, "check", "--language-quality", town->public_key);
    expect(&none, 1, "");
}

// ---- asking -------------------------------------------------------------------------------------------------------

static json_t *parse(const struct program_result *result)
{
    json_error_t error;
    expect(result, 0, "");
    json_t *root = json_loads(result->output, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        fail_msg("%s\n%s", error.text, result->output);
    return root;
}

static void test_search_in_lines_and_json(void **state)
{
    struct town *town = *state;
    struct program_result result =
        RUN(&town->arena, "search", "--catalog", town->catalog, "--language", "de", "Integrationsbüro");
    expect(&result, 0, "offer     Integrationsbüro der Stadt Dessau-Roßlau  — Ankommen und Aufenthalt › ");
    result = RUN(&town->arena, "search", "--json", "--limit=2", "--catalog", town->catalog, "integrationsburo",
                 "--language", "ar");
    json_t *root = parse(&result);
    assert_string_equal(json_string_value(json_object_get(root, "query")), "integrationsburo");
    assert_string_equal(json_string_value(json_object_get(root, "language")), "ar");
    json_t *results = json_object_get(root, "results");
    assert_true(json_array_size(results) >= 1 && json_array_size(results) <= 2);
    json_t *first = json_array_get(results, 0);
    assert_int_equal(json_string_length(json_object_get(first, "id")), 36);
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "offer");
    assert_string_equal(json_string_value(json_object_get(first, "german")),
                        "Integrationsbüro der Stadt Dessau-Roßlau");
    assert_non_null(strstr(json_string_value(json_object_get(first, "path")), " › "));
    assert_string_equal(json_string_value(json_object_get(first, "language")), "ar");
    assert_string_equal(json_string_value(json_object_get(first, "matched_language")), "de");
    assert_true(json_real_value(json_object_get(first, "score")) > 0);
    assert_true(json_is_null(json_object_get(root, "did_you_mean")));
    json_decref(root);
    result = RUN(&town->arena, "search", "--near", "51.8335,12.243", "--catalog", town->catalog, "--language", "de", "Kita");
    assert_int_equal(result.exit_status, 0);
    result = RUN(&town->arena, "search", "--catalog", town->catalog, "--language", "de", "--json", "qwxyzv");
    root = parse(&result);
    assert_int_equal(json_array_size(json_object_get(root, "results")), 0);
    json_decref(root);
}

// In any language, with mistakes, on a Latin keyboard, as a question: the first result is what helps.
static void test_what_newcomers_type(void **state)
{
    struct town *town = *state;
    static const struct {
        const char *language, *query, *first, *meant;
    } typed[] = {
        {"de", "deutschkrus", "Deutschkurse", "Deutschkurse"},
        {"de", "arbait", "Arbeit finden", "Arbeit"},
        {"uk", "arbait", "Агентство з працевлаштування", "Arbeit"},
        {"uk", "likar", "Черговий лікар", NULL},
        {"ar", "طبيب", "الطبيب المناوب", NULL},
        {"de", "طبيب", "Ärztlicher Bereitschaftsdienst", NULL},
        {"ar", "tabib", "زيارة الطبيب", NULL},
        {"de", "Kinderarzt", "Kinderarzt und Kinderärztin", NULL},
        {"en", "doctor for my child", "Children’s doctor on call", NULL},
        {"uk", "дитячий садок", "Дитячий садок", NULL},
        {"uk", "dytyachyy sadok", "Дитячий садок", NULL},
        {"de", "Wohnung", "Wohnung finden", NULL},
        {"de", "wohnungen", "Wohnungen der Stadt", NULL},
        {"de", "Wie melde ich mein Kind in der Schule an?", "Ihr Kind in der Schule anmelden", NULL},
        {"de", "Kita", "Kita und Tagesbetreuung", NULL},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct program_result result = RUN(&town->arena, "search", "--json", "--catalog", town->catalog, "--language",
                                           typed[i].language, typed[i].query);
        json_t *root = parse(&result);
        json_t *first = json_array_get(json_object_get(root, "results"), 0);
        const char *title = json_string_value(json_object_get(first, "title"));
        if (title == NULL || strcmp(title, typed[i].first) != 0)
            fail_msg("%s finds %s first, not %s", typed[i].query, title == NULL ? "nothing" : title, typed[i].first);
        const char *meant = json_string_value(json_object_get(root, "did_you_mean"));
        assert_true((meant == NULL) == (typed[i].meant == NULL));
        if (meant != NULL)
            assert_string_equal(meant, typed[i].meant);
        json_decref(root);
    }
}

static void test_hours_of_what_is_closed_for_the_time_being(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *changed = arena_format(arena, "%s/changed.db", town->folder);
    shell(arena, arena_format(arena,
                              "cp '%s/1.db' '%s' && chmod u+w '%s' && sqlite3 '%s' \"UPDATE offer SET temporarily_closed = 1"
                              " WHERE id = (SELECT id FROM thing WHERE slug = 'buergeramt-dessau'); UPDATE schedule SET by_appointment = 1\"",
                              town->catalog, changed, changed, changed));
    struct program_result result = RUN(arena, "hours", "--catalog", changed, "--at", "2026-11-23T10:15", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: closed, for the time being (doubtful: ");
    result = RUN(arena, "hours", "--catalog", changed, "--at", "2026-11-23T10:15", "--json", "buergeramt-dessau");
    json_t *root = parse(&result);
    json_t *offer = json_array_get(json_object_get(root, "offers"), 0);
    assert_string_equal(json_string_value(json_object_get(offer, "reason")), "temporary");
    json_decref(root);
    result = RUN(arena, "hours", "--catalog", changed, "--at", "2026-11-23T10:15", "sisa-sprachmittlung");
    expect(&result, 0, "sisa-sprachmittlung: by-appointment (doubtful: ");
}

// Whoever asks what is open now is told when nobody knows what time it is.
static void test_hours_tell_of_a_doubtful_clock(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *later = arena_format(arena, "%s/later.db", town->folder);
    shell(arena, arena_format(arena,
                              "cp '%s/1.db' '%s' && chmod u+w '%s' && sqlite3 '%s' \"UPDATE release SET created = '2199-01-01T00:00:00Z'\"",
                              town->catalog, later, later, later));
    struct program_result result = RUN(arena, "hours", "--catalog", later, "buergeramt-dessau");
    assert_int_equal(result.exit_status, 0);
    assert_int_equal(strncmp(result.output, "the clock may be wrong (before-release), it says ", strlen("the clock may be wrong (before-release), it says ")), 0);
    result = RUN(arena, "hours", "--catalog", later, "--json", "buergeramt-dessau");
    json_t *root = parse(&result);
    assert_string_equal(json_string_value(json_object_get(root, "clock")), "before-release");
    json_decref(root);
    result = RUN(arena, "hours", "--catalog", later, "--at", "2026-11-23T10:15", "buergeramt-dessau"); // no clock was asked
    assert_null(strstr(result.output, "the clock"));
}

static void test_hours_are_open_closed_or_unknown(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    struct program_result result =
        RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-11-23T10:15", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: open, closes 2026-11-23T12:00 (doubtful: as of 2021-12, not verified)\n");
    result = RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-11-23T12:00", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: closed, opens 2026-11-23T13:30 (doubtful: as of 2021-12, not verified)\n");
    result = RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-12-25T10:15", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: closed, 1. Weihnachtstag, opens 2026-12-28T08:00"
                       " (doubtful: as of 2021-12, not verified)\n");
    result = RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-11-23T10:15", "integrationsbuero");
    expect(&result, 0, "integrationsbuero: unknown, nobody stated the hours\n");
    result = RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-11-23T10:15", "nirgends");
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "kompass: nirgends: there is no such offer ("));

    result = RUN(arena, "hours", "--catalog", town->catalog, "--at", "2026-12-25T10:15", "--json");
    json_t *root = parse(&result);
    assert_string_equal(json_string_value(json_object_get(root, "at")), "2026-12-25T10:15");
    assert_string_equal(json_string_value(json_object_get(root, "zone")), "Europe/Berlin");
    json_t *offers = json_object_get(root, "offers");
    const char *listed = arena_format(arena, "%zu", json_array_size(offers));
    assert_sql(town, "SELECT count(*) FROM offer WHERE duplicate_of IS NULL", listed); // each once
    for (size_t i = 0; i < json_array_size(offers); i++) {
        json_t *offer = json_array_get(offers, i);
        const char *kind = json_string_value(json_object_get(offer, "state"));
        assert_non_null(strstr("open closed by-appointment unknown", kind));
        assert_true(json_is_boolean(json_object_get(offer, "doubtful")) && json_is_boolean(json_object_get(offer, "verified")));
        assert_true(strcmp(kind, "unknown") != 0 ||
                    strcmp(json_string_value(json_object_get(offer, "reason")), "no-hours") == 0);
    }
    json_decref(root);
}

// 24 December of all offices, entered as a file, published, and followed.
static void test_hours_of_a_closure(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *folder = arena_format(arena, "%s/closed", town->folder);
    const char *content = arena_format(arena, "%s/content", folder);
    const char *editorial = arena_format(arena, "%s/editorial.db", folder);
    const char *release = arena_format(arena, "%s/release", folder);
    const char *catalog = arena_format(arena, "%s/catalog", folder);
    shell(arena, arena_format(arena, "mkdir '%s' && cp -rL '%s' '%s'", folder, town->content, content));
    shell(arena, arena_format(arena,
                              "cat >'%s/eve.json' <<'END'\n{\"format\": \"kompass-content-1\", \"closures\": [{\"slug\": \"eve\","
                              " \"from\": \"2026-12-24\", \"until\": \"2026-12-24\", \"every_year\": true, \"texts\": {\"de\": {\"reason\":"
                              " \"Heiligabend\"}}, \"source\": {\"url\": \"https://www.example.org/\"}}]}\nEND",
                              content));
    struct program_result result = RUN(arena, "import", "content", content, "--into", editorial);
    expect(&result, 0, " terms, 5 closures, ");
    result = RUN(arena, "publish", "--from", editorial, "--to", release, "--key", town->secret_key);
    expect(&result, 0, "release 1 published");
    result = RUN(arena, "sync", "--from", release, "--catalog", catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 adopted");
    result = RUN(arena, "hours", "--catalog", catalog, "--at", "2026-12-24T09:00", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: closed, closure on 2026-12-24 (Heiligabend), opens 2026-12-28T08:00 (doubtful: ");
    result = RUN(arena, "hours", "--catalog", catalog, "--at", "2028-12-24T09:00", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: closed, closure on 2028-12-24 (Heiligabend), opens 2028-12-27T08:00");
    result = RUN(arena, "hours", "--catalog", catalog, "--at", "2026-12-23T09:00", "buergeramt-dessau");
    expect(&result, 0, "buergeramt-dessau: open, closes 2026-12-23T12:00");
    result = RUN(arena, "hours", "--catalog", catalog, "--at", "2026-12-24T09:00", "--json", "buergeramt-dessau");
    json_t *root = parse(&result);
    json_t *offer = json_array_get(json_object_get(root, "offers"), 0);
    json_t *closure = json_object_get(offer, "closure");
    assert_string_equal(json_string_value(json_object_get(offer, "reason")), "closure");
    assert_string_equal(json_string_value(json_object_get(closure, "of")), "offices");
    assert_string_equal(json_string_value(json_object_get(closure, "from")), "2026-12-24");
    assert_string_equal(json_string_value(json_object_get(closure, "until")), "2026-12-24");
    assert_string_equal(json_string_value(json_object_get(closure, "reason")), "Heiligabend");
    assert_true(json_is_true(json_object_get(closure, "closed")));
    json_decref(root);
}

static void test_layout_as_the_kiosk_does_it(void **state)
{
    struct town *town = *state;
    const char *kompass = program_built(&town->arena, "kompass");
    static const struct {
        const char *text, *options, *lines;
    } cases[] = {
        {"Eins zwei drei", "--language de --width 9", "Eins zwei\ndrei"},
        {"", "--language de --width 9", ""},
        {"سلام", "--language ar --width 20", "ﻡﻼﺳ"},                 // joined, first letter rightmost
        {"سلام", "--language ar --width 20 --shaping none", "مالس"}, // not joined
        {"مكتب 116 016", "--language ar --width 20 --shaping none", "016 116 بتكم"}, // as it stands (UAX #9)
        {"مكتب 116 016", "--language ar --width 20 --shaping none --find-fields", "116 016 بتكم"},
        {"a\033[2Jb", "--language en --width 20", "a[2Jb"},          // nothing that a terminal would obey
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(shell(&town->arena, arena_format(&town->arena, "printf %%s '%s' | '%s' layout %s",
                                                             cases[i].text, kompass, cases[i].options)),
                            cases[i].lines);
}

// The machine's own clock and disk may give warnings; what was synced is the same everywhere.
static void test_status_for_people_and_machines(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    const char *metrics = arena_format(arena, "%s/kompass.prom", town->folder);
    struct program_result result =
        RUN(arena, "status", "--catalog", town->catalog, "--kiosk", town->folder, "--prometheus", metrics);
    assert_non_null(strstr(result.output, "catalog   OK        release 1 of dessau-rosslau, made "));
    // published a moment ago for 90 days: in the very same second nothing of the first day has gone yet
    assert_true(strstr(result.output, "\nexpiry    OK        expires in 89 days\n") != NULL ||
                strstr(result.output, "\nexpiry    OK        expires in 90 days\n") != NULL);
    assert_non_null(strstr(result.output, "\nkiosk     OK        starts and visits are not known"));
    assert_string_equal(result.errors, "");
    shell(arena, arena_format(arena, "grep -q '^kompass_release_number 1$' '%s' && [ $(stat -c %%a '%s') = 644 ]",
                              metrics, metrics));

    result = RUN(arena, "status", "--json", "--catalog", town->catalog);
    assert_true(result.exit_status <= 1);
    json_t *root = json_loads(result.output, JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(root, "release"), "number")), 1);
    assert_non_null(strstr("adopted unchanged",
                           json_string_value(json_object_get(json_object_get(root, "sync"), "result"))));
    json_decref(root);

    result = RUN(arena, "status", "--monitor", "--catalog", town->catalog);
    const char *level = strncmp(result.output, "KOMPASS OK - ", 13) == 0 ? "OK" : "WARNING";
    expect(&result, strcmp(level, "OK") == 0 ? 0 : 1, arena_format(arena, "KOMPASS %s - ", level));
    assert_non_null(strstr(result.output, " | age="));

    // A sync that fails is seen at once, and what was adopted stays.
    const char *other = arena_format(arena, "%s/other.pub", town->folder);
    result = RUN(arena, "keygen", "--public", other, "--secret", arena_format(arena, "%s/other.key", town->folder));
    result = RUN(arena, "sync", "--from", town->release, "--catalog", town->catalog, "--key", other);
    assert_int_equal(result.exit_status, 1);
    result = RUN(arena, "status", "--monitor", "--catalog", town->catalog);
    expect(&result, 1, "sync: refused ");
    result = RUN(arena, "sync", "--from", town->release, "--catalog", town->catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 is in place");

    result = RUN(arena, "status", "--monitor", "--catalog", arena_format(arena, "%s/none", town->folder));
    expect(&result, 1, "KOMPASS WARNING - catalog: none was adopted yet: there is no folder ");
    result = RUN(arena, "status", "--catalog", town->release);
    expect(&result, 1, "is a release directory, not the folder of catalogs that kompass sync keeps");
    result = RUN(arena, "status", "--catalog", town->editorial);
    expect(&result, 1, "is a file, not the folder of catalogs that kompass sync keeps");
    result = RUN(arena, "check", arena_format(arena, "%s/none", town->folder));
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "/none: cannot open: No such file or directory (check the name)"));
    result = RUN(arena, "check", town->content);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "there is neither a catalog nor a manifest.json in this folder"));
    result = RUN(arena, "status", "--monitor", "--frob"); // for a monitor, 2 would say that the kiosk is broken
    expect(&result, 3, "");
    result = RUN(arena, "status", "--monitor", "--json");
    expect(&result, 3, "");
    result = RUN(arena, "status", "--monitor", "--catalog", town->catalog, "--prometheus", "/nonexistent/x");
    expect(&result, 3, "");
}

// The real program against a web server: it adopts, then asks once and finds nothing new.
static void test_following_over_https(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    struct https_server server;
    const char *catalog = arena_format(arena, "%s/https", town->folder);
    server_start(&server, arena, town->folder, town->release);
    const char *address = arena_format(arena, "https://127.0.0.1:%d", server.port);
    setenv("SSL_CERT_FILE", server.certificate, 1);
    setenv("no_proxy", "*", 1);
    struct program_result result = RUN(arena, "sync", "--from", address, "--catalog", catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 adopted\n");
    server_forget(&server);
    result = RUN(arena, "sync", "--from", address, "--catalog", catalog, "--key", town->public_key);
    expect(&result, 0, "release 1 is in place\n");
    assert_int_equal(server_counts(&server).requests, 1);
    assert_int_equal(server_counts(&server).unchanged, 1);
    result = RUN(arena, "status", "--catalog", catalog);
    assert_non_null(strstr(result.output, "\nsync      OK        unchanged "));

    server_stop(&server);
    result = RUN(arena, "sync", "--from", address, "--catalog", catalog, "--key", town->public_key);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "(check the network; the next sync goes on from here)\n"));
    result = RUN(arena, "status", "--catalog", catalog);
    assert_non_null(strstr(result.output, "\nsync      OK        unreachable "));
    result = RUN(arena, "sync", "--from", "http://127.0.0.1/", "--catalog", catalog, "--key", town->public_key);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "(use https://"));
    unsetenv("SSL_CERT_FILE");
    unsetenv("no_proxy");
}

// ---- the command line ---------------------------------------------------------------------------------------------

static void test_help_and_version_of_every_command(void **state)
{
    struct town *town = *state;
    struct program_result all = RUN(&town->arena, "--help");
    expect(&all, 0, "Usage: kompass COMMAND");
    struct program_result version = RUN(&town->arena, "--version");
    expect(&version, 0, "kompass ");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct arena arena = {0};
        assert_non_null(strstr(all.output, arena_format(&arena, "\n  %s ", commands[i])));
        struct program_result result = RUN(&arena, commands[i], "--help");
        expect(&result, 0, arena_format(&arena, "Usage: kompass %s", commands[i]));
        assert_string_equal(result.errors, "");
        result = RUN(&arena, commands[i], "--version");
        assert_int_equal(result.exit_status, 0);
        assert_string_equal(result.output, version.output);
        arena_free(&arena);
    }
}

// Each wrong use: exit status 2, nothing on standard output, one line that names what is wrong and how to mend it.
// The part of the manual that begins at `start` and ends before the next line that begins with `next`.
static const char *part_of(struct arena *arena, const char *manual, const char *start, const char *next)
{
    const char *first = strstr(manual, start);
    if (first == NULL)
        fail_msg("the manual has no %s", start);
    const char *end = strstr(first + strlen(start), next);
    return end == NULL ? first : arena_copy(arena, first, (size_t)(end - first));
}

// Each option of --help stands in the manual, and each option of the manual in --help.
static void compare_options(struct arena *arena, const char *name, const char *help, const char *manual)
{
    const char *const texts[] = {help, manual};
    for (int side = 0; side < 2; side++) {
        for (const char *at = strstr(texts[side], "--"); at != NULL; at = strstr(at + 2, "--")) {
            size_t length = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
            const char *option = arena_copy(arena, at, length + 2);
            if (length == 0 || strcmp(option, "--help") == 0 || strcmp(option, "--version") == 0)
                continue;
            const char *found = strstr(texts[!side], option);
            while (found != NULL && strspn(found + 2, "abcdefghijklmnopqrstuvwxyz-") != length)
                found = strstr(found + 2, option);
            if (found == NULL)
                fail_msg("%s of %s is not in its %s", option, name, side == 0 ? "manual page" : "--help");
        }
    }
}

static void test_the_manuals_name_every_option(void **state)
{
    struct town *town = *state;
    struct arena *arena = &town->arena;
    char *manual = shell(arena, arena_format(arena, "sed 's/\\\\//g' '%s'", program_source(arena, "docs/man/kompass.1.scd")));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct program_result result = RUN(arena, commands[i], "--help");
        const char *start = arena_format(arena, "\n*%s* ", commands[i]);
        const char *parts = "";
        for (const char *at = strstr(manual, start); at != NULL; at = strstr(at + 1, start))
            parts = arena_format(arena, "%s%s", parts, part_of(arena, at, start, "\n*"));
        compare_options(arena, commands[i], strstr(result.output, "\n  --"), parts);
    }
    struct program_result kiosk = program_run(arena, "kompass-kiosk", (const char *const[]){"--help", NULL});
    manual = shell(arena, arena_format(arena, "cat '%s'", program_source(arena, "docs/man/kompass-kiosk.8.scd")));
    compare_options(arena, "kompass-kiosk", kiosk.output, part_of(arena, manual, "# OPTIONS", "\n# "));
    struct program_result staff = program_run(arena, "kompass-staff", (const char *const[]){"--help", NULL});
    manual = shell(arena, arena_format(arena, "cat '%s'", program_source(arena, "docs/man/kompass-staff.1.scd")));
    compare_options(arena, "kompass-staff", staff.output, part_of(arena, manual, "# OPTIONS", "\n# "));
}

static void test_wrong_usage(void **state)
{
    (void)state;
    static const char *const uses[][12] = {
        {"command", NULL},
        {"juggle", "juggle", NULL},
        {"--sideways", "--sideways", NULL},
        {"--into", "import", "content", NULL},
        {"--into", "import", "content", "x", NULL},
        {"--into", "import", "content", "x", "--into", NULL},
        {"hsds2", "import", "hsds2", "x", "--into", "/nonexistent/e.db", NULL},
        {"import", "import", "content", "x", "y", "--into", "z", NULL},
        {"--frob", "publish", "--frob", NULL},
        {"--from", "publish", "--to", "x", "--key", "y", NULL},
        {"--expires", "publish", "--from", "x", "--to", "y", "--key", "z", "--expires", "soon", NULL},
        {"--expires", "publish", "--from", "x", "--to", "y", "--key", "z", "--expires", "0", NULL},
        {"--expires", "publish", "--from", "x", "--to", "y", "--key", "z", "--expires", "99999999999999999999", NULL},
        {"--to", "backup", "--from", "x", NULL},
        {"--keep", "backup", "--from", "x", "--to", "y", "--keep", "0", NULL},
        {"--key", "sync", "--from", "x", "--catalog", "y", NULL},
        {"--from", "sync", "--from", "", "--catalog", "y", "--key", "z", NULL},
        {"sync", "sync", "--from", "x", "--catalog", "y", "--key", "z", "extra", NULL},
        {"--frob", "status", "--frob", NULL},
        {"status", "status", "extra", NULL},
        {"check", "check", NULL},
        {"check", "check", "x", "y", NULL},
        {"--dry-run=yes", "import", "content", "x", "--into", "y", "--dry-run=yes", NULL},
        {"xx", "search", "--catalog", "x", "--language", "xx", "y", NULL},
        {"search", "search", "--catalog", "x", "--language", "de", NULL},
        {"--near", "search", "--catalog", "x", "--language", "de", "--near", "here", "y", NULL},
        {"--limit", "search", "--catalog", "x", "--language", "de", "--limit", "many", "y", NULL},
        {"--at", "hours", "--catalog", "x", "--at", "2026-02-30T10:15", NULL},
        {"progress", "report", "progress", "--from", "x", NULL},
        {"--from", "report", "coverage", NULL},
        {"--format", "report", "coverage", "--from", "x", "--format", "xml", NULL},
        {"--shaping", "layout", "--language", "ar", "--width", "10", "--shaping", "fancy", NULL},
        {"--width", "layout", "--language", "ar", "--width", "100000", NULL},
        {"--secret", "keygen", "--public", "x", NULL},
    };
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        struct arena arena = {0};
        struct program_result result = program_run(&arena, "kompass", uses[i] + 1);
        const char *start = arena_format(&arena, "kompass: %s: ", uses[i][0]);
        const char *line_end = strchr(result.errors, '\n');
        if (result.exit_status != 2 || strncmp(result.errors, start, strlen(start)) != 0)
            fail_msg("case %zu: exit status %d, \"%s\"", i, result.exit_status, result.errors);
        assert_string_equal(result.output, "");
        assert_true(line_end != NULL && line_end[1] == '\0');
        assert_non_null(strstr(result.errors, "--help)"));
        arena_free(&arena);
    }
}

static void test_output_that_is_lost_is_a_failure(void **state)
{
    struct town *town = *state;
    const char *kompass = program_built(&town->arena, "kompass");
    assert_string_equal(
        shell(&town->arena, arena_format(&town->arena, "'%s' --help 2>&1 >/dev/full || echo $?", kompass)),
        "kompass: standard output: cannot write: No space left on device\n1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_others_can_verify_and_read_what_was_published),
        cmocka_unit_test(test_going_the_way_again_changes_nothing),
        cmocka_unit_test(test_a_dry_run_leaves_no_file),
        cmocka_unit_test(test_a_dry_run_tells_what_would_change),
        cmocka_unit_test(test_an_import_keeps_what_was_changed_by_hand),
        cmocka_unit_test(test_bad_content_is_told_on_standard_error),
        cmocka_unit_test(test_a_new_database_is_one_whole_file),
        cmocka_unit_test(test_a_new_database_is_made_by_one_at_a_time),
        cmocka_unit_test(test_a_dry_run_upgrades_nothing),
        cmocka_unit_test(test_everything_made_can_be_checked),
        cmocka_unit_test(test_links_without_a_network_do_not_fail),
        cmocka_unit_test(test_a_changed_catalog_is_told_by_all),
        cmocka_unit_test(test_plain_german_wherever_content_lies),
        cmocka_unit_test(test_search_in_lines_and_json),
        cmocka_unit_test(test_what_newcomers_type),
        cmocka_unit_test(test_hours_of_what_is_closed_for_the_time_being),
        cmocka_unit_test(test_hours_are_open_closed_or_unknown),
        cmocka_unit_test(test_hours_tell_of_a_doubtful_clock),
        cmocka_unit_test(test_hours_of_a_closure),
        cmocka_unit_test(test_layout_as_the_kiosk_does_it),
        cmocka_unit_test(test_status_for_people_and_machines),
        cmocka_unit_test(test_following_over_https),
        cmocka_unit_test(test_help_and_version_of_every_command),
        cmocka_unit_test(test_the_manuals_name_every_option),
        cmocka_unit_test(test_wrong_usage),
        cmocka_unit_test(test_output_that_is_lost_is_a_failure),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
