// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of imports through the door: what people have changed is never overwritten in silence, and what they have not
// follows the source.
#include "tests/core/record.h"
#include "tests/core/station.h"

#include "core/editorial/import.h"

// ---- a source of records ------------------------------------------------------------------------------------------

struct heard {
    struct arena arena;
    const char *kept; // "<reason> <slug or id> <path>", parted by ;
    long changed;
};

static void hear_changed(void *context, struct import *import, json_t *before, json_t *after)
{
    struct heard *heard = context;
    assert_true(before != NULL || after != NULL);
    json_t *found = import_look(import, record_id(after != NULL ? after : before));
    assert_non_null(found);
    json_decref(found);
    heard->changed++;
}

static void hear_kept(void *context, struct import *import, const struct import_kept *kept)
{
    static const char *const reasons[] = {"field", "whole", "left", "needed", "removed", "nowhere", "locked", "unknown"};
    struct heard *heard = context;
    (void)import;
    const char *slug = record_string(kept->record, "slug");
    heard->kept = arena_format(&heard->arena, "%s%s%s %s%s%s", heard->kept == NULL ? "" : heard->kept,
                               heard->kept == NULL ? "" : "; ", reasons[kept->reason],
                               slug == NULL ? record_string(kept->record, "kind") : slug, kept->path == NULL ? "" : " ",
                               kept->path == NULL ? "" : kept->path);
}

// Imports these records, in the order of the things they need; gives what was kept, and asks that the report says the
// same.
static const char *import_records(struct house *house, const char *const *records, size_t count, const char *report)
{
    struct heard heard = {.arena = house->arena};
    const struct import_listener listener = {hear_changed, hear_kept, NULL, &heard};
    const struct change_author source = {.name = "source", .reason = "", .now = 1795000000};
    struct import_report done;
    struct import *import;
    import = import_begin(house->editorial, &source, &listener);
    for (size_t i = 0; i < count; i++)
        import_put(import, parse(records[i]));
    expect(house, import_end(&import, false, &done, &house->problem));
    house->arena = heard.arena;
    assert_string_equal(
        arena_format(&house->arena, "+%ld ~%ld =%ld -%ld", done.added, done.changed, done.unchanged, done.removed),
        report);
    assert_int_equal(done.kept == 0, heard.kept == NULL || strstr(heard.kept, "unknown") != NULL);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    return heard.kept == NULL ? "" : heard.kept;
}

// The record of one_of_each with this id.
static size_t number_of(const char *id)
{
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        const char *found = strstr(one_of_each[i], "'id': '") + strlen("'id': '");
        if (strncmp(found, id, strlen(id)) == 0)
            return i;
    }
    fail_msg("%s", id);
    return 0;
}

// A person changes a field.
static void edit(struct house *house, const char *id, const char *path, json_t *value)
{
    int64_t revision;
    struct arena arena = {0};
    struct change *change;
    struct change_outcome outcome;
    json_t *record = read_thing(house, id, &revision);
    json_t *object = record;
    for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1)
        object = json_object_get(object, arena_copy(&arena, path, (size_t)(dot - path)));
    json_object_set_new(object, path, value);
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    if (outcome.result != CHANGE_DONE)
        fail_msg("%s: %d", path, (int)outcome.result);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    arena_free(&arena);
}

static void take_away(struct house *house, const char *id)
{
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_decref(read_thing(house, id, &revision));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_remove(change, id, revision, &outcome, &house->problem));
    if (outcome.result != CHANGE_DONE)
        fail_msg("%s: %s", id, outcome.problem_count > 0 ? outcome.problems[0].what : "");
    expect(house, change_commit(&change, &house->problem));
}

#define ALL one_of_each, ONE_OF_EACH

// one_of_each without some of them, or with one in another form.
struct source {
    const char *records[ONE_OF_EACH];
    size_t count;
};

static struct source without(const char *const *ids, size_t count)
{
    struct source source = {.count = 0};
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        bool left = false;
        for (size_t k = 0; k < count; k++)
            left = left || number_of(ids[k]) == i;
        if (!left)
            source.records[source.count++] = one_of_each[i];
    }
    return source;
}

