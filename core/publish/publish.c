// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Three files are put in place, each by rename: the catalog under a name that no manifest has named yet, the signatures
// of the new manifest and of the one still in place, then the manifest. Whoever reads in between finds a manifest and a
// signature that fits it.
#include "core/publish/publish.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/editorial/shown.h"
#include "core/publish/build.h"
#include "core/publish/published.h"
#include "core/release/digest.h"
#include "core/release/file.h"
#include "core/release/key.h"
#include "core/release/manifest.h"
#include "core/release/pack.h"
#include "core/publish/patches.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS_PER_DAY = 86400 };

struct publication {
    struct arena arena;
    const struct publish_options *options;
    struct problem *problem;
    void *context; // of options->step
    struct secret_key key;
    struct public_key signers[2]; // our key, and the one that signed before it, if that is another
    size_t signer_count;
    struct public_key next_key;
    int lock;
    sqlite3 *editorial; // in a transaction, so that it stands still
    int64_t change;     // its last change

    bool follows;     // there is a release in the directory already:
    bool follows_own; // it is signed by our key, not by the former one
    struct manifest previous;
    const char *previous_signature;

    struct build_facts facts;
    struct manifest next;
    unsigned char *catalog; // from SQLite
    size_t catalog_size;
    char catalog_hash[DIGEST_BYTES];
};

static void begin_step(const struct publication *publication, enum publish_step step)
{
    if (publication->options->step != NULL)
        publication->options->step(publication->context, step);
}

static const char *path_of(struct publication *publication, const char *name)
{
    return arena_format(&publication->arena, "%s/%s", publication->options->directory, name);
}

// Reads the release in place. It must be ours: a number that a stranger chose is nothing to count on from.
static enum status read_previous(struct publication *publication)
{
    struct problem *problem = publication->problem;
    const char *path = path_of(publication, MANIFEST_FILE);
    const char *signature_path = path_of(publication, MANIFEST_SIGNATURE_FILE);
    char *text;
    char *signatures;
    size_t size;
    enum status status = sys_read_file(&publication->arena, path, MANIFEST_BYTES_MAX, &text, &size, problem);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    size_t signature_size;
    if (status == STATUS_OK)
        status = sys_read_file(&publication->arena, signature_path, SIGNATURE_FILE_MAX, &signatures, &signature_size,
                               problem);
    struct signature signature;
    if (status == STATUS_OK) {
        unsigned char hash[SIGNATURE_HASH_BYTES];
        signature_hash(hash, text, size);
        status = signature_verify(&publication->arena, publication->signers, publication->signer_count, hash,
                                  signatures, signature_path, &signature, problem);
    }
    if (status != STATUS_OK)
        return problem_set(problem, status, path, "use the key that signed it, or name that key with --former-key",
                           "the release in place cannot be continued: %s",
                           arena_copy_text(&publication->arena, problem->why));
    publication->follows = true;
    publication->previous_signature = signature.text;
    publication->follows_own = signature.key == 0;
    return manifest_read(&publication->arena, text, size, &publication->previous, problem);
}

static enum status check_content(struct publication *publication, problem_sink *sink)
{
    struct problem *problem = publication->problem;
    const char *path = publication->options->editorial;
    size_t problems = 0;
    enum status status = database_check(publication->editorial, path, problem);
    if (status == STATUS_OK)
        status = editorial_check(publication->editorial, sink, publication->context, &problems, problem);
    if (status == STATUS_OK && problems > 0)
        return problem_set(problem, STATUS_INVALID, path, "correct them and publish again",
                           "%zu problem%s; nothing was published", problems, problems == 1 ? "" : "s");
    if (status == STATUS_OK)
        status = build_read_facts(&publication->arena, publication->editorial, &publication->facts, problem);
    if (status == STATUS_OK && publication->follows && strcmp(publication->facts.city, publication->previous.city) != 0)
        return problem_set(problem, STATUS_INVALID, publication->options->directory, "publish to another directory",
                           "holds releases of %s, not of %s", publication->previous.city, publication->facts.city);
    return status;
}

static enum status build(struct publication *publication, long release, const char *created)
{
    sqlite3_free(publication->catalog);
    publication->catalog = NULL;
    enum status status = build_catalog(publication->editorial, release, created, &publication->catalog,
                                       &publication->catalog_size, publication->problem);
    if (status == STATUS_OK)
        digest_bytes(publication->catalog, publication->catalog_size, publication->catalog_hash);
    publication->next.release = release;
    publication->next.created = created;
    return status;
}

