// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what is wrong with content: each file of tests/fixtures/content/bad lies among good ones and is refused with
// its own message, and nothing is imported.
#include "tests/core/station.h"

#include <sys/stat.h>

// File, and the first problem as it is told: place, then what is wrong.
static const struct {
    const char *name, *problem;
} cases[] = {
    {"a-list", "bad.json: must be an object {…}, not a list […]"},
    {"bad-date", "bad.json: offers[0].source.date: \"2025-13\" is not a date"},
    {"bad-day", "bad.json: offers[0].schedule[0].days[0]: \"Montag\" is unknown"},
    {"bad-email", "bad.json: offers[0].contacts[0].email: \"amt.example.org\" is not an e-mail address"},
    {"bad-origin", "bad.json: offers[0].texts.de.summary.origin: \"robot\" is unknown"},
    {"bad-phone",
     "bad.json: offers[0].contacts[0].phone: \"0340 2042901\" is not a telephone number in the form E.164"},
    {"bad-rule", "bad.json: holidays[0].rule: \"02-30\" is not a rule for a date"},
    {"bad-slug", "bad.json: offers[0].slug: \"New_Offer\" is not a slug"},
    {"bad-time", "bad.json: offers[0].schedule[0].opens: \"8 Uhr\" is not a time"},
    {"schedule-season",
     "bad.json: offers[0].schedule[0]: \"from\" and \"until\" are no days between which it could hold"},
    {"schedule-weeks", "bad.json: offers[0].schedule[0].weeks: \"second\" is unknown"},
    {"schedule-language", "bad.json: offers[0].schedule[0].languages[0]: \"Klingonisch\" is not a language that is known"},
    {"bad-url", "bad.json: offers[0].source.url: \"www.example.org\" is not a web address"},
    {"bad-verified", "bad.json: offers[0].verified_on: \"2025-02-30\" is not a day"},
    {"bidi-override", "bad.json: offers[0].name: U+202E at byte 9 changes the direction of the text around it"},
    {"blank-at-end", "bad.json: offers[0].organization: has a blank at its beginning or end"},
    {"broken-utf8",
     "bad.json:3:40: the file is not written in UTF-8, but perhaps in Latin-1 or Windows-1252: byte 0xFC"},
    {"closes-before-it-opens", "bad.json: offers[0].schedule[0]: closes before it opens"},
    {"closure-backwards", "bad.json: closures[0].until: ends before it begins"},
    {"closure-day", "bad.json: closures[0].from: \"2026-02-30\" is not a day"},
    {"closure-of-two", "bad.json: closures[0].organization: names both an offer and an organization"},
    {"closure-offer", "bad.json: closures[0].offer: there is no offer \"nobody\""},
    {"closure-organization", "bad.json: closures[0].organization: no offer is of the organization \"Niemand\""},
    {"closure-reason", "bad.json: closures[0].texts.de: has no text"},
    {"closure-schedule", "bad.json: closures[0].schedule[0]: opens and closes at the same time"},
    {"closure-year-endless", "bad.json: closures[0].until: holds every year and never ends"},
    {"closure-year-long", "bad.json: closures[0].until: holds every year and lasts for a year or more"},
    {"cut-off", "bad.json:4:1: the file ends in the middle"},
    {"double-key", "bad.json:4:3: \"offers\" is there twice, also in line 3"},
    {"duplicate-of-duplicate", "bad.json: offers[0].duplicate_of: \"office-twin\" is a duplicate itself"},
    {"duplicate-slug",
     "offers/arrival.json: offers[0].slug: the offer \"office\" is there twice, also at bad.json: offers[0]"},
    {"emergency-language", "bad.json: emergency[0].texts: the interface is in \"uk\", this number is not"},
    {"emergency-number", "bad.json: emergency[0].number: \"eins-eins-null\" is not a number to dial"},
    {"empty-contact", "bad.json: offers[0].contacts[0]: has no phone, printed number, email or url"},
    {"empty-text", "bad.json: offers[0].doubt: is empty"},
    {"empty", "bad.json:1:1: the file is empty"},
    {"escape-code", "bad.json: offers[0].name: U+001B at byte 9 is a control character"},
    {"line-break", "bad.json: offers[0].texts.de.summary: has a line break"},
    {"event-backwards", "bad.json: events[0].when: ends before it starts, or is of another kind"},
    {"event-except-day", "bad.json: events[0].when.except[0]: \"2026-02-30\" is not a day"},
    {"event-except-idle", "bad.json: events[0].when.except[1]: on 2026-12-25 it does not happen anyway"},
    {"event-except-once", "bad.json: events[0].when.except[0]: on 2026-12-03 it does not happen anyway"},
    {"event-except-twice", "bad.json: events[0].when.except[1]: \"2026-12-24\" is there twice"},
    {"event-half-a-day", "bad.json: events[0].when: ends before it starts, or is of another kind"},
    {"event-nowhere", "bad.json: events[0].offer: there is no offer \"nowhere\""},
    {"event-never", "bad.json: events[0].when.repeats: the recurrence \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\" cannot be followed:"
                    " no date of this rule is within 5 years of its start"},
    {"event-rule", "bad.json: events[0].when.repeats: \"FREQ=HOURLY\" is not a recurrence: FREQ cannot be \"HOURLY\""},
    {"event-rule-month",
     "bad.json: events[0].when.repeats: \"FREQ=YEARLY;BYMONTH=13\" is not a recurrence: BYMONTH cannot be \"13\""},
    {"event-until", "bad.json: events[0].when.repeats: the recurrence \"FREQ=WEEKLY;UNTIL=20261201T095959\" cannot be followed:"
                    " UNTIL is before the start"},
    {"event-time", "bad.json: events[0].when.starts: \"2026-02-30T10:00\" is not a time"},
    {"link-without-kind", "bad.json: articles[0].blocks.de[0]: a link needs its kind, and only a link has one"},
    {"mark-on-paragraph", "bad.json: articles[0].blocks.de[0]: only an item has a mark"},
    {"mark-too-long", "bad.json: articles[0].blocks.de[0].mark: \"Schritt Nummer 1\" is longer than a mark can be"},
    {"missing-source", "bad.json: offers[0].source: is missing"},
    {"no-format", "bad.json: format: is missing"},
    {"no-german-blocks", "bad.json: articles[0].blocks: has no German blocks"},
    {"no-german", "bad.json: offers[0].texts: has no German \"summary\""},
    {"no-step", "bad.json: guides[0].steps: must not be empty"},
    {"no-time", "bad.json: offers[0].schedule[0]: opens and closes at the same time"},
    {"no-topic", "bad.json: offers[0].topics: must not be empty"},
    {"not-a-flag", "bad.json: offers[0].by_appointment: must be true or false, not a text"},
    {"not-from-german", "bad.json: offers[0].texts: has no German \"bring\""},
    {"other-format", "bad.json: format: \"kompass-content-9\" is unknown"},
    {"own-duplicate", "bad.json: offers[0].duplicate_of: an offer cannot be its own duplicate"},
    {"phone-and-printed", "bad.json: offers[0].contacts[0]: phone \"+493402042901\" and printed \"0340 204-2910\" are"
                          " not the same number"},
    {"phone-with-zero", "bad.json: offers[0].contacts[0]: phone \"+4903402042901\" and printed \"0340 204-2901\" are"
                        " not the same number"},
    {"pictogram-name", "bad.json: areas[0].pictogram: \"Haus und Hof\" is not a slug"},
    {"position-half", "bad.json: events[0].place: has a latitude or a longitude alone"},
    {"position-nowhere", "bad.json: events[0].place.latitude: 100 is not from -90 to 90"},
    {"position-sea", "bad.json: events[0].place: latitude and longitude 0 are a point in the sea"},
    {"position-text", "bad.json: events[0].place.latitude: must be a number, not a text"},
    {"second-city", "city.json: city[0]: there is more than one city"},
    {"slug-with-umlaut", "bad.json: offers[0].slug: \"büro\" is not a slug"},
    {"source-ahead", "bad.json: offers[0].source.date: 2999-01 is in the future"},
    {"term-form-empty", "bad.json: terms[0].texts: a form in \"de\" is empty"},
    {"term-form-twice", "bad.json: terms[1].texts: the form \"Erlaubnisse\" is also one of the term \"permit\""},
    {"term-without-forms", "bad.json: terms[0].texts: has no German \"forms\""},
    {"topic-twice", "bad.json: offers[0].topics[1]: \"first\" is there twice"},
    {"translation-empty", "bad.json: translation.texts: must not be empty"},
    {"translation-half", "articles.json: articles[0].blocks.de[1]: this block is missing in \"uk\""},
    {"translation-in-place",
     "bad.json: translation.texts[0]: guide/first-week title: there is a text in this language already"},
    {"translation-sign", "bad.json: translation.texts[0]: has a straight quote: U+0022"},
    {"translation-number", "bad.json: translation.texts[0]: lacks a number of the German text"},
    {"translation-of-german", "bad.json: translation.language: German is not translated"},
    {"translation-of-no-field",
     "bad.json: translation.texts[0]: guide_step/first-week/2 summary: there is no such field"},
    {"translation-of-nothing",
     "bad.json: translation.texts[0]: guide_step/first-week/3 text: the guide has no such step"},
    {"translation-script", "bad.json: translation.texts[0]: is not written in the script of its language"},
    {"translation-twice",
     "bad.json: translation.texts[1]: guide_step/first-week/2 text: there is a text in this language already"},
    {"two-in-one-block", "bad.json: articles[0].blocks.de[0]: must be one of heading, paragraph, item and link"},
    {"unknown-area", "bad.json: guides[0].area: there is no area \"nowhere\""},
    {"unknown-duplicate", "bad.json: offers[0].duplicate_of: there is no offer \"nobody\""},
    {"unknown-field", "bad.json: offers[0].phon: unknown field"},
    {"unknown-kind", "bad.json: offers[0].kind: \"shop\" is unknown"},
    {"unknown-language", "bad.json: offers[0].texts.xq: \"xq\" is not a language that is known here"},
    {"unknown-link", "bad.json: articles[0].blocks.de[1].link: there is no topic \"nowhere\""},
    {"unknown-offer", "bad.json: guides[0].steps[0].offers[0]: there is no offer \"nobody\""},
    {"unknown-spoken-language", "bad.json: offers[0].languages[1]: \"qqq\" is not a language that is known"},
    {"unknown-topic", "bad.json: offers[0].topics[1]: there is no topic \"nowhere\""},
    {"unknown-zone", "bad.json: city[0].zone: \"Europe/Musterstadt\" is not a time zone that is known"},
    {"verified-ahead", "bad.json: offers[0].verified_on: 2999-12-31 is in the future"},
    {"wrong-type", "bad.json: offers[0].name: must be a text, not a whole number"},
};