static struct source with(struct house *house, const char *id, const char *old, const char *new)
{
    struct source source = without(NULL, 0);
    const char **record = &source.records[number_of(id)];
    const char *place = strstr(*record, old);
    assert_non_null(place);
    *record = arena_format(&house->arena, "%.*s%s%s", (int)(place - *record), *record, new, place + strlen(old));
    return source;
}

static void a_source_becomes_things_and_twice_changes_nothing(void **state)
{
    struct house *house = *state;
    assert_string_equal(import_records(house, ALL, "+17 ~0 =0 -0"), ""); // the step is the guide's
    const char *changes = ask_house(house, "SELECT count(*) || sum(revision) FROM change_thing");
    assert_string_equal(import_records(house, ALL, "+0 ~0 =17 -0"), "");
    assert_string_equal(ask_house(house, "SELECT count(*) || sum(revision) FROM change_thing"), changes);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM change"), "1");
    assert_string_equal(import_records(house, NULL, 0, "+0 ~0 =0 -17"), "");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "0");
    assert_string_equal(import_records(house, ALL, "+17 ~0 =0 -0"), "");
}

// Of what people and the source change, each gets what only it has changed.
static void each_side_gets_its_own(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "texts.de.summary.text", json_string("Von Hand."));
    struct source source =
        with(house, OFFER_ID, "'staff_note': 'zwei\\nZeilen'", "'staff_note': 'neu', 'cost': 'free'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), "");
    assert_string_equal(ask_house(house, "SELECT cost || note.text || text.text FROM offer JOIN note ON note.thing = id"
                                         " JOIN text ON text.thing = id WHERE field = 'summary' AND language = 'de'"
                                         " AND id = '" OFFER_ID "'"),
                        "freeneuVon Hand.");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =17 -0"), "");
}

static void what_both_changed_stays_and_is_told_once(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "contacts", json_pack("[{s:s}]", "url", "https://hand.example"));
    edit(house, OFFER_ID, "staff_note", json_string("von Hand"));
    struct source source = with(house, OFFER_ID, "'role': 'Anmeldung'", "'role': 'Auskunft'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =17 -0"), "field amt contacts");
    assert_string_equal(ask_house(house, "SELECT group_concat(url) FROM contact"), "https://hand.example");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =17 -0"), "");
    // When the source comes to say the same, nothing is to be told.
    source = with(house, OFFER_ID, "'staff_note': 'zwei\\nZeilen'", "'staff_note': 'von Hand'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =17 -0"), "field amt contacts");
}

static void what_people_removed_stays_away(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    take_away(house, EVENT_ID);
    take_away(house, GUIDE_ID);
    assert_string_equal(import_records(house, ALL, "+0 ~0 =15 -0"), "removed woche; removed treffen");
    assert_string_equal(import_records(house, ALL, "+0 ~0 =15 -0"), "removed woche; removed treffen");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM removed"), "3");
    // Brought back it is the source's again.
    assert_int_equal(put(house, one_of_each[number_of(EVENT_ID)], 0), CHANGE_DONE);
    struct source source = with(house, EVENT_ID, "18:00", "19:00");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =15 -0"), "removed woche");
    // When the source has it no more, it is forgotten, and can come back from there.
    static const char *const guide[] = {GUIDE_ID, STEP_ID};
    source = without(guide, 2);
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =15 -0"), "");
    assert_string_equal(import_records(house, ALL, "+1 ~0 =16 -0"), "");
}

