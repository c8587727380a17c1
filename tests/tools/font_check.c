// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// font_check FONTS LOCALES CATALOG SOURCE...: lays out, in each language, every message, date and name of the interface
// and every text of a catalog, and names the characters that the language's console font lacks. Fails when a message, a
// sign in the program's sources or a language's own name cannot be drawn, or when the sizes of a font differ.
#include "core/base/arena.h"
#include "core/base/sys.h"
#include "core/language/language.h"
#include "core/language/message.h"
#include "generated/kiosk_messages.h"
#include "core/text/layout.h"
#include "tui/terminal/psf.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { CHARACTERS = 0x110000, FONTS = 3, SIZES = 3, LINE_COLUMNS = 200, SOURCE_BYTES_MAX = 1024 * 1024 };

static const char *const font_names[FONTS] = {"base", "vietnamese", "ethiopic"};
static const char *const size_names[SIZES] = {"8x16", "12x24", "16x32"};

// What was met of one language's interface or content.
struct tally {
    uint32_t *met; // how often each character
    size_t places; // texts
    size_t bad_places;
    char *example; // the first text that cannot be drawn
};

static struct arena lasting;
static bool *drawn[FONTS]; // whether the font has each character

static _Noreturn void give_up(const struct problem *problem)
{
    char text[1400];
    problem_format(problem, text, sizeof text);
    fprintf(stderr, "font_check: %s\n", text);
    exit(2);
}

static void must(enum status status, const struct problem *problem)
{
    if (status != STATUS_OK)
        give_up(problem);
}

static void must_read(sqlite3 *database, int result, int expected)
{
    if (result != expected) {
        fprintf(stderr, "font_check: the catalog: %s\n", sqlite3_errmsg(database));
        exit(2);
    }
}

// ---- fonts ----

static bool *read_size(const char *folder, const char *name, const char *size)
{
    char *bytes;
    size_t length;
    struct psf font;
    struct problem problem;
    const char *path = arena_format(&lasting, "%s/%s-%s.psf", folder, name, size);
    must(sys_read_file(&lasting, path, PSF_BYTES_MAX, &bytes, &length, &problem), &problem);
    must(psf_read(&lasting, bytes, length, path, &font, &problem), &problem);
    bool *has = arena_allocate(&lasting, CHARACTERS, sizeof *has);
    for (size_t i = 0; i < font.pair_count; i++)
        has[font.pairs[i].character] = true;
    return has;
}

static bool read_fonts(const char *folder)
{
    bool alike = true;
    for (int i = 0; i < FONTS; i++) {
        drawn[i] = read_size(folder, font_names[i], size_names[0]);
        for (int j = 1; j < SIZES; j++) {
            if (memcmp(drawn[i], read_size(folder, font_names[i], size_names[j]), CHARACTERS * sizeof(bool)) != 0) {
                printf("  %s: %s and %s do not have the same characters\n", font_names[i], size_names[0],
                       size_names[j]);
                alike = false;
            }
        }
    }
    return alike;
}

static const bool *font_of(const struct language *language)
{
    if (strcmp(language->tag, "vi") == 0)
        return drawn[1];
    return drawn[strcmp(language->script, "Ethi") == 0 ? 2 : 0];
}

// ---- counting ----

static struct tally new_tally(void)
{
    return (struct tally){.met = arena_allocate(&lasting, CHARACTERS, sizeof(uint32_t))};
}

static void count_text(struct tally *tally, const bool *font, const char *text, enum text_direction direction)
{
    struct arena arena = {0};
    struct text_layout layout;
    const struct text_options options = {.direction = direction, .width = LINE_COLUMNS};
    bool whole = true;
    text_lay_out(&arena, text, &options, &layout);
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t j = 0; j < layout.lines[i].count; j++) {
            const struct text_cell *cell = &layout.lines[i].cells[j];
            tally->met[cell->base]++;
            whole = whole && font[cell->base];
            for (int k = 0; k < TEXT_MARKS_MAX && cell->marks[k] != 0; k++) {
                tally->met[cell->marks[k]]++;
                whole = whole && font[cell->marks[k]];
            }
        }
    }
    tally->places++;
    tally->bad_places += !whole;
    if (!whole && tally->example == NULL)
        tally->example = arena_copy_text(&lasting, text);
    arena_free(&arena);
}

