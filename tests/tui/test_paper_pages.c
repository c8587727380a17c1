// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Paper read again by programs that know nothing of ours: pdftotext finds the words of a page in every language, zbar the code among the
// dots of a slip.
#include "core/print/typeset.h"
#include "core/text/isolate.h"
#include "tests/support/code_reader.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/paper.h"

#include <ctype.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT_BYTES_MAX = 256 * 1024, ENLARGED = 2, MARGIN = 40 };

static void open_paper(struct kiosk_fixture *fixture, struct page *page, enum kind kind, const char *slug, struct paper *paper)
{
    *page = (struct page){.view = &fixture->loop.view};
    const char *id = kind == KIND_OFFER && strcmp(slug, PAPER_OF_EMERGENCY) == 0
                         ? slug
                         : catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, kind, slug);
    assert_non_null(id);
    snprintf(page->argument.id, sizeof page->argument.id, "%s", id);
    assert_true(paper_of_page(page, paper));
}

// The words of a PDF of the paper, in logical order.
static char *read_pdf(struct arena *arena, const struct paper *paper, enum paper_format format)
{
    char path[] = "/tmp/kompass-paper-XXXXXX.pdf";
    struct problem problem;
    int fd = mkstemps(path, 4);
    assert_int_equal(typeset_pdf(paper, format, fd, NULL, &problem), STATUS_OK);
    close(fd);
    FILE *pipe = popen(arena_format(arena, "pdftotext -enc UTF-8 '%s' -", path), "r");
    char *text = arena_allocate(arena, TEXT_BYTES_MAX, 1);
    size_t length = fread(text, 1, TEXT_BYTES_MAX - 1, pipe);
    pclose(pipe);
    unlink(path);
    text[length] = '\0';
    return text;
}

// Letters alone, as lines end elsewhere and readers of PDF have marks of direction and blanks of their own. Without lam and alef, whose
// ligatures pdftotext turns round, and hamza, which it moves.
static char *letters_of(struct arena *arena, const char *text)
{
    static const char *const left_out[] = {"\u00a0", "\u060c", "\u2013", "\u1361", "\u0627", "\u0623", "\u0625", "\u0622", "\u0644", "\u0654"};
    char *letters = arena_copy_text(arena, text);
    size_t length = 0;
    for (const char *at = text; *at != '\0';) {
        size_t skipped = ispunct((unsigned char)*at) || (unsigned char)*at <= ' ' ? 1 : 0;
        if (strncmp(at, "\u2000", 2) == 0 || strncmp(at, "\u2040", 2) == 0) // marks of direction, and what keeps lines together
            skipped = 3;
        for (size_t i = 0; skipped == 0 && i < sizeof left_out / sizeof *left_out; i++)
            if (strncmp(at, left_out[i], strlen(left_out[i])) == 0)
                skipped = strlen(left_out[i]);
        if (skipped == 0)
            letters[length++] = *at++;
        else
            at += skipped;
    }
    letters[length] = '\0';
    return letters;
}

// How many words of the text, a blank on either side, are not among those that were read.
static size_t count_lost(struct arena *arena, const char *read, const char *text, size_t *words)
{
    size_t lost = 0;
    for (char *word = strtok(arena_copy_text(arena, text), " \n"); word != NULL; word = strtok(NULL, " \n")) {
        const char *letters = letters_of(arena, word);
        ++*words;
        lost += strstr(read, letters) == NULL;
    }
    return lost;
}

