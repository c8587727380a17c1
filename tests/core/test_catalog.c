// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of reading a catalog: order, fallback between languages, duplicates, unknown facts, unknown ids.
#include "tests/core/fixture.h"

#include "core/catalog/catalog.h"

struct library {
    struct arena arena;
    char *folder;
    struct catalog *catalog;
    struct reader german, english, arabic, ukrainian;
    struct problem problem;
};

static int set_up(void **state)
{
    struct library *library = calloc(1, sizeof *library);
    library->folder = fixture_folder(&library->arena);
    char *path = arena_format(&library->arena, "%s/7.db", library->folder);
    fixture_catalog(path, "");
    if (catalog_open(&library->catalog, path, &library->problem) != STATUS_OK)
        fail_msg("%s", library->problem.why);
    library->german = reader_of(language_by_tag("de"));
    library->english = reader_of(language_by_tag("en"));
    library->arabic = reader_of(language_by_tag("ar"));
    library->ukrainian = reader_of(language_by_tag("uk"));
    *state = library;
    return 0;
}

static int tear_down(void **state)
{
    struct library *library = *state;
    catalog_close(&library->catalog);
    assert_null(library->catalog);
    fixture_remove_folder(library->folder);
    arena_free(&library->arena);
    free(library);
    return 0;
}

static const char *id(struct library *library, int number)
{
    return fixture_id(&library->arena, number);
}

static void assert_text(const struct catalog_text *text, const char *value, const char *tag)
{
    assert_non_null(text->value);
    assert_string_equal(text->value, value);
    assert_string_equal(text->language->tag, tag);
}

