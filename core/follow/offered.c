// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A manifest is read before its signatures: a publisher writes in the other order, so a publication in between does no
// harm (docs/release-format.md). Of a bare catalog only the signature is read here: its comment says what the file is,
// and is signed by itself, so the file need not be fetched to know whether it is wanted.
#include "core/follow/offered.h"

#include <stdio.h>

// What every step of one reading needs.
struct offered_reading {
    struct arena *arena;
    struct transport *transport;
    const struct public_key *keys;
    size_t key_count;
    struct offered *offered;
    struct problem *problem;
};

// A manifest that the source says is unchanged is the one that was kept.
static enum status fetch_manifest(struct offered_reading *reading, const struct kept_manifest *kept)
{
    struct offered *offered = reading->offered;
    struct kept_manifest *latest = &offered->latest;
    struct transport_answer answer;
    enum status status =
        transport_read(reading->arena, reading->transport, MANIFEST_FILE, MANIFEST_BYTES_MAX, kept->validator, &answer,
                       &latest->manifest, &latest->manifest_size, reading->problem);
    if (status != STATUS_OK)
        return status;
    offered->is_kept = answer.unchanged;
    if (answer.unchanged) {
        *latest = *kept;
        return STATUS_OK;
    }
    snprintf(latest->validator, sizeof latest->validator, "%s", answer.validator);
    clock_format_utc(clock_utc_seconds(), latest->fetched);
    return transport_read(reading->arena, reading->transport, MANIFEST_SIGNATURE_FILE, SIGNATURE_FILE_MAX, "", NULL,
                          &latest->signature, &latest->signature_size, reading->problem);
}

static enum status verify_manifest(struct offered_reading *reading)
{
    struct kept_manifest *latest = &reading->offered->latest;
    unsigned char hash[SIGNATURE_HASH_BYTES];
    signature_hash(hash, latest->manifest, latest->manifest_size);
    return signature_verify(reading->arena, reading->keys, reading->key_count, hash, latest->signature,
                            transport_path(reading->arena, reading->transport, MANIFEST_SIGNATURE_FILE),
                            &reading->offered->signature, reading->problem);
}

static enum status read_manifest(struct offered_reading *reading, const char *kept_path)
{
    struct offered *offered = reading->offered;
    struct kept_manifest kept;
    offered->path = transport_path(reading->arena, reading->transport, MANIFEST_FILE);
    kept_read(reading->arena, kept_path, reading->transport->place, &kept);
    enum status status = fetch_manifest(reading, &kept);
    if (status == STATUS_OK)
        status = verify_manifest(reading);
    if (status != STATUS_OK && offered->is_kept) { // it was damaged here, or the key is another one now
        status = fetch_manifest(reading, &(struct kept_manifest){.validator = ""});
        if (status == STATUS_OK)
            status = verify_manifest(reading);
    }
    if (status == STATUS_OK)
        status = manifest_read(reading->arena, offered->latest.manifest, offered->latest.manifest_size,
                               &offered->manifest, reading->problem);
    return status;
}

static enum status read_bare(struct offered_reading *reading)
{
    struct offered *offered = reading->offered;
    const char *file = reading->transport->bare;
    const char *name = arena_format(reading->arena, "%s" MANIFEST_BARE_SUFFIX, file);
    char *text;
    size_t size;
    offered->path = transport_path(reading->arena, reading->transport, name);
    enum status status = transport_read(reading->arena, reading->transport, name, SIGNATURE_FILE_MAX, "", NULL, &text,
                                        &size, reading->problem);
    if (status == STATUS_OK)
        status = signature_verify(reading->arena, reading->keys, reading->key_count, NULL, text, offered->path,
                                  &offered->signature, reading->problem);
    if (status == STATUS_OK)
        status = manifest_read_comment(reading->arena, offered->signature.comment, file, offered->path,
                                       &offered->manifest, reading->problem);
    return status;
}

enum status offered_read(struct arena *arena, struct transport *transport, const struct public_key *keys,
                         size_t key_count, const char *kept_path, struct offered *offered, struct problem *problem)
{
    struct offered_reading reading = {arena, transport, keys, key_count, offered, problem};
    *offered = (struct offered){0};
    return transport->bare == NULL ? read_manifest(&reading, kept_path) : read_bare(&reading);
}