// The first problem without the line of its place, "bad.json:12: offers[0]"; a place in a file must have one.
static const char *without_line(struct station *station)
{
    const char *text = station->found.text;
    const char *place = strstr(text, ".json:");
    assert_non_null(place);
    place += strlen(".json");
    const char *end = place + 1 + strspn(place + 1, "0123456789");
    if (strncmp(end, ": ", 2) != 0)
        return text; // has a column, too
    assert_true(end > place + 1);
    return arena_format(&station->arena, "%.*s%s", (int)(place - text), text, end);
}

static void test_each_bad_file_has_its_message(void **state)
{
    struct station *station = *state;
    const char *bad = arena_format(&station->arena, "%s/bad.json", station->content);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct content_report report;
        size_t size;
        const char *name = arena_format(&station->arena, "tests/fixtures/content/bad/%s.json", cases[i].name);
        const char *bytes = fixture_read(&station->arena, station_source(&station->arena, name), &size);
        fixture_write(bad, bytes, size);
        assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
        assert_true(station->found.count >= 1);
        assert_int_equal(report.problems, (long)station->found.count);
        const char *mend = arena_format(&station->arena, "%s (", cases[i].problem);
        if (strncmp(without_line(station), mend, strlen(mend)) != 0)
            fail_msg("%s said:\n%s", cases[i].name, station->found.text);
        assert_answer(station, "SELECT count(*) FROM imported", "0");
        assert_answer(station, "SELECT count(*) FROM offer", "0");
    }
}