// The entries have these numbers in this order, ended by 0.
static void assert_ids(struct library *library, struct catalog_list list, const int *numbers)
{
    size_t count = 0;
    while (numbers[count] != 0)
        count++;
    assert_int_equal(list.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(list.entries[i].id, id(library, numbers[i]));
}
#define assert_list(library, list, ...) assert_ids(library, list, (const int[]){__VA_ARGS__, 0})

static void test_the_release_is_told(void **state)
{
    struct library *library = *state;
    const struct catalog_release *release = catalog_release(library->catalog);
    const struct counts counts = catalog_counts(library->catalog);
    assert_int_equal(release->number, 7);
    assert_string_equal(release->city, "musterstadt");
    assert_string_equal(release->name, "Musterstadt");
    assert_string_equal(release->zone, "Europe/Berlin");
    assert_string_equal(release->created, "2026-11-20T08:30:00Z");
    assert_int_equal(release->created_date.year, 2026);
    assert_int_equal(release->created_date.month, 11);
    assert_int_equal(release->created_date.day, 20);
    assert_int_equal(release->created_date.weekday, 4);
    assert_int_equal(counts.of[KIND_AREA], 4);
    assert_int_equal(counts.of[KIND_TOPIC], 5);
    assert_int_equal(counts.of[KIND_OFFER], 4); // without the duplicate
    assert_int_equal(counts.of[KIND_ARTICLE], 2);
    assert_int_equal(counts.of[KIND_GUIDE], 2);
    assert_int_equal(counts.of[KIND_GUIDE_STEP], 3);
    assert_int_equal(counts.of[KIND_EMERGENCY], 2);
    assert_int_equal(catalog_verify(library->catalog, &library->problem), STATUS_OK);
}

static void test_areas_come_in_order_and_never_empty(void **state)
{
    struct library *library = *state;
    struct catalog_list areas = catalog_areas(library->catalog, &library->arena, &library->arabic);
    assert_list(library, areas, 102, 101, 104);
    assert_text(&areas.entries[0].title, "Health", "en"); // there is no Arabic name
    assert_text(&areas.entries[0].detail, "Arzt", "de");
    assert_int_equal(areas.entries[0].count, 1);
    assert_text(&areas.entries[1].title, "الوصول", "ar");
    assert_int_equal(areas.entries[1].title.origin, TEXT_ORIGIN_MACHINE);
    assert_text(&areas.entries[1].detail, "الخطوات الأولى، اللغة", "ar");
    assert_int_equal(areas.entries[1].detail.origin, TEXT_ORIGIN_MACHINE);
    assert_int_equal(areas.entries[1].count, 2); // one topic is empty, one has only a duplicate
    assert_text(&areas.entries[2].title, "Wege", "de");
    assert_null(areas.entries[2].detail.value); // it has a guide only
    areas = catalog_areas(library->catalog, &library->arena, &library->german);
    assert_text(&areas.entries[1].detail, "Erste Wege, Sprache", "de");
    assert_int_equal(areas.entries[1].detail.origin, TEXT_ORIGIN_HUMAN);
}

// The name is given as it stands there: whoever paints it knows which pictures there are.
static void test_areas_name_their_picture(void **state)
{
    struct library *library = *state;
    struct catalog_list areas = catalog_areas(library->catalog, &library->arena, &library->german);
    assert_list(library, areas, 102, 101, 104);
    assert_string_equal(areas.entries[0].pictogram, "heart");
    assert_string_equal(areas.entries[1].pictogram, "no-such-picture");
    assert_null(areas.entries[2].pictogram);
    const char *names[3];
    assert_int_equal(catalog_pictograms(library->catalog, &library->arena, names, 3), 2);
    assert_string_equal(names[0], "heart");
    assert_string_equal(names[1], "no-such-picture");
    assert_int_equal(catalog_pictograms(library->catalog, &library->arena, names, 1), 1);
    struct catalog_list topics = catalog_topics(library->catalog, &library->arena, &library->german, id(library, 101));
    assert_null(topics.entries[0].pictogram);
}

// A release from before there were pictures is as good as any.
static void test_a_catalog_without_pictures_is_read(void **state)
{
    struct library *library = *state;
    struct catalog *older;
    char *path = arena_format(&library->arena, "%s/8.db", library->folder);
    fixture_catalog(path, "ALTER TABLE area DROP COLUMN pictogram");
    assert_int_equal(catalog_open(&older, path, &library->problem), STATUS_OK);
    assert_int_equal(catalog_verify(older, &library->problem), STATUS_OK);
    struct catalog_list areas = catalog_areas(older, &library->arena, &library->german);
    assert_list(library, areas, 102, 101, 104);
    assert_text(&areas.entries[0].title, "Gesundheit", "de");
    for (size_t i = 0; i < areas.count; i++)
        assert_null(areas.entries[i].pictogram);
    assert_int_equal(catalog_pictograms(older, &library->arena, (const char *[1]){NULL}, 1), 0);
    catalog_close(&older);
}

static void test_topics_count_what_is_listed(void **state)
{
    struct library *library = *state;
    struct catalog_list topics = catalog_topics(library->catalog, &library->arena, &library->english, id(library, 101));
    assert_list(library, topics, 201, 202);
    assert_text(&topics.entries[0].title, "First steps", "en");
    assert_int_equal(topics.entries[0].count, 5);
    assert_int_equal(topics.entries[1].count, 2);
    assert_null(topics.entries[0].detail.value);
}

static void test_a_topic_lists_articles_then_offers_without_duplicates(void **state)
{
    struct library *library = *state;
    struct catalog_list list =
        catalog_topic_entries(library->catalog, &library->arena, &library->english, id(library, 201));
    assert_list(library, list, 402, 401, 301, 302, 305);
    assert_int_equal(list.entries[0].kind, KIND_ARTICLE);
    assert_int_equal(list.entries[2].kind, KIND_OFFER);
    assert_text(&list.entries[1].title, "How to register", "en");
    assert_text(&list.entries[1].detail, "In zwei Wochen.", "de");
    assert_text(&list.entries[2].title, "Citizens' office", "en");
    assert_string_equal(list.entries[2].german, "Bürgeramt");
    assert_text(&list.entries[2].detail, "Register your home here.", "en");
    assert_text(&list.entries[3].title, "Sprachkurs für alle", "de");
    assert_null(list.entries[3].german);
}

static void test_topics_are_parted_as_their_language_parts_a_list(void **state)
{
    struct library *library = *state;
    struct catalog *catalog;
    const struct reader tigrinya = reader_of(language_by_tag("ti"));
    char *path = arena_format(&library->arena, "%s/8.db", library->folder);
    fixture_catalog(path, "INSERT INTO text VALUES (id(201), 'ti', 'name', 'ሓደ', 'human', NULL, hash()),"
                          " (id(202), 'ti', 'name', 'ክልተ', 'human', NULL, hash())");
    assert_int_equal(catalog_open(&catalog, path, &library->problem), STATUS_OK);
    struct catalog_list areas = catalog_areas(catalog, &library->arena, &tigrinya);
    assert_text(&areas.entries[1].detail, "ሓደ፡ ክልተ", "ti");
    catalog_close(&catalog);
}

// By their positions, but what can only be read about comes last.
static void test_what_cannot_be_reached_is_listed_last(void **state)
{
    struct library *library = *state;
    struct catalog *catalog;
    struct catalog_offer offer;
    char *path = arena_format(&library->arena, "%s/8.db", library->folder);
    fixture_catalog(path, "UPDATE thing SET position = 0 WHERE id = id(302); UPDATE thing SET position = 0 WHERE id = id(305);"
                          "INSERT INTO contact VALUES (id(305), 1, NULL, NULL, NULL, NULL, 'https://example.org/', NULL);");
    assert_int_equal(catalog_open(&catalog, path, &library->problem), STATUS_OK);
    struct catalog_list list = catalog_topic_entries(catalog, &library->arena, &library->english, id(library, 201));
    assert_list(library, list, 402, 401, 305, 301, 302);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.entries[i].unreachable, i == 4);
    static const struct {
        int number;
        bool contact, reachable;
    } offers[] = {{301, true, true}, {302, false, false}, {304, false, false}, {305, true, true}}; // 304: a town, no street
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        assert_int_equal(catalog_offer(catalog, &library->arena, &library->english, id(library, offers[i].number), &offer,
                                       &library->problem), STATUS_OK);
        assert_int_equal(offer_has_contact(&offer), offers[i].contact);
        assert_int_equal(offer_is_reachable(&offer), offers[i].reachable);
    }
    catalog_close(&catalog);
}