static void what_needs_what_was_removed_stays_out(void **state)
{
    struct house *house = *state;
    static const char *const topic_and_article[] = {TOPIC_ID, ARTICLE_ID};
    static const char *const article[] = {ARTICLE_ID};
    struct source source = without(article, 1);
    import_records(house, source.records, source.count, "+16 ~0 =0 -0");
    edit(house, OFFER_ID, "topics", json_pack("[s]", OTHER_TOPIC_ID));
    take_away(house, TOPIC_ID);
    // The article comes now and needs the topic. The offer's link to it, which people took away, is not brought back.
    assert_string_equal(import_records(house, ALL, "+0 ~0 =15 -0"), "removed wohnen; nowhere miete");
    source = with(house, OFFER_ID, "'name': 'Amt'", "'name': 'Haus'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =14 -0"),
                        "removed wohnen; nowhere miete");
    assert_string_equal(ask_house(house, "SELECT group_concat(topic_id) FROM offer_topic"), OTHER_TOPIC_ID);
    source = without(topic_and_article, 2);
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =14 -0"), "");
}

static void what_the_source_drops_stays_when_people_changed_it(void **state)
{
    struct house *house = *state;
    static const char *const gone[] = {OFFER_ID, TWIN_ID, ORGANIZATION_ID, PLACE_ID, ARTICLE_ID,
                                       GUIDE_ID, STEP_ID, EMERGENCY_ID,    EVENT_ID};
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "cost", json_string("paid"));
    struct source source = without(gone, sizeof gone / sizeof *gone);
    // The offer stays, and with it its organization and place; the others lead to one another only, and go.
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =9 -5"),
                        "needed organization; needed place; left amt");
    assert_string_equal(ask_house(house, "SELECT group_concat(kind) FROM (SELECT kind FROM thing WHERE id NOT IN"
                                         " (SELECT thing FROM imported) ORDER BY kind)"),
                        "offer,organization,place");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =9 -0"), "");
    // It is theirs now, whatever the source says.
    assert_string_equal(import_records(house, ALL, "+5 ~0 =12 -0"), "");
    assert_string_equal(ask_house(house, "SELECT cost FROM offer WHERE id = '" OFFER_ID "'"), "paid");
}

static void of_a_guide_all_stays_or_nothing(void **state)
{
    struct house *house = *state;
    static const char *const guide[] = {GUIDE_ID, STEP_ID};
    static const char *const step[] = {STEP_ID};
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, GUIDE_ID, "texts.de.title.text", json_string("Von Hand"));
    struct source source = without(guide, 2);
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =16 -0"),
                        "left woche; needed guide_step");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM guide_step"), "1");
    take_away(house, GUIDE_ID);
    import_records(house, ALL, "+1 ~0 =16 -0");
    // A step that people changed keeps its guide.
    edit(house, STEP_ID, "texts.de.text.text", json_string("Von Hand."));
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~0 =16 -0"),
                        "needed woche; left guide_step");
    take_away(house, GUIDE_ID);
    import_records(house, ALL, "+1 ~0 =16 -0");
    source = without(step, 1);
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), ""); // the step alone goes
    assert_string_equal(ask_house(house, "SELECT count(*) FROM guide_step"), "0");
}

// A name that people gave to another thing is no name for a new one: the whole import is refused.
static void a_record_that_cannot_be_stops_all(void **state)
{
    struct house *house = *state;
    const struct change_author source = {.name = "source", .reason = "", .now = 1795000000};
    struct import_report done;
    struct import *import;
    struct found found = {0};
    const struct import_listener listener = {NULL, NULL, station_sink, &found};
    static const char *const wrong[] = {
        THING("area", NO_ID, "ankommen", NAMED("B")), // the slug of another
        THING("area", NO_ID, "x", ""), "{'kind': 'nothing', 'id': '" NO_ID "'}",
        THING("area", AREA_ID, "ankommen", NAMED("B")), // twice
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        import = import_begin(house->editorial, &source, &listener);
        import_put(import, parse(one_of_each[number_of(AREA_ID)]));
        import_put(import, parse(wrong[i]));
        assert_int_equal(import_end(&import, false, &done, &house->problem), STATUS_INVALID);
        assert_null(import);
        assert_int_equal(found.count, i + 1);
        assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "0");
    }
    arena_free(&found.arena);
}