// Builds the catalog of the release in place again: only when it comes out as it was has nothing changed.
static enum status build_again(struct publication *publication, bool *renewed)
{
    const struct manifest *previous = &publication->previous;
    enum status status = build(publication, previous->release, previous->created);
    *renewed = status == STATUS_OK && strcmp(publication->catalog_hash, previous->catalog_sha256) == 0;
    return status;
}

// Whether the release in place is so old that it has too few dates of an event that repeats (core/publish/event_times.h).
static bool times_run_out(const struct publication *publication, int64_t now)
{
    int64_t created;
    return publication->facts.repeats && clock_parse_utc(publication->previous.created, &created) &&
           now - created >= PUBLISH_TIMES_DAYS * (int64_t)SECONDS_PER_DAY;
}

static enum status build_next(struct publication *publication, int64_t now, bool *renewed)
{
    const struct manifest *previous = &publication->previous;
    long number = publication->options->number;
    char stamp[21];
    *renewed = false;
    if (publication->follows && number == 0 && !times_run_out(publication, now)) {
        enum status status = build_again(publication, renewed);
        if (status != STATUS_OK || *renewed)
            return status;
    }
    if (publication->follows && number > 0 && number <= previous->release)
        return problem_set(publication->problem, STATUS_INVALID, publication->options->directory,
                           arena_format(&publication->arena, "choose a number above %ld", previous->release),
                           "release %ld would not be newer than release %ld, which is in place", number,
                           previous->release);
    if (previous->release >= CATALOG_RELEASE_MAX)
        return problem_set(publication->problem, STATUS_LIMIT, publication->options->directory,
                           "publish to an empty directory, with a new key", "there are no more release numbers");
    clock_format_utc(now, stamp);
    return build(publication, number > 0 ? number : previous->release + 1, arena_copy_text(&publication->arena, stamp));
}

// Puts the compressed catalog in place, unless the one of a renewed release is there, whole.
static enum status write_catalog(struct publication *publication, bool renewed)
{
    struct manifest *next = &publication->next;
    struct problem *problem = publication->problem;
    char *hash = arena_allocate(&publication->arena, 1, DIGEST_BYTES);
    next->catalog_file = arena_format(&publication->arena, "catalog-%ld.db.zst", next->release);
    next->catalog_size = publication->catalog_size;
    next->catalog_sha256 = publication->catalog_hash;
    next->compressed_sha256 = hash;
    const char *path = path_of(publication, next->catalog_file);
    struct problem ignored; // a file that cannot be read is written again
    if (renewed && digest_file(path, &next->compressed_size, hash, &ignored) == STATUS_OK &&
        strcmp(hash, publication->previous.compressed_sha256) == 0)
        return STATUS_OK;
    char *packed;
    enum status status = pack_compress(&publication->arena, publication->catalog, publication->catalog_size, &packed,
                                       &next->compressed_size, problem);
    if (status != STATUS_OK)
        return status;
    digest_bytes(packed, next->compressed_size, hash);
    return sys_write_file(path, packed, next->compressed_size, 0644, problem);
}

// The key to be announced: the one given now, else the one that our key has announced before. What a former key has
// announced is not ours to repeat.
static const char *announced_key(struct publication *publication)
{
    char given[KEY_PUBLIC_TEXT_BYTES];
    if (publication->options->next_key == NULL)
        return publication->follows_own ? publication->previous.next_key : NULL;
    key_format_public(&publication->next_key, given);
    return arena_copy_text(&publication->arena, given);
}

// The manifest and its signatures.
struct signed_manifest {
    const char *text, *signatures;
};

static struct signed_manifest sign_manifest(struct publication *publication, int64_t now)
{
    struct manifest *next = &publication->next;
    struct arena *arena = &publication->arena;
    char key_id[KEY_ID_TEXT_BYTES];
    char stamp[CLOCK_STAMP_BYTES];
    key_format_id(publication->key.id, key_id);
    clock_format_utc(now + publication->options->expires_days * SECONDS_PER_DAY, stamp);
    next->key_id = key_id;
    next->expires = arena_copy_text(arena, stamp);
    next->city = publication->facts.city;
    next->languages = publication->facts.languages;
    next->language_count = publication->facts.language_count;
    next->offers = publication->facts.counts.of[KIND_OFFER];
    next->articles = publication->facts.counts.of[KIND_ARTICLE];
    next->guides = publication->facts.counts.of[KIND_GUIDE];
    next->next_key = announced_key(publication);

