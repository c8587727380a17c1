// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// pseudo TAG LOCALES CONTENT OUT: a made-up language of German, with all texts 40 % longer: OUT/kiosk/<tag>.txt and
// OUT/<tag>.languages.txt in the form of locales/, and OUT/<tag>.json in that of data/content/translations/. A tag of "qab"
// is written in Arabic letters from right to left, any other in Latin ones with accents.
#include "core/language/message.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { LONGER_BY = 10, MORE = 4 }; // letters for each ten

// One for each of a to z.
static const char *const latin[] = {"á", "ƀ", "ç", "ð", "é", "ƒ", "ğ", "ħ", "í", "ĵ", "ķ", "ļ", "ɱ",
                                    "ñ", "ó", "þ", "ɋ", "ŕ", "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž"};
static const char *const arabic[] = {"ا", "ب", "ج", "د", "ه", "ف", "غ", "ح", "ي", "ژ", "ک", "ل", "م",
                                     "ن", "و", "پ", "ق", "ر", "س", "ت", "ع", "ڤ", "ش", "خ", "ی", "ز"};

struct pseudo {
    struct arena arena;
    bool leftwards;
};

static const char *letter_of(const struct pseudo *pseudo, ucs4_t character)
{
    if (character >= 'A' && character <= 'Z')
        character += 'a' - 'A';
    if (character >= 'a' && character <= 'z')
        return (pseudo->leftwards ? arabic : latin)[character - 'a'];
    if (pseudo->leftwards && (character == 0x201E || character == 0x201C)) // German quotation marks
        return character == 0x201E ? "«" : "»";
    return pseudo->leftwards && character > 0x7F && uc_is_property_alphabetic(character) ? "ع" : NULL; // ä, ß
}

// Bytes from here on that are an address or a web page, which stay; 0: none.
static size_t length_of_address(const char *text)
{
    size_t length = strcspn(text, " \n{}");
    char *word = strndup(text, length);
    bool is = strchr(word, '@') != NULL || strstr(word, "://") != NULL || strstr(word, "www.") != NULL;
    free(word);
    return is ? length : 0;
}

// Letters become others, digits and the syntax of patterns stay; every tenth letter brings four more.
static char *translate(struct pseudo *pseudo, const char *text, bool pattern)
{
    char *out = arena_allocate(&pseudo->arena, strlen(text) * 4 + 16, 1);
    char *end = out;
    int depth = 0, letters = 0;
    while (*text != '\0') {
        ucs4_t character = 0;
        size_t address = length_of_address(text);
        size_t size = address > 0 ? address : (size_t)u8_strmbtouc(&character, (const uint8_t *)text);
        depth += pattern && *text == '{' ? 1 : pattern && *text == '}' ? -1 : 0;
        const char *letter = depth % 2 == 0 ? letter_of(pseudo, character) : NULL; // at odd depth stand keywords
        end = letter == NULL ? stpncpy(end, text, size) : stpcpy(end, letter);
        letters += letter != NULL;
        for (int i = 0; letter != NULL && letters % LONGER_BY == 0 && i < MORE; i++)
            end = stpcpy(end, letter);
        text += size;
    }
    return out;
}

static void write_language(struct pseudo *pseudo, const char *tag, const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL ||
        fprintf(file,
                "%s { autonym { \"%s\" } german { \"%s\" } script { \"%s\" } direction { \"%s\" } locale { \"%s\" } }\n",
                tag, translate(pseudo, "Beispiel", false), tag, pseudo->leftwards ? "Arab" : "Latn",
                pseudo->leftwards ? "rtl" : "ltr", pseudo->leftwards ? "ur" : "de") < 0 ||
        fclose(file) != 0)
        exit(EXIT_FAILURE);
}

static void write_messages(struct pseudo *pseudo, const char *tag, const char *folder, const char *path)
{
    struct messages *german;
    struct problem problem;
    const struct message_set *set = message_set_of(PROGRAM_KIOSK);
    FILE *file = fopen(path, "w");
    if (file == NULL || messages_open(&german, set, folder, language_by_tag("de"), &problem) != STATUS_OK)
        exit(EXIT_FAILURE);
    fprintf(file, "%s {\n", tag);
    for (int id = 0; id < (int)set->count; id++)
        fprintf(file, "    %s { \"%s\" }\n", set->messages[id].key, translate(pseudo, message_text(german, id), true));
    fprintf(file, "}\n");
    messages_close(&german);
    if (fclose(file) != 0)
        exit(EXIT_FAILURE);
}

static void add_text(struct pseudo *pseudo, json_t *texts, const char *of, const char *field, const char *german)
{
    json_array_append_new(texts, json_pack("{s:s, s:s, s:s, s:s}", "of", of, "field", field, "german", german, "text",
                                           translate(pseudo, german, false)));
}

// Every text that English has a translation of, and the emergency numbers.
static void write_translation(struct pseudo *pseudo, const char *tag, const char *content, const char *path)
{
    size_t i;
    const char *field;
    json_t *entry, *german;
    json_t *texts = json_array();
    json_t *english = json_load_file(arena_format(&pseudo->arena, "%s/translations/en.json", content), 0, NULL);
    json_t *emergency = json_load_file(arena_format(&pseudo->arena, "%s/emergency.json", content), 0, NULL);
    json_array_foreach(json_object_get(json_object_get(english, "translation"), "texts"), i, entry)
        add_text(pseudo, texts, json_string_value(json_object_get(entry, "of")),
                 json_string_value(json_object_get(entry, "field")),
                 json_string_value(json_object_get(entry, "german")));
    json_array_foreach(json_object_get(emergency, "emergency"), i, entry) {
        const char *slug = json_string_value(json_object_get(entry, "slug"));
        const char *of = arena_format(&pseudo->arena, "emergency/%s", slug);
        json_object_foreach(json_object_get(json_object_get(entry, "texts"), "de"), field, german)
            add_text(pseudo, texts, of, field, json_string_value(german));
    }
    json_t *root = json_pack("{s:s, s:{s:s, s:o}}", "format", "kompass-content-1", "translation", "language", tag,
                             "texts", texts);
    if (json_array_size(texts) == 0 || json_dump_file(root, path, JSON_INDENT(1)) != 0)
        exit(EXIT_FAILURE);
    json_decref(root);
    json_decref(english);
    json_decref(emergency);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "Usage: pseudo TAG LOCALES CONTENT OUT\n");
        return 2;
    }
    struct pseudo pseudo = {.leftwards = strcmp(argv[1], "qab") == 0};
    write_language(&pseudo, argv[1], arena_format(&pseudo.arena, "%s/%s.languages.txt", argv[4], argv[1]));
    write_messages(&pseudo, argv[1], argv[2], arena_format(&pseudo.arena, "%s/kiosk/%s.txt", argv[4], argv[1]));
    write_translation(&pseudo, argv[1], argv[3], arena_format(&pseudo.arena, "%s/%s.json", argv[4], argv[1]));
    arena_free(&pseudo.arena);
    return EXIT_SUCCESS;
}