// Half a position by people and the other half by the source are none: then people's stays.
static void what_does_not_fit_stays_whole(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    int64_t revision;
    json_t *record = read_thing(house, HOLIDAY_ID, &revision);
    struct change *change;
    struct change_outcome outcome;
    json_object_del(record, "month");
    json_object_del(record, "day");
    json_object_set_new(record, "days_after_easter", json_integer(1));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    struct source source = with(house, HOLIDAY_ID, "'texts': {'de'", "'texts': {'uk': {'name': " TEXT("Uk") "}, 'de'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), "");
    // A position that people removed, of which the source moves one half.
    record = read_thing(house, PLACE_ID, &revision);
    json_object_set_new(record, "latitude", json_real(1));
    json_object_set_new(record, "longitude", json_real(2));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    expect(house, change_put(change, record, revision, &outcome, &house->problem));
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    source.records[number_of(PLACE_ID)] = NAMELESS("place", PLACE_ID, ", 'street': 'Weg 2', 'note': 'im Hof'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"),
                        "field place latitude; field place longitude");
    assert_string_equal(ask_house(house, "SELECT street || latitude FROM place"), "Weg 21.0");
    // People take half of the texts that the source wants to keep translated: German away is refused by the door
    // itself, so the source drops a German text of which people have changed a translation.
    source = with(house, OFFER_ID, "'texts': {'de': {", "'texts': {'de': {'bring': " TEXT("Pass") ", ");
    source.records[number_of(OFFER_ID)] =
        with(house, OFFER_ID, "'texts': {'de': {", "'texts': {'de': {'bring': " TEXT("Pass") ", ")
            .records[number_of(OFFER_ID)];
    import_records(house, source.records, source.count, "+0 ~3 =14 -0");
    edit(house, OFFER_ID, "texts.uk.bring", json_pack("{s:s, s:s}", "text", "Pas", "origin", "human"));
    assert_string_equal(import_records(house, ALL, "+0 ~0 =17 -0"), "whole amt");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM text WHERE field = 'bring'"), "2");
}

// ---- texts --------------------------------------------------------------------------------------------------------

#define UK_STATE                                                                                                       \
    "SELECT (own.source_hash = german.source_hash) || coalesce(own.reviewed_on, '') || own.text FROM text AS own"      \
    " JOIN text AS german USING (thing, field) WHERE thing = '" OFFER_ID                                               \
    "' AND own.language = 'uk' AND german.language = 'de'"

static void a_review_is_no_change_of_a_text(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "texts.uk.summary.reviewed_on", json_string("2026-11-21"));
    struct source source = with(house, OFFER_ID, "'hours_known': true", "'hours_known': true, 'cost': 'free'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), "");
    assert_string_equal(ask_house(house, UK_STATE), "12026-11-21Uk");
    // The German text changes: the translation is outdated, and still reviewed.
    source = with(house, OFFER_ID, "Ein Amt.", "Kein Amt.");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), "");
    assert_string_equal(ask_house(house, UK_STATE), "02026-11-21Uk");
    // The source translates anew: nobody has reviewed that.
    const char *anew = with(house, OFFER_ID, "'text': 'Uk'", "'text': 'Uk2'").records[number_of(OFFER_ID)];
    struct source both = source;
    const char *place = strstr(anew, "Ein Amt.");
    both.records[number_of(OFFER_ID)] =
        arena_format(&house->arena, "%.*sKein Amt.%s", (int)(place - anew), anew, place + strlen("Ein Amt."));
    assert_string_equal(import_records(house, both.records, both.count, "+0 ~1 =16 -0"), "");
    assert_string_equal(ask_house(house, UK_STATE), "1Uk2");
}

// A translation of the source is made from the source's German text, whatever people have made of that here.
static void a_translation_is_of_the_text_of_its_source(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "texts.de.summary.text", json_string("Von Hand."));
    struct source source = with(house, OFFER_ID, "'text': 'Uk'", "'text': 'Uk2'");
    assert_string_equal(import_records(house, source.records, source.count, "+0 ~1 =16 -0"), "");
    assert_string_equal(ask_house(house, UK_STATE), "0Uk2");
}