static void test_every_bad_file_is_tried(void **state)
{
    struct station *station = *state;
    char **names;
    size_t count;
    const char *folder = station_source(&station->arena, "tests/fixtures/content/bad");
    station_expect(station, sys_list_folder(&station->arena, folder, ".json", &names, &count, &station->problem),
                   STATUS_OK);
    assert_int_equal(count, sizeof cases / sizeof *cases);
}

static void add_bad(struct station *station, const char *name)
{
    station_copy(
        &station->arena,
        station_source(&station->arena, arena_format(&station->arena, "tests/fixtures/content/bad/%s.json", name)),
        station->content);
}

static void test_all_problems_of_all_files_are_told(void **state)
{
    struct station *station = *state;
    struct content_report report;
    static const char *const some[] = {"wrong-type", "broken-utf8", "bidi-override"};
    static const char *const together[] = {"unknown-area", "unknown-link"};
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        add_bad(station, together[i]);
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        assert_non_null(strstr(station->found.text, arena_format(&station->arena, "%s.json:", together[i])));
    assert_non_null(strstr(station->problem.why, "nothing was imported"));
    assert_int_equal(unlink(arena_format(&station->arena, "%s/city.json", station->content)), 0);
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_non_null(strstr(station->found.text, "no file says which city this is"));
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        add_bad(station, some[i]);
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_non_null(strstr(station->found.text, arena_format(&station->arena, "%s.json:", some[i])));
}