    const char *text = manifest_write(arena, next);
    unsigned char hash[SIGNATURE_HASH_BYTES];
    signature_hash(hash, text, strlen(text));
    const char *signatures = signature_make(arena, &publication->key, hash, manifest_write_comment(arena, next));
    if (publication->follows) // the manifest that is there now keeps its signature until it is replaced
        signatures = arena_format(arena, "%s%s", signatures, publication->previous_signature);
    return (struct signed_manifest){text, signatures};
}

static enum status place_manifest(struct publication *publication, const struct signed_manifest *manifest)
{
    enum status status = sys_write_file(path_of(publication, MANIFEST_SIGNATURE_FILE), manifest->signatures,
                                        strlen(manifest->signatures), 0644, publication->problem);
    if (status == STATUS_OK)
        status = sys_write_file(path_of(publication, MANIFEST_FILE), manifest->text, strlen(manifest->text), 0644,
                                publication->problem);
    return status;
}

// The catalog by itself, for those who copy one file with means of their own. A reader who finds one of the two files
// old waits for the other.
static enum status write_bare(struct publication *publication)
{
    const char *path = publication->options->bare;
    struct arena *arena = &publication->arena;
    unsigned char hash[SIGNATURE_HASH_BYTES];
    if (path == NULL)
        return STATUS_OK;
    signature_hash(hash, publication->catalog, publication->catalog_size);
    const char *signature =
        signature_make(arena, &publication->key, hash, manifest_write_comment(arena, &publication->next));
    enum status status =
        sys_write_file(path, publication->catalog, publication->catalog_size, 0644, publication->problem);
    if (status == STATUS_OK)
        status = sys_write_file(arena_format(arena, "%s" MANIFEST_BARE_SUFFIX, path), signature, strlen(signature),
                                0644, publication->problem);
    return status;
}

// Removes catalogs so old that nobody is still fetching them. That it fails is no reason to call a release failed.
static void remove_old(struct publication *publication)
{
    char **names;
    size_t count;
    struct problem ignored;
    if (sys_list_folder(&publication->arena, publication->options->directory, ".db.zst", &names, &count, &ignored) !=
        STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        static const char prefix[] = "catalog-";
        bool packed = strncmp(names[i], prefix, strlen(prefix)) == 0;
        long number = packed ? catalog_number(names[i] + strlen(prefix), ".db.zst") : 0;
        if (number > 0 && number < publication->next.release - PUBLISH_KEEP)
            unlink(path_of(publication, names[i]));
    }
}

// From the database to a catalog and its patches under names that no manifest has named yet.
static enum status make_release(struct publication *publication, problem_sink *sink, int64_t now, bool *renewed)
{
    begin_step(publication, PUBLISH_CHECK);
    enum status status = check_content(publication, sink);
    if (status == STATUS_OK) {
        begin_step(publication, PUBLISH_BUILD);
        status = build_next(publication, now, renewed);
    }
    if (status == STATUS_OK) {
        begin_step(publication, PUBLISH_COMPRESS);
        status = write_catalog(publication, *renewed);
    }
    if (status == STATUS_OK)
        status = publish_patches(&publication->arena, publication->options->directory, PUBLISH_KEEP,
                                 publication->catalog, &publication->next, publication->problem);
    return status;
}

