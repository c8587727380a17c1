// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lines such as the kiosk shows, made at random from a seed, and the catalog's own texts, held against FriBidi, which
// has an algorithm, brackets, mirror images and an Arabic shaper of its own; as a library and as the command `kompass
// layout`.
#include "tests/core/text_lines.h"

#include "core/text/accept.h"
#include "core/text/codepoints.h"
#include "core/text/isolate.h"

#include <fribidi/fribidi.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHARACTERS_MAX = 1000 };

static struct arena arena;
// ---- parts of lines ----------------------------------------------------------------------------------------------

static const char *const arabic[] = {"مرحبًا",    "مكتب",    "الهجرة", "في",    "الاستشارة", "هاتف",
                                     "لا",       "إلى",     "مجّانًا",  "الأحد", "مساءً",      "رقم",
                                     "العنوان:", "لِلأطفال", "سؤال؟",  "نعم،",  "مـــن"};
static const char *const persian[] = {
    "سلام", "می‌خواهم", "پناهندگی", "گفت‌وگو", "چگونه", "ژانویه", "خانهٔ", "کمک"};
static const char *const hebrew[] = {"שלום", "משרד", "עזרה", "רחוב", "טלפון:", "ד״ר"};
static const char *const latin[] = {"Amt",  "office", "the",     "Hilfe", "C++", "A1",
                                    "e.V.", "Kiosk",  "B2-Kurs", "§",     "Nr."};
static const char *const names[] = {"Dessau-Roßlau",
                                    "Amt für Soziales und Integration",
                                    "Jobcenter",
                                    "Müller & Söhne GmbH",
                                    "Integrationsbüro",
                                    "Ausländerbehörde",
                                    "Multikulturelles Zentrum e.V.",
                                    "AWO",
                                    "Haus \"Kreuzer\" (Stadtteil Süd)"};
static const char *const streets[] = {"Zerbster Straße %u", "St.-Johannis-Str. %u a, 06844 Dessau", "Am Bahnhof %u–9",
                                      "Markt %u"};
static const char *const phones[] = {"+49 340 204-%u", "0340 204-%u", "(0340) 204 %u", "116 %u", "+49 (0) 340 %u"};
static const char *const times[] = {"08:00–1%u:30", "9:00", "1%u:00 - 18:00", "24/7", "8–1%u Uhr"};
static const char *const dates[] = {"%u.11.2026", "2026-11-%u", "%u. November 2026", "٢٣/١١/٢٠٢٦", "%u/2026"};
static const char *const prices[] = {"%u,50 €", "%u €", "€ %u", "-%u", "+3", "1.%u00,00 Euro", "٢٥٫٥٠", "%u%%"};
static const char *const numbers[] = {"%u", "٢٠٢٦", "۱۴۰۵", "٣٠٪", "1/%u", "10-1%u", "٥-٧", "1,%u"};
static const char *const laws[] = {"§ 16 Abs. %u SGB II", "Art. %u GG", "§§ 22, 2%u AufenthG"};
static const char *const webs[] = {"https://verwaltung.dessau-rosslau.de/", "www.example.org/a?b=%u&c=2",
                                   "https://example.org/ar/مكتب"};
static const char *const mails[] = {"buergerbuero@dessau-rosslau.de", "info@b-%u.de"};
static const char *const marks[] = {"-", "–", ":", "/", "!", "...", "•", "→", "*", "&", "=", "<", ">", "\"", "، ", "؛"};
static const char *const controls[] = {"\u200E", "\u200F", "\u061C", "\u2060", "\u200B"};

