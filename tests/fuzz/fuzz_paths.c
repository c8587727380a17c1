// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for decision tables: whatever a file is, it is read or told with its place, and whatever a condition is, what it says
// stays within what the question has.
#include "core/exchange/content/situation.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tell(void *context, const struct problem *problem)
{
    ++*(int *)context;
    assert(strncmp(problem->what, "paths/a.path:", 13) == 0 && problem->mend[0] != '\0');
}

static void read_file(const uint8_t *data, size_t size)
{
    int told = 0;
    struct content content = {0};
    struct json_reader reader = {.arena = &content.arena, .file = "paths/a.path", .sink = tell, .context = &told};
    situation_read(&content, &reader, (const char *)data, size);
    const struct content_list *list = &content.lists[KIND_SITUATION];
    assert((list->count == 1) == (told == 0));
    if (list->count == 1)
        situation_check(&reader, (const struct content_situation *)(const void *)list->things[0]);
    arena_free(&content.arena);
}

static void read_condition(const char *text)
{
    struct arena arena = {0};
    for (int question = 0; question < PATH_QUESTIONS; question++) {
        struct path_districts districts = {0};
        struct path_condition condition;
        const char *why;
        const char *mend;
        if (!path_condition_read(&arena, (enum path_question)question, &districts, text, &condition, &why, &mend)) {
            assert(why[0] != '\0' && mend[0] != '\0');
            continue;
        }
        path_values all = path_values_up_to(path_value_count((enum path_question)question, &districts));
        assert(question == PATH_DISTRICT || (condition.values & ~all) == 0);
        assert(!condition.matters || condition.own || condition.values != 0);
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    read_file(data, size);
    read_condition(arena_copy(&arena, (const char *)data, size < 200 ? size : 200));
    arena_free(&arena);
    return 0;
}