// Others may have written meanwhile: what was read stays behind, and the note is a transaction of its own.
static void note_release(struct publication *publication)
{
    struct problem problem;
    const char *author = publication->options->author;
    const struct published published = {.number = publication->next.release, .at = publication->next.created,
                                        .change = publication->change,
                                        .author = author == NULL || author[0] == '\0' ? "kompass publish" : author};
    enum status status = database_run(publication->editorial, "COMMIT", &problem);
    if (status == STATUS_OK)
        status = published_note(publication->editorial, &published, &problem);
    if (status != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
}

static enum status publish_locked(struct publication *publication, problem_sink *sink, struct publish_result *result)
{
    int64_t now = clock_utc_seconds();
    bool withheld; // what is, is not seen until the database is closed
    sys_remove_all_unfinished(publication->options->directory); // nobody else writes there: it is locked
    enum status status = read_previous(publication);
    if (status == STATUS_OK)
        status = editorial_open(&publication->editorial, publication->options->editorial, publication->problem);
    if (status == STATUS_OK)
        status = database_run(publication->editorial, "BEGIN", publication->problem);
    if (status == STATUS_OK)
        status = shown_begin(publication->editorial, &withheld, publication->problem);
    if (status == STATUS_OK)
        status = published_last_change(publication->editorial, &publication->change, publication->problem);
    if (status == STATUS_OK)
        status = make_release(publication, sink, now, &result->renewed);
    if (status == STATUS_OK) {
        begin_step(publication, PUBLISH_SIGN);
        const struct signed_manifest manifest = sign_manifest(publication, now);
        begin_step(publication, PUBLISH_PLACE);
        status = place_manifest(publication, &manifest);
    }
    if (status == STATUS_OK)
        status = write_bare(publication);
    if (status != STATUS_OK)
        return status;
    result->release = publication->next.release;
    note_release(publication);
    remove_old(publication);
    publish_remove_patches(&publication->arena, publication->options->directory, &publication->next);
    return STATUS_OK;
}

// Reads the secret key that signs, and the public keys before and after it.
static enum status read_keys(struct publication *publication)
{
    const struct publish_options *options = publication->options;
    struct problem *problem = publication->problem;
    enum status status = key_read_secret(&publication->key, options->secret_key, problem);
    if (status != STATUS_OK)
        return status;
    publication->signers[publication->signer_count++] = key_public_of(&publication->key);
    if (options->former_key != NULL)
        status = key_read_public(&publication->signers[publication->signer_count++], options->former_key, problem);
    if (status == STATUS_OK && options->next_key != NULL)
        status = key_read_public(&publication->next_key, options->next_key, problem);
    if (status == STATUS_OK && options->next_key != NULL &&
        key_is_same(&publication->next_key, &publication->signers[0]))
        status = problem_set(problem, STATUS_INVALID, options->next_key, "make another with kompass keygen",
                             "this is the key that signs already");
    return status;
}

// What is wrong with the options by themselves.
static enum status check_options(const struct publish_options *options, struct problem *problem)
{
    size_t length = options->bare == NULL ? 0 : strlen(options->bare);
    if (options->expires_days < 1 || options->expires_days > PUBLISH_EXPIRES_DAYS_MAX)
        return problem_set(problem, STATUS_INVALID, "expires", "choose a number of days from 1 to 3650",
                           "%ld days are not possible", options->expires_days);
    if (options->number < 0 || options->number > CATALOG_RELEASE_MAX)
        return problem_set(problem, STATUS_INVALID, "number", "choose a number from 1 to 999999999",
                           "%ld is no number of a release", options->number);
    if (options->bare != NULL && (length <= 3 || strcmp(options->bare + length - 3, ".db") != 0))
        return problem_set(problem, STATUS_INVALID, options->bare, "choose a name that ends in .db",
                           "kompass sync would not know this for a catalog");
    if (access(options->editorial, F_OK) != 0)
        return problem_set_errno(problem, options->editorial, "open");
    return STATUS_OK;
}

// A kiosk's folder of catalogs ("1.db" and no manifest) is not what others follow.
static enum status check_directory(struct publication *publication)
{
    const char *directory = publication->options->directory;
    struct arena *arena = &publication->arena;
    char **names;
    size_t count;
    if (access(arena_format(arena, "%s/manifest.json", directory), F_OK) == 0)
        return STATUS_OK;
    enum status status = sys_list_folder(arena, directory, ".db", &names, &count, publication->problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (strspn(names[i], "0123456789") == strlen(names[i]) - strlen(".db"))
            status = problem_set(publication->problem, STATUS_INVALID, directory, "name another directory for the release",
                                 "this is a folder of catalogs, not a release directory");
    return status;
}

enum status publish(const struct publish_options *options, problem_sink *sink, void *context,
                    struct publish_result *result, struct problem *problem)
{
    struct publication publication = {.options = options, .problem = problem, .context = context, .lock = -1};
    enum status status = check_options(options, problem);
    if (status == STATUS_OK)
        status = read_keys(&publication);
    bool made = access(options->directory, F_OK) != 0;
    if (status == STATUS_OK)
        status = sys_make_folder(options->directory, problem);
    if (status == STATUS_OK)
        status = check_directory(&publication);
    if (status == STATUS_OK)
        status = file_lock_folder(options->directory, &publication.lock, problem);
    if (status == STATUS_OK)
        status = publish_locked(&publication, sink, result);
    key_wipe(&publication.key);
    if (publication.lock >= 0)
        close(publication.lock);
    sqlite3_free(publication.catalog);
    database_close(&publication.editorial); // ends the transaction
    arena_free(&publication.arena);
    if (status != STATUS_OK && made)
        rmdir(options->directory); // an empty one alone
    return status;
}
