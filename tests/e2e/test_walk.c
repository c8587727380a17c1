// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A walk through every screen in every language on offer, in the program as built on the content as published: no
// message without translation, no German where a translation is, no clipped message, no sign for what cannot be drawn.
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/model/schema.h"
#include "core/language/message.h"
#include "generated/kiosk_messages.h"
#include "tests/support/journey.h"
#include "tests/support/program.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>
#include <sqlite3.h>

enum {
    BEGINNING = 24,    // bytes of a German text that are looked for
    MEANINGFUL = 8,    // a shorter text may be a word of another language
    CLIPPED_LEAST = 4, // characters before an ellipsis that tell a message
    CONTENT_MAX = 64,  // more emergency numbers than there are
    PAGES_MAX = 40,    // of the longest screen
};

#define ELLIPSIS "…"
#define MORE_BELOW "▼"

struct walk {
    struct journey journey;
    struct messages *own, *german;
    const char **forbidden; // beginnings of German texts that are translated, sorted
    size_t forbidden_count;
    const char **lines; // the messages as they stand on the glass, up to their first argument
    const char **content; // texts of the emergency numbers, the same; NULL at the end
    const char *place;  // what is shown
    bool german_page;   // a page that is German for every reader
    const char *sought; // a German word that was typed: what was found by it is named in German; or NULL
    int problems;
    int frames;
};

// ---- what must not be there ----------------------------------------------------------------------------------------

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The beginning of a German text up to the end of a word, or nothing when it is too short to be told from a name.
static const char *beginning_of(struct walk *walk, const char *text)
{
    size_t length = strlen(text);
    if (length > BEGINNING) {
        length = BEGINNING;
        while (length > 0 && text[length] != ' ')
            length--;
    }
    return length < MEANINGFUL ? NULL : arena_copy(&walk->journey.arena, text, length);
}

static void forbid(struct walk *walk, const char *text)
{
    const char *beginning = beginning_of(walk, text);
    if (beginning == NULL)
        return;
    if ((walk->forbidden_count & (walk->forbidden_count - 1)) == 0)
        walk->forbidden = realloc(walk->forbidden, (walk->forbidden_count + 1) * 2 * sizeof *walk->forbidden);
    walk->forbidden[walk->forbidden_count++] = beginning;
}

// German texts that have another text in the language. Names of things and words of the glossary are German for
// everybody.
static void forbid_content(struct walk *walk)
{
    sqlite3 *database;
    struct problem problem;
    const char *path = program_built(&walk->journey.arena, "share/kompass/catalog/1.db");
    assert_int_equal(database_open_reading(&database, path, &catalog_format, &problem), STATUS_OK);
    const char *sql = "SELECT german.text FROM text AS german JOIN text AS own USING (thing, field)"
                      " WHERE german.language = 'de' AND own.language = ?1 AND field <> 'body'"
                      " AND substr(german.text, 1, 8) <> substr(own.text, 1, 8)"
                      " AND thing NOT IN (SELECT id FROM thing WHERE kind = 'city')"
                      " AND NOT EXISTS (SELECT 1 FROM offer WHERE instr(name, german.text))"
                      " AND german.text NOT IN (SELECT text FROM text JOIN term ON term.id = thing WHERE field = 'name')";
    struct statement *rows = database_query(database, sql, &problem);
    statement_bind_text(rows, 1, walk->journey.language->tag);
    while (statement_next(rows))
        forbid(walk, statement_copy(&walk->journey.arena, rows, 0));
    assert_int_equal(statement_end(&rows), STATUS_OK);
    database_close(&database);
}

static bool is_own_message(const struct walk *walk, const char *part)
{
    bool is = false;
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++)
        is = is || strstr(message_text(walk->own, id), part) != NULL;
    return is;
}

static void forbid_messages(struct walk *walk)
{
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++) {
        const char *german = message_text(walk->german, id);
        char *text = arena_copy(&walk->journey.arena, german, strcspn(german, "{"));
        if (strcmp(message_text(walk->own, id), german) != 0 && !is_own_message(walk, text))
            forbid(walk, text);
    }
}

// ---- what the screen shows -----------------------------------------------------------------------------------------

static void tell(struct walk *walk, const char *what, const char *detail)
{
    print_error("%s, %s: %s: %s\n", walk->journey.language->tag, walk->place, what, detail);
    walk->problems++;
}

