// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A small publishing town for tests: content files, an editorial database, keys, a release directory, catalogs; and the
// ways to break them.
#ifndef KOMPASS_TESTS_CORE_STATION_H
#define KOMPASS_TESTS_CORE_STATION_H

#include "tests/core/fixture.h"

#include "core/base/memory.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/editorial.h"
#include "core/exchange/content/content.h"
#include "core/model/model.h"
#include "core/release/digest.h"
#include "core/release/key.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"
#include "core/publish/publish.h"
#include "core/follow/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

// A condition on the table offer: the one that the tests change.
#define STATION_IS_OFFICE "id = (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'office')"

// Problems that a sink was given, one a line as people read them.
struct found {
    struct arena arena;
    const char *text;
    size_t count;
};

struct station {
    struct arena arena;
    char *folder;
    char *content, *editorial, *release, *catalogs, *state, *secret_key, *public_key;
    struct problem problem;
    struct found found;
};

static inline void station_sink(void *context, const struct problem *problem)
{
    struct found *found = context;
    char line[sizeof *problem + 8];
    problem_format(problem, line, sizeof line);
    found->text = arena_format(&found->arena, "%s%s\n", found->text == NULL ? "" : found->text, line);
    found->count++;
}

// Notes each change that an import tells, one a line.
static inline void station_note(void *context, const struct content_change *change)
{
    struct found *found = context;
    found->text =
        arena_format(&found->arena, "%s%s %s %s: %s -> %s\n", found->text == NULL ? "" : found->text, change->kind,
                     change->slug, change->field == NULL ? "" : change->field,
                     change->before == NULL ? "" : change->before, change->after == NULL ? "" : change->after);
}

static inline void station_forget(struct station *station)
{
    arena_free(&station->found.arena);
    station->found = (struct found){0};
}

static inline const char *station_source(struct arena *arena, const char *path)
{
    const char *source = getenv("KOMPASS_SOURCE");
    return arena_format(arena, "%s/%s", source != NULL ? source : ".", path);
}

static inline void station_copy(struct arena *arena, const char *from, const char *to)
{
    assert_int_equal(system(arena_format(arena, "cp -R '%s' '%s'", from, to)), 0);
}

// Everything in a folder of its own, the good content copied, nothing imported yet.
static inline int station_set_up(void **state)
{
    struct station *station = calloc(1, sizeof *station);
    struct arena *arena = &station->arena;
    station->folder = fixture_folder(arena);
    station->content = arena_format(arena, "%s/content", station->folder);
    station->editorial = arena_format(arena, "%s/editorial.db", station->folder);
    station->release = arena_format(arena, "%s/release", station->folder);
    station->catalogs = arena_format(arena, "%s/catalogs", station->folder);
    station->state = arena_format(arena, "%s/catalogs.state", station->folder);
    station->secret_key = arena_format(arena, "%s/secret", station->folder);
    station->public_key = arena_format(arena, "%s/public", station->folder);
    station_copy(arena, station_source(arena, "tests/fixtures/content/good"), station->content);
    setenv("SOURCE_DATE_EPOCH", "1795000000", 1); // 2026-11-18T11:06:40Z
    *state = station;
    return 0;
}

static inline int station_tear_down(void **state)
{
    struct station *station = *state;
    sys_fail_after(-1, 0);
    fixture_remove_folder(station->folder);
    station_forget(station);
    arena_free(&station->arena);
    free(station);
    return 0;
}

// Tells why, when a status is not what it should be.
static inline void station_expect(struct station *station, enum status status, enum status expected)
{
    if (status != expected) {
        char text[sizeof station->problem + 8];
        problem_format(&station->problem, text, sizeof text);
        fail_msg("status %d, not %d: %s\n%s", (int)status, (int)expected, status == STATUS_OK ? "" : text,
                 station->found.text == NULL ? "" : station->found.text);
    }
}

static inline enum status station_import(struct station *station, bool dry_run, struct content_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    enum status status = editorial_open(&editorial, station->editorial, &station->problem);
    if (status == STATUS_OK)
        status = content_import(editorial, station->content, dry_run, &(struct content_listener){.problem = station_sink, .context = &station->found}, report, &station->problem);
    database_close(&editorial);
    return status;
}

// Replaces a text in one of the content files, once.
static inline void station_edit(struct station *station, const char *file, const char *old, const char *new)
{
    size_t size;
    const char *path = arena_format(&station->arena, "%s/%s", station->content, file);
    const char *text = fixture_read(&station->arena, path, &size);
    const char *place = memmem(text, size, old, strlen(old));
    assert_non_null(place);
    const char *changed =
        arena_format(&station->arena, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
    fixture_write(path, changed, strlen(changed));
}

// Runs SQL on the editorial database, as an editor's hand would.
static inline void station_sql(struct station *station, const char *sql)
{
    sqlite3 *editorial;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    fixture_run(editorial, sql);
    database_close(&editorial);
}

// The first column of the first row, "" for NULL and for no row; in the arena.
static inline const char *station_ask(struct station *station, const char *path, const char *sql)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    struct statement *row = database_query(database, sql, &station->problem);
    const char *text = statement_next(row) ? statement_copy(&station->arena, row, 0) : NULL;
    if (statement_end(&row) != STATUS_OK)
        fail_msg("%s: %s", sql, station->problem.why);
    sqlite3_close(database);
    return text == NULL ? "" : text;
}