// Version 1 kept no record of what its source had said: then the source is right, and what it replaces is told.
static void what_is_not_known_is_taken_from_the_source_and_told(void **state)
{
    struct house *house = *state;
    import_records(house, ALL, "+17 ~0 =0 -0");
    edit(house, OFFER_ID, "cost", json_string("paid"));
    fixture_run(house->editorial, "UPDATE imported SET record = '{\"content_hash\": \"0\"}'");
    assert_string_equal(import_records(house, ALL, "+0 ~1 =16 -0"), "unknown amt cost");
    assert_string_equal(import_records(house, ALL, "+0 ~0 =17 -0"), "");
}

static void another_source_and_people_own_theirs(void **state)
{
    struct house *house = *state;
    put(house, one_of_each[number_of(AREA_ID)], 0);
    fixture_run(house->editorial, "INSERT INTO imported (thing, source, record) VALUES ('" AREA_ID "', 'other', '{}')");
    struct source source = with(house, AREA_ID, "Ankommen", "Anders");
    import_records(house, source.records, source.count, "+16 ~0 =1 -0");
    assert_string_equal(ask_house(house, "SELECT text FROM text WHERE thing = '" AREA_ID "'"), "Ankommen");
    import_records(house, NULL, 0, "+0 ~0 =0 -16");
    assert_string_equal(ask_house(house, "SELECT count(*) FROM thing"), "1");
}

// ---- many ---------------------------------------------------------------------------------------------------------

static unsigned long long seed = 5;

static unsigned below(unsigned limit)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % limit;
}

enum { AREAS = 4 };

// One life area at a time, as a slow reader knows it: what the source said, and what is here. Name 0: not there.
struct slow {
    unsigned said[2], here[2]; // name, position
    bool owned, removed;       // by people
};

static json_t *area_of(struct arena *arena, unsigned number, const unsigned fields[2])
{
    return json_pack("{s:s, s:s, s:s, s:i, s:{s:{s:{s:s, s:s}}}}", "kind", "area", "id",
                     arena_format(arena, "00000000-0000-4000-8000-3%011u", number), "slug",
                     arena_format(arena, "a-%u", number), "position", (int)fields[1], "texts", "de", "name", "text",
                     arena_format(arena, "n%u", fields[0]), "origin", "human");
}

static void people_work(struct house *house, struct slow areas[AREAS])
{
    unsigned i = below(AREAS);
    struct arena arena = {0};
    unsigned fields[2] = {1 + below(3), 1 + below(3)};
    int64_t revision;
    struct change *change;
    struct change_outcome outcome;
    json_t *record = area_of(&arena, i, fields);
    json_decref(read_thing(house, record_id(record), &revision));
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    if (below(6) == 0 && areas[i].here[0] != 0) {
        expect(house, change_remove(change, record_id(record), revision, &outcome, &house->problem));
        areas[i].here[0] = 0;
        areas[i].removed = areas[i].owned;
        areas[i].owned = false;
    } else {
        expect(house, change_put(change, record, revision, &outcome, &house->problem));
        areas[i].owned = areas[i].owned || areas[i].removed;
        areas[i].removed = false;
        memcpy(areas[i].here, fields, sizeof fields);
    }
    expect(house, change_commit(&change, &house->problem));
    json_decref(record);
    arena_free(&arena);
}

// The rule of import.h for one area, of which the source says `now`; name 0: it has it not.
static void follow(struct slow *area, const unsigned now[2])
{
    bool there = area->here[0] != 0;
    bool by_people = area->here[0] != area->said[0] || area->here[1] != area->said[1];
    if (now[0] == 0) {
        if (there && area->owned && !by_people)
            area->here[0] = 0;
        area->owned = area->removed = false;
        return;
    }
    if (!there && !area->removed) {
        memcpy(area->here, now, sizeof area->here);
        area->owned = true;
    } else if (there && area->owned) {
        for (int field = 0; field < 2; field++)
            area->here[field] = area->here[field] == area->said[field] ? now[field] : area->here[field];
    }
    if (area->owned)
        memcpy(area->said, now, sizeof area->said);
}

