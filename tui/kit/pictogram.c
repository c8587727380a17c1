// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The table was checked when it was made (deploy/pictograms), so nothing is read and nothing can be wrong with it here.
#include "tui/kit/pictogram.h"

#include "core/edit/boundary.h"

#include <stdlib.h>
#include <string.h>

static const struct pictogram pictograms[] = {
#include "generated/pictograms.inc"
};

int pictogram_rows(enum pictogram_size size)
{
    return (size == PICTOGRAM_LARGE ? PICTOGRAM_LARGE_HEIGHT : PICTOGRAM_SMALL_HEIGHT) / 2;
}

int pictogram_columns(enum pictogram_size size)
{
    return size == PICTOGRAM_LARGE ? PICTOGRAM_LARGE_WIDTH : PICTOGRAM_SMALL_WIDTH;
}

const struct pictogram *pictogram_all(size_t *count)
{
    *count = sizeof pictograms / sizeof *pictograms;
    return pictograms;
}

static int by_name(const void *name, const void *pictogram)
{
    return strcmp(name, ((const struct pictogram *)pictogram)->name);
}

const struct pictogram *pictogram_named(const char *name)
{
    size_t count;
    const struct pictogram *all = pictogram_all(&count);
    return name == NULL ? NULL : bsearch(name, all, count, sizeof *all, by_name);
}

// A letter is text, which needs more contrast than a picture: the text of the same ground.
static enum role role_of_letter(enum role colours)
{
    return colours == ROLE_FOCUS_PICTURE ? ROLE_FOCUS : colours == ROLE_ALERT_PICTURE ? ROLE_ALERT : ROLE_HEADING;
}

// In place of a picture that is not there.
static void paint_letter(const struct canvas *canvas, const char *title, enum role colours)
{
    canvas_box(canvas, (enum role)(colours + PICTURE_QUIET));
    if (title == NULL)
        return;
    const char *letter = arena_copy(canvas->arena, title, boundary_cluster_after(title, strlen(title), 0));
    canvas_text_centred(canvas, (canvas->rows - 1) / 2, letter, role_of_letter(colours));
}

void pictogram_paint(const struct canvas *canvas, const struct pictogram *pictogram, const char *title,
                     enum pictogram_size size, enum role colours)
{
    int rows = pictogram_rows(size);
    int columns = pictogram_columns(size);
    struct canvas part = canvas_part(canvas, 0, 0, rows, columns);
    if (pictogram == NULL) {
        paint_letter(&part, title, colours);
        return;
    }
    // A canvas from right to left mirrors what is painted by its start; a picture without direction is turned back.
    bool turned = canvas->direction == TEXT_RIGHT_TO_LEFT && !pictogram->directed;
    for (int row = 0; row < rows; row++) {
        const char *upper = (size == PICTOGRAM_LARGE ? pictogram->large : pictogram->small) + 2 * row * columns;
        const char *lower = upper + columns;
        for (int column = 0; column < columns; column++) {
            bool quiet = upper[column] == '+' || lower[column] == '+';
            canvas_dots(&part, row, turned ? columns - 1 - column : column, upper[column] != '.', lower[column] != '.',
                        (enum role)(colours + (quiet ? PICTURE_QUIET : PICTURE_STRONG)));
        }
    }
}