// A German word in brackets explains the word before it.
static bool begins_word(const char *text, const char *at)
{
    return at == text || !(isalnum((unsigned char)at[-1]) || (unsigned char)at[-1] >= 0x80 || at[-1] == '(');
}

static void look_for_german(struct walk *walk, const char *screen)
{
    for (const char *at = screen; *at != '\0' && walk->forbidden_count > 0; at++) {
        if (!begins_word(screen, at) || *at == ' ' || *at == '\n')
            continue;
        char beginning[BEGINNING + 1];
        snprintf(beginning, sizeof beginning, "%s", at);
        for (size_t length = strlen(beginning); length >= MEANINGFUL; beginning[--length] = '\0') {
            const char *key = beginning;
            if (!isalnum((unsigned char)at[length]) && (unsigned char)at[length] < 0x80 &&
                bsearch(&key, walk->forbidden, walk->forbidden_count, sizeof key, compare_texts) != NULL &&
                (walk->sought == NULL || strcasestr(beginning, walk->sought) == NULL)) {
                tell(walk, "German is left", beginning);
                break;
            }
        }
    }
}

static void look_for_keys(struct walk *walk, const char *screen)
{
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++) {
        const char *key = message_set_of(PROGRAM_KIOSK)->messages[id].key;
        if (strchr(key, '_') != NULL && strstr(screen, key) != NULL)
            tell(walk, "the key of a message", key);
    }
    static const char *const signs[] = {"\uFFFD", "{0", "{1", "plural,", "\u25A1"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strstr(screen, signs[i]) != NULL)
            tell(walk, "not a text", signs[i]);
    }
}

// A text as it stands on the glass on one line.
static const char *lay_out(struct walk *walk, const char *text)
{
    const struct text_options options = {.direction = walk->journey.language->direction, .width = 1000};
    struct text_layout layout;
    text_lay_out(&walk->journey.arena, text, &options, &layout);
    return text_line_to_utf8(&walk->journey.arena, &layout.lines[0]);
}

static void lay_out_messages(struct walk *walk)
{
    walk->lines = arena_allocate(&walk->journey.arena, MESSAGE_COUNT, sizeof *walk->lines);
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++) {
        const char *text = message_text(walk->own, id);
        walk->lines[id] = lay_out(walk, arena_copy(&walk->journey.arena, text, strcspn(text, "{")));
    }
}

// The texts of the emergency numbers, which may be cut after any word: one may begin as a message does.
static void lay_out_content(struct walk *walk)
{
    sqlite3 *database;
    struct problem problem;
    size_t count = 0;
    const char *path = program_built(&walk->journey.arena, "share/kompass/catalog/1.db");
    assert_int_equal(database_open_reading(&database, path, &catalog_format, &problem), STATUS_OK);
    const char *sql = "SELECT text FROM text JOIN emergency ON id = thing WHERE language = ?1 AND field = 'when'";
    struct statement *rows = database_query(database, sql, &problem);
    statement_bind_text(rows, 1, walk->journey.language->tag);
    walk->content = arena_allocate(&walk->journey.arena, CONTENT_MAX + 1, sizeof *walk->content);
    while (statement_next(rows)) {
        assert_true(count < CONTENT_MAX);
        walk->content[count++] = lay_out(walk, statement_copy(&walk->journey.arena, rows, 0));
    }
    assert_int_equal(statement_end(&rows), STATUS_OK);
    database_close(&database);
}

// Whether `part` and the line have all of the shorter one in common, from where the language begins to read.
static bool begin_alike(const struct walk *walk, const char *line, const char *part, size_t length)
{
    size_t whole = strlen(line);
    size_t common = length < whole ? length : whole;
    return walk->journey.language->direction == TEXT_LEFT_TO_RIGHT
               ? memcmp(line, part, common) == 0
               : memcmp(line + whole - common, part + length - common, common) == 0;
}

// Whether the part goes on with another word where the message does: "Frage {0}" is not the beginning of "Fragen zur …".
static bool goes_on_alike(const struct walk *walk, const char *message, size_t whole, const char *part, size_t length)
{
    size_t beginning = strcspn(message, "{");
    bool parted = beginning > 0 && message[beginning - 1] == ' ';
    bool leftwards = walk->journey.language->direction == TEXT_RIGHT_TO_LEFT;
    return whole >= length || !parted || (leftwards ? part[length - whole - 1] : part[whole]) == ' ';
}