static void test_a_reader_who_prefers_german_sees_the_german_name(void **state)
{
    struct library *library = *state;
    struct catalog_entry entry;
    assert_true(
        catalog_entry(library->catalog, &library->arena, &library->german, id(library, 301), &entry));
    assert_text(&entry.title, "Bürgeramt", "de");
    assert_null(entry.german);
    const struct reader german_before_english = {
        .languages = {language_by_tag("uk"), language_by_tag("de"), language_by_tag("en")},
    };
    assert_true(catalog_entry(library->catalog, &library->arena, &german_before_english, id(library, 301),
                              &entry));
    assert_text(&entry.title, "Bürgeramt", "de");
    assert_true(
        catalog_entry(library->catalog, &library->arena, &library->ukrainian, id(library, 301), &entry));
    assert_text(&entry.title, "Citizens' office", "en");
    assert_string_equal(entry.german, "Bürgeramt");
}

static void test_a_reader_without_any_of_the_languages_gets_no_text(void **state)
{
    struct library *library = *state;
    const struct reader nobody = {0};
    const struct reader vietnamese = {.languages = {language_by_tag("vi")}};
    struct catalog_entry entry;
    assert_true(catalog_entry(library->catalog, &library->arena, &nobody, id(library, 101), &entry));
    assert_null(entry.title.value);
    struct catalog_list areas = catalog_areas(library->catalog, &library->arena, &vietnamese);
    assert_int_equal(areas.count, 3);
    assert_null(areas.entries[0].title.value);
    assert_null(areas.entries[0].detail.value);
}

