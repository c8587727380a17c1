// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sizes are steps up from what is normal on this terminal; a console has as many as its pixels leave.
#include "tui/terminal/screen_font.h"

#include "core/base/log.h"
#include "core/base/memory.h"
#include "tui/terminal/console_font.h"
#include "tui/terminal/tty.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

enum {
    NORMAL_ROWS = 24,
    NORMAL_COLUMNS = 80,
    FACE_BYTES = 200,
    REQUEST_BYTES = FACE_BYTES + 40,
    POINTS_LEAST = 4,
    POINTS_MOST = 200
};

// What console_font_coverage() says of a language's font in a size.
struct font_coverage {
    const struct language *language; // NULL: nothing yet
    enum console_font_size size;
    struct console_coverage characters;
    struct problem problem; // status STATUS_OK: none
};

struct screen_font {
    struct console_fonts *console;   // NULL: it is none
    const struct language *language; // whose font is wanted; NULL: none yet
    enum console_font_size normal;
    struct font_coverage coverage; // looked at last
    bool told;                // the log knows that a font is missing
    bool xterm;
    char face[FACE_BYTES];
    int points[TEXT_SIZE_COUNT];
    char restoring[REQUEST_BYTES];
    enum text_size size;
    bool changed;
};

static const struct screen_font *opened; // for screen_font_rescue()

// ---- xterm -------------------------------------------------------------------------------------------------------

// The name goes into a control sequence and to fontconfig: nothing that ends either or has a meaning there.
static bool is_face(const char *text, size_t length)
{
    if (length == 0 || length >= FACE_BYTES)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < ' ' || text[i] > '~' || strchr(":;?#", text[i]) != NULL)
            return false;
    }
    return true;
}

static bool read_fonts(struct screen_font *font, const char *text)
{
    size_t length = strcspn(text, ":");
    if (text[length] == '\0' || !is_face(text, length))
        return false;
    memcpy(font->face, text, length);
    const char *at = text + length + 1;
    for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
        char *end;
        long points = strtol(at, &end, 10);
        bool last = i + 1 == TEXT_SIZE_COUNT;
        if (*at < '0' || *at > '9' || points < POINTS_LEAST || points > POINTS_MOST || *end != (last ? '\0' : ','))
            return false;
        font->points[i] = (int)points;
        at = end + 1;
    }
    return true;
}

static void ask_xterm(const struct screen_font *font, enum text_size size)
{
    char request[REQUEST_BYTES];
    snprintf(request, sizeof request, "\033]50;%s:size=%d\a", font->face, font->points[size]);
    tty_send(request);
}

static void open_xterm(struct screen_font *font)
{
    const char *fonts = getenv("KOMPASS_XTERM_FONTS");
    if (fonts == NULL || *fonts == '\0')
        return;
    font->xterm = read_fonts(font, fonts);
    if (!font->xterm) {
        log_message(LOG_LEVEL_WARNING, "KOMPASS_XTERM_FONTS is not of the form FACE:SIZE,SIZE,SIZE: letters keep their size");
        return;
    }
    snprintf(font->restoring, sizeof font->restoring, "\033]50;%s:size=%d\a", font->face,
             font->points[TEXT_SIZE_NORMAL]);
}

// ---- the console -------------------------------------------------------------------------------------------------

static void open_console(struct screen_font *font, int fd, const char *folder)
{
    struct problem problem;
    if (console_font_open(&font->console, fd, folder, &problem) != STATUS_OK) {
        log_problem(LOG_LEVEL_WARNING, &problem);
        return;
    }
    font->normal = console_font_size_for(font->console, NORMAL_ROWS, NORMAL_COLUMNS);
}

static const struct font_coverage *look_at(struct screen_font *font, const struct language *language,
                                      enum console_font_size size)
{
    struct font_coverage *coverage = &font->coverage;
    if (coverage->language == language && coverage->size == size)
        return coverage;
    coverage->language = language;
    coverage->size = size;
    coverage->problem.status = STATUS_OK;
    console_font_coverage(font->console, language->tag, size, &coverage->characters, &coverage->problem);
    return coverage;
}

