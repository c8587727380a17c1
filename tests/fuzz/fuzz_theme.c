// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the reader of themes: whatever the file is, it is refused with a problem that names it, or it is whole and
// legible and every kind of terminal can be asked for its colours.
#include "tui/kit/theme_reader.h"
#include "tui/terminal/palette.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tell(void *context, const struct problem *problem)
{
    ++*(int *)context;
    assert(strncmp(problem->what, "x.theme", 7) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct theme theme;
    int told = 0;
    enum status status = theme_read(&theme, "x.theme", (const char *)data, size, tell, &told);
    assert((status == STATUS_OK) == (told == 0));
    for (enum role role = 0; status == STATUS_OK && role < ROLE_COUNT; role++) {
        struct theme_style style = theme.styles[role];
        assert((style.ink == COLOUR_OWN) == (style.ground == COLOUR_OWN));
        if (style.ink != COLOUR_OWN)
            assert(colour_contrast(theme.colours[style.ink], theme.colours[style.ground]) >= theme_least_contrast(role));
        for (enum palette palette = PALETTE_DIRECT; palette <= PALETTE_NONE; palette++)
            assert(palette_style(palette, &theme, role).ink >= -1);
    }
    return 0;
}