static void test_an_offer_with_all_its_parts(void **state)
{
    struct library *library = *state;
    struct catalog_offer offer;
    assert_int_equal(catalog_offer(library->catalog, &library->arena, &library->arabic, id(library, 301), &offer,
                                   &library->problem), STATUS_OK);
    assert_string_equal(offer.id, id(library, 301));
    assert_string_equal(offer.slug, "buergeramt");
    assert_string_equal(offer.name, "Bürgeramt");
    assert_text(&offer.gloss, "مكتب المواطنين", "ar");
    assert_int_equal(offer.gloss.origin, TEXT_ORIGIN_MACHINE);
    assert_text(&offer.summary, "هنا تسجل مسكنك.", "ar");
    assert_text(&offer.bring, "Your passport.", "en");
    assert_int_equal(offer.bring.origin, TEXT_ORIGIN_HUMAN);
    assert_text(&offer.next_step, "Gehen Sie hin.", "de");
    assert_string_equal(offer.organization, "Stadt Musterstadt");
    assert_string_equal(offer.street, "Musterweg 1");
    assert_string_equal(offer.postal_code, "01234");
    assert_string_equal(offer.city, "Musterstadt");
    assert_string_equal(offer.district, "Mitte");
    assert_int_equal(offer.contact_count, 2);
    assert_string_equal(offer.contacts[0].phone, "+493401234567");
    assert_string_equal(offer.contacts[0].printed, "0340 1234567");
    assert_string_equal(offer.contacts[0].email, "amt@example.org");
    assert_string_equal(offer.contacts[0].url, "https://example.org/");
    assert_null(offer.contacts[0].role);
    assert_string_equal(offer.contacts[1].role, "Anmeldung");
    assert_string_equal(offer.contacts[1].printed, "112");
    assert_null(offer.contacts[1].phone);
    assert_true(offer.hours_known);
    assert_int_equal(offer.span_count, 2);
    assert_int_equal(offer.spans[0].weekday, 0);
    assert_int_equal(offer.spans[0].open_minute, 480);
    assert_int_equal(offer.spans[0].close_minute, 720);
    assert_int_equal(offer.spans[1].weekday, 1);
    assert_int_equal(offer.by_appointment, VALUE_NO);
    assert_int_equal(offer.cost, COST_FREE);
    assert_int_equal(offer.spoken_count, 3);
    assert_string_equal(offer.spoken[1], "ar");
    assert_int_equal(offer.audiences, 1u << AUDIENCE_EVERYONE | 1u << AUDIENCE_REFUGEES);
    assert_string_equal(offer.source_url, "https://example.org/a");
    assert_string_equal(offer.source_date, "2025-12");
    assert_string_equal(offer.verified_on, "2026-10-01");
    assert_int_equal(offer.confidence, CONFIDENCE_HIGH);
    assert_list(library, offer.guides, 501); // once, though two links lead here
    assert_string_equal(offer.topic_id, id(library, 201));
}

static void test_what_nobody_stated_stays_unknown(void **state)
{
    struct library *library = *state;
    struct catalog_offer offer;
    assert_int_equal(catalog_offer(library->catalog, &library->arena, &library->german, id(library, 302), &offer,
                                   &library->problem), STATUS_OK);
    assert_null(offer.gloss.value);
    assert_null(offer.bring.value);
    assert_null(offer.next_step.value);
    assert_null(offer.street);
    assert_null(offer.postal_code);
    assert_null(offer.city);
    assert_null(offer.district);
    assert_int_equal(offer.contact_count, 0);
    assert_false(offer.hours_known);
    assert_null(offer.spans);
    assert_int_equal(offer.by_appointment, VALUE_UNKNOWN);
    assert_int_equal(offer.cost, COST_UNKNOWN);
    assert_int_equal(offer.spoken_count, 0);
    assert_int_equal(offer.audiences, 0);
    assert_null(offer.source_date);
    assert_null(offer.verified_on);
    assert_int_equal(offer.confidence, CONFIDENCE_LOW);
    assert_string_equal(offer.topic_id, id(library, 202));
    assert_list(library, offer.guides, 501);
    // Known to have no regular hours is another thing.
    assert_int_equal(catalog_offer(library->catalog, &library->arena, &library->german, id(library, 305), &offer,
                                   &library->problem), STATUS_OK);
    assert_true(offer.hours_known);
    assert_non_null(offer.spans);
    assert_int_equal(offer.span_count, 0);
    assert_int_equal(offer.by_appointment, VALUE_YES);
    assert_int_equal(offer.cost, COST_PAID);
    assert_int_equal(offer.guides.count, 0);
}