// Loads the font that is wanted; false when the console has another one afterwards.
static bool load(struct screen_font *font, enum text_size size)
{
    static const char wipe[] = "\033[2J"; // a glyph's number means another character in the next font; the space's does not
    enum console_font_size wanted = (enum console_font_size)((int)font->normal + (int)size);
    if (font->console == NULL || font->language == NULL || wanted >= CONSOLE_FONT_SIZES)
        return false;
    const char *tag = font->language->tag;
    if (console_font_is_loaded(font->console, tag, wanted))
        return true;
    struct problem problem = look_at(font, font->language, wanted)->problem;
    if (problem.status == STATUS_OK) {
        tty_send(wipe);
        font->changed = true;
        if (console_font_load(font->console, tag, wanted, &problem) == STATUS_OK)
            return true;
    }
    if (!font->told)
        log_problem(LOG_LEVEL_WARNING, &problem);
    font->told = true;
    return false;
}

// A machine that starts shows its true pixels only when its graphics are found, perhaps by the first font that is loaded:
// what is normal then may be a larger font.
static void fit(struct screen_font *font)
{
    if (font->console == NULL)
        return;
    enum console_font_size normal = console_font_size_for(font->console, NORMAL_ROWS, NORMAL_COLUMNS);
    if (normal == font->normal)
        return;
    font->normal = normal;
    if (!load(font, font->size)) {
        font->size = TEXT_SIZE_NORMAL;
        load(font, font->size);
    }
}

static void give_back(struct screen_font *font)
{
    struct problem problem;
    if (console_font_give_back(font->console, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
}

enum status screen_font_check(struct screen_font *font, const struct language *language, struct problem *problem)
{
    *problem = look_at(font, language, font->normal)->problem;
    return problem->status;
}

bool screen_font_draws(struct screen_font *font, const struct language *language, uint32_t character)
{
    return console_coverage_has(&look_at(font, language, font->normal)->characters, character);
}

uint32_t screen_font_stand_in(const struct screen_font *font, uint32_t character)
{
    // Signs of the screens, and what is like each of them in ASCII.
    static const char32_t signs[] = U"–—…·•„“”«»‚‘’‹›×←→↑↓▲▶▼◀●○■★✓✗─│┌┐└┘├┤┬┴┼▀▄█▌▐";
    static const char like[] = "--..*\"\"\"\"\"'''<>x<>^v^>v<*o#*+x-|+++++++++\"_#||";
    static_assert(sizeof signs / sizeof *signs == sizeof like, "one for each");
    if (font->console == NULL || character < 0x7F || console_font_covers(font->console, character))
        return character;
    for (size_t i = 0; i + 1 < sizeof like; i++) {
        if (signs[i] == character)
            return (unsigned char)like[i];
    }
    return '?';
}

// ---- both --------------------------------------------------------------------------------------------------------

struct screen_font *screen_font_open(int fd, const char *folder)
{
    struct screen_font *font = memory_allocate(1, sizeof *font);
    if (console_font_is_console(fd))
        open_console(font, fd, folder);
    else
        open_xterm(font);
    opened = font;
    return font;
}

bool screen_font_is_of_console(const struct screen_font *font)
{
    return font->console != NULL;
}

bool screen_font_is_of_xterm(const struct screen_font *font)
{
    return font->xterm;
}

bool screen_font_set_size(struct screen_font *font, enum text_size size)
{
    if (font->xterm)
        ask_xterm(font, size);
    else if (!load(font, size))
        return false;
    font->size = size;
    return true;
}

void screen_font_set_language(struct screen_font *font, const struct language *language)
{
    font->language = language;
    load(font, font->size);
    fit(font);
}

bool screen_font_was_changed(struct screen_font *font)
{
    bool changed = font->changed;
    font->changed = false;
    return changed;
}

void screen_font_look_again(struct screen_font *font)
{
    if (font->console == NULL)
        return;
    if (console_font_is_lost(font->console)) {
        font->changed = true;
        load(font, font->size);
    }
    fit(font);
}

void screen_font_suspend(struct screen_font *font)
{
    if (font->xterm)
        tty_send(font->restoring);
    else if (font->console != NULL)
        give_back(font);
}

void screen_font_resume(struct screen_font *font)
{
    if (font->xterm)
        ask_xterm(font, font->size);
    else
        load(font, font->size);
}

const char *screen_font_restoring(const struct screen_font *font)
{
    return font->restoring;
}

void screen_font_rescue(void)
{
    if (opened != NULL)
        console_font_rescue(opened->console);
}

void screen_font_close(struct screen_font **font)
{
    struct problem problem;
    if (*font == NULL)
        return;
    screen_font_suspend(*font);
    opened = NULL;
    if (console_font_close(&(*font)->console, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    memory_free(font);
}
