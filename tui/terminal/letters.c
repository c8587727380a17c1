// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Sizes are steps up from what is normal on this terminal; a console has as many as its pixels leave.
#include "tui/terminal/letters.h"

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
struct coverage {
    const struct language *language; // NULL: nothing yet
    enum console_font_size size;
    struct console_coverage characters;
    struct problem problem; // status STATUS_OK: none
};

struct letters {
    struct console_fonts *console;   // NULL: it is none
    const struct language *language; // whose font is wanted; NULL: none yet
    enum console_font_size normal;
    struct coverage coverage; // looked at last
    bool told;                // the log knows that a font is missing
    bool xterm;
    char face[FACE_BYTES];
    int points[TEXT_SIZE_COUNT];
    char restoring[REQUEST_BYTES];
    enum text_size size;
    bool changed;
};

static const struct letters *opened; // for letters_rescue()

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

static bool read_fonts(struct letters *letters, const char *text)
{
    size_t length = strcspn(text, ":");
    if (text[length] == '\0' || !is_face(text, length))
        return false;
    memcpy(letters->face, text, length);
    const char *at = text + length + 1;
    for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
        char *end;
        long points = strtol(at, &end, 10);
        bool last = i + 1 == TEXT_SIZE_COUNT;
        if (*at < '0' || *at > '9' || points < POINTS_LEAST || points > POINTS_MOST || *end != (last ? '\0' : ','))
            return false;
        letters->points[i] = (int)points;
        at = end + 1;
    }
    return true;
}

static void ask_xterm(const struct letters *letters, enum text_size size)
{
    char request[REQUEST_BYTES];
    snprintf(request, sizeof request, "\033]50;%s:size=%d\a", letters->face, letters->points[size]);
    tty_send(request);
}

static void open_xterm(struct letters *letters)
{
    const char *fonts = getenv("KOMPASS_XTERM_FONTS");
    if (fonts == NULL || *fonts == '\0')
        return;
    letters->xterm = read_fonts(letters, fonts);
    if (!letters->xterm) {
        log_message(LOG_LEVEL_WARNING, "KOMPASS_XTERM_FONTS is not of the form FACE:SIZE,SIZE,SIZE: letters keep their size");
        return;
    }
    snprintf(letters->restoring, sizeof letters->restoring, "\033]50;%s:size=%d\a", letters->face,
             letters->points[TEXT_SIZE_NORMAL]);
}

// ---- the console -------------------------------------------------------------------------------------------------

static void open_console(struct letters *letters, int fd, const char *folder)
{
    struct problem problem;
    if (console_font_open(&letters->console, fd, folder, &problem) != STATUS_OK) {
        log_problem(LOG_LEVEL_WARNING, &problem);
        return;
    }
    letters->normal = console_font_size_for(letters->console, NORMAL_ROWS, NORMAL_COLUMNS);
}

static const struct coverage *look_at(struct letters *letters, const struct language *language,
                                      enum console_font_size size)
{
    struct coverage *coverage = &letters->coverage;
    if (coverage->language == language && coverage->size == size)
        return coverage;
    coverage->language = language;
    coverage->size = size;
    coverage->problem.status = STATUS_OK;
    console_font_coverage(letters->console, language->tag, size, &coverage->characters, &coverage->problem);
    return coverage;
}

// Loads the font that is wanted; false when the console has another one afterwards.
static bool load(struct letters *letters, enum text_size size)
{
    static const char wipe[] = "\033[2J"; // a glyph's number means another character in the next font; the space's does not
    enum console_font_size wanted = (enum console_font_size)((int)letters->normal + (int)size);
    if (letters->console == NULL || letters->language == NULL || wanted >= CONSOLE_FONT_SIZES)
        return false;
    const char *tag = letters->language->tag;
    if (console_font_is_loaded(letters->console, tag, wanted))
        return true;
    struct problem problem = look_at(letters, letters->language, wanted)->problem;
    if (problem.status == STATUS_OK) {
        tty_send(wipe);
        letters->changed = true;
        if (console_font_load(letters->console, tag, wanted, &problem) == STATUS_OK)
            return true;
    }
    if (!letters->told)
        log_problem(LOG_LEVEL_WARNING, &problem);
    letters->told = true;
    return false;
}

