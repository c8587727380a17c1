// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Roles of things on the screen, and how each theme draws them. Colour never carries a meaning alone: a role that means
// something also has an attribute, a word or a sign.
#ifndef KOMPASS_TUI_KIT_THEME_H
#define KOMPASS_TUI_KIT_THEME_H

#include "core/base/status.h"
#include "tui/kit/colour.h"

#include <stdint.h>

// The colours of one cell of a pictogram, which has one of two tones, a strong one and a quiet one, both of which draw parts of
// the thing; to be added to ROLE_PICTURE and the like. With the solid ones a whole block, U+2588, has a ground of its own
// colour, as many fonts leave seams between blocks. Without colours both tones are the same.
enum picture_pair {
    PICTURE_STRONG,      // strong tone on the ground
    PICTURE_QUIET,       // quiet tone on the ground
    PICTURE_STRONG_SOLID,
    PICTURE_QUIET_SOLID,
    PICTURE_PAIRS,
};

enum role {
    ROLE_TEXT,    // plain text
    ROLE_STRONG,  // plain text where it has to carry further: the layout's large sizes
    ROLE_QUIET,   // second-rank text: details, paths, sources
    ROLE_HEADING, // headings inside the page
    ROLE_BAR,     // the bar at the top with the page's title
    ROLE_BAR_QUIET, // the clock in that bar
    ROLE_BAR_SOLID, // whole blocks in that bar, on a ground of their colour: many fonts leave seams between them
    ROLE_FOCUS,   // the focused thing
    ROLE_FOCUS_QUIET, // its second-rank text
    ROLE_NUMBER,  // the number of a list item
    ROLE_LINK,    // something in a text that can be opened
    ROLE_NOTICE,  // a line that the reader should know: fallback, unverified
    ROLE_ALERT,   // emergency
    ROLE_OPEN,    // open now
    ROLE_KEY,     // a key's cap in the footer
    ROLE_FOOTER,  // what the key does
    ROLE_DIM,     // all of a page that stands back behind a question
    ROLE_BUTTON,  // a key on the screen, to be touched
    ROLE_BUTTON_EDGE, // half a cell more of it, drawn on the page
    ROLE_FIELD,   // a field to type into
    ROLE_FIELD_QUIET, // its hint while it is empty
    ROLE_SELECTED, // what is selected in it
    ROLE_FIELD_WRONG,  // what is wrong in it,
    ROLE_FIELD_ADVICE, // and what might be written better; words beside it say which
    ROLE_RULE,    // lines and frames
    ROLE_CLOSED,  // closed now
    ROLE_FREE,    // costs nothing
    ROLE_DOUBT,   // may be otherwise: by appointment, not verified
    ROLE_MATCH,   // the words of a result that were looked for,
    ROLE_FOCUS_MATCH, // and of the focused one
    ROLE_CODE,    // a code for a telephone's camera: dark dots on light in every theme
    ROLE_CODE_SOLID, // whole blocks of it, on a ground of their colour
    // Pictograms: each ground has as many roles as the first, in the order of enum picture_pair.
    ROLE_PICTURE,
    ROLE_FOCUS_PICTURE = ROLE_PICTURE + PICTURE_PAIRS,       // in the focused thing
    ROLE_ALERT_PICTURE = ROLE_FOCUS_PICTURE + PICTURE_PAIRS, // in ROLE_ALERT
    ROLE_PICTURE_END = ROLE_ALERT_PICTURE + PICTURE_PAIRS,
    ROLE_COUNT = ROLE_PICTURE_END,
};

enum theme_attribute {
    THEME_BOLD = 1,
    THEME_UNDERLINE = 2,
    THEME_REVERSE = 4, // where there are no colours
};

// The colours of a theme. The Linux console is given these sixteen as its own, in this order; with a font of more than 256
// letters, as ours are, only the first eight can be the ground of something there.
enum theme_colour {
    COLOUR_PAPER,     // the ground of a page
    COLOUR_EMERGENCY, // the ground of what calls for help
    COLOUR_BAR,       // the ground of the title
    COLOUR_FOCUS,     // the ground of the focused thing
    COLOUR_FIELD,     // the ground of a field to type into
    COLOUR_KEY,       // the ground of a key's cap
    COLOUR_SHADE,     // the quiet tone of a pictogram
    COLOUR_INK,
    COLOUR_GROUNDS,
    COLOUR_QUIET = COLOUR_GROUNDS,
    COLOUR_ACCENT,
    COLOUR_OPEN,
    COLOUR_CLOSED,
    COLOUR_FREE,
    COLOUR_DOUBT,
    COLOUR_RULE,
    COLOUR_LIGHT, // ink on dark grounds
    COLOUR_COUNT,
    COLOUR_OWN = COLOUR_COUNT, // the terminal's own
};

// The eight colours that a terminal of few has, in the order of ECMA-48.
enum plain_colour { PLAIN_BLACK, PLAIN_RED, PLAIN_GREEN, PLAIN_YELLOW, PLAIN_BLUE, PLAIN_MAGENTA, PLAIN_CYAN, PLAIN_WHITE };

// How a role is drawn. Both colours are COLOUR_OWN, or neither.
struct theme_style {
    enum theme_colour ink, ground;
    uint8_t attributes; // enum theme_attribute
};

struct theme {
    struct rgb colours[COLOUR_COUNT];
    enum plain_colour plain[COLOUR_COUNT]; // what stands for them where there are eight
    struct theme_style styles[ROLE_COUNT];
};

enum theme_id { THEME_DAY, THEME_NIGHT, THEME_CONTRAST, THEME_MONOCHROME, THEME_COUNT };

// "day" and so on: what settings and files call them.
extern const char *const theme_names[THEME_COUNT];

// The theme as it is drawn now: the built-in one until themes_read() found another.
const struct theme *theme_of(enum theme_id id);

// Reads the themes of a folder (data/themes/README.md), each over the built-in one of its name. One that is not there, or is not
// whole and legible, changes nothing; what is wrong is told, with its file and line. Returns STATUS_OK or the status of a
// problem.
enum status themes_read(const char *folder, problem_sink *sink, void *context);

#endif