static void the_source_works(struct house *house, struct slow areas[AREAS])
{
    const struct change_author source = {.name = "source", .reason = "", .now = 1795000000};
    struct import_report done;
    struct import *import;
    struct arena arena = {0};
    bool dry = below(4) == 0;
    import = import_begin(house->editorial, &source, NULL);
    for (unsigned i = 0; i < AREAS; i++) {
        unsigned now[2] = {below(4), 1 + below(3)};
        if (now[0] != 0)
            import_put(import, area_of(&arena, i, now));
        if (!dry)
            follow(&areas[i], now);
    }
    expect(house, import_end(&import, dry, &done, &house->problem));
    arena_free(&arena);
}

static void thousands_of_imports_and_edits_are_those_of_a_slow_reader(void **state)
{
    struct house *house = *state;
    struct slow areas[AREAS] = {0};
    fixture_run(house->editorial, "PRAGMA synchronous = OFF");
    for (int round = 0; round < 10000; round++) {
        if (below(2) == 0)
            people_work(house, areas);
        else
            the_source_works(house, areas);
        if (round % 10 != 0)
            continue;
        for (unsigned i = 0; i < AREAS; i++) {
            struct arena arena = {0};
            json_t *record = area_of(&arena, i, (unsigned[]){0, 0});
            int64_t revision;
            json_t *found = read_thing(house, record_id(record), &revision);
            const char *name = record_string(record_text(found, "de", "name"), "text");
            assert_int_equal(name == NULL ? 0 : name[1] - '0', areas[i].here[0]);
            if (name != NULL)
                assert_int_equal(json_integer_value(json_object_get(found, "position")), areas[i].here[1]);
            json_decref(found);
            json_decref(record);
            arena_free(&arena);
        }
    }
}

// ---- as clerks see it ---------------------------------------------------------------------------------------------

static const char *import_content(struct station *station, struct content_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    const struct content_listener listener = {station_sink, station_sink, station_sink, NULL, &station->found};
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, content_import(editorial, station->content, false, &listener, report, &station->problem),
                   STATUS_OK);
    database_close(&editorial);
    return station->found.text == NULL ? "" : station->found.text;
}

// Changes a thing of the station through the door; `change_it` gets its record. NULL: removes it.
static void by_hand(struct station *station, const char *slug, void (*change_it)(json_t *record))
{
    struct house house = {.path = station->editorial};
    struct change *change;
    struct change_outcome outcome;
    int64_t revision;
    expect(&house, editorial_open(&house.editorial, house.path, &house.problem));
    const char *id = ask_house(&house, arena_format(&house.arena, "SELECT id FROM thing WHERE slug = '%s'", slug));
    json_t *record = read_thing(&house, id, &revision);
    expect(&house, change_begin(&change, house.editorial, &somebody, &house.problem));
    if (change_it != NULL) {
        change_it(record);
        expect(&house, change_put(change, record, revision, &outcome, &house.problem));
    } else {
        expect(&house, change_remove(change, id, revision, &outcome, &house.problem));
    }
    assert_int_equal(outcome.result, CHANGE_DONE);
    expect(&house, change_commit(&change, &house.problem));
    json_decref(record);
    database_close(&house.editorial);
    arena_free(&house.arena);
}

static void write_a_text_and_a_note(json_t *record)
{
    json_object_set_new(record_text(record, "de", "summary"), "text", json_string("Von Hand geschrieben."));
    json_object_set_new(record, "staff_note", json_string("Von Hand."));
    json_object_set_new(json_array_get(json_object_get(record, "contacts"), 0), "printed", json_string("0340 000009"));
}

