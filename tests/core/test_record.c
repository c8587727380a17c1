// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of records: every kind and every field goes in and comes out, what is wrong is told with its place, and merging
// does what a slow reader of its rule does.
#include "tests/core/record.h"

#include "core/base/memory.h"

// ---- reading and writing ------------------------------------------------------------------------------------------

// What was put comes out again, as one that puts records in their one form and knows nothing of rows says it must.
static void every_kind_comes_out_as_it_went_in(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        int64_t revision;
        size_t count;
        json_t *expected = parse(one_of_each[i]);
        record_tidy(expected);
        record_complete(expected, NULL);
        json_t *found = read_thing(house, record_id(expected), &revision);
        assert_int_equal(revision, 1);
        const struct record_difference *differences = record_compare(&house->arena, expected, found, &count);
        if (count > 0)
            fail_msg("%s: %s", one_of_each[i], differences[0].path);
        assert_string_equal(record_write_text(&house->arena, expected), record_write_text(&house->arena, found));
        json_decref(expected);
        json_decref(found);
    }
    assert_string_equal(ask_house(house, "SELECT group_concat(target) FROM link WHERE thing = '" ARTICLE_ID "'"),
                        OFFER_ID);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
}

// One of each kind uses each column, part and text of the model that can be filled, or this test does not see it.
static void every_field_of_the_model_is_tried(void **state)
{
    (void)state;
    static const char *const unused[] = {"temporarily_closed",
                                         "appointment_url",
                                         "cost",
                                         "postal_code",
                                         "city",
                                         "district",
                                         "days_after_easter",
                                         "url",
                                         "description",
                                         "bring",
                                         "next_step",
                                         "forms"};
    struct arena arena = {0};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        const char *all = "";
        for (size_t i = 0; i < ONE_OF_EACH; i++) {
            if (strstr(one_of_each[i], arena_format(&arena, "'kind': '%s'", model->name)) != NULL)
                all = arena_format(&arena, "%s%s", all, one_of_each[i]);
        }
        for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
            all = arena_format(&arena, "%s'%s'", all, unused[i]);
        for (size_t i = 0; i < model->column_count; i++)
            assert_true(model->columns[i].derived ||
                        strstr(all, arena_format(&arena, "'%s'", model->columns[i].name)) != NULL);
        for (size_t i = 0; i < model->part_count; i++)
            assert_non_null(strstr(all, arena_format(&arena, "'%s'", model->parts[i].name)));
        for (size_t i = 0; i < model->text_count; i++)
            assert_true(strstr(all, arena_format(&arena, "'%s'", model->texts[i].name)) != NULL || kind == KIND_CITY);
    }
    arena_free(&arena);
}

static void a_record_is_the_same_text_however_it_was_written(void **state)
{
    struct house *house = *state;
    json_t *one = parse("{'kind': 'event', 'id': 'x', 'except': ['b', 'a'], 'texts': {'de': {}}, 'url': null, "
                        "'source': {'url': 'e\u0301'}}");
    json_t *other = parse("{'source': {'url': '\u00e9'}, 'id': 'x', 'except': ['a', 'b'], 'kind': 'event'}");
    record_tidy(one);
    record_tidy(other);
    assert_string_equal(record_write_text(&house->arena, one), record_write_text(&house->arena, other));
    json_decref(one);
    json_decref(other);
    one = parse("{'kind': 'article', 'texts': {'de': {'body': {'text': '  A  \\n\\n* \\n>  \\n# B'}}}}");
    record_tidy(one);
    assert_string_equal(record_string(record_text(one, "de", "body"), "text"), "A\n\\*\n\\>\n# B");
    json_decref(one);
}

// ---- checking -----------------------------------------------------------------------------------------------------

struct told {
    struct arena arena;
    const char *paths;
    size_t count;
};

static void note(void *context, const struct problem *problem)
{
    struct told *told = context;
    told->paths = arena_format(&told->arena, "%s%s%s", told->paths == NULL ? "" : told->paths,
                               told->count == 0 ? "" : " ", problem->what);
    told->count++;
    assert_true(problem->why[0] != '\0' && problem->mend[0] != '\0');
}