// A machine that starts shows its true pixels only when its graphics are found, perhaps by the first font that is loaded:
// what is normal then may be a larger font.
static void fit(struct letters *letters)
{
    if (letters->console == NULL)
        return;
    enum console_font_size normal = console_font_size_for(letters->console, NORMAL_ROWS, NORMAL_COLUMNS);
    if (normal == letters->normal)
        return;
    letters->normal = normal;
    if (!load(letters, letters->size)) {
        letters->size = TEXT_SIZE_NORMAL;
        load(letters, letters->size);
    }
}

static void give_back(struct letters *letters)
{
    struct problem problem;
    if (console_font_give_back(letters->console, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
}

enum status letters_check(struct letters *letters, const struct language *language, struct problem *problem)
{
    *problem = look_at(letters, language, letters->normal)->problem;
    return problem->status;
}

bool letters_draw(struct letters *letters, const struct language *language, uint32_t character)
{
    return console_coverage_has(&look_at(letters, language, letters->normal)->characters, character);
}

uint32_t letters_stand_in(const struct letters *letters, uint32_t character)
{
    // Signs of the screens, and what is like each of them in ASCII.
    static const char32_t signs[] = U"–—…·•„“”«»‚‘’‹›×←→↑↓▲▶▼◀●○■★✓✗─│┌┐└┘├┤┬┴┼▀▄█▌▐";
    static const char like[] = "--..*\"\"\"\"\"'''<>x<>^v^>v<*o#*+x-|+++++++++\"_#||";
    static_assert(sizeof signs / sizeof *signs == sizeof like, "one for each");
    if (letters->console == NULL || character < 0x7F || console_font_covers(letters->console, character))
        return character;
    for (size_t i = 0; i + 1 < sizeof like; i++) {
        if (signs[i] == character)
            return (unsigned char)like[i];
    }
    return '?';
}

// ---- both --------------------------------------------------------------------------------------------------------

struct letters *letters_open(int fd, const char *folder)
{
    struct letters *letters = memory_allocate(1, sizeof *letters);
    if (console_font_is_console(fd))
        open_console(letters, fd, folder);
    else
        open_xterm(letters);
    opened = letters;
    return letters;
}

bool letters_are_of_console(const struct letters *letters)
{
    return letters->console != NULL;
}

bool letters_are_of_xterm(const struct letters *letters)
{
    return letters->xterm;
}

bool letters_set_size(struct letters *letters, enum text_size size)
{
    if (letters->xterm)
        ask_xterm(letters, size);
    else if (!load(letters, size))
        return false;
    letters->size = size;
    return true;
}

void letters_set_language(struct letters *letters, const struct language *language)
{
    letters->language = language;
    load(letters, letters->size);
    fit(letters);
}

bool letters_were_changed(struct letters *letters)
{
    bool changed = letters->changed;
    letters->changed = false;
    return changed;
}

void letters_look_again(struct letters *letters)
{
    if (letters->console == NULL)
        return;
    if (console_font_is_lost(letters->console)) {
        letters->changed = true;
        load(letters, letters->size);
    }
    fit(letters);
}

void letters_suspend(struct letters *letters)
{
    if (letters->xterm)
        tty_send(letters->restoring);
    else if (letters->console != NULL)
        give_back(letters);
}

void letters_resume(struct letters *letters)
{
    if (letters->xterm)
        ask_xterm(letters, letters->size);
    else
        load(letters, letters->size);
}

const char *letters_restoring(const struct letters *letters)
{
    return letters->restoring;
}

void letters_rescue(void)
{
    if (opened != NULL)
        console_font_rescue(opened->console);
}

void letters_close(struct letters **letters)
{
    struct problem problem;
    if (*letters == NULL)
        return;
    letters_suspend(*letters);
    opened = NULL;
    if (console_font_close(&(*letters)->console, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_WARNING, &problem);
    memory_free(letters);
}