// The case for which all this was made: a text changed by hand, then only the note of the same offer in the file.
static void an_edit_by_hand_survives_the_next_import(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_content(station, &report);
    by_hand(station, "office", write_a_text_and_a_note);
    station_edit(station, "offers/arrival.json", "\"cost\": \"free\"", "\"cost\": \"paid\"");
    assert_string_equal(
        import_content(station, &report),
        "warning: offer office: the source is older than the fact: it is still of"
        " 2026-11, verified 2026-11-20, but this changed: cost (set source.date to the day of what says so now, or"
        " verified_on to the day on which the office did)\n");
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.kept, 0);
    station_edit(station, "offers/arrival.json", "Nur für das Team.", "Nur für das ganze Team.");
    station_edit(station, "offers/arrival.json", "0340 000001", "0340 000002");
    station_edit(station, "offers/arrival.json", "+49340000001", "+49340000002");
    assert_string_equal(
        import_content(station, &report),
        "warning: offer office: kept what was changed by hand: contacts[0].phone: +49340000001; the source says:"
        " +49340000002 (correct one of them)\n"
        "warning: offer office: kept what was changed by hand: contacts[0].printed: 0340 000009; the source says:"
        " 0340 000002 (correct one of them)\n"
        "warning: offer office: kept what was changed by hand: note: Von Hand.; the source says: Nur für das ganze"
        " Team. (correct one of them)\n");
    assert_int_equal(report.kept, 2);
    assert_int_equal(report.changed, 0);
    assert_answer(station,
                  "SELECT text FROM text JOIN thing ON id = thing WHERE slug = 'office' AND field = 'summary' AND"
                  " language = 'de'",
                  "Von Hand geschrieben.");
    assert_string_equal(import_content(station, &report), "");
}

// Whoever writes with another program, past the door, is not overwritten either.
static void an_edit_past_the_door_survives_too(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_content(station, &report);
    station_sql(station,
                "UPDATE text SET text = 'Von Hand geschrieben.' WHERE field = 'summary' AND language = 'de' AND thing ="
                " (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'office')");
    station_edit(station, "offers/arrival.json", "Nur für das Team.", "Nur für das ganze Team.");
    assert_string_equal(import_content(station, &report), "");
    assert_int_equal(report.changed, 1);
    assert_answer(station,
                  "SELECT text.text || note.text FROM text JOIN note USING (thing) JOIN thing ON id = thing"
                  " WHERE slug = 'office' AND field = 'summary' AND language = 'de'",
                  "Von Hand geschrieben.Nur für das ganze Team.");
    assert_string_equal(import_content(station, &report), "");
    assert_int_equal(report.changed, 0);
}

#define TWENTY_MARKS "éééééééééééééééééééé" // of two bytes each

static void write_a_long_text(json_t *record)
{
    json_object_set_new(record_text(record, "de", "summary"), "text",
                        json_string(TWENTY_MARKS TWENTY_MARKS TWENTY_MARKS "a von Hand " TWENTY_MARKS TWENTY_MARKS TWENTY_MARKS));
}

// Of long texts the part is told in which they differ, cut between characters.
static void a_long_text_is_told_where_it_differs(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_content(station, &report);
    by_hand(station, "office", write_a_long_text);
    station_edit(station, "offers/arrival.json", "Hier melden Sie Ihre Wohnung an.",
                 TWENTY_MARKS TWENTY_MARKS TWENTY_MARKS "in der Datei " TWENTY_MARKS TWENTY_MARKS TWENTY_MARKS);
    const char *told = import_content(station, &report);
    assert_non_null(strstr(told, "kept what was changed by hand: texts.de.summary: …" TWENTY_MARKS "a von Hand " TWENTY_MARKS
                                 "éééééééééééééé…; the source says: …" TWENTY_MARKS "in der Datei " TWENTY_MARKS
                                 "ééééééééééééé… (correct one of them)"));
}

static void what_is_left_out_and_kept_is_told(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_content(station, &report);
    by_hand(station, "registering", NULL);
    by_hand(station, "doctor-search", write_a_text_and_a_note);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/offers/health.json", station->content)), 0);
    const char *told = import_content(station, &report);
    assert_non_null(
        strstr(told, "warning: article registering: left out: it was removed by hand, and the source still has it"));
    assert_non_null(
        strstr(told, "warning: offer doctor-search: kept as it was changed by hand: the source has it no more"));
    assert_non_null(strstr(
        told, "warning: organization Kassenärztliche Vereinigung: kept: the source has it no more, but this leads"
              " to it: offer doctor-search"));
    assert_int_equal(report.kept, 3);
    assert_int_equal(report.removed, 0);
}