// All that lines are made of, but for brackets and isolates.
static const struct kind {
    char letter; // stands for it in a sentence
    const char *const *words;
    size_t count;
    uint32_t weight;       // in lines without sense
    enum text_field field; // as which it may be isolated
} kinds[] = {
    {'w', arabic, COUNT(arabic), 30, TEXT_FIELD_NAME},   {'f', persian, COUNT(persian), 10, TEXT_FIELD_NAME},
    {'h', hebrew, COUNT(hebrew), 8, TEXT_FIELD_NAME},    {'l', latin, COUNT(latin), 12, TEXT_FIELD_NAME},
    {'o', names, COUNT(names), 6, TEXT_FIELD_NAME},      {'a', streets, COUNT(streets), 4, TEXT_FIELD_ADDRESS},
    {'n', numbers, COUNT(numbers), 8, TEXT_FIELD_PRICE}, {'m', prices, COUNT(prices), 6, TEXT_FIELD_PRICE},
    {'p', phones, COUNT(phones), 6, TEXT_FIELD_PHONE},   {'t', times, COUNT(times), 6, TEXT_FIELD_TIME},
    {'d', dates, COUNT(dates), 4, TEXT_FIELD_DATE},      {'g', laws, COUNT(laws), 2, TEXT_FIELD_NAME},
    {'u', webs, COUNT(webs), 4, TEXT_FIELD_URL},         {'e', mails, COUNT(mails), 4, TEXT_FIELD_EMAIL},
    {'.', marks, COUNT(marks), 8, TEXT_FIELD_NAME},      {'c', controls, COUNT(controls), 2, TEXT_FIELD_DATE},
};

// Sentences as editors write them; a letter in braces is one of its kind.
static const char *const sentences[] = {
    "يقدم {o} المشورة مجانًا للاجئين في {o}",
    "هاتف: {p}، من الساعة {t}",
    "هاتف {p}",
    "العنوان: {a}",
    "اتصلوا بالرقم {p} أو اكتبوا إلى {e}",
    "يكلف ذلك {m} ({g}) للشخص الواحد",
    "سجلوا أنفسكم خلال {n} يومًا في {o} (الطابق {n})",
    "بحسب القانون {g} لكم الحق في {w} {w} {w}",
    "تحتاجون إلى مستوى B1 وإلى اختبار «الحياة في ألمانيا» (Leben in Deutschland)",
    "{w} {w} {w} [{l}]: {n} {w}، {n} {w} و{n} {w}",
    "مفتوح يوم الأحد {t} و{t}، مغلق في {d}",
    "{o}: {w} {w} {w}؟ {w} {u}",
    "الموقع: {u} (باللغة الألمانية)",
    "1. {w} {w} {w}: {d}",
    "• {w} {w} / {l} / {w} – {m}",
    "لدورات C++ و{l} في {o}! الأعمار {n} سنة",
    "دفتر {f} {f} {f} در {o}، تلفن {p}",
    "{f} {f} «{f}» تا تاریخ {d} ساعت {t} است",
    "برای {f} {n} {f} به {a} بروید",
    "{h} {h} {h} ({o}) {h} {p}",
    "{h} {h}: {t}, {h} {m}, {h} {d}",
    "{w} {w} {w} {w} {w} {w} {w} {w}",
    "{w} {f} {h} {l} {n} {w}",
};

// One of its kind, with a number in it if it has one.
static char *make_word(const struct kind *kind)
{
    const char *word = kind->words[random_below((uint32_t)kind->count)];
    const char *place = strstr(word, "%u");
    char *made = place == NULL ? arena_copy_text(&arena, word)
                               : arena_format(&arena, "%.*s%u%s", (int)(place - word), word,
                                              random_below(random_below(2) == 0 ? 10 : 3000), place + 2);
    char *percent = strstr(made, "%%");
    if (percent != NULL)
        percent[1] = '\0';
    return made;
}

// ---- lines -------------------------------------------------------------------------------------------------------

