// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The themes are texts (data/themes) that are built in, and read like those of a folder.
#include "tui/kit/theme.h"

#include "core/base/arena.h"
#include "core/base/sys.h"
#include "tui/kit/theme_reader.h"

static const unsigned char day[] = {
#include "generated/themes/day.inc"
};
static const unsigned char night[] = {
#include "generated/themes/night.inc"
};
static const unsigned char contrast[] = {
#include "generated/themes/contrast.inc"
};
static const unsigned char monochrome[] = {
#include "generated/themes/monochrome.inc"
};

static const struct {
    const unsigned char *text;
    size_t size;
} built_in[THEME_COUNT] = {
    [THEME_DAY] = {day, sizeof day},
    [THEME_NIGHT] = {night, sizeof night},
    [THEME_CONTRAST] = {contrast, sizeof contrast},
    [THEME_MONOCHROME] = {monochrome, sizeof monochrome},
};

const char *const theme_names[THEME_COUNT] = {
    [THEME_DAY] = "day", [THEME_NIGHT] = "night", [THEME_CONTRAST] = "contrast", [THEME_MONOCHROME] = "monochrome"};

static struct theme themes[THEME_COUNT];
static bool ready[THEME_COUNT];

// What is built in was read when it was tested.
static void pass_over(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
}

const struct theme *theme_of(enum theme_id id)
{
    if (!ready[id])
        theme_read(&themes[id], theme_names[id], (const char *)built_in[id].text, built_in[id].size, pass_over, NULL);
    ready[id] = true;
    return &themes[id];
}

enum status themes_read(const char *folder, problem_sink *sink, void *context)
{
    enum { BYTES_MAX = 64 * 1024 };
    enum status result = STATUS_OK;
    for (int id = 0; id < THEME_COUNT; id++) {
        struct arena arena = {0};
        struct problem problem;
        struct theme theme;
        char *text;
        size_t size;
        const char *path = arena_format(&arena, "%s/%s.theme", folder, theme_names[id]);
        enum status status = sys_read_file(&arena, path, BYTES_MAX, &text, &size, &problem);
        if (status == STATUS_OK) {
            status = theme_read(&theme, path, text, size, sink, context);
            if (status == STATUS_OK) {
                themes[id] = theme;
                ready[id] = true;
            }
        } else if (status == STATUS_NOT_FOUND) {
            status = STATUS_OK;
        } else {
            sink(context, &problem);
        }
        if (status != STATUS_OK)
            result = status;
        arena_free(&arena);
    }
    return result;
}