// What a file that cannot be read should have brought is not missed by all that leads there.
static void test_one_forgotten_comma_is_one_problem(void **state)
{
    struct station *station = *state;
    struct content_report report;
    station_edit(station, "areas.json", "},", "}");
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_true(strncmp(station->found.text, "areas.json:", 11) == 0);
    assert_non_null(strstr(station->found.text, "a comma is missing behind this (add a comma there)"));
    assert_non_null(strstr(station->problem.why, "1 problem; nothing was imported"));
}

// Whatever asks for what one mistake took away: links, and translations in several languages.
static void test_one_mistake_is_one_problem(void **state)
{
    struct station *station = *state;
    struct content_report report;
    static const char *const languages[] = {"uk", "tr", "fr"};
    const char *offers = arena_format(&station->arena, "%s/offers/arrival.json", station->content);
    size_t size;
    const char *whole = fixture_read(&station->arena, offers, &size);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const char *bytes = arena_format(
            &station->arena,
            "{\"format\": \"kompass-content-1\", \"translation\": {\"language\": \"%s\", \"texts\": [\n"
            "{\"of\": \"offer/gone\", \"field\": \"gloss\", \"german\": \"Amt\", \"text\": \"Бюро office\"},\n"
            "{\"of\": \"offer/gone\", \"field\": \"summary\", \"german\": \"Amt\", \"text\": \"Бюро office\"}]}}",
            languages[i]);
        fixture_write(arena_format(&station->arena, "%s/%s.json", station->content, languages[i]), bytes, strlen(bytes));
    }
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_non_null(strstr(station->found.text, ".json:2: translation.texts[0]: offer/gone gloss: there is no such thing"
                                                " (and so at 5 other places) (correct it"));

    station_edit(station, "offers/arrival.json", "\"slug\": \"office\"", "\"slug\": \"offices\"");
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_non_null(strstr(station->found.text, "there is no offer \"office\" (and so at"));

    fixture_write(offers, whole, size);
    fixture_write(arena_format(&station->arena, "%s/offers/copy.json", station->content), whole, size);
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_true(station->found.count <= 5);
    assert_null(strstr(station->found.text, "there is no"));

    station_edit(station, "offers/copy.json", "\"confidence\"", "\"confidense\"");
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_non_null(strstr(station->found.text, "confidense: unknown field"));
}

