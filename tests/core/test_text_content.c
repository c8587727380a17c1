// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All texts of the city's content in all its languages, and sentences where it has only words yet, go through the
// pipeline: nothing is lost, nothing is cut, every letter has a form and is found however it is composed.
#include "tests/core/text_lines.h"

#include "core/language/language.h"
#include "core/text/accept.h"
#include "core/text/codepoints.h"
#include "core/text/fold.h"

#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <uninorm.h>
#include <unistr.h>

static struct arena names; // of the file in hand

static const struct {
    const char *tag, *text;
} sentences[] = {
    {"de-simple", "Sie brauchen eine Aufenthalts\u00B7erlaubnis. Das Amt hilft. Ohne Geld."},
    {"fa", "می‌خواهم گفت‌وگو کنم؛ خانهٔ ما کجاست؟ نامه‌ای از اداره (Jobcenter) رسید، ساعت ۸ تا "
           "۱۲."},
    {"ru", "Ещё раз: съезд в дом № 4, подъём на 3-й этаж. Приём — бесплатно!"},
    {"tr", "Işıklı İstanbul'da çığ, ağaç ve şöför; yardım ücretsizdir, randevu gerekmez."},
    {"kmr", "Em bi xêr hatinê dibêjin we: çêtir e ku hûn bi telefonê randevûyekê bistînin, bêpere."},
    {"vi", "Chúng tôi giúp đỡ quý vị miễn phí; không cần hẹn trước. Nghỉ lễ, thứ Bảy và Chủ nhật thì đóng cửa."},
    {"ti", "ሰላም፡ ከመይ ኣለኹም፧ ኣብዚ ቤት ጽሕፈት ሓገዝ ትረኽቡ። ብዘይ ክፍሊት እዩ፤ ኣይትፍርሁ!"},
    {"ro", "Vă ajutăm gratuit: înscrieți-vă și țineți minte ziua, ora și locul."},
    {"pl", "Zażółć gęślą jaźń; pomoc jest bezpłatna, proszę zadzwonić."},
    {"fr", "L\u2019aide est gratuite\u202F; où\u00A0? À l\u2019office, près du cœur de la ville."},
    {"es", "¿Dónde está la oficina? ¡Aquí! La ayuda es gratis, señor Núñez."},
};

static bool is_text(const char *key)
{
    return key != NULL && strcmp(key, "text") == 0;
}

// Calls `check` for each text of the translation.
static int for_each_text(json_t *value, const char *key, const struct language *language,
                         void (*check)(const char *text, const struct language *language))
{
    int texts = 0;
    const char *name;
    json_t *member;
    size_t index;
    if (is_text(key) && json_is_string(value)) {
        check(json_string_value(value), language);
        arena_reset(&arena);
        texts++;
    }
    json_object_foreach(value, name, member) texts += for_each_text(member, name, language, check);
    json_array_foreach(value, index, member) texts += for_each_text(member, key, language, check);
    return texts;
}

// The same for all there is.
static void for_each_content(void (*check)(const char *text, const struct language *language))
{
    const char *source = getenv("KOMPASS_SOURCE");
    const char *folder = arena_format(&names, "%s/data/content/translations", source == NULL ? "." : source);
    DIR *files = opendir(folder);
    assert_non_null(files);
    int languages = 0;
    for (struct dirent *file = readdir(files); file != NULL; file = readdir(files)) {
        char *end = strrchr(file->d_name, '.');
        if (end == NULL || strcmp(end, ".json") != 0)
            continue;
        json_t *content = json_load_file(arena_format(&names, "%s/%s", folder, file->d_name), 0, NULL);
        assert_non_null(content);
        *end = '\0';
        const struct language *language = language_by_tag(file->d_name);
        assert_non_null(language);
        assert_true(for_each_text(content, NULL, language, check) > 0);
        json_decref(content);
        languages++;
    }
    closedir(files);
    arena_free(&names);
    assert_true(languages >= 10);
    for (size_t i = 0; i < COUNT(sentences); i++) {
        check(sentences[i].text, language_by_tag(sentences[i].tag));
        arena_reset(&arena);
    }
}