// Prints what the font lacks; true if that is nothing.
static bool report(const char *tag, const char *part, const struct tally *tally, const bool *font)
{
    size_t kinds = 0, missing = 0;
    for (uint32_t character = 0; character < CHARACTERS; character++) {
        kinds += tally->met[character] != 0;
        missing += tally->met[character] != 0 && !font[character];
    }
    printf("  %-10s %-9s %5zu texts, %3zu characters", tag, part, tally->places, kinds);
    if (missing == 0) {
        printf(", all drawn\n");
        return true;
    }
    printf(", %zu missing in %zu texts:", missing, tally->bad_places);
    for (uint32_t character = 0; character < CHARACTERS; character++) {
        if (tally->met[character] != 0 && !font[character])
            printf(" U+%04X (%u)", (unsigned)character, (unsigned)tally->met[character]);
    }
    printf("\n             first in: %.120s\n", tally->example != NULL ? tally->example : "");
    return false;
}

// ---- interface ----

static void count_message(struct tally *tally, const bool *font, struct messages *messages, enum kiosk_message id)
{
    static const long numbers[] = {0, 1, 2, 3, 5, 11, 100};        // every plural form of CLDR's languages
    static const char *const texts[] = {"1", "1", "1", "1", NULL}; // those that a pattern does not name are left out
    bool counts = strstr(message_text(messages, id), "{0,plural") != NULL;
    enum text_direction direction = messages_language(messages)->direction;
    struct arena arena = {0};
    if (counts) {
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
            count_text(tally, font, message_count(messages, &arena, id, numbers[i], texts), direction);
    } else {
        count_text(tally, font, message_format(messages, &arena, id, texts), direction);
    }
    arena_free(&arena);
}

static void count_dates(struct tally *tally, const bool *font, struct messages *messages)
{
    enum text_direction direction = messages_language(messages)->direction;
    struct arena arena = {0};
    for (int month = 1; month <= 12; month++) {
        for (int day = 1; day <= 28; day++) { // every weekday of every month
            struct local_time date = {.year = 2026, .month = month, .day = day};
            count_text(tally, font, message_date(messages, &arena, date, DATE_STYLE_FULL), direction);
            count_text(tally, font, message_date(messages, &arena, date, DATE_STYLE_LONG), direction);
        }
    }
    for (int weekday = 0; weekday < 7; weekday++) {
        count_text(tally, font, message_weekday(messages, weekday, false), direction);
        count_text(tally, font, message_weekday(messages, weekday, true), direction);
    }
    count_text(tally, font, message_time_span(&arena, 0, 1439), direction);
    arena_free(&arena);
}

// The names of the languages that are spoken somewhere.
static void count_spoken(struct tally *tally, const bool *font, struct messages *messages, sqlite3 *database)
{
    int row;
    sqlite3_stmt *rows;
    struct arena arena = {0};
    static const char spoken[] = "SELECT language FROM offer_language";
    must_read(database, sqlite3_prepare_v2(database, spoken, -1, &rows, NULL), SQLITE_OK);
    while ((row = sqlite3_step(rows)) == SQLITE_ROW) {
        const char *name = message_language_name(messages, &arena, (const char *)sqlite3_column_text(rows, 0));
        count_text(tally, font, name, messages_language(messages)->direction);
    }
    must_read(database, row, SQLITE_DONE);
    sqlite3_finalize(rows);
    arena_free(&arena);
}

