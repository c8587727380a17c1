// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every kind of thing comes down to the same questions: are the bytes those that were signed, is the file whole, and is
// its content fit to be shown.
#include "core/insight/inspect.h"

#include "core/base/clock.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/follow/adopted.h"
#include "core/follow/state.h"
#include "core/model/schema.h"
#include "core/release/digest.h"
#include "core/release/file.h"
#include "core/release/key.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"
#include "core/search/search.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct inspector {
    struct arena arena;
    const struct inspect_places *places;
    struct inspection *inspection;
    problem_sink *sink;
    void *context;
    struct problem problem; // of the present step
};

static void tell(struct inspector *inspector)
{
    inspector->inspection->problems++;
    if (inspector->sink != NULL)
        inspector->sink(inspector->context, &inspector->problem);
}

// Tells the problem of a step that failed. True when it has not.
static bool passed(struct inspector *inspector, enum status status)
{
    if (status != STATUS_OK)
        tell(inspector);
    return status == STATUS_OK;
}

// A problem of the content does not say in which file it is.
struct content_context {
    struct inspector *inspector;
    const char *path;
};

static void tell_content(void *context, const struct problem *found)
{
    struct content_context *content = context;
    struct inspector *inspector = content->inspector;
    problem_set(&inspector->problem, found->status,
                arena_format(&inspector->arena, "%s: %s", content->path, found->what), found->mend, "%s", found->why);
    tell(inspector);
}

static void check_content(struct inspector *inspector, sqlite3 *database, const char *path)
{
    struct content_context context = {inspector, path};
    size_t problems;
    passed(inspector, editorial_check(database, tell_content, &context, &problems, &inspector->problem));
}

// Gives the release's number, or 0 when the catalog cannot be read.
static long check_catalog(struct inspector *inspector, const char *path)
{
    struct catalog *catalog;
    sqlite3 *database;
    inspector->inspection->catalogs++;
    if (!passed(inspector, catalog_open(&catalog, path, &inspector->problem)))
        return 0;
    long number = catalog_release(catalog)->number;
    const struct counts counts = catalog_counts(catalog);
    bool whole = passed(inspector, catalog_verify(catalog, &inspector->problem)) &&
                 passed(inspector, search_verify(catalog, &inspector->problem));
    catalog_close(&catalog);
    if (whole && passed(inspector, database_open_reading(&database, path, &catalog_format, &inspector->problem))) {
        check_content(inspector, database, path);
        database_close(&database);
    }
    struct inspection *inspection = inspector->inspection;
    if (number >= inspection->release) {
        inspection->release = number;
        inspection->counts = counts;
    }
    return number;
}

// Holds a catalog in a folder against what sync remembers of that folder.
static void check_bytes(struct inspector *inspector, const struct adopted_place *place, long number)
{
    struct inspection *inspection = inspector->inspection;
    enum adopted_bytes bytes = adopted_compare(place, number, &inspector->problem);
    if (bytes == ADOPTED_CHANGED)
        tell(inspector);
    if (number < inspection->release)
        return;
    inspection->bytes = bytes;
    inspection->uncompared = inspector->problem;
}

// What the files' names say and what is in them must be the same; so must what is there and what was adopted.
static void check_named(struct inspector *inspector, const struct adopted_place *place, const char *name)
{
    const char *path = arena_format(&inspector->arena, "%s/%s", place->folder, name);
    long number = check_catalog(inspector, path);
    long named = catalog_number(name, ".db");
    if (number != 0 && named != number) {
        problem_set(&inspector->problem, STATUS_INVALID, path, "get it again with kompass sync",
                    "this is release %ld; the file's name says another", number);
        tell(inspector);
    } else if (named != 0) {
        check_bytes(inspector, place, named);
    }
}

static struct adopted_place place_of(struct inspector *inspector, const char *folder)
{
    return (struct adopted_place){folder, state_path(&inspector->arena, folder, inspector->places->state), ""};
}

