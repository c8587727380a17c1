// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Pictograms: what the build refuses to read, how they are painted and mirrored, and that the city's life areas have theirs.
#include "tests/core/fixture.h"
#include "tests/support/slate.h"

#include "core/catalog/catalog.h"
#include "deploy/pictograms/reader.h"
#include "tui/kit/pictogram.h"

// ---- reading ------------------------------------------------------------------------------------------------------

#define EMPTY_4 "................\n................\n................\n................\n"
#define LARGE "large\n################\n" EMPTY_4 EMPTY_4 EMPTY_4 "................\n................\n+...............\n"
#define SMALL_REST "............\n............\n............\n............\n............\n............\n"
#define SMALL "small\n#..........+\n............\n" SMALL_REST

static enum status read_text(const char *name, const char *text, size_t size, struct pictogram *pictogram,
                             struct problem *problem)
{
    struct arena arena = {0};
    char *folder = fixture_folder(&arena);
    const char *path = arena_format(&arena, "%s/%s", folder, name);
    fixture_write(path, text, size);
    enum status status = pictogram_read(path, pictogram, problem);
    fixture_remove_folder(folder);
    arena_free(&arena);
    return status;
}

static void test_a_file_is_read(void **state)
{
    (void)state;
    static const char text[] = "// A line.\n\ndirected\n" LARGE "\n" SMALL;
    struct pictogram pictogram;
    struct problem problem;
    if (read_text("a-line-2.pict", text, strlen(text), &pictogram, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    assert_string_equal(pictogram.name, "a-line-2");
    assert_true(pictogram.directed);
    assert_int_equal(strlen(pictogram.large), 256);
    assert_int_equal(strlen(pictogram.small), 96);
    assert_memory_equal(pictogram.large, "################.", 17);
    assert_int_equal(pictogram.large[15 * 16], '+');
    assert_memory_equal(pictogram.small, "#..........+.", 13);
    static const char other[] = SMALL LARGE; // in any order, without direction, without an end of the last line
    assert_int_equal(read_text("b.pict", other, strlen(other) - 1, &pictogram, &problem), STATUS_OK);
    assert_false(pictogram.directed);
}

static void test_what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *why;
    } cases[] = {
        {"", ":1", "there is no 'large'"},
        {"// Nothing.\n", ":2", "there is no 'large'"},
        {LARGE, ":18", "there is no 'small'"},
        {SMALL, ":10", "there is no 'large'"},
        {LARGE LARGE SMALL, ":18", "no part of a pictogram"},
        {"directed\ndirected\n" LARGE SMALL, ":2", "no part of a pictogram"},
        {LARGE SMALL "huge\n", ":27", "no part of a pictogram"},
        {LARGE SMALL "............\n", ":27", "no part of a pictogram"},
        {" " LARGE SMALL, ":1", "no part of a pictogram"},
        {"large\n###############\n", ":2", "a row of 'large' has 16 signs, this one has 15"},
        {"large\n#################\n", ":2", "a row of 'large' has 16 signs, this one has 17"},
        {"large\n\n", ":2", "a row of 'large' has 16 signs, this one has 0"},
        {"large\n################\r\n", ":2", "sign 17 of the row is none of a pictogram"},
        {"large\n###############x\n", ":2", "sign 16 of the row is none of a pictogram"},
        {"large\n##########\u2588#####\n", ":2", "sign 11 of the row is none of a pictogram"},
        {"large\n" EMPTY_4, ":6", "'large' has 16 rows, only 4 are here"},
        {LARGE "small\n#...........\n// a word\n", ":20", "sign 1 of the row is none of a pictogram"},
        {"large\n" EMPTY_4 EMPTY_4 EMPTY_4 EMPTY_4 SMALL, ":17", "nothing is drawn in 'large'"},
        {"large\n....#...........\n....+...........\n", ":3", "column 5 has another tone than the row above"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pictogram pictogram;
        struct problem problem;
        assert_int_equal(read_text("p.pict", cases[i].text, strlen(cases[i].text), &pictogram, &problem), STATUS_INVALID);
        if (strstr(problem.what, "p.pict:") == NULL || strcmp(strrchr(problem.what, ':'), cases[i].place) != 0 ||
            strstr(problem.why, cases[i].why) == NULL)
            fail_msg("case %zu: %s: %s", i, problem.what, problem.why);
        assert_true(problem.mend[0] != '\0');
    }
}

// Whatever bytes come, they are read or refused.
static void test_hostile_files(void **state)
{
    (void)state;
    static const char good[] = LARGE SMALL;
    struct pictogram pictogram;
    struct problem problem;
    char text[sizeof good];
    for (size_t i = 0; i < sizeof good - 1; i++) { // a NUL at each place
        memcpy(text, good, sizeof good);
        text[i] = '\0';
        assert_int_equal(read_text("p.pict", text, sizeof good - 1, &pictogram, &problem), STATUS_INVALID);
    }
    for (size_t length = 0; length < sizeof good - 2; length++) // cut off at each place; without the last line feed it is whole
        assert_int_equal(read_text("p.pict", good, length, &pictogram, &problem), STATUS_INVALID);
    uint32_t seed = 19;
    for (int round = 0; round < 500; round++) {
        static const char signs[] = ".#+\n/\xff\0 x";
        memcpy(text, good, sizeof good);
        for (int change = 0; change < 4; change++)
            text[slate_random(&seed, sizeof good - 1)] = signs[slate_random(&seed, sizeof signs)];
        if (read_text("p.pict", text, sizeof good - 1, &pictogram, &problem) == STATUS_OK)
            assert_int_equal(strlen(pictogram.large) + strlen(pictogram.small), 256 + 96);
        else
            assert_non_null(strstr(problem.what, "p.pict:"));
    }
    char large[PICTOGRAM_FILE_BYTES + 1];
    memset(large, '/', sizeof large);
    assert_int_equal(read_text("p.pict", large, sizeof large, &pictogram, &problem), STATUS_LIMIT);
    assert_int_equal(pictogram_read("/nowhere/p.pict", &pictogram, &problem), STATUS_NOT_FOUND);
    static const char *const names[] = {"P.pict", "p.txt", ".pict", "p q.pict", "p", "p.pict.pict",
                                        "a-name-that-is-longer-than-thirty-two.pict"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(read_text(names[i], good, sizeof good - 1, &pictogram, &problem), STATUS_INVALID);
}

// ---- painting -----------------------------------------------------------------------------------------------------

static void test_each_is_found_by_its_name(void **state)
{
    (void)state;
    size_t count;
    const struct pictogram *all = pictogram_all(&count);
    assert_true(count >= 30);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(pictogram_named(all[i].name), &all[i]);
    assert_null(pictogram_named(NULL));
    assert_null(pictogram_named(""));
    assert_null(pictogram_named("hous"));
}

static void test_both_sizes(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 10, 40, TEXT_LEFT_TO_RIGHT);
    pictogram_paint(&slate.canvas, pictogram_named("house"), "Wohnen", PICTOGRAM_LARGE, ROLE_PICTURE);
    struct canvas small = canvas_part(&slate.canvas, 2, 20, 8, 20);
    pictogram_paint(&small, pictogram_named("house"), "Wohnen", PICTOGRAM_SMALL, ROLE_PICTURE);
    slate_expect(&slate, (const char *const[]){
                             "      ▄██▄  ▄▄",
                             "    ▄██████▄██",
                             "  ▄██████████▄         ▄▄██▄▄",
                             "▄██████████████▄    ▄██████████▄",
                             "  ████████████       ██████  ██",
                             "  ███████   ██       ▀▀▀▀▀▀  ▀▀",
                             "  ███████   ██",
                             "  ███████   ██",
                             NULL,
                         });
    slate_close(&slate);
}

static void test_tones_have_their_roles(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 4, 12, TEXT_LEFT_TO_RIGHT);
    pictogram_paint(&slate.canvas, pictogram_named("hammer"), NULL, PICTOGRAM_SMALL, ROLE_PICTURE);
    assert_int_equal(grid_at(&slate.grid, 0, 0)->role, ROLE_TEXT); // the ground is left as it was
    assert_int_equal(grid_at(&slate.grid, 0, 1)->role, ROLE_PICTURE + PICTURE_STRONG);
    assert_int_equal(grid_at(&slate.grid, 0, 2)->role, ROLE_PICTURE + PICTURE_STRONG_SOLID);
    assert_int_equal(grid_at(&slate.grid, 2, 5)->base, 0x2588);
    assert_int_equal(grid_at(&slate.grid, 2, 5)->role, ROLE_PICTURE + PICTURE_QUIET_SOLID);
    slate_close(&slate);
}