static void test_a_duplicate_leads_to_what_it_repeats(void **state)
{
    struct library *library = *state;
    struct catalog_entry entry;
    struct catalog_offer offer;
    assert_true(
        catalog_entry(library->catalog, &library->arena, &library->german, id(library, 303), &entry));
    assert_string_equal(entry.id, id(library, 301));
    assert_int_equal(catalog_offer(library->catalog, &library->arena, &library->german, id(library, 303), &offer,
                                   &library->problem), STATUS_OK);
    assert_string_equal(offer.slug, "buergeramt");
    assert_int_equal(offer.contact_count, 2);
}

static void test_an_article_in_the_language_its_blocks_have(void **state)
{
    struct library *library = *state;
    struct catalog_article article;
    assert_int_equal(catalog_article(library->catalog, &library->arena, &library->arabic, id(library, 401), &article,
                                     &library->problem), STATUS_OK);
    assert_text(&article.title, "How to register", "en");
    assert_text(&article.summary, "In zwei Wochen.", "de");
    assert_string_equal(article.language->tag, "en");
    assert_int_equal(article.origin, TEXT_ORIGIN_MACHINE);
    assert_int_equal(article.block_count, 1);
    assert_string_equal(article.blocks[0].text, "To the office.");
    assert_int_equal(catalog_article(library->catalog, &library->arena, &library->german, id(library, 401), &article,
                                     &library->problem), STATUS_OK);
    assert_string_equal(article.language->tag, "de");
    assert_int_equal(article.origin, TEXT_ORIGIN_HUMAN);
    assert_int_equal(article.block_count, 7); // the link to nothing is not shown
    const enum body_block_kind kinds[] = {BODY_HEADING, BODY_PARAGRAPH, BODY_ITEM, BODY_LINK,
                                     BODY_LINK,    BODY_LINK,      BODY_LINK};
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(article.blocks[i].kind, kinds[i]);
    assert_string_equal(article.blocks[0].text, "Wohin?");
    assert_null(article.blocks[3].text);
    assert_string_equal(article.blocks[3].entry.id, id(library, 301)); // by way of its duplicate
    assert_text(&article.blocks[4].entry.title, "Die erste Woche", "de");
    assert_int_equal(article.blocks[5].entry.kind, KIND_TOPIC);
    assert_string_equal(article.blocks[6].entry.id, id(library, 402));
    assert_string_equal(article.source_url, "https://example.org/f");
    assert_string_equal(article.source_date, "2026");
    assert_string_equal(article.verified_on, "2026-09-09");
    assert_int_equal(article.confidence, CONFIDENCE_HIGH);
    assert_string_equal(article.topic_id, id(library, 201));
}

static void test_an_article_without_blocks_for_the_reader(void **state)
{
    struct library *library = *state;
    const struct reader ukrainian_only = {.languages = {language_by_tag("uk")}};
    struct catalog_article article;
    assert_int_equal(catalog_article(library->catalog, &library->arena, &ukrainian_only, id(library, 401), &article,
                                     &library->problem), STATUS_OK);
    assert_null(article.language);
    assert_int_equal(article.block_count, 0);
}

static void test_a_guide_with_steps_in_order(void **state)
{
    struct library *library = *state;
    struct catalog_guide guide;
    assert_int_equal(catalog_guide(library->catalog, &library->arena, &library->ukrainian, id(library, 501), &guide,
                                   &library->problem), STATUS_OK);
    assert_text(&guide.title, "Перший тиждень", "uk");
    assert_text(&guide.summary, "Was jetzt?", "de");
    assert_string_equal(guide.area_id, id(library, 101));
    assert_int_equal(guide.step_count, 2);
    assert_text(&guide.steps[0].text, "Зареєструйтеся.", "uk");
    assert_int_equal(guide.steps[0].text.origin, TEXT_ORIGIN_MACHINE);
    assert_string_equal(guide.steps[0].source_url, "https://example.org/i");
    assert_list(library, guide.steps[0].offers, 301); // once: the other link is its duplicate
    assert_text(&guide.steps[1].text, "Lernen Sie Deutsch.", "de");
    assert_list(library, guide.steps[1].offers, 302);
}