static void check_catalogs(struct inspector *inspector, const char *folder, char **names, size_t count)
{
    const struct adopted_place place = place_of(inspector, folder);
    long adopted = adopted_release(&place);
    bool missing = adopted > 0;
    for (size_t i = 0; i < count; i++) {
        check_named(inspector, &place, names[i]);
        missing = missing && catalog_number(names[i], ".db") != adopted;
    }
    if (!missing)
        return;
    problem_set(&inspector->problem, STATUS_NOT_FOUND, catalog_path(&inspector->arena, folder, adopted),
                "get it again with kompass sync", "release %ld was adopted, and is not there", adopted);
    tell(inspector);
}

static void check_editorial(struct inspector *inspector, const char *path)
{
    sqlite3 *editorial;
    inspector->inspection->kind = INSPECT_EDITORIAL;
    if (!passed(inspector, database_open_reading(&editorial, path, &editorial_format, &inspector->problem)))
        return;
    if (passed(inspector, database_check(editorial, path, &inspector->problem))) {
        check_content(inspector, editorial, path);
        passed(inspector, counts_read(editorial, &inspector->inspection->counts, &inspector->problem));
    }
    database_close(&editorial);
}

// ---- a release ----------------------------------------------------------------------------------------------------

static void check_signature(struct inspector *inspector, const char *folder, const char *public_key,
                            const char *manifest, size_t size)
{
    struct public_key key;
    struct signature signature;
    char *text;
    size_t text_size;
    unsigned char hash[SIGNATURE_HASH_BYTES];
    const char *path = arena_format(&inspector->arena, "%s/" MANIFEST_SIGNATURE_FILE, folder);
    if (!passed(inspector,
                file_read_regular(&inspector->arena, path, SIGNATURE_FILE_MAX, &text, &text_size, &inspector->problem)))
        return;
    signature_hash(hash, manifest, size);
    if (public_key != NULL && passed(inspector, key_read_public(&key, public_key, &inspector->problem)))
        passed(inspector,
               signature_verify(&inspector->arena, &key, 1, hash, text, path, &signature, &inspector->problem));
}

// Unpacks to a file that has no use afterwards, because a catalog can only be looked into as a file.
static void check_packed(struct inspector *inspector, const char *folder, const struct manifest *manifest)
{
    const struct pack_terms terms = {manifest->compressed_size, manifest->catalog_size, manifest->compressed_sha256,
                                     manifest->catalog_sha256};
    const char *temporary_folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
    char *temporary = arena_format(&inspector->arena, "%s/kompass-check-XXXXXX", temporary_folder);
    const char *path = arena_format(&inspector->arena, "%s/%s", folder, manifest->catalog_file);
    int fd = mkstemp(temporary);
    if (fd < 0) {
        problem_set_errno(&inspector->problem, temporary, "create");
        tell(inspector);
        return;
    }
    bool whole = passed(inspector, pack_unpack(path, fd, temporary, &terms, &inspector->problem));
    close(fd);
    if (whole) {
        long number = check_catalog(inspector, temporary);
        if (number != 0 && number != manifest->release) {
            problem_set(&inspector->problem, STATUS_INVALID, path, "publish again",
                        "this is release %ld, the manifest says %ld", number, manifest->release);
            tell(inspector);
        }
    }
    unlink(temporary);
}

static void check_patches(struct inspector *inspector, const char *folder, const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->patch_count; i++) {
        char hash[DIGEST_BYTES];
        size_t size;
        const char *path = arena_format(&inspector->arena, "%s/%s", folder, manifest->patches[i].file);
        if (!passed(inspector, digest_file(path, &size, hash, &inspector->problem)) ||
            strcmp(hash, manifest->patches[i].sha256) == 0)
            continue;
        problem_set(&inspector->problem, STATUS_CORRUPT, path, "publish again; it is made anew",
                    "its SHA-256 is not the manifest's");
        tell(inspector);
    }
}