// Ids end in the number of their kind here.
static enum kind look_up(void *context, const char *id)
{
    (void)context;
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        json_t *record = parse(one_of_each[i]);
        enum kind kind = strcmp(record_id(record), id) == 0 ? record_kind(record) : KIND_NONE;
        json_decref(record);
        if (kind != KIND_NONE)
            return kind;
    }
    return KIND_NONE;
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *record, *paths;
    } cases[] = {
        {"{}", "kind"},
        {"[]", "kind"},
        {"{'kind': 7}", "kind"},
        {"{'kind': 'nothing'}", "kind"},
        {"{'kind': 'area'}", "id position slug texts.de.name"},
        {THING("area", "X", "a", NAMED("A")), "id"},
        {THING("area", AREA_ID, "A b", NAMED("A")), "slug"},
        {"{'kind': 'area', 'id': '" AREA_ID "', 'slug': 7, 'position': '1'" NAMED("A") "}", "position slug"},
        {THING("area", AREA_ID, "a", ", 'area': 1, 'texts': []"), "area texts texts.de.name"},
        {THING("area", AREA_ID, "a", ", 'texts': {'de': [], 'xx': {}}"), "texts.de texts.xx texts.de.name"},
        {THING("area", AREA_ID, "a", ", 'texts': {'DE': {'name': " TEXT("A") "}}"), "texts.DE texts.de.name"},
        {THING("area", AREA_ID, "a", ", 'texts': {'de': {'name': 'A', 'title': " TEXT("A") "}}"),
         "texts.de.name texts.de.title"},
        {THING("area", AREA_ID, "a", ", 'texts': {'de': {'name': {'text': '', 'origin': 'x', 'more': 1}}}"),
         "texts.de.name.more texts.de.name texts.de.name.origin"},
        {THING("area", AREA_ID, "a",
               ", 'texts': {'de': {'name': {'text': 'A', 'origin': 'human', 'reviewed_on': '2026-02-30',"
               " 'source_hash': 'ABC'}}}"),
         "texts.de.name.reviewed_on texts.de.name.source_hash"},
        {THING("area", AREA_ID, "a", NAMED("A\\nB")), "texts.de.name"},
        {THING("area", AREA_ID, "a", NAMED("A\\u202eB")), "texts.de.name"},
        {THING("area", AREA_ID, "a", NAMED("  ")), "texts.de.name"},
        {THING("area", AREA_ID, "a", SOURCE NAMED("A")), "source"},
        {NAMELESS("organization", ORGANIZATION_ID, ", 'slug': 'a', 'name': 7"), "slug name"},
        {THING("topic", TOPIC_ID, "a", ", 'area_id': '" NO_ID "'" NAMED("A")), "area_id"},
        {THING("topic", TOPIC_ID, "a", ", 'area_id': '" OFFER_ID "'" NAMED("A")), "area_id"},
        {THING("topic", TOPIC_ID, "a", ", 'area_id': true" NAMED("A")), "area_id"},
        {THING("city", CITY_ID, "a",
               ", 'name': 'A', 'zone': 'B', 'country': 'DE', 'subdivision': 'DE-ST', 'latitude': 'x',"
               " 'longitude': true, 'texts': {'uk': {'name': " TEXT("A") "}}"),
         "latitude longitude texts.uk.name"},
        {OFFER(OFFER_ID, "a", ", 'cost': 'cheap', 'name_hash': 'x', 'by_appointment': 1" SUMMARY("A")),
         "name_hash by_appointment cost"},
        {OFFER(OFFER_ID, "a", ", 'topics': '" TOPIC_ID "', 'audiences': ['women', 'women', 'men', 7]" SUMMARY("A")),
         "topics audiences[1] audiences[2] audiences[3]"},
        {OFFER(OFFER_ID, "a",
               ", 'topics': ['" TOPIC_ID "', '" AREA_ID "'], 'contacts': [1, {'fax': '1'}]" SUMMARY("A")),
         "topics[1] contacts[0] contacts[1].fax"},
        {OFFER(OFFER_ID, "a", ", 'schedule': [{'weekday': 1.5, 'open_minute': 1, 'close_minute': 2}]" SUMMARY("A")),
         "schedule[0].weekday schedule[0].by_appointment"},
        {OFFER(OFFER_ID, "a", ", 'staff_note': ['x'], 'withheld': false, 'paths': {'de': 1, 'xx': 'y'}" SUMMARY("A")),
         "staff_note withheld paths.de paths.xx"},
        {OFFER(OFFER_ID, "a", ", 'withheld': ' '" SUMMARY("A")), "withheld"},
        {OFFER(OFFER_ID, "a", ", 'paths': {'DE': 'y'}" SUMMARY("A")), "paths.DE"},
        {OFFER(OFFER_ID, "a", ", 'paths': 'y'" SUMMARY("A")), "paths"},
        {THING("emergency", EMERGENCY_ID, "a",
               ", 'number': '1', 'source': {'url': 'ftp://x', 'date': '2026-13', 'verified_on': '2026',"
               " 'review_after': '2026-02-29', 'confidence': 'low', 'who': 'x'}, 'texts': {'de': {'name': " TEXT(
                   "A") ", 'when': " TEXT("B") "}}"),
         "source.who source.verified_on source.review_after source.url source.date source.confidence"},
        {THING("emergency", EMERGENCY_ID, "a", ", 'number': '1', 'texts': {'de': {'name': " TEXT("A") "}}"),
         "source.url texts.de.when"},
        {THING("event", EVENT_ID, "a",
               ", 'starts': '2026-02-29T10:00', 'minutes': 1, 'all_day': false, 'except': ['2026-11-31'], 'extra': ['2026-11-30T24:30']" SOURCE
               ", 'texts': {'de': {'title': " TEXT("A") "}, 'uk': {'summary': " TEXT("A") "}}"),
         "starts except[0] extra[0] texts.uk.summary"},
        {THING("article", ARTICLE_ID, "a",
               ", 'topic_id': '" TOPIC_ID "'" SOURCE ", 'texts': {'de': {'title': " TEXT("A") ", 'summary': " TEXT(
                   "B") ", 'body': " TEXT("> offer " NO_ID "\\n> area " AREA_ID "\\n> offer " OFFER_ID) "}}"),
         "texts.de.body texts.de.body"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told told = {0};
        json_t *record = parse(cases[i].record);
        size_t problems = record_check(record, look_up, NULL, note, &told);
        if (told.paths == NULL || strcmp(told.paths, cases[i].paths) != 0)
            fail_msg("%s\n%s", cases[i].record, told.paths == NULL ? "" : told.paths);
        assert_int_equal(problems, told.count);
        assert_int_equal(record_check(record, look_up, NULL, NULL, NULL), problems);
        json_decref(record);
        arena_free(&told.arena);
    }
}

