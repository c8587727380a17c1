// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// kompass report coverage on the city's real content, against figures counted here from the content files themselves.
#include "core/language/language.h"
#include "core/language/message_set.h"
#include "tests/support/program.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define RUN(arena, ...) program_run(arena, "kompass", (const char *const[]){__VA_ARGS__, NULL})

static const char *const kinds[] = {"area", "topic", "article", "offer", "guide", "guide_step", "emergency"};
// Those of which the files state texts in other ways: tests/core/test_every_kind.c counts them.
static const char *const other_kinds[] = {"city", "holiday", "event", "term", "closure", "situation"};

// What the files say: for each thing ("guide_step/kita/1") its German texts by their names ("of field" as a translation
// names them), and for each language its texts by the same names.
struct files {
    struct arena arena;
    json_t *things;       // thing → {name: German text}
    json_t *explained;    // names of the glosses that there are in German, too
    json_t *translations; // tag → {name: [German text it was made from, origin]}
};

static json_t *member(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (value == NULL) {
        value = json_object();
        json_object_set_new(object, key, value);
    }
    return value;
}

// Texts in the file of a thing: {tag: {field: text}}.
static void take_texts(struct files *files, const char *thing, json_t *texts, bool simple)
{
    const char *tag, *field;
    json_t *fields, *text;
    if (json_object_get(json_object_get(texts, "de"), "gloss") != NULL)
        json_object_set_new(files->explained, arena_format(&files->arena, "%s gloss", thing), json_true());
    json_object_foreach(texts, tag, fields) {
        json_t *of_language = simple ? json_pack("{s:O}", "name", fields) : json_incref(fields);
        json_object_foreach(of_language, field, text) {
            const char *name = arena_format(&files->arena, "%s %s", thing, field);
            const char *origin = json_string_value(json_object_get(text, "origin"));
            if (strcmp(tag, "de") == 0)
                json_object_set(member(files->things, thing), name, text);
            else
                json_object_set_new(member(files->translations, tag), name,
                                    json_pack("[n, s]", origin == NULL ? "human" : origin));
        }
        json_decref(of_language);
    }
}

static void take_blocks(struct files *files, const char *thing, const char *slug, json_t *blocks)
{
    size_t i;
    int number = 0;
    json_t *block;
    json_array_foreach(json_object_get(blocks, "de"), i, block) {
        if (json_object_get(block, "link") == NULL)
            json_object_set_new(member(files->things, thing),
                                arena_format(&files->arena, "block/%s/%d text", slug, ++number), json_true());
    }
}

static void take_list(struct files *files, const char *kind, json_t *list)
{
    size_t i, j;
    json_t *thing, *part;
    json_array_foreach(list, i, thing) {
        const char *slug = json_string_value(json_object_get(thing, "slug"));
        const char *of = arena_format(&files->arena, "%s/%s", kind, slug);
        if (json_object_get(thing, "duplicate_of") != NULL)
            continue;
        take_texts(files, of, json_object_get(thing, "names"), true);
        take_texts(files, of, json_object_get(thing, "texts"), false);
        if (strcmp(kind, "offer") == 0)
            json_object_set(member(files->things, of), arena_format(&files->arena, "%s gloss", of),
                            json_object_get(thing, "name"));
        take_blocks(files, of, slug, json_object_get(thing, "blocks"));
        take_list(files, "topic", json_object_get(thing, "topics"));
        json_array_foreach(json_object_get(thing, "steps"), j, part)
            take_texts(files, arena_format(&files->arena, "guide_step/%s/%zu", slug, j + 1),
                       json_object_get(part, "texts"), false);
    }
}

static void take_translation(struct files *files, json_t *translation)
{
    size_t i;
    json_t *text;
    json_t *own = member(files->translations, json_string_value(json_object_get(translation, "language")));
    json_array_foreach(json_object_get(translation, "texts"), i, text) {
        const char *origin = json_string_value(json_object_get(text, "origin"));
        json_object_set_new(own,
                            arena_format(&files->arena, "%s %s", json_string_value(json_object_get(text, "of")),
                                         json_string_value(json_object_get(text, "field"))),
                            json_pack("[O, s]", json_object_get(text, "german"), origin == NULL ? "machine" : origin));
    }
}

static void read_files(struct files *files)
{
    static const char *const lists[][2] = {
        {"areas", "area"}, {"offers", "offer"}, {"articles", "article"}, {"guides", "guide"},
        {"emergency", "emergency"}};
    glob_t paths;
    files->things = json_object();
    files->explained = json_object();
    files->translations = json_object();
    assert_int_equal(glob(program_source(&files->arena, "data/content/*.json"), 0, NULL, &paths), 0);
    assert_int_equal(glob(program_source(&files->arena, "data/content/*/*.json"), GLOB_APPEND, NULL, &paths), 0);
    for (size_t i = 0; i < paths.gl_pathc; i++) {
        json_t *root = json_load_file(paths.gl_pathv[i], 0, NULL);
        assert_non_null(root);
        for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
            take_list(files, lists[list][1], json_object_get(root, lists[list][0]));
        if (json_object_get(root, "translation") != NULL)
            take_translation(files, json_object_get(root, "translation"));
        json_decref(root);
    }
    globfree(&paths);
}

