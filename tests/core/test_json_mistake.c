// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what is said to somebody who wrote JSON by hand and made one mistake: where it is to be mended, and why.
#include "core/exchange/json/mistake.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int empty_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void each_mistake_has_its_place_and_its_name(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line, column;
        const char *why;
    } mistakes[] = {
        {"{\n  \"a\": \"x\"\n  \"b\": 1\n}", 2, 11, "a comma is missing behind this"},
        {"{\"a\": 12 \"b\": 1}", 1, 9, "a comma is missing behind this"},
        {"{\"l\": [\n  {\"a\": 1}\n  {\"a\": 2}\n]}", 2, 11, "a comma is missing behind this"},
        {"{\"l\": [\"mo\" \"tu\"]}", 1, 12, "a comma is missing behind this"},
        {"{\"l\": [1, 2]\n\"a\": 1}", 1, 13, "a comma is missing behind this"},
        {"{\"a\": true\n\"b\": 1}", 1, 11, "a comma is missing behind this"},
        {"{\"a\": 1,\n}", 1, 8, "a comma is too much"},
        {"[1, 2, ]", 1, 6, "a comma is too much"},
        {"[1,, 2]", 1, 4, "a comma is too much"},
        {"{, \"a\": 1}", 1, 2, "a comma is too much"},
        {"{\"a\": „x“}", 1, 7, "a text begins with „ instead of \""},
        {"{“a”: 1}", 1, 2, "a text begins with “ instead of \""},
        {"{'a': 1}", 1, 2, "a text begins with ' instead of \""},
        {"{\"a\": \"x”,\n\"b\": 1}", 1, 9, "a text ends in ” instead of \""},
        {"{\"a\": \"x,\n\"b\": 1}", 1, 7, "the text that begins here has no \" at its end"},
        {"{\"a\": \"Haus „Kreuzer\" Süd\"}", 1, 21, "a \" inside a text ends it"},
        {"{\"a\": \"Haus \"Kreuzer\" Süd\"}", 1, 13, "a \" inside a text ends it"},
        {"{\"a\": \"x\ty\"}", 1, 9, "a tab stands inside a text"},
        {"{\"a\": \"x\\dy\"}", 1, 9, "a backslash stands before something that it does not fit to"},
        {"{\"a\": \"\\u12\"}", 1, 8, "\\u needs four hexadecimal digits"},
        {"{\"a\" 1}", 1, 5, "a colon is missing behind the name \"a\""},
        {"{\"a\" = 1}", 1, 5, "a colon is missing behind the name \"a\""},
        {"{a: 1}", 1, 2, "a name has no quotes"},
        {"{\"a\": yes}", 1, 7, "\"yes\" has no quotes"},
        {"{\"a\": True}", 1, 7, "\"True\" has no quotes"},
        {"{\"a\": Montag}", 1, 7, "\"Montag\" has no quotes"},
        {"{\"a\": 08:00}", 1, 7, "a number, a time or a date that is a text has no quotes"},
        {"{\"a\": 0340}", 1, 7, "a number, a time or a date that is a text has no quotes"},
        {"{\"a\": 2026-11-30}", 1, 7, "a number, a time or a date that is a text has no quotes"},
        {"{\"a\": 51,83}", 1, 9, "a number with a comma"},
        {"{\"l\": [{\"a\": 1,\n{\"a\": 2}]}", 2, 1, "} is missing: the { of line 1 is not closed"},
        {"{\"l\": [1, 2}", 1, 12, "] is missing: the [ of line 1 is not closed"},
        {"{\"l\": [\n{\"a\": 1]}", 2, 8, "} is missing: the { of line 2 is not closed"},
        {"{\"a\": 1", 1, 8, "} is missing: the { of line 1 is not closed"},
        {"{\"a\": ", 1, 7, "the file ends in the middle"},
        {"{\"a\": 1}}", 1, 9, "something stands behind the end of the whole"},
        {"{\"a\": 1}, {\"b\": 1}", 1, 9, "something stands behind the end of the whole"},
        {"{\"a\": 1,\n \"b\": 2,\n \"a\": 3}", 3, 2, "\"a\" is there twice, also in line 1"},
        {"[\"a\": 1]", 1, 5, "a list […] has no names"},
        {"{\"l\": [\n\"mo\",\n\"a\": 1}", 3, 1, "] is missing: the [ of line 1 is not closed"},
        {"{\"a\": \"x\";\n\"b\": 1}", 1, 10, "a \";\" stands where a comma should"},
        {"{\"a\": 1. \n\"b\": 1}", 1, 7, "a number, a time or a date that is a text has no quotes"},
        {"{\"a\": true.\n\"b\": 1}", 1, 11, "a \".\" stands where a comma should"},
        {"{\"a\": \"x\" ; \"b\": 1}", 1, 9, "a \" inside a text ends it"},
        {"{\n\u200B\"a\": 1}", 2, 1, "a sign that nobody sees (U+200B) stands outside a text"},
        {"{\"a\":\u2009\"x\"}", 1, 6, "a sign that nobody sees (U+2009) stands outside a text"},
        {"{\"a\": 1\u00AD}", 1, 8, "a sign that nobody sees (U+00AD) stands outside a text"},
        {"{\n<<<<<<< HEAD\n\"a\": 1}", 2, 1, "two versions of the file were not brought together"},
        {"{\"a\": 1,\n=======\n\"a\": 2}", 2, 1, "two versions of the file were not brought together"},
        {"{\"a\": 1 // Notiz\n}", 1, 9, "a remark cannot stand here"},
        {"{\u00A0\"a\": 1}", 1, 2, "a no-break blank stands outside a text"},
        {"\xEF\xBB\xBF{}", 1, 1, "an invisible mark (BOM) stands at the beginning of the file"},
        {"{\n\"a\": \"B\xFCro\"}", 2, 8,
         "the file is not written in UTF-8, but perhaps in Latin-1 or Windows-1252: byte 0xFC"},
        {"\xFF\xFE{", 1, 1, "the file is written in UTF-16"},
        {"", 1, 1, "the file is empty"},
        {" \r\n", 1, 1, "the file is empty"},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct json_mistake mistake;
        size_t size = strlen(mistakes[i].text);
        assert_null(json_loadb(mistakes[i].text, size, JSON_REJECT_DUPLICATES, NULL));
        assert_true(json_find_mistake(&arena, mistakes[i].text, size, &mistake));
        if (strcmp(mistake.why, mistakes[i].why) != 0 || mistake.line != mistakes[i].line ||
            mistake.column != mistakes[i].column)
            fail_msg("%s\nsaid %zu:%zu: %s", mistakes[i].text, mistake.line, mistake.column, mistake.why);
        assert_true(mistake.mend[0] != '\0');
    }
}