static void whole_records_have_nothing_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < ONE_OF_EACH; i++) {
        struct told told = {0};
        json_t *record = parse(one_of_each[i]);
        record_check(record, look_up, NULL, note, &told);
        if (told.count > 0)
            fail_msg("%s: %s", one_of_each[i], told.paths);
        json_decref(record);
    }
}

static void texts_have_their_bytes(void **state)
{
    struct house *house = *state;
    struct arena_text long_text = {0};
    for (int i = 0; i < 51; i++)
        arena_append(&house->arena, &long_text, "0123456789");
    json_t *record = parse(THING("area", AREA_ID, "a", NAMED("A")));
    json_object_set_new(record_text(record, "de", "name"), "text", json_stringn(long_text.bytes, 500));
    assert_int_equal(record_check(record, look_up, NULL, NULL, NULL), 0);
    json_object_set_new(record_text(record, "de", "name"), "text", json_stringn(long_text.bytes, 501));
    assert_int_equal(record_check(record, look_up, NULL, NULL, NULL), 1);
    json_decref(record);
}

// ---- any JSON -----------------------------------------------------------------------------------------------------

static unsigned long long seed;

static unsigned below(unsigned limit)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % limit;
}

static json_t *any_value(int depth)
{
    static const char *const texts[] = {"",      "de", AREA_ID, "2026-11-30", "A\nB", "machine", "https://x.example/",
                                        "\u202e"};
    json_t *value;
    switch (below(depth > 0 ? 8 : 6)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(below(2));
    case 2:
        return json_integer((int)below(5) - 1);
    case 3:
        return json_real(0.5 * below(9));
    case 4:
    case 5:
        return json_string(texts[below(sizeof texts / sizeof *texts)]);
    case 6:
        value = json_array();
        for (unsigned i = below(3); i > 0; i--)
            json_array_append_new(value, any_value(depth - 1));
        return value;
    default:
        value = json_object();
        for (unsigned i = below(3); i > 0; i--)
            json_object_set_new(value, texts[below(sizeof texts / sizeof *texts)], any_value(depth - 1));
        return value;
    }
}

