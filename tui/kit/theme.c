// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The three themes. Both colours of a pair are always named, or neither: half a pair on a terminal of unknown colours
// can be unreadable. Bold never meets a black foreground, as xterm and the Linux console draw that grey.
#include "tui/kit/theme.h"

enum {
    BLACK = 16,
    CHARCOAL = 236,
    GRAPHITE = 238,
    ASH = 247,
    SILVER = 250,
    PALE = 252,
    CLOUD = 255,
    WHITE = 231,
    DEEP_BLUE = 24,
    ICE = 195,
    SKY = 117,
    LEAF = 114,
    AMBER = 222,
    DEEP_RED = 124,
    YELLOW = 226,
};

enum { PLAIN_BLACK, PLAIN_RED, PLAIN_GREEN, PLAIN_YELLOW, PLAIN_BLUE, PLAIN_MAGENTA, PLAIN_CYAN, PLAIN_WHITE };

enum { OWN = -1 };

// Black ground, light text, and one accent, a blue: deep below the title, light for all that can be chosen and for
// headings. Red, green and amber stand for danger, open doors and doubt, and for nothing else. On eight colours bold
// stands for bright, without which yellow on black and white on red are too faint on the Linux console.
static const struct theme_style calm[ROLE_COUNT] = {
    [ROLE_TEXT] = {CLOUD, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_STRONG] = {CLOUD, BLACK, PLAIN_WHITE, PLAIN_BLACK, THEME_BOLD},
    [ROLE_QUIET] = {SILVER, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_HEADING] = {SKY, BLACK, PLAIN_CYAN, PLAIN_BLACK, THEME_BOLD},
    [ROLE_BAR] = {WHITE, DEEP_BLUE, PLAIN_WHITE, PLAIN_BLUE, THEME_BOLD},
    [ROLE_BAR_QUIET] = {ICE, DEEP_BLUE, PLAIN_WHITE, PLAIN_BLUE, 0},
    [ROLE_BAR_SOLID] = {WHITE, WHITE, PLAIN_WHITE, PLAIN_BLUE, THEME_BOLD},
    [ROLE_FOCUS] = {BLACK, SKY, PLAIN_BLACK, PLAIN_CYAN, 0},
    [ROLE_FOCUS_QUIET] = {CHARCOAL, SKY, PLAIN_BLACK, PLAIN_CYAN, 0},
    [ROLE_NUMBER] = {SKY, BLACK, PLAIN_CYAN, PLAIN_BLACK, 0},
    [ROLE_LINK] = {SKY, BLACK, PLAIN_CYAN, PLAIN_BLACK, THEME_UNDERLINE},
    [ROLE_NOTICE] = {AMBER, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD},
    [ROLE_ALERT] = {WHITE, DEEP_RED, PLAIN_WHITE, PLAIN_RED, THEME_BOLD},
    [ROLE_OPEN] = {LEAF, BLACK, PLAIN_GREEN, PLAIN_BLACK, THEME_BOLD},
    [ROLE_KEY] = {SKY, CHARCOAL, PLAIN_CYAN, PLAIN_BLACK, THEME_BOLD},
    [ROLE_FOOTER] = {PALE, CHARCOAL, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_DIM] = {ASH, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_BUTTON] = {BLACK, SILVER, PLAIN_BLACK, PLAIN_WHITE, 0}, // its ground is the colour of quiet text
    [ROLE_FIELD] = {WHITE, GRAPHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_FIELD_QUIET] = {PALE, GRAPHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_SELECTED] = {BLACK, SKY, PLAIN_WHITE, PLAIN_BLUE, THEME_UNDERLINE},
};

// Black, white and yellow. The eight colours of the Linux console have no yellow ground, only brown: there the focus is
// black on white, and its sign tells it from the bar.
static const struct theme_style contrast[ROLE_COUNT] = {
    [ROLE_TEXT] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_STRONG] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, THEME_BOLD},
    [ROLE_QUIET] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_HEADING] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD},
    [ROLE_BAR] = {BLACK, WHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_BAR_QUIET] = {BLACK, WHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_BAR_SOLID] = {BLACK, BLACK, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_FOCUS] = {BLACK, YELLOW, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_FOCUS_QUIET] = {BLACK, YELLOW, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_NUMBER] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD},
    [ROLE_LINK] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD | THEME_UNDERLINE},
    [ROLE_NOTICE] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD},
    [ROLE_ALERT] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, THEME_BOLD | THEME_UNDERLINE},
    [ROLE_OPEN] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, THEME_BOLD},
    [ROLE_KEY] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD},
    [ROLE_FOOTER] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_DIM] = {WHITE, BLACK, PLAIN_WHITE, PLAIN_BLACK, 0},
    [ROLE_BUTTON] = {BLACK, WHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_FIELD] = {BLACK, WHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_FIELD_QUIET] = {BLACK, WHITE, PLAIN_BLACK, PLAIN_WHITE, 0},
    [ROLE_SELECTED] = {YELLOW, BLACK, PLAIN_YELLOW, PLAIN_BLACK, THEME_BOLD | THEME_UNDERLINE},
};

// Attributes only. Bold and reverse are not joined: reversed, the foreground may be black.
static const struct theme_style monochrome[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, OWN, OWN, OWN, 0},
    [ROLE_STRONG] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_QUIET] = {OWN, OWN, OWN, OWN, 0},
    [ROLE_HEADING] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_BAR] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_BAR_QUIET] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_BAR_SOLID] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_FOCUS] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_FOCUS_QUIET] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_NUMBER] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_LINK] = {OWN, OWN, OWN, OWN, THEME_UNDERLINE},
    [ROLE_NOTICE] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_ALERT] = {OWN, OWN, OWN, OWN, THEME_BOLD | THEME_UNDERLINE},
    [ROLE_OPEN] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_KEY] = {OWN, OWN, OWN, OWN, THEME_BOLD},
    [ROLE_FOOTER] = {OWN, OWN, OWN, OWN, 0},
    [ROLE_DIM] = {OWN, OWN, OWN, OWN, 0},
    [ROLE_BUTTON] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
    [ROLE_FIELD] = {OWN, OWN, OWN, OWN, THEME_UNDERLINE},
    [ROLE_FIELD_QUIET] = {OWN, OWN, OWN, OWN, THEME_UNDERLINE},
    [ROLE_SELECTED] = {OWN, OWN, OWN, OWN, THEME_REVERSE},
};

const struct theme_style *theme_styles(enum theme_id theme)
{
    switch (theme) {
    case THEME_CONTRAST:
        return contrast;
    case THEME_MONOCHROME:
        return monochrome;
    default:
        return calm;
    }
}