static void what_is_right_has_none(void **state)
{
    (void)state;
    static const char *const right[] = {
        "{}",
        "[]",
        " {\r\n\t\"a\" : [ 1, -2.5e-3, true, null, \"„x“ \\\" \\u00fc\" ] }\n",
        "[{\"a\":1},{\"a\":1}]",
    };
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        struct json_mistake mistake;
        assert_false(json_find_mistake(&arena, right[i], strlen(right[i]), &mistake));
    }
}

// Whatever is cut out of a text that is right: either nothing is found, or a place in it.
static void every_cut_has_a_place(void **state)
{
    (void)state;
    static const char text[] =
        "{\"format\": \"k\",\n \"offers\": [{\"slug\": \"ä\", \"open\": true,\n \"n\": [1, 2.5, null]}]}";
    for (size_t first = 0; first < sizeof text - 1; first++) {
        for (size_t end = first + 1; end < sizeof text; end++) {
            char cut[sizeof text];
            struct json_mistake mistake;
            size_t size = first + (sizeof text - 1 - end);
            memcpy(cut, text, first);
            memcpy(cut + first, text + end, sizeof text - 1 - end);
            json_t *root = json_loadb(cut, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
            bool found = json_find_mistake(&arena, cut, size, &mistake);
            if (found == (root != NULL))
                fail_msg("%.*s: %s", (int)size, cut, found ? mistake.why : "nothing found");
            assert_true(!found || (mistake.line >= 1 && mistake.line <= 3 && mistake.column >= 1));
            json_decref(root);
        }
    }
}

// Deep, and with many names: neither the stack nor the time gives out.
static void hostile_texts_end(void **state)
{
    (void)state;
    enum { BYTES = 1000000 };
    static const char *const parts[] = {"[", "{\"a\":", "{\"\":1,", "\"\\\"", "[1,", "\"a\":1,", "{}", "„", "'"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i]);
        char *text = malloc(BYTES);
        struct json_mistake mistake;
        assert_non_null(text);
        for (size_t at = 0; at < BYTES; at++)
            text[at] = at == 0 && i == 5 ? '{' : parts[i][at % length];
        json_find_mistake(&arena, text, BYTES, &mistake);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(each_mistake_has_its_place_and_its_name, empty_arena),
        cmocka_unit_test_teardown(what_is_right_has_none, empty_arena),
        cmocka_unit_test_teardown(every_cut_has_a_place, empty_arena),
        cmocka_unit_test_teardown(hostile_texts_end, empty_arena),
    };
    return cmocka_run_group_tests_name("exchange/json_mistake", tests, NULL, NULL);
}
