// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Roles of things on the screen, and how each theme draws them. Colour never carries a meaning alone: a role that means
// something also has an attribute, a word or a sign.
#ifndef KOMPASS_TUI_KIT_THEME_H
#define KOMPASS_TUI_KIT_THEME_H

#include <stdint.h>

// The colours of one cell of a pictogram, which has two tones, a strong one that draws the thing and a quiet one that
// fills it; to be added to ROLE_PICTURE and the like. With the solid ones a whole block, U+2588, has a ground of its own
// colour, as many fonts leave seams between blocks. Without colours both tones are the same.
enum picture_pair {
    PICTURE_STRONG,      // strong tone on the ground
    PICTURE_QUIET,       // quiet tone on the ground
    PICTURE_BOTH,        // strong tone on the quiet one
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
    ROLE_FIELD,   // a field to type into
    ROLE_FIELD_QUIET, // its hint while it is empty
    ROLE_SELECTED, // what is selected in it
    ROLE_FIELD_WRONG,  // what is wrong in it,
    ROLE_FIELD_ADVICE, // and what might be written better; words beside it say which
    ROLE_RULE,    // lines and frames
    ROLE_CLOSED,  // closed now
    ROLE_FREE,    // costs nothing
    ROLE_DOUBT,   // may be otherwise: by appointment, not verified
    ROLE_MATCH,   // the words of a result that were looked for
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
    THEME_REVERSE = 4,
};

// How a role is drawn. Colours are xterm's 256 for rich terminals and the eight ANSI colours for the others; -1 is the
// terminal's own.
struct theme_style {
    short foreground, background;             // of 256
    short plain_foreground, plain_background; // of 8
    uint8_t attributes;                       // enum theme_attribute
};

enum theme_id { THEME_CALM, THEME_CONTRAST, THEME_MONOCHROME, THEME_COUNT };

// ROLE_COUNT styles; static.
const struct theme_style *theme_styles(enum theme_id theme);

#endif