static void count_interface(struct tally *tally, const bool *font, struct messages *messages, sqlite3 *database)
{
    struct arena arena = {0};
    size_t count;
    const struct language *languages = language_table(&count);
    enum text_direction direction = messages_language(messages)->direction;
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++)
        count_message(tally, font, messages, id);
    count_dates(tally, font, messages);
    count_spoken(tally, font, messages, database);
    for (size_t i = 0; i < count; i++)
        count_text(tally, font, message_language_name(messages, &arena, languages[i].tag), direction);
    arena_free(&arena);
}

// ---- content ----

static bool is_read_by(const struct reader *reader, const char *tag)
{
    for (int i = 0; i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL; i++) {
        if (strcmp(reader->languages[i]->tag, tag) == 0)
            return true;
    }
    return false;
}

static bool is_for_staff(const char *column)
{
    return strcmp(column, "note") == 0 || strcmp(column, "doubt") == 0;
}

// Counts the texts of a row: of one language if the table has a column for it that says one, else German.
static void count_row(struct tally *tally, const bool *font, sqlite3_stmt *row, const struct reader *reader)
{
    const struct language *language = language_by_tag("de");
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (strcmp(sqlite3_column_name(row, i), "language") == 0 && sqlite3_column_type(row, i) == SQLITE_TEXT)
            language = language_by_tag((const char *)sqlite3_column_text(row, i));
    }
    if (language == NULL || !is_read_by(reader, language->tag))
        return;
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        if (sqlite3_column_type(row, i) == SQLITE_TEXT && !is_for_staff(sqlite3_column_name(row, i)))
            count_text(tally, font, (const char *)sqlite3_column_text(row, i), language->direction);
    }
}

static void count_content(struct tally *tally, const bool *font, sqlite3 *database, const struct language *language)
{
    struct reader reader = reader_of(language);
    sqlite3_stmt *tables, *rows;
    static const char list[] = "SELECT 'SELECT * FROM ' || name FROM sqlite_schema "
                               "WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'";
    must_read(database, sqlite3_prepare_v2(database, list, -1, &tables, NULL), SQLITE_OK);
    int table, row;
    while ((table = sqlite3_step(tables)) == SQLITE_ROW) {
        const char *select = (const char *)sqlite3_column_text(tables, 0);
        must_read(database, sqlite3_prepare_v2(database, select, -1, &rows, NULL), SQLITE_OK);
        while ((row = sqlite3_step(rows)) == SQLITE_ROW)
            count_row(tally, font, rows, &reader);
        must_read(database, row, SQLITE_DONE);
        sqlite3_finalize(rows);
    }
    must_read(database, table, SQLITE_DONE);
    sqlite3_finalize(tables);
}

// ---- the program's own signs ----

static void count_sign(uint32_t character, uint32_t *signs)
{
    if (character >= 0xA0 && character < 0x10000 && text_width_of(character) > 0)
        signs[character]++;
}

// Signs are in the sources as themselves, as \u2026 or as 0x2026; remarks do not count.
static void count_signs(const char *path, uint32_t *signs)
{
    char *text;
    size_t length;
    struct arena arena = {0};
    struct problem problem;
    must(sys_read_file(&arena, path, SOURCE_BYTES_MAX, &text, &length, &problem), &problem);
    for (const char *at = text; *at != '\0';) {
        ucs4_t character = 0;
        int bytes = u8_strmbtouc(&character, (const uint8_t *)at);
        bool number = (at[0] == '\\' && at[1] == 'u') || (at[0] == '0' && at[1] == 'x');
        size_t digits = number ? strspn(at + 2, "0123456789ABCDEF") : 0;
        if (at[0] == '/' && at[1] == '/') {
            at += strcspn(at, "\n");
            continue;
        }
        if (digits == 4) {
            uint32_t value = (uint32_t)strtoul(at + 2, NULL, 16);
            if (at[0] == '\\' || (value >= 0x2010 && value < 0x2C00)) // other numbers are no signs
                count_sign(value, signs);
        }
        count_sign(character, signs);
        at += bytes > 0 ? bytes : 1;
    }
    arena_free(&arena);
}

