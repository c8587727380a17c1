// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for records: any JSON can be brought to the one form and stays there, is checked with problems that are
// safe to show, and compared, merged and stripped of links without harm.
#include "core/model/record.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_problem(void *context, const struct problem *problem)
{
    size_t *count = context;
    const char *const texts[] = {problem->what, problem->why, problem->mend};
    ++*count;
    assert(problem->what[0] != '\0' && problem->why[0] != '\0');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (const char *byte = texts[i]; *byte != '\0'; byte++)
            assert((unsigned char)*byte >= 0x20 && *byte != 0x7F);
    }
}

static enum kind look_up(void *context, const char *id)
{
    (void)context;
    return (enum kind)(strlen(id) % (KIND_COUNT + 1));
}

static void merge_with_itself(struct arena *arena, json_t *record)
{
    struct record_difference *conflicts;
    size_t count;
    record_compare(arena, record, record, &count);
    assert(count == 0);
    json_decref(record_merge(arena, NULL, record, record, &conflicts, &count));
    assert(count == 0);
    json_t *without = record_without_lost_links(record, look_up, NULL);
    json_decref(record_merge(arena, record, without, record, &conflicts, &count));
    assert(count == 0);
    json_decref(without);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    size_t told = 0;
    record_use_memory();
    json_t *record = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
    if (record == NULL)
        return 0;
    record_tidy(record);
    const char *once = record_write_text(&arena, record);
    record_tidy(record);
    assert(strcmp(once, record_write_text(&arena, record)) == 0);
    assert(record_check(record, look_up, NULL, check_problem, &told) == told);
    record_complete(record, NULL);
    if (json_is_object(record))
        merge_with_itself(&arena, record);
    json_decref(record);
    arena_free(&arena);
    return 0;
}