// Puts any value somewhere into a value.
static void spoil(json_t *value, int depth)
{
    const char *key;
    json_t *member;
    size_t size = json_is_object(value) ? json_object_size(value) : json_array_size(value);
    size_t chosen = size == 0 ? 0 : below((unsigned)size);
    if (json_is_array(value) && size > 0) {
        if (depth == 0 || below(3) == 0)
            json_array_set_new(value, chosen, any_value(3));
        else
            spoil(json_array_get(value, chosen), depth - 1);
        return;
    }
    json_object_foreach(value, key, member)
    {
        if (chosen-- > 0)
            continue;
        if (depth == 0 || json_is_string(member) || below(4) == 0)
            json_object_set_new(value, key, any_value(3));
        else
            spoil(member, depth - 1);
        return;
    }
}

// No JSON does harm: it is right and then written, or it is told what is wrong, and then nothing is.
static void any_json_is_checked_and_never_half_written(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    seed = 17;
    struct change *change;
    expect(house, change_begin(&change, house->editorial, &somebody, &house->problem));
    long done = 0, invalid = 0;
    for (int round = 0; round < 4000; round++) {
        struct change_outcome outcome;
        json_t *record = parse(one_of_each[below(ONE_OF_EACH)]);
        char *id = arena_copy_text(&house->arena, record_id(record));
        int64_t revision;
        json_decref(read_thing(house, id, &revision));
        for (unsigned i = below(3); i < 3; i++)
            spoil(record, 4);
        struct arena arena = {0};
        size_t count;
        record_compare(&arena, record, record, &count);
        assert_int_equal(count, 0);
        arena_free(&arena);
        expect(house, change_put(change, record, strcmp(record_id(record), id) == 0 ? revision : 0, &outcome,
                                 &house->problem));
        done += outcome.result == CHANGE_DONE;
        invalid += outcome.result == CHANGE_INVALID;
        assert_true((outcome.result == CHANGE_INVALID) == (outcome.problem_count > 0));
        json_decref(record);
    }
    expect(house, change_commit(&change, &house->problem));
    assert_true(done > 100 && invalid > 1000);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    for (size_t i = 0; i < ONE_OF_EACH; i++) { // what is in the database is right
        json_t *record = parse(one_of_each[i]);
        int64_t revision;
        json_t *found = read_thing(house, record_id(record), &revision);
        struct told told = {0};
        record_check(found, look_up, NULL, note, &told);
        if (told.count > 0)
            fail_msg("%s: %s", record_write_text(&house->arena, found), told.paths);
        json_decref(found);
        json_decref(record);
    }
}

// ---- merging ------------------------------------------------------------------------------------------------------

static const char *const texts_tried[] = {"eins", "zwei", "drei"};

// A record of an offer of which each field may be there or not.
static json_t *any_record(void)
{
    static const char *const fields[] = {"name", "cost", "staff_note", "withheld", "place_id"};
    static const char *const languages[] = {"de", "uk"};
    json_t *record = parse("{'kind': 'offer', 'id': '" OFFER_ID "', 'position': 1}");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (below(3) > 0)
            json_object_set_new(record, fields[i], json_string(texts_tried[below(3)]));
    }
    if (below(3) > 0)
        json_object_set_new(record, "topics", json_pack("[s, s]", texts_tried[below(3)], texts_tried[below(3)]));
    if (below(3) > 0)
        json_object_set_new(record, "source",
                            json_pack("{s: s, s: s}", "url", texts_tried[below(3)], "date", texts_tried[below(3)]));
    json_t *texts = json_object();
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (below(3) > 0)
            json_object_set_new(texts, languages[i],
                                json_pack("{s: {s: s}}", "summary", "text", texts_tried[below(3)]));
    }
    json_object_set_new(record, "texts", texts);
    record_tidy(record);
    return record;
}