static void test_guides_of_an_area_and_of_all(void **state)
{
    struct library *library = *state;
    assert_list(library, catalog_guides(library->catalog, &library->arena, &library->german, NULL), 502, 501);
    assert_true(catalog_has_guides(library->catalog));
    assert_list(library, catalog_guides(library->catalog, &library->arena, &library->german, id(library, 101)), 501);
}

static void test_emergency_numbers_by_rank(void **state)
{
    struct library *library = *state;
    size_t count;
    const struct emergency_number *numbers =
        catalog_emergency(library->catalog, &library->arena, &library->arabic, &count);
    assert_int_equal(count, 2);
    assert_string_equal(numbers[0].number, "112");
    assert_text(&numbers[0].name, "الإسعاف", "ar");
    assert_text(&numbers[0].when, "Bei Feuer.", "de");
    assert_string_equal(numbers[0].offer_id, id(library, 304));
    assert_string_equal(numbers[1].number, "110");
    assert_null(numbers[1].offer_id);
}

static void test_holidays_fixed_and_moving(void **state)
{
    struct library *library = *state;
    size_t count;
    const struct holiday *holidays = catalog_holidays(library->catalog, &library->arena, &library->english, &count);
    assert_int_equal(count, 3);
    struct local_time day = clock_from_day_number(clock_day_number(2027, 1, 1));
    assert_string_equal(hours_holiday(holidays, count, day)->name, "New Year's Day");
    day = clock_from_day_number(clock_day_number(2026, 4, 3));
    assert_string_equal(hours_holiday(holidays, count, day)->name, "Karfreitag");
    day = clock_from_day_number(clock_day_number(2026, 4, 6));
    assert_string_equal(hours_holiday(holidays, count, day)->name, "Ostermontag");
}

static void test_the_words_of_a_page_in_their_order(void **state)
{
    struct library *library = *state;
    const struct reader ukrainian = reader_of(language_by_tag("uk"));
    struct catalog_list words = catalog_terms(library->catalog, &library->arena, &ukrainian, id(library, 401));
    assert_int_equal(words.count, 2);
    assert_string_equal(words.entries[0].title.value, "установа");
    assert_int_equal(words.entries[0].title.origin, TEXT_ORIGIN_MACHINE);
    assert_string_equal(words.entries[0].german, "Amt");
    assert_string_equal(words.entries[0].detail.value, "Ein Büro der Stadt."); // nobody has translated it
    assert_ptr_equal(words.entries[0].detail.language, language_by_tag("de"));
    assert_string_equal(words.entries[1].detail.value, "Документ.");
    assert_true(catalog_has_terms(library->catalog, id(library, 401)));
    assert_false(catalog_has_terms(library->catalog, id(library, 402)));
    assert_int_equal(catalog_terms(library->catalog, &library->arena, &ukrainian, id(library, 402)).count, 0);
}

static void test_a_german_reader_sees_each_word_once(void **state)
{
    struct library *library = *state;
    const struct reader german = reader_of(language_by_tag("de"));
    struct catalog_list words = catalog_terms(library->catalog, &library->arena, &german, id(library, 401));
    assert_string_equal(words.entries[0].title.value, "Amt");
    assert_null(words.entries[0].german);
}

static void test_where_a_word_stands(void **state)
{
    struct library *library = *state;
    struct catalog_list places =
        catalog_term_places(library->catalog, &library->arena, &library->english, id(library, 912));
    assert_int_equal(places.count, 2);
    assert_string_equal(places.entries[0].id, id(library, 401)); // articles come before offers
    assert_string_equal(places.entries[1].id, id(library, 301));
}