static void test_every_language_is_read_again(void **state)
{
    (void)state;
    static const struct {
        enum kind kind;
        const char *slug;
    } things[] = {{KIND_OFFER, "buergeramt-dessau"}, {KIND_GUIDE, "first-week"}, {KIND_OFFER, PAPER_OF_EMERGENCY}};
    size_t count, read_languages = 0;
    const struct language *languages = language_table(&count);
    for (size_t l = 0; l < count; l++) {
        if (!language_is_offered(&languages[l], PROGRAM_KIOSK))
            continue;
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, languages[l].tag, 24, 80, NULL);
        for (size_t t = 0; t < sizeof things / sizeof *things; t++) {
            for (enum paper_format format = 0; format < PAPER_FORMATS; format += 2) {
                struct arena arena = {0};
                struct page page;
                struct paper paper;
                size_t words = 0, lost = 0;
                open_paper(&fixture, &page, things[t].kind, things[t].slug, &paper);
                const char *read = letters_of(&arena, read_pdf(&arena, &paper, format));
                for (size_t i = 0; i < paper.count; i++)
                    if (paper.blocks[i].kind != PAPER_CODE)
                        lost += count_lost(&arena, read, paper.blocks[i].text, &words);
                // On a narrow slip words are divided; from right to left pdftotext moves signs above letters, and pieces of divided words.
                bool turned = languages[l].direction == TEXT_RIGHT_TO_LEFT;
                if (words < 20 || lost > words / (format == PAPER_A4 ? turned ? 25 : 100 : turned ? 12 : 20))
                    fail_msg("%s in %s on %s: %zu of %zu words lost\n%s", things[t].slug, languages[l].tag, paper_format_names[format], lost,
                             words, read);
                arena_free(&page.data);
                arena_free(&arena);
            }
        }
        kiosk_fixture_close(&fixture);
        read_languages++;
    }
    assert_int_equal(read_languages, 15);
}

// The dots as a camera sees them: larger, with paper around.
static struct grey_picture picture_of(struct arena *arena, const struct raster *raster)
{
    struct grey_picture picture = {.width = ENLARGED * raster->width + 2 * MARGIN, .height = ENLARGED * raster->rows + 2 * MARGIN};
    picture.pixels = arena_allocate(arena, (size_t)picture.width * (size_t)picture.height, 1);
    memset(picture.pixels, 255, (size_t)picture.width * (size_t)picture.height);
    for (int y = 0; y < ENLARGED * raster->rows; y++) {
        for (int x = 0; x < ENLARGED * raster->width; x++) {
            int dot = y / ENLARGED * raster->width + x / ENLARGED;
            if ((raster->bits[dot / 8] & 0x80 >> dot % 8) != 0)
                picture.pixels[(y + MARGIN) * picture.width + x + MARGIN] = 0;
        }
    }
    return picture;
}

static void test_the_code_is_read_from_the_dots(void **state)
{
    (void)state;
    static const char *const languages[] = {"de", "ar", "ti", "vi"};
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        for (enum paper_format format = PAPER_SLIP_58; format <= PAPER_SLIP_80; format++) {
            struct kiosk_fixture fixture;
            struct arena arena = {0};
            struct page page;
            struct paper paper;
            struct raster raster;
            struct problem problem;
            const char *code = NULL;
            kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
            open_paper(&fixture, &page, KIND_OFFER, "buergeramt-dessau", &paper);
            for (size_t i = 0; i < paper.count; i++)
                if (paper.blocks[i].kind == PAPER_CODE)
                    code = paper.blocks[i].text;
            assert_non_null(code);
            assert_int_equal(typeset_raster(&arena, &paper, format, &raster, &problem), STATUS_OK);
            struct grey_picture picture = picture_of(&arena, &raster);
            assert_string_equal(code_read_by_zbar(&arena, &picture), code);
            assert_string_equal(code_read_by_zxing(&arena, &picture), code);
            arena_free(&page.data);
            arena_free(&arena);
            kiosk_fixture_close(&fixture);
        }
    }
}

// Without a catalog there are the numbers that are compiled in.
static void test_without_a_catalog_there_are_emergency_numbers(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    struct arena arena = {0};
    struct page page;
    struct paper paper;
    kiosk_fixture_open(&fixture, "de", 24, 80, "");
    open_paper(&fixture, &page, KIND_OFFER, PAPER_OF_EMERGENCY, &paper);
    assert_non_null(strstr(read_pdf(&arena, &paper, PAPER_SLIP_58), "112"));
    arena_free(&page.data);
    arena_free(&arena);
    kiosk_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_language_is_read_again),
        cmocka_unit_test(test_the_code_is_read_from_the_dots),
        cmocka_unit_test(test_without_a_catalog_there_are_emergency_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