// The value of a path, "" when it is not there.
static const char *value_at(struct arena *arena, json_t *record, const char *path)
{
    json_t *value = record;
    for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1)
        value = json_object_get(value, arena_copy(arena, path, (size_t)(dot - path)));
    value = json_object_get(value, path);
    char *dumped = value == NULL ? NULL : json_dumps(value, JSON_ENCODE_ANY | JSON_SORT_KEYS);
    const char *text = dumped == NULL ? "" : arena_copy_text(arena, dumped);
    memory_release(dumped);
    return text;
}

static void merging_is_what_its_rule_says(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "position", "name",       "cost",        "staff_note",       "withheld",        "place_id",
        "topics",   "source.url", "source.date", "texts.de.summary", "texts.uk.summary"};
    seed = 4711;
    size_t conflicts_seen = 0;
    for (int round = 0; round < 10000; round++) {
        struct arena arena = {0};
        struct record_difference *conflicts;
        size_t count, expected = 0;
        json_t *base = any_record(), *ours = any_record(), *theirs = any_record();
        json_t *merged = record_merge(&arena, base, ours, theirs, &conflicts, &count);
        for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
            const char *b = value_at(&arena, base, paths[i]), *o = value_at(&arena, ours, paths[i]);
            const char *t = value_at(&arena, theirs, paths[i]), *m = value_at(&arena, merged, paths[i]);
            bool by_us = strcmp(b, o) != 0, by_them = strcmp(b, t) != 0;
            assert_string_equal(m, by_us ? o : t);
            bool conflict = by_us && by_them && strcmp(o, t) != 0;
            expected += conflict;
            bool told = false;
            for (size_t c = 0; c < count; c++)
                told = told || strcmp(conflicts[c].path, paths[i]) == 0;
            assert_int_equal(told, conflict);
        }
        assert_int_equal(count, expected);
        conflicts_seen += count;
        json_decref(base);
        json_decref(ours);
        json_decref(theirs);
        json_decref(merged);
        arena_free(&arena);
    }
    assert_true(conflicts_seen > 1000);
}

static void differences_have_their_paths(void **state)
{
    struct house *house = *state;
    size_t count;
    json_t *before =
        parse("{'kind': 'offer', 'id': 'x', 'slug': 'a', 'position': 1, 'cost': 'free', 'contacts': [{'phone': '1'}],"
              " 'source': {'url': 'a', 'verified_on': 'b'}, 'texts': {'de': {'summary': " TEXT("A") "}}}");
    json_t *after = parse("{'kind': 'offer', 'id': 'x', 'slug': 'b', 'position': 2, 'contacts': [{'phone': '2'}],"
                          " 'source': {'url': 'a', 'verified_on': 'c'}, 'staff_note': 'n', 'withheld': 'w',"
                          " 'paths': {'de': 'p'}, 'texts': {'de': {'summary': " TEXT("A") "}, 'uk': {'summary': " TEXT("U") "}}}");
    const struct record_difference *differences = record_compare(&house->arena, before, after, &count);
    const char *all = "";
    for (size_t i = 0; i < count; i++)
        all = arena_format(&house->arena, "%s%s ", all, differences[i].path);
    assert_string_equal(all, "slug position cost contacts source.verified_on staff_note withheld paths texts.uk.summary ");
    assert_null(differences[2].after);
    assert_string_equal(json_string_value(differences[5].after), "n");
    record_compare(&house->arena, NULL, NULL, &count);
    assert_int_equal(count, 0);
    json_decref(before);
    json_decref(after);
}