static void check_release(struct inspector *inspector, const char *folder, const char *public_key)
{
    const char *path = arena_format(&inspector->arena, "%s/" MANIFEST_FILE, folder);
    struct manifest manifest;
    char *text;
    char now[21];
    size_t size;
    inspector->inspection->kind = INSPECT_RELEASE;
    if (!passed(inspector,
                file_read_regular(&inspector->arena, path, MANIFEST_BYTES_MAX, &text, &size, &inspector->problem)))
        return;
    check_signature(inspector, folder, public_key, text, size);
    if (!passed(inspector, manifest_read(&inspector->arena, text, size, &manifest, &inspector->problem)))
        return;
    clock_format_utc(clock_utc_seconds(), now);
    if (strcmp(now, manifest.expires) >= 0) {
        problem_set(&inspector->problem, STATUS_INVALID, path, "publish again; the same content is renewed",
                    "the release expired at %s", manifest.expires);
        tell(inspector);
    }
    check_packed(inspector, folder, &manifest);
    check_patches(inspector, folder, &manifest);
    inspector->inspection->release = manifest.release;
}

// ---- telling what it is -------------------------------------------------------------------------------------------

static enum status inspect_folder(struct inspector *inspector, const char *path, struct problem *problem)
{
    char **names;
    size_t count;
    if (access(arena_format(&inspector->arena, "%s/" MANIFEST_FILE, path), F_OK) == 0) {
        check_release(inspector, path, inspector->places->public_key);
        return STATUS_OK;
    }
    inspector->inspection->kind = INSPECT_CATALOGS;
    enum status status = sys_list_folder(&inspector->arena, path, ".db", &names, &count, problem);
    if (status == STATUS_OK && count == 0)
        return problem_set(problem, STATUS_NOT_FOUND, path, "name a folder of catalogs or a release directory",
                           "there is neither a catalog nor a " MANIFEST_FILE " in this folder");
    if (status == STATUS_OK)
        check_catalogs(inspector, path, names, count);
    return status;
}

// The application_id stands in the header of every SQLite file, at byte 68, big-endian (SQLite's file format, 1.3).
static bool has_editorial_mark(const char *bytes, size_t size)
{
    static const unsigned char mark[] = {SCHEMA_EDITORIAL_ID >> 24 & 0xFF, SCHEMA_EDITORIAL_ID >> 16 & 0xFF,
                                         SCHEMA_EDITORIAL_ID >> 8 & 0xFF, SCHEMA_EDITORIAL_ID & 0xFF};
    return size >= 72 && memcmp(bytes + 68, mark, sizeof mark) == 0;
}

enum status inspect_is_editorial(const char *path, bool *editorial, struct problem *problem)
{
    char header[100];
    size_t size;
    int fd;
    enum status status = file_open_regular(path, &fd, &size, problem);
    if (status != STATUS_OK)
        return status;
    status = sys_read_up_to(fd, path, header, sizeof header, &size, problem);
    close(fd);
    *editorial = status == STATUS_OK && has_editorial_mark(header, size);
    return status;
}

static enum status inspect_file(struct inspector *inspector, const char *path, struct problem *problem)
{
    bool editorial;
    enum status status = inspect_is_editorial(path, &editorial, problem);
    if (status != STATUS_OK)
        return status;
    const struct adopted_place place = place_of(inspector, sys_folder_of(&inspector->arena, path));
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    if (editorial)
        check_editorial(inspector, path);
    else if (catalog_number(name, ".db") > 0)
        check_named(inspector, &place, name);
    else
        check_catalog(inspector, path); // has a message for every kind of file that is none
    return STATUS_OK;
}

enum status inspect(const struct inspect_places *places, problem_sink *sink, void *context,
                    struct inspection *inspection, struct problem *problem)
{
    struct inspector inspector = {.places = places, .inspection = inspection, .sink = sink, .context = context};
    *inspection = (struct inspection){.kind = INSPECT_CATALOG, .bytes = ADOPTED_UNKNOWN};
    enum status status = sys_is_folder(places->path) ? inspect_folder(&inspector, places->path, problem)
                                                     : inspect_file(&inspector, places->path, problem);
    arena_free(&inspector.arena);
    return status;
}