// A sentence; of 100 of its parts `isolated` are isolated as their field, but at most `most`.
static char *make_sentence(uint32_t isolated, size_t most)
{
    char *text = arena_copy_text(&arena, "");
    for (const char *at = sentences[random_below(COUNT(sentences))]; *at != '\0';) {
        size_t plain = strcspn(at, "{");
        text = arena_format(&arena, "%s%.*s", text, (int)plain, at);
        at += plain;
        if (*at == '\0')
            break;
        const struct kind *kind = kinds;
        while (kind->letter != at[1])
            kind++;
        char *word = make_word(kind);
        if (most > 0 && random_below(100) < isolated) {
            word = text_isolate(&arena, kind->field, word);
            most--;
        }
        text = arena_format(&arena, "%s%s", text, word);
        at += strlen("{w}");
    }
    return text;
}

// Words without sense, some of them in brackets, some of these not closed; some isolated, if asked.
static char *make_words(uint32_t count, int depth, bool isolates)
{
    static const char *const openers[] = {"(", "[", "{", "«", "„", "((", "\u2067", "\u2066", "\u2068"};
    static const char *const closers[] = {")", "]", "}", "»", "“", "))", "\u2069", "\u2069", "\u2069"};
    static const char *const separators[] = {" ", " ", " ", " ", ", ", ": ", "\u00A0", "", "، ", ". ", "-"};
    uint32_t pairs = isolates ? COUNT(openers) : 6;
    char *text = arena_copy_text(&arena, "");
    uint32_t all = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        all += kinds[i].weight;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t chosen = random_below(all);
        const struct kind *kind = kinds;
        for (; chosen >= kind->weight; kind++)
            chosen -= kind->weight;
        char *word = make_word(kind);
        if (isolates && random_below(4) == 0)
            word = text_isolate(&arena, kind->field, word);
        if (depth < 3 && random_below(6) == 0) {
            uint32_t pair = random_below(pairs);
            const char *closer = closers[random_below(20) == 0 ? random_below(pairs) : pair];
            word = arena_format(&arena, "%s%s%s", openers[pair], make_words(1 + random_below(4), depth + 1, isolates),
                                random_below(12) == 0 ? "" : closer);
        }
        const char *separator = i == 0 ? "" : separators[random_below(COUNT(separators))];
        text = arena_format(&arena, "%s%s%s", text, separator, word);
    }
    return text;
}

// A line as it is written, seldom with one typed field isolated; of four lines one is without sense.
static char *make_line(void)
{
    switch (random_below(4)) {
    case 0:
        return make_words(2 + random_below(10), 0, false);
    case 1:
        return make_sentence(50, 1);
    default:
        return make_sentence(0, 0);
    }
}

// A line with typed fields as the kiosk puts them into its messages, or with isolates of all kinds in one another.
static char *make_isolated_line(void)
{
    return random_below(2) == 0 ? make_sentence(80, 10) : make_words(2 + random_below(10), 0, true);
}

// ---- the other algorithm -----------------------------------------------------------------------------------------

struct characters {
    uint32_t at[CHARACTERS_MAX];
    size_t count;
};

static void append(struct characters *text, uint32_t character)
{
    assert_true(text->count < CHARACTERS_MAX);
    text->at[text->count++] = character;
}

static void append_text(struct characters *text, const char *bytes)
{
    size_t count;
    const uint32_t *characters = codepoint_decode(&arena, bytes, strlen(bytes), &count);
    for (size_t i = 0; i < count; i++)
        append(text, characters[i]);
}

// Puts the text into visual order by FriBidi, in place; joined if asked.
static void order_by_fribidi(struct characters *text, enum text_direction direction, bool joined)
{
    FriBidiCharType types[CHARACTERS_MAX];
    FriBidiBracketType brackets[CHARACTERS_MAX];
    FriBidiLevel levels[CHARACTERS_MAX];
    FriBidiParType base = direction == TEXT_RIGHT_TO_LEFT ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    FriBidiStrIndex length = (FriBidiStrIndex)text->count;
    if (length == 0)
        return;
    fribidi_get_bidi_types(text->at, length, types);
    fribidi_get_bracket_types(text->at, length, types, brackets);
    assert_true(fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, levels) > 0);
    if (joined) {
        FriBidiArabicProp properties[CHARACTERS_MAX];
        fribidi_get_joining_types(text->at, length, properties);
        fribidi_join_arabic(types, length, levels, properties);
        fribidi_shape_arabic(FRIBIDI_FLAGS_ARABIC, levels, length, properties, text->at);
    }
    fribidi_shape_mirroring(levels, length, text->at);
    assert_true(fribidi_reorder_line(FRIBIDI_FLAG_REORDER_NSM, types, length, 0, base, levels, text->at, NULL) > 0);
}