static bool check_signs(char **paths, int count)
{
    bool whole = true;
    size_t kinds = 0;
    uint32_t *signs = arena_allocate(&lasting, 0x10000, sizeof *signs);
    for (int i = 0; i < count; i++)
        count_signs(paths[i], signs);
    for (uint32_t character = 0; character < 0x10000; character++) {
        int lacking = 0;
        kinds += signs[character] != 0;
        for (int font = 0; font < FONTS; font++)
            lacking += signs[character] != 0 && !drawn[font][character];
        if (lacking == 0 || (lacking < FONTS && uc_is_alpha(character)))
            continue; // letters of keyboards on the screen are in the font of their language
        printf("  U+%04X, a sign of the program, is missing in %d fonts\n", (unsigned)character, lacking);
        whole = false;
    }
    printf("  %zu signs of the program in all fonts: %s\n", kinds, whole ? "all drawn" : "some missing");
    return whole;
}

// Every font must show every language's own name, or nobody could go on in their language.
static bool check_names(void)
{
    size_t count;
    bool whole = true;
    const struct language *languages = language_table(&count);
    for (int font = 0; font < FONTS; font++) {
        struct tally tally = new_tally();
        for (size_t i = 0; i < count; i++)
            count_text(&tally, drawn[font], languages[i].autonym, languages[i].direction);
        whole = report(font_names[font], "names", &tally, drawn[font]) && whole;
    }
    return whole;
}

// The first font greets in every language and says what to do.
static bool check_greetings(const char *locales)
{
    static const enum kiosk_message greetings[] = {MESSAGE_ATTRACT_GREETING, MESSAGE_ATTRACT_ANY_KEY};
    size_t count;
    const struct language *languages = language_table(&count);
    struct tally tally = new_tally();
    for (size_t i = 0; i < count; i++) {
        struct messages *messages;
        struct problem problem;
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        if (messages_open(&messages, message_set_of(PROGRAM_KIOSK), locales, &languages[i], &problem) != STATUS_OK)
            give_up(&problem);
        for (size_t j = 0; j < sizeof greetings / sizeof *greetings; j++)
            count_text(&tally, drawn[0], message_text(messages, greetings[j]), languages[i].direction);
        messages_close(&messages);
    }
    return report(font_names[0], "greetings", &tally, drawn[0]);
}

static bool check_language(const struct language *language, const char *locales, sqlite3 *database)
{
    bool whole = true;
    const bool *font = font_of(language);
    struct messages *messages;
    struct problem problem;
    enum status status = messages_open(&messages, message_set_of(PROGRAM_KIOSK), locales, language, &problem);
    if (status == STATUS_OK) {
        struct tally tally = new_tally();
        count_interface(&tally, font, messages, database);
        messages_close(&messages);
        whole = report(language->tag, "interface", &tally, font);
    } else if (language_is_offered(language, PROGRAM_KIOSK)) {
        give_up(&problem);
    }
    struct tally content = new_tally();
    count_content(&content, font, database, language);
    report(language->tag, "content", &content, font);
    return whole;
}

int main(int argument_count, char **arguments)
{
    if (argument_count < 4) {
        fprintf(stderr, "Usage: font_check FONTS LOCALES CATALOG SOURCE...\n");
        return 2;
    }
    sqlite3 *database = NULL;
    size_t count;
    const struct language *languages = language_table(&count);
    bool whole = read_fonts(arguments[1]);
    int opened = sqlite3_open_v2(arguments[3], &database, SQLITE_OPEN_READONLY, NULL);
    must_read(database, opened, SQLITE_OK);
    whole = check_signs(arguments + 4, argument_count - 4) && whole;
    whole = check_names() && whole;
    whole = check_greetings(arguments[2]) && whole;
    for (size_t i = 0; i < count; i++)
        whole = check_language(&languages[i], arguments[2], database) && whole;
    sqlite3_close(database);
    arena_free(&lasting);
    return whole ? 0 : 1;
}