// All cells of one, in a canvas of that direction.
static void paint_cells(const char *name, enum text_direction direction, uint32_t cells[8][16])
{
    struct slate slate;
    slate_open(&slate, 8, 16, direction);
    pictogram_paint(&slate.canvas, pictogram_named(name), NULL, PICTOGRAM_LARGE, ROLE_PICTURE);
    for (int row = 0; row < 8; row++)
        for (int column = 0; column < 16; column++)
            cells[row][column] = grid_at(&slate.grid, row, column)->base;
    slate_close(&slate);
}

static void test_only_what_has_a_direction_is_mirrored(void **state)
{
    (void)state;
    size_t count;
    const struct pictogram *all = pictogram_all(&count);
    for (size_t i = 0; i < count; i++) {
        uint32_t right[8][16], left[8][16];
        paint_cells(all[i].name, TEXT_LEFT_TO_RIGHT, right);
        paint_cells(all[i].name, TEXT_RIGHT_TO_LEFT, left);
        for (int row = 0; row < 8; row++)
            for (int column = 0; column < 16; column++)
                assert_int_equal(left[row][column], right[row][all[i].directed ? 15 - column : column]);
    }
    assert_true(pictogram_named("steps")->directed);
    assert_false(pictogram_named("clock")->directed);
}