static bool is_initiator(uint32_t character)
{
    return character >= CODEPOINT_LRI && character <= CODEPOINT_FSI;
}

// Where the isolate ends that begins at `start`.
static size_t find_end(const uint32_t *characters, size_t start, size_t count)
{
    size_t depth = 0;
    for (size_t i = start; i < count; i++) {
        if (is_initiator(characters[i]))
            depth++;
        else if (characters[i] == CODEPOINT_PDI && --depth == 0)
            return i;
    }
    return count;
}

static enum text_direction direction_of(uint32_t initiator, const uint32_t *characters, size_t count)
{
    if (initiator != CODEPOINT_FSI)
        return initiator == CODEPOINT_RLI ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
    for (size_t i = 0; i < count; i++) {
        if (is_initiator(characters[i]))
            i = find_end(characters, i, count);
        else if (FRIBIDI_IS_STRONG(fribidi_get_bidi_type(characters[i])))
            return FRIBIDI_IS_RTL(fribidi_get_bidi_type(characters[i])) ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
    }
    return TEXT_LEFT_TO_RIGHT;
}

// The same with each isolate ordered as a text of its own, and in its place a neutral character (UAX #9, X5a to X5c and
// BD13): by boxes, which no line has.
static void order_in_parts(const uint32_t *characters, size_t count, enum text_direction direction, bool joined,
                           struct characters *ordered)
{
    enum { FIRST_BOX = 0x2500, BOXES = 128 };
    struct characters outer = {.count = 0};
    size_t starts[BOXES];
    uint32_t isolates = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_initiator(characters[i])) {
            append(&outer, characters[i]);
            continue;
        }
        assert_true(isolates < BOXES);
        starts[isolates] = i;
        append(&outer, FIRST_BOX + isolates++);
        i = find_end(characters, i, count);
    }
    order_by_fribidi(&outer, direction, joined);
    for (size_t i = 0; i < outer.count; i++) {
        if (outer.at[i] < FIRST_BOX || outer.at[i] >= FIRST_BOX + BOXES) {
            append(ordered, outer.at[i]);
            continue;
        }
        size_t start = starts[outer.at[i] - FIRST_BOX];
        const uint32_t *inner = characters + start + 1;
        size_t inner_count = find_end(characters, start, count) - start - 1;
        order_in_parts(inner, inner_count, direction_of(characters[start], inner, inner_count), joined, ordered);
    }
}

// ---- comparing ---------------------------------------------------------------------------------------------------

// What is seen of the characters: without what is never shown, and with spaces of one kind.
static char *seen_of(const struct characters *text)
{
    uint32_t seen[CHARACTERS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < text->count; i++)
        if (text_width_of(text->at[i]) > 0)
            seen[count++] = text->at[i] == CODEPOINT_NBSP ? ' ' : text->at[i];
    return codepoint_encode(&arena, seen, count);
}

static char *order_by_us(const char *text, enum text_direction direction, bool joined)
{
    struct text_options options = {.direction = direction, .width = 4 * CHARACTERS_MAX, .unshaped = !joined};
    struct text_layout layout;
    text_lay_out(&arena, text, &options, &layout);
    assert_int_equal(layout.count, 1);
    struct characters bases = {.count = 0};
    for (size_t i = 0; i < layout.lines[0].count; i++) {
        uint32_t base = layout.lines[0].cells[i].base;
        // FriBidi leaves hamza, which joins nothing, without a form; fonts that have only forms would not show it.
        append(&bases, base == 0xFE80 ? 0x621 : base);
    }
    return seen_of(&bases);
}