// The figures of one kind and language: of, have, current, machine, outdated.
static void count(struct files *files, const char *kind, const char *tag, long figures[5])
{
    const char *thing, *name;
    json_t *texts, *german;
    json_t *own = json_object_get(files->translations, tag);
    memset(figures, 0, 5 * sizeof *figures);
    json_object_foreach(files->things, thing, texts) {
        if (strncmp(thing, kind, strlen(kind)) != 0 || thing[strlen(kind)] != '/')
            continue;
        bool have = true, machine = false, outdated = false;
        json_object_foreach(texts, name, german) {
            json_t *text = json_object_get(own, name);
            if (strstr(name, " gloss") != NULL && strncmp(tag, "de", 2) == 0 &&
                json_object_get(files->explained, name) == NULL)
                continue; // German, and a simpler form of it, do not explain every name
            json_t *source = json_array_get(text, 0);
            have = have && (text != NULL || strcmp(tag, "de") == 0);
            machine = machine || strcmp(json_string_value(json_array_get(text, 1)) == NULL
                                            ? "" : json_string_value(json_array_get(text, 1)), "machine") == 0;
            outdated = outdated || (json_is_string(source) && json_is_string(german) && !json_equal(source, german));
        }
        figures[0]++;
        figures[1] += have;
        figures[2] += have && !machine && !outdated;
        figures[3] += have && machine && !outdated;
        figures[4] += have && outdated;
    }
}

static json_t *parse(const struct program_result *result)
{
    if (result->exit_status != 0 || result->errors[0] != '\0')
        fail_msg("exit status %d: %s", result->exit_status, result->errors);
    json_t *root = json_loads(result->output, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    return root;
}

static void test_figures_are_those_of_the_files(void **state)
{
    (void)state;
    static const char *const names[] = {"of", "have", "current", "machine", "outdated"};
    struct files files = {0};
    size_t language_count;
    const struct language *languages = language_table(&language_count);
    read_files(&files);
    struct program_result result = RUN(&files.arena, "report", "coverage", "--format", "json", "--from",
                                       program_built(&files.arena, "share/kompass/catalog"));
    json_t *root = parse(&result);
    assert_int_equal(json_object_size(root), 2);
    assert_int_equal(json_object_size(json_object_get(root, "content")), language_count);
    for (size_t i = 0; i < language_count; i++) {
        json_t *own = json_object_get(json_object_get(root, "content"), languages[i].tag);
        for (size_t kind = 0; kind < sizeof other_kinds / sizeof *other_kinds; kind++)
            assert_non_null(json_object_get(own, other_kinds[kind]));
        assert_int_equal(json_object_size(own), sizeof kinds / sizeof *kinds + sizeof other_kinds / sizeof *other_kinds);
        for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
            long figures[5];
            count(&files, kinds[kind], languages[i].tag, figures);
            assert_true(figures[0] > 10); // the files were read
            for (size_t figure = 0; figure < 5; figure++) {
                json_t *found = json_object_get(json_object_get(own, kinds[kind]), names[figure]);
                if (!json_is_integer(found) || json_integer_value(found) != figures[figure])
                    fail_msg("%s, %s, %s: %ld in the files, %lld in the report", languages[i].tag, kinds[kind],
                             names[figure], figures[figure], (long long)json_integer_value(found));
            }
        }
    }
    json_decref(root);
    json_decref(files.things);
    json_decref(files.explained);
    json_decref(files.translations);
    arena_free(&files.arena);
}

static void test_languages_on_offer_have_all_messages(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t language_count;
    const struct language *languages = language_table(&language_count);
    const json_int_t messages = (json_int_t)message_set_of(PROGRAM_KIOSK)->count;
    struct program_result result =
        RUN(&arena, "report", "coverage", "--format=json", "--from",
            program_built(&arena, "share/kompass/catalog/1.db"));
    json_t *root = parse(&result);
    for (size_t i = 0; i < language_count; i++) {
        json_t *kiosk = json_object_get(json_object_get(root, "interface"), PROGRAM_KIOSK);
        json_t *own = json_object_get(kiosk, languages[i].tag);
        assert_int_equal(json_integer_value(json_object_get(own, "messages")), messages);
        assert_int_equal(json_integer_value(json_object_get(own, "translated")) == messages,
                         language_is_offered(&languages[i], PROGRAM_KIOSK));
    }
    json_decref(root);
    result = RUN(&arena, "report", "coverage", "--from", program_source(&arena, "data/content"));
    assert_int_equal(result.exit_status, 0);
    assert_int_equal(strncmp(result.output, "language       kiosk ", 21), 0);
    size_t lines = 0;
    for (const char *end = result.output; (end = strchr(end, '\n')) != NULL; end++)
        lines++;
    assert_int_equal(lines, 1 + language_count);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_are_those_of_the_files),
        cmocka_unit_test(test_languages_on_offer_have_all_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