static const char *facts_between(struct house *house, const char *before_text, const char *after_text)
{
    size_t count;
    json_t *before = parse(before_text), *after = parse(after_text);
    const char **paths = record_facts_changed(&house->arena, before, after, &count);
    const char *all = "";
    for (size_t i = 0; i < count; i++)
        all = arena_format(&house->arena, "%s%s ", all, paths[i]);
    json_decref(before);
    json_decref(after);
    return all;
}

// A fact is what readers see as a source states it; all else may change without asking for a newer source.
static void facts_that_changed(void **state)
{
    struct house *house = *state;
    static const char plain[] = "{'kind': 'offer', 'id': 'x', 'slug': 'a', 'position': 1, 'type': 'office', 'name': 'A', 'cost': 'free',"
                                " 'topics': ['t'], 'contacts': [{'phone': '1'}], 'source': {'url': 'a', 'date': '2026-11'},"
                                " 'texts': {'de': {'summary': " TEXT("A") "}, 'uk': {'summary': " TEXT("U") "}}}";
    assert_string_equal(facts_between(house, plain, plain), "");
    assert_string_equal(facts_between(house, plain,
                                      "{'kind': 'offer', 'id': 'x', 'slug': 'b', 'position': 2, 'type': 'advice', 'name': 'A',"
                                      " 'cost': 'free', 'topics': ['u'], 'audiences': ['women'], 'contacts': [{'phone': '1'}],"
                                      " 'source': {'url': 'b', 'date': '2026-12'}, 'staff_note': 'n', 'texts': {'de': {'summary':"
                                      " {'text': 'A', 'origin': 'machine'}}, 'uk': {'summary': " TEXT("V") "}}}"),
                        "");
    assert_string_equal(facts_between(house, plain,
                                      "{'kind': 'offer', 'id': 'x', 'slug': 'a', 'position': 1, 'type': 'office', 'name': 'B',"
                                      " 'place_id': 'p', 'topics': ['t'], 'contacts': [{'phone': '2'}], 'schedule': [],"
                                      " 'source': {'url': 'a', 'date': '2026-11'}, 'texts': {'de': {'summary': " TEXT("B") ","
                                      " 'bring': " TEXT("C") "}, 'uk': {'summary': " TEXT("U") "}}}"),
                        "name cost contacts texts.de.summary place_id schedule texts.de.bring ");
    assert_string_equal(facts_between(house, "{'kind': 'event', 'starts': '2026-12-01T10:00', 'offer_id': 'o'}",
                                      "{'kind': 'event', 'starts': '2026-12-02T10:00', 'offer_id': 'p', 'except': ['2026-12-09']}"),
                        "starts except ");
}

static void a_source_is_dated_anew(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        bool anew;
    } dates[] = {
        {"{}", "{}", false},
        {"{'source': {'date': '2026-11'}}", "{'source': {'date': '2026-11'}}", false},
        {"{'source': {'date': '2026-11'}}", "{'source': {}}", false},
        {"{'source': {'date': '2026-11'}}", "{'source': {'date': '2026-10'}}", true},
        {"{'source': {}}", "{'source': {'verified_on': '2026-01-01'}}", true},
        {"{'source': {'date': '2026-11-30'}}", "{'source': {'date': '2026-11-30'}}", true},
        {"{'source': {'date': '2026-11-29'}}", "{'source': {'date': '2026-11-29'}}", false},
        {"{'source': {'verified_on': '2026-12-01'}}", "{'source': {'verified_on': '2026-12-01'}}", true},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        json_t *before = parse(dates[i].before), *after = parse(dates[i].after);
        assert_int_equal(record_is_dated_anew(before, after, "2026-11-30"), dates[i].anew);
        json_decref(before);
        json_decref(after);
    }
}

// ---- what leads to a thing ----------------------------------------------------------------------------------------