// Adds a text in a language to a thing of a kind, or to none when there is none.
static inline void station_add_text(struct station *station, enum kind kind, const char *language)
{
    const struct model_kind *model = model_kind(kind);
    sqlite3 *editorial;
    assert_int_equal(sqlite3_open(station->editorial, &editorial), SQLITE_OK);
    fixture_run(editorial, "PRAGMA foreign_keys = OFF");
    fixture_run(editorial, arena_format(&station->arena,
                                        "INSERT INTO text SELECT coalesce(max(id), 'nothing'), '%s', '%s', 'x', 'human', NULL,"
                                        " hex(zeroblob(16)) FROM %s",
                                        language, model->texts[0].name, model->name));
    sqlite3_close(editorial);
}

#define assert_answer(station, sql, answer) assert_string_equal(station_ask(station, (station)->editorial, sql), answer)

static inline enum status station_publish(struct station *station, struct publish_result *result)
{
    const struct publish_options options = {.editorial = station->editorial,
                                            .directory = station->release,
                                            .secret_key = station->secret_key,
                                            .expires_days = 30};
    station_forget(station);
    return publish(&options, station_sink, &station->found, result, &station->problem);
}

static inline enum status station_sync(struct station *station, struct sync_result *result)
{
    const struct sync_options options = {station->release, station->catalogs, station->public_key, NULL};
    return sync_from(&options, result, &station->problem);
}

// Keys, the good content imported and published as release 1.
static inline int station_set_up_published(void **state)
{
    struct content_report report;
    struct publish_result result;
    station_set_up(state);
    struct station *station = *state;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_int_equal(result.release, 1);
    return 0;
}

// Changes the content and publishes it, which makes a new release.
static inline long station_publish_next(struct station *station, const char *name)
{
    struct publish_result result;
    station_sql(station, arena_format(&station->arena, "UPDATE offer SET name = '%s' WHERE " STATION_IS_OFFICE, name));
    station_expect(station, station_publish(station, &result), STATUS_OK);
    assert_false(result.renewed);
    return result.release;
}

// A path in the release directory, in the arena.
static inline const char *station_in_release(struct station *station, const char *name)
{
    return arena_format(&station->arena, "%s/%s", station->release, name);
}

static inline struct manifest station_manifest(struct station *station)
{
    struct manifest manifest;
    size_t size;
    char *text = fixture_read(&station->arena, station_in_release(station, "manifest.json"), &size);
    station_expect(station, manifest_read(&station->arena, text, size, &manifest, &station->problem), STATUS_OK);
    return manifest;
}

// Puts a text in place as the manifest, signed by the publisher's own key.
static inline void station_sign_text(struct station *station, const char *text, size_t size)
{
    struct secret_key key;
    unsigned char hash[SIGNATURE_HASH_BYTES];
    station_expect(station, key_read_secret(&key, station->secret_key, &station->problem), STATUS_OK);
    signature_hash(hash, text, size);
    const char *signature = signature_make(&station->arena, &key, hash, "hostile");
    key_wipe(&key);
    fixture_write(station_in_release(station, "manifest.json"), text, size);
    fixture_write(station_in_release(station, "manifest.json.minisig"), signature, strlen(signature));
}

static inline void station_sign_manifest(struct station *station, const struct manifest *manifest)
{
    const char *text = manifest_write(&station->arena, manifest);
    station_sign_text(station, text, strlen(text));
}

// Offers these bytes as the catalog of the release in place, without patches, with everything in the manifest as it
// must be.
static inline void station_offer_catalog(struct station *station, const void *bytes, size_t size)
{
    struct manifest manifest = station_manifest(station);
    char *packed;
    char hash[DIGEST_BYTES];
    char packed_hash[DIGEST_BYTES];
    station_expect(station,
                   pack_compress(&station->arena, bytes, size, &packed, &manifest.compressed_size, &station->problem),
                   STATUS_OK);
    digest_bytes(bytes, size, hash);
    digest_bytes(packed, manifest.compressed_size, packed_hash);
    manifest.catalog_size = size;
    manifest.catalog_sha256 = hash;
    manifest.compressed_sha256 = packed_hash;
    manifest.patch_count = 0;
    fixture_write(station_in_release(station, manifest.catalog_file), packed, manifest.compressed_size);
    station_sign_manifest(station, &manifest);
}

// How a process of station_without_memory() ends that finds none left: at once, without looking back.
static inline void station_end_at_once(void)
{
    kill(getpid(), SIGKILL);
}

// Does `work` in a process of its own whose request for memory after `n` others finds none. True when it needed no more
// than that; then it must have succeeded.
static inline bool station_without_memory(struct station *station, long n, enum status (*work)(struct station *))
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        memory_on_exhausted(station_end_at_once);
        memory_fail_after(n);
        _exit(work(station) == STATUS_OK ? 0 : 9);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return false;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return true;
}

// Whether the fault that sys_fail_after(n) set did not come because fewer than n calls were made; switches it off.
static inline bool station_fault_is_left(void)
{
    bool left = sys_fault_is_left();
    sys_fail_after(-1, 0);
    return left;
}

#endif