// Whether what stands before an ellipsis is the beginning of a message: the left side of a row or, in a language that
// runs to the left, the right one.
static bool is_clipped_message(const struct walk *walk, const char *part, size_t length)
{
    bool is = false;
    for (const char **text = walk->content; *text != NULL; text++) {
        if (strlen(*text) > length && begin_alike(walk, *text, part, length))
            return false;
    }
    for (enum kiosk_message id = 0; id < MESSAGE_COUNT; id++) {
        size_t whole = strlen(walk->lines[id]);
        size_t common = length < whole ? length : whole;
        bool goes_on = strchr(message_text(walk->own, id), '{') != NULL; // with something of any length
        if (u8_mbsnlen((const uint8_t *)part, common) < CLIPPED_LEAST || (whole <= length && !goes_on))
            continue;
        is = is || (begin_alike(walk, walk->lines[id], part, length) &&
                    goes_on_alike(walk, message_text(walk->own, id), whole, part, length));
    }
    return is;
}

// Whether a blank of a row stands at the edge of a part: more blanks, or what stands between the parts of a detail.
static bool is_edge(const char *blank, int step)
{
    const char *next = step > 0 ? blank + 1 : blank - 2;
    return blank[step] == ' ' || memcmp(next, "\u00B7", 2) == 0;
}

static void look_for_clipped(struct walk *walk, const char *screen)
{
    const size_t sign = strlen(ELLIPSIS);
    bool leftwards = walk->journey.language->direction == TEXT_RIGHT_TO_LEFT;
    const char *path_end = strchr(strchr(screen, '\n') + 1, '\n'); // names, which are cut to fit
    for (const char *at = path_end; (at = strstr(at, ELLIPSIS)) != NULL; at += sign) {
        const char *start = leftwards ? at + sign : at;
        const char *end = start;
        while (!leftwards && start > screen && start[-1] != '\n' && !(start[-1] == ' ' && is_edge(start - 1, -1)))
            start--;
        while (leftwards && *end != '\0' && *end != '\n' && !(end[0] == ' ' && is_edge(end, 1)))
            end++;
        while (!leftwards && start < end && *start == ' ')
            start++;
        while (leftwards && end > start && end[-1] == ' ')
            end--;
        if (is_clipped_message(walk, start, (size_t)(end - start)))
            tell(walk, "clipped", arena_copy(&walk->journey.arena, start, (size_t)(end - start)));
    }
}

// Looks at the screen, and at what is below it.
static void look(struct walk *walk, const char *place)
{
    walk->place = place;
    for (int page = 0; page < PAGES_MAX; page++) {
        const char *screen = pty_text(walk->journey.pty, &walk->journey.arena);
        walk->frames++;
        if (strstr(screen, "F9") == NULL)
            tell(walk, "no way to the emergency numbers", "F9");
        look_for_keys(walk, screen);
        if (!walk->german_page)
            look_for_german(walk, screen);
        look_for_clipped(walk, screen);
        if (strstr(screen, MORE_BELOW) == NULL) {
            if (page > 0)
                pty_type(walk->journey.pty, "Home"); // as it was found
            return;
        }
        pty_type(walk->journey.pty, "PageDown");
    }
    tell(walk, "has no end", place);
}

// ---- the way -------------------------------------------------------------------------------------------------------

static void open_thing(struct walk *walk, enum kind kind, const char *slug)
{
    journey_open(&walk->journey, catalog_id_of_slug(walk->journey.catalog, &walk->journey.arena, kind, slug));
}

static void walk_offer(struct walk *walk, const char *slug)
{
    open_thing(walk, KIND_OFFER, slug);
    look(walk, slug);
    journey_walk_to(&walk->journey, message_text(walk->own, MESSAGE_CARD_LINK));
    pty_type(walk->journey.pty, "Enter");
    walk->german_page = true;
    look(walk, "card");
    walk->german_page = false;
    pty_type(walk->journey.pty, "Backspace");
    pty_type(walk->journey.pty, "F8");
    walk->german_page = true; // the name of the office
    look(walk, "take");
    walk->german_page = false;
    pty_type(walk->journey.pty, "Backspace");
    journey_walk_to(&walk->journey, message_text(walk->own, MESSAGE_WORDS_TITLE));
    pty_type(walk->journey.pty, "Enter");
    look(walk, "words");
    pty_type(walk->journey.pty, "Backspace");
    journey_walk_to(&walk->journey, message_text(walk->own, MESSAGE_FEEDBACK_LINK));
    pty_type(walk->journey.pty, "Enter");
    look(walk, "feedback");
    pty_type(walk->journey.pty, "Enter");
    look(walk, "an offer of which something was said");
    pty_type(walk->journey.pty, "Backspace");
}