static void test_a_letter_stands_for_what_there_is_not(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 4, 20, TEXT_LEFT_TO_RIGHT);
    pictogram_paint(&slate.canvas, pictogram_named("no-such-picture"), "O\u0308ffnen", PICTOGRAM_SMALL, ROLE_PICTURE);
    slate_expect(&slate, (const char *const[]){"┌──────────┐", "│    O\u0308     │", "│          │", "└──────────┘", NULL});
    slate_close(&slate);
    slate_open(&slate, 4, 20, TEXT_RIGHT_TO_LEFT);
    pictogram_paint(&slate.canvas, NULL, "صحة", PICTOGRAM_SMALL, ROLE_PICTURE);
    slate_expect(&slate, (const char *const[]){"        ┌──────────┐", "        │     \uFEB9    │", "        │          │",
                                               "        └──────────┘", NULL});
    slate_close(&slate);
    slate_open(&slate, 4, 12, TEXT_LEFT_TO_RIGHT);
    pictogram_paint(&slate.canvas, NULL, NULL, PICTOGRAM_SMALL, ROLE_PICTURE);
    pictogram_paint(&slate.canvas, NULL, "", PICTOGRAM_SMALL, ROLE_PICTURE);
    slate_expect(&slate, (const char *const[]){"┌──────────┐", "│          │", "│          │", "└──────────┘", NULL});
    slate_close(&slate);
}

// Text of the ground that it stands on, with the contrast of text.
static void test_the_letter_is_text(void **state)
{
    (void)state;
    static const enum role colours[][2] = {
        {ROLE_PICTURE, ROLE_HEADING}, {ROLE_FOCUS_PICTURE, ROLE_FOCUS}, {ROLE_ALERT_PICTURE, ROLE_ALERT}};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        struct slate slate;
        slate_open(&slate, 4, 12, TEXT_LEFT_TO_RIGHT);
        pictogram_paint(&slate.canvas, NULL, "Arbeit", PICTOGRAM_SMALL, colours[i][0]);
        assert_int_equal(grid_at(&slate.grid, 1, 5)->base, 'A');
        assert_int_equal(grid_at(&slate.grid, 1, 5)->role, colours[i][1]);
        slate_close(&slate);
    }
}

static void test_nothing_is_painted_beside_the_canvas(void **state)
{
    (void)state;
    size_t count;
    const struct pictogram *all = pictogram_all(&count);
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        for (int rows = 0; rows <= 8; rows += 2) {
            for (int columns = 0; columns <= 16; columns += 4) {
                struct slate slate;
                slate_open(&slate, 12, 24, direction);
                struct canvas part = canvas_part(&slate.canvas, 2, 3, rows, columns);
                for (size_t i = 0; i < count; i++)
                    pictogram_paint(&part, &all[i], NULL, PICTOGRAM_LARGE, ROLE_PICTURE);
                pictogram_paint(&part, NULL, "Wohnen", PICTOGRAM_LARGE, ROLE_PICTURE);
                for (int row = 0; row < 12; row++)
                    for (int column = 0; column < 24; column++)
                        if (row < part.top || row >= part.top + rows || column < part.left || column >= part.left + columns)
                            assert_int_equal(grid_at(&slate.grid, row, column)->base, ' ');
                slate_close(&slate);
            }
        }
    }
}

// ---- content ------------------------------------------------------------------------------------------------------

// All the way: imported, published, adopted, asked for.
static void test_each_area_of_the_city_has_a_picture_of_its_own(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog *catalog;
    struct problem problem;
    const char *build = getenv("KOMPASS_BUILD");
    const char *path = arena_format(&arena, "%s/golden/catalog/1.db", build == NULL ? "build" : build);
    if (catalog_open(&catalog, path, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    struct reader reader = reader_of(language_by_tag("de"));
    struct catalog_list areas = catalog_areas(catalog, &arena, &reader);
    assert_int_equal(areas.count, 12);
    for (size_t i = 0; i < areas.count; i++) {
        if (pictogram_named(areas.entries[i].pictogram) == NULL)
            fail_msg("%s has no picture", areas.entries[i].title.value);
        for (size_t other = 0; other < i; other++)
            assert_string_not_equal(areas.entries[i].pictogram, areas.entries[other].pictogram);
    }
    catalog_close(&catalog);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_read),
        cmocka_unit_test(test_what_is_wrong_is_told_with_its_line),
        cmocka_unit_test(test_hostile_files),
        cmocka_unit_test(test_each_is_found_by_its_name),
        cmocka_unit_test(test_both_sizes),
        cmocka_unit_test(test_tones_have_their_roles),
        cmocka_unit_test(test_only_what_has_a_direction_is_mirrored),
        cmocka_unit_test(test_a_letter_stands_for_what_there_is_not),
        cmocka_unit_test(test_the_letter_is_text),
        cmocka_unit_test(test_nothing_is_painted_beside_the_canvas),
        cmocka_unit_test(test_each_area_of_the_city_has_a_picture_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