// The text without what only steers; a line feed is a bar, as in see().
static char *without_steering(const char *text)
{
    size_t count;
    uint32_t *characters = codepoint_decode(&arena, text, strlen(text), &count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (characters[i] == '\n')
            characters[kept++] = '|';
        else if (text_width_of(characters[i]) > 0)
            characters[kept++] = characters[i] == CODEPOINT_NBSP || characters[i] == 0x202F ? ' ' : characters[i];
    }
    return codepoint_encode(&arena, characters, kept);
}

static void expect_all_shown(const char *text, const struct language *language)
{
    struct text_options options = {
        .direction = language->direction, .width = 10000, .logical_order = true, .unshaped = true};
    assert_string_equal(see(text, &options), without_steering(text));
}

static void no_letter_is_lost(void **state)
{
    (void)state;
    for_each_content(expect_all_shown);
}

static char *decompose(const char *text)
{
    size_t length;
    uint8_t *spread = u8_normalize(UNINORM_NFD, (const uint8_t *)text, strlen(text) + 1, NULL, &length);
    assert_non_null(spread);
    char *copy = arena_copy(&arena, (const char *)spread, length);
    free(spread);
    return copy;
}

// As some keyboards and files write it: with the marks behind the letters.
static void expect_same_when_decomposed(const char *text, const struct language *language)
{
    struct text_options options = {.direction = language->direction, .width = 40, .find_fields = true};
    char *spread = decompose(text);
    assert_string_equal(see(text_clean(&arena, spread, strlen(spread)), &options), see(text, &options));
    assert_string_equal(text_fold(&arena, spread), text_fold(&arena, text));
}

static void decomposed_letters_are_the_same(void **state)
{
    (void)state;
    for_each_content(expect_same_when_decomposed);
}

// Fonts of consoles have forms only.
static void expect_forms(const char *text, const struct language *language)
{
    struct text_layout layout =
        lay_out(text, &(struct text_options){.direction = language->direction, .width = 40, .find_fields = true});
    for (size_t i = 0; i < layout.count; i++) {
        for (size_t cell = 0; cell < layout.lines[i].count; cell++) {
            uint32_t base = layout.lines[i].cells[cell].base;
            if (base >= 0x0621 && base <= 0x06D5 && base != 0x0640)
                fail_msg("U+%04X has no form: %s", (unsigned)base, text);
        }
    }
}

static void every_arabic_and_persian_letter_has_a_form(void **state)
{
    (void)state;
    for_each_content(expect_forms);
}

// Lines of large letters, as narrow as lists get: only blanks vanish, and words end only at hyphens and the like.
static void expect_whole_words(const char *text, const struct language *language)
{
    enum { NARROW = 26 };
    struct text_options options = {.direction = language->direction,
                                   .width = NARROW,
                                   .logical_order = true,
                                   .unshaped = true,
                                   .find_fields = true};
    struct text_layout layout = lay_out(text, &options);
    const char *at = without_steering(text);
    for (size_t i = 0; i < layout.count; i++) {
        const char *line = text_line_to_utf8(&arena, &layout.lines[i]);
        assert_memory_equal(at, line, strlen(line));
        at += strlen(line);
        bool hyphen = strlen(line) > 0 && strchr("-/.", line[strlen(line) - 1]) != NULL;
        bool dash = strlen(line) > 3 && strncmp(line + strlen(line) - 3, "\u2013", 3) == 0;
        if (*at != ' ' && *at != '|' && *at != '\0' && !hyphen && !dash && layout.lines[i].width < NARROW)
            fail_msg("cut after \"%s\": %s", line, text);
        at += strspn(at, " ");
        at += *at == '|';
    }
    assert_string_equal(at, "");
}

static void words_are_whole_on_narrow_lines(void **state)
{
    (void)state;
    for_each_content(expect_whole_words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(no_letter_is_lost, empty_arena),
        cmocka_unit_test_teardown(decomposed_letters_are_the_same, empty_arena),
        cmocka_unit_test_teardown(every_arabic_and_persian_letter_has_a_form, empty_arena),
        cmocka_unit_test_teardown(words_are_whole_on_narrow_lines, empty_arena),
    };
    return cmocka_run_group_tests_name("text/content", tests, NULL, NULL);
}