static void test_slugs_lead_to_ids(void **state)
{
    struct library *library = *state;
    static const struct {
        enum kind kind;
        const char *slug;
        int number;
    } things[] = {
        {KIND_AREA, "ankommen", 101},    {KIND_TOPIC, "sprache", 202},      {KIND_OFFER, "buergeramt", 301},
        {KIND_ARTICLE, "anmelden", 401}, {KIND_GUIDE, "erste-woche", 501}, {KIND_EMERGENCY, "rettung", 702},
        {KIND_TERM, "amt", 911},
    };
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        char *found = catalog_id_of_slug(library->catalog, &library->arena, things[i].kind, things[i].slug);
        assert_non_null(found);
        assert_string_equal(found, id(library, things[i].number));
        assert_null(catalog_id_of_slug(library->catalog, &library->arena, things[i].kind, "none"));
    }
    assert_null(catalog_id_of_slug(library->catalog, &library->arena, KIND_AREA, "sprache"));
}

static void test_unknown_ids_are_not_found(void **state)
{
    struct library *library = *state;
    char *long_id = arena_allocate(&library->arena, 100001, 1);
    memset(long_id, '0', 100000);
    const char *const unknown[] = {id(library, 999), id(library, 201), "", "x", "' OR 1=1 --", long_id, NULL};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct catalog_offer offer;
        struct catalog_article article;
        struct catalog_guide guide;
        struct catalog_entry entry;
        struct arena *arena = &library->arena;
        const struct reader *reader = &library->arabic;
        enum status status = catalog_offer(library->catalog, arena, reader, unknown[i], &offer, &library->problem);
        assert_int_equal(status, STATUS_NOT_FOUND);
        status = catalog_article(library->catalog, arena, reader, unknown[i], &article, &library->problem);
        assert_int_equal(status, STATUS_NOT_FOUND);
        status = catalog_guide(library->catalog, arena, reader, unknown[i], &guide, &library->problem);
        assert_int_equal(status, STATUS_NOT_FOUND);
        assert_true(library->problem.mend[0] != '\0');
        assert_int_equal(catalog_topics(library->catalog, arena, reader, unknown[i]).count, 0);
        if (i != 1) // that one is a topic
            assert_int_equal(catalog_topic_entries(library->catalog, arena, reader, unknown[i]).count, 0);
        if (unknown[i] != NULL)
            assert_int_equal(catalog_guides(library->catalog, arena, reader, unknown[i]).count, 0);
        assert_true(catalog_entry(library->catalog, arena, reader, unknown[i], &entry) == (i == 1));
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            if (unknown[i] != NULL)
                assert_null(catalog_id_of_slug(library->catalog, arena, (enum kind)kind, unknown[i]));
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_topics_are_parted_as_their_language_parts_a_list),
        TEST(test_the_release_is_told),
        TEST(test_areas_come_in_order_and_never_empty),
        TEST(test_areas_name_their_picture),
        TEST(test_a_catalog_without_pictures_is_read),
        TEST(test_topics_count_what_is_listed),
        TEST(test_a_topic_lists_articles_then_offers_without_duplicates),
        TEST(test_what_cannot_be_reached_is_listed_last),
        TEST(test_a_reader_who_prefers_german_sees_the_german_name),
        TEST(test_a_reader_without_any_of_the_languages_gets_no_text),
        TEST(test_an_offer_with_all_its_parts),
        TEST(test_what_nobody_stated_stays_unknown),
        TEST(test_a_duplicate_leads_to_what_it_repeats),
        TEST(test_an_article_in_the_language_its_blocks_have),
        TEST(test_an_article_without_blocks_for_the_reader),
        TEST(test_a_guide_with_steps_in_order),
        TEST(test_guides_of_an_area_and_of_all),
        TEST(test_emergency_numbers_by_rank),
        TEST(test_holidays_fixed_and_moving),
        TEST(test_the_words_of_a_page_in_their_order),
        TEST(test_a_german_reader_sees_each_word_once),
        TEST(test_where_a_word_stands),
        TEST(test_slugs_lead_to_ids),
        TEST(test_unknown_ids_are_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