// From home, the whole way: an area, its topics, offers and an article, the guides; and what each key opens.
static void walk_screens(struct walk *walk)
{
    struct pty *pty = walk->journey.pty;
    look(walk, "home");
    open_thing(walk, KIND_AREA, "arrival");
    look(walk, "area");
    open_thing(walk, KIND_TOPIC, "first-contact");
    look(walk, "topic");
    walk_offer(walk, "integrationsbuero");
    pty_type(pty, "Backspace");
    open_thing(walk, KIND_TOPIC, "registration");
    look(walk, "another topic");
    walk_offer(walk, "buergeramt-dessau");
    open_thing(walk, KIND_ARTICLE, "register-your-home");
    look(walk, "article");
    pty_type(pty, "Backspace*3");
    journey_walk_to(&walk->journey, message_text(walk->own, MESSAGE_HOME_GUIDES));
    pty_type(pty, "Enter");
    look(walk, "guides");
    open_thing(walk, KIND_GUIDE, "first-week");
    look(walk, "guide");
    pty_type(pty, "F12");
    look(walk, "situations");
    pty_type(pty, "F4 F3");
    look(walk, "search");
    pty_type(pty, "F7");
    look(walk, "keyboard");
    pty_type(pty, "F7 'arzt'");
    walk->sought = "arzt";
    look(walk, "found");
    walk->sought = NULL;
    pty_type(pty, "'xqzw'");
    look(walk, "nothing found");
    pty_type(pty, "F4 F9");
    look(walk, "emergency");
    pty_type(pty, "F4 F1");
    look(walk, "help");
    pty_type(pty, "F4 End Enter");
    look(walk, "about");
    pty_type(pty, "F4 F2");
    look(walk, "languages");
    pty_type(pty, "End Enter");
    look(walk, "second language");
    pty_type(pty, "F4 F2");
}

static int walk_in(const struct language *language, const char *size)
{
    const char *folder;
    const struct message_set *set = message_set_of(PROGRAM_KIOSK);
    struct problem problem;
    struct walk walk = {.problems = 0};
    journey_begin(&walk.journey, language->tag);
    folder = program_built(&walk.journey.arena, "share/kompass/locales");
    assert_int_equal(messages_open(&walk.own, set, folder, language, &problem), STATUS_OK);
    assert_int_equal(messages_open(&walk.german, set, folder, language_by_tag("de"), &problem), STATUS_OK);
    lay_out_messages(&walk);
    lay_out_content(&walk);
    if (strncmp(language->tag, "de", 2) != 0) {
        forbid_content(&walk);
        forbid_messages(&walk);
        qsort(walk.forbidden, walk.forbidden_count, sizeof *walk.forbidden, compare_texts);
        assert_true(walk.forbidden_count > 100);
    }
    pty_type(walk.journey.pty, size);
    journey_choose_language(&walk.journey);
    walk_screens(&walk);
    assert_true(walk.frames > 20);
    messages_close(&walk.own);
    messages_close(&walk.german);
    free(walk.forbidden);
    journey_end(&walk.journey);
    return walk.problems;
}

static void walk_all(const char *size)
{
    size_t count;
    const struct language *table = language_table(&count);
    const char *only = getenv("KOMPASS_WALK"); // tags, each followed by a blank or the end; NULL: all
    int problems = 0, walked = 0;
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&table[i], PROGRAM_KIOSK) || (only != NULL && strstr(only, table[i].tag) == NULL))
            continue;
        problems += walk_in(&table[i], size);
        walked++;
    }
    assert_int_equal(problems, 0);
    assert_true(walked >= 2);
}

static void test_every_screen_in_every_language(void **state)
{
    (void)state;
    walk_all("Resize(24,80)");
}

static void test_every_screen_in_forty_columns(void **state)
{
    (void)state;
    walk_all("Resize(24,40)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_screen_in_every_language),
        cmocka_unit_test(test_every_screen_in_forty_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