struct counts {
    int lines;
    int equal;    // to FriBidi as it is
    int siblings; // only to FriBidi in parts
    int heh;      // heh with hamza above
    int other;
};

static bool has_siblings(const uint32_t *characters, size_t count)
{
    int isolates = 0;
    for (size_t i = 0; i < count; i++)
        isolates += is_initiator(characters[i]);
    return isolates > 1;
}

// One line; it ends in a full stop, as spaces there are swallowed.
static void compare_line(const char *words, enum text_direction direction, bool joined, struct counts *counts)
{
    char *text = arena_format(&arena, "%s.", words);
    text = text_clean(&arena, text, strlen(text));
    size_t count;
    uint32_t *characters = codepoint_decode(&arena, text, strlen(text), &count);
    struct characters whole = {.count = 0};
    append_text(&whole, text);
    order_by_fribidi(&whole, direction, joined);
    struct characters parts = {.count = 0};
    order_in_parts(characters, count, direction, joined, &parts);

    char *found = order_by_us(text, direction, joined);
    counts->lines++;
    if (strcmp(found, seen_of(&whole)) == 0) {
        counts->equal++;
    } else if (has_siblings(characters, count) && strcmp(found, seen_of(&parts)) == 0) {
        counts->siblings++;
    } else if (joined && strstr(text, "\u0647\u0654") != NULL) {
        counts->heh++;
    } else {
        counts->other++;
        print_error("%s\n  FriBidi %s\n  ours    %s\n", text, seen_of(&parts), found);
    }
}

static void report(const char *what, const struct counts *counts)
{
    print_message("%s: of %d lines %d are equal to FriBidi, %d differ for a reason known, %d for none\n", what,
                  counts->lines, counts->equal, counts->siblings + counts->heh, counts->other);
    if (counts->siblings > 0)
        print_message("  %d: FriBidi 1.0 lets isolates beside each other see each other, against BD13; equal when it "
                      "orders each alone\n",
                      counts->siblings);
    if (counts->heh > 0)
        print_message("  %d: heh and hamza above have a form together, which FriBidi does not use\n", counts->heh);
    assert_int_equal(counts->other, 0);
}

static struct counts compare_lines(const char *what, int lines, char *(*make)(void), bool joined)
{
    struct counts counts = {0};
    seed = 0x2545F4914F6CDD1D;
    for (int round = 0; round < lines; round++) {
        compare_line(make(), round % 4 == 0 ? TEXT_LEFT_TO_RIGHT : TEXT_RIGHT_TO_LEFT, joined, &counts);
        arena_reset(&arena);
    }
    report(what, &counts);
    return counts;
}

static void lines_as_written_are_in_the_order_of_fribidi(void **state)
{
    (void)state;
    struct counts counts = compare_lines("as written", 10000, make_line, false);
    assert_int_equal(counts.siblings, 0);
    assert_in_range(counts.equal, counts.lines * 99 / 100, counts.lines);
}

static void isolates_are_in_the_order_of_fribidi_when_it_orders_each_alone(void **state)
{
    (void)state;
    struct counts counts = compare_lines("with several isolates", 4000, make_isolated_line, false);
    assert_in_range(counts.siblings, 0, counts.lines / 10); // none when FriBidi has learnt it
}

// FriBidi's shaper beside the order: presentation forms and lam-alef as well.
static void order_and_forms_are_those_of_fribidi(void **state)
{
    (void)state;
    struct counts counts = compare_lines("joined, as written", 10000, make_line, true);
    assert_in_range(counts.equal, counts.lines * 90 / 100, counts.lines);
    compare_lines("joined, with several isolates", 4000, make_isolated_line, true);
}