static void check_searched(struct house *house, const char *table, const struct model_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *plan;
        const char *sql =
            arena_format(&house->arena, "EXPLAIN QUERY PLAN SELECT 1 FROM %s WHERE %s = ?", table, columns[i].name);
        if (columns[i].type != MODEL_THING)
            continue;
        assert_int_equal(sqlite3_prepare_v2(house->editorial, sql, -1, &plan, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
        if (strncmp((const char *)sqlite3_column_text(plan, 3), "SEARCH", strlen("SEARCH")) != 0)
            fail_msg("%s.%s needs an index: %s", table, columns[i].name, sqlite3_column_text(plan, 3));
        sqlite3_finalize(plan);
    }
}

static void what_leads_to_a_thing_is_found_without_reading_all(void **state)
{
    struct house *house = *state;
    static const struct model_column target = {.name = "target", .type = MODEL_THING};
    check_searched(house, "link", &target, 1);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        check_searched(house, model->name, model->columns, model->column_count);
        for (size_t i = 0; i < model->part_count; i++)
            check_searched(house, model->parts[i].table, model->parts[i].columns, model->parts[i].column_count);
    }
}

static void a_text_has_a_path(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *path, *language, *field;
    } cases[] = {
        {"texts.uk.summary", "uk", "summary"}, {"texts.de-simple.body", "de-simple", "body"}, {"texts.de.name.origin", "de", "name.origin"},
        {"texts..summary", "", "summary"},     {"texts.uk", NULL, NULL},                      {"texts.", NULL, NULL},
        {"texts", NULL, NULL},                 {"source.url", NULL, NULL},                    {"", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *language = NULL, *field = NULL;
        assert_int_equal(record_path_text(&house->arena, cases[i].path, &language, &field), cases[i].language != NULL);
        if (cases[i].language == NULL)
            continue;
        assert_string_equal(language, cases[i].language);
        assert_string_equal(field, cases[i].field);
        assert_string_equal(record_text_path(&house->arena, language, field), cases[i].path);
    }
}

// ---- damage -------------------------------------------------------------------------------------------------------

static void what_another_program_wrote_is_told(void **state)
{
    struct house *house = *state;
    json_t *record;
    int64_t revision;
    put_one_of_each(house);
    fixture_run(house->editorial, "UPDATE offer SET name = CAST(x'ff41' AS TEXT) WHERE id = '" OFFER_ID "'");
    struct records *records = records_open(house->editorial);
    assert_int_equal(record_read(records, OFFER_ID, &record, &revision, &house->problem), STATUS_CORRUPT);
    assert_null(record);
    assert_int_equal(record_read(records, NO_ID, &record, &revision, &house->problem), STATUS_OK);
    assert_null(record);
    assert_int_equal(record_read_text("[1]", &record, &house->problem), STATUS_CORRUPT);
    assert_int_equal(record_read_text("{", &record, &house->problem), STATUS_CORRUPT);
    assert_int_equal(record_read_text(NULL, &record, &house->problem), STATUS_CORRUPT);
    records_close(&records);
}

static enum kind nothing_there(void *context, const char *id)
{
    (void)context;
    (void)id;
    return KIND_NONE;
}

// Whose a closure is, and what a duplicate repeats, is never dropped: it would be a closure of all offices, and an offer of its own.
static void what_says_whose_it_is_stays_when_that_is_gone(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *record, *path;
    } cases[] = {
        {THING("closure", CLOSURE_ID, "a", ", 'offer_id': '" NO_ID "', 'first_day': '2026-12-24', 'every_year': false"), "offer_id"},
        {THING("closure", CLOSURE_ID, "a", ", 'organization_id': '" NO_ID "', 'first_day': '2026-12-24', 'every_year': false"),
         "organization_id"},
        {OFFER(TWIN_ID, "a", ", 'duplicate_of': '" NO_ID "'" SUMMARY("A")), "duplicate_of"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count, found = 0;
        json_t *record = parse(cases[i].record);
        json_t *without = record_without_lost_links(record, nothing_there, NULL);
        assert_string_equal(record_string(without, cases[i].path), NO_ID);
        const struct record_link *links = record_links(&house->arena, record, &count);
        for (size_t l = 0; l < count; l++)
            found += strcmp(links[l].path, cases[i].path) == 0 && links[l].needed;
        assert_int_equal(found, 1);
        json_decref(without);
        json_decref(record);
    }
}