// ---- what fails ---------------------------------------------------------------------------------------------------

static long left_to_live;

static void die_at_last(void *context, const struct content_change *change)
{
    (void)context;
    (void)change;
    if (left_to_live-- == 0)
        kill(getpid(), SIGKILL);
}

static void an_import_that_is_killed_leaves_all_or_nothing(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_content(station, &report);
    station_edit(station, "offers/arrival.json", "\"cost\": \"free\"", "\"cost\": \"paid\"");
    station_edit(station, "offers/health.json", "Arztsuche", "Suche");
    station_edit(station, "articles.json", "In den ersten zwei Wochen.", "In den ersten drei Wochen.");
    const char *before = station_ask(station, station->editorial, "SELECT group_concat(id || revision) FROM thing");
    for (long n = 0; n < 3; n++) {
        int status;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            sqlite3 *editorial;
            left_to_live = n;
            const struct content_listener listener = {NULL, NULL, NULL, die_at_last, NULL};
            if (editorial_open(&editorial, station->editorial, &station->problem) == STATUS_OK)
                content_import(editorial, station->content, false, &listener, &report, &station->problem);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_answer(station, "SELECT group_concat(id || revision) FROM thing", before);
    }
    import_content(station, &report);
    assert_int_equal(report.changed, 3);
}

static void an_import_waits_for_who_writes(void **state)
{
    struct station *station = *state;
    struct content_report report;
    struct change *change;
    sqlite3 *first, *second;
    import_content(station, &report);
    station_expect(station, editorial_open(&first, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_open(&second, station->editorial, &station->problem), STATUS_OK);
    sqlite3_busy_timeout(second, 1);
    station_expect(station, change_begin(&change, first, &somebody, &station->problem), STATUS_OK);
    assert_int_equal(
        content_import(second, station->content, false, &(struct content_listener){0}, &report, &station->problem),
        STATUS_IO);
    change_cancel(&change);
    station_expect(
        station,
        content_import(second, station->content, false, &(struct content_listener){0}, &report, &station->problem),
        STATUS_OK);
    database_close(&first);
    database_close(&second);
}

int main(void)
{
#define IN_HOUSE(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
#define IN_STATION(name) cmocka_unit_test_setup_teardown(name, station_set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        IN_HOUSE(a_source_becomes_things_and_twice_changes_nothing),
        IN_HOUSE(each_side_gets_its_own),
        IN_HOUSE(what_both_changed_stays_and_is_told_once),
        IN_HOUSE(what_people_removed_stays_away),
        IN_HOUSE(what_needs_what_was_removed_stays_out),
        IN_HOUSE(what_the_source_drops_stays_when_people_changed_it),
        IN_HOUSE(of_a_guide_all_stays_or_nothing),
        IN_HOUSE(a_record_that_cannot_be_stops_all),
        IN_HOUSE(what_does_not_fit_stays_whole),
        IN_HOUSE(a_review_is_no_change_of_a_text),
        IN_HOUSE(a_translation_is_of_the_text_of_its_source),
        IN_HOUSE(what_is_not_known_is_taken_from_the_source_and_told),
        IN_HOUSE(another_source_and_people_own_theirs),
        IN_HOUSE(thousands_of_imports_and_edits_are_those_of_a_slow_reader),
        IN_STATION(an_edit_by_hand_survives_the_next_import),
        IN_STATION(an_edit_past_the_door_survives_too),
        IN_STATION(a_long_text_is_told_where_it_differs),
        IN_STATION(what_is_left_out_and_kept_is_told),
        IN_STATION(an_import_that_is_killed_leaves_all_or_nothing),
        IN_STATION(an_import_waits_for_who_writes),
    };
    return cmocka_run_group_tests_name("editorial/import", tests, NULL, NULL);
}