// ---- the catalog's texts -----------------------------------------------------------------------------------------

static void compare_texts(json_t *value, struct counts *counts)
{
    const char *key;
    json_t *member;
    size_t index;
    if (json_is_string(value) && strstr(json_string_value(value), "\n") == NULL) {
        compare_line(json_string_value(value), TEXT_RIGHT_TO_LEFT, false, counts);
        arena_reset(&arena);
    }
    json_object_foreach(value, key, member) compare_texts(member, counts);
    json_array_foreach(value, index, member) compare_texts(member, counts);
}

// German beside Arabic: the file keeps both.
static void the_catalogs_arabic_texts_are_in_the_order_of_fribidi(void **state)
{
    (void)state;
    const char *source = getenv("KOMPASS_SOURCE");
    const char *path = "data/content/translations/ar.json";
    json_t *texts = json_load_file(arena_format(&arena, "%s/%s", source == NULL ? "." : source, path), 0, NULL);
    assert_non_null(texts);
    struct counts counts = {0};
    compare_texts(texts, &counts);
    json_decref(texts);
    report(path, &counts);
    assert_in_range(counts.lines, 500, SIZE_MAX);
    assert_int_equal(counts.equal, counts.lines);
}

// ---- the command -------------------------------------------------------------------------------------------------

// All lines through one `kompass layout`: each line of its input is a paragraph.
static void the_command_prints_the_order_of_fribidi(void **state)
{
    (void)state;
    enum { LINES = 10000 };
    char path[] = "/tmp/kompass-lines-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *input = fdopen(descriptor, "w");
    struct arena expected = {0};
    char **lines = arena_allocate(&expected, LINES, sizeof *lines);
    seed = 0x9E3779B97F4A7C15;
    for (int i = 0; i < LINES; i++) {
        struct characters ordered = {.count = 0};
        char *text = arena_format(&arena, "%s.", make_line());
        text = text_clean(&arena, text, strlen(text));
        append_text(&ordered, text);
        order_by_fribidi(&ordered, TEXT_RIGHT_TO_LEFT, false);
        lines[i] = arena_copy_text(&expected, seen_of(&ordered));
        fprintf(input, "%s\n", text);
        arena_reset(&arena);
    }
    assert_int_equal(fclose(input), 0);

    const char *build = getenv("KOMPASS_BUILD");
    char *command = arena_format(&arena, "'%s/kompass' layout --language ar --width 1000 --shaping none <%s",
                                 build == NULL ? "build" : build, path);
    FILE *output = popen(command, "r");
    assert_non_null(output);
    char line[4 * CHARACTERS_MAX];
    int equal = 0;
    for (int i = 0; i < LINES; i++) {
        struct characters found = {.count = 0};
        assert_non_null(fgets(line, sizeof line, output));
        line[strcspn(line, "\n")] = '\0';
        append_text(&found, line);
        equal += strcmp(seen_of(&found), lines[i]) == 0;
        arena_reset(&arena);
    }
    assert_null(fgets(line, sizeof line, output));
    assert_int_equal(pclose(output), 0);
    assert_int_equal(remove(path), 0);
    arena_free(&expected);
    print_message("kompass layout: of %d lines %d are equal to FriBidi\n", LINES, equal);
    assert_int_equal(equal, LINES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(lines_as_written_are_in_the_order_of_fribidi, empty_arena),
        cmocka_unit_test_teardown(isolates_are_in_the_order_of_fribidi_when_it_orders_each_alone, empty_arena),
        cmocka_unit_test_teardown(order_and_forms_are_those_of_fribidi, empty_arena),
        cmocka_unit_test_teardown(the_catalogs_arabic_texts_are_in_the_order_of_fribidi, empty_arena),
        cmocka_unit_test_teardown(the_command_prints_the_order_of_fribidi, empty_arena),
    };
    return cmocka_run_group_tests_name("text/order", tests, NULL, NULL);
}