// What is told of two texts is what is told of the two records; also of texts that another program wrote.
static void test_texts_differ_as_their_records_do(void **state)
{
    struct house *house = *state;
    static const char *const paths[] = {"cost", "slug", "contacts", "source.url", "source.verified_on", "texts.de.summary",
                                        "texts.uk.summary", "texts.vi.gloss", "position", "staff_note"};
    int64_t revision;
    put_one_of_each(house);
    json_t *before = read_thing(house, OFFER_ID, &revision);
    json_t *after = json_deep_copy(before);
    for (size_t i = 0; i <= sizeof paths / sizeof *paths; i++) {
        for (int indented = 0; indented < 2; indented++) {
            struct record_difference *found;
            json_t *values;
            size_t count, expected;
            char *texts[2];
            for (int side = 0; side < 2; side++)
                texts[side] = json_dumps(side == 0 ? before : after, indented ? JSON_INDENT(1) : JSON_COMPACT | JSON_SORT_KEYS);
            record_compare(&house->arena, before, after, &expected);
            expect(house, record_compare_texts(&house->arena, texts[0], texts[1], &found, &count, &values, &house->problem));
            assert_int_equal(count, expected);
            for (size_t k = 0; k < count; k++) {
                json_t *was = record_at(before, found[k].path), *is = record_at(after, found[k].path);
                assert_true(found[k].before == NULL ? was == NULL : json_equal(found[k].before, was));
                assert_true(found[k].after == NULL ? is == NULL : json_equal(found[k].after, is));
            }
            json_decref(values);
            free(texts[0]);
            free(texts[1]);
        }
        if (i < sizeof paths / sizeof *paths)
            record_put_at(after, paths[i], record_at(after, paths[i]) != NULL ? NULL : json_string("\"{}[],: \\"));
    }
    struct record_difference *found;
    json_t *values;
    size_t count;
    assert_int_equal(record_compare_texts(&house->arena, "{\"cost\":", "{}", &found, &count, &values, &house->problem), STATUS_CORRUPT);
    json_decref(values);
    json_decref(before);
    json_decref(after);
}

// A city may be called otherwise in German, and need not be.
static void a_thing_is_called_by_its_text_or_else_its_column(void **state)
{
    (void)state;
    json_t *city = parse("{'kind': 'city', 'name': 'Dessau-Roßlau'}");
    assert_string_equal(record_title(city), "Dessau-Roßlau");
    json_object_set_new(city, "texts", parse("{'de': {'name': " TEXT("Dessau") "}}"));
    assert_string_equal(record_title(city), "Dessau");
    json_object_del(city, "texts");
    json_object_del(city, "name");
    assert_null(record_title(city));
    json_decref(city);
}

int main(void)
{
#define TEST_IN_HOUSE(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST_IN_HOUSE(every_kind_comes_out_as_it_went_in),
        cmocka_unit_test(every_field_of_the_model_is_tried),
        TEST_IN_HOUSE(a_record_is_the_same_text_however_it_was_written),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(whole_records_have_nothing_wrong),
        TEST_IN_HOUSE(texts_have_their_bytes),
        TEST_IN_HOUSE(any_json_is_checked_and_never_half_written),
        cmocka_unit_test(merging_is_what_its_rule_says),
        TEST_IN_HOUSE(differences_have_their_paths),
        TEST_IN_HOUSE(a_text_has_a_path),
        cmocka_unit_test(a_thing_is_called_by_its_text_or_else_its_column),
        TEST_IN_HOUSE(facts_that_changed),
        TEST_IN_HOUSE(a_source_is_dated_anew),
        TEST_IN_HOUSE(what_leads_to_a_thing_is_found_without_reading_all),
        TEST_IN_HOUSE(what_another_program_wrote_is_told),
        cmocka_unit_test_setup_teardown(test_texts_differ_as_their_records_do, open_house, close_house),
        cmocka_unit_test_setup_teardown(what_says_whose_it_is_stays_when_that_is_gone, open_house, close_house),
    };
    return cmocka_run_group_tests_name("model/record", tests, NULL, NULL);
}
