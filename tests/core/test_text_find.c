// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is found in free text. The marked text shows it: {isolates}, no_break_spaces, word|joiners and >marks; the seen
// text is what stands on the glass.
#include "tests/core/text_lines.h"

#include "core/text/codepoints.h"
#include "core/text/paragraph.h"

static char *mark(const char *text, enum text_direction direction)
{
    size_t count;
    uint32_t *characters = codepoint_decode(&arena, text, strlen(text), &count);
    characters = text_isolate_found(&arena, characters, &count, direction);
    for (size_t i = 0; i < count; i++) {
        switch (characters[i]) {
        case CODEPOINT_LRI:
            characters[i] = '{';
            break;
        case CODEPOINT_PDI:
            characters[i] = '}';
            break;
        case CODEPOINT_LRM:
            characters[i] = '>';
            break;
        case CODEPOINT_NBSP:
            characters[i] = '_';
            break;
        case CODEPOINT_WORD_JOINER:
            characters[i] = '|';
            break;
        default:
            break;
        }
    }
    return codepoint_encode(&arena, characters, count);
}

struct sample {
    const char *text, *marked;
};

static void expect_all(const struct sample *samples, size_t count, enum text_direction direction)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(mark(samples[i].text, direction), samples[i].marked);
}

static void phones(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"هاتف: 0340 204-2133، من", "هاتف: {0340_204-2133}، من"},
        {"بالرقم 116 016 أو 116016 أو 110.", "بالرقم {116_016} أو 116016 أو 110."},
        {"+49 (0) 340 204 2133", "{+49_(0)_340_204_2133}"},
        {"(0340) 204-0 مكتب", "{(0340)_204-0} مكتب"},
        {"(هاتف 0340/204 2133)", "(هاتف {0340/204_2133})"},
        {"+49-340-204-0، 0049 340 204", "{+49-340-204-0}، {0049_340_204}"},
        {"0340 204-0 (8–12 Uhr) 08:00", "{0340_204-0} ({8–|12_Uhr}) 08:00"},
        {"0340 204 - 0، 0340 204-0 – 24 ساعة", "{0340_204_-|_0}، {0340_204-0} – 24 ساعة"},
        {"0340 204-0, 0340 204-1", "{0340_204-0}, {0340_204-1}"},
        {"(0340 مكتب 204)", "(0340 مكتب 204)"},
        {"Tel.: 0340 204-0 مكتب", "{Tel.: 0340_204-0} مكتب"},
        {"AWO 0340 204-0 مكتب", "{AWO} {0340_204-0} مكتب"},
        {"هاتف ٠٣٤٠ ٢٠٤-٢١٣٣، ١١٦ ٠١٦", "هاتف {٠٣٤٠_>٢٠٤->٢١٣٣}، {١١٦_>٠١٦}"},
        {"+٤٩ ٣٤٠ ٢٠٤ مكتب", "{+>٤٩_>٣٤٠_>٢٠٤} مكتب"},
        {"تلفن ۰۳۴۰ ۲۰۴-۲۱۳۳", "تلفن {۰۳۴۰_۲۰۴-۲۱۳۳}"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void times_dates_and_spans(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"الساعة 08:00–12:30.", "الساعة {08:00–|12:30}."},
        {"08:00 – 12:30 و 13-18 Uhr", "{08:00_–|_12:30} و {13-18_Uhr}"},
        {"الساعة 08:00 إلى 12:30", "الساعة 08:00 إلى 12:30"},
        {"2026-11-23، 23.11.2026، 23/11/2026", "{2026-11-23}، 23.11.2026، 23/11/2026"},
        {"في 23. November 2026 حتى", "في {23. November_2026} حتى"},
        {"من 6-18 سنة، 16 - 25 سنة", "من {6-18} سنة، {16_-|_25} سنة"},
        {"الطابق 3 - 06844", "الطابق 3 - 06844"},
        {"24/7", "24/7"},
        {"خلال 14 يوما، 600 ساعة و100 ساعة", "خلال 14 يوما، 600 ساعة و100 ساعة"},
        {"٥-٧ -٥ ٢٠ € ١٤٠٥", "٥-٧ -٥ ٢٠ € ١٤٠٥"},
        {"٢٣/١١/٢٠٢٦ ٥-٧", "٢٣/١١/٢٠٢٦ ٥-٧"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void amounts_and_citations(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"12,50 € أو 20 Euro أو 50%", "{12,50_€} أو {20_Euro} أو {50%}"},
        {"€ 20، -5 °C، +3", "{€_20}، {-5_°C}، {+3}"},
        {"1.000,00 € و 10 000 مكتب", "{1.000,00_€} و {10_000} مكتب"},
        {"255 يورو", "255 يورو"},
        {"بحسب § 16 Abs. 1 SGB II لكم", "بحسب {§_16 Abs._1 SGB II} لكم"},
        {"§§ 22, 23 AufenthG", "{§§_22, 23 AufenthG}"},
        {"(§ 16a) مكتب", "({§_16a}) مكتب"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void addresses(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"https://www.a-b.de/amt/?a=b&c=(d). انظر", "{https://|www.|a-|b.|de/|amt/?|a=b&c=(d)}. انظر"},
        {"(www.x.de/)، info@b-2.de.", "({www.|x.|de/})، {info@b-2.|de}."},
        {"Amt www.x.de/ مكتب", "{Amt} {www.|x.|de/} مكتب"},
        {"في mitmach.lokal.", "في {mitmach.lokal}."},
        {"@ www. http:// a@ @b", "@ {www}. {http://} {a}@ @{b}"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void foreign_names(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"مكتب (Amt für Soziales) هاتف", "مكتب ({Amt für Soziales}) هاتف"},
        {"مكتب Haus (Süd) أو Haus \"Nord\" هاتف", "مكتب {Haus (Süd)} أو {Haus \"Nord\"} هاتف"},
        {"\"Haus\" Amt (مكتب)", "\"{Haus}\" {Amt} (مكتب)"},
        {"لدورات C++ و C# في Zentrum e.V. مجانا", "لدورات {C++} و {C#} في {Zentrum e.V.} مجانا"},
        {"Zentrum e.V. (Amt مكتب)", "{Zentrum e.V.} ({Amt} مكتب)"},
        {"في Dessau. هاتف", "في {Dessau}. هاتف"},
        {"«Am Dietrichshain»", "«{Am Dietrichshain}»"},
        {"مكتب Центр зайнятості 5، 4-Zimmer-Wohnung", "مكتب {Центр зайнятості_5}، {4-Zimmer-Wohnung}"},
        {"Bürger*innen، Müller & Söhne", "{Bürger*innen}، {Müller & Söhne}"},
        {"a (b (c (d (e (f مكتب", "{a} ({b} ({c} ({d} ({e} ({f} مكتب"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void house_numbers_and_numbers_that_count(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Zerbster Straße 4, 06844 Dessau-Roßlau.", "{Zerbster Straße_4, 06844 Dessau-Roßlau}."},
        {"في Zerbster Straße 4 في الطابق 2", "في {Zerbster Straße_4} في الطابق 2"},
        {"Am Bahnhof 5 قرب", "{Am Bahnhof_5} قرب"},
        {"Kavalierstr. 12 a مكتب", "{Kavalierstr._12_a} مكتب"},
        {"في Dessau 3 مكاتب", "في {Dessau} 3 مكاتب"},
        {"لدينا 3 Jobcenter", "لدينا 3 {Jobcenter}"},
        {"06844 Dessau 5 مكاتب", "{06844 Dessau} 5 مكاتب"},
        {"Windows 11، B1/B2", "{Windows_11}، {B1/B2}"},
        {"1. Anmeldung مكتب", "1. {Anmeldung} مكتب"},
        {"1. مكتب", "1. مكتب"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

// Nothing is isolated where letters stand left to right, but numbers are kept whole there too.
static void left_to_right_text_is_only_kept_whole(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Rufen Sie 0340 204-2133 an, 08:00–12:30 Uhr.", "Rufen Sie 0340_204-2133 an, 08:00–|12:30_Uhr."},
        {"Das kostet 12,50 € (§ 16 SGB II).", "Das kostet 12,50_€ (§_16 SGB II)."},
        {"Seite https://a-b.de/c.", "Seite https://|a-|b.|de/|c."},
        {"Am Markt 4 und B2-Kurs 3", "Am Markt 4 und B2-Kurs 3"},
        {"1-1-1-1a", "1-1-1-1a"},
    };
    expect_all(samples, COUNT(samples), TEXT_LEFT_TO_RIGHT);
}

// An isolate in the text has a direction of its own: RLI, LRI, FSI.
static void isolates_have_their_own_direction(void **state)
{
    (void)state;
    static const char *const texts[] = {"\u2067مكتب Amt C++\u2069 Amt", "\u2066Amt 08:00–12:30\u2069 مكتب",
                                        "\u2068مكتب Amt\u2069",         "\u2068Amt 5–6 مكتب\u2069",
                                        "a\u2069\u2069 مكتب",           "\u2066a\nb"};
    const struct sample ltr[] = {{texts[0], "\u2067مكتب {Amt C++}} Amt"}, {texts[2], "\u2068مكتب {Amt}}"}};
    const struct sample rtl[] = {{texts[1], "{Amt 08:00–|12:30} مكتب"},
                                 {texts[2], "\u2068مكتب {Amt}}"},
                                 {texts[3], "\u2068Amt 5–|6 مكتب}"},
                                 {texts[4], "{a}}} مكتب"},
                                 {texts[5], "{a\n{b}"}};
    expect_all(ltr, COUNT(ltr), TEXT_LEFT_TO_RIGHT);
    expect_all(rtl, COUNT(rtl), TEXT_RIGHT_TO_LEFT);
}

// ---- on the glass ------------------------------------------------------------------------------------------------

static void expect_seen(const char *text, enum text_direction direction, int width, const char *expected)
{
    struct text_options options = {.direction = direction, .width = width, .unshaped = true, .find_fields = true};
    assert_string_equal(see(text, &options), expected);
}

#define MAKTAB_UNJOINED "\u0628\u062A\u0643\u0645"

static void what_is_found_keeps_its_order(void **state)
{
    (void)state;
    static const struct {
        const char *found, *unlike; // what UAX #9 makes of it without isolates
    } fields[] = {
        {"0340 204-2133", "2133-204 0340"},
        {"٠٣٤٠ ٢٠٤-٢١٣٣", "٢١٣٣-٢٠٤ ٠٣٤٠"},
        {"+49 340 204-0", "0-204 340 49+"},
        {"08:00\u201312:30", "12:30\u201308:00"},
        {"2026-11-23", "23-11-2026"},
        {"C++", "++C"},
        {"e.V.", ".e.V"},
        {"116 016", "016 116"},
        {"12,50 \u20AC", "\u20AC 12,50"},
        {"06844 Dessau", "Dessau 06844"},
        {"\u00A7 16 SGB II", "SGB II 16 \u00A7"},
        {"https://a.de/", "/https://a.de"},
    };
    for (size_t i = 0; i < COUNT(fields); i++) {
        char *text = arena_format(&arena, MAKTAB " %s " MAKTAB ".", fields[i].found);
        expect_seen(text, TEXT_RIGHT_TO_LEFT, 60,
                    arena_format(&arena, "." MAKTAB_UNJOINED " %s " MAKTAB_UNJOINED, fields[i].found));
        struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = 60, .unshaped = true};
        assert_string_equal(see(text, &options),
                            arena_format(&arena, "." MAKTAB_UNJOINED " %s " MAKTAB_UNJOINED, fields[i].unlike));
    }
}

// What stands between two right-to-left words as it was written, in text of the kiosk's two such languages.
static void what_offices_write_reads_as_written(void **state)
{
    (void)state;
    static const char *const things[] = {
        // phone numbers, in the groups of several countries
        "1 800 345 5678",
        "49 340 204 2133",
        "204 2133",
        "20 42 133",
        "0 340 204 2133",
        "+49 (340) 204 21 33",
        "(+49) 340 204 2133",
        "(+49)3402042133",
        "(+49 (0)340) 204 2133",
        "(03 40) 2 04-21 33",
        "03 40 / 2 04 21 33",
        "+380 (44) 123-45-67",
        "8 (495) 123-45-67",
        "(800) 345-5678",
        "0049 (340) 204-2133",
        "0800 111 0 111",
        "0340 - 204 2133",
        "0340/204-2133",
        "0340 204-0 Durchwahl 12",
        "0340 204-2133 App. 5",
        "22 8 33",
        "0176/12 34 56 78",
        "\u06F0\u06F3\u06F4\u06F0 \u06F2\u06F0\u06F4 \u06F2\u06F1\u06F3\u06F3",
        "\u06F1 \u06F8\u06F0\u06F0 \u06F3\u06F4\u06F5 \u06F5\u06F6\u06F7\u06F8",
        "\u0660\u0663\u0664\u0660 \u0662\u0660\u0664",
        "\u0661 \u0668\u0660\u0660 \u0663\u0664\u0665 \u0665\u0666\u0667\u0668",
        "\u0660\u0663\u0664\u0660 204-2133",
        // numbers of accounts, taxes, files, cars
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "IBAN DE89 3704 0044 0532 0130 00",
        "1234 5678 9012 3456",
        "NOLADE21DES",
        "12 345 678 901",
        "DE 123 456 789",
        "181/815/08155",
        "65 170839 J 003",
        "12 C 345/26",
        "12 K 34/26.A",
        "Az.: 12 K 34/26",
        "Aktenzeichen: 12 K 34/26",
        "5 Ds 12 Js 34/26",
        "II-2-123/26",
        "B 4 AS 12/26 R",
        "1 BvR 123/26",
        "HRB 12345",
        "DE-AB 123",
        "DE AB 123 E",
        "BA-12-2026",
        // dates, times
        "01.12.2026\u201331.01.2027",
        "01.12.2026 \u2013 31.01.2027",
        "24.12. \u2013 26.12.",
        "24./25.12.2026",
        "24.12.",
        "24. \u2013 26. Dezember 2026",
        "01.12. bis 31.01.",
        "2026-12-24",
        "2026-10-12 \u2013 2026-10-16",
        "2026-10-12 - 2026-10-16",
        "08:00\u201312:00, 13:30\u201316:00",
        "8.30 bis 12 Uhr",
        "8 \u2013 12.30 Uhr",
        "9\u201312 und 14\u201318 Uhr",
        "Mo\u2013Fr 8\u201312 Uhr",
        "24.12.2026, 10:00 Uhr",
        "24.12.2026 10:00",
        // amounts, fractions, ratios
        "49,00 \u20AC",
        "49,\u2013 \u20AC",
        "1.234,56 EUR",
        "12 345,67 \u20AC",
        "20 \u20AC \u2013 30 \u20AC",
        "-5 \u00B0C",
        "-5 \u00B0C bis +3 \u00B0C",
        "50 %",
        "10\u201312",
        "10 bis 12",
        "3/4",
        "2 1/2",
        "1\u00BD",
        "1 : 2",
        "2 x 3",
        "18+",
        "> 18",
        "120 km/h",
        // places, laws, versions
        "06844 Dessau-Ro\u00DFlau",
        "D-06844 Dessau",
        "2.14",
        "Raum 2.14",
        "24 a",
        "12\u201314 b",
        "2. OG",
        "51.8386, 12.2456",
        "51\u00B0 50\u2032 12\u2033 N, 12\u00B0 14\u2032 44\u2033 O",
        "\u00A7 16a Abs. 2 Satz 1 AufenthG",
        "\u00A7\u00A7 3\u20135",
        "A1.2",
        "B1/B2",
        "v2.0.1",
        "S 5",
        "info@dessau-rosslau.de",
        "dessau-rosslau.de/amt/?a=b",
        "mailto:info@dessau-rosslau.de",
    };
    for (size_t i = 0; i < COUNT(things); i++)
        expect_seen(arena_format(&arena, MAKTAB " %s " MAKTAB, things[i]), TEXT_RIGHT_TO_LEFT, 78,
                    arena_format(&arena, MAKTAB_UNJOINED " %s " MAKTAB_UNJOINED, things[i]));
}

// Two numbers of a sentence are not one, and what counts does not belong to the words before it.
static void numbers_of_a_sentence_stay_apart(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"في عام 2026 5 مكاتب", "في عام 2026 5 مكاتب"},
        {"في عام 2026 12 مكتبا", "في عام 2026 12 مكتبا"},
        {"من 8 إلى 12 مكتبا", "من 8 إلى 12 مكتبا"},
        {"12345 12 مكتبا، 1 8 مكتب", "12345 12 مكتبا، 1 8 مكتب"},
        {"الغرفة 12. مكتب 2.14. مكتب", "الغرفة 12. مكتب 2.14. مكتب"},
        {"(25) مكتب (2026) 12 مكتب", "(25) مكتب (2026) 12 مكتب"},
        {"12, 13, 14 مكتب", "12, 13, 14 مكتب"},
        {"در سال ۱۴۰۵ ۱۲ دفتر", "در سال ۱۴۰۵ ۱۲ دفتر"},
        {"٢٠٢٦ ١٢ مكتبا، ١٢ ٣٤", "٢٠٢٦ ١٢ مكتبا، ١٢ ٣٤"},
        {"AWO 0340 204-0 مكتب", "{AWO} {0340_204-0} مكتب"},
        {"AWO 3 مكاتب", "{AWO} 3 مكاتب"},
    };
    expect_all(samples, COUNT(samples), TEXT_RIGHT_TO_LEFT);
}

static void what_is_found_is_not_parted(void **state)
{
    (void)state;
    expect_seen("Konto DE89 3704 0044 0532 0130 00", TEXT_LEFT_TO_RIGHT, 28, "Konto|DE89 3704 0044 0532 0130 00");
    expect_seen("Aktenzeichen 12 C 345/26", TEXT_LEFT_TO_RIGHT, 16, "Aktenzeichen|12 C 345/26");
    expect_seen("Rufen Sie 1 800 345 5678 an", TEXT_LEFT_TO_RIGHT, 16, "Rufen Sie|1 800 345 5678|an");
    expect_seen(MAKTAB " DE89 3704 0044 0532 0130 00", TEXT_RIGHT_TO_LEFT, 28,
                MAKTAB_UNJOINED "|DE89 3704 0044 0532 0130 00");
    expect_seen("Offen 08:00\u201312:30", TEXT_LEFT_TO_RIGHT, 14, "Offen|08:00\u201312:30");
    expect_seen("Telefon 0340 204-2133 am Tag", TEXT_LEFT_TO_RIGHT, 20, "Telefon|0340 204-2133 am Tag");
    expect_seen("siehe https://a-b.de/c", TEXT_LEFT_TO_RIGHT, 17, "siehe|https://a-b.de/c");
    expect_seen("siehe https://a-b.de/cdefgh", TEXT_LEFT_TO_RIGHT, 15, "siehe|https://a-b.de/|cdefgh");
    expect_seen(MAKTAB " 0340 204-2133", TEXT_RIGHT_TO_LEFT, 14, MAKTAB_UNJOINED "|0340 204-2133");
    expect_seen(MAKTAB " Zerbster Stra\u00DFe 4, " MAKTAB, TEXT_RIGHT_TO_LEFT, 14,
                "Zerbster " MAKTAB_UNJOINED "|" MAKTAB_UNJOINED " ,Stra\u00DFe 4");
    expect_seen("Der Ausl\u00E4nder-/Integrationsbeirat", TEXT_LEFT_TO_RIGHT, 19,
                "Der Ausl\u00E4nder-/|Integrationsbeirat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(phones, empty_arena),
        cmocka_unit_test_teardown(times_dates_and_spans, empty_arena),
        cmocka_unit_test_teardown(amounts_and_citations, empty_arena),
        cmocka_unit_test_teardown(addresses, empty_arena),
        cmocka_unit_test_teardown(foreign_names, empty_arena),
        cmocka_unit_test_teardown(house_numbers_and_numbers_that_count, empty_arena),
        cmocka_unit_test_teardown(left_to_right_text_is_only_kept_whole, empty_arena),
        cmocka_unit_test_teardown(isolates_have_their_own_direction, empty_arena),
        cmocka_unit_test_teardown(what_is_found_keeps_its_order, empty_arena),
        cmocka_unit_test_teardown(what_offices_write_reads_as_written, empty_arena),
        cmocka_unit_test_teardown(numbers_of_a_sentence_stay_apart, empty_arena),
        cmocka_unit_test_teardown(what_is_found_is_not_parted, empty_arena),
    };
    return cmocka_run_group_tests_name("text/find", tests, NULL, NULL);
}