// Many things that are missed have one cause, which a list of them would hide.
static void test_a_file_that_is_missing_is_one_problem(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *areas = "";
    for (int i = 0; i < 9; i++)
        areas = arena_format(&station->arena,
                             "%s%s{\"slug\": \"g-%d\", \"area\": \"a-%d\", \"audiences\": [\"everyone\"], \"texts\":"
                             " {\"de\": {\"title\": \"T\", \"summary\": \"S\"}}, \"steps\": [{\"texts\": {\"de\":"
                             " {\"text\": \"S\"}}, \"source\": {\"url\": \"https://example.org/\"}}]}",
                             areas, i == 0 ? "" : ",\n", i, i);
    const char *bytes =
        arena_format(&station->arena, "{\"format\": \"kompass-content-1\", \"guides\": [\n%s]}", areas);
    fixture_write(arena_format(&station->arena, "%s/bad.json", station->content), bytes, strlen(bytes));
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_true(strncmp(station->found.text, "bad.json:2: guides[0].area: there is no area \"a-0\", and 8 more like this"
                                             " (look whether a file is missing",
                        50) == 0);
}

// What an editor or a file manager names otherwise; copies that programs make are no content.
static void test_what_is_not_read_is_told(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *offers = arena_format(&station->arena, "%s/offers", station->content);
    static const char *const quiet[] = {"new.json.bak", "new.json~", ".new.json.swp", "._new.json", "notes.txt"};
    static const char *const told[] = {"new.json.txt", "new.JSON"};
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        fixture_write(arena_format(&station->arena, "%s/%s", offers, quiet[i]), "x", 1);
    assert_int_equal(mkdir(arena_format(&station->arena, "%s/pictures", offers), 0755), 0);
    assert_int_equal(station_import(station, true, &report), STATUS_OK);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const char *path = arena_format(&station->arena, "%s/%s", offers, told[i]);
        fixture_write(path, "x", 1);
        assert_int_equal(station_import(station, true, &report), STATUS_INVALID);
        assert_int_equal(station->found.count, 1);
        const char *said = arena_format(&station->arena, "offers/%s: is not read, as its name does not end in .json"
                                                         " (rename it to offers/new.json",
                                        told[i]);
        assert_true(strncmp(station->found.text, said, strlen(said)) == 0);
        assert_int_equal(unlink(path), 0);
    }
    fixture_write(arena_format(&station->arena, "%s/pictures/new.json", offers), "x", 1);
    assert_int_equal(station_import(station, true, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_true(strncmp(station->found.text, "offers/pictures: is a folder in a folder", 40) == 0);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/pictures/new.json", offers)), 0);
    assert_int_equal(symlink("../nowhere", arena_format(&station->arena, "%s/glossary", station->content)), 0);
    assert_int_equal(station_import(station, true, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 1);
    assert_true(strncmp(station->found.text, "glossary: is a link that leads nowhere", 38) == 0);
}

static void test_a_hundred_problems_are_not_all_told(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *offers = "";
    for (int i = 0; i < 100; i++)
        offers = arena_format(&station->arena, "%s%s{\"slug\": \"o-%d\"}", offers, i == 0 ? "" : ",", i);
    const char *bytes = arena_format(&station->arena, "{\"format\": \"kompass-content-1\", \"offers\": [%s]}", offers);
    fixture_write(arena_format(&station->arena, "%s/bad.json", station->content), bytes, strlen(bytes));
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_int_equal(station->found.count, 50);
    assert_int_equal(report.problems, 700);
    assert_non_null(strstr(station->problem.why, "700 problems, the first 50 are told"));
}

// The folder above, below, beside; one with other files; a file; nothing.
static void test_a_wrong_folder_is_named(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *right = station->content;
    const char *beside = arena_format(&station->arena, "%s/beside", station->folder);
    const char *other = arena_format(&station->arena, "%s/other", station->folder);
    assert_int_equal(mkdir(beside, 0755) + mkdir(other, 0755), 0);
    fixture_write(arena_format(&station->arena, "%s/package.json", other), "{\"name\": 1}", 11);
    const struct {
        const char *folder;
        enum status status;
        const char *why;
        bool named; // the right folder
    } wrong[] = {
        {station->folder, STATUS_NOT_FOUND, "one above or below it", true},
        {arena_format(&station->arena, "%s/offers", right), STATUS_NOT_FOUND, "one above or below it", true},
        {beside, STATUS_NOT_FOUND, "one above or below it", true},
        {"/nonexistent", STATUS_NOT_FOUND, "cannot open", false},
        {arena_format(&station->arena, "%s/city.json", right), STATUS_INVALID, "is a file", false},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        station->content = arena_copy_text(&station->arena, wrong[i].folder);
        assert_int_equal(station_import(station, false, &report), wrong[i].status);
        assert_int_equal(station->found.count, 0);
        assert_non_null(strstr(station->problem.why, wrong[i].why));
        assert_true(!wrong[i].named || strstr(station->problem.mend, right) != NULL);
    }
    assert_int_equal(rename(right, arena_format(&station->arena, "%s/away", station->folder)), 0);
    station->content = arena_copy_text(&station->arena, other);
    assert_int_equal(station_import(station, false, &report), STATUS_NOT_FOUND);
    assert_int_equal(station->found.count, 0);
    assert_non_null(strstr(station->problem.why, "kompass-content-1"));
    assert_non_null(strstr(station->problem.mend, "city.json"));
}

static void test_what_is_shown_of_a_file_is_harmless(void **state)
{
    struct station *station = *state;
    struct content_report report;
    static const char nasty[] =
        "{\"format\": \"kompass-content-1\", \"offers\": [{\"slug\": \"a\\u001b[2Jb\", \"kind\":"
        " \"\\u202e\\u0007\", \"fi\\u001beld\\nx\": 1}]}";
    fixture_write(arena_format(&station->arena, "%s/bad.json", station->content), nasty, strlen(nasty));
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_true(station->found.count >= 3);
    for (const char *byte = station->found.text; *byte != '\0'; byte++)
        assert_true((unsigned char)*byte >= 0x20 || *byte == '\n');
    assert_null(strstr(station->found.text, "\u202e"));
}

// The same gate for one file's bytes, which fuzzing knocks at.
static void test_single_files_are_checked_alone(void **state)
{
    struct station *station = *state;
    static const char twice[] = "{\"format\": \"kompass-content-1\", \"areas\": ["
                                "{\"slug\": \"a\", \"names\": {\"de\": \"A\"}, \"topics\": []},"
                                "{\"slug\": \"a\", \"names\": {\"de\": \"B\"}, \"topics\": []}]}";
    static const char nothing[] = "{\"format\": \"kompass-content-1\"}";
    assert_int_equal(
        content_check_bytes("x.json", nothing, strlen(nothing), station_sink, &station->found, &station->problem),
        STATUS_OK);
    assert_int_equal(
        content_check_bytes("x.json", twice, strlen(twice), station_sink, &station->found, &station->problem),
        STATUS_INVALID);
    assert_non_null(
        strstr(station->found.text, "x.json: areas[1].slug: the area \"a\" is there twice, also at x.json: areas[0]"));
    for (size_t length = 0; length < strlen(twice); length++)
        assert_int_equal(content_check_bytes("x.json", twice, length, NULL, NULL, &station->problem), STATUS_INVALID);
}

static void test_a_huge_file_is_not_read(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *huge = arena_format(&station->arena, "%s/huge.json", station->content);
    fixture_write(huge, "{", 1);
    assert_int_equal(truncate(huge, 9L * 1024 * 1024), 0);
    assert_int_equal(station_import(station, false, &report), STATUS_INVALID);
    assert_non_null(strstr(station->found.text, "huge.json: larger than"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_each_bad_file_has_its_message),
        TEST(test_every_bad_file_is_tried),
        TEST(test_all_problems_of_all_files_are_told),
        TEST(test_one_mistake_is_one_problem),
        TEST(test_what_is_not_read_is_told),
        TEST(test_a_file_that_is_missing_is_one_problem),
        TEST(test_what_is_shown_of_a_file_is_harmless),
        TEST(test_one_forgotten_comma_is_one_problem),
        TEST(test_a_hundred_problems_are_not_all_told),
        TEST(test_a_wrong_folder_is_named),
        TEST(test_single_files_are_checked_alone),
        TEST(test_a_huge_file_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
